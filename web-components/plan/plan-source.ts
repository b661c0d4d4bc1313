// The plan's rows as the grid element wants them: numbers in the chosen unit, colours by the person's load over all
// projects, tooltips, and what a cell may become.
import type { GridAssignment, GridEmployee, GridProject } from '../../services/grid-shape.js'
import type { CellAction, GridSource } from '../grid/grid-source.js'
import { dayName, hours, monthLabel, monthName, percent } from '../shared/format.js'
import { text } from '../text.js'
import { PlanModel } from './plan-model.js'
import type { PlanRow } from './plan-rows.js'
import { type RowSort, sortKey, sortOrder } from './plan-sort.js'

export type Unit = 'hours' | 'fte' | 'free'

const sumAt = (assignments: GridAssignment[], column: number) =>
  assignments.reduce((sum, assignment) => sum + (assignment.hours[column] ?? 0), 0)

/** The sentence of US006 and what it is made of, for a person's month. '' without hours, time off or conflict. */
export function personTip(model: PlanModel, employee: GridEmployee, column: number): string {
  const { month, fullTimeHours } = model.data.months[column]!
  const lines: string[] = []
  const fte = employee.fte[column] ?? 0
  if (employee.band[column] === 5)
    lines.push(
      text.overTip(employee.name, percent(fte), monthName(month)),
      text.tooMany(hours(employee.overHours[column]!)),
    )
  else if (fte > 0)
    lines.push(text.fteTip(employee.name, percent(fte, 1), monthName(month), percent(employee.load[column])))
  for (const assignment of model.data.assignments) {
    const worked = assignment.employeeId === employee.id ? (assignment.hours[column] ?? 0) : 0
    if (!worked) continue
    const project = model.projects.get(assignment.projectId)!
    const full = project.fullTimeHours[column]!
    lines.push(text.shareLine(project.name, hours(worked), hours(full), percent(full ? worked / full : null, 1)))
  }
  if (employee.daysOff[column]) lines.push(text.daysOff(hours(employee.daysOff[column]!)))
  if (employee.capacityHours[column] !== fullTimeHours && lines.length)
    lines.push(text.capacityLine(hours(employee.capacityHours[column]!), hours(fullTimeHours)))
  return lines.join('\n')
}

export class PlanSource implements GridSource {
  readonly footName = text.totalHours
  readonly totals: string[]

  constructor(
    readonly model: PlanModel,
    readonly rows: PlanRow[],
    readonly unit: Unit,
    /** One project's grid shows its own full-time hours in the head. */
    readonly project: GridProject | undefined,
    readonly sort: RowSort = 'name',
    /** A narrow screen has no room for pinned totals beside the months. */
    narrow = false,
  ) {
    this.totals = narrow ? [] : [text.funded, text.allocated, text.remaining]
  }

  get rowCount() {
    return this.rows.length
  }

  get columnCount() {
    return this.model.data.months.length
  }

  rowId(row: number) {
    return this.rows[row]?.id ?? ''
  }

  name(row: number) {
    const at = this.rows[row]!
    if (at.kind === 'band') return { text: at.label, detail: String(at.count), level: 1 }
    if (at.kind === 'project')
      return { text: at.project.name, detail: at.project.code, level: 1, expanded: at.expanded }
    if (at.kind === 'employee')
      return {
        text: at.employee.name,
        detail: at.employee.role,
        level: 1,
        expanded: at.assignments.length ? at.expanded : undefined,
      }
    const { assignment } = at
    const place = [assignment.role, assignment.lcat].filter(Boolean).join(' · ')
    if (at.under === 'employee') return { text: at.project.name, detail: place, level: 2 }
    return { text: at.employee?.name ?? '?', detail: place, level: at.under === 'none' ? 1 : 2 }
  }

