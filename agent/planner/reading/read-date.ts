import {
  type Draft,
  fixed,
  fullYear,
  isAmountUnit,
  isYear,
  monthOf,
  norm,
  ordinalAt,
  type PeriodSetting,
  yearBehind,
} from './read-cycle.js'
import type { Token } from './tokenise.js'

/**
 * Dates as people type them, each the month it lies in: "5/27", "15/11/2026", "11/15", "05.2027", "15.11.2026", "202611",
 * "week of Nov 9", "wk 46", "the second half of November", "first week of May". Which of two numbers up to 12 is the month
 * of a day is not guessed.
 */
export function dateAt(tokens: Token[], at: number, setting: PeriodSetting): Draft | null {
  return tokens[at]?.kind === 'number'
    ? (dottedAt(tokens, at) ?? slashedAt(tokens, at, setting) ?? partOfMonthAt(tokens, at, setting))
    : (weekAt(tokens, at, setting) ?? partOfMonthAt(tokens, at, setting))
}

const isMonth = (n: number): boolean => n >= 1 && n <= 12
const isDay = (n: number): boolean => n > 12 && n <= 31
const ofYear = (year: number, month: number, length: number): Draft => fixed(year * 12 + month - 1, 1, length)

/** "05.2027", "15.11.2026", "202611": one number to the eye of the tokeniser. */
function dottedAt(tokens: Token[], at: number): Draft | null {
  const { norm: text } = tokens[at]!
  const dotted = /^(?:(\d{1,2})\.)?(\d{1,2})\.(20\d\d)$/.exec(text) ?? /^(\d{1,2})\.(\d{1,2})\.(\d\d)$/.exec(text)
  const solid = /^(20[2-4]\d)(0[1-9]|1[0-2])$/.exec(text)
  if (isAmountUnit(tokens[at + 1])) return null
  if (solid) return ofYear(Number(solid[1]), Number(solid[2]), 1)
  const month = Number(dotted?.[2])
  return dotted && isMonth(month) ? ofYear(fullYear(Number(dotted[3])), month, 1) : null
}

/** "5/27", "05/2027", "11/15", "15/11", "11/15/2026", "2026/11/15". */
function slashedAt(tokens: Token[], at: number, { today }: PeriodSetting): Draft | null {
  const parts = [Number(norm(tokens, at))]
  while (parts.length < 3) {
    const place = at + 2 * parts.length
    if (norm(tokens, place - 1) !== '/' || !/^\d{1,2}$|^20\d\d$/.test(norm(tokens, place))) break
    parts.push(Number(norm(tokens, place)))
  }
  const length = 2 * parts.length - 1
  if (parts.length < 2 || norm(tokens, at - 1) === '/') return null
  if (isAmountUnit(tokens[at + length]) && !parts.some(isYear)) return null
  const [a, b, c] = parts as [number, number, number?]
  if (c !== undefined) {
    if (isYear(a)) return isMonth(b) ? ofYear(a, b, length) : null
    const month = monthOfDay(a, b)
    return month === undefined ? null : ofYear(fullYear(c), month, length)
  }
  if (isYear(b)) return isMonth(a) ? ofYear(b, a, length) : null
  if (isYear(a)) return isMonth(b) ? ofYear(a, b, length) : null
  const near = Math.abs(fullYear(b) - Number(today.slice(0, 4))) <= 3
  if (isMonth(a) && near && b > 12) return ofYear(fullYear(b), a, length)
  const month = a === b ? undefined : monthOfDay(a, b)
  return month === undefined || /^24\/7$/.test(`${a}/${b}`) ? null : { length, point: cycle(month - 1) }
}

const monthOfDay = (a: number, b: number): number | undefined =>
  isMonth(a) && (isDay(b) || a === b) ? a : isDay(a) && isMonth(b) ? b : undefined

const cycle = (start: number) => ({ cycle: { start, length: 1 }, yearSaid: false })

/** "more than 45 hours in week 20": a week's hours are no month's. */
const countsHours = (tokens: Token[]): boolean =>
  tokens.some((token, at) => token.kind === 'number' && /^(h|hrs?|hours)$/.test(norm(tokens, at + 1)))

