// The main table of a report as CSV: UTF-8 with mark (Excel reads it right), CRLF, RFC 4180, no text that could run.
import type { ReportBook, ReportCell, ReportSheet } from '../services/report-book.js'
import { csvText } from './cell-text.js'

const BYTES = 64 * 1024

/** Header, rows and totals of the book's main sheet, in pieces of some 64 kB. */
export async function* csvOf(book: ReportBook): AsyncIterable<Uint8Array> {
  const sheet = book.sheets.find((s) => s.main) ?? book.sheets[0]
  if (!sheet) return
  yield* inPieces(csvLines(sheet))
}

/** One sheet as CSV. */
export async function* csvOfSheet(sheet: ReportSheet): AsyncIterable<Uint8Array> {
  yield* inPieces(csvLines(sheet))
}

async function* inPieces(lines: AsyncIterable<string>): AsyncIterable<Uint8Array> {
  let piece = '\ufeff'
  for await (const line of lines) {
    piece += line
    if (piece.length < BYTES) continue
    yield Buffer.from(piece)
    piece = ''
  }
  if (piece) yield Buffer.from(piece)
}

async function* csvLines(sheet: ReportSheet): AsyncIterable<string> {
  const width = sheet.columns.length
  const line = (cells: ReportCell[], months: (i: number) => boolean) =>
    `${Array.from({ length: Math.max(width, cells.length) }, (_, i) => csvCell(cells[i] ?? null, months(i))).join(',')}\r\n`
  for (const { cells } of sheet.lead) yield line(cells, () => false)
  yield line(
    sheet.columns.map((c) => c.header),
    (i) => sheet.columns[i]?.headerFormat === 'month',
  )
  const isMonth = (i: number) => sheet.columns[i]?.format === 'month'
  for await (const cells of sheet.rows) yield line(cells, isMonth)
  for (const cells of sheet.foot) yield line(cells, isMonth)
}

function csvCell(cell: ReportCell, month: boolean): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : ''
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no'
  if (typeof cell === 'string') return csvText(cell)
  if ('day' in cell) return month ? cell.day.slice(0, 7) : cell.day
  return csvCell(cell.value, month)
}
