// Months as whole numbers (year x 12 + month - 1), so that spans are plain sums.

/** '2026-05' or '2026-05-17' as a month number. */
export function monthNumber(iso: string): number {
  return Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1
}

/** A month number as '2026-05'. */
export function isoMonth(month: number): string {
  const year = Math.floor(month / 12)
  return `${String(year).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`
}

export const yearOf = (month: number): number => Math.floor(month / 12)

/** 0 for January. */
export const monthOfYear = (month: number): number => ((month % 12) + 12) % 12

export const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** A month number as "May 2026". */
export function monthTitle(month: number): string {
  return `${MONTH_NAMES[monthOfYear(month)]} ${yearOf(month)}`
}

/** "May 2026", "May to July 2026", "November 2026 to January 2027", "2026". */
export function spanTitle(from: number, to: number): string {
  if (from === to) return monthTitle(from)
  if (monthOfYear(from) === 0 && to === from + 11) return String(yearOf(from))
  if (monthOfYear(from) % 3 === 0 && to === from + 2) return `Q${monthOfYear(from) / 3 + 1} ${yearOf(from)}`
  if (yearOf(from) === yearOf(to)) return `${MONTH_NAMES[monthOfYear(from)]} to ${monthTitle(to)}`
  return `${monthTitle(from)} to ${monthTitle(to)}`
}

/**
 * First and last month of a project: a month belongs to it if one of its weekdays lies inside the dates.
 * Holidays are left to the service, which refuses by its own calendar.
 */
export function projectMonths(project: { startsOn: string; endsOn: string }): { from: number; to: number } {
  let from = monthNumber(project.startsOn)
  let to = monthNumber(project.endsOn)
  if (to > from && !hasWeekday(project.startsOn, lastDay(from))) from += 1
  if (to > from && !hasWeekday(`${isoMonth(to)}-01`, project.endsOn)) to -= 1
  return { from, to }
}

function lastDay(month: number): string {
  return new Date(Date.UTC(yearOf(month), monthOfYear(month) + 1, 0)).toISOString().slice(0, 10)
}

function hasWeekday(from: string, to: string): boolean {
  const end = Date.parse(`${to.slice(0, 10)}T00:00:00Z`)
  for (let day = Date.parse(`${from.slice(0, 10)}T00:00:00Z`); day <= end; day += 86_400_000) {
    const weekday = new Date(day).getUTCDay()
    if (weekday !== 0 && weekday !== 6) return true
  }
  return false
}
