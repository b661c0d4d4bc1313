import { monthNumber } from './month-arithmetic.js'
import type { Point } from './period.js'
import { relativePointAt, wholeNumberAt } from './read-relative-point.js'
import type { Token } from './tokenise.js'
import { MONTHS, NUMBER_WORDS, ORDINALS } from './words/period-words.js'

export interface PointMatch {
  length: number
  point: Point
}

/** What the reading of a period may know: the month of today as a number, and where fiscal years start (1 to 12). */
export interface PeriodSetting {
  today: string
  fiscalYearStart: number
}

/**
 * The longest period that starts at token `at`: "Nov 2026", "2026-11", "Q4", "second half of 2027", "FY27 Q1",
 * "next 3 months", "rest of the year", "sprint 3". Months without a year stay yearless.
 */
export function pointAt(tokens: Token[], at: number, setting: PeriodSetting): PointMatch | null {
  if (!mayStartPeriod(tokens[at])) return null
  const read =
    isoAt(tokens, at) ??
    edgeAt(tokens, at, setting) ??
    leanAt(tokens, at, setting) ??
    relativePointAt(tokens, at, setting) ??
    fiscalAt(tokens, at, setting) ??
    namedAt(tokens, at, setting) ??
    yearFirstAt(tokens, at, setting) ??
    sprintAt(tokens, at)
  if (!read) return null
  const first = tokens[at]!
  const last = tokens[at + read.length - 1]!
  return { length: read.length, point: { ...read.point, start: first.start, end: last.end } }
}

/** A cheap no for most words. */
function mayStartPeriod(token: Token | undefined): boolean {
  if (!token || token.kind === 'email') return false
  return (
    token.kind === 'number' ||
    token.kind === 'date' ||
    PERIOD_STARTS.has(token.norm) ||
    /^([qh][1-4]|fy\d+|qtr[1-4])$/.test(token.norm)
  )
}

const PERIOD_STARTS = new Set([
  ...Object.keys(MONTHS),
  ...Object.keys(ORDINALS),
  ...Object.keys(NUMBER_WORDS),
  ...'q h qtr quarter half calendar year cy yr fy fiscal financial end late close start beginning early middle mid eoy eom eoq sprint sprints next coming upcoming this current last past previous present ongoing following prior preceding rest remainder remaining balance month months week weeks in a an ytd qtd so all the whole full entire tomorrow yesterday now today right just currently at presently these as nowadays tonight that same those couple few several'.split(
    ' ',
  ),
])

type Draft = { length: number; point: Omit<Point, 'start' | 'end'> }

const norm = (tokens: Token[], at: number): string => tokens[at]?.norm ?? ''

function isoAt(tokens: Token[], at: number): Draft | null {
  const token = tokens[at]
  if (token?.kind === 'date') {
    const month = Number(token.norm.slice(5, 7))
    if (month < 1 || month > 12) return null
    const value = monthNumber(token.norm)
    return { length: 1, point: { span: { from: value, to: value }, yearSaid: true } }
  }
  if (token?.kind === 'number' && norm(tokens, at + 1) === '/') {
    const [a, b] = [Number(token.norm), Number(norm(tokens, at + 2))]
    if (a >= 1 && a <= 12 && isYear(b) && tokens[at + 2]?.kind === 'number') return fixed(b * 12 + a - 1, 1, 3)
    if (isYear(a) && b >= 1 && b <= 12 && tokens[at + 2]?.kind === 'number') return fixed(a * 12 + b - 1, 1, 3)
  }
  return null
}

function fixed(from: number, length: number, tokens: number): Draft {
  return { length: tokens, point: { span: { from, to: from + length - 1 }, yearSaid: true } }
}

export const isYear = (n: number): boolean => Number.isInteger(n) && n >= 2000 && n <= 2099

