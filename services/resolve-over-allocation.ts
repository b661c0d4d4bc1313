// Ways out of over-allocations (US014): of one person, month by month, or of the whole portfolio at once.
import type { Db } from '../db/open.js'
import type { Actor } from './actor.js'
import { fromMonthNumber, type MonthNumber, monthRange, periodName } from './calendar.js'
import { overBreakdown } from './find-conflicts.js'
import type { MonthLoad } from './load.js'
import { type Scope, scopedEmployees, seesBeyondOwn } from './policy.js'
import { type DraftOption, monthOptions, monthsAround, type OptionContext } from './resolve-options.js'
import { repairOptions } from './resolve-portfolio.js'
import type { StaffingOption } from './staffing-option.js'
import { readSnapshot } from './staffing-snapshot.js'
import { toHours } from './units.js'

export interface ResolveQuery {
  actor: Actor
  /** Who sees the own plan only gets no options: they name other people's free hours. */
  scope: Scope
  employeeId?: string
  /** Only over-allocations that hours on this project are part of. */
  projectId?: string
  from: MonthNumber
  to: MonthNumber
  /** The month of today: hours are not moved into the past. */
  thisMonth: MonthNumber
}

export interface OverAllocation {
  employeeId: string
  employee: string
  month: string
  text: string
  overHours: number
  fte: number
  capacityHours: number
  fullTimeHours: number
  /** Numbers of the options that are about this month. */
  options: number[]
  cells: { assignmentId: string; month: string }[]
}

export interface Resolution {
  from: string
  to: string
  period: string
  overs: OverAllocation[]
  options: StaffingOption[]
  /** What all of the options marked as the whole repair leave: hours that nobody does, people newly put on projects. */
  assumptions: string[]
}

/** The over-allocated months of the person or of everybody, and numbered options that each apply as one plan. */
export async function resolveOverAllocations(db: Db, query: ResolveQuery): Promise<Resolution> {
  const [first, last] = monthsAround(query.from, query.to, query.thisMonth)
  const snapshot = await readSnapshot(db, monthRange(first, last), scopedEmployees(query.scope))
  const context: OptionContext = { snapshot, actor: query.actor, thisMonth: query.thisMonth }
  const period = monthRange(query.from, query.to)
  const ids = query.employeeId ? [query.employeeId] : [...snapshot.people.keys()]
  const overs: MonthLoad[] = []
  for (const id of ids)
    for (const month of period) {
      const load = snapshot.loads.of(id, month)
      // A month without a business day has nothing to share out: its hours are cleared.
      const ofProject = !query.projectId || load.parts.some((p) => p.projectId === query.projectId)
      if (ofProject && load.side > 0 && load.fullTimeQuarters > 0) overs.push(load)
    }
  overs.sort((a, b) => a.month - b.month || nameOf(a).localeCompare(nameOf(b)))
  function nameOf(load: MonthLoad): string {
    return snapshot.people.get(load.employeeId)!.name
  }

  const options: StaffingOption[] = []
  const numbers = new Map<MonthLoad, number[]>(overs.map((load) => [load, []]))
  const add = ({ steps: _steps, ...draft }: DraftOption, about: MonthLoad[]) => {
    options.push({ number: options.length + 1, ...draft })
    for (const load of about) numbers.get(load)!.push(options.length)
  }
  const whole = seesBeyondOwn(query.scope)
  const repairs = whole && !(query.employeeId && overs.length < 2) ? repairOptions(context, overs) : []
  if (query.employeeId && whole)
    for (const load of overs) for (const option of monthOptions(context, load)) add(option, [load])
  for (const { option, about } of query.employeeId ? repairs.slice(0, 1) : repairs) add(option, about)

  return {
    from: fromMonthNumber(query.from),
    to: fromMonthNumber(query.to),
    period: periodName(query.from, query.to),
    overs: overs.map((load) => ({
      employeeId: load.employeeId,
      employee: nameOf(load),
      month: fromMonthNumber(load.month),
      text: overBreakdown(snapshot, load),
      overHours: toHours(load.overQuarters),
      fte: load.fte,
      capacityHours: toHours(load.capacityQuarters),
      fullTimeHours: toHours(load.fullTimeQuarters),
      options: numbers.get(load)!,
      cells: load.parts.map((p) => ({ assignmentId: p.assignmentId, month: fromMonthNumber(p.month) })),
    })),
    options,
    assumptions: [
      'Over-allocated is FTE strictly above capacity; hours to take off a project = (FTE - capacity) x its full-time hours, rounded up to the quarter hour.',
      ...(whole
        ? [
            'Hours go to people of the same role, not below the LCAT, with free capacity in that month, or to months of the project that are not past.',
          ]
        : []),
    ],
  }
}