  head(column: number) {
    const { month, fullTimeHours, businessDays, holidays } = this.model.data.months[column]!
    const overridden = this.project?.overridden[column]
    const full = this.project ? this.project.fullTimeHours[column]! : fullTimeHours
    const now = this.model.data.today.startsWith(month)
    const tip = [
      overridden ? text.overrideTip(hours(full), hours(fullTimeHours)) : text.headTip(monthName(month), hours(full)),
      text.daysLine(businessDays, holidays.length),
      ...holidays.map(({ date, name }) => `${dayName(date)}: ${name}`),
    ]
    return {
      label: monthLabel(month),
      detail: text.fullTime(hours(full)),
      cls: `${now ? 'now ' : ''}${overridden ? 'override' : ''}`,
      tip: tip.join('\n'),
      marked: holidays.length > 0,
    }
  }

  sorted(column: number) {
    return sortOrder(this.sort, sortKey(column, this.model.data.months))
  }

  actions(row: number, column: number): CellAction[] {
    const at = this.rows[row]
    if (!at || at.kind === 'band') return []
    const actions: CellAction[] = []
    if (at.kind === 'assignment' && column >= 0 && column < this.columnCount)
      actions.push({ id: 'history', label: text.gridMenu.history, keys: 'Shift+F2' })
    const employee = at.kind === 'project' ? undefined : at.employee
    if (employee) actions.push({ id: 'person', label: text.gridMenu.open(employee.name) })
    if (at.kind !== 'employee') actions.push({ id: 'project', label: text.gridMenu.open(at.project.name) })
    return actions
  }

  private longestCache: { column: number; total: number } | undefined
  /**
   * Characters of the longest column total and of the longest budget total, for the width of their columns. As the rows
   * were built: a width must not jump while somebody types.
   */
  longest(): { column: number; total: number } {
    const length = (count: number, at: (i: number) => string) =>
      Math.max(0, ...Array.from({ length: count }, (_, i) => at(i).length))
    this.longestCache ??= {
      column: length(this.columnCount, (i) => this.foot(i)),
      total: length(this.totals.length, (i) => this.footTotal(i)),
    }
    return this.longestCache
  }

  /** Hours and the full-time hours they are divided by, of an assignment or a project row. */
  private own(row: number, column: number): { worked: number; full: number } | undefined {
    const at = this.rows[row]
    if (at?.kind === 'assignment')
      return { worked: at.assignment.hours[column] ?? 0, full: at.project.fullTimeHours[column]! }
    if (at?.kind === 'project')
      return { worked: sumAt(at.assignments, column), full: at.project.fullTimeHours[column]! }
    return undefined
  }

  text(row: number, column: number) {
    const at = this.rows[row]
    if (!at || at.kind === 'band') return ''
    if (at.kind === 'employee') {
      const { employee } = at
      if (this.unit === 'fte') return employee.fte[column] ? percent(employee.fte[column]) : ''
      if (this.unit === 'free') return hours(this.free(employee, column))
      const worked = sumAt(at.assignments, column)
      return worked ? hours(worked) : ''
    }
    const { worked, full } = this.own(row, column)!
    if (!worked) return ''
    return this.unit === 'fte' ? percent(full ? worked / full : null) : hours(worked)
  }

  private free(employee: GridEmployee, column: number) {
    const { fullTimeHours } = this.model.data.months[column]!
    if (employee.overHours[column]) return -employee.overHours[column]!
    return Math.round((employee.capacityHours[column]! - (employee.fte[column] ?? 0) * fullTimeHours) * 4) / 4
  }

  cls(row: number, column: number) {
    const at = this.rows[row]
    if (!at || at.kind === 'band') return 'ro'
    if (at.kind === 'project') return at.project.open[column] ? 'ro' : 'ro out'
    if (at.kind === 'employee')
      return `ro b${at.employee.band[column] ?? 0}${at.employee.daysOff[column] ? ' off' : ''}`
    const { assignment, employee, project } = at
    const key = PlanModel.key(assignment.id, this.model.data.months[column]!.month)
    let cls = project.open[column] ? '' : 'out '
    if (assignment.hours[column]) cls += `b${employee?.band[column] ?? 0}`
    if (employee?.daysOff[column]) cls += ' off'
    if (!project.editable) cls += ' ro'
    if (project.status === 'Planning') cls += ' tent'
    if (this.model.saving.has(key)) cls += ' saving'
    if (this.model.proposed.has(key)) cls += ' prop'
    return cls
  }

