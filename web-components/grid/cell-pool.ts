// The rows and cells that exist in the page: a window of both directions, kept in pools and bound anew while
// scrolling. A row's slot is row % slots and a cell's is column % slots, so a scroll by one row rewrites one row.
// Plain DOM on purpose: one text node and one class per cell, written only when they differ. Cells stand in the flow
// of their row, not positioned: a positioned or contained cell is a paint layer of its own, and those doubled the cost
// of a frame.
import type { GridSource } from './grid-source.js'

export interface Geometry {
  rowHeight: number
  nameWidth: number
  columnWidth: number
  totalWidth: number
  columns: number
  totals: number
}

/** Rows and columns to show; both ends inclusive. */
export interface Window {
  top: number
  bottom: number
  left: number
  right: number
}

export interface CellState {
  /** Extra classes: selected, flash. */
  cls: string
  active: boolean
  selected: boolean
}

class PooledCell {
  readonly el = document.createElement('div')
  readonly text = document.createTextNode('')
  column = -2
  data = ''
  cls = ''
  selected = false

  constructor(role: string) {
    this.el.setAttribute('role', role)
    this.el.append(this.text)
  }

  show(data: string, cls: string) {
    if (data !== this.data) {
      this.data = data
      this.text.data = data
    }
    if (cls !== this.cls) {
      this.cls = cls
      this.el.className = cls
    }
  }

  select(selected: boolean) {
    if (selected === this.selected) return
    this.selected = selected
    if (selected) this.el.setAttribute('aria-selected', 'true')
    else this.el.removeAttribute('aria-selected')
  }
}

class PooledRow {
  readonly el = document.createElement('div')
  readonly name = new PooledCell('rowheader')
  readonly toggle = document.createElement('span')
  readonly detail = document.createElement('span')
  /** Takes the room of the columns left of the window. */
  private readonly lead = document.createElement('div')
  private left = -1
  readonly cells: PooledCell[] = []
  readonly totals: PooledCell[] = []
  row = -1
  cls = ''

  constructor(geometry: Geometry) {
    this.el.setAttribute('role', 'row')
    this.name.el.setAttribute('aria-colindex', '1')
    this.name.el.style.width = `${geometry.nameWidth}px`
    this.toggle.className = 'toggle'
    this.toggle.setAttribute('aria-hidden', 'true')
    this.detail.className = 'detail'
    const label = document.createElement('span')
    label.className = 'label'
    label.append(this.name.text)
    this.name.el.append(this.toggle, label, this.detail)
    this.lead.className = 'lead'
    this.lead.setAttribute('role', 'presentation')
    this.el.append(this.name.el, this.lead)
    for (let i = 0; i < geometry.totals; i++) {
      const total = new PooledCell('gridcell')
      total.el.setAttribute('aria-colindex', String(geometry.columns + 2 + i))
      total.el.style.right = `${(geometry.totals - 1 - i) * geometry.totalWidth}px`
      total.el.style.width = `${geometry.totalWidth}px`
      if (i === 0) total.el.style.marginLeft = 'auto'
      this.totals.push(total)
      this.el.append(total.el)
    }
  }

  /** Begins the cells at a column: those that leave at one side come in at the other, the rest stay as they are. */
  startAt(left: number, columnWidth: number) {
    const by = left - this.left
    if (by === 0) return
    this.left = left
    this.lead.style.width = `${left * columnWidth}px`
    if (Math.abs(by) >= this.cells.length) return
    for (let i = 0; i < by; i++) {
      const cell = this.cells.shift()!
      this.cells.at(-1)!.el.after(cell.el)
      this.cells.push(cell)
    }
    for (let i = by; i < 0; i++) {
      const cell = this.cells.pop()!
      this.lead.after(cell.el)
      this.cells.unshift(cell)
    }
  }
}

export class CellPool {
  private rows: PooledRow[] = []
  private keeper: PooledRow | undefined
  private spare: PooledCell | undefined
  private cellSlots = 0
  private window: Window = { top: 0, bottom: -1, left: 0, right: -1 }
  activeId = ''

  constructor(
    private readonly body: HTMLElement,
    public source: GridSource,
    public geometry: Geometry,
    private readonly state: (row: number, column: number) => CellState,
  ) {}

