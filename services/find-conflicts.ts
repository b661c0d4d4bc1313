// Everything in the plan that cannot or should not be: over-allocations, hours where nobody can work, budget overruns,
// demand that nobody covers. Each with its figures, its causes and the change that began it.
import type { Db } from '../db/open.js'
import { fromMonthNumber, type MonthNumber, monthName, monthRange, periodName } from './calendar.js'
import { type Began, findBeginnings } from './find-conflicts-began.js'
import { findBudgetOverruns } from './find-conflicts-budget.js'
import { findDemandConflicts } from './find-conflicts-demand.js'
import { fteOf, type MonthLoad } from './load.js'
import type { Scope } from './policy.js'
import { seesEmployee, seesProject } from './policy.js'
import { toNumber } from './ratio.js'
import type { OptionCall } from './staffing-option.js'
import { quartersOf } from './staffing-option.js'
import { readSnapshot, type StaffingSnapshot, spokenProject } from './staffing-snapshot.js'
import { formatHours, formatPercent, toHours } from './units.js'

export const CONFLICT_KINDS = [
  'over_allocation',
  'no_capacity',
  'outside_employment',
  'outside_project',
  'budget_overrun',
  'uncovered_demand',
] as const
export type ConflictKind = (typeof CONFLICT_KINDS)[number]

export interface ConflictPart {
  assignmentId: string
  project: string
  hours: number
  /** F(p,m). */
  fullTimeHours: number
  fte: number
}

export interface Conflict {
  number: number
  kind: ConflictKind
  text: string
  employeeId?: string
  employee?: string
  projectId?: string
  project?: string
  /** '2026-05'; the first month of a demand. Absent for budgets, which count all months. */
  month?: string
  /** Hours too many, or wanted and not covered. */
  hours: number
  fte?: number
  capacityHours?: number
  fullTimeHours?: number
  /** What adds up to it. */
  parts: ConflictPart[]
  /** The change that began it; absent where it was there before changes were recorded. */
  began?: Began
  calls: OptionCall[]
}

export interface ConflictQuery {
  scope: Scope
  from: MonthNumber
  to: MonthNumber
  employeeId?: string
  projectId?: string
  kinds?: readonly ConflictKind[]
  limit?: number
}

export interface ConflictList {
  from: string
  to: string
  period: string
  conflicts: Conflict[]
  /** Before the limit. */
  total: number
  counts: Record<ConflictKind, number>
  people: number
  assumptions: string[]
}

/** A conflict before it is numbered. */
export type FoundConflict = Omit<Conflict, 'number'>

/** Lists every conflict of the period in the scope, the most urgent kinds first, then by month and size. */
export async function findConflicts(db: Db, query: ConflictQuery): Promise<ConflictList> {
  const months = monthRange(query.from, query.to)
  const snapshot = await readSnapshot(db, months)
  const wanted = (kind: ConflictKind) => !query.kinds || query.kinds.includes(kind)
  const found: FoundConflict[] = findMonthConflicts(snapshot, query).filter((c) => wanted(c.kind))
  if (wanted('budget_overrun')) found.push(...(await findBudgetOverruns(db, snapshot, query)))
  if (wanted('uncovered_demand') && !query.employeeId) found.push(...(await findDemandConflicts(db, snapshot, query)))
  found.sort(order)
  const counts = Object.fromEntries(CONFLICT_KINDS.map((k) => [k, 0])) as Record<ConflictKind, number>
  for (const conflict of found) counts[conflict.kind]++
  const shown = found.slice(0, query.limit ?? 100)
  const began = await findBeginnings(db, snapshot, shown)
  return {
    from: fromMonthNumber(query.from),
    to: fromMonthNumber(query.to),
    period: periodName(query.from, query.to),
    conflicts: shown.map((c, i) => ({ number: i + 1, ...c, ...(began[i] ? { began: began[i] } : {}) })),
    total: found.length,
    counts,
    people: new Set(found.map((c) => c.employeeId).filter(Boolean)).size,
    assumptions: [
      'FTE is the sum over projects of hours / full-time hours of the month (or the override of the project), compared exactly with capacity.',
      'Hours of projects in planning count in full. Budgets count all months.',
    ],
  }
}

function order(a: FoundConflict, b: FoundConflict): number {
  return (
    CONFLICT_KINDS.indexOf(a.kind) - CONFLICT_KINDS.indexOf(b.kind) ||
    (a.month ?? '').localeCompare(b.month ?? '') ||
    b.hours - a.hours ||
    (a.employee ?? a.project ?? '').localeCompare(b.employee ?? b.project ?? '') ||
    (a.project ?? '').localeCompare(b.project ?? '')
  )
}

