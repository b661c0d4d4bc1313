// The two grids from npm that ours is measured against, each behind the same small interface as the product's page.
// Bundled for the browser by bench/grid.ts; runs nowhere else.

import { defineCustomElements } from '@revolist/revogrid/loader'
import { AllCommunityModule, createGrid, type GridApi, ModuleRegistry } from 'ag-grid-community'

interface Data {
  rows: ({ id: number; name: string } & Record<string, number | string>)[]
  cols: number
  labels: string[]
}

interface Mounted {
  cellEl(row: number, col: number): Element | null
  scrollTo(px: number): void
  maxScroll(): number
  bulkUpdate(updates: { row: number; col: number; value: number }[]): void
}

function band(hours: number): string {
  if (hours <= 0) return 'b0'
  const load = hours / 160
  return load <= 0.4 ? 'b1' : load <= 0.8 ? 'b2' : load < 1 ? 'b3' : load === 1 ? 'b4' : 'b5'
}

const sum = (row: Data['rows'][number], cols: number) => {
  let total = 0
  for (let col = 0; col < cols; col++) total += Number(row[`c${col}`])
  return total
}

/** The element that scrolls the rows: names differ by version, so it is the one with the most to scroll. */
function scrollerIn(el: HTMLElement): () => HTMLElement {
  const overflow = (at: HTMLElement) => at.scrollHeight - at.clientHeight
  let found: HTMLElement | undefined
  return () => {
    found ??= [...el.querySelectorAll<HTMLElement>('*')].reduce((a, b) => (overflow(b) > overflow(a) ? b : a))
    return found
  }
}

function mountAgGrid(el: HTMLElement, data: Data): Mounted {
  ModuleRegistry.registerModules([AllCommunityModule])
  const api: GridApi = createGrid(el, {
    rowData: data.rows,
    rowHeight: 28,
    headerHeight: 44,
    getRowId: (params) => String(params.data.id),
    defaultColDef: { sortable: false, resizable: false },
    columnDefs: [
      { field: 'name', width: 180, pinned: 'left' },
      ...Array.from({ length: data.cols }, (_, col) => ({
        field: `c${col}`,
        headerName: data.labels[col],
        width: 64,
        editable: true,
        cellClass: (params: { value: number }) => band(params.value),
      })),
      {
        headerName: 'Sum',
        width: 72,
        pinned: 'right' as const,
        valueGetter: (params: { data?: Data['rows'][number] }) => (params.data ? sum(params.data, data.cols) : ''),
      },
    ],
  })
  const body = scrollerIn(el)
  return {
    cellEl: (row, col) => el.querySelector(`.ag-row[row-index="${row}"] [col-id="c${col}"]`),
    scrollTo: (px) => {
      body().scrollTop = px
    },
    maxScroll: () => body().scrollHeight - body().clientHeight,
    bulkUpdate(updates) {
      const touched = new Set<Data['rows'][number]>()
      for (const { row, col, value } of updates) {
        data.rows[row]![`c${col}`] = value
        touched.add(data.rows[row]!)
      }
      api.applyTransaction({ update: [...touched] })
    },
  }
}

async function mountRevoGrid(el: HTMLElement, data: Data): Promise<Mounted> {
  await defineCustomElements()
  const grid = document.createElement('revo-grid')
  const element = grid as unknown as Record<string, unknown> & HTMLElement
  element.style.height = '100%'
  Object.assign(element, {
    rowSize: 28,
    range: true,
    hideAttribution: true,
    columns: [
      { prop: 'name', name: 'Name', size: 180, pin: 'colPinStart' },
      ...Array.from({ length: data.cols }, (_, col) => ({
        prop: `c${col}`,
        name: data.labels[col],
        size: 64,
        cellProperties: ({ model, prop }: { model: Record<string, number>; prop: string }) => ({
          class: band(Number(model[prop])),
        }),
      })),
      {
        prop: 'sum',
        name: 'Sum',
        size: 72,
        pin: 'colPinEnd',
        cellTemplate: (_: unknown, { model }: { model: Data['rows'][number] }) => String(sum(model, data.cols)),
      },
    ],
    source: data.rows,
  })
  el.append(grid)
  const body = scrollerIn(grid)
  return {
    cellEl: (row, col) =>
      [...grid.querySelectorAll(`[data-rgrow="${row}"][data-rgcol="${col}"]`)].find(
        (cell) => !cell.closest('.colPinStart, .colPinEnd'),
      ) ?? null,
    scrollTo: (px) => {
      body().scrollTop = px
    },
    maxScroll: () => body().scrollHeight - body().clientHeight,
    bulkUpdate(updates) {
      for (const { row, col, value } of updates) data.rows[row]![`c${col}`] = value
      element.source = [...data.rows]
    },
  }
}

const peer = new URLSearchParams(location.search).get('peer')
Object.assign(window, { gridBench: { name: peer, mount: peer === 'revogrid' ? mountRevoGrid : mountAgGrid } })
