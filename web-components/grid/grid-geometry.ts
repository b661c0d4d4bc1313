// Where rows and columns lie: pure arithmetic between pixels and cells.
import type { Geometry, Window } from './cell-pool.js'

/** What the scroller shows, in pixels; `headHeight` and `footHeight` lie over its ends. */
export interface Viewport {
  width: number
  height: number
  scrollTop: number
  scrollLeft: number
  headHeight: number
  footHeight: number
}

/** Width of everything: name, columns, totals. */
export function contentWidth({ nameWidth, columnWidth, columns, totalWidth, totals }: Geometry): number {
  return nameWidth + columnWidth * columns + totalWidth * totals
}

/** Width of the columns where they may grow into free room, at least `least`. */
export function stretchedWidth(least: number, columns: number, free: number): number {
  return columns ? Math.max(least, Math.floor(free / columns)) : least
}

/** The rows and columns in view, one row more at each end. */
export function windowOf(geometry: Geometry, rows: number, view: Viewport): Window {
  const { rowHeight, nameWidth, columnWidth, columns, totalWidth, totals } = geometry
  const seen = Math.max(columnWidth, view.width - nameWidth - totals * totalWidth)
  return {
    top: Math.max(0, Math.floor(view.scrollTop / rowHeight) - 1),
    bottom: Math.min(rows - 1, Math.floor((view.scrollTop + view.height - view.headHeight) / rowHeight) + 1),
    left: Math.max(0, Math.floor(view.scrollLeft / columnWidth)),
    right: Math.min(columns - 1, Math.floor((view.scrollLeft + seen - 1) / columnWidth)),
  }
}

/** The cell under a point of the scroller; -1 is the name column, totals follow the columns. */
export function placeAt(geometry: Geometry, view: Viewport, x: number, y: number): { row: number; column: number } {
  const { rowHeight, nameWidth, columnWidth, columns, totalWidth, totals } = geometry
  const row = Math.floor((y - view.headHeight + view.scrollTop) / rowHeight)
  if (x < nameWidth) return { row, column: -1 }
  const fromRight = view.width - x
  if (fromRight < totals * totalWidth && contentWidth(geometry) >= view.width)
    return { row, column: columns + totals - 1 - Math.floor(fromRight / totalWidth) }
  return { row, column: Math.min(columns + totals - 1, Math.floor((x - nameWidth + view.scrollLeft) / columnWidth)) }
}

/** The scroll position that shows a cell whole, as near as possible to the present one. */
export function revealed(
  geometry: Geometry,
  view: Viewport,
  row: number,
  column: number,
): { top: number; left: number } {
  const { rowHeight, nameWidth, columnWidth, columns, totalWidth, totals } = geometry
  const height = view.height - view.headHeight - view.footHeight
  let top = view.scrollTop
  if (row * rowHeight < top) top = row * rowHeight
  else if ((row + 1) * rowHeight > top + height) top = (row + 1) * rowHeight - height
  let left = view.scrollLeft
  if (column < 0 || column >= columns) return { top, left }
  const width = view.width - nameWidth - totals * totalWidth
  if (column * columnWidth < left) left = column * columnWidth
  else if ((column + 1) * columnWidth > left + width) left = (column + 1) * columnWidth - width
  return { top, left }
}
