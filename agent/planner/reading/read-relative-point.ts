import { monthNumber } from './month-arithmetic.js'
import { type Draft, isYear, monthOf, norm, type PeriodSetting } from './read-cycle.js'
import { fiscalStart, fiscalYearOf } from './read-fiscal-year.js'
import type { Token } from './tokenise.js'
import { wholeNumberAt } from './whole-number.js'

const STEPS: Record<string, number> = {
  this: 0,
  current: 0,
  present: 0,
  ongoing: 0,
  next: 1,
  coming: 1,
  upcoming: 1,
  following: 1,
  last: -1,
  previous: -1,
  past: -1,
  prior: -1,
  preceding: -1,
}

const UNITS: Record<string, number> = {
  month: 1,
  months: 1,
  mth: 1,
  mths: 1,
  mo: 1,
  mos: 1,
  quarter: 3,
  quarters: 3,
  qtr: 3,
  qtrs: 3,
  half: 6,
  halves: 6,
  year: 12,
  years: 12,
  yr: 12,
  yrs: 12,
  week: 0,
  weeks: 0,
  wk: 0,
  wks: 0,
  fortnight: 0,
  day: 0,
  days: 0,
}

const NOW = [
  'right now',
  'just now',
  'now',
  'today',
  'currently',
  'at the moment',
  'at present',
  'presently',
  'these days',
  'as of today',
  'as of now',
  'as of this month',
  'at this time',
  'nowadays',
  'tonight',
  'this moment',
  'at this moment',
  'at this point',
  'as we speak',
  'this week',
  'at the minute',
  'as things stand now',
  'in the current month',
  'today onwards',
]
const THREAD = [
  'that month',
  'that period',
  'the same period',
  'the same month',
  'same month',
  'same period',
  'that quarter',
  'the same quarter',
  'same quarter',
  'that time',
  'those months',
  'the same months',
  'same months',
  'this period',
  'that year',
  'the same year',
  'that same month',
  'these months',
  'the period',
  'that same period',
  'the same time',
  'that timeframe',
  'both months',
  'both these months',
  'these two months',
  'those two months',
  'the two months',
  'the same timeframe',
  'the same time frame',
  'that time frame',
]
const PHRASES = new Map<string, 'now' | 'thread'>([
  ...NOW.map((p) => [p, 'now'] as const),
  ...THREAD.map((p) => [p, 'thread'] as const),
])

/** Periods that count from today: "next month", "the last 3 months", "rest of the year", "in two months", "ytd". */
export function relativePointAt(tokens: Token[], at: number, setting: PeriodSetting): Draft | null {
  const today = monthNumber(setting.today)
  for (let length = 4; length > 0; length -= 1) {
    if (at + length > tokens.length) continue
    const meaning = PHRASES.get(
      tokens
        .slice(at, at + length)
        .map((t) => t.norm)
        .join(' '),
    )
    if (meaning === 'now') return { length, point: { span: { from: today, to: today }, yearSaid: false } }
    if (meaning === 'thread') return { length, point: { thread: true, yearSaid: false } }
  }
  return (
    restAt(tokens, at, setting) ??
    stepAt(tokens, at, setting) ??
    besideAt(tokens, at, setting) ??
    distanceAt(tokens, at, setting) ??
    toDateAt(tokens, at, setting) ??
    wholeAt(tokens, at, setting) ??
    dayAt(tokens, at, setting)
  )
}

/** "rest of the year", "remainder of this quarter", "remaining months of 2026", "balance of the year". */
function restAt(tokens: Token[], at: number, setting: PeriodSetting): Draft | null {
  const today = monthNumber(setting.today)
  if (!/^(rest|remainder|remaining|balance)$/.test(norm(tokens, at))) return null
  let length = 1
  if (/^(months?|part|weeks|quarters)$/.test(norm(tokens, at + length))) length += 1
  while (/^(of|in|the|this|current|calendar)$/.test(norm(tokens, at + length))) length += 1
  if (length === 1 && norm(tokens, at) !== 'remaining') return null
  const word = norm(tokens, at + length)
  if (/^(fiscal|financial)$/.test(word) && norm(tokens, at + length + 1) === 'year')
    return until(fiscalStart(fiscalYearOf(today, setting), setting) + 11, length + 2)
  if (word === 'fy') return until(fiscalStart(fiscalYearOf(today, setting), setting) + 11, length + 1)
  const size = UNITS[word]
  if (size) return until(today - (today % size) + size - 1, length + 1)
  if (/^20\d\d$/.test(word)) {
    const from = Number(word) * 12
    return {
      length: length + 1,
      point: { span: { from: Math.max(from, Math.min(today, from + 11)), to: from + 11 }, yearSaid: true },
    }
  }
  const quarter = /^q([1-4])$/.exec(word)
  if (quarter) {
    const from = today - (today % 12) + (Number(quarter[1]) - 1) * 3
    return {
      length: length + 1,
      point: { span: { from: Math.max(from, Math.min(today, from + 2)), to: from + 2 }, yearSaid: false },
    }
  }
  return null

  function until(to: number, tokensRead: number): Draft {
    return { length: tokensRead, point: { span: { from: today, to }, yearSaid: false } }
  }
}

