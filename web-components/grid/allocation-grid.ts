// The allocation grid: a window of rows and columns in one scroller, pinned name and totals, keyboard, ranges,
// clipboard and editing. Knows nothing of people or projects; see grid-source.ts.
import { html, LitElement, nothing, type PropertyValues } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { text } from '../text.js'
import { CellPool, type Geometry } from './cell-pool.js'
import { CellTip } from './cell-tip.js'
import { ColumnSizes, type SizedPart } from './column-sizes.js'
import { copyCells, pasteCells } from './grid-clipboard.js'
import { contentWidth, placeAt, revealed, stretchedWidth, type Viewport, windowOf } from './grid-geometry.js'
import { gridFoot, gridHead } from './grid-head.js'
import { commandOf } from './grid-keys.js'
import { GridMenu } from './grid-menu.js'
import { gridOverlayStyles } from './grid-overlay-styles.js'
import { GridPointer } from './grid-pointer.js'
import { type GridEvents, type GridSource, NO_ROWS } from './grid-source.js'
import { gridStyles } from './grid-styles.js'
import { GridTyping } from './grid-typing.js'
import { menuItems } from './menu-items.js'
import { type EditPlan, sumsOf } from './range-edits.js'
import { type GridReach, runCommand } from './run-command.js'
import {
  type Bounds,
  cellSelection,
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
@customElement('sa-allocation-grid')
export class SaAllocationGrid extends LitElement implements GridReach {
  static override styles = [gridStyles, gridOverlayStyles]

  /** The data; call `refresh()` when its rows or columns changed, `repaint()` when only cells did. */
  @property({ attribute: false }) source: GridSource = NO_ROWS
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
  /** Where this browser keeps the widths that a person chose; '' = nowhere. */
  @property() remember = ''

  @state() geometry: Geometry | undefined
  @query('.scroller') scroller!: HTMLElement
  @query('.body') private body!: HTMLElement
  @query('.tip') private tip!: HTMLElement

  private pool: CellPool | undefined
  private typing: GridTyping | undefined
  selection: Selection | undefined
  private activeRowId = ''
  private anchorRowId = ''
  private selectionRect: Rect | undefined
  private viewWidth = 0
  private viewHeight = 0
  readonly sizes = new ColumnSizes(
    (part) => (part === 'name' ? this.geometry?.nameWidth : this.geometry?.columnWidth) ?? 0,
    () => this.refresh(),
  )
  private readonly menu = new GridMenu(text.gridMenu.label, () => this.focus())
  private readonly pointer = new GridPointer(this)
  private readonly handle = document.createElement('div')
  private tips: CellTip | undefined
  private readonly resize = new ResizeObserver(() => this.measure())

  override firstUpdated() {
    this.handle.className = 'handle'
    this.tips = new CellTip(this, this.tip)
    this.handle.addEventListener('pointerdown', (event) => this.pointer.startFill(event))
    this.typing = new GridTyping(this, this.body)
    this.renderRoot.append(this.menu.el)
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

  protected override willUpdate() {
    this.sizes.remember(this.remember)
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
    if (this.selection) this.tellSelection(this.selection)
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

  private rowOf(id: string): number {
    for (let row = 0; row < this.source.rowCount; row++) if (this.source.rowId(row) === id) return row
    return -1
  }

  bounds(): Bounds {
    const page = Math.max(1, Math.floor((this.viewHeight - this.headHeight) / ROW_HEIGHT) - 1)
    const { rowCount, columnCount, totals } = this.source
    return { rows: rowCount, columns: columnCount, totals: totals.length, pageRows: page }
  }

  private measure() {
    this.viewWidth = this.scroller.clientWidth
    this.viewHeight = this.scroller.clientHeight
    const { columnCount, totals } = this.source
    const nameWidth = this.sizes.of('name') ?? this.nameWidth
    const free = this.viewWidth - nameWidth - totals.length * this.totalWidth
    const usual = this.stretch ? stretchedWidth(this.columnWidth, columnCount, free) : this.columnWidth
    const columnWidth = this.sizes.of('column') ?? usual
    const geometry: Geometry = {
      rowHeight: ROW_HEIGHT,
      nameWidth,
      columnWidth,
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

  select(selection: Selection, reveal = true) {
    this.selection = selection
    this.selectionRect = rectOf(selection)
    this.activeRowId = this.source.rowCount ? this.source.rowId(selection.row) : ''
    this.anchorRowId = this.source.rowCount ? this.source.rowId(selection.anchorRow) : ''
    if (reveal) this.reveal(selection.row, selection.column)
    this.paint(true)
    this.hideTip()
    this.tellSelection(selection)
  }

  /** The active cell and the sums of the range: after each move, and when the numbers under it changed. */
  private tellSelection(selection: Selection) {
    const { row, column } = selection
    this.send('selection-changed', { row, column, ...sumsOf(this.source, selection) })
  }

  reveal(row: number, column: number) {
    const { top, left } = revealed(this.geometry!, this.viewport(), row, column)
    if (top !== this.scroller.scrollTop) this.scroller.scrollTop = top
    if (left !== this.scroller.scrollLeft) this.scroller.scrollLeft = left
    this.paint(false)
  }

  placeOf(target: EventTarget | null) {
    return this.pool?.placeOf(target)
  }

  placeAt(x: number, y: number) {
    const box = this.scroller.getBoundingClientRect()
    return placeAt(this.geometry!, this.viewport(), x - box.left, y - box.top)
  }

  move(step: Step, extend: boolean) {
    const from = this.selection ?? cellSelection(0, 0, this.bounds())
    this.select(this.selection ? moveSelection(from, step, this.bounds(), extend) : from)
  }

  send<K extends keyof GridEvents>(type: K, detail: GridEvents[K]) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }))
  }

  sendPlan(how: GridEvents['cells-edited']['how'], plan: EditPlan) {
    if (plan.edits.length || plan.refused.length) this.send('cells-edited', { how, ...plan })
  }

  startEdit(keep: boolean): boolean {
    return this.typing?.start(keep) ?? false
  }

  openMenu(at?: { x: number; y: number }) {
    if (!this.selection) return
    const { row, column } = this.selection
    if (!at) this.reveal(row, column)
    const cell = this.pool?.elementOf(row, column)?.getBoundingClientRect()
    this.hideTip()
    this.menu.open(menuItems(this), at?.x ?? cell?.left ?? 0, at?.y ?? cell?.bottom ?? 0)
  }

  private onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== this.scroller || event.isComposing) return
    const ctrl = event.ctrlKey || event.metaKey
    const onName = this.selection?.column === -1
    const command = commandOf({ key: event.key, ctrl, shift: event.shiftKey, alt: event.altKey }, onName)
    if (command && runCommand(this, command)) event.preventDefault()
  }

  private onClipboard = (event: ClipboardEvent) => {
    if (event.type === 'paste') pasteCells(this, event)
    else copyCells(this, event)
  }

  hover(event: PointerEvent) {
    if (this.typing?.open) return
    const place = this.pool?.placeOf(event.target)
    const words = place && this.source.tip?.(place.row, place.column)
    const cell = place && this.pool?.elementOf(place.row, place.column)
    if (words && cell) this.tips?.soon(cell, words)
    else this.hideTip()
  }

  showTip(row: number, column: number, words: string) {
    const cell = this.pool?.elementOf(row, column)
    if (cell) this.tips?.show(cell, words)
  }

  hideTip = () => this.tips?.hide()

  private onScroll = () => {
    this.hideTip()
    this.scroller.classList.toggle('below', this.scroller.scrollTop > 0)
    this.scroller.classList.toggle('aside', this.scroller.scrollLeft > 0)
    this.paint(false)
  }

  private onFocus = () => {
    if (!this.selection && this.source.rowCount) this.select(cellSelection(0, 0, this.bounds()))
  }

  protected override render() {
    const { source, geometry, nameHead } = this
    const width = geometry ? `width:${contentWidth(geometry)}px` : ''
    const frame = geometry && {
      source,
      geometry,
      nameHead,
      sort: (column: number) => this.send('sort-asked', { column }),
      dragWidth: (event: PointerEvent, part: SizedPart, count: number) => this.sizes.drag(event, part, count),
      usualWidth: (part: SizedPart) => this.sizes.set(part, undefined),
    }
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
        @pointercancel=${this.pointer.cancel}
        @pointerleave=${this.hideTip}
        @dblclick=${this.pointer.twice}
        @contextmenu=${this.pointer.menu}
        @copy=${this.onClipboard}
        @cut=${this.onClipboard}
        @paste=${this.onClipboard}
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
