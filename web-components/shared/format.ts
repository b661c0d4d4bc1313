// Numbers, months and dates as people read them. Rounding never crosses 100 %.

const hoursFormat = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 })
const oneDecimal = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 })

/** Hours with at most two decimals: "1,706", "12.75". */
export function hours(value: number): string {
  return hoursFormat.format(value)
}

/** A fraction as per cent, whole or with one decimal; 100.3 shows ">100 %" and 99.6 "<100 %". */
export function percent(fraction: number | null | undefined, decimals: 0 | 1 = 0): string {
  if (fraction === null || fraction === undefined) return '–'
  const value = fraction * 100
  const rounded = decimals ? Math.round(value * 10) / 10 : Math.round(value)
  const exact = Math.abs(value - 100) < 1e-7
  if (rounded === 100 && !exact) return value > 100 ? '>100 %' : '<100 %'
  return `${oneDecimal.format(rounded)} %`
}

const monthNames = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' })
const monthShort = new Intl.DateTimeFormat(undefined, { month: 'short', timeZone: 'UTC' })
const dayNames = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})
const timeNames = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

const utc = (month: string) => new Date(`${month.slice(0, 7)}-01T00:00:00Z`)

/** '2026-05' as "May 2026". */
export function monthName(month: string): string {
  return /^\d{4}-\d{2}/.test(month) ? monthNames.format(utc(month)) : month
}

/** '2026-05' as "May '26", for column heads. */
export function monthLabel(month: string): string {
  return `${monthShort.format(utc(month))} ’${month.slice(2, 4)}`
}

/** An ISO date as "15 Oct 2026". */
export function dayName(date: string): string {
  return /^\d{4}-\d{2}-\d{2}/.test(date) ? dayNames.format(new Date(`${date.slice(0, 10)}T00:00:00Z`)) : date
}

/** An ISO time as date and time of this place. */
export function timeName(time: string): string {
  const at = new Date(time)
  return Number.isNaN(at.getTime()) ? time : timeNames.format(at)
}

/** Months from one to another, both inclusive. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = []
  for (let month = from; month <= to && months.length < 240; month = addMonths(month, 1)) months.push(month)
  return months
}

/** The month so many months later, or earlier with a minus. */
export function addMonths(month: string, count: number): string {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
}

/** A value of an answer's table by its column's unit. */
export function cellText(value: unknown, unit: string): string {
  if (value === null || value === undefined || value === '') return '–'
  if (unit === 'hours' && typeof value === 'number') return `${hours(value)} h`
  if ((unit === 'fte' || unit === 'percent' || unit === 'load') && typeof value === 'number') return percent(value, 1)
  if (unit === 'count' && typeof value === 'number') return hours(value)
  if (unit === 'month') return monthName(String(value))
  if (unit === 'date') return dayName(String(value))
  return String(value)
}
