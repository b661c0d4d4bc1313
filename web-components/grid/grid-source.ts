// What the grid element needs to know about its data. The element knows rows, columns and cells, never people or
// projects; whoever owns the data implements this and says `refresh()` or `repaint()` when something changed.

/** A pinned row heading. `expanded` is undefined for rows that cannot be opened. */
export interface RowName {
  text: string
  /** Quieter words after the name: role, LCAT, project code. */
  detail?: string
  /** 1 = outermost. */
  level: number
  expanded?: boolean
}

export interface ColumnHead {
  label: string
  /** Second line: the month's full-time hours. */
  detail: string
  /** Classes: 'now' marks the current month, 'override' a month whose full-time hours were overridden. */
  cls?: string
  tip?: string
  /** A mark at the corner: the month has holidays. */
  marked?: boolean
}

/** Something the owner of the data can do with a cell, offered in its menu. */
export interface CellAction {
  id: string
  label: string
  keys?: string
}

export type SortOrder = 'ascending' | 'descending' | 'none'

/** What typing into a cell starts from, in hours; null where the cell cannot be edited. */
export interface CellEntry {
  hours: number
  /** F(p,m): what "50%" and "0.5 FTE" multiply. */
  fullTimeHours: number
}

export interface GridSource {
  readonly rowCount: number
  readonly columnCount: number
  /** Headings of the pinned columns on the right. */
  readonly totals: string[]
  /** Stable id of a row, so that active cell and selection survive a refresh. */
  rowId(row: number): string
  name(row: number): RowName
  head(column: number): ColumnHead
  /** What the cell shows: the number alone. */
  text(row: number, column: number): string
  /** Classes: b0..b5 heat band, ro read-only, off time off, out outside the period, prop proposed. */
  cls(row: number, column: number): string
  total(row: number, index: number): string
  totalCls?(row: number, index: number): string
  /** Column totals of the pinned bottom row; absent = no such row. */
  foot?(column: number): string
  footTotal?(index: number): string
  /** What the bottom row is called; default "Total". */
  readonly footName?: string
  rowCls?(row: number): string
  /** Accessible name of the active cell: value, unit, load. */
  label?(row: number, column: number): string
  /** Tooltip and description of a cell; '' = none. */
  tip?(row: number, column: number): string
  entry?(row: number, column: number): CellEntry | null
  /** Why a cell cannot be edited, in a sentence. */
  whyReadOnly?(row: number, column: number): string
  /** The plain number for the clipboard and sums; undefined = blank. */
  value?(row: number, column: number): number | undefined
  /** How the rows are ordered by a column (-1 = name, totals after the months); absent = headings do not sort. */
  sorted?(column: number): SortOrder
  actions?(row: number, column: number): CellAction[]
}

/** A grid without anything in it. */
export const NO_ROWS: GridSource = {
  rowCount: 0,
  columnCount: 0,
  totals: [],
  rowId: String,
  name: () => ({ text: '', level: 1 }),
  head: () => ({ label: '', detail: '' }),
  text: () => '',
  cls: () => '',
  total: () => '',
}

/** A cell with the hours it is to get. */
export interface CellEdit {
  row: number
  column: number
  hours: number
}

export interface RefusedEdit {
  row: number
  column: number
  text: string
  reason: string
}

/** The events of the grid element. */
export interface GridEvents {
  'cells-edited': {
    how: 'typed' | 'pasted' | 'filled' | 'cleared'
    edits: CellEdit[]
    refused: RefusedEdit[]
    asked: number
  }
  'row-toggled': { row: number }
  'row-opened': { row: number }
  'selection-changed': { row: number; column: number; count: number; sum: number; average: number }
  'sort-asked': { column: number }
  'action-chosen': { id: string; row: number; column: number }
  'undo-asked': undefined
  'redo-asked': undefined
  'edit-refused': { row: number; column: number; reason: string }
}
