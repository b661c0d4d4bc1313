// The allocation grid: a window of rows and columns in one scroller, pinned name and totals, keyboard, ranges,
// clipboard and editing. Knows nothing of people or projects; see grid-source.ts.
import { html, LitElement, nothing, type PropertyValues } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { CellEditor } from './cell-editor.js'
import { CellPool, type Geometry } from './cell-pool.js'
import { CellTip } from './cell-tip.js'
import { parseTsv, toHtmlTable, toTsv } from './clipboard.js'
import { contentWidth, placeAt, revealed, stretchedWidth, type Viewport, windowOf } from './grid-geometry.js'
import { gridFoot, gridHead } from './grid-head.js'
import { commandOf, type GridCommand } from './grid-keys.js'
import { GridPointer } from './grid-pointer.js'
import type { CellEdit, GridEvents, GridSource, RefusedEdit } from './grid-source.js'
import { gridStyles } from './grid-styles.js'
import { pasteEdits, rangeBlock } from './range-edits.js'
import { type GridReach, runCommand } from './run-command.js'
import {
  type Bounds,
  cellSelection,
  cellsOf,
  inRect,
  monthRect,
  moveSelection,
  type Rect,
  rectOf,
  type Selection,
  type Step,
} from './selection.js'

const ROW_HEIGHT = 28
const FOOT_HEIGHT = 30
const EMPTY: GridSource = {
  rowCount: 0,
  columnCount: 0,
  totals: [],
  rowId: String,
  name: () => ({ text: '', level: 1 }),
  head: () => ({ label: '', detail: '' }),
  text: () => '',
  cls: () => '',
  total: () => '',
}

@customElement('sa-allocation-grid')
export class SaAllocationGrid extends LitElement {
  static override styles = gridStyles

  /** The data; call `refresh()` when its rows or columns changed, `repaint()` when only cells did. */
  @property({ attribute: false }) source: GridSource = EMPTY
  /** Accessible name of the grid. */
  @property() label = 'Allocations'
  /** Heading of the name column. */
  @property() nameHead = 'Name'
  @property({ type: Number }) nameWidth = 180
  @property({ type: Number }) columnWidth = 64
  @property({ type: Number }) totalWidth = 72
  @property({ type: Number }) headHeight = 44
  /** Columns grow where there is more room than they need. */
  @property({ type: Boolean }) stretch = false

  @state() private geometry: Geometry | undefined
  @query('.scroller') private scroller!: HTMLElement
  @query('.body') private body!: HTMLElement
  @query('.tip') private tip!: HTMLElement

  private pool: CellPool | undefined
  private editor: CellEditor | undefined
  private selection: Selection | undefined
  private activeRowId = ''
  private anchorRowId = ''
  private selectionRect: Rect | undefined
  private viewWidth = 0
  private viewHeight = 0
  private readonly reach = this.reachable()
  private readonly pointer = new GridPointer(this.reach)
  private readonly handle = document.createElement('div')
  private tips: CellTip | undefined
  private readonly resize = new ResizeObserver(() => this.measure())

  override firstUpdated() {
    this.handle.className = 'handle'
    this.tips = new CellTip(this, this.tip)
    this.handle.addEventListener('pointerdown', (event) => this.pointer.startFill(event))
    this.editor = new CellEditor(this.body, {
      commit: (place, text, hours, everywhere) => {
        const rect = everywhere && this.selection ? monthRect(this.selection, this.source.columnCount) : null
        if (rect) {
          const all = [...cellsOf(rect)].map((cell) => ({ ...cell, text }))
          this.sendPlan('typed', pasteEdits(this.source, all, { relative: true }))
        } else if (hours !== place.entry.hours)
          this.send('cells-edited', {
            how: 'typed',
            edits: [{ row: place.row, column: place.column, hours }],
            refused: [],
            asked: 1,
          })
      },
      refuse: (place, reason) => {
        this.showTip(place.row, place.column, reason)
        this.send('edit-refused', { row: place.row, column: place.column, reason })
      },
      closed: (step) => {
        this.scroller.classList.remove('editing')
        this.hideTip()
        this.scroller.focus({ preventScroll: true })
        if (step) this.move(step, false)
      },
    })
    this.resize.observe(this.scroller)
    this.measure()
  }

