// Everything in the plan that cannot or should not be: over-allocations, hours where nobody can work, budget overruns,
// demand that nobody covers. Each with its figures, its causes and the change that began it.
import type { Db } from '../db/open.js'
import { type Calendar, fromMonthNumber, type MonthNumber, monthName, monthRange, periodName } from './calendar.js'
import {
  budgetOverruns,
  outsideProjects,
  readSuspectAssignments,
  type SuspectAssignment,
} from './find-conflicts-assignments.js'
import { type Began, findBeginnings } from './find-conflicts-began.js'
import { findDemandConflicts } from './find-conflicts-demand.js'
import { readOverMonths } from './find-conflicts-over.js'
import { fteOf, fullTimeOf, loadCalendar, type MonthLoad } from './load.js'
import type { Scope } from './policy.js'
import { toNumber } from './ratio.js'
import type { OptionCall } from './staffing-option.js'
import { quartersOf } from './staffing-option.js'
import {
  type AssignmentFacts,
  type PersonFacts,
  type ProjectFacts,
  readAssignments,
  readPeople,
  readProjects,
  spokenProject,
} from './staffing-snapshot.js'
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

/** What the conflicts of a period need to know; people and assignments of those concerned only. */
export interface ConflictFacts {
  calendar: Calendar
  people: ReadonlyMap<string, PersonFacts>
  projects: ReadonlyMap<string, ProjectFacts>
  assignments: ReadonlyMap<string, AssignmentFacts>
}

/** Lists every conflict of the period in the scope, the most urgent kinds first, then by month and size. */
export async function findConflicts(db: Db, query: ConflictQuery): Promise<ConflictList> {
  const months = monthRange(query.from, query.to)
  const wanted = (kind: ConflictKind) => !query.kinds || query.kinds.includes(kind)
  const employeeId = query.employeeId ?? (query.scope.all ? undefined : (query.scope.employeeIds[0] ?? ''))
  const calendar = await loadCalendar(db)
  const over = (await readOverMonths(db, calendar, months, employeeId)).filter(
    (load) => !query.projectId || load.parts.some((p) => p.projectId === query.projectId),
  )
  const suspects = await readSuspectAssignments(db, { ...query, employeeId })
  const facts = await readFacts(db, calendar, over, suspects)
  const found = over.map((load) => overload(facts, load))
  found.push(...outsideProjects(facts, suspects), ...budgetOverruns(facts, suspects))
  if (!query.employeeId) found.push(...(await findDemandConflicts(db, facts.projects, query)))
  const kept = found.filter((c) => wanted(c.kind)).sort(order)
  const counts = Object.fromEntries(CONFLICT_KINDS.map((k) => [k, 0])) as Record<ConflictKind, number>
  for (const conflict of kept) counts[conflict.kind]++
  const shown = kept.slice(0, query.limit ?? 100)
  const began = await findBeginnings(db, facts.projects, shown)
  return {
    from: fromMonthNumber(query.from),
    to: fromMonthNumber(query.to),
    period: periodName(query.from, query.to),
    conflicts: shown.map((c, i) => ({ number: i + 1, ...c, ...(began[i] ? { began: began[i] } : {}) })),
    total: kept.length,
    counts,
    people: new Set(kept.map((c) => c.employeeId).filter(Boolean)).size,
    assumptions: [
      'FTE is the sum over projects of hours / full-time hours of the month (or the override of the project), compared exactly with capacity.',
      'Hours of projects in planning count in full. Budgets count all months.',
    ],
  }
}

async function readFacts(
  db: Db,
  calendar: Calendar,
  over: readonly MonthLoad[],
  suspects: readonly SuspectAssignment[],
): Promise<ConflictFacts> {
  const people = new Set([...over.map((l) => l.employeeId), ...suspects.map((s) => s.employeeId)])
  return {
    calendar,
    people: await readPeople(db, [...people]),
    projects: await readProjects(db),
    assignments: await readAssignments(db, { ids: suspects.map((s) => s.assignmentId) }),
  }
}

const nameOf = (c: FoundConflict) => [c.employee, c.project].filter(Boolean).join(' ')

function order(a: FoundConflict, b: FoundConflict): number {
  return (
    CONFLICT_KINDS.indexOf(a.kind) - CONFLICT_KINDS.indexOf(b.kind) ||
    String(a.month).localeCompare(String(b.month)) ||
    b.hours - a.hours ||
    nameOf(a).localeCompare(nameOf(b))
  )
}

/** Over-allocation, or hours where the person has no working time at all. */
function overload(facts: ConflictFacts, load: MonthLoad): FoundConflict {
  const person = facts.people.get(load.employeeId)!
  const month = fromMonthNumber(load.month)
  const common = {
    employeeId: person.id,
    employee: person.name,
    month,
    fte: load.fte,
    capacityHours: toHours(load.capacityQuarters),
    fullTimeHours: toHours(fullTimeOf(load)),
    parts: partsOf(facts, load),
    calls: [{ tool: 'resolve_over_allocation', input: { employee: person.email, from: month, to: month } }],
  }
  const hours = toHours(quartersOf(load))
  if (load.capacityQuarters > 0)
    return { kind: 'over_allocation', text: overBreakdown(facts, load), hours: toHours(load.overQuarters), ...common }
  const days = facts.calendar.businessDaysWithin(load.month, person.startsOn, person.endsOn)
  if (days.length === 0 && load.fullTimeQuarters > 0)
    return {
      kind: 'outside_employment',
      text: `${person.name} has ${formatHours(hours)} h in ${monthName(load.month)}, outside employment (${person.startsOn ?? '…'} to ${person.endsOn ?? '…'}).`,
      hours,
      ...common,
    }
  return {
    kind: 'no_capacity',
    text: `${person.name} has ${formatHours(hours)} h in ${monthName(load.month)} but no working time in that month.`,
    hours,
    ...common,
    // In a month without a business day nobody can take the hours over.
    ...(load.fullTimeQuarters === 0
      ? { calls: [{ tool: 'change_plan', input: { operation: 'clear', employees: [person.email], from: month } }] }
      : {}),
  }
}

/** "Sarah Jones is 32 h over in March 2027: 120 % FTE of 160 h = 96 h Alpha + 96 h Beta." */
export function overBreakdown(snapshot: Pick<ConflictFacts, 'people' | 'projects'>, load: MonthLoad): string {
  const person = snapshot.people.get(load.employeeId)!
  const capacity =
    load.capacityQuarters === load.fullTimeQuarters ? '' : `, capacity ${formatHours(toHours(load.capacityQuarters))} h`
  const of = toHours(fullTimeOf(load))
  const parts = partsOf(snapshot, load).map((p) => {
    const own = p.fullTimeHours === of ? '' : ` of ${formatHours(p.fullTimeHours)}`
    return `${formatHours(p.hours)} h${own} ${spokenProject(p.project)}`
  })
  return `${person.name} is ${formatHours(toHours(load.overQuarters))} h over in ${monthName(load.month)}: ${formatPercent(load.fte)} FTE of ${formatHours(of)} h${capacity} = ${parts.join(' + ')}.`
}

export function partsOf(snapshot: Pick<ConflictFacts, 'projects'>, load: MonthLoad): ConflictPart[] {
  return load.parts
    .map((p) => ({
      assignmentId: p.assignmentId,
      project: snapshot.projects.get(p.projectId)!.name,
      hours: toHours(p.quarters),
      fullTimeHours: toHours(p.fullTimeQuarters),
      fte: toNumber(fteOf([p])),
    }))
    .sort((a, b) => b.hours - a.hours || a.project.localeCompare(b.project))
}
