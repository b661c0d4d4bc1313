// From typed, pasted, filled and cleared ranges to the edits they mean, and those that cannot be.
import { fillPairs, handlePairs, type PastedCell, placeBlock } from './clipboard.js'
import type { CellEdit, GridSource, RefusedEdit } from './grid-source.js'
import { parseEntry } from './parse-entry.js'
import { cellsOf, monthRect, type Rect, type Selection } from './selection.js'

export interface EditPlan {
  edits: CellEdit[]
  refused: RefusedEdit[]
  /** Cells that were meant, blank ones left out. */
  asked: number
}

/** A pasted TSV block at a target, or cells with a text each. Blank pasted cells are passed over unless `blanks`. */
export function pasteEdits(source: GridSource, block: string[][], target: Rect): EditPlan
export function pasteEdits(
  source: GridSource,
  cells: PastedCell[],
  options: { relative?: boolean; blanks?: boolean },
): EditPlan
export function pasteEdits(
  source: GridSource,
  what: string[][] | PastedCell[],
  how: Rect | { relative?: boolean; blanks?: boolean },
): EditPlan {
  const placed =
    'top' in how
      ? placeBlock(what as string[][], how, { rows: source.rowCount, columns: source.columnCount })
      : { cells: what as PastedCell[], outside: 0 }
  const options = 'top' in how ? {} : how
  const plan: EditPlan = { edits: [], refused: [], asked: placed.outside }
  for (const { row, column, text } of placed.cells) {
    if (text.trim() === '' && 'top' in how) continue
    const entry = source.entry?.(row, column)
    if (!entry) {
      if (options.blanks && !source.value?.(row, column)) continue
      plan.asked++
      plan.refused.push({ row, column, text, reason: source.whyReadOnly?.(row, column) ?? 'This cell is read-only.' })
      continue
    }
    plan.asked++
    const parsed = parseEntry(text, entry, { relative: options.relative ?? false })
    if ('reason' in parsed) plan.refused.push({ row, column, text, reason: parsed.reason })
    else if (parsed.hours !== entry.hours) plan.edits.push({ row, column, hours: parsed.hours })
  }
  if (placed.outside)
    plan.refused.push({ row: -1, column: -1, text: '', reason: `${placed.outside} cells lie outside the grid.` })
  return plan
}

/** Ctrl+D, Ctrl+R and the fill handle: copies of values, no series. */
export function fillEdits(source: GridSource, rect: Rect, how: 'down' | 'right' | Rect): EditPlan {
  const pairs = typeof how === 'string' ? fillPairs(rect, how) : handlePairs(how, rect)
  const cells = pairs.map(({ from, to }) => ({
    row: to[0],
    column: to[1],
    text: String(source.value?.(from[0], from[1]) ?? 0),
  }))
  return pasteEdits(source, cells, {})
}

/**
 * A double click on the fill handle: down as far as the column beside the range (left, else right) has numbers and the
 * cells can be written. Answers the range to fill, or the same one where there is nothing beside it.
 */
export function filledDown(source: GridSource, rect: Rect): Rect {
  const beside = rect.left > 0 ? rect.left - 1 : rect.right + 1
  let { bottom } = rect
  while (
    bottom + 1 < source.rowCount &&
    source.entry?.(bottom + 1, rect.left) &&
    source.value?.(bottom + 1, beside) !== undefined
  )
    bottom++
  return { ...rect, bottom }
}

/** The selected cells as plain text for the clipboard: names and totals too, numbers without unit. */
export function rangeBlock(source: GridSource, rect: Rect): string[][] {
  const block: string[][] = []
  for (let row = rect.top; row <= rect.bottom; row++) {
    const cells: string[] = []
    for (let column = rect.left; column <= rect.right; column++) {
      if (column === -1) cells.push(source.name(row).text)
      else if (column >= source.columnCount) cells.push(source.total(row, column - source.columnCount))
      else cells.push(source.value?.(row, column)?.toString() ?? '')
    }
    block.push(cells)
  }
  return block
}

/** Count, sum and average of the selected months that hold a number. */
export function sumsOf(source: GridSource, selection: Selection): { count: number; sum: number; average: number } {
  const rect = monthRect(selection, source.columnCount)
  let count = 0
  let sum = 0
  for (const { row, column } of rect ? cellsOf(rect) : []) {
    const value = source.value?.(row, column)
    if (value === undefined) continue
    count++
    sum += value
  }
  return { count, sum, average: count ? sum / count : 0 }
}
