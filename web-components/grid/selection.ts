// Where the cursor is and what is selected. Column -1 is the name, 0..columns-1 the months, then the totals.

export interface Selection {
  /** The corner that stays while the range grows. */
  anchorRow: number
  anchorColumn: number
  /** The active cell. */
  row: number
  column: number
}

export interface Bounds {
  rows: number
  columns: number
  totals: number
  /** Rows of one screen, for PageUp and PageDown. */
  pageRows: number
}

export interface Rect {
  top: number
  left: number
  bottom: number
  right: number
}

export type Step =
  | 'left'
  | 'right'
  | 'up'
  | 'down'
  | 'rowStart'
  | 'rowEnd'
  | 'top'
  | 'bottom'
  | 'columnTop'
  | 'columnBottom'
  | 'pageUp'
  | 'pageDown'

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value))

/** A selection of one cell, kept inside the bounds. */
export function cellSelection(row: number, column: number, bounds: Bounds): Selection {
  const r = clamp(row, 0, Math.max(0, bounds.rows - 1))
  const c = clamp(column, -1, bounds.columns + bounds.totals - 1)
  return { anchorRow: r, anchorColumn: c, row: r, column: c }
}

/** Moves the active cell by a step without wrapping; `extend` keeps the anchor, so that a range grows (Shift). */
export function moveSelection(from: Selection, step: Step, bounds: Bounds, extend: boolean): Selection {
  const lastColumn = bounds.columns + bounds.totals - 1
  let { row, column } = from
  if (step === 'left') column--
  else if (step === 'right') column++
  else if (step === 'up') row--
  else if (step === 'down') row++
  else if (step === 'pageUp') row -= bounds.pageRows
  else if (step === 'pageDown') row += bounds.pageRows
  else if (step === 'rowStart') column = -1
  else if (step === 'rowEnd') column = lastColumn
  else if (step === 'columnTop') row = 0
  else if (step === 'columnBottom') row = bounds.rows - 1
  else if (step === 'top') {
    row = 0
    column = -1
  } else {
    row = bounds.rows - 1
    column = lastColumn
  }
  const to = cellSelection(row, column, bounds)
  return extend ? { ...to, anchorRow: from.anchorRow, anchorColumn: from.anchorColumn } : to
}

/** The rectangle of a selection, corners inclusive. */
export function rectOf(selection: Selection): Rect {
  return {
    top: Math.min(selection.anchorRow, selection.row),
    bottom: Math.max(selection.anchorRow, selection.row),
    left: Math.min(selection.anchorColumn, selection.column),
    right: Math.max(selection.anchorColumn, selection.column),
  }
}

/** The months of a selection alone: name and totals cannot be pasted into, summed or cleared. */
export function monthRect(selection: Selection, columns: number): Rect | null {
  const rect = rectOf(selection)
  const left = Math.max(0, rect.left)
  const right = Math.min(columns - 1, rect.right)
  return left > right ? null : { ...rect, left, right }
}

/** The whole row, column or grid of months around the active cell (Shift+Space, Ctrl+Space, Ctrl+A). */
export function wholeSelection(from: Selection, what: 'row' | 'column' | 'all', bounds: Bounds): Selection {
  const lastRow = Math.max(0, bounds.rows - 1)
  const lastColumn = bounds.columns - 1
  const rect = rectOf(from)
  if (what === 'row') return { anchorRow: rect.top, anchorColumn: 0, row: rect.bottom, column: lastColumn }
  if (what === 'column') return { anchorRow: 0, anchorColumn: rect.left, row: lastRow, column: rect.right }
  return { anchorRow: 0, anchorColumn: 0, row: lastRow, column: lastColumn }
}

export function inRect(rect: Rect, row: number, column: number): boolean {
  return row >= rect.top && row <= rect.bottom && column >= rect.left && column <= rect.right
}

/** Every cell of a rectangle, row by row. */
export function* cellsOf(rect: Rect): Generator<{ row: number; column: number }> {
  for (let row = rect.top; row <= rect.bottom; row++)
    for (let column = rect.left; column <= rect.right; column++) yield { row, column }
}