  override connectedCallback() {
    super.connectedCallback()
    if (this.scroller) this.resize.observe(this.scroller)
  }

  override disconnectedCallback() {
    super.disconnectedCallback()
    this.resize.disconnect()
    this.hideTip()
  }

  protected override updated(changed: PropertyValues<this>) {
    if (changed.has('source') && changed.get('source') !== undefined) this.refresh()
  }

  /** Rows or columns changed: measures again and keeps active cell, range and scroll position by row id. */
  refresh() {
    if (!this.scroller) return
    if (this.selection) {
      const row = this.rowOf(this.activeRowId)
      const anchorRow = this.rowOf(this.anchorRowId)
      if (row < 0) this.selection = undefined
      else this.selection = { ...this.selection, row, anchorRow: anchorRow < 0 ? row : anchorRow }
      this.selectionRect = this.selection && rectOf(this.selection)
    }
    this.geometry = undefined
    this.measure()
    this.requestUpdate()
    this.repaint()
  }

  /** Shows the given cells anew, or all of the window, totals and sums included. */
  repaint(cells?: { row: number; column: number }[]) {
    if (!this.pool) return
    if (cells) for (const { row, column } of cells) this.pool.repaintCell(row, column)
    else this.paint(true)
    if (this.source.foot) this.requestUpdate()
  }

  /** One short flash on cells that somebody else, or the assistant, changed. */
  flash(cells: { row: number; column: number }[]) {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
    for (const { row, column } of cells)
      this.pool
        ?.elementOf(row, column)
        ?.animate(
          [{ boxShadow: 'inset 0 0 0 3px var(--accent, #1f5fbf)' }, { boxShadow: 'inset 0 0 0 3px transparent' }],
          { duration: 1200, easing: 'ease-out' },
        )
  }

  /** Scrolls a cell in, makes it the active one and flashes it. */
  goTo(row: number, column: number) {
    this.select(cellSelection(row, column, this.bounds()))
    this.flash([{ row, column }])
  }

  get activeCell(): { row: number; column: number } | undefined {
    return this.selection && { row: this.selection.row, column: this.selection.column }
  }

  cellElement(row: number, column: number): HTMLElement | undefined {
    return this.pool?.elementOf(row, column)
  }

  scrollTopTo(px: number) {
    this.scroller.scrollTop = px
  }

  maxScroll(): number {
    return this.scroller.scrollHeight - this.scroller.clientHeight
  }

  /** Opens the editor of a cell as F2 does; false where the cell cannot be edited. */
  openEdit(row: number, column: number, keep = true): boolean {
    this.select(cellSelection(row, column, this.bounds()))
    return this.startEdit(keep)
  }

  override focus() {
    this.scroller?.focus({ preventScroll: true })
  }

  /** What keyboard and pointer may do with the grid. */
  private reachable(): GridReach {
    const grid = this
    return {
      get source() {
        return grid.source
      },
      get selection() {
        return grid.selection
      },
      get scroller() {
        return grid.scroller
      },
      bounds: () => this.bounds(),
      select: (selection, reveal) => this.select(selection, reveal),
      move: (step, extend) => this.move(step, extend),
      startEdit: (keep) => this.startEdit(keep),
      send: (type, detail) => this.send(type, detail),
      sendPlan: (how, plan) => this.sendPlan(how, plan),
      placeOf: (target) => this.pool?.placeOf(target),
      placeAt: (x, y) => {
        const box = this.scroller.getBoundingClientRect()
        return placeAt(this.geometry!, this.viewport(), x - box.left, y - box.top)
      },
      hover: (event) => this.hover(event),
    }
  }

  private rowOf(id: string): number {
    for (let row = 0; row < this.source.rowCount; row++) if (this.source.rowId(row) === id) return row
    return -1
  }

  private bounds(): Bounds {
    const page = Math.max(1, Math.floor((this.viewHeight - this.headHeight) / ROW_HEIGHT) - 1)
    const { rowCount, columnCount, totals } = this.source
    return { rows: rowCount, columns: columnCount, totals: totals.length, pageRows: page }
  }

