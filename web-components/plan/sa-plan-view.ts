// The plan: toolbar, grid and status line. One project's grid is the same element with a project.
import { html, LitElement, nothing, type PropertyValues } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { GridData } from '../../services/grid-shape.js'
import { reasonOf } from '../api/client.js'
import '../grid/allocation-grid.js'
import type { SaAllocationGrid } from '../grid/allocation-grid.js'
import type { GridEvents } from '../grid/grid-source.js'
import { controls } from '../shared/controls.js'
import { addMonths, monthLabel } from '../shared/format.js'
import type { PageContext, PageEvents } from '../shell/page-context.js'
import { text } from '../text.js'
import { FRESH, type PlanAddress, readAddress, writeAddress } from './plan-address.js'
import { PlanEdits } from './plan-edits.js'
import { type CellKey, PlanModel } from './plan-model.js'
import { buildRows, type PlanChoices, type PlanRow } from './plan-rows.js'
import { planSkeleton } from './plan-skeleton.js'
import { sortAfterClick, sortKey } from './plan-sort.js'
import { PlanSource } from './plan-source.js'
import { planStatus } from './plan-status.js'
import { planToolbar } from './plan-toolbar.js'
import { printTable } from './print-table.js'
import './sa-cell-history.js'
import { planViewStyles } from './plan-view-styles.js'
import type { SaCellHistory } from './sa-cell-history.js'

const OPEN_KEY = 'staffalloc.open-rows'
const WIDTHS_KEY = 'staffalloc.column-widths'
/** Pixels that so many bold digits need beside the padding of a cell. */
const roomFor = (characters: number) => Math.ceil(characters * 8.3) + 14

@customElement('sa-plan-view')
export class SaPlanView extends LitElement {
  static override styles = [controls, planViewStyles]

  @property({ attribute: false }) context!: PageContext
  /** Code of the one project shown; '' = the whole plan. */
  @property() project = ''

  @state() private model: PlanModel | undefined
  @state() private failed = ''
  @state() private address: PlanAddress = FRESH
  @state() private selection: GridEvents['selection-changed'] | undefined
  @state() private printing = false
  @query('sa-allocation-grid') private grid: SaAllocationGrid | undefined
  @query('sa-cell-history') private history: SaCellHistory | undefined

  private readonly narrow = matchMedia('(max-width: 760px)')
  private rows: PlanRow[] = []
  private source: PlanSource | undefined
  private expanded = new Set<string>(JSON.parse(sessionStorage.getItem(OPEN_KEY) ?? '[]') as string[])
  private stops: (() => void)[] = []
  private loading = 0
  /** Cells to show as soon as they are there. */
  private wanted: CellKey[] | undefined
  private reloadTimer: ReturnType<typeof setTimeout> | undefined
  private edits!: PlanEdits

  override connectedCallback() {
    super.connectedCallback()
    const { bus } = this.context
    this.edits = new PlanEdits(
      this.context,
      () => this.model,
      () => this.repaint(),
    )
    this.address = readAddress(location.search)
    this.stops = [
      bus.on('change', (change) => this.onChange(change)),
      bus.on('reset', () => void this.load()),
      bus.on('proposal', (proposal) => this.onProposal(proposal)),
      bus.on('show-cells', ({ cells }) => this.showCells(cells)),
    ]
    addEventListener('popstate', this.onPopState)
    this.narrow.addEventListener('change', this.onNarrow)
    addEventListener('beforeprint', this.onPrint)
    addEventListener('afterprint', this.onPrint)
    void this.load()
  }

