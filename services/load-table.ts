// Reads what loads are made of, and answers whole tables of them. Every FTE in it comes from load.ts.
import { jsonList } from '../db/dialect.js'
import type { Db } from '../db/open.js'
import { Calendar, type MonthNumber } from './calendar.js'
import {
  type CapacityBasis,
  capacityQuarters,
  DEFAULT_HEAT_BANDS,
  type HeatBands,
  halfDaysOff,
  type LoadPart,
  type MonthLoad,
  monthLoad,
  quartersFree,
  type TimeOffSpan,
  wholeSum,
} from './load.js'
import { plainRows } from './plain-rows.js'
import { add, type Ratio, ratio, sumExact } from './ratio.js'

/** The organisation's calendar from the stored holidays. */
export async function loadCalendar(db: Db): Promise<Calendar> {
  const rows = await db.selectFrom('holiday').select('date').execute()
  return new Calendar(new Set(rows.map((r) => r.date)))
}

export interface LoadScope {
  /** Only these employees; all when absent. */
  employeeIds?: readonly string[]
  from: MonthNumber
  to: MonthNumber
}

/** SQLite takes 32,766 parameters; beyond this many ids all rows are read and filtered here. */
const MAX_IDS = 5000

/** Where an assignment's hours count, and the full-time hours that its project overrides. */
interface Place {
  projectId: string
  employeeId: string
  overrides: ReadonlyMap<MonthNumber, number> | undefined
}

/** What is known of an assignment to find out where its hours count. */
export interface AssignmentPlace {
  id: string
  projectId: string
  employeeId: string
}

async function readPlaces(db: Db, scope: LoadScope, known?: Iterable<AssignmentPlace>): Promise<Map<string, Place>> {
  const overrides = new Map<string, Map<MonthNumber, number>>()
  const overridden = db
    .selectFrom('monthOverride')
    .select(['projectId', 'month', 'quarters'])
    .where('month', '>=', scope.from)
    .where('month', '<=', scope.to)
  for (const { projectId, month, quarters } of await overridden.execute()) {
    const months = overrides.get(projectId) ?? new Map<MonthNumber, number>()
    overrides.set(projectId, months.set(month, quarters))
  }
  const places = new Map<string, Place>()
  for (const { id, projectId, employeeId } of known ?? (await readAssignmentPlaces(db, scope)))
    places.set(id, { projectId, employeeId, overrides: overrides.get(projectId) })
  return places
}

async function readAssignmentPlaces(db: Db, scope: LoadScope): Promise<AssignmentPlace[]> {
  const ids = scope.employeeIds
  let query = db.selectFrom('assignment').select(['id as a', 'projectId as p', 'employeeId as e'])
  if (ids && ids.length <= MAX_IDS) query = query.where('employeeId', 'in', [...ids])
  const wanted = ids && ids.length > MAX_IDS ? new Set(ids) : null
  const rows = await plainRows(db, query)
  return rows.filter((r) => !wanted || wanted.has(r.e)).map(({ a, p, e }) => ({ id: a, projectId: p, employeeId: e }))
}

/**
 * Every allocation with hours of the employees in scope: who, where, which month, how much, of how much. No joins: the
 * hours are many, what is known of assignments and overrides is little.
 */
export async function readParts(
  db: Db,
  calendar: Calendar,
  scope: LoadScope,
  known?: Iterable<AssignmentPlace>,
): Promise<LoadPart[]> {
  if (scope.employeeIds?.length === 0) return []
  const places = await readPlaces(db, scope, known)
  // Of few people by the key that finds their hours; of everybody by month, the shorter list of the two.
  const few = scope.employeeIds && places.size <= MAX_IDS ? [...places.keys()] : undefined
  const hours = db
    .selectFrom('allocation')
    .where('month', '>=', scope.from)
    .where('month', '<=', scope.to)
    .where('quarters', '>', 0)
  const parts: LoadPart[] = []
  const keep = (assignmentId: string, month: MonthNumber, quarters: number) => {
    const place = places.get(assignmentId)
    if (!place) return
    const { projectId, employeeId, overrides } = place
    const fullTimeQuarters = overrides?.get(month) ?? calendar.fullTimeQuarters(month)
    parts.push({ assignmentId, projectId, employeeId, month, quarters, fullTimeQuarters })
  }
  const quarters = jsonList('quarters').as('q')
  if (few) {
    const months = jsonList('month').as('m')
    const byAssignment = hours.where('assignmentId', 'in', few).select(['assignmentId as a', months, quarters])
    for (const { a, m, q } of await plainRows(db, byAssignment.groupBy('assignmentId')))
      together<MonthNumber>(m, q, (month, of) => keep(a, month, of))
  } else {
    const byMonth = hours.select(['month as m', jsonList('assignmentId').as('a'), quarters]).groupBy('month')
    for (const { m, a, q } of await plainRows(db, byMonth.orderBy('month')))
      together<string>(a, q, (assignmentId, of) => keep(assignmentId, m, of))
  }
  return parts
}