  /** Drops every row, for another geometry. */
  reset(source: GridSource, geometry: Geometry) {
    this.source = source
    this.geometry = geometry
    for (const row of this.rows) row.el.remove()
    this.keeper?.el.remove()
    this.keeper = undefined
    this.spare = undefined
    this.rows = []
    this.cellSlots = 0
  }

  /** Shows a window and, outside it, the active cell, whose row must never leave the page. */
  render(window: Window, active: { row: number; column: number } | undefined, rebind: boolean) {
    const height = window.bottom - window.top + 1
    const width = window.right - window.left + 1
    if (height > this.rows.length || width > this.cellSlots) {
      this.grow(Math.max(height, this.rows.length), Math.max(width, this.cellSlots))
      rebind = true
    }
    // Every cell shows a column, also where the window is narrower at the right end.
    const left = Math.max(0, Math.min(window.left, this.geometry.columns - this.cellSlots))
    window = { ...window, left, right: left + this.cellSlots - 1 }
    this.window = window
    this.activeId = ''
    for (let row = window.top; row <= window.bottom; row++) {
      const pooled = this.rows[row % this.rows.length]!
      this.bindRow(pooled, row, window, rebind || pooled.row !== row)
    }
    for (const pooled of this.rows)
      if (pooled.row >= 0 && (pooled.row < window.top || pooled.row > window.bottom)) this.hide(pooled)
    this.keepActive(active)
  }

  private grow(rows: number, cells: number) {
    const { columnWidth, columns } = this.geometry
    const wanted = Math.min(columns, cells)
    while (this.rows.length < rows) this.rows.push(new PooledRow(this.geometry))
    this.cellSlots = wanted
    for (const pooled of this.rows) {
      pooled.row = -1
      while (pooled.cells.length < wanted) {
        const cell = new PooledCell('gridcell')
        cell.el.style.width = `${columnWidth - 1}px`
        pooled.cells.push(cell)
        pooled.el.insertBefore(cell.el, pooled.totals[0]?.el ?? null)
      }
      for (const cell of pooled.cells) cell.column = -2
      if (!pooled.el.isConnected) this.body.append(pooled.el)
    }
  }

  private hide(pooled: PooledRow) {
    pooled.row = -1
    pooled.el.style.display = 'none'
  }

  private bindRow(pooled: PooledRow, row: number, window: Window, rebind: boolean) {
    const { source, geometry } = this
    if (rebind) {
      if (pooled.row === -1) pooled.el.style.display = ''
      if (pooled.row !== row) {
        pooled.row = row
        pooled.el.style.top = `${row * geometry.rowHeight}px`
        pooled.el.setAttribute('aria-rowindex', String(row + 2))
      }
      this.bindName(pooled, row)
      for (let i = 0; i < pooled.totals.length; i++) {
        const state = this.state(row, geometry.columns + i)
        const total = pooled.totals[i]!
        total.show(source.total(row, i), `total ${i ? '' : 'edge '}${source.totalCls?.(row, i) ?? ''}${state.cls}`)
        this.mark(total, row, geometry.columns + i, state)
      }
    }
    pooled.startAt(window.left, geometry.columnWidth)
    for (let column = window.left; column <= window.right; column++) {
      const cell = pooled.cells[column - window.left]!
      if (rebind || cell.column !== column) this.bindCell(cell, row, column)
    }
  }

  private bindName(pooled: PooledRow, row: number) {
    const { source } = this
    const name = source.name(row)
    const state = this.state(row, -1)
    const rowCls = `row ${source.rowCls?.(row) ?? ''}`
    if (rowCls !== pooled.cls) {
      pooled.cls = rowCls
      pooled.el.className = rowCls
    }
    if (name.text !== pooled.name.data) pooled.name.el.title = name.detail ? `${name.text} · ${name.detail}` : name.text
    pooled.name.show(name.text, `name l${name.level}${state.cls}`)
    const toggle = name.expanded === undefined ? '' : name.expanded ? '▾' : '▸'
    if (pooled.toggle.textContent !== toggle) pooled.toggle.textContent = toggle
    const detail = name.detail ?? ''
    if (pooled.detail.textContent !== detail) pooled.detail.textContent = detail
    if (name.expanded === undefined) pooled.el.removeAttribute('aria-expanded')
    else pooled.el.setAttribute('aria-expanded', String(name.expanded))
    pooled.el.setAttribute('aria-level', String(name.level))
    this.mark(pooled.name, row, -1, state)
  }

