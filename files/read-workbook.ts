// A workbook's bytes -> plain tables. Everything but values is left unread: macros, links, pictures, formulas' texts.
// Runs in a worker thread.
import { Fault } from '../services/fault.js'
import type { TableFile, TableSheet } from '../services/import-sheet.js'
import { attribute, dateStyles, decodeXml, sharedTexts, sheetRows } from './workbook-xml.js'
import { ZIP_LIMITS, type ZipLimits, ZipParts } from './zip-parts.js'

export interface ReadLimits extends ZipLimits {
  /** Rows with values, of all sheets. */
  rows: number
  columns: number
  sheets: number
}

export const READ_LIMITS: ReadLimits = { ...ZIP_LIMITS, rows: 200_000, columns: 600, sheets: 100 }

/** Throws Fault invalid with what is wrong, and in which sheet, for anything but a workbook of bounded size. */
export function readWorkbook(bytes: Buffer, file: string, limits: ReadLimits = READ_LIMITS): TableFile {
  const zip = new ZipParts(bytes, limits)
  const book = zip.read('xl/workbook.xml')
  if (!book) throw new Fault('invalid', `${file} is not an Excel workbook.`, 'Save it as .xlsx or .csv, then import.')
  const xml = decodeXml(book)
  const paths = relations(zip)
  const shared = [...paths.values()].find((path) => /sharedStrings\.xml$/i.test(path))
  const styles = [...paths.values()].find((path) => /styles\.xml$/i.test(path))
  const part = (path: string | undefined) => {
    const content = path ? zip.read(path) : undefined
    return content ? decodeXml(content) : ''
  }
  const context = {
    texts: sharedTexts(part(shared)),
    dates: dateStyles(part(styles)),
    from1904: /date1904\s*=\s*["'](1|true)["']/.test(xml),
    maxColumns: limits.columns,
  }
  const sheets: TableSheet[] = []
  let rowsLeft = limits.rows
  for (const [, attributes = ''] of xml.matchAll(/<(?:\w+:)?sheet\s([^>]*)>/g)) {
    const name = attribute(attributes, 'name') ?? `Sheet ${sheets.length + 1}`
    const path = paths.get(attribute(attributes, 'id') ?? '')
    if (!path || !/worksheets\//i.test(path)) continue
    if (sheets.length >= limits.sheets)
      throw new Fault('invalid', `${file} has more than ${limits.sheets} sheets.`, 'Import fewer sheets at once.')
    try {
      const content = sheetRows(part(path), { ...context, maxRows: rowsLeft })
      rowsLeft -= content.rows.length
      sheets.push({ name, ...content })
    } catch (error) {
      if (error instanceof Fault && error.message.startsWith('it has'))
        throw new Fault(error.code, `Sheet '${name}' is refused: ${error.message}`, error.hint, { sheet: name })
      throw error
    }
  }
  const warnings: string[] = []
  if (zip.names.some((name) => /vbaProject/i.test(name))) warnings.push('The macros of the workbook were ignored.')
  if (zip.names.some((name) => /^xl\/externalLinks\//i.test(name)))
    warnings.push('The workbook links to other files: the values stored in it were used, nothing was fetched.')
  return { file, sheets, warnings }
}

/** Relation id -> path of the part inside the file. */
function relations(zip: ZipParts): Map<string, string> {
  const content = zip.read('xl/_rels/workbook.xml.rels')
  const paths = new Map<string, string>()
  for (const [, attributes = ''] of (content ? decodeXml(content) : '').matchAll(/<(?:\w+:)?Relationship\s([^>]*)>/g)) {
    const target = attribute(attributes, 'Target') ?? ''
    if (attribute(attributes, 'TargetMode') === 'External') continue
    paths.set(attribute(attributes, 'Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`)
  }
  return paths
}