  private measure() {
    this.viewWidth = this.scroller.clientWidth
    this.viewHeight = this.scroller.clientHeight
    const { columnCount, totals } = this.source
    const free = this.viewWidth - this.nameWidth - totals.length * this.totalWidth
    const width = this.stretch ? stretchedWidth(this.columnWidth, columnCount, free) : this.columnWidth
    const geometry: Geometry = {
      rowHeight: ROW_HEIGHT,
      nameWidth: this.nameWidth,
      columnWidth: width,
      totalWidth: this.totalWidth,
      columns: columnCount,
      totals: totals.length,
    }
    const same = this.geometry && JSON.stringify(this.geometry) === JSON.stringify(geometry)
    if (!same) {
      this.geometry = geometry
      const cellState = (row: number, column: number) => this.cellState(row, column)
      if (this.pool) this.pool.reset(this.source, geometry)
      else this.pool = new CellPool(this.body, this.source, geometry, cellState)
      this.body.style.height = `${this.source.rowCount * ROW_HEIGHT}px`
      this.body.style.width = `${contentWidth(this.geometry!)}px`
    }
    this.paint(false)
  }

  private cellState(row: number, column: number) {
    const { selection } = this
    const active = selection?.row === row && selection.column === column
    const rect = this.selectionRect
    const many = rect && (rect.top !== rect.bottom || rect.left !== rect.right)
    const selected = !!many && inRect(rect, row, column)
    return { cls: `${selected ? ' sel' : ''}${active ? ' act' : ''}`, active, selected: selected || active }
  }

  private viewport(): Viewport {
    const { scrollTop, scrollLeft } = this.scroller
    const footHeight = this.source.foot ? FOOT_HEIGHT : 0
    return {
      width: this.viewWidth,
      height: this.viewHeight,
      scrollTop,
      scrollLeft,
      headHeight: this.headHeight,
      footHeight,
    }
  }

  private paint(rebind: boolean) {
    if (!this.pool || !this.geometry) return
    this.pool.source = this.source
    this.pool.render(windowOf(this.geometry, this.source.rowCount, this.viewport()), this.selection, rebind)
    const id = this.pool.activeId
    if (id) this.scroller.setAttribute('aria-activedescendant', id)
    else if (!this.selection) this.scroller.removeAttribute('aria-activedescendant')
    this.placeHandle()
  }

  private placeHandle() {
    const rect = this.selection && monthRect(this.selection, this.source.columnCount)
    const editable = rect && this.selection && this.source.entry?.(this.selection.row, this.selection.column)
    if (!rect || !editable) return this.handle.remove()
    this.handle.style.left = `${this.geometry!.nameWidth + (rect.right + 1) * this.geometry!.columnWidth}px`
    this.handle.style.top = `${(rect.bottom + 1) * ROW_HEIGHT}px`
    if (!this.handle.isConnected) this.body.append(this.handle)
  }

  private select(selection: Selection, reveal = true) {
    this.selection = selection
    this.selectionRect = rectOf(selection)
    this.activeRowId = this.source.rowCount ? this.source.rowId(selection.row) : ''
    this.anchorRowId = this.source.rowCount ? this.source.rowId(selection.anchorRow) : ''
    if (reveal) this.reveal(selection.row, selection.column)
    this.paint(true)
    this.hideTip()
    this.send('selection-changed', { row: selection.row, column: selection.column, ...this.sums() })
  }

  private sums() {
    const rect = this.selection && monthRect(this.selection, this.source.columnCount)
    let count = 0
    let sum = 0
    if (rect && this.source.value)
      for (const { row, column } of cellsOf(rect)) {
        const value = this.source.value(row, column)
        if (value === undefined) continue
        count++
        sum += value
      }
    return { count, sum, average: count ? sum / count : 0 }
  }

  private reveal(row: number, column: number) {
    const { top, left } = revealed(this.geometry!, this.viewport(), row, column)
    if (top !== this.scroller.scrollTop) this.scroller.scrollTop = top
    if (left !== this.scroller.scrollLeft) this.scroller.scrollLeft = left
  }

  private move(step: Step, extend: boolean) {
    const from = this.selection ?? cellSelection(0, 0, this.bounds())
    this.select(this.selection ? moveSelection(from, step, this.bounds(), extend) : from)
  }

