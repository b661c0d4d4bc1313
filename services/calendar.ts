// Months, business days and full-time hours. Plain dates as 'YYYY-MM-DD' strings, never a time zone.
// May import nothing but Fault: arithmetic only; the holidays are handed in.
import { Fault } from './fault.js'

/** A month as the database keeps it: 202509. */
export type MonthNumber = number

const DAY_MS = 86_400_000
/** Quarter hours of one full-time business day. */
export const QUARTERS_PER_DAY = 32

/** '2025-09' -> 202509. Throws Fault invalid for a month that does not exist. */
export function toMonthNumber(month: string, field = 'month'): MonthNumber {
  const match = /^(\d{4})-(\d{2})$/.exec(month)
  const year = Number(match?.[1])
  const number = Number(match?.[2])
  if (!match || number < 1 || number > 12 || year < 1970 || year > 2200)
    throw new Fault('invalid', `${field} '${month.slice(0, 40)}' is not a month.`, 'Write it as 2026-09.', { field })
  return year * 100 + number
}

/** 202509 -> '2025-09'. */
export function fromMonthNumber(month: MonthNumber): string {
  return `${Math.floor(month / 100)}-${String(month % 100).padStart(2, '0')}`
}

/** Months since year 0, so that months can be added and counted. */
const ordinal = (month: MonthNumber) => Math.floor(month / 100) * 12 + (month % 100) - 1
const fromOrdinal = (n: number): MonthNumber => Math.floor(n / 12) * 100 + (n % 12) + 1

/** The month `count` months later (earlier when negative). */
export function addMonths(month: MonthNumber, count: number): MonthNumber {
  return fromOrdinal(ordinal(month) + count)
}

/** Signed number of months from `a` to `b`. */
export function monthsBetween(a: MonthNumber, b: MonthNumber): number {
  return ordinal(b) - ordinal(a)
}

/** Every month from `from` to `to`, both included. Throws Fault invalid when `to` is earlier or the range exceeds 20 years. */
export function monthRange(from: MonthNumber, to: MonthNumber): MonthNumber[] {
  const count = monthsBetween(from, to) + 1
  if (count < 1)
    throw new Fault(
      'invalid',
      `The period ends (${fromMonthNumber(to)}) before it starts (${fromMonthNumber(from)}).`,
      'Swap from and to.',
    )
  if (count > 240) throw new Fault('invalid', 'The period is longer than 20 years.', 'Ask for a shorter one.')
  return Array.from({ length: count }, (_, i) => addMonths(from, i))
}

export function monthOfDate(date: string): MonthNumber {
  return Number(date.slice(0, 4)) * 100 + Number(date.slice(5, 7))
}

export function firstDay(month: MonthNumber): string {
  return `${fromMonthNumber(month)}-01`
}

export function lastDay(month: MonthNumber): string {
  return `${fromMonthNumber(month)}-${daysIn(month)}`
}

/** Days of a month, 28 to 31. */
const daysIn = (month: MonthNumber): number => new Date(Date.UTC(Math.floor(month / 100), month % 100, 0)).getUTCDate()

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** Throws Fault invalid for a date that does not exist (2026-02-30) or is not written YYYY-MM-DD. */
export function checkDate(date: string, field: string): string {
  const ok = /^\d{4}-\d{2}-\d{2}$/.test(date)
  const time = ok ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date)
    throw new Fault('invalid', `${field} '${date.slice(0, 40)}' is not a date.`, 'Write it as 2026-09-30.', { field })
  return date
}

/** Day of the week of a date, 0 = Sunday. */
export function weekday(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay()
}

/** The last day of a project: startsOn + 14 x sprints - 1, inclusive (US001). */
export function projectEnd(startsOn: string, sprints: number): string {
  return addDays(startsOn, 14 * sprints - 1)
}

export const MONTH_NAMES =
  'January February March April May June July August September October November December'.split(' ')

/** 202609 -> 'September 2026'. Every answer prints the year. */
export function monthName(month: MonthNumber): string {
  return `${MONTH_NAMES[(month % 100) - 1]} ${Math.floor(month / 100)}`
}

/** A period in words: 'September 2026', 'Q4 2026', '2026', 'September 2026 to January 2027'. */
export function periodName(from: MonthNumber, to: MonthNumber): string {
  if (from === to) return monthName(from)
  const year = Math.floor(from / 100)
  const sameYear = year === Math.floor(to / 100)
  const [a, b] = [from % 100, to % 100]
  if (sameYear && a === 1 && b === 12) return String(year)
  if (sameYear && b - a === 2 && a % 3 === 1) return `Q${Math.ceil(a / 3)} ${year}`
  if (sameYear && b - a === 5 && a % 6 === 1) return `H${a === 1 ? 1 : 2} ${year}`
  return `${monthName(from)} to ${monthName(to)}`
}

/** The organisation's calendar: which days are business days, and the full-time hours F(m) that follow. */
export class Calendar {
  readonly #days = new Map<MonthNumber, string[]>()
  readonly #bounds = new Map<MonthNumber, { first: string; last: string }>()

  constructor(readonly holidays: ReadonlySet<string>) {}

  /** The business days of a month, in order: Monday to Friday less the organisation's holidays. */
  businessDays(month: MonthNumber): string[] {
    let days = this.#days.get(month)
    if (!days) {
      days = []
      const first = firstDay(month)
      const [start, count] = [weekday(first), daysIn(month)]
      for (let i = 0; i < count; i++) {
        const day = (start + i) % 7
        if (day === 0 || day === 6) continue
        const date = `${first.slice(0, 8)}${i < 9 ? '0' : ''}${i + 1}`
        if (!this.holidays.has(date)) days.push(date)
      }
      this.#days.set(month, days)
    }
    return days
  }

  /** F(m) in quarter hours: 8 h x business days. 21 days in September 2024 -> 168 h. */
  fullTimeQuarters(month: MonthNumber): number {
    return this.businessDays(month).length * QUARTERS_PER_DAY
  }

  /** Business days of the month between two dates, both included; open ends as null. */
  businessDaysWithin(month: MonthNumber, from: string | null, to: string | null): readonly string[] {
    const { first, last } = this.bounds(month)
    if ((from === null || from <= first) && (to === null || to >= last)) return this.businessDays(month)
    return this.businessDays(month).filter((d) => (from === null || d >= from) && (to === null || d <= to))
  }

  /** First and last day of the month. */
  bounds(month: MonthNumber): { first: string; last: string } {
    let bounds = this.#bounds.get(month)
    if (!bounds) {
      bounds = { first: firstDay(month), last: lastDay(month) }
      this.#bounds.set(month, bounds)
    }
    return bounds
  }

  /** A month belongs to a project when one of its business days lies inside (DESIGN section 1). */
  belongsTo(month: MonthNumber, startsOn: string, endsOn: string): boolean {
    return this.businessDaysWithin(month, startsOn, endsOn).length > 0
  }
}