/** "November", "Q4", "first half", "quarter 2", and a year behind it in any spelling. */
function namedAt(tokens: Token[], at: number, setting: PeriodSetting): Draft | null {
  const cycle = cycleAt(tokens, at)
  if (!cycle) return null
  let length = cycle.length
  if (cycle.months === 1 && norm(tokens, at + length) === '.' && tokens[at + length]?.glued) length += 1
  const day = dayBehind(tokens, at + length, cycle.months)
  length += day
  const fiscal = cycle.months > 1 ? fiscalYearBehind(tokens, at + length, setting) : null
  if (fiscal) return fixed(fiscal.from + cycle.start, cycle.months, length + fiscal.length)
  const year =
    cycle.year === undefined
      ? yearBehind(tokens, at + length, setting, cycle.months === 1)
      : { year: cycle.year, length: 0 }
  if (year) return fixed(year.year * 12 + cycle.start, cycle.months, length + year.length)
  return { length, point: { cycle: { start: cycle.start, length: cycle.months }, yearSaid: false } }
}

interface CycleMatch {
  length: number
  start: number
  months: number
  year?: number
}

function cycleAt(tokens: Token[], at: number): CycleMatch | null {
  const word = norm(tokens, at)
  const month = monthOf(word)
  if (month !== undefined) return { length: 1, start: month, months: 1 }
  const day = dayBefore(tokens, at)
  if (day > 0) return { length: day + 1, start: monthOf(norm(tokens, at + day))!, months: 1 }
  const short = /^(q|h|qtr)([1-4])$/.exec(word)
  if (short) return numbered(short[1]!, Number(short[2]), 1)
  if (/^(q|qtr|quarter|h)$/.test(word)) {
    const n = wholeNumberAt(tokens, at + 1)
    if (n && (word !== 'h' || tokens[at + 1]?.glued)) return numbered(word, n.value, 1 + n.length)
  }
  const ordinal = ordinalAt(tokens, at)
  if (ordinal) {
    const unit = norm(tokens, at + ordinal.length)
    if (/^(quarter|qtr|half)$/.test(unit)) {
      const match = numbered(unit, ordinal.value, ordinal.length + 1)
      if (unit !== 'half' || !match) return match
      return norm(tokens, at + match.length) === 'year' ? { ...match, length: match.length + 1 } : match
    }
  }
  const glued = /^([qh])(\d{2}|\d{4})?$/.exec(norm(tokens, at + 1))
  if (tokens[at]?.kind === 'number' && glued && tokens[at + 1]?.glued && /^[1-4]$/.test(word)) {
    const match = numbered(glued[1]!, Number(word), 2)
    return match && glued[2] ? { ...match, year: fullYear(Number(glued[2])) } : match
  }
  return null
}

function numbered(unit: string, n: number, length: number): CycleMatch | null {
  if (unit.startsWith('q')) return n >= 1 && n <= 4 ? { length, start: (n - 1) * 3, months: 3 } : null
  return n >= 1 && n <= 2 ? { length, start: (n - 1) * 6, months: 6 } : null
}

export function monthOf(word: string): number | undefined {
  return Object.hasOwn(MONTHS, word) ? MONTHS[word] : undefined
}

export function ordinalAt(tokens: Token[], at: number): { value: number; length: number } | null {
  const word = norm(tokens, at)
  if (Object.hasOwn(ORDINALS, word)) return { value: ORDINALS[word]!, length: 1 }
  const token = tokens[at]
  if (
    token?.kind === 'number' &&
    /^\d{1,2}$/.test(word) &&
    tokens[at + 1]?.glued &&
    /^(st|nd|rd|th)$/.test(norm(tokens, at + 1))
  )
    return { value: Number(word), length: 2 }
  return null
}

/** "15th of" or "15" (only with a year behind the month) before a month name: tokens to skip, 0 for none. */
function dayBefore(tokens: Token[], at: number): number {
  const ordinal = ordinalAt(tokens, at)
  if (ordinal && ordinal.value <= 31) {
    const skip = ordinal.length + (norm(tokens, at + ordinal.length) === 'of' ? 1 : 0)
    return monthOf(norm(tokens, at + skip)) === undefined ? 0 : skip
  }
  const day = /^\d{1,2}$/.test(norm(tokens, at)) ? Number(norm(tokens, at)) : 0
  if (day >= 1 && day <= 31 && monthOf(norm(tokens, at + 1)) !== undefined && isYear(Number(norm(tokens, at + 2))))
    return 1
  return 0
}

