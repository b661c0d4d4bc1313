// THE place where FTE, capacity, load and over-allocation are computed, for chat, grid, reports and conflicts alike.
// Formulas and terms: DESIGN section 1.
import type { Db } from '../db/open.js'
import { Calendar, type MonthNumber } from './calendar.js'
import { plainRows } from './plain-rows.js'
import {
  add,
  compare,
  fromDecimal,
  type Ratio,
  ratio,
  subtract,
  sumExact,
  sumRatios,
  timesRoundedUp,
  toNumber,
} from './ratio.js'

/** One assignment's hours in one month and what a full-time month is on that project. */
export interface LoadPart {
  assignmentId: string
  projectId: string
  employeeId: string
  month: MonthNumber
  quarters: number
  /** F(p,m): the project's override, else 8 h x business days. */
  fullTimeQuarters: number
}

export type Band = 'none' | 'low' | 'medium' | 'high' | 'full' | 'over'

/** What one employee is in one month, exact; `fte` and `load` are the doubles for display. */
export interface MonthLoad {
  employeeId: string
  month: MonthNumber
  parts: LoadPart[]
  /** F(m) without overrides. */
  fullTimeQuarters: number
  capacityQuarters: number
  exact: { fte: Ratio; capacity: Ratio }
  fte: number
  /** FTE / capacity; null where capacity is 0 (prints a dash). */
  load: number | null
  /** FTE compared with capacity: 1 over, 0 exactly full, -1 below. */
  side: number
  /**
   * Quarter hours above capacity, rounded up; 0 when not over. Counted in the full-time hours of the projects where
   * they all have the same (120 % of an overridden 160 h are 32 h too many), else in F(m).
   */
  overQuarters: number
  band: Band
  offHalfDays: number
}

/** What decides somebody's capacity. */
export interface CapacityBasis {
  id: string
  contractPct: number
  startsOn: string | null
  endsOn: string | null
}

export interface TimeOffSpan {
  startsOn: string
  endsOn: string
  halfDay: number
}

/** Business half-days off in the month, inside employment; overlapping spans count a day once, two halves a day. */
export function halfDaysOff(
  calendar: Calendar,
  month: MonthNumber,
  basis: CapacityBasis,
  spans: readonly TimeOffSpan[],
): number {
  if (spans.length === 0) return 0
  const { first, last } = calendar.bounds(month)
  if (!spans.some((span) => span.startsOn <= last && span.endsOn >= first)) return 0
  let halves = 0
  for (const day of calendar.businessDaysWithin(month, basis.startsOn, basis.endsOn)) {
    let off = 0
    for (const span of spans) if (day >= span.startsOn && day <= span.endsOn) off += span.halfDay ? 1 : 2
    halves += Math.min(off, 2)
  }
  return halves
}

/** Capacity in quarter hours: contract FTE x 8 h x (business days employed - days off), rounded up to the quarter. */
export function capacityQuarters(
  calendar: Calendar,
  month: MonthNumber,
  basis: CapacityBasis,
  offHalfDays: number,
): number {
  const days = calendar.businessDaysWithin(month, basis.startsOn, basis.endsOn).length
  return Math.ceil((basis.contractPct * 16 * Math.max(0, days * 2 - offHalfDays)) / 100)
}

/** Exact upper bounds of the heat map's lower bands, e.g. [0.4, 0.8]. */
export type HeatBands = readonly number[]
export const DEFAULT_HEAT_BANDS: HeatBands = [0.4, 0.8]

/** US008 by load, exact: none, <= 40, <= 80, < 100, = 100, > 100. Hours on no capacity are over. */
export function bandOf(fte: Ratio, capacity: Ratio, bands: HeatBands = DEFAULT_HEAT_BANDS): Band {
  if (fte.num === 0n) return 'none'
  const side = compare(fte, capacity)
  if (side > 0) return 'over'
  if (side === 0) return 'full'
  for (const [i, name] of (['low', 'medium'] as const).entries()) {
    const bound = fromDecimal(bands[i] ?? DEFAULT_HEAT_BANDS[i]!)
    if (compare(fte, { num: capacity.num * bound.num, den: capacity.den * bound.den }) <= 0) return name
  }
  return 'high'
}

/** Puts one employee's month together from its parts. The only function that computes an FTE. */
export function monthLoad(
  calendar: Calendar,
  basis: CapacityBasis,
  month: MonthNumber,
  parts: LoadPart[],
  spans: readonly TimeOffSpan[] = [],
  bands: HeatBands = DEFAULT_HEAT_BANDS,
): MonthLoad {
  const fullTime = calendar.fullTimeQuarters(month)
  const offHalfDays = halfDaysOff(calendar, month, basis, spans)
  const capacity = capacityQuarters(calendar, month, basis, offHalfDays)
  return weigh(
    { employeeId: basis.id, month, fullTimeQuarters: fullTime, capacityQuarters: capacity, offHalfDays },
    parts,
    bands,
  )
}

type MonthBasis = Pick<MonthLoad, 'employeeId' | 'month' | 'fullTimeQuarters' | 'capacityQuarters' | 'offHalfDays'>

