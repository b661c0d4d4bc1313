// What a report is before it becomes a file: sheets of plain values with their formats. Types and small builders only;
// files/ writes them. Text is text: nothing in a cell's text ever becomes a formula.

/** A calendar day or a month in a cell, written as a real date. */
export interface DayCell {
  day: string
}

/** A formula of ours with the value it has; built from rows and columns, never from data. */
export interface FormulaCell {
  formula: string
  value: number | string
}

export type ReportCell = string | number | boolean | null | DayCell | FormulaCell

/** hours 0.25, share 0.5 = 50 %, count 3, day, month (first day shown as 'Sep 2026'), text. */
export type ReportFormat = 'text' | 'hours' | 'share' | 'fte' | 'count' | 'day' | 'month'

export interface ReportColumn {
  header: ReportCell
  width: number
  format: ReportFormat
  /** Format of the header where it is no text. */
  headerFormat?: ReportFormat
  /** Long texts go on in further lines. */
  wrap?: boolean
}

/** Cells whose colour follows a load: DESIGN section 1, heat map. */
export interface HeatMap {
  top: number
  left: number
  bottom: number
  right: number
  /** Where the load of the top left cell stands: 'E3', or "'Load'!E3"; relative, so it moves with the cell. */
  load: string
}

export interface ReportSheet {
  name: string
  /** Rows above the header. */
  lead: { cells: ReportCell[]; format?: ReportFormat }[]
  columns: ReportColumn[]
  rows: Iterable<ReportCell[]> | AsyncIterable<ReportCell[]>
  /** Totals below the rows. */
  foot: ReportCell[][]
  /** Rows and columns that stay in sight. */
  freeze: { rows: number; columns: number }
  heat: HeatMap[]
  /** The sheet that stands for the report in a CSV file. */
  main?: boolean
}

export interface ReportBook {
  title: string
  /** File name without extension. */
  file: string
  /** Scope, day, what percentages divide by. */
  cover: [label: string, value: ReportCell][]
  /** Load fractions at which the two lower bands of the heat map end. */
  bands: readonly [number, number]
  sheets: ReportSheet[]
}

/** 1 -> 'A', 28 -> 'AB'. */
export { columnLetter } from './import-sheet.js'

import { columnLetter } from './import-sheet.js'

/** 'E3' */
export const at = (column: number, row: number) => `${columnLetter(column)}${row}`

/** A sum over a range with its value. */
export function sumOf(
  fromColumn: number,
  fromRow: number,
  toColumn: number,
  toRow: number,
  value: number,
): FormulaCell {
  return { formula: `SUM(${at(fromColumn, fromRow)}:${at(toColumn, toRow)})`, value }
}

/** First day of a month as a cell. */
export const monthCell = (month: string): DayCell => ({ day: `${month}-01` })