/** "15th", "15," (with a year behind) after a month name: tokens to skip. */
function dayBehind(tokens: Token[], at: number, months: number): number {
  if (months !== 1) return 0
  const skip = norm(tokens, at) === 'the' ? 1 : 0
  const ordinal = ordinalAt(tokens, at + skip)
  if (ordinal && /\d/.test(norm(tokens, at + skip)) && ordinal.value <= 31) {
    const comma =
      norm(tokens, at + skip + ordinal.length) === ',' && isYear(Number(norm(tokens, at + skip + ordinal.length + 1)))
        ? 1
        : 0
    return skip + ordinal.length + comma
  }
  const n = Number(norm(tokens, at))
  if (
    /^\d{1,2}$/.test(norm(tokens, at)) &&
    n >= 1 &&
    n <= 31 &&
    norm(tokens, at + 1) === ',' &&
    isYear(Number(norm(tokens, at + 2)))
  )
    return 2
  return 0
}

export const fullYear = (n: number): number => (n < 100 ? 2000 + n : n)

/** "2026", "of 2026", "'26", "-26", "/26", "26" (a near year behind a month), "this year", "of next year". */
function yearBehind(
  tokens: Token[],
  at: number,
  setting: PeriodSetting,
  behindMonth: boolean,
): { year: number; length: number } | null {
  const thisYear = Number(setting.today.slice(0, 4))
  let skip = 0
  while (['of', ',', 'in', 'for', "'", '’', '‘', '/', 'the', 'calendar'].includes(norm(tokens, at + skip)) && skip < 2)
    skip += 1
  const token = tokens[at + skip]
  if (!token) return null
  if (token.kind === 'number') {
    if (/^\d{4}$/.test(token.norm) && isYear(Number(token.norm)) && !isAmountUnit(tokens[at + skip + 1]))
      return { year: Number(token.norm), length: skip + 1 }
    const marked = skip > 0 && /['’‘/]/.test(norm(tokens, at + skip - 1))
    if (/^\d{2}$/.test(token.norm)) {
      const year = 2000 + Number(token.norm)
      const free =
        skip === 0 &&
        behindMonth &&
        Math.abs(year - thisYear) <= 2 &&
        !isAmountUnit(tokens[at + 1]) &&
        tokens[at + 1]?.norm !== 'to'
      if (
        marked ||
        token.hyphen ||
        free ||
        (skip === 0 && !behindMonth && Math.abs(year - thisYear) <= 3 && !isAmountUnit(tokens[at + 1]))
      )
        return { year, length: skip + 1 }
    }
  }
  const shift = { this: 0, current: 0, same: 0, next: 1, following: 1, coming: 1, last: -1, previous: -1, past: -1 }[
    token.norm
  ]
  if (shift !== undefined && norm(tokens, at + skip + 1) === 'year' && !tokens[at + skip]?.hyphen)
    return { year: thisYear + shift, length: skip + 2 }
  return null
}

/** Is this token a unit that makes the number before it an amount? */
export function isAmountUnit(token: Token | undefined): boolean {
  return (
    token !== undefined &&
    /^(h|hr|hrs|hour|hours|d|day|days|w|wk|wks|week|weeks|%|percent|pct|fte|ftes|per|funded)$/.test(token.norm)
  )
}

/** "FY27", "FY 2026/27", "fiscal year 2027", "this fiscal year", with or without a quarter or half behind it. */
function fiscalAt(tokens: Token[], at: number, setting: PeriodSetting): Draft | null {
  let length = 0
  let leading: CycleMatch | null = null
  if (/^(fiscal|financial)$/.test(norm(tokens, at))) {
    leading = cycleAt(tokens, at + 1)
    if (leading && leading.months > 1) {
      const behind =
        fiscalYearBehind(tokens, at + 1 + leading.length, setting) ??
        plainYearAsFiscal(tokens, at + 1 + leading.length, setting)
      if (behind) return fixed(behind.from + leading.start, leading.months, 1 + leading.length + behind.length)
      const start = (setting.fiscalYearStart - 1 + leading.start) % 12
      return { length: 1 + leading.length, point: { cycle: { start, length: leading.months }, yearSaid: false } }
    }
  }
  const year = fiscalYearBehind(tokens, at, setting)
  if (!year || year.length === 0) return null
  length = year.length
  if (norm(tokens, at + length) === ',' || norm(tokens, at + length) === '/') length += 1
  const part = cycleAt(tokens, at + length)
  if (part && part.months > 1) return fixed(year.from + part.start, part.months, length + part.length)
  return fixed(year.from, 12, year.length)
}

function plainYearAsFiscal(
  tokens: Token[],
  at: number,
  setting: PeriodSetting,
): { from: number; length: number } | null {
  const skip = norm(tokens, at) === 'of' ? 1 : 0
  const year = Number(norm(tokens, at + skip))
  return isYear(year) ? { from: fiscalStart(year, setting), length: skip + 1 } : null
}

/** A fiscal year is named by the calendar year in which it ends. */
export function fiscalStart(year: number, setting: PeriodSetting): number {
  const start = setting.fiscalYearStart - 1
  return start === 0 ? year * 12 : (year - 1) * 12 + start
}

/** The fiscal year that contains the month. */
export function fiscalYearOf(month: number, setting: PeriodSetting): number {
  const start = setting.fiscalYearStart - 1
  const year = Math.floor(month / 12)
  return start !== 0 && month % 12 >= start ? year + 1 : year
}

function fiscalYearBehind(
  tokens: Token[],
  at: number,
  setting: PeriodSetting,
): { from: number; length: number } | null {
  let skip = 0
  while (['of', 'the', ',', 'in'].includes(norm(tokens, at + skip)) && skip < 2) skip += 1
  const glued = /^fy(\d{2}|\d{4})$/.exec(norm(tokens, at + skip))
  if (glued) return spanned(tokens, at + skip + 1, fullYear(Number(glued[1])), skip + 1, setting)
  let word = norm(tokens, at + skip)
  let length = skip
  const shift = { this: 0, current: 0, next: 1, coming: 1, last: -1, previous: -1 }[word]
  if (shift !== undefined) {
    length += 1
    word = norm(tokens, at + length)
  }
  if (/^(fiscal|financial)$/.test(word) && /^(year|yr)$/.test(norm(tokens, at + length + 1))) length += 2
  else if (/^(fiscal|financial)$/.test(word) && isYear(Number(norm(tokens, at + length + 1)))) length += 1
  else if (word === 'fy') length += 1
  else return null
  const now = fiscalYearOf(monthNumber(setting.today), setting)
  if (shift !== undefined) return { from: fiscalStart(now + shift, setting), length }
  const token = tokens[at + length]
  const quote = token && /^['’‘]$/.test(token.norm) ? 1 : 0
  const number = tokens[at + length + quote]
  if (
    number?.kind === 'number' &&
    /^(\d{2}|\d{4})$/.test(number.norm) &&
    !isAmountUnit(tokens[at + length + quote + 1])
  )
    return spanned(tokens, at + length + quote + 1, fullYear(Number(number.norm)), length + quote + 1, setting)
  if (number?.kind === 'date' && number.norm.length === 7) {
    const end = 2000 + Number(number.norm.slice(5))
    return { from: fiscalStart(end, setting), length: length + quote + 1 }
  }
  return { from: fiscalStart(now, setting), length }
}

/** "FY26/27", "FY2026-27": named by both years. */
function spanned(
  tokens: Token[],
  at: number,
  year: number,
  length: number,
  setting: PeriodSetting,
): { from: number; length: number } {
  const slash = norm(tokens, at) === '/' && tokens[at]?.glued ? 1 : 0
  const second = tokens[at + slash]
  if ((slash || second?.hyphen) && second?.kind === 'number' && fullYear(Number(second.norm)) === year + 1)
    return { from: fiscalStart(year + 1, setting), length: length + slash + 1 }
  return { from: fiscalStart(year, setting), length }
}

/** "2026 Q4", "2027", "calendar year 2027", "year 2027". */
function yearFirstAt(tokens: Token[], at: number, setting: PeriodSetting): Draft | null {
  let length = 0
  while (/^(calendar|year|cy)$/.test(norm(tokens, at + length)) && length < 2) length += 1
  const token = tokens[at + length]
  if (
    token?.kind !== 'number' ||
    !/^\d{4}$/.test(token.norm) ||
    !isYear(Number(token.norm)) ||
    isAmountUnit(tokens[at + length + 1])
  )
    return null
  const year = Number(token.norm)
  const part = cycleAt(tokens, at + length + 1)
  if (
    part &&
    (part.months > 1 || length === 0) &&
    part.year === undefined &&
    !yearBehind(tokens, at + length + 1 + part.length, setting, part.months === 1)
  )
    return fixed(year * 12 + part.start, part.months, length + 1 + part.length)
  return fixed(year * 12, 12, length + 1)
}

/** "last March", "this Q4", "next second quarter". */
function leanAt(tokens: Token[], at: number, setting: PeriodSetting): Draft | null {
  const lean = {
    next: 'next',
    coming: 'next',
    upcoming: 'next',
    this: 'this',
    current: 'this',
    last: 'last',
    past: 'last',
    previous: 'last',
  }[norm(tokens, at)]
  if (!lean) return null
  const named = namedAt(tokens, at + 1, setting)
  if (!named?.point.cycle) return null
  return { length: named.length + 1, point: { ...named.point, lean: lean as Point['lean'] } }
}

/** "end of Q1" is its last month, "start of next year" its first, "mid November" the month. */
function edgeAt(tokens: Token[], at: number, setting: PeriodSetting): Draft | null {
  const edges: Record<string, 'start' | 'middle' | 'end'> = {
    end: 'end',
    late: 'end',
    close: 'end',
    start: 'start',
    beginning: 'start',
    early: 'start',
    middle: 'middle',
    mid: 'middle',
  }
  const word = norm(tokens, at)
  if (word === 'eoy' || (/^(year|yr)$/.test(word) && norm(tokens, at + 1) === 'end')) {
    const december = Math.floor(monthNumber(setting.today) / 12) * 12 + 11
    return { length: word === 'eoy' ? 1 : 2, point: { span: { from: december, to: december }, yearSaid: false } }
  }
  if (word === 'eom')
    return {
      length: 1,
      point: { span: { from: monthNumber(setting.today), to: monthNumber(setting.today) }, yearSaid: false },
    }
  if (word === 'eoq') {
    const month = monthNumber(setting.today)
    const end = month - (month % 3) + 2
    return { length: 1, point: { span: { from: end, to: end }, yearSaid: false } }
  }
  const edge = Object.hasOwn(edges, word) ? edges[word] : undefined
  if (!edge) return null
  let skip = 1
  while (['of', 'the', 'in'].includes(norm(tokens, at + skip)) && skip < 3) skip += 1
  let inner = pointAt(tokens, at + skip, setting)
  if (!inner && /^(year|quarter|month|half)$/.test(norm(tokens, at + skip))) {
    const unit = norm(tokens, at + skip)
    const month = monthNumber(setting.today)
    const size = { year: 12, half: 6, quarter: 3 }[unit] ?? 1
    const from = month - (month % size)
    inner = { length: 1, point: { span: { from, to: from + size - 1 }, yearSaid: false, start: 0, end: 0 } }
  }
  if (!inner) return null
  const { span, cycle } = inner.point
  const length = skip + inner.length
  if (span) {
    const months = span.to - span.from
    const from = edge === 'end' ? span.to : edge === 'start' ? span.from : span.from + Math.floor(months / 2)
    return { length, point: { ...inner.point, span: { from, to: from } } }
  }
  if (cycle) {
    const start =
      edge === 'end'
        ? cycle.start + cycle.length - 1
        : edge === 'start'
          ? cycle.start
          : cycle.start + Math.floor((cycle.length - 1) / 2)
    return { length, point: { ...inner.point, cycle: { start: start % 12, length: 1 } } }
  }
  return null
}

/** "sprint 3", "sprints 3 to 5", "sprint #3". */
function sprintAt(tokens: Token[], at: number): Draft | null {
  if (!/^sprints?$/.test(norm(tokens, at))) return null
  const skip = /^(#|no|number)$/.test(norm(tokens, at + 1)) ? 1 : 0
  const n = wholeNumberAt(tokens, at + 1 + skip)
  if (!n) return null
  let length = 1 + skip + n.length
  let count = 1
  const joined = /^(to|through|until|and)$/.test(norm(tokens, at + length)) ? 1 : 0
  const second = wholeNumberAt(tokens, at + length + joined)
  if (second && (joined === 1 || tokens[at + length]?.hyphen) && second.value > n.value) {
    count = second.value - n.value + 1
    length += joined + second.length
  }
  return { length, point: { sprint: { number: n.value, count }, yearSaid: true } }
}