/** Conflicts that one person's month shows by itself. */
function findMonthConflicts(snapshot: StaffingSnapshot, query: ConflictQuery): FoundConflict[] {
  const found: FoundConflict[] = []
  for (const person of snapshot.people.values()) {
    if (!seesEmployee(query.scope, person.id) || (query.employeeId && person.id !== query.employeeId)) continue
    for (const load of snapshot.loads.row(person.id)) {
      if (load.parts.length === 0) continue
      if (query.projectId && !load.parts.some((p) => p.projectId === query.projectId)) continue
      found.push(...outsideProject(snapshot, load, query))
      if (load.side > 0) found.push(overload(snapshot, load))
    }
  }
  return found
}

/** Over-allocation, or hours where the person has no working time at all. */
function overload(snapshot: StaffingSnapshot, load: MonthLoad): FoundConflict {
  const person = snapshot.people.get(load.employeeId)!
  const month = fromMonthNumber(load.month)
  const facts = {
    employeeId: person.id,
    employee: person.name,
    month,
    fte: load.fte,
    capacityHours: toHours(load.capacityQuarters),
    fullTimeHours: toHours(load.fullTimeQuarters),
    parts: partsOf(snapshot, load),
    calls: [{ tool: 'resolve_over_allocation', input: { employee: person.email, from: month, to: month } }],
  }
  const hours = toHours(quartersOf(load))
  if (load.capacityQuarters > 0)
    return { kind: 'over_allocation', text: overText(snapshot, load), hours: toHours(load.overQuarters), ...facts }
  const days = snapshot.loads.calendar.businessDaysWithin(load.month, person.startsOn, person.endsOn)
  if (days.length === 0)
    return {
      kind: 'outside_employment',
      text: `${person.name} has ${formatHours(hours)} h in ${monthName(load.month)}, outside employment (${person.startsOn ?? '…'} to ${person.endsOn ?? '…'}).`,
      hours,
      ...facts,
    }
  return {
    kind: 'no_capacity',
    text: `${person.name} has ${formatHours(hours)} h in ${monthName(load.month)} but no working time in that month.`,
    hours,
    ...facts,
  }
}

/** "Sarah Jones is 32 h over in March 2027: 120 % FTE of 160 h = 96 h Alpha + 96 h Beta." */
export function overText(snapshot: StaffingSnapshot, load: MonthLoad): string {
  const person = snapshot.people.get(load.employeeId)!
  const capacity =
    load.capacityQuarters === load.fullTimeQuarters ? '' : `, capacity ${formatHours(toHours(load.capacityQuarters))} h`
  const all = partsOf(snapshot, load)
  const [first] = all
  const same = first && all.every((p) => p.fullTimeHours === first.fullTimeHours)
  const of = same ? first.fullTimeHours : toHours(load.fullTimeQuarters)
  const parts = all.map((p) => {
    const own = p.fullTimeHours === of ? '' : ` of ${formatHours(p.fullTimeHours)}`
    return `${formatHours(p.hours)} h${own} ${spokenProject(p.project)}`
  })
  return `${person.name} is ${formatHours(toHours(load.overQuarters))} h over in ${monthName(load.month)}: ${formatPercent(load.fte)} FTE of ${formatHours(of)} h${capacity} = ${parts.join(' + ')}.`
}

export function partsOf(snapshot: StaffingSnapshot, load: MonthLoad): ConflictPart[] {
  return load.parts
    .map((p) => ({
      assignmentId: p.assignmentId,
      project: snapshot.projects.get(p.projectId)?.name ?? p.projectId,
      hours: toHours(p.quarters),
      fullTimeHours: toHours(p.fullTimeQuarters),
      fte: toNumber(fteOf([p])),
    }))
    .sort((a, b) => b.hours - a.hours || a.project.localeCompare(b.project))
}

/** Hours in months that no longer belong to the project, after its period was changed. */
function outsideProject(snapshot: StaffingSnapshot, load: MonthLoad, query: ConflictQuery): FoundConflict[] {
  const found: FoundConflict[] = []
  for (const part of load.parts) {
    const project = snapshot.projects.get(part.projectId)!
    if (query.projectId && project.id !== query.projectId) continue
    if (!seesProject(query.scope, project.id)) continue
    if (snapshot.loads.calendar.belongsTo(load.month, project.startsOn, project.endsOn)) continue
    const person = snapshot.people.get(load.employeeId)!
    const assignment = snapshot.assignments.get(part.assignmentId)
    const month = fromMonthNumber(load.month)
    found.push({
      kind: 'outside_project',
      text: `${person.name} has ${formatHours(toHours(part.quarters))} h on ${project.name} in ${monthName(load.month)}, outside the project (${project.startsOn} to ${project.endsOn}).`,
      employeeId: person.id,
      employee: person.name,
      projectId: project.id,
      project: project.name,
      month,
      hours: toHours(part.quarters),
      parts: partsOf(snapshot, { ...load, parts: [part] }),
      calls: [
        {
          tool: 'set_hours',
          input: {
            changes: [
              {
                project: project.code,
                employee: person.email,
                month,
                hours: 0,
                mode: 'set',
                ...(assignment?.role ? { role: assignment.role } : {}),
                ...(assignment?.lcat ? { lcat: assignment.lcat } : {}),
              },
            ],
          },
        },
      ],
    })
  }
  return found
}
