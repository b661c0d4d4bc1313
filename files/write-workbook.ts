// A report as an Excel workbook, written row by row: memory does not grow with its size. exceljs is used here only.
import { createWriteStream } from 'node:fs'
import type ExcelJS from 'exceljs'
import type {
  DayCell,
  FormulaCell,
  ReportBook,
  ReportCell,
  ReportColumn,
  ReportSheet,
} from '../services/report-book.js'
import { workbookText } from './cell-text.js'
import * as styles from './workbook-styles.js'

const COVER_WIDTH = 100
const DAY_MS = 86_400_000
const EPOCH = Date.UTC(1899, 11, 30)

export interface WriteHooks {
  /** Stops the writing. */
  signal?: AbortSignal
  /** Told now and then which share of the rows is written. */
  progress?: (share: number) => void
}

/** Writes the book to `path`. Answers nothing: the file is whole when this resolves. */
export async function writeWorkbook(book: ReportBook, path: string, hooks: WriteHooks = {}): Promise<void> {
  const { default: excel } = (await import('exceljs')) as unknown as { default: typeof ExcelJS }
  const stream = createWriteStream(path, { mode: 0o600 })
  // Texts stand in their cells: a table of all of them would be kept in memory to the end.
  const writer = new excel.stream.xlsx.WorkbookWriter({ stream, useStyles: true })
  writer.creator = 'StaffAlloc'
  rememberLastStyle(writer)
  if (book.cover.length > 0) writeCover(writer, book)
  const count = ({ rows }: ReportSheet) => (Array.isArray(rows) ? rows.length : 0)
  const total = book.sheets.reduce((sum, sheet) => sum + count(sheet), 0)
  let before = 0
  for (const sheet of book.sheets) {
    await writeSheet(writer, book, sheet, (written) => {
      hooks.signal?.throwIfAborted()
      if (total > 0) hooks.progress?.(Math.min(1, (before + written) / total))
    })
    before += count(sheet)
  }
  await writer.commit()
}

/** exceljs looks up the style of every cell in a weak map, twice; most cells have the style of the one before. */
function rememberLastStyle(writer: ExcelJS.stream.xlsx.WorkbookWriter): void {
  const { styles: book } = writer as unknown as { styles: { addStyleModel(style: object, type: number): number } }
  const lookUp = book.addStyleModel.bind(book)
  let last: object | undefined
  let id = 0
  book.addStyleModel = (style, type) => {
    if (style !== last) {
      id = lookUp(style, type)
      last = style
    }
    return id
  }
}

function writeCover(writer: ExcelJS.stream.xlsx.WorkbookWriter, book: ReportBook): void {
  const sheet = writer.addWorksheet('Cover', {
    ...styles.printed('Cover', book.title),
    views: [{ showGridLines: false }],
  })
  sheet.getColumn(1).width = 18
  sheet.getColumn(2).width = COVER_WIDTH
  for (const [i, [label, value]] of book.cover.entries()) {
    const row = sheet.addRow([])
    setCell(row, 1, label, styles.label)
    const format = value !== null && typeof value === 'object' ? 'day' : 'text'
    setCell(row, 2, value, i === 0 ? styles.title : styles.coverValue[format])
    if (i > 0 && typeof value === 'string') row.height = styles.rowHeight(value, COVER_WIDTH)
    row.commit()
  }
  sheet.commit()
}

async function writeSheet(
  writer: ExcelJS.stream.xlsx.WorkbookWriter,
  book: ReportBook,
  sheet: ReportSheet,
  pause: (written: number) => void,
): Promise<void> {
  const { rows: ySplit, columns: xSplit } = sheet.freeze
  const target = writer.addWorksheet(sheet.name, {
    ...styles.printed(sheet.name, book.title, sheet),
    views: [{ state: 'frozen', xSplit, ySplit }],
  })
  for (const [i, column] of sheet.columns.entries()) target.getColumn(i + 1).width = column.width
  for (const { cells, format = 'text' } of sheet.lead) {
    const row = target.addRow([])
    for (const [i, cell] of cells.entries())
      setCell(row, i + 1, cell, styles.lead[typeof cell === 'string' ? 'text' : format])
    row.commit()
  }
  const head = target.addRow([])
  for (const [i, column] of sheet.columns.entries()) setCell(head, i + 1, column.header, styles.head(column))
  head.commit()
  const tall = sheet.columns.some((column) => column.wrap)
  let written = 0
  for await (const cells of sheet.rows) {
    writeRow(target, sheet.columns, cells, tall)
    if (++written % 2000 === 0) {
      pause(written)
      // Lets the file be written and other requests be answered.
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  for (const cells of sheet.foot) writeFoot(target, sheet.columns, cells)
  for (const heat of sheet.heat) target.addConditionalFormatting(styles.heatRules(heat, book.bands))
  target.commit()
}

function writeRow(
  target: ExcelJS.Worksheet,
  columns: readonly ReportColumn[],
  cells: ReportCell[],
  tall: boolean,
): void {
  const row = target.addRow([])
  let height = 0
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]
    if (cell === null || cell === undefined) continue
    const column = columns[i]!
    setCell(row, i + 1, cell, styles.bodyStyle(cell, column, tall))
    if (column.wrap && typeof cell === 'string') height = Math.max(height, styles.rowHeight(cell, column.width))
  }
  if (height > 0) row.height = height
  row.commit()
}

/** Totals stand below a line that goes all the way. */
function writeFoot(target: ExcelJS.Worksheet, columns: readonly ReportColumn[], cells: ReportCell[]): void {
  const row = target.addRow([])
  for (const [i, column] of columns.entries()) {
    const cell = cells[i] ?? null
    row.getCell(i + 1).style = styles.footStyle(cell, column)
    setCell(row, i + 1, cell, styles.footStyle(cell, column))
  }
  row.commit()
}

/** The choke point: every value becomes a plain text, number or truth; formulas come only from our own builders. */
function setCell(row: ExcelJS.Row, column: number, value: ReportCell, style: Partial<ExcelJS.Style>): void {
  if (value === null) return
  const cell = row.getCell(column)
  cell.style = style
  if (typeof value === 'string') cell.value = workbookText(value)
  else if (typeof value === 'number') cell.value = Number.isFinite(value) ? value : null
  else if (typeof value === 'boolean') cell.value = value
  else if (isDay(value)) cell.value = (Date.parse(`${value.day}T00:00:00Z`) - EPOCH) / DAY_MS
  else cell.value = { formula: value.formula, result: value.value } as ExcelJS.CellFormulaValue
}

const isDay = (value: DayCell | FormulaCell): value is DayCell => 'day' in value
