// Blocks of cells to and from the clipboard, as Excel and LibreOffice write them: TSV text and an HTML table.
import type { Rect } from './selection.js'

/** Tab-separated text: raw numbers, decimal point, no thousands sign; blank for a cell without value. */
export function toTsv(block: string[][]): string {
  return block
    .map((row) => row.map((cell) => (/[\t\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t'))
    .join('\n')
}

/** The same block as an HTML table, so that a sheet keeps the cells apart. */
export function toHtmlTable(block: string[][]): string {
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return `<table>${block.map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`).join('')}</table>`
}

/** Reads TSV with quoted cells; a last line break ends the block and makes no row. */
export function parseTsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  for (let i = 0; i < source.length; i++) {
    const char = source[i]!
    if (quoted) {
      if (char !== '"') cell += char
      else if (source[i + 1] === '"') {
        cell += '"'
        i++
      } else quoted = false
    } else if (char === '"' && cell === '') quoted = true
    else if (char === '\t') {
      row.push(cell)
      cell = ''
    } else if (char === '\n') {
      rows.push([...row, cell])
      row = []
      cell = ''
    } else cell += char
  }
  rows.push([...row, cell])
  return rows
}

/** The first table of an HTML fragment as a block of texts; undefined without one. */
export function parseHtmlTable(html: string): string[][] | undefined {
  const rows = html.match(/<tr[\s>][\s\S]*?<\/tr>/gi)
  return rows?.map((row) =>
    [...row.matchAll(/<t[dh](?:\s[^>]*)?>([\s\S]*?)<\/t[dh]>/gi)].map(([, cell]) => plainText(cell ?? '')),
  )
}

function plainText(html: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' }
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d+)|(\w+));/g, (all, code, name) =>
      code ? String.fromCodePoint(Number(code)) : (named[name] ?? all),
    )
    .replace(/\s+/g, ' ')
    .trim()
}

export interface PastedCell {
  row: number
  column: number
  text: string
}

/**
 * Where a pasted block lands. A selection that is a multiple of the block in both directions is tiled with it;
 * otherwise the block goes once to the selection's upper left corner. Cells outside the grid are answered in `outside`.
 */
export function placeBlock(
  block: string[][],
  target: Rect,
  grid: { rows: number; columns: number },
): { cells: PastedCell[]; outside: number } {
  const height = block.length
  const width = Math.max(...block.map((row) => row.length))
  const targetHeight = target.bottom - target.top + 1
  const targetWidth = target.right - target.left + 1
  const tiled = targetHeight % height === 0 && targetWidth % width === 0
  const cells: PastedCell[] = []
  let outside = 0
  for (let r = 0; r < (tiled ? targetHeight : height); r++)
    for (let c = 0; c < (tiled ? targetWidth : width); c++) {
      const text = block[r % height]?.[c % width]
      if (text === undefined) continue
      const row = target.top + r
      const column = target.left + c
      if (row < grid.rows && column < grid.columns) cells.push({ row, column, text })
      else outside++
    }
  return { cells, outside }
}

/** Copies the first row down (Ctrl+D) or the first column to the right (Ctrl+R): pairs of source and target cell. */
export function fillPairs(rect: Rect, direction: 'down' | 'right'): { from: [number, number]; to: [number, number] }[] {
  const pairs: { from: [number, number]; to: [number, number] }[] = []
  for (let row = rect.top; row <= rect.bottom; row++)
    for (let column = rect.left; column <= rect.right; column++) {
      if (direction === 'down' ? row === rect.top : column === rect.left) continue
      pairs.push({ from: direction === 'down' ? [rect.top, column] : [row, rect.left], to: [row, column] })
    }
  return pairs
}

/** The fill handle: the block of `from` repeated over `to`, which holds `from` and grew in one direction. */
export function handlePairs(from: Rect, to: Rect): { from: [number, number]; to: [number, number] }[] {
  const height = from.bottom - from.top + 1
  const width = from.right - from.left + 1
  const pairs: { from: [number, number]; to: [number, number] }[] = []
  const wrap = (value: number, size: number) => ((value % size) + size) % size
  for (let row = to.top; row <= to.bottom; row++)
    for (let column = to.left; column <= to.right; column++) {
      if (row >= from.top && row <= from.bottom && column >= from.left && column <= from.right) continue
      pairs.push({
        from: [from.top + wrap(row - from.top, height), from.left + wrap(column - from.left, width)],
        to: [row, column],
      })
    }
  return pairs
}