/** "next month", "last two quarters", "the coming 6 months", "month after next", "this half year", "next sprint". */
function stepAt(tokens: Token[], at: number, setting: PeriodSetting): Draft | null {
  const today = monthNumber(setting.today)
  const word = norm(tokens, at)
  const unit = UNITS[word]
  if (unit === 0 && norm(tokens, at + 1) === 'after' && norm(tokens, at + 2) === 'next') return weeks(word, 2, 1, 3)
  if (unit && norm(tokens, at + 1) === 'after' && norm(tokens, at + 2) === 'next') return step(unit, 2, 1, 3)
  if (unit && norm(tokens, at + 1) === 'before' && norm(tokens, at + 2) === 'last') return step(unit, -2, 1, 3)
  const besides = unit && setting.thread && besideThread(unit, setting.thread)
  if (besides) return besides
  if (!Object.hasOwn(STEPS, word)) return null
  const steps = STEPS[word]!
  let length = 1
  if (word === 'this' && /^(coming|current|next)$/.test(norm(tokens, at + 1))) length += 1
  const count = wholeNumberAt(tokens, at + length)
  if (count) length += count.length
  if (/^(calendar|full|whole|working|business|entire)$/.test(norm(tokens, at + length))) length += 1
  const name = norm(tokens, at + length)
  if (/^sprints?$/.test(name))
    return { length: length + 1, point: { sprint: { offset: steps, count: count?.value ?? 1 }, yearSaid: false } }
  const size = Object.hasOwn(UNITS, name) ? UNITS[name] : undefined
  if (size === undefined) return null
  // "the coming months": how many is not said.
  if (name === 'months' && !count && steps === 1) return null
  length += 1
  if (name === 'half' && norm(tokens, at + length) === 'year') length += 1
  // "the last month September" ends there.
  if (size === 1 && steps < 0 && !count && monthOf(norm(tokens, at + length)) !== undefined) return null
  if (size === 0) return weeks(name, steps, count?.value ?? 1, length)
  return step(size, steps, count?.value ?? 1, length)

  /** "the month after", "the quarter before that": beside what was talked about. */
  function besideThread(months: number, thread: { from: number; to: number }): Draft | null {
    const side = norm(tokens, at + 1)
    if (side !== 'after' && side !== 'before') return null
    const said = norm(tokens, at + 2) === 'that' ? 3 : 2
    if (!/^[?!.,]?$/.test(norm(tokens, at + said))) return null
    const from = side === 'after' ? thread.to + 1 : thread.from - months
    return { length: said, point: { span: { from, to: from + months - 1 }, yearSaid: true } }
  }

  function step(months: number, by: number, n: number, tokensRead: number): Draft {
    const base = today - (today % months)
    const from = by < 0 ? base + (by + 1) * months - n * months : base + by * months
    return { length: tokensRead, point: { span: { from, to: from + n * months - 1 }, yearSaid: false } }
  }

  /** Weeks and days lie in the months that they touch. */
  function weeks(name: string, by: number, n: number, tokensRead: number): Draft {
    const days = name.startsWith('day') ? 1 : name === 'fortnight' ? 14 : 7
    const start = Date.parse(`${setting.today}T00:00:00Z`)
    const monday = days === 1 ? start : start - ((new Date(start).getUTCDay() + 6) % 7) * 86_400_000
    const begin = monday + (by < 0 ? -n : by) * days * 86_400_000
    const end = begin + (n * days - 1) * 86_400_000
    return { length: tokensRead, point: { span: { from: monthAt(begin), to: monthAt(end) }, yearSaid: false } }
  }
}

/** "compare this quarter with next", "this fiscal year vs last": the unit is the one named before. */
function besideAt(tokens: Token[], at: number, setting: PeriodSetting): Draft | null {
  const by = { next: 1, last: -1, previous: -1, following: 1 }[norm(tokens, at)]
  if (by === undefined || !/^(with|vs|versus|and|to|than|against|or)$/.test(norm(tokens, at - 1))) return null
  const today = monthNumber(setting.today)
  for (let before = at - 2; before >= Math.max(1, at - 6); before -= 1) {
    const size = UNITS[norm(tokens, before)]
    if (!size) continue
    if (/^(fiscal|financial)$/.test(norm(tokens, before - 1))) {
      const from = fiscalStart(fiscalYearOf(today, setting) + by, setting)
      return { length: 1, point: { span: { from, to: from + 11 }, yearSaid: false } }
    }
    const from = today - (today % size) + by * size
    return { length: 1, point: { span: { from, to: from + size - 1 }, yearSaid: false } }
  }
  return null
}

const monthAt = (time: number): number => monthNumber(new Date(time).toISOString())

