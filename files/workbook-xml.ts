// The XML inside a workbook, as far as values go: shared texts, date formats, cells. Bounded by counting; no entity of
// the file's own is ever expanded. Runs in a worker thread.
import { Fault } from '../services/fault.js'
import type { CellValue, MergedRange, SheetRow } from '../services/import-sheet.js'

/** Text of a part; a document type definition (the door to entity bombs) is refused. */
export function decodeXml(part: Buffer): string {
  const utf16 = part[0] === 0xff && part[1] === 0xfe
  const text = part.toString(utf16 ? 'utf16le' : 'utf8')
  if (text.slice(0, 4096).includes('<!DOCTYPE') || text.includes('<!ENTITY'))
    throw new Fault('invalid', 'The workbook holds XML that no spreadsheet program writes.', 'Save it again.')
  if (!text.includes('<!')) return text
  return text
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, raw: string) => raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;'))
}

const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** XML and spreadsheet escapes ('&amp;', '&#10;', '_x000D_') undone. */
export function unescapeXml(text: string): string {
  let plain = text
  if (plain.includes('&'))
    plain = plain.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (whole, decimal, hex, name) => {
      if (name) return NAMED[name] ?? whole
      const code = Number.parseInt(decimal ?? hex, decimal ? 10 : 16)
      return code <= 0x10ffff ? String.fromCodePoint(code) : ''
    })
  return plain.includes('_x')
    ? plain.replace(/_x([\da-f]{4})_/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)))
    : plain
}

export function attribute(attributes: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|\\s)(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)
  const value = match?.[1] ?? match?.[2]
  return value === undefined ? undefined : unescapeXml(value)
}

/** The texts of <si> elements; phonetic guides are left out. */
export function sharedTexts(xml: string): string[] {
  const texts: string[] = []
  for (const [, content = ''] of xml.matchAll(/<(?:\w+:)?si(?:\s[^>]*)?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?si>)/g))
    texts.push(textOf(content))
  return texts
}

function textOf(xml: string): string {
  const spoken = xml.includes('rPh') ? xml.replace(/<(?:\w+:)?rPh[\s\S]*?<\/(?:\w+:)?rPh>/g, '') : xml
  let text = ''
  for (const [, part = ''] of spoken.matchAll(/<(?:\w+:)?t(?:\s[^>]*)?(?:\/>|>([^<]*)<)/g)) text += unescapeXml(part)
  return text
}

const BUILT_IN_DATES = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
]

/** For each cell style whether its number is shown as a date. */
export function dateStyles(xml: string): boolean[] {
  const codes = new Map<number, string>()
  for (const [, attributes = ''] of xml.matchAll(/<(?:\w+:)?numFmt\s([^>]*)>/g))
    codes.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '')
  const cells = /<(?:\w+:)?cellXfs[\s>][\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(xml)?.[0] ?? ''
  return [...cells.matchAll(/<(?:\w+:)?xf\s([^>]*)>/g)].map(([, attributes = '']) => {
    const id = Number(attribute(attributes, 'numFmtId') ?? 0)
    const code = codes.get(id)
    if (code === undefined) return BUILT_IN_DATES.some(([from, to]) => id >= from! && id <= to!)
    return /[ymdhs]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, ''))
  })
}

export interface SheetContext {
  texts: string[]
  dates: boolean[]
  /** The workbook counts days from 1904. */
  from1904: boolean
  maxRows: number
  maxColumns: number
}

/** Excel's day number as a date; undefined outside the years 1900 to 9999. */
export function dateOfSerial(serial: number, from1904 = false): string | undefined {
  const day = Math.floor(serial) + (from1904 ? 1462 : 0)
  if (!(day >= 1 && day < 2_958_466)) return undefined
  return new Date(Date.UTC(1899, 11, 30) + day * 86_400_000).toISOString().slice(0, 10)
}

const TAG = /<(\/?)(?:\w+:)?(row|c|v|f|is|mergeCell)(\s[^>]*?)?(\/?)>/g

