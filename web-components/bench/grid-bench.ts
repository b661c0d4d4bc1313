// The page that measurement opens: the product's own grid element on plain numbers, without server or chat.
import '../grid/allocation-grid.js'
import type { SaAllocationGrid } from '../grid/allocation-grid.js'
import type { GridSource } from '../grid/grid-source.js'

export interface BenchData {
  /** Rows with c0..cN; edited in place. */
  rows: ({ id: string | number; name: string } & Record<string, string | number>)[]
  cols: number
  labels: string[]
}

export interface MountedGrid {
  cellEl(row: number, col: number): HTMLElement | null
  sumEl(row: number): HTMLElement | null
  scrollTo(px: number): void
  maxScroll(): number
  bulkUpdate(updates: { row: number; col: number; value: number }[]): void
  openEdit(row: number, col: number): void
}

/** Bands of US008 over a full month of 160 hours. */
function band(hours: number): string {
  if (hours <= 0) return 'b0'
  const load = hours / 160
  return load <= 0.4 ? 'b1' : load <= 0.8 ? 'b2' : load < 1 ? 'b3' : load === 1 ? 'b4' : 'b5'
}

function sourceOf(data: BenchData): GridSource {
  const value = (row: number, col: number) => Number(data.rows[row]![`c${col}`] ?? 0)
  const sum = (row: number) => {
    let total = 0
    for (let col = 0; col < data.cols; col++) total += value(row, col)
    return total
  }
  return {
    rowCount: data.rows.length,
    columnCount: data.cols,
    totals: ['Sum'],
    rowId: (row) => String(data.rows[row]!.id),
    name: (row) => ({ text: data.rows[row]!.name, level: 1 }),
    head: (col) => ({ label: data.labels[col] ?? String(col + 1), detail: '160 h' }),
    text: (row, col) => String(data.rows[row]![`c${col}`] ?? ''),
    cls: (row, col) => band(value(row, col)),
    total: (row) => String(sum(row)),
    value,
    entry: (row, col) => ({ hours: value(row, col), fullTimeHours: 160 }),
  }
}

function mount(el: HTMLElement, data: BenchData): MountedGrid {
  el.replaceChildren()
  const grid: SaAllocationGrid = document.createElement('sa-allocation-grid')
  grid.source = sourceOf(data)
  grid.label = 'Measured grid'
  el.append(grid)
  grid.addEventListener('cells-edited', (event) => {
    const { edits } = (event as CustomEvent<{ edits: { row: number; column: number; hours: number }[] }>).detail
    for (const edit of edits) data.rows[edit.row]![`c${edit.column}`] = edit.hours
    grid.repaint(edits)
  })
  return {
    cellEl: (row, col) => grid.cellElement(row, col) ?? null,
    sumEl: (row) => grid.cellElement(row, data.cols) ?? null,
    scrollTo: (px) => grid.scrollTopTo(px),
    maxScroll: () => grid.maxScroll(),
    bulkUpdate(updates) {
      for (const { row, col, value } of updates) data.rows[row]![`c${col}`] = value
      grid.repaint()
    },
    openEdit: (row, col) => void grid.openEdit(row, col),
  }
}

declare global {
  interface Window {
    gridBench: { name: string; mount: typeof mount }
  }
}

window.gridBench = { name: 'staffalloc', mount }
