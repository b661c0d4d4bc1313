// What the menu of the active cell offers: the same commands as the keys, the column's order and width, and what the
// owner of the data adds.
import { text } from '../text.js'
import type { GridCommand } from './grid-keys.js'
import type { MenuItem } from './grid-menu.js'
import { type GridReach, runCommand } from './run-command.js'

/** The groups of the menu for the active cell; empty without one. */
export function menuItems(grid: GridReach): MenuItem[][] {
  const { source, selection } = grid
  if (!selection) return []
  const { row, column } = selection
  const words = text.gridMenu
  const item = (label: string, command: GridCommand, keys?: string): MenuItem => ({
    label,
    keys,
    run: () => void runCommand(grid, command),
  })
  const month = column >= 0 && column < source.columnCount
  const editing =
    month && source.entry?.(row, column)
      ? [
          item(words.edit, { do: 'edit', keep: true }, 'F2'),
          item(words.fillDown, { do: 'fill', direction: 'down' }, 'Ctrl+D'),
          item(words.fillRight, { do: 'fill', direction: 'right' }, 'Ctrl+R'),
          item(words.clear, { do: 'clear' }, 'Delete'),
        ]
      : []
  const { expanded } = source.name(row)
  const more: MenuItem[] = (source.actions?.(row, column) ?? []).map(({ id, label, keys }) => ({
    label,
    keys,
    run: () => grid.send('action-chosen', { id, row, column }),
  }))
  if (expanded !== undefined) more.unshift(item(expanded ? words.closeRow : words.openRow, { do: 'toggle' }))
  const head =
    column < 0 ? grid.nameHead : month ? source.head(column).label : source.totals[column - source.columnCount]!
  const columns: MenuItem[] = []
  if (source.sorted) columns.push({ label: words.sort(head), run: () => grid.send('sort-asked', { column }) })
  if (column < source.columnCount)
    columns.push(
      item(words.wider, { do: 'size', direction: 1 }, 'Alt+Shift+ArrowRight'),
      item(words.narrower, { do: 'size', direction: -1 }, 'Alt+Shift+ArrowLeft'),
      { label: words.usualWidth, run: () => grid.sizes.set(month ? 'column' : 'name', undefined) },
    )
  return [editing, more, columns]
}