/** "in two months", "3 months from now", "two months ago". */
function distanceAt(tokens: Token[], at: number, setting: PeriodSetting): Draft | null {
  const today = monthNumber(setting.today)
  const start = norm(tokens, at) === 'in' ? 1 : 0
  const a = /^(a|an|one)$/.test(norm(tokens, at + start)) ? { value: 1, length: 1 } : wholeNumberAt(tokens, at + start)
  if (!a) return null
  const name = norm(tokens, at + start + a.length)
  const unit = Object.hasOwn(UNITS, name) ? UNITS[name] : undefined
  if (unit === undefined) return null
  let length = start + a.length + 1
  if (unit === 0) return inDays(name.startsWith('day') ? 1 : name === 'fortnight' ? 14 : 7)
  const behind = norm(tokens, at + length)
  if (behind === 'ago') return at0(-a.value * unit, length + 1)
  if (behind === 'from' && /^(now|today)$/.test(norm(tokens, at + length + 1))) return at0(a.value * unit, length + 2)
  if (start === 1 && !/^(of|from|later|earlier)$/.test(behind)) return at0(a.value * unit, length)
  return null

  /** "in 2 weeks", "10 days from now": the month in which that day lies. */
  function inDays(days: number): Draft | null {
    const now = [0, 1].map((i) => norm(tokens, at + length + i)).join(' ')
    const fromNow = /^from (now|today)$/.test(now)
    if (!fromNow && (start === 0 || /^(of|from|on)\b/.test(now))) return null
    const month = monthAt(Date.parse(`${setting.today}T00:00:00Z`) + a!.value * days * 86_400_000)
    return { length: length + (fromNow ? 2 : 0), point: { span: { from: month, to: month }, yearSaid: false } }
  }

  function at0(months: number, tokensRead: number): Draft {
    length = tokensRead
    return { length, point: { span: { from: today + months, to: today + months }, yearSaid: false } }
  }
}

/** "year to date", "ytd", "so far this year", "this year so far". */
function toDateAt(tokens: Token[], at: number, setting: PeriodSetting): Draft | null {
  const today = monthNumber(setting.today)
  const words = [0, 1, 2, 3].map((i) => norm(tokens, at + i)).join(' ')
  const january = today - (today % 12)
  const quarter = today - (today % 3)
  if (/^ytd\b/.test(words)) return { length: 1, point: { span: { from: january, to: today }, yearSaid: false } }
  const fiscal = /^(?:fytd|fy to date|(?:fiscal|financial) year to date|(?:fiscal|financial) ytd)\b/.exec(words)?.[0]
  if (fiscal) {
    const from = fiscalStart(fiscalYearOf(today, setting), setting)
    return { length: fiscal.split(' ').length, point: { span: { from, to: today }, yearSaid: false } }
  }
  if (/^mtd\b/.test(words)) return { length: 1, point: { span: { from: today, to: today }, yearSaid: false } }
  if (/^qtd\b/.test(words)) return { length: 1, point: { span: { from: quarter, to: today }, yearSaid: false } }
  if (/^year to date\b/.test(words))
    return { length: 3, point: { span: { from: january, to: today }, yearSaid: false } }
  if (/^(so far this year|this year so far)$/.test(words))
    return { length: 4, point: { span: { from: january, to: today }, yearSaid: false } }
  if (/^(so far this quarter|this quarter so far)$/.test(words))
    return { length: 4, point: { span: { from: quarter, to: today }, yearSaid: false } }
  return null
}

/** "all year", "the whole year", "the year", "the month", "the quarter": the current one. */
function wholeAt(tokens: Token[], at: number, setting: PeriodSetting): Draft | null {
  const today = monthNumber(setting.today)
  let length = 0
  while (length < 3 && /^(all|the|whole|full|entire|calendar)$/.test(norm(tokens, at + length))) length += 1
  const name = norm(tokens, at + length)
  if (length === 0 || !/^(year|quarter|month|half)$/.test(name)) return null
  if (name === 'half' && norm(tokens, at + length + 1) !== 'year') return null
  const size = UNITS[name]!
  const said = name === 'year' ? Number(norm(tokens, at + length + 1)) : 0
  if (isYear(said))
    return { length: length + 2, point: { span: { from: said * 12, to: said * 12 + 11 }, yearSaid: true } }
  const from = today - (today % size)
  const tail = name === 'year' && norm(tokens, at + length + 1) === 'round' ? 1 : 0
  return {
    length: length + 1 + tail + (name === 'half' ? 1 : 0),
    point: { span: { from, to: from + size - 1 }, yearSaid: false, ...(size === 12 ? { wholeYear: true } : {}) },
  }
}

/** "tomorrow", "yesterday", "next Monday": the month in which it lies. */
function dayAt(tokens: Token[], at: number, setting: PeriodSetting): Draft | null {
  const shift = { tomorrow: 1, yesterday: -1 }[norm(tokens, at)]
  if (shift === undefined || monthOf(norm(tokens, at)) !== undefined) return null
  const month = monthAt(Date.parse(`${setting.today}T00:00:00Z`) + shift * 86_400_000)
  return { length: 1, point: { span: { from: month, to: month }, yearSaid: false } }
}
