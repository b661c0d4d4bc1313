// Hours and FTE of a period, filtered and grouped (US009). Every number comes from the one query of readParts.
import type { Db } from '../db/open.js'
import { addMonths, fromMonthNumber, type MonthNumber, monthName, monthRange, periodName } from './calendar.js'
import { fteOf, type LoadPart, loadCalendar, readParts } from './load.js'
import { type Scope, seesBeyondOwn } from './policy.js'
import { add, type Ratio, ratio, toNumber } from './ratio.js'
import { toHours } from './units.js'

export type AllocationGroup = 'employee' | 'project' | 'month' | 'quarter' | 'role' | 'client'

export interface AllocationQuery {
  scope: Scope
  employeeIds?: string[]
  projectIds?: string[]
  /** Role names; the role held on the project counts. */
  roles?: string[]
  from: MonthNumber
  to: MonthNumber
  groupBy: AllocationGroup
}

export interface AllocationGroupRow {
  key: string
  label: string
  hours: number
  /** Full-time equivalents over the period: sum of FTE(m) x F(m) / sum of F(m). */
  fte: number
  tentative: boolean
  /** How many people have hours. */
  people: number
  cells: { assignmentId: string; month: string }[]
}

export interface AllocationAnswer {
  from: string
  to: string
  period: string
  totalHours: number
  fte: number
  /** What the percentage divides by: full-time hours of the period without overrides. */
  fullTimeHours: number
  people: number
  projects: number
  rows: AllocationGroupRow[]
}

interface Labelled extends LoadPart {
  employee: string
  project: string
  client: string
  role: string
  planning: boolean
}

/** Sums the allocations in scope. Unknown ids give empty sums; names are resolved by the caller. */
export async function sumAllocations(db: Db, query: AllocationQuery): Promise<AllocationAnswer> {
  const calendar = await loadCalendar(db)
  const months = monthRange(query.from, query.to)
  const { scope } = query
  const employeeIds = scope.all
    ? query.employeeIds
    : (query.employeeIds ?? scope.employeeIds).filter((id) => scope.employeeIds.includes(id))
  const parts = await readParts(db, calendar, { employeeIds, from: query.from, to: query.to })
  const wanted = await label(db, scope, parts, query)
  const fullTime = months.reduce((sum, m) => sum + calendar.fullTimeQuarters(m), 0)

  const groups = new Map<string, { label: string; parts: Labelled[] }>()
  for (const part of wanted) {
    const [key, text] = groupOf(part, query)
    const group = groups.get(key)
    if (group) group.parts.push(part)
    else groups.set(key, { label: text, parts: [part] })
  }
  const weigh = (list: Labelled[], of: MonthNumber[]) =>
    toNumber(weightedFte(list, (m) => calendar.fullTimeQuarters(m), of))
  const inTime = query.groupBy === 'month' || query.groupBy === 'quarter'
  const rows = [...groups.entries()].map(([key, group]) => ({
    key,
    label: group.label,
    hours: hoursOf(group.parts),
    fte: weigh(group.parts, inTime ? months.filter((m) => timeKey(m, query)[0] === key) : months),
    tentative: group.parts.every((p) => p.planning),
    people: new Set(group.parts.map((p) => p.employeeId)).size,
    cells: group.parts.map((p) => ({ assignmentId: p.assignmentId, month: fromMonthNumber(p.month) })),
  }))
  rows.sort((a, b) => (inTime ? a.key.localeCompare(b.key) : b.hours - a.hours || a.label.localeCompare(b.label)))
  return {
    from: fromMonthNumber(query.from),
    to: fromMonthNumber(query.to),
    period: periodName(query.from, query.to),
    totalHours: hoursOf(wanted),
    fte: weigh(wanted, months),
    fullTimeHours: toHours(fullTime),
    people: new Set(wanted.map((p) => p.employeeId)).size,
    projects: new Set(wanted.map((p) => p.projectId)).size,
    rows,
  }
}

const hoursOf = (parts: readonly LoadPart[]) => toHours(parts.reduce((sum, p) => sum + p.quarters, 0))

/** Sum over months of FTE(m) x F(m), divided by the sum of F(m) of all months of the period. */
function weightedFte(parts: readonly LoadPart[], fullTime: (m: MonthNumber) => number, months: MonthNumber[]): Ratio {
  const byMonth = new Map<MonthNumber, LoadPart[]>()
  for (const part of parts) byMonth.set(part.month, [...(byMonth.get(part.month) ?? []), part])
  let sum = ratio(0, 1)
  for (const [month, list] of byMonth) {
    const fte = fteOf(list)
    sum = add(sum, { num: fte.num * BigInt(fullTime(month)), den: fte.den })
  }
  const total = months.reduce((all, m) => all + fullTime(m), 0)
  return { num: sum.num, den: sum.den * BigInt(total || 1) }
}

/** A month, or the part of its calendar quarter that lies in the period: "Q3 2026", "September 2026". */
function timeKey(month: MonthNumber, { groupBy, from, to }: AllocationQuery): [key: string, label: string] {
  if (groupBy === 'month') return [fromMonthNumber(month), monthName(month)]
  const first = addMonths(month, -((month % 100) - 1) % 3)
  const last = addMonths(first, 2)
  return [fromMonthNumber(first), periodName(Math.max(first, from), Math.min(last, to))]
}

function groupOf(part: Labelled, query: AllocationQuery): [key: string, label: string] {
  switch (query.groupBy) {
    case 'employee':
      return [part.employeeId, part.employee]
    case 'project':
      return [part.projectId, part.project]
    case 'month':
    case 'quarter':
      return timeKey(part.month, query)
    case 'role':
      return [part.role, part.role || 'without a role']
    case 'client':
      return [part.client, part.client || 'without a client']
  }
}

async function label(db: Db, scope: Scope, parts: readonly LoadPart[], query: AllocationQuery): Promise<Labelled[]> {
  const assignments = await db
    .selectFrom('assignment as a')
    .innerJoin('employee as e', 'e.id', 'a.employeeId')
    .innerJoin('project as p', 'p.id', 'a.projectId')
    .leftJoin('role as r', 'r.id', 'a.roleId')
    .select(['a.id', 'e.name as employee', 'p.name as project', 'p.client', 'p.status', 'r.name as role'])
    .execute()
  const byId = new Map(assignments.map((a) => [a.id, a]))
  const projects = query.projectIds && new Set(query.projectIds)
  const roles = query.roles && new Set(query.roles)
  const out: Labelled[] = []
  for (const part of parts) {
    const a = byId.get(part.assignmentId)!
    if (projects && !projects.has(part.projectId)) continue
    if (roles && !roles.has(a.role ?? '')) continue
    out.push({
      ...part,
      employee: a.employee,
      project: a.project,
      client: seesBeyondOwn(scope) ? a.client : '',
      role: a.role ?? '',
      planning: a.status === 'Planning',
    })
  }
  return out
}
