// THE place where FTE, capacity, load and over-allocation are computed, for chat, grid, reports and conflicts alike.
// Formulas and terms: DESIGN section 1.
import type { Calendar, MonthNumber } from './calendar.js'
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
  ZERO,
} from './ratio.js'

// How parts, capacities and whole tables of loads are read.
export {
  type GroupLoad,
  type LoadScope,
  type LoadTable,
  loadCalendar,
  readBases,
  readHeatBands,
  readLoads,
  readParts,
  readTimeOff,
} from './load-table.js'

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
  let touched = false
  for (const span of spans) if (span.startsOn <= last && span.endsOn >= first) touched = true
  if (!touched) return 0
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
export type HeatBands = readonly [low: number, medium: number]
export const DEFAULT_HEAT_BANDS: HeatBands = [0.4, 0.8]

/** US008 by load, exact: none, <= 40, <= 80, < 100, = 100, > 100. Hours on no capacity are over. */
export function bandOf(fte: Ratio, capacity: Ratio, bands: HeatBands = DEFAULT_HEAT_BANDS): Band {
  if (fte.num === 0n) return 'none'
  const side = compare(fte, capacity)
  if (side > 0) return 'over'
  if (side === 0) return 'full'
  for (const [i, name] of (['low', 'medium'] as const).entries()) {
    const bound = fromDecimal(bands[i as 0 | 1])
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
  if (basis.fullTimeQuarters === 0) return weighIdle(basis, parts)
  return weighWhole(basis, parts, bands) ?? weighRatios(basis, parts, bands)
}

/** A month without a business day (all became holidays): nobody has capacity, so any hours are too many. */
function weighIdle(basis: MonthBasis, parts: LoadPart[]): MonthLoad {
  const sum = parts.reduce((all, part) => all + part.quarters, 0)
  const fte = fteOf(parts)
  return {
    ...basis,
    parts,
    exact: { fte, capacity: ZERO },
    fte: toNumber(fte),
    load: null,
    side: Math.sign(sum),
    overQuarters: sum,
    band: sum > 0 ? 'over' : 'none',
  }
}

/** The common case: no override, so that FTE and capacity are whole quarter hours of the same F(m). */
function weighWhole(basis: MonthBasis, parts: LoadPart[], bands: HeatBands): MonthLoad | undefined {
  const { fullTimeQuarters: fullTime, capacityQuarters: capacity } = basis
  const sum = wholeSum(parts, fullTime)
  if (sum === undefined) return undefined
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

/** Sum of the quarter hours where all count in the same full-time hours; undefined where a project overrides them. */
export function wholeSum(parts: readonly LoadPart[], fullTimeQuarters: number): number | undefined {
  let sum = 0
  for (const part of parts) {
    if (part.fullTimeQuarters !== fullTimeQuarters) return undefined
    sum += part.quarters
  }
  return sum
}

/** The same bands as bandOf, of whole numbers: sum <= bound x capacity, the bound in billionths as fromDecimal has it. */
function wholeBand(sum: number, capacity: number, bands: HeatBands): Band {
  if (sum === 0) return 'none'
  if (sum > capacity) return 'over'
  if (sum === capacity) return 'full'
  if (sum * 1e9 <= capacity * Math.round(bands[0] * 1e9)) return 'low'
  return sum * 1e9 <= capacity * Math.round(bands[1] * 1e9) ? 'medium' : 'high'
}

function weighRatios(basis: MonthBasis, parts: LoadPart[], bands: HeatBands): MonthLoad {
  const { fullTimeQuarters: fullTime, capacityQuarters: capacity } = basis
  const fte = fteOf(parts)
  const capacityFte = ratio(capacity, fullTime)
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
    overQuarters:
      side > 0 ? timesRoundedUp(subtract(fte, capacityFte), fullTimeOf({ parts, fullTimeQuarters: fullTime })) : 0,
    band: bandOf(fte, capacityFte, bands),
    offHalfDays: basis.offHalfDays,
  }
}

/** Quarter hours that the percentage of a month divides by: F(p,m) where all its hours count in the same, else F(m). */
export function fullTimeOf({ parts, fullTimeQuarters }: Pick<MonthLoad, 'parts' | 'fullTimeQuarters'>): number {
  const first = parts[0]?.fullTimeQuarters
  return first !== undefined && parts.every((p) => p.fullTimeQuarters === first) ? first : fullTimeQuarters
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
  return { num: a.num * b.den, den: a.den * b.num }
}

/** Utilisation of a group: sum of FTE x F / sum of capacity x F; null without capacity. */
export function utilisation(loads: readonly MonthLoad[]): number | null {
  const { fte, capacity } = periodFte(loads)
  return capacity.num === 0n ? null : toNumber(divide(fte, capacity))
}
