// Copying and pasting by the page's own clipboard events, which need no permission.
import { parseHtmlTable, parseTsv, toHtmlTable, toTsv } from './clipboard.js'
import { pasteEdits, rangeBlock } from './range-edits.js'
import { type GridReach, runCommand } from './run-command.js'
import { monthRect, rectOf } from './selection.js'

/** Puts the selected cells on the clipboard as TSV and as an HTML table; cutting clears them as well. */
export function copyCells(grid: GridReach, event: ClipboardEvent) {
  if (!grid.selection || !event.clipboardData) return
  const block = rangeBlock(grid.source, rectOf(grid.selection))
  event.clipboardData.setData('text/plain', toTsv(block))
  event.clipboardData.setData('text/html', toHtmlTable(block))
  event.preventDefault()
  if (event.type === 'cut') runCommand(grid, { do: 'clear' })
}

/** Writes the clipboard's block, text first and else an HTML table, from the selection on, tiled where the selection is a multiple of it. */
export function pasteCells(grid: GridReach, event: ClipboardEvent) {
  const text = event.clipboardData?.getData('text/plain')
  const block = text ? parseTsv(text) : parseHtmlTable(event.clipboardData?.getData('text/html') ?? '')
  const target = grid.selection && monthRect(grid.selection, grid.source.columnCount)
  if (!block || !target) return
  event.preventDefault()
  grid.sendPlan('pasted', pasteEdits(grid.source, block, target))
}