  override disconnectedCallback() {
    super.disconnectedCallback()
    removeEventListener('popstate', this.onPopState)
    this.narrow.removeEventListener('change', this.onNarrow)
    removeEventListener('beforeprint', this.onPrint)
    removeEventListener('afterprint', this.onPrint)
    for (const stop of this.stops) stop()
    clearTimeout(this.reloadTimer)
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('project') && changed.get('project') !== undefined) void this.load()
  }

  override focus() {
    this.grid?.focus()
  }

  private onNarrow = () => this.rebuild()

  private onPrint = (event: Event) => {
    this.printing = event.type === 'beforeprint'
  }

  private onPopState = () => {
    const before = this.address
    this.address = readAddress(location.search)
    if (before.from !== this.address.from || before.to !== this.address.to) void this.load()
    else this.rebuild()
  }

  /** Reads the window anew; rows, selection and scroll position stay. */
  private async load() {
    const number = ++this.loading
    const { from, to } = this.address
    try {
      const { data } = await this.context.api.tool<{ data: GridData }>('get_grid', {
        ...(from ? { from } : {}),
        ...(to ? { to } : {}),
        ...(this.project ? { project: this.project } : {}),
      })
      if (number !== this.loading || !this.isConnected) return
      const proposed = this.model?.proposed
      this.model = new PlanModel(data)
      for (const [key, after] of proposed ?? []) this.model.proposed.set(key, after)
      this.failed = ''
      this.rebuild()
      if (this.wanted) this.showCells(this.wanted)
      this.dispatchEvent(new CustomEvent('plan-loaded', { detail: data, bubbles: true, composed: true }))
    } catch (error) {
      if (number === this.loading) this.failed = reasonOf(error)
    }
  }

  private get shownProject() {
    return this.project
      ? this.model?.data.projects.find((p) => p.code === this.project || p.id === this.project)
      : undefined
  }

  private choices(): PlanChoices {
    const { months, today } = this.model!.data
    const now = months.findIndex(({ month }) => today.startsWith(month))
    const at =
      this.selection && this.selection.column >= 0 && this.selection.column < months.length
        ? this.selection.column
        : now
    return { ...this.address, projectId: this.shownProject?.id, expanded: this.expanded, sortMonth: Math.max(0, at) }
  }

  private rebuild() {
    if (!this.model) return
    this.rows = buildRows(this.model, this.choices())
    this.source = new PlanSource(
      this.model,
      this.rows,
      this.address.unit,
      this.shownProject,
      this.address.sort,
      this.narrow.matches,
    )
    this.requestUpdate()
    this.updateComplete.then(() => this.grid?.refresh())
  }

  private repaint() {
    this.grid?.repaint()
  }

  private choose(change: Partial<PlanAddress>) {
    const before = this.address
    this.address = { ...this.address, ...change }
    this.context.navigate(location.pathname + writeAddress(this.address), true)
    if (before.from !== this.address.from || before.to !== this.address.to) void this.load()
    else this.rebuild()
  }

  private onChange(change: PageEvents['change']) {
    if (!this.model || change.own) return
    const patched = this.model.take(change.changes, change.loads)
    this.repaint()
    if (patched.reload) {
      clearTimeout(this.reloadTimer)
      this.reloadTimer = setTimeout(() => void this.load(), 60)
    }
    this.grid?.flash(patched.cells.map((cell) => this.placeOf(cell)).filter((place) => place !== undefined))
  }

  private onProposal({ cells }: PageEvents['proposal']) {
    if (!this.model) return
    this.model.proposed.clear()
    for (const cell of cells) this.model.proposed.set(PlanModel.key(cell.assignmentId, cell.month), cell.after)
    if (cells.length) this.openFor(cells)
    this.rebuild()
    if (cells[0]) void this.updateComplete.then(() => this.scrollToCell(cells[0]!))
  }

  private showCells(cells: CellKey[]) {
    const [first] = cells
    this.wanted = cells
    if (!this.model || !first) return
    const { months, assignments } = this.model.data
    if (!this.model.monthIndex.has(first.month) && months.length) {
      const from = addMonths(first.month, -2)
      return this.choose({ from, to: addMonths(from, months.length - 1) })
    }
    this.wanted = undefined
    if (this.project && !assignments.some(({ id }) => id === first.assignmentId)) {
      this.context.navigate('/')
      return void setTimeout(() => this.context.bus.tell('show-cells', { cells }))
    }
    this.openFor(cells)
    this.rebuild()
    void this.updateComplete.then(() => {
      this.scrollToCell(first)
      this.grid?.flash(cells.map((cell) => this.placeOf(cell)).filter((place) => place !== undefined))
    })
  }

  /** Opens the rows under which the cells stand. */
  private openFor(cells: CellKey[]) {
    for (const { assignmentId } of cells) {
      const assignment = this.model?.assignments.get(assignmentId)
      if (assignment) this.expanded.add(this.address.rows === 'people' ? assignment.employeeId : assignment.projectId)
    }
    this.keepExpanded()
  }

  private scrollToCell(cell: CellKey) {
    const place = this.placeOf(cell)
    if (place) this.grid?.goTo(place.row, place.column)
  }

  private placeOf(cell: CellKey): { row: number; column: number } | undefined {
    const column = this.model?.monthIndex.get(cell.month)
    const row = this.rows.findIndex((at) => at.kind === 'assignment' && at.id === cell.assignmentId)
    return row < 0 || column === undefined ? undefined : { row, column }
  }

  private keepExpanded() {
    sessionStorage.setItem(OPEN_KEY, JSON.stringify([...this.expanded]))
  }

  private onToggle = (event: CustomEvent<GridEvents['row-toggled']>) => {
    const row = this.rows[event.detail.row]
    if (row?.kind !== 'project' && row?.kind !== 'employee') return
    if (this.expanded.has(row.id)) this.expanded.delete(row.id)
    else this.expanded.add(row.id)
    this.keepExpanded()
    this.rebuild()
  }

  private toggleAll = () => {
    const tops = this.rows.filter((row) => row.kind === 'project' || row.kind === 'employee')
    const open = tops.some((row) => row.expanded)
    for (const row of tops) {
      if (open) this.expanded.delete(row.id)
      else this.expanded.add(row.id)
    }
    this.keepExpanded()
    this.rebuild()
  }

  /** The row's own page: of an assignment, the side that it is named by. */
  private onOpen = (event: CustomEvent<GridEvents['row-opened']>) => {
    const row = this.rows[event.detail.row]
    const person = row?.kind === 'employee' || (row?.kind === 'assignment' && row.under !== 'employee')
    this.goTo(row, person ? 'person' : 'project')
  }

  private goTo(row: PlanRow | undefined, page: 'person' | 'project') {
    if (page === 'project' && (row?.kind === 'project' || row?.kind === 'assignment'))
      this.context.navigate(`/projects/${encodeURIComponent(row.project.code)}`)
    else if (page === 'person' && (row?.kind === 'employee' || row?.kind === 'assignment'))
      this.context.navigate(`/people/${row.kind === 'employee' ? row.id : row.assignment.employeeId}`)
  }

  private onEdited = async (event: CustomEvent<GridEvents['cells-edited']>) => {
    const { edits, refused, how, asked } = event.detail
    const { months } = this.model!.data
    const cells = edits.map(({ row, column, hours: value }) => ({
      assignmentId: this.rows[row]!.id,
      month: months[column]!.month,
      hours: value,
    }))
    if (refused.length) {
      const first = refused.find((cell) => cell.row >= 0)
      const where = first ? `${this.source!.name(first.row).text}, ${monthLabel(months[first.column]!.month)}: ` : ''
      const summary = text.someRefused(
        how,
        asked - refused.length,
        asked,
        `${where}${(first ?? refused[0]!).reason}`,
        refused.length - 1,
      )
      this.context.toast(summary, { kind: 'bad' })
    }
    if (!cells.length) return
    const saved = await this.edits.write(cells)
    if (saved && cells.length > 1)
      this.context.toast(text.changed(cells.length), {
        action: { label: text.undo, run: () => void this.context.undo() },
      })
  }

  private onSort = (event: CustomEvent<GridEvents['sort-asked']>) => {
    const key = sortKey(event.detail.column, this.model!.data.months)
    this.choose({ sort: sortAfterClick(this.address.sort, key) })
  }

  private onAction = (event: CustomEvent<GridEvents['action-chosen']>) => {
    const { id, row, column } = event.detail
    const at = this.rows[row]
    if (id === 'person' || id === 'project') return this.goTo(at, id)
    const cell = this.grid?.cellElement(row, column)
    const { month } = this.model!.data.months[column]!
    if (at && cell) void this.history?.show({ assignmentId: at.id, month }, cell.getBoundingClientRect())
  }

  private onUndo = () => void this.context.undo()
  private onRedo = () => void this.context.redo()

  private onSelection = (event: CustomEvent<GridEvents['selection-changed']>) => {
    this.selection = event.detail
  }

  private shift(by: number) {
    const { months } = this.model!.data
    this.choose({ from: addMonths(months[0]!.month, by), to: addMonths(months.at(-1)!.month, by) })
  }

  protected override render() {
    if (!this.model)
      return this.failed
        ? html`<div class="empty"><h2>${text.planFailed}</h2><p>${this.failed}</p><button class="button" @click=${() => this.load()}>${text.tryAgain}</button></div>`
        : planSkeleton()
    const longest = this.source!.longest()
    return html`${this.toolbar()}
      ${this.failed ? html`<div class="notice" role="alert">${text.staleView(this.failed)} <button class="button small" @click=${() => this.load()}>${text.tryAgain}</button></div>` : nothing}
      ${
        this.rows.length
          ? html`<sa-allocation-grid
            .source=${this.source!}
            .nameHead=${this.project ? text.team : this.address.rows === 'people' ? text.nav.people : text.nav.projects}
            label=${this.project ? text.gridOf(this.shownProject?.name ?? this.project) : text.gridLabel}
            .nameWidth=${this.narrow.matches ? 140 : 250}
            .columnWidth=${Math.max(70, roomFor(longest.column))}
            .totalWidth=${Math.max(102, roomFor(longest.total))}
            .remember=${this.narrow.matches ? '' : WIDTHS_KEY}
            stretch
            @cells-edited=${this.onEdited}
            @row-toggled=${this.onToggle}
            @row-opened=${this.onOpen}
            @selection-changed=${this.onSelection}
            @sort-asked=${this.onSort}
            @action-chosen=${this.onAction}
            @undo-asked=${this.onUndo}
            @redo-asked=${this.onRedo}
          ></sa-allocation-grid>`
          : this.renderEmpty()
      }
      ${planStatus(this.selection, this.activeLabel())}
      <sa-cell-history .context=${this.context} @closed=${() => this.grid?.focus()}></sa-cell-history>
      ${this.printing && this.source ? printTable(this.source, this.shownProject?.name ?? text.gridLabel) : nothing}`
  }

  private activeLabel(): string {
    return this.selection ? this.source!.label(this.selection.row, this.selection.column) : ''
  }

  private toolbar() {
    return planToolbar({
      model: this.model!,
      address: this.address,
      oneProject: this.project !== '',
      choose: (change) => this.choose(change),
      shift: (by) => this.shift(by),
      toggleAll: this.toggleAll,
    })
  }

  private renderEmpty() {
    const filtered = writeAddress({ ...this.address, from: '', to: '', unit: 'hours', rows: 'projects' }) !== ''
    return html`<div class="empty grow">
      <h2>${filtered ? text.nothingFits : this.project ? text.noTeam : text.noPlan}</h2>
      ${
        filtered
          ? html`<button class="button" @click=${() => this.choose({ ...FRESH, rows: this.address.rows, from: this.address.from, to: this.address.to })}>
            ${text.clearFilters}
          </button>`
          : html`<p>${this.project ? text.noTeamHelp : text.noPlanHelp}</p>`
      }
      <slot name="empty"></slot>
    </div>`
  }
}