function weigh(basis: MonthBasis, parts: LoadPart[], bands: HeatBands): MonthLoad {
  return weighWhole(basis, parts, bands) ?? weighRatios(basis, parts, bands)
}

/** The common case: no override, so that FTE and capacity are whole quarter hours of the same F(m). */
function weighWhole(basis: MonthBasis, parts: LoadPart[], bands: HeatBands): MonthLoad | undefined {
  const { fullTimeQuarters: fullTime, capacityQuarters: capacity } = basis
  if (fullTime === 0) return undefined
  let sum = 0
  for (const part of parts) {
    if (part.fullTimeQuarters !== fullTime) return undefined
    sum += part.quarters
  }
  return {
    employeeId: basis.employeeId,
    month: basis.month,
    parts,
    fullTimeQuarters: fullTime,
    capacityQuarters: capacity,
    exact: { fte: ratio(sum, fullTime), capacity: ratio(capacity, fullTime) },
    fte: sum / fullTime,
    load: capacity === 0 ? null : sum / capacity,
    side: Math.sign(sum - capacity),
    overQuarters: Math.max(0, sum - capacity),
    band: wholeBand(sum, capacity, bands),
    offHalfDays: basis.offHalfDays,
  }
}

/** The same bands as bandOf, of whole numbers: sum <= bound x capacity, the bound in billionths as fromDecimal has it. */
function wholeBand(sum: number, capacity: number, bands: HeatBands): Band {
  if (sum === 0) return 'none'
  if (sum > capacity) return 'over'
  if (sum === capacity) return 'full'
  if (sum * 1e9 <= capacity * Math.round((bands[0] ?? DEFAULT_HEAT_BANDS[0]!) * 1e9)) return 'low'
  return sum * 1e9 <= capacity * Math.round((bands[1] ?? DEFAULT_HEAT_BANDS[1]!) * 1e9) ? 'medium' : 'high'
}

function weighRatios(basis: MonthBasis, parts: LoadPart[], bands: HeatBands): MonthLoad {
  const { fullTimeQuarters: fullTime, capacityQuarters: capacity } = basis
  const fte = fteOf(parts)
  const capacityFte = fullTime === 0 ? ratio(0, 1) : ratio(capacity, fullTime)
  const side = compare(fte, capacityFte)
  return {
    employeeId: basis.employeeId,
    month: basis.month,
    parts,
    fullTimeQuarters: fullTime,
    capacityQuarters: capacity,
    exact: { fte, capacity: capacityFte },
    fte: toNumber(fte),
    load: capacity === 0 ? null : toNumber(divide(fte, capacityFte)),
    side,
    overQuarters: side > 0 ? timesRoundedUp(subtract(fte, capacityFte), commonFullTime(parts) ?? (fullTime || 1)) : 0,
    band: bandOf(fte, capacityFte, bands),
    offHalfDays: basis.offHalfDays,
  }
}

/** F(p,m) that all parts share. */
function commonFullTime(parts: readonly LoadPart[]): number | undefined {
  const first = parts[0]?.fullTimeQuarters
  return parts.every((p) => p.fullTimeQuarters === first) ? first : undefined
}

/** The same person's month as it would be with other parts: what an option would lead to. */
export function withParts(load: MonthLoad, parts: LoadPart[], bands: HeatBands = DEFAULT_HEAT_BANDS): MonthLoad {
  return weigh(load, parts, bands)
}

/** FTE of any set of parts of one month: sum of hours / F(p,m). */
export function fteOf(parts: readonly Pick<LoadPart, 'quarters' | 'fullTimeQuarters'>[]): Ratio {
  return sumRatios(parts.map((p) => ({ num: p.quarters, den: p.fullTimeQuarters })))
}

/** Quarter hours to take off project p so that the month fits: (FTE - capacity) x F(p,m), rounded up. */
export function quartersToTakeOff(load: MonthLoad, projectFullTimeQuarters: number): number {
  if (load.side <= 0) return 0
  return timesRoundedUp(subtract(load.exact.fte, load.exact.capacity), projectFullTimeQuarters)
}

/** Quarter hours of project p (with F(p,m)) that still fit below capacity, rounded down. */
export function quartersFree(load: MonthLoad, projectFullTimeQuarters: number): number {
  if (load.side >= 0) return 0
  if (load.exact.fte.den === load.exact.capacity.den && load.fullTimeQuarters === projectFullTimeQuarters)
    return Number(load.exact.capacity.num - load.exact.fte.num)
  const free = subtract(load.exact.capacity, load.exact.fte)
  return Number((free.num * BigInt(projectFullTimeQuarters)) / free.den)
}