/** Rows and merged ranges of a sheet. Throws Fault invalid above the limits of rows and columns. */
export function sheetRows(xml: string, context: SheetContext): { rows: SheetRow[]; merged: MergedRange[] } {
  const rows: SheetRow[] = []
  const merged: MergedRange[] = []
  let row: SheetRow = { number: 0, cells: [] }
  let column = 0
  let cell: { type: string; style: number; formula: boolean; value?: string; inline?: string } | undefined
  let last = 0
  TAG.lastIndex = 0
  for (let match = TAG.exec(xml); match; match = TAG.exec(xml)) {
    const [, closing, name, attributes = '', empty] = match
    if (name === 'row' && !closing) {
      row = { number: Number(attribute(attributes, 'r')) || last + 1, cells: [] }
      last = row.number
      column = 0
    } else if (name === 'c' && !closing) {
      column = columnOf(attributes) || column + 1
      if (column > context.maxColumns)
        throw new Fault(
          'invalid',
          `it has more than ${context.maxColumns} columns.`,
          'Remove what lies beside the table.',
        )
      cell = {
        type: shortAttribute(attributes, ' t="') ?? 'n',
        style: Number(shortAttribute(attributes, ' s="') ?? 0),
        formula: false,
      }
    } else if (cell && name === 'f') cell.formula = true
    else if (cell && name === 'v' && !closing && !empty) cell.value = upTo(xml, TAG.lastIndex)
    else if (cell && name === 'is' && !closing) {
      const end = xml.indexOf('is>', TAG.lastIndex)
      cell.inline = textOf(xml.slice(TAG.lastIndex, end))
    } else if (name === 'mergeCell') {
      const range = rangeOf(attribute(attributes, 'ref') ?? '')
      if (range && merged.length < 10_000) merged.push(range)
    }
    if (name === 'c' && cell && (closing || empty)) {
      const value = plainValue(cell, context)
      if (value !== null && value !== '') {
        while (row.cells.length < column - 1) row.cells.push(null)
        row.cells[column - 1] = value
      }
      cell = undefined
    }
    if (name === 'row' && (closing || empty) && row.cells.length > 0) {
      if (rows.length >= context.maxRows)
        throw new Fault(
          'invalid',
          `it has more than ${context.maxRows.toLocaleString('en-US')} rows (stopped at row ${row.number}).`,
          'Import the table in several files.',
        )
      rows.push(row)
      row = { number: row.number, cells: [] }
    }
  }
  return { rows, merged }
}

/** The one place where a cell becomes a plain value: text, number, truth, date, or what is wrong with it. */
function plainValue(
  cell: { type: string; style: number; formula: boolean; value?: string; inline?: string },
  context: SheetContext,
): CellValue {
  const { type, value } = cell
  if (cell.inline !== undefined) return cell.inline
  if (value === undefined)
    return cell.formula ? { fault: 'a formula without a stored result (open the file, save it again)' } : null
  if (type === 's') return context.texts[Number(value)] ?? null
  if (type === 'str') return unescapeXml(value)
  if (type === 'b') return value === '1' || value === 'true'
  if (type === 'e') return { fault: `the error ${unescapeXml(value).slice(0, 20)}` }
  if (type === 'd') return /^\d{4}-\d{2}-\d{2}/.test(value) ? { date: value.slice(0, 10) } : unescapeXml(value)
  if (value.trim() === '') return null
  const number = Number(value)
  if (!Number.isFinite(number)) return unescapeXml(value)
  if (!context.dates[cell.style]) return number
  const date = dateOfSerial(number, context.from1904)
  return date ? { date } : number
}

const upTo = (xml: string, from: number) => xml.slice(from, xml.indexOf('<', from))

/** Attributes of cells are read a million times: no regular expression. */
function shortAttribute(attributes: string, opening: string): string | undefined {
  const at = attributes.indexOf(opening)
  if (at < 0) return undefined
  const from = at + opening.length
  return attributes.slice(from, attributes.indexOf('"', from))
}

function columnOf(attributes: string): number {
  const reference = shortAttribute(attributes, ' r="')
  return reference ? columnNumber(reference) : 0
}

function columnNumber(reference: string): number {
  let column = 0
  for (let i = 0; i < reference.length; i++) {
    const code = reference.charCodeAt(i)
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return column
}

function rangeOf(reference: string): MergedRange | undefined {
  const match = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(reference)
  if (!match) return undefined
  return {
    left: columnNumber(match[1]!),
    top: Number(match[2]),
    right: columnNumber(match[3]!),
    bottom: Number(match[4]),
  }
}
