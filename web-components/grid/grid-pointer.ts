// The pointer in the grid: selecting by drag, opening rows, the fill handle, double click.
import { fillEdits, filledDown } from './range-edits.js'
import type { GridReach } from './run-command.js'
import { cellSelection, inRect, monthRect, type Rect, rectOf } from './selection.js'

/** The rectangle that the fill handle covers at a cell: it grows in one direction only, the longer one. */
export function grownRect(from: Rect, to: { row: number; column: number }): Rect {
  const tall = Math.max(from.top - to.row, to.row - from.bottom, 0)
  const wide = Math.max(from.left - to.column, to.column - from.right, 0)
  return tall >= wide
    ? { ...from, top: Math.min(from.top, to.row), bottom: Math.max(from.bottom, to.row) }
    : { ...from, left: Math.max(0, Math.min(from.left, to.column)), right: Math.max(from.right, to.column) }
}

export class GridPointer {
  private dragging: 'range' | 'fill' | undefined
  private fillFrom: Rect | undefined
  private touched: EventTarget | null | undefined

  constructor(private readonly grid: GridReach) {}

  down = (event: PointerEvent) => {
    if (event.button !== 0) return
    // A finger may be about to scroll: what it touched counts when it is lifted.
    if (event.pointerType === 'touch') this.touched = event.target
    else if (this.press(event.target, event.shiftKey)) {
      this.dragging = 'range'
      this.grid.scroller.setPointerCapture(event.pointerId)
    }
  }

  /** Selects the cell of an element, or opens and closes the row at its arrow; answers whether a cell was selected. */
  private press(target: EventTarget | null, extend: boolean): boolean {
    const { grid } = this
    const place = grid.placeOf(target)
    if (!place || place.row < 0) return false
    if (target instanceof Element && target.closest('.toggle')) {
      grid.select(cellSelection(place.row, -1, grid.bounds()))
      grid.send('row-toggled', { row: place.row })
      return false
    }
    const to = cellSelection(place.row, place.column, grid.bounds())
    const { selection } = grid
    grid.select(extend && selection ? { ...selection, row: to.row, column: to.column } : to)
    return true
  }

  /** A tap selects a cell; a second one on it opens the editor. */
  private tap(target: EventTarget) {
    const { grid } = this
    const { selection } = grid
    const place = grid.placeOf(target)
    const again = place && place.column >= 0 && selection?.row === place.row && selection.column === place.column
    if (again) grid.startEdit(true)
    else this.press(target, false)
  }

  startFill(event: PointerEvent) {
    event.stopPropagation()
    event.preventDefault()
    const { selection, source, scroller } = this.grid
    this.fillFrom = (selection && monthRect(selection, source.columnCount)) ?? undefined
    this.dragging = 'fill'
    scroller.setPointerCapture(event.pointerId)
  }

  move = (event: PointerEvent) => {
    const { grid } = this
    const { selection } = grid
    if (!this.dragging || !selection) return grid.hover(event)
    const place = grid.placeAt(event.clientX, event.clientY)
    const to = cellSelection(place.row, place.column, grid.bounds())
    if (to.row === selection.row && to.column === selection.column) return
    if (this.dragging === 'fill' && this.fillFrom) {
      const rect = grownRect(this.fillFrom, to)
      grid.select({ anchorRow: rect.top, anchorColumn: rect.left, row: rect.bottom, column: rect.right })
    } else grid.select({ ...selection, row: to.row, column: to.column })
  }

  up = () => {
    const { touched } = this
    if (touched) {
      this.cancel()
      return this.tap(touched)
    }
    const { source, selection } = this.grid
    const to = this.dragging === 'fill' && selection ? monthRect(selection, source.columnCount) : null
    if (to && this.fillFrom) this.grid.sendPlan('filled', fillEdits(source, to, this.fillFrom))
    this.cancel()
  }

  /** A double click on the fill handle fills down beside what is there. */
  private fillTwice() {
    const { selection, source } = this.grid
    const from = selection && monthRect(selection, source.columnCount)
    if (!from) return
    const to = filledDown(source, from)
    this.grid.sendPlan('filled', fillEdits(source, to, from))
    this.grid.select({ anchorRow: to.top, anchorColumn: to.left, row: to.bottom, column: to.right })
  }

  /** The browser took the pointer for itself, e.g. to scroll by touch: nothing was dragged. */
  cancel = () => {
    this.touched = undefined
    this.dragging = undefined
    this.fillFrom = undefined
  }

  /** A right click: on a cell outside the selection that one becomes the active cell first. */
  menu = (event: MouseEvent) => {
    const { grid } = this
    const place = grid.placeOf(event.target)
    if (!place || place.row < 0 || place.row >= grid.source.rowCount) return
    event.preventDefault()
    const { selection } = grid
    if (!selection || !inRect(rectOf(selection), place.row, place.column))
      grid.select(cellSelection(place.row, place.column, grid.bounds()))
    grid.openMenu({ x: event.clientX, y: event.clientY })
  }

  /** The captured pointer makes the scroller the target of a double click, so the place comes from the coordinates. */
  twice = (event: MouseEvent) => {
    const { grid } = this
    if (event.target instanceof Element && event.target.closest('.head, .foot')) return
    const page = grid.scroller.getRootNode() as ShadowRoot
    if (page.elementFromPoint(event.clientX, event.clientY)?.matches('.handle')) return this.fillTwice()
    const place = grid.placeOf(event.target) ?? grid.placeAt(event.clientX, event.clientY)
    if (place.row < 0 || place.row >= grid.source.rowCount) return
    if (place.column === -1) grid.send('row-opened', { row: place.row })
    else grid.startEdit(true)
  }
}
