// Which key does what, as spreadsheets and the ARIA grid pattern have it. Pure: a key press in, a command out.
import type { Step } from './selection.js'

export type GridCommand =
  | { do: 'move'; step: Step; extend: boolean }
  | { do: 'select'; what: 'row' | 'column' | 'all' }
  | { do: 'edit'; keep: boolean }
  | { do: 'clear' | 'undo' | 'redo' | 'toggle' | 'expand' | 'collapse' | 'collapseSelection' | 'reveal' }
  | { do: 'menu' | 'history' }
  | { do: 'size'; direction: 1 | -1 }
  | { do: 'fill'; direction: 'down' | 'right' }

export interface KeyPress {
  key: string
  ctrl: boolean
  shift: boolean
  alt: boolean
}

const ARROWS: Record<string, [Step, Step]> = {
  ArrowLeft: ['left', 'rowStart'],
  ArrowRight: ['right', 'rowEnd'],
  ArrowUp: ['up', 'columnTop'],
  ArrowDown: ['down', 'columnBottom'],
  Home: ['rowStart', 'top'],
  End: ['rowEnd', 'bottom'],
  PageUp: ['pageUp', 'pageUp'],
  PageDown: ['pageDown', 'pageDown'],
}

/** The command of a key pressed in the grid while no cell is open; undefined leaves the key to the browser. */
export function commandOf({ key, ctrl, shift, alt }: KeyPress, onName: boolean): GridCommand | undefined {
  if (alt && shift && key === 'ArrowRight') return { do: 'size', direction: 1 }
  if (alt && shift && key === 'ArrowLeft') return { do: 'size', direction: -1 }
  if (alt && key === 'ArrowRight') return { do: 'expand' }
  if (alt && key === 'ArrowLeft') return { do: 'collapse' }
  if (alt) return undefined
  const arrow = ARROWS[key]
  if (arrow) return { do: 'move', step: arrow[ctrl ? 1 : 0], extend: shift }
  if (key === ' ' && ctrl) return { do: 'select', what: 'column' }
  if (key === ' ' && shift) return { do: 'select', what: 'row' }
  if (ctrl) {
    const letter = key.toLowerCase()
    if (letter === 'a') return { do: 'select', what: 'all' }
    if (letter === 'z') return shift ? { do: 'redo' } : { do: 'undo' }
    if (letter === 'y') return { do: 'redo' }
    if (letter === 'd') return { do: 'fill', direction: 'down' }
    if (letter === 'r' && !shift) return { do: 'fill', direction: 'right' }
    if (key === 'Backspace') return { do: 'reveal' }
    return undefined
  }
  if (key === 'ContextMenu' || (key === 'F10' && shift)) return { do: 'menu' }
  if (key === 'F2' && shift) return { do: 'history' }
  if (onName && (key === 'Enter' || key === ' ')) return { do: 'toggle' }
  if (key === 'Enter' || key === 'F2') return { do: 'edit', keep: true }
  if (key === 'Backspace') return { do: 'edit', keep: false }
  if (key === 'Delete') return { do: 'clear' }
  if (key === 'Escape') return { do: 'collapseSelection' }
  if (key.length === 1) return { do: 'edit', keep: false }
  return undefined
}

/** After how a cell was closed, where the cursor goes: Enter down, Shift+Enter up, Tab right, Shift+Tab left. */
export function stepAfterEdit(key: string, shift: boolean): Step | undefined {
  if (key === 'Enter') return shift ? 'up' : 'down'
  if (key === 'Tab') return shift ? 'left' : 'right'
  return ({ ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' } as const)[key as 'ArrowUp']
}
