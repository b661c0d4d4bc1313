// Comma-separated text -> plain rows (RFC 4180, and what spreadsheet programs make of it). Runs in a worker thread.
import { Fault } from '../services/fault.js'
import type { CellValue, SheetRow } from '../services/import-sheet.js'

/** UTF-8 with or without mark, UTF-16 with mark, else Windows-1252. Refuses bytes that are no text. */
export function decodeText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le').slice(1)
  if (bytes.subarray(0, 4096).includes(0))
    throw new Fault('invalid', 'The file is neither a workbook nor text.', 'Import an .xlsx or .csv file.')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** The separator that the first line has most of, outside quotes. */
export function separatorOf(text: string): string {
  const line = text.slice(0, text.search(/\r|\n|$/)).replace(/"[^"]*"/g, '')
  const counts = [',', ';', '\t'].map((s) => ({ s, count: line.split(s).length }))
  return counts.sort((a, b) => b.count - a.count)[0]!.s
}

/** Rows of the text. Throws Fault invalid above `maxRows`, `maxColumns`, or for a quote that never closes. */
export function csvRows(text: string, maxRows: number, maxColumns: number): SheetRow[] {
  const separator = separatorOf(text)
  const rows: SheetRow[] = []
  let cells: CellValue[] = []
  let line = 1
  let at = 0
  const endRow = () => {
    while (cells.length > 0 && cells[cells.length - 1] === null) cells.pop()
    if (cells.length > 0) rows.push({ number: line, cells })
    if (rows.length > maxRows)
      throw new Fault(
        'invalid',
        `The file has more than ${maxRows.toLocaleString('en-US')} rows (stopped at row ${line}).`,
        'Import the table in several files.',
      )
    cells = []
    line++
  }
  while (at < text.length) {
    let value = ''
    if (text[at] === '"') {
      const opened = line
      for (at++; ; at++) {
        const close = text.indexOf('"', at)
        if (close < 0)
          throw new Fault('invalid', `Row ${opened}: a quote is opened and never closed.`, 'Close it, or double it.')
        value += text.slice(at, close)
        at = close + 1
        if (text[at] !== '"') break
        value += '"'
      }
    }
    let end = at
    while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++
    value += text.slice(at, end)
    at = end
    cells.push(plainText(value))
    if (cells.length > maxColumns)
      throw new Fault('invalid', `Row ${line} has more than ${maxColumns} columns.`, 'Check the separator of the file.')
    if (text[at] === separator) {
      at++
      if (at < text.length) continue
      break
    }
    if (text[at] === '\r') at++
    if (text[at] === '\n') at++
    endRow()
  }
  endRow()
  return rows
}

/** A text that was quoted on export so that no program runs it as a formula loses that quote again. */
function plainText(value: string): CellValue {
  const text = /^'[\s\0]*'*[=+\-@\t\r]/.test(value) ? value.slice(1) : value
  return text.trim() === '' ? null : text
}
