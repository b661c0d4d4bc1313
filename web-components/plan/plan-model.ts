// The plan as the page holds it: what get_grid answered, patched by edits and by the change feed.
// FTE and bands of people come from the server's loads; nothing here works them out from hours.
import type { Applied, Change, Load } from '../../services/change.js'
import type { GridAssignment, GridData, GridEmployee, GridProject } from '../../services/grid-shape.js'

export interface CellKey {
  assignmentId: string
  month: string
}

/** What applying changes did to the page's data. */
export interface Patched {
  cells: CellKey[]
  /** Records changed that the page cannot patch: read everything anew. */
  reload: boolean
}

const BANDS: Load['bandAfter'][] = ['none', 'low', 'medium', 'high', 'full', 'over']

export class PlanModel {
  readonly employees = new Map<string, GridEmployee>()
  readonly projects = new Map<string, GridProject>()
  readonly assignments = new Map<string, GridAssignment>()
  readonly monthIndex = new Map<string, number>()
  /** Cells whose change set is on its way to the server: key -> hours before. */
  readonly saving = new Map<string, number>()
  /** Cells that an open approval card would change: key -> hours after. */
  readonly proposed = new Map<string, number>()

  constructor(readonly data: GridData) {
    for (const employee of data.employees) this.employees.set(employee.id, employee)
    for (const project of data.projects) this.projects.set(project.id, project)
    for (const assignment of data.assignments) this.assignments.set(assignment.id, assignment)
    data.months.forEach(({ month }, index) => {
      this.monthIndex.set(month, index)
    })
  }

  static key(assignmentId: string, month: string | number): string {
    return `${assignmentId} ${month}`
  }

  /** Sets a cell's hours and its row's totals; the version too where the server gave it. */
  setHours(assignmentId: string, month: string, hours: number, version?: number): boolean {
    const assignment = this.assignments.get(assignmentId)
    const index = this.monthIndex.get(month)
    if (!assignment) return false
    if (index === undefined) return false
    const before = assignment.hours[index] ?? 0
    assignment.hours[index] = hours
    if (version !== undefined) assignment.versions[index] = version
    assignment.allocated += hours - before
    assignment.remaining = assignment.funded - assignment.allocated
    return true
  }

  /** Takes over what a change set did: cells by their new hours, people by the server's loads. */
  take(changes: Change[], loads: Load[]): Patched {
    const patched: Patched = { cells: [], reload: false }
    for (const change of changes) {
      if (change.kind === 'record') patched.reload ||= change.table !== 'demand'
      else if (this.assignments.has(change.assignmentId)) {
        if (this.monthIndex.has(change.month)) {
          this.setHours(change.assignmentId, change.month, change.after, change.version + 1)
          this.saving.delete(PlanModel.key(change.assignmentId, change.month))
          patched.cells.push({ assignmentId: change.assignmentId, month: change.month })
        } else this.outsideWindow(change.assignmentId, change.after - change.before)
      } else patched.reload = true
    }
    for (const load of loads) this.takeLoad(load)
    return patched
  }

  takeApplied(applied: Applied): Patched {
    return this.take(applied.changeSet.changes, applied.loads)
  }

  private outsideWindow(assignmentId: string, difference: number) {
    const assignment = this.assignments.get(assignmentId)!
    assignment.allocated += difference
    assignment.remaining = assignment.funded - assignment.allocated
  }

  private takeLoad(load: Load) {
    const employee = this.employees.get(load.employeeId)
    const index = this.monthIndex.get(load.month)
    if (!employee || index === undefined) return
    employee.fte[index] = load.fteAfter
    employee.capacityHours[index] = load.capacityHours
    employee.load[index] = load.loadAfter
    employee.overHours[index] = load.overAfter
    employee.band[index] = BANDS.indexOf(load.bandAfter)
  }
}