/** Two JSON lists of the same length, taken value beside value. */
function together<T>(values: string, quarters: string, take: (value: T, quarters: number) => void): void {
  const others: number[] = JSON.parse(quarters)
  const list: T[] = JSON.parse(values)
  for (let i = 0; i < list.length; i++) take(list[i]!, others[i]!)
}

/** Time off of the employees in scope that touches the period, by employee. */
export async function readTimeOff(db: Db, scope: LoadScope): Promise<Map<string, TimeOffSpan[]>> {
  const ids = scope.employeeIds
  let query = db
    .selectFrom('timeOff')
    .select(['employeeId', 'startsOn', 'endsOn', 'halfDay'])
    .where('endsOn', '>=', `${String(scope.from).slice(0, 4)}-${String(scope.from).slice(4)}-01`)
    .where('startsOn', '<=', `${String(scope.to).slice(0, 4)}-${String(scope.to).slice(4)}-31`)
  if (ids && ids.length <= MAX_IDS) query = query.where('employeeId', 'in', [...ids])
  const spans = new Map<string, TimeOffSpan[]>()
  for (const { employeeId, ...span } of await query.execute()) {
    const list = spans.get(employeeId)
    if (list) list.push(span)
    else spans.set(employeeId, [span])
  }
  return spans
}

/** Loads of employees over months: for each employee in scope every month of the period, with or without hours. */
export interface LoadTable {
  calendar: Calendar
  months: MonthNumber[]
  of(employeeId: string, month: MonthNumber): MonthLoad
  /** All months of one employee, in order. */
  row(employeeId: string): MonthLoad[]
  employees: CapacityBasis[]
  /** Capacity in quarter hours, without weighing the month. */
  capacity(employeeId: string, month: MonthNumber): number
  /** Quarter hours of a project with F(p,m) that still fit below capacity, without weighing the month where possible. */
  free(employeeId: string, month: MonthNumber, projectFullTimeQuarters: number): number
  /** Ids of the projects that the employee has hours on in these months. */
  projects(employeeId: string): string[]
  /** Months above capacity, or with hours on none; only these are weighed where nothing is overridden. */
  over(): MonthLoad[]
  /** Everybody in scope together; only months with an overridden project are weighed one by one. */
  group(month: MonthNumber): GroupLoad
}

/** A group of people in one month: their FTE added up exactly, and how many of them are above capacity. */
export interface GroupLoad {
  month: MonthNumber
  fte: Ratio
  capacityQuarters: number
  /** F(m) without overrides. */
  fullTimeQuarters: number
  over: number
}

/**
 * The loads of everybody in scope. Rights are the caller's: ids come from services/policy.ts.
 * `months` must be ascending and without gaps.
 */
