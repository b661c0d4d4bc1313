import { describe, expect, it } from 'vitest'
import { commandOf, stepAfterEdit } from './grid-keys.js'

const press = (keys: string) => {
  const parts = keys.split('+')
  return {
    key: parts.at(-1)!,
    ctrl: parts.includes('Ctrl'),
    shift: parts.includes('Shift'),
    alt: parts.includes('Alt'),
  }
}

describe('keys of the grid', () => {
  it.each([
    ['ArrowDown', { do: 'move', step: 'down', extend: false }],
    ['Shift+ArrowRight', { do: 'move', step: 'right', extend: true }],
    ['Ctrl+ArrowRight', { do: 'move', step: 'rowEnd', extend: false }],
    ['Ctrl+End', { do: 'move', step: 'bottom', extend: false }],
    ['Ctrl+ ', { do: 'select', what: 'column' }],
    ['Shift+ ', { do: 'select', what: 'row' }],
    ['Ctrl+a', { do: 'select', what: 'all' }],
    ['Ctrl+z', { do: 'undo' }],
    ['Ctrl+Shift+Z', { do: 'redo' }],
    ['Ctrl+y', { do: 'redo' }],
    ['Ctrl+d', { do: 'fill', direction: 'down' }],
    ['Ctrl+r', { do: 'fill', direction: 'right' }],
    ['F2', { do: 'edit', keep: true }],
    ['8', { do: 'edit', keep: false }],
    ['=', { do: 'edit', keep: false }],
    ['Backspace', { do: 'edit', keep: false }],
    ['Delete', { do: 'clear' }],
    ['Alt+ArrowRight', { do: 'expand' }],
  ])('%s', (keys, command) => {
    expect(commandOf(press(keys), false)).toEqual(command)
  })

  it('opens a row with Enter on its name', () => {
    expect(commandOf(press('Enter'), true)).toEqual({ do: 'toggle' })
  })

  it.each(['Tab', 'F6', 'Ctrl+c', 'Ctrl+v', 'Ctrl+Shift+R', 'Alt+d'])('leaves %s to the browser', (keys) => {
    expect(commandOf(press(keys), false)).toBeUndefined()
  })

  it('moves on after an edit as a sheet does', () => {
    expect(stepAfterEdit('Enter', false)).toBe('down')
    expect(stepAfterEdit('Enter', true)).toBe('up')
    expect(stepAfterEdit('Tab', false)).toBe('right')
    expect(stepAfterEdit('Tab', true)).toBe('left')
    expect(stepAfterEdit('ArrowUp', false)).toBe('up')
    expect(stepAfterEdit('x', false)).toBeUndefined()
  })
})