/** "week of Nov 9", "w/c 9 November", "wk 46", "calendar week 46", "kw46". */
function weekAt(tokens: Token[], at: number, setting: PeriodSetting): Draft | null {
  const words = [0, 1, 2].map((i) => norm(tokens, at + i))
  if (!/^(w|wk|cw|kw|week|calendar|(wk|cw|kw|week)\d+)$/.test(words[0]!) || countsHours(tokens)) return null
  const glued = /^(?:wk|cw|kw|week)(\d{1,2})$/.exec(words[0]!)
  if (glued) return weekNumbered(Number(glued[1]), 1, setting)
  const named =
    words[0] === 'calendar' && /^(week|wk)$/.test(words[1]!) ? 2 : /^(week|wk|cw|kw)$/.test(words[0]!) ? 1 : 0
  const number = named > 0 && /^\d{1,2}$/.test(norm(tokens, at + named)) ? Number(norm(tokens, at + named)) : 0
  if (number > 0 && !isAmountUnit(tokens[at + named + 1])) return weekNumbered(number, named + 1, setting)
  const begins = words.join(' ')
  const skip = /^w \/ [ce]$/.test(begins)
    ? 3
    : /^(week|wk) (of|commencing|beginning|starting|ending)\b/.test(begins)
      ? 2
      : 0
  return skip > 0 ? dayOfMonthAt(tokens, at, at + skip, setting) : null
}

/** The month of the week's Thursday, of the year in which that week comes next. */
function weekNumbered(week: number, length: number, { today }: PeriodSetting): Draft | null {
  if (week < 1 || week > 53) return null
  const thursday = (year: number): Date => {
    const fourth = new Date(Date.UTC(year, 0, 4))
    return new Date(Date.UTC(year, 0, 4 - ((fourth.getUTCDay() + 6) % 7) + 3 + (week - 1) * 7))
  }
  const year = Number(today.slice(0, 4))
  const date = thursday(year).toISOString().slice(0, 7) < today.slice(0, 7) ? thursday(year + 1) : thursday(year)
  return fixed(date.getUTCFullYear() * 12 + date.getUTCMonth(), 1, length)
}

/** "Nov 9", "the 9th of November" from token `from`; the draft begins at `at`. */
function dayOfMonthAt(tokens: Token[], at: number, from: number, setting: PeriodSetting): Draft | null {
  let to = from
  if (norm(tokens, to) === 'the') to += 1
  const isNumber = (place: number) =>
    /^\d{1,2}$/.test(norm(tokens, place)) && Number(norm(tokens, place)) <= 31 && !isAmountUnit(tokens[place + 1])
  const before = ordinalAt(tokens, to)?.length ?? (isNumber(to) ? 1 : 0)
  to += before
  if (norm(tokens, to) === 'of') to += 1
  const month = monthOf(norm(tokens, to))
  if (month === undefined) return null
  to += 1
  if (before === 0) to += ordinalAt(tokens, to)?.length ?? (isNumber(to) ? 1 : 0)
  return monthUntil(tokens, at, to, month, setting)
}

/** "the second half of November", "first two weeks of May", "the last week in June": plans are by month. */
function partOfMonthAt(tokens: Token[], at: number, setting: PeriodSetting): Draft | null {
  let to = at
  if (norm(tokens, to) === 'the') to += 1
  const ordinal = ordinalAt(tokens, to)?.length ?? (/^(last|other|latter|front|back)$/.test(norm(tokens, to)) ? 1 : 0)
  if (ordinal === 0) return null
  to += ordinal
  if (/^(two|2|three|3|few|couple)$/.test(norm(tokens, to))) to += 1
  if (!/^(half|week|weeks|days?|part|fortnight)$/.test(norm(tokens, to))) return null
  to += 1
  while (/^(of|in|the)$/.test(norm(tokens, to))) to += 1
  const month = monthOf(norm(tokens, to))
  return month === undefined ? null : monthUntil(tokens, at, to + 1, month, setting)
}

/** The month named up to token `to` (exclusive), with the year that may stand behind it. */
function monthUntil(tokens: Token[], at: number, to: number, month: number, setting: PeriodSetting): Draft {
  const year = yearBehind(tokens, to, setting, true)
  if (year) return fixed(year.year * 12 + month, 1, to + year.length - at)
  return { length: to - at, point: cycle(month) }
}