export async function readLoads(
  db: Db,
  scope: {
    employeeIds?: readonly string[]
    months: MonthNumber[]
    /** The people and assignments of the scope, where the caller has read them anyway. */
    employees?: CapacityBasis[]
    assignments?: Iterable<AssignmentPlace>
  },
): Promise<LoadTable> {
  const { months } = scope
  const range: LoadScope = { employeeIds: scope.employeeIds, from: months[0]!, to: months[months.length - 1]! }
  const calendar = await loadCalendar(db)
  const bands = await readHeatBands(db)
  const employees = scope.employees ?? (await readBases(db, scope.employeeIds))
  const timeOff = await readTimeOff(db, range)
  const column = new Map(months.map((month, i) => [month, i]))
  const rows = new Map(employees.map((basis): [string, LoadRow] => [basis.id, { basis, parts: [], loads: [] }]))
  for (const part of await readParts(db, calendar, range, scope.assignments)) {
    const row = rows.get(part.employeeId)
    if (!row) continue
    const i = column.get(part.month)!
    const list = row.parts[i]
    if (list) list.push(part)
    else row.parts[i] = [part]
  }
  const rowOf = (employeeId: string) => {
    const row = rows.get(employeeId)
    if (!row) throw new Error(`employee ${employeeId} is not in the scope of these loads`)
    return row
  }
  const columnOf = (month: MonthNumber) => {
    const i = column.get(month)
    if (i === undefined) throw new Error(`month ${month} is not in the scope of these loads`)
    return i
  }
  const weighed = (row: LoadRow, i: number): MonthLoad => {
    row.loads[i] ??= monthLoad(calendar, row.basis, months[i]!, row.parts[i] ?? [], timeOff.get(row.basis.id), bands)
    return row.loads[i]
  }
  const first = calendar.bounds(range.from).first
  const last = calendar.bounds(range.to).last
  const capacity = ({ basis }: LoadRow, i: number) => {
    const month = months[i]!
    const spans = timeOff.get(basis.id)
    // Mostly nobody joins, leaves or is off: no days have to be looked at.
    const whole = (basis.startsOn ?? first) <= first && (basis.endsOn ?? last) >= last
    if (whole && !spans) return Math.ceil((basis.contractPct * calendar.fullTimeQuarters(month)) / 100)
    return capacityQuarters(calendar, month, basis, spans ? halfDaysOff(calendar, month, basis, spans) : 0)
  }
  return {
    calendar,
    months,
    employees,
    of: (employeeId, month) => weighed(rowOf(employeeId), columnOf(month)),
    row: (employeeId) => months.map((_, i) => weighed(rowOf(employeeId), i)),
    capacity: (employeeId, month) => capacity(rowOf(employeeId), columnOf(month)),
    free: (employeeId, month, projectFullTimeQuarters) => {
      const row = rowOf(employeeId)
      const i = columnOf(month)
      const available = capacity(row, i)
      if (available === 0) return 0
      const full = calendar.fullTimeQuarters(month)
      const sum = full === projectFullTimeQuarters ? wholeSum(row.parts[i] ?? [], full) : undefined
      return sum === undefined ? quartersFree(weighed(row, i), projectFullTimeQuarters) : Math.max(0, available - sum)
    },
    projects: (employeeId) => {
      const ids = new Set<string>()
      for (const parts of rowOf(employeeId).parts) for (const part of parts ?? []) ids.add(part.projectId)
      return [...ids]
    },
    over: () => {
      const found: MonthLoad[] = []
      for (const row of rows.values())
        for (const [i, parts] of row.parts.entries()) {
          if (!parts) continue
          const sum = wholeSum(parts, calendar.fullTimeQuarters(months[i]!))
          if (sum !== undefined && sum <= capacity(row, i)) continue
          const load = weighed(row, i)
          if (load.side > 0) found.push(load)
        }
      return found
    },
    group: (month) => {
      const i = columnOf(month)
      const fullTimeQuarters = calendar.fullTimeQuarters(month)
      const sums = { whole: 0, capacityQuarters: 0, over: 0 }
      const others: Ratio[] = []
      for (const row of rows.values()) {
        const available = capacity(row, i)
        sums.capacityQuarters += available
        const parts = row.parts[i]
        if (!parts) continue
        const sum = fullTimeQuarters === 0 ? undefined : wholeSum(parts, fullTimeQuarters)
        if (sum === undefined) others.push(weighed(row, i).exact.fte)
        else sums.whole += sum
        if (sum === undefined ? weighed(row, i).side > 0 : sum > available) sums.over++
      }
      const { whole, ...counted } = sums
      return { month, fullTimeQuarters, ...counted, fte: add(ratio(whole, fullTimeQuarters || 1), sumExact(others)) }
    },
  }
}

/** What decides the capacity of these employees, or of everybody. */
export async function readBases(db: Db, ids?: readonly string[]): Promise<CapacityBasis[]> {
  let query = db.selectFrom('employee').select(['id', 'contractPct', 'startsOn', 'endsOn'])
  if (ids && ids.length <= MAX_IDS) query = query.where('id', 'in', [...ids])
  const wanted = ids && new Set(ids)
  return (await query.execute()).filter((e) => !wanted || wanted.has(e.id))
}

interface LoadRow {
  basis: CapacityBasis
  parts: (LoadPart[] | undefined)[]
  loads: MonthLoad[]
}

/** The organisation's heat-map bounds (US008), the default ones before an organisation exists. */
export async function readHeatBands(db: Db): Promise<HeatBands> {
  const row = await db.selectFrom('organisation').select('heatBands').executeTakeFirst()
  return row ? (JSON.parse(row.heatBands) as HeatBands) : DEFAULT_HEAT_BANDS
}