  private bindCell(cell: PooledCell, row: number, column: number) {
    const { source } = this
    if (cell.column !== column) {
      cell.column = column
      cell.el.setAttribute('aria-colindex', String(column + 2))
    }
    const state = this.state(row, column)
    cell.show(source.text(row, column), `cell ${source.cls(row, column)}${state.cls}`)
    this.mark(cell, row, column, state)
  }

  private mark(cell: PooledCell, row: number, column: number, state: CellState) {
    cell.select(state.selected)
    if (state.active) {
      const id = `cell-${row}-${column}`
      cell.el.id = id
      this.activeId = id
      const label = this.source.label?.(row, column)
      if (label) cell.el.setAttribute('aria-label', label)
      const readOnly = column >= 0 && this.source.entry?.(row, column) === null
      if (readOnly) cell.el.setAttribute('aria-readonly', 'true')
      else cell.el.removeAttribute('aria-readonly')
      const tip = this.source.tip?.(row, column)
      if (tip) cell.el.setAttribute('aria-description', tip)
      else cell.el.removeAttribute('aria-description')
    } else if (cell.el.id) {
      cell.el.removeAttribute('id')
      cell.el.removeAttribute('aria-label')
      cell.el.removeAttribute('aria-readonly')
      cell.el.removeAttribute('aria-description')
    }
  }

  private keepActive(active: { row: number; column: number } | undefined) {
    const { window } = this
    const inRows = active && active.row >= window.top && active.row <= window.bottom
    const isMonth = active && active.column >= 0 && active.column < this.geometry.columns
    const inColumns = !isMonth || (active.column >= window.left && active.column <= window.right)
    this.spare?.el.remove()
    if (this.keeper) this.hide(this.keeper)
    if (!active || (inRows && inColumns)) return
    let pooled = inRows ? this.rows[active.row % this.rows.length] : undefined
    if (!pooled) {
      this.keeper ??= new PooledRow(this.geometry)
      pooled = this.keeper
      if (!pooled.el.isConnected) this.body.append(pooled.el)
      this.bindRow(pooled, active.row, { ...window, left: 0, right: -1 }, true)
    }
    if (isMonth) {
      this.spare ??= new PooledCell('gridcell')
      const { nameWidth, columnWidth } = this.geometry
      this.spare.el.style.cssText = `position:absolute;left:${nameWidth + active.column * columnWidth}px;width:${columnWidth - 1}px`
      pooled.el.append(this.spare.el)
      this.bindCell(this.spare, active.row, active.column)
    }
  }

  /** The element that shows a cell now, if it is in the window. */
  elementOf(row: number, column: number): HTMLElement | undefined {
    const pooled = this.rows.length ? this.rows[row % this.rows.length] : undefined
    if (!pooled || pooled.row !== row) return undefined
    if (column === -1) return pooled.name.el
    if (column >= this.geometry.columns) return pooled.totals[column - this.geometry.columns]?.el
    const cell = this.cellSlots ? pooled.cells[column - this.window.left] : undefined
    return cell?.column === column ? cell.el : undefined
  }

  /** Shows one cell and its row's totals anew, where they are in the window. */
  repaintCell(row: number, column: number) {
    const pooled = this.rows.length ? this.rows[row % this.rows.length] : undefined
    if (!pooled || pooled.row !== row) return
    const cell = pooled.cells[column - this.window.left]
    if (cell?.column === column) this.bindCell(cell, row, column)
    for (let i = 0; i < pooled.totals.length; i++) {
      const state = this.state(row, this.geometry.columns + i)
      const total = pooled.totals[i]!
      total.show(
        this.source.total(row, i),
        `total ${i ? '' : 'edge '}${this.source.totalCls?.(row, i) ?? ''}${state.cls}`,
      )
    }
  }

  /** Row and column of an element inside the body, from where it stands in its row. */
  placeOf(target: EventTarget | null): { row: number; column: number } | undefined {
    if (!(target instanceof Element)) return undefined
    const cell = target.closest('[role=gridcell],[role=rowheader]')
    const row = cell?.parentElement
    if (!cell || !row) return undefined
    return {
      row: Number(row.getAttribute('aria-rowindex')) - 2,
      column: Number(cell.getAttribute('aria-colindex')) - 2,
    }
  }
}
