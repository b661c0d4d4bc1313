// A report as an Excel workbook, written row by row: memory does not grow with its size. exceljs is used here only.
import { createWriteStream } from 'node:fs'
import type ExcelJS from 'exceljs'
import {
  at,
  type DayCell,
  type FormulaCell,
  type HeatMap,
  type ReportBook,
  type ReportCell,
  type ReportColumn,
  type ReportFormat,
  type ReportSheet,
} from '../services/report-book.js'
import { workbookText } from './cell-text.js'

const FORMAT: Record<ReportFormat, string | undefined> = {
  text: undefined,
  hours: undefined,
  share: '0.0%',
  fte: '0.00',
  count: '0',
  day: 'yyyy-mm-dd',
  month: 'mmm yyyy',
}

/** One object per style: the writer knows a style by the object, and looks for it in every cell. */
const STYLES = Object.fromEntries(
  (Object.keys(FORMAT) as ReportFormat[]).map((format) => [
    format,
    {
      plain: FORMAT[format] ? { numFmt: FORMAT[format] } : {},
      bold: { font: { bold: true }, ...(FORMAT[format] ? { numFmt: FORMAT[format] } : {}) },
    },
  ]),
) as Record<ReportFormat, { plain: Partial<ExcelJS.Style>; bold: Partial<ExcelJS.Style> }>

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
  const writer = new excel.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: true })
  writer.creator = 'StaffAlloc'
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

function writeCover(writer: ExcelJS.stream.xlsx.WorkbookWriter, book: ReportBook): void {
  const sheet = writer.addWorksheet('Cover')
  sheet.getColumn(1).width = 18
  sheet.getColumn(2).width = 100
  for (const [label, value] of book.cover) {
    const row = sheet.addRow([])
    setCell(row, 1, label, STYLES.text.bold)
    setCell(row, 2, value, value !== null && typeof value === 'object' ? STYLES.day.plain : STYLES.text.plain)
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
  const target = writer.addWorksheet(sheet.name, { views: [{ state: 'frozen', xSplit, ySplit }] })
  for (const [i, column] of sheet.columns.entries()) target.getColumn(i + 1).width = column.width
  for (const { cells, format = 'text' } of sheet.lead) {
    const row = target.addRow([])
    for (const [i, cell] of cells.entries())
      setCell(row, i + 1, cell, STYLES[typeof cell === 'string' ? 'text' : format].bold)
    row.commit()
  }
  const head = target.addRow([])
  for (const [i, column] of sheet.columns.entries())
    setCell(head, i + 1, column.header, STYLES[column.headerFormat ?? 'text'].bold)
  head.commit()
  let written = 0
  for await (const cells of sheet.rows) {
    writeRow(target, sheet.columns, cells, false)
    if (++written % 2000 === 0) {
      pause(written)
      // Lets the file be written and other requests be answered.
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  for (const cells of sheet.foot) writeRow(target, sheet.columns, cells, true)
  for (const heat of sheet.heat) target.addConditionalFormatting(heatRules(heat, book.bands))
  target.commit()
}

function writeRow(
  target: ExcelJS.Worksheet,
  columns: readonly ReportColumn[],
  cells: ReportCell[],
  bold: boolean,
): void {
  const row = target.addRow([])
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]
    if (cell === null || cell === undefined) continue
    const style = STYLES[typeof cell === 'string' ? 'text' : (columns[i]?.format ?? 'text')]
    setCell(row, i + 1, cell, bold ? style.bold : style.plain)
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

/** US008 as rules that the program applies itself, so that colours follow what is typed later. */
function heatRules(heat: HeatMap, [low, medium]: readonly [number, number]): ExcelJS.ConditionalFormattingOptions {
  const load = `ROUND(${heat.load},9)`
  const number = (test: string) => `IF(ISNUMBER(${heat.load}),${test},FALSE)`
  // The colours of the page, ink included.
  const colours: [string, string, string][] = [
    [number(`AND(${load}>0,${load}<=${low})`), 'FFE7F5E9', 'FF15401E'],
    [number(`AND(${load}>${low},${load}<=${medium})`), 'FFB9E2BF', 'FF0D3A1A'],
    [number(`AND(${load}>${medium},${load}<1)`), 'FF2F7D46', 'FFFFFFFF'],
    [number(`${load}=1`), 'FFFFE08A', 'FF3D2F00'],
    [`IF(ISNUMBER(${heat.load}),${load}>1,${heat.load}="no capacity")`, 'FFC2352B', 'FFFFFFFF'],
  ]
  return {
    ref: `${at(heat.left, heat.top)}:${at(heat.right, heat.bottom)}`,
    rules: colours.map(([formula, background, text], i) => ({
      type: 'expression',
      priority: i + 1,
      formulae: [formula],
      style: {
        fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: background } },
        font: { color: { argb: text } },
      },
    })),
  }
}
