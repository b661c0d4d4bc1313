// Typing into cells: opens the editor over the active one, and turns what it answers into edits.
import { CellEditor } from './cell-editor.js'
import { pasteEdits } from './range-edits.js'
import type { GridReach } from './run-command.js'
import { cellsOf, monthRect } from './selection.js'

export class GridTyping {
  private readonly editor: CellEditor

  constructor(
    private readonly grid: GridReach,
    body: HTMLElement,
  ) {
    this.editor = new CellEditor(body, {
      commit: (place, text, hours, everywhere) => {
        const { selection, source } = grid
        const rect = everywhere && selection ? monthRect(selection, source.columnCount) : null
        if (rect) {
          const all = [...cellsOf(rect)].map((cell) => ({ ...cell, text }))
          grid.sendPlan('typed', pasteEdits(source, all, { relative: true }))
        } else if (hours !== place.entry.hours) {
          const edits = [{ row: place.row, column: place.column, hours }]
          grid.send('cells-edited', { how: 'typed', edits, refused: [], asked: 1 })
        }
      },
      refuse: (place, reason) => {
        grid.showTip(place.row, place.column, reason)
        grid.send('edit-refused', { row: place.row, column: place.column, reason })
      },
      closed: (step) => {
        grid.scroller.classList.remove('editing')
        grid.hideTip()
        grid.scroller.focus({ preventScroll: true })
        if (step) grid.move(step, false)
      },
    })
  }

  get open(): boolean {
    return this.editor.openAt !== undefined
  }

  /** Opens the active cell; false, with the reason shown, where it cannot be edited. */
  start(keep: boolean): boolean {
    const { selection, source, geometry } = this.grid
    if (!selection || !geometry || !source.entry) return false
    const { row, column } = selection
    if (column < 0 || column >= source.columnCount) return false
    const entry = source.entry(row, column)
    if (!entry) {
      const reason = source.whyReadOnly?.(row, column)
      if (reason) {
        this.grid.showTip(row, column, reason)
        this.grid.send('edit-refused', { row, column, reason })
      }
      return false
    }
    this.grid.reveal(row, column)
    this.grid.scroller.classList.add('editing')
    this.grid.hideTip()
    this.editor.open(
      {
        row,
        column,
        left: geometry.nameWidth + column * geometry.columnWidth,
        top: row * geometry.rowHeight,
        width: geometry.columnWidth,
        label: `Hours, ${source.name(row).text}, ${source.head(column).label}`,
        entry,
      },
      keep,
    )
    return true
  }
}
