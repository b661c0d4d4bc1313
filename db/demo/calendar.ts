// Months, business days and United States federal holidays of the demo organisation. Nothing of ours is imported here.

/** A month as the database keeps it: 202509. */
export type MonthNumber = number

const DAY_MS = 86_400_000

/** The month `count` months after (or before) `month`. */
export function addMonths(month: MonthNumber, count: number): MonthNumber {
  const index = Math.floor(month / 100) * 12 + (month % 100) - 1 + count
  return Math.floor(index / 12) * 100 + (index % 12) + 1
}

/** Every month from first to last, both included. */
export function monthsBetween(first: MonthNumber, last: MonthNumber): MonthNumber[] {
  const months: MonthNumber[] = []
  for (let month = first; month <= last; month = addMonths(month, 1)) months.push(month)
  return months
}

/** '2025-09-01' for 202509. */
export function firstDay(month: MonthNumber): string {
  return isoDate(Math.floor(month / 100), month % 100, 1)
}

/** '2025-09-30' for 202509. */
export function lastDay(month: MonthNumber): string {
  return addDays(firstDay(addMonths(month, 1)), -1)
}

export function monthOf(date: string): MonthNumber {
  return Number(date.slice(0, 4)) * 100 + Number(date.slice(5, 7))
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** 0 = Sunday. */
function weekday(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay()
}

function isoDate(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/**
 * The days on which federal offices are closed in a year (5 U.S.C. 6103): a fixed date on a Saturday is kept on the
 * Friday before, one on a Sunday on the Monday after. 1 January of the next year may fall into this one that way.
 */
export function federalHolidays(year: number): { date: string; name: string }[] {
  return [
    { date: observed(isoDate(year, 1, 1)), name: "New Year's Day" },
    { date: nthWeekday(year, 1, 1, 3), name: 'Martin Luther King Jr. Day' },
    { date: nthWeekday(year, 2, 1, 3), name: "Washington's Birthday" },
    { date: lastMonday(year, 5), name: 'Memorial Day' },
    { date: observed(isoDate(year, 6, 19)), name: 'Juneteenth' },
    { date: observed(isoDate(year, 7, 4)), name: 'Independence Day' },
    { date: nthWeekday(year, 9, 1, 1), name: 'Labor Day' },
    { date: nthWeekday(year, 10, 1, 2), name: 'Columbus Day' },
    { date: observed(isoDate(year, 11, 11)), name: 'Veterans Day' },
    { date: nthWeekday(year, 11, 4, 4), name: 'Thanksgiving Day' },
    { date: observed(isoDate(year, 12, 25)), name: 'Christmas Day' },
  ]
}

function observed(date: string): string {
  const day = weekday(date)
  if (day === 6) return addDays(date, -1)
  return day === 0 ? addDays(date, 1) : date
}

function nthWeekday(year: number, month: number, day: number, n: number): string {
  const first = isoDate(year, month, 1)
  return addDays(first, ((day - weekday(first) + 7) % 7) + 7 * (n - 1))
}

function lastMonday(year: number, month: number): string {
  const last = lastDay(year * 100 + month)
  return addDays(last, -((weekday(last) + 6) % 7))
}

/** Business days (Monday to Friday less federal holidays) and the hours that follow from them. */
export class DemoCalendar {
  readonly holidays: { date: string; name: string }[]
  private readonly closed: Set<string>
  private readonly cache = new Map<MonthNumber, string[]>()

  constructor(firstYear: number, lastYear: number) {
    this.holidays = []
    for (let year = firstYear; year <= lastYear; year++) this.holidays.push(...federalHolidays(year))
    // The first of January after the last year may be kept on its 31 December.
    const eve = federalHolidays(lastYear + 1)[0]
    if (eve?.date.startsWith(String(lastYear))) this.holidays.push(eve)
    this.closed = new Set(this.holidays.map((holiday) => holiday.date))
  }

  businessDays(month: MonthNumber): string[] {
    const known = this.cache.get(month)
    if (known) return known
    const days: string[] = []
    for (let date = firstDay(month); date <= lastDay(month); date = addDays(date, 1)) {
      const day = weekday(date)
      if (day !== 0 && day !== 6 && !this.closed.has(date)) days.push(date)
    }
    this.cache.set(month, days)
    return days
  }

  /** Full-time hours of a month: 8 x business days. */
  fullTimeHours(month: MonthNumber): number {
    return this.businessDays(month).length * 8
  }
}