  rowCls(row: number) {
    const at = this.rows[row]
    if (at?.kind === 'band') return 'band'
    return at?.kind === 'assignment' ? '' : 'group'
  }

  private totalValue(row: number, index: number): number | undefined {
    const at = this.rows[row]
    if (!at || at.kind === 'band') return undefined
    const field = (['funded', 'allocated', 'remaining'] as const)[index]!
    if (at.kind === 'assignment') return at.assignment[field]
    return at.assignments.reduce((sum, assignment) => sum + assignment[field], 0)
  }

  total(row: number, index: number) {
    const value = this.totalValue(row, index)
    return value === undefined ? '' : hours(value)
  }

  totalCls(row: number, index: number) {
    return index === 2 && (this.totalValue(row, 2) ?? 0) < 0 ? 'below' : ''
  }

  foot(column: number) {
    const worked = sumAt(this.shown(), column)
    return worked ? hours(worked) : ''
  }

  footTotal(index: number) {
    const field = (['funded', 'allocated', 'remaining'] as const)[index]!
    return hours(this.shown().reduce((sum, assignment) => sum + assignment[field], 0))
  }

  private shownCache: GridAssignment[] | undefined
  private shown(): GridAssignment[] {
    this.shownCache ??= this.rows.some((row) => row.kind === 'project' || row.kind === 'employee')
      ? this.rows.flatMap((row) => (row.kind === 'project' || row.kind === 'employee' ? row.assignments : []))
      : this.rows.flatMap((row) => (row.kind === 'assignment' ? [row.assignment] : []))
    return this.shownCache
  }

  value(row: number, column: number) {
    const at = this.rows[row]
    if (at?.kind === 'employee') return sumAt(at.assignments, column) || undefined
    const own = this.own(row, column)
    return own?.worked || undefined
  }

  entry(row: number, column: number) {
    const at = this.rows[row]
    if (at?.kind !== 'assignment' || !at.project.editable) return null
    return { hours: at.assignment.hours[column] ?? 0, fullTimeHours: at.project.fullTimeHours[column]! }
  }

  whyReadOnly(row: number) {
    const at = this.rows[row]
    if (!at || at.kind === 'band') return ''
    if (at.kind === 'assignment') return at.project.whyNot
    return at.kind === 'project' ? text.sumOfProject : text.sumOfPerson
  }

  tip(row: number, column: number) {
    const at = this.rows[row]
    if (!at || column < 0 || column >= this.columnCount) return ''
    if (at.kind === 'employee') return personTip(this.model, at.employee, column)
    if (at.kind !== 'assignment') return ''
    if (!at.project.open[column]) return text.outsideTip(at.project.name, at.project.startsOn, at.project.endsOn)
    const person = at.employee && (at.assignment.hours[column] || at.employee.daysOff[column])
    const proposed = this.model.proposed.get(PlanModel.key(at.assignment.id, this.model.data.months[column]!.month))
    const lines = person ? [personTip(this.model, at.employee!, column)] : []
    if (proposed !== undefined)
      lines.unshift(text.proposedTip(hours(at.assignment.hours[column] ?? 0), hours(proposed)))
    return lines.join('\n')
  }

  label(row: number, column: number) {
    const at = this.rows[row]
    if (!at || at.kind === 'band' || column < 0) return ''
    const name = this.name(row).text
    if (column >= this.columnCount)
      return `${this.totals[column - this.columnCount]}: ${this.total(row, column - this.columnCount)} h, ${name}`
    const own = this.own(row, column)
    const person = at.kind === 'project' ? undefined : at.employee
    const month = monthName(this.model.data.months[column]!.month)
    const shown = own
      ? `${hours(own.worked)} h, ${percent(own.full ? own.worked / own.full : null)} FTE`
      : this.text(row, column) || '0'
    const load = person ? `, ${text.loadWord} ${percent(person.load[column])}` : ''
    return `${shown}, ${name}, ${month}${load}${person?.band[column] === 5 ? `, ${text.overWord}` : ''}`
  }
}
