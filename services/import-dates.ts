// Dates and months as people and spreadsheets write them: ISO, serial numbers, month names, day and month either way.
import { type MonthNumber, monthOfDate } from './calendar.js'
import type { CellValue } from './import-sheet.js'
import type { Read } from './import-values.js'
import { editDistance, fold } from './names.js'

const MONTHS = 'january february march april may june july august september october november december'.split(' ')

/** How a column writes 03/04/2026; 'unknown' where no value of the column tells. */
export type DayOrder = 'month-first' | 'day-first' | 'unknown'

const SLASHED = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:[ T].*)?$/

/** Which order the texts of one column show: a first number above 12 is a day. */
export function dayOrderOf(values: Iterable<CellValue | undefined>): DayOrder {
  let order: DayOrder = 'unknown'
  for (const value of values) {
    const match = typeof value === 'string' ? SLASHED.exec(value.trim()) : null
    if (!match) continue
    if (Number(match[1]) > 12) order = 'day-first'
    else if (Number(match[2]) > 12) return 'month-first'
    // Dots are day first wherever they are used.
    else if (value!.toString().includes('.')) order = 'day-first'
  }
  return order
}

/** Excel's day number, where the year makes sense for a plan: 1950 to 2199. */
export function dateOfSerialNumber(serial: number): string | undefined {
  if (!(serial >= 18_264 && serial < 109_575)) return undefined
  return new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000).toISOString().slice(0, 10)
}

/** A calendar day as '2026-09-30'. */
export function readDate(value: CellValue | undefined, order: DayOrder = 'unknown'): Read<string> {
  if (value === null || value === undefined || typeof value === 'boolean') return { reason: 'is not a date' }
  if (typeof value === 'object') return 'date' in value ? inRange(value.date) : { reason: `holds ${value.fault}` }
  if (typeof value === 'number') {
    const date = dateOfSerialNumber(value)
    return date ? { value: date } : { reason: 'is not a date' }
  }
  const text = value.trim()
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T].*)?$/.exec(text)
  if (iso) return dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (compact) return dateOf(Number(compact[1]), Number(compact[2]), Number(compact[3]))
  const slashed = SLASHED.exec(text)
  if (slashed) {
    const [a, b, year] = [Number(slashed[1]), Number(slashed[2]), fullYear(slashed[3]!)]
    if (order === 'day-first') return dateOf(year, b, a)
    const read = dateOf(year, a, b)
    return order === 'unknown' && 'value' in read && a !== b && a <= 12 && b <= 12
      ? { ...read, remark: `read as month/day: ${read.value}` }
      : read
  }
  const words =
    /^(?:(\d{1,2})(?:st|nd|rd|th)?[ -]+)?([a-z]{3,9})\.?[ -]*(\d{1,2})?(?:st|nd|rd|th)?,?[ -]+(\d{4}|\d{2})$/.exec(
      fold(text),
    )
  if (words) {
    const month = monthOfWord(words[2]!)
    const day = words[1] ?? words[3]
    if (month && day) return dateOf(fullYear(words[4]!), month, Number(day))
  }
  if (/^\d{5}(\.\d+)?$/.test(text)) {
    const date = dateOfSerialNumber(Number(text))
    if (date) return { value: date }
  }
  return { reason: 'is not a date' }
}

const fullYear = (text: string) => (text.length === 2 ? 2000 + Number(text) : Number(text))

function dateOf(year: number, month: number, day: number): Read<string> {
  const two = (n: number) => String(n).padStart(2, '0')
  const date = `${year}-${two(month)}-${two(day)}`
  const time = Date.parse(`${date}T00:00:00Z`)
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date)
    return { reason: 'is a date that does not exist' }
  return inRange(date)
}

function inRange(date: string): Read<string> {
  return date >= '1950-01-01' && date <= '2199-12-31'
    ? { value: date }
    : { reason: 'is outside the years 1950 to 2199' }
}

/** 1-12 for 'Sep', 'Sept', 'September' and near misses such as 'Septmber'; undefined otherwise. */
export function monthOfWord(word: string): number | undefined {
  const text = fold(word).replace(/[^a-z]/g, '')
  if (text.length < 3) return undefined
  const exact = MONTHS.findIndex((m) => m === text || (text.length <= 4 && m.startsWith(text)))
  if (exact >= 0) return exact + 1
  if (text.length < 5) return undefined
  // Two letters off in a short word is another word: 'Mirth' is not March.
  const near = MONTHS.findIndex((m) => m.length > 4 && editDistance(m, text) <= (text.length < 7 ? 1 : 2))
  return near >= 0 ? near + 1 : undefined
}

export interface WrittenMonth {
  /** 1-12. */
  month: number
  year?: number
}

/** 'Sep', 'September 2025', "Sep '25", 'Sep-25 Hours', '2025-09', '9/2025', a date: a month, perhaps without year. */
export function findMonth(value: CellValue | undefined): WrittenMonth | undefined {
  if (value === null || value === undefined || typeof value === 'boolean') return undefined
  if (typeof value === 'object') return 'date' in value ? ofMonth(monthOfDate(value.date)) : undefined
  if (typeof value === 'number') {
    const whole = value >= 195001 && value <= 219912 ? value : 0
    if (whole % 100 >= 1 && whole % 100 <= 12) return ofMonth(whole)
    const date = dateOfSerialNumber(value)
    return date ? ofMonth(monthOfDate(date)) : undefined
  }
  const text = value.trim()
  const year4 = '(19[5-9]\\d|20\\d\\d|21\\d\\d)'
  const number = new RegExp(`^${year4}[-/. ]?(0?[1-9]|1[0-2])$`).exec(text)
  if (number) return { year: Number(number[1]), month: Number(number[2]) }
  const reversed = new RegExp(`^(0?[1-9]|1[0-2])[-/. ]${year4}$`).exec(text)
  if (reversed) return { year: Number(reversed[2]), month: Number(reversed[1]) }
  const date = readDate(text)
  if ('value' in date) return ofMonth(monthOfDate(date.value))
  const words = fold(text).match(/[a-z]+|\d+/g) ?? []
  const month = words.map(monthOfWord).find((m) => m !== undefined)
  if (!month || words.length > 4) return undefined
  const year = words.find((w) => /^\d{4}$/.test(w)) ?? words.find((w) => /^\d{2}$/.test(w))
  return year ? { month, year: fullYear(year) } : { month }
}

const ofMonth = (n: MonthNumber): WrittenMonth => ({ year: Math.floor(n / 100), month: n % 100 })

/** A month with its year, from one cell or from a year and a month beside it, as 202509. */
export function readMonth(value: CellValue | undefined, yearValue?: CellValue): Read<MonthNumber> {
  if (typeof value === 'object' && value && 'fault' in value) return { reason: `holds ${value.fault}` }
  const plain = typeof value === 'string' && /^\d{1,2}$/.test(value.trim()) ? Number(value) : value
  const number = typeof plain === 'number' && plain >= 1 && plain <= 12 && Number.isInteger(plain) ? plain : undefined
  const found: WrittenMonth | undefined = number ? { month: number } : findMonth(value)
  if (!found) return { reason: 'is not a month' }
  const year = found.year ?? Number(yearValue ?? Number.NaN)
  if (!Number.isInteger(year) || year < 1970 || year > 2199)
    return {
      reason: yearValue === undefined || yearValue === null ? 'has no year' : `has no year ('${String(yearValue)}')`,
    }
  return { value: year * 100 + found.month }
}
