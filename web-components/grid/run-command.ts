// What a key does to the grid. The grid lends what is needed; nothing here touches the page.
import type { Geometry } from './cell-pool.js'
import type { ColumnSizes } from './column-sizes.js'
import type { GridCommand } from './grid-keys.js'
import type { GridEvents, GridSource } from './grid-source.js'
import { type EditPlan, fillEdits, pasteEdits } from './range-edits.js'
import {
  type Bounds,
  cellSelection,
  cellsOf,
  monthRect,
  type Selection,
  type Step,
  wholeSelection,
} from './selection.js'

/** The part of the grid that keyboard and pointer reach. */
export interface GridReach {
  readonly source: GridSource
  readonly selection: Selection | undefined
  readonly scroller: HTMLElement
  readonly geometry: Geometry | undefined
  readonly sizes: ColumnSizes
  /** Heading of the name column. */
  readonly nameHead: string
  bounds(): Bounds
  select(selection: Selection, reveal?: boolean): void
  move(step: Step, extend: boolean): void
  /** Opens the editor of the active cell; false where it cannot be edited. */
  startEdit(keep: boolean): boolean
  send<K extends keyof GridEvents>(type: K, detail: GridEvents[K]): void
  sendPlan(how: GridEvents['cells-edited']['how'], plan: EditPlan): void
  placeOf(target: EventTarget | null): { row: number; column: number } | undefined
  placeAt(x: number, y: number): { row: number; column: number }
  hover(event: PointerEvent): void
  /** Scrolls a cell into view. */
  reveal(row: number, column: number): void
  showTip(row: number, column: number, words: string): void
  hideTip(): void
  /** Opens the menu of the active cell, beside it or at a point of the window. */
  openMenu(at?: { x: number; y: number }): void
}

/** Runs a command; answers whether the browser must not handle the key as well. */
export function runCommand(grid: GridReach, command: GridCommand): boolean {
  const { source, selection } = grid
  if (command.do === 'undo') grid.send('undo-asked', undefined)
  else if (command.do === 'redo') grid.send('redo-asked', undefined)
  else if (!source.rowCount) return false
  else if (command.do === 'move') {
    if (opensRow(grid, command)) grid.send('row-toggled', { row: selection!.row })
    else grid.move(command.step, command.extend)
  } else if (!selection) return false
  else if (command.do === 'edit') return grid.startEdit(command.keep) && command.keep
  else if (command.do === 'select') grid.select(wholeSelection(selection, command.what, grid.bounds()), false)
  else if (command.do === 'collapseSelection')
    grid.select(cellSelection(selection.row, selection.column, grid.bounds()))
  else if (command.do === 'reveal') grid.select(selection)
  else if (command.do === 'menu') grid.openMenu()
  else if (command.do === 'history') chooseAction(grid, 'Shift+F2')
  else if (command.do === 'size') {
    if (selection.column < source.columnCount)
      grid.sizes.step(selection.column < 0 ? 'name' : 'column', command.direction)
  } else if (command.do === 'clear') writeRange(grid, undefined)
  else if (command.do === 'fill') writeRange(grid, command.direction)
  else {
    const { expanded } = source.name(selection.row)
    const wanted = command.do === 'toggle' ? !expanded : command.do === 'expand'
    if (expanded !== undefined && expanded !== wanted) grid.send('row-toggled', { row: selection.row })
  }
  return true
}

/** Runs the owner's action that has these keys, where the active cell offers it. */
function chooseAction(grid: GridReach, keys: string) {
  const { row, column } = grid.selection!
  const action = grid.source.actions?.(row, column).find((one) => one.keys === keys)
  if (action) grid.send('action-chosen', { id: action.id, row, column })
}

/** On a row's name, Right opens and Left closes it before they move. */
function opensRow({ source, selection }: GridReach, command: Extract<GridCommand, { do: 'move' }>): boolean {
  if (selection?.column !== -1 || command.extend) return false
  const { expanded } = source.name(selection.row)
  return (command.step === 'right' && expanded === false) || (command.step === 'left' && expanded === true)
}

/** Fills the selected months in a direction, or clears them to 0 hours without one. */
function writeRange(grid: GridReach, fill: 'down' | 'right' | undefined) {
  const { source, selection } = grid
  const rect = selection && monthRect(selection, source.columnCount)
  if (!rect) return
  if (fill) return grid.sendPlan('filled', fillEdits(source, rect, fill))
  const blanks = [...cellsOf(rect)].map((cell) => ({ ...cell, text: '' }))
  grid.sendPlan('cleared', pasteEdits(source, blanks, { blanks: true }))
}