/** FTE over several months: sum of FTE(m) x F(m) / sum of F(m); never a mean of percentages. */
export function periodFte(months: readonly MonthLoad[]): { fte: Ratio; capacity: Ratio; fullTimeQuarters: number } {
  // Months without override weigh whole quarter hours; the others are added by denominator, so that sums stay small.
  let whole = 0n
  const others: Ratio[] = []
  let fullTime = 0
  let capacity = 0
  for (const m of months) {
    const { fte } = m.exact
    const full = BigInt(m.fullTimeQuarters)
    if (fte.den === full) whole += fte.num
    else others.push({ num: fte.num * full, den: fte.den })
    fullTime += m.fullTimeQuarters
    capacity += m.capacityQuarters
  }
  const weighted = add({ num: whole, den: 1n }, sumExact(others))
  const den = BigInt(fullTime || 1)
  return {
    fte: { num: weighted.num, den: weighted.den * den },
    capacity: ratio(capacity, den),
    fullTimeQuarters: fullTime,
  }
}

/** a / b for display and comparison with a load bound; b must not be zero. */
export function divide(a: Ratio, b: Ratio): Ratio {
  if (b.num === 0n) return ratio(0, 1)
  return { num: a.num * b.den, den: a.den * b.num }
}

/** Utilisation of a group: sum of FTE x F / sum of capacity x F; null without capacity. */
export function utilisation(loads: readonly MonthLoad[]): number | null {
  const { fte, capacity } = periodFte(loads)
  return capacity.num === 0n ? null : toNumber(divide(fte, capacity))
}

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

/** Every allocation with hours of the employees in scope, from one query: who, where, which month, how much, of how much. */
export async function readParts(db: Db, calendar: Calendar, scope: LoadScope): Promise<LoadPart[]> {
  const ids = scope.employeeIds
  if (ids && ids.length === 0) return []
  let query = db
    .selectFrom('allocation as al')
    .innerJoin('assignment as a', 'a.id', 'al.assignmentId')
    .leftJoin('monthOverride as o', (join) =>
      join.onRef('o.projectId', '=', 'a.projectId').onRef('o.month', '=', 'al.month'),
    )
    .select([
      'a.id as a',
      'a.projectId as p',
      'a.employeeId as e',
      'al.month as m',
      'al.quarters as q',
      'o.quarters as o',
    ])
    .where('al.month', '>=', scope.from)
    .where('al.month', '<=', scope.to)
    .where('al.quarters', '>', 0)
  if (ids && ids.length <= MAX_IDS) query = query.where('a.employeeId', 'in', [...ids])
  const wanted = ids && ids.length > MAX_IDS ? new Set(ids) : null
  const parts: LoadPart[] = []
  for (const { a, p, e, m, q, o } of await plainRows(db, query)) {
    if (wanted && !wanted.has(e)) continue
    const fullTimeQuarters = o ?? calendar.fullTimeQuarters(m)
    parts.push({ assignmentId: a, projectId: p, employeeId: e, month: m, quarters: q, fullTimeQuarters })
  }
  return parts
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
}

/**
 * The loads of everybody in scope. Rights are the caller's: ids come from services/policy.ts.
 * `months` must be ascending and without gaps.
 */
export async function readLoads(
  db: Db,
  scope: { employeeIds?: readonly string[]; months: MonthNumber[] },
): Promise<LoadTable> {
  const { months } = scope
  const range: LoadScope = { employeeIds: scope.employeeIds, from: months[0]!, to: months[months.length - 1]! }
  const calendar = await loadCalendar(db)
  const bands = await readHeatBands(db)
  let people = db.selectFrom('employee').select(['id', 'contractPct', 'startsOn', 'endsOn'])
  if (scope.employeeIds && scope.employeeIds.length <= MAX_IDS)
    people = people.where('id', 'in', scope.employeeIds.length ? [...scope.employeeIds] : [''])
  const wanted = scope.employeeIds && new Set(scope.employeeIds)
  const employees = (await people.execute()).filter((e) => !wanted || wanted.has(e.id))
  const timeOff = await readTimeOff(db, range)
  const column = new Map(months.map((month, i) => [month, i]))
  const rows = new Map(
    employees.map((basis) => [basis.id, { basis, parts: [] as (LoadPart[] | undefined)[], loads: [] as MonthLoad[] }]),
  )
  for (const part of await readParts(db, calendar, range)) {
    const row = rows.get(part.employeeId)
    if (!row) continue
    const i = column.get(part.month)!
    const list = row.parts[i]
    if (list) list.push(part)
    else row.parts[i] = [part]
  }
  const of = (employeeId: string, month: MonthNumber): MonthLoad => {
    const row = rows.get(employeeId)
    if (!row) throw new Error(`employee ${employeeId} is not in the scope of these loads`)
    const i = column.get(month)
    // A month outside the period has no parts here; nobody should ask, and nobody gets a wrong sum of another month.
    if (i === undefined) throw new Error(`month ${month} is not in the scope of these loads`)
    row.loads[i] ??= monthLoad(calendar, row.basis, month, row.parts[i] ?? [], timeOff.get(employeeId), bands)
    return row.loads[i]
  }
  return { calendar, months, of, row: (id) => months.map((m) => of(id, m)), employees }
}

/** The organisation's heat-map bounds (US008), the default ones before an organisation exists. */
export async function readHeatBands(db: Db): Promise<HeatBands> {
  const row = await db.selectFrom('organisation').select('heatBands').executeTakeFirst()
  return row ? (JSON.parse(row.heatBands) as number[]) : DEFAULT_HEAT_BANDS
}