  private send<K extends keyof GridEvents>(type: K, detail: GridEvents[K]) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }))
  }

  private sendPlan(
    how: GridEvents['cells-edited']['how'],
    plan: { edits: CellEdit[]; refused: RefusedEdit[]; asked: number },
  ) {
    if (plan.edits.length || plan.refused.length) this.send('cells-edited', { how, ...plan })
  }

  private startEdit(keep: boolean): boolean {
    const { selection, source, geometry } = this
    if (!selection || !geometry || !source.entry) return false
    const { row, column } = selection
    if (column < 0 || column >= source.columnCount) return false
    const entry = source.entry(row, column)
    if (!entry) {
      const reason = source.whyReadOnly?.(row, column)
      if (reason) {
        this.showTip(row, column, reason)
        this.send('edit-refused', { row, column, reason })
      }
      return false
    }
    this.reveal(row, column)
    this.paint(false)
    this.scroller.classList.add('editing')
    this.hideTip()
    this.editor!.open(
      {
        row,
        column,
        left: geometry.nameWidth + column * geometry.columnWidth,
        top: row * ROW_HEIGHT,
        width: geometry.columnWidth,
        label: `Hours, ${source.name(row).text}, ${source.head(column).label}`,
        entry,
      },
      keep,
    )
    return true
  }

  private onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== this.scroller || event.isComposing) return
    const ctrl = event.ctrlKey || event.metaKey
    const onName = this.selection?.column === -1
    const command = commandOf({ key: event.key, ctrl, shift: event.shiftKey, alt: event.altKey }, onName)
    if (command && this.run(command)) event.preventDefault()
  }

  /** Runs a command; answers whether the browser must not handle the key as well. */
  private run(command: GridCommand): boolean {
    return runCommand(this.reach, command)
  }

  private onCopy = (event: ClipboardEvent) => {
    if (!this.selection || !event.clipboardData) return
    const block = rangeBlock(this.source, rectOf(this.selection))
    event.clipboardData.setData('text/plain', toTsv(block))
    event.clipboardData.setData('text/html', toHtmlTable(block))
    event.preventDefault()
    if (event.type === 'cut') this.run({ do: 'clear' })
  }

  private onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData('text/plain')
    const target = this.selection && monthRect(this.selection, this.source.columnCount)
    if (!text || !target) return
    event.preventDefault()
    this.sendPlan('pasted', pasteEdits(this.source, parseTsv(text), target))
  }

  private hover(event: PointerEvent) {
    if (this.editor?.openAt) return
    const place = this.pool?.placeOf(event.target)
    const words = place && this.source.tip?.(place.row, place.column)
    const cell = place && this.pool?.elementOf(place.row, place.column)
    if (words && cell) this.tips?.soon(cell, words)
    else this.hideTip()
  }

  private showTip(row: number, column: number, words: string) {
    const cell = this.pool?.elementOf(row, column)
    if (cell) this.tips?.show(cell, words)
  }

  private hideTip = () => this.tips?.hide()

  private onScroll = () => {
    this.hideTip()
    this.paint(false)
  }

  private onFocus = () => {
    if (!this.selection && this.source.rowCount) this.select(cellSelection(0, 0, this.bounds()))
  }

  protected override render() {
    const { source, geometry, nameHead } = this
    const width = geometry ? `width:${contentWidth(geometry)}px` : ''
    const headClicked = (column: number) => this.send('head-clicked', { column })
    const frame = geometry && { source, geometry, nameHead, headClicked }
    return html`<div
        class="scroller"
        role="treegrid"
        tabindex="0"
        aria-label=${this.label}
        aria-multiselectable="true"
        aria-rowcount=${source.rowCount + 1 + (source.foot ? 1 : 0)}
        aria-colcount=${source.columnCount + source.totals.length + 1}
        @scroll=${this.onScroll}
        @keydown=${this.onKeyDown}
        @focus=${this.onFocus}
        @pointerdown=${this.pointer.down}
        @pointermove=${this.pointer.move}
        @pointerup=${this.pointer.up}
        @pointerleave=${this.hideTip}
        @dblclick=${this.pointer.twice}
        @copy=${this.onCopy}
        @cut=${this.onCopy}
        @paste=${this.onPaste}
      >
        <div role="rowgroup" class="head" .style=${`${width};height:${this.headHeight}px`}>
          ${frame ? gridHead(frame) : nothing}
        </div>
        <div class="body" role="rowgroup"></div>
        ${source.foot && frame ? gridFoot(frame, width) : nothing}
      </div>
      <div class="tip" role="tooltip" hidden></div>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sa-allocation-grid': SaAllocationGrid
  }
}
