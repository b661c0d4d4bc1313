import { MONTHS, NUMBER_WORDS, ORDINALS, SEASONS } from '../words/period-words.js'
import { monthNumber } from './month-arithmetic.js'
import type { Point } from './period.js'
import {
  cycleAt,
  type Draft,
  dayBehind,
  fixed,
  fullYear,
  isAmountUnit,
  isYear,
  norm,
  type PeriodSetting,
  yearBehind,
} from './read-cycle.js'
import { dateAt } from './read-date.js'
import { fiscalAt, fiscalYearBehind } from './read-fiscal-year.js'
import { relativePointAt } from './read-relative-point.js'
import type { Token } from './tokenise.js'
import { wholeNumberAt } from './whole-number.js'

export interface PointMatch {
  length: number
  point: Point
}

/**
 * The longest period that starts at token `at`: "Nov 2026", "2026-11", "Q4", "second half of 2027", "FY27 Q1",
 * "next 3 months", "rest of the year", "sprint 3". Months without a year stay yearless.
 */
export function pointAt(tokens: Token[], at: number, setting: PeriodSetting): PointMatch | null {
  if (!mayStartPeriod(tokens[at])) return null
  const read =
    isoAt(tokens, at) ??
    dateAt(tokens, at, setting) ??
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
    /^['’‘]$/.test(token.norm) ||
    PERIOD_STARTS.has(token.norm) ||
    /^([qh][1-4]|fy\d+|cy\d+|qtr[1-4]|(wk|cw|kw|week)\d+)$/.test(token.norm)
  )
}

const PERIOD_STARTS = new Set([
  ...Object.keys(MONTHS),
  ...Object.keys(SEASONS),
  ...Object.keys(ORDINALS),
  ...Object.keys(NUMBER_WORDS),
  ...'q h qtr quarter half calendar year cy yr fy fiscal financial end late close start beginning early middle mid eoy eom eoq sprint sprints next coming upcoming this current last past previous present ongoing following prior preceding rest remainder remaining balance month months week weeks in a an ytd qtd so all the whole full entire tomorrow yesterday now today right just currently at presently these as nowadays tonight that same those couple few several back latter front former other w wk cw kw ytd fytd mtd'.split(
    ' ',
  ),
])

function isoAt(tokens: Token[], at: number): Draft | null {
  const token = tokens[at]
  if (token?.kind !== 'date') return null
  const month = Number(token.norm.slice(5, 7))
  if (month < 1 || month > 12) return null
  const value = monthNumber(token.norm)
  return { length: 1, point: { span: { from: value, to: value }, yearSaid: true } }
}

/** "November", "Q4", "first half", "quarter 2", and a year behind it in any spelling. */
function namedAt(tokens: Token[], at: number, setting: PeriodSetting): Draft | null {
  const cycle = cycleAt(tokens, at)
  if (!cycle) return null
  let length = cycle.length
  if (cycle.months === 1 && isAbbreviated(tokens, at + length)) length += 1
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

/** "Nov. 2026": a full stop behind a short month; behind a whole one, or before a capital, it ends the sentence. */
const isAbbreviated = (tokens: Token[], at: number): boolean =>
  norm(tokens, at) === '.' &&
  tokens[at]!.glued &&
  norm(tokens, at - 1).length < 5 &&
  !/^(may|june|july)$/.test(norm(tokens, at - 1)) &&
  !tokens[at + 1]?.capital

/** "2026 Q4", "2027", "calendar year 2027", "year 2027". */
function yearFirstAt(tokens: Token[], at: number, setting: PeriodSetting): Draft | null {
  let length = 0
  while (/^(calendar|year|cy|yr)$/.test(norm(tokens, at + length)) && length < 2) length += 1
  const short = /^cy(\d{2}|\d{4})$/.exec(norm(tokens, at))
  if (short) return fixed(fullYear(Number(short[1])) * 12, 12, 1)
  const token = tokens[at + length]
  // "CY 26", "year '27": two digits behind a word that says a year, or behind a quotation mark.
  const marked = token && /^['’‘]$/.test(token.norm) ? tokens[at + length + 1] : undefined
  const digits = marked?.glued ? marked : length > 0 ? token : undefined
  if (digits?.kind === 'number' && /^2\d$/.test(digits.norm) && !isAmountUnit(tokens[at + length + (marked ? 2 : 1)]))
    return fixed(fullYear(Number(digits.norm)) * 12, 12, length + (marked ? 2 : 1))
  if (
    token?.kind !== 'number' ||
    !/^\d{4}$/.test(token.norm) ||
    !isYear(Number(token.norm)) ||
    (isAmountUnit(tokens[at + length + 1]) && norm(tokens, at + length + 1) !== 'per')
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
  while (['of', 'the'].includes(norm(tokens, at + skip)) && skip < 3) skip += 1
  const verb = /^(end|start|close|beginning)$/.test(word)
  if (verb && norm(tokens, at + 1) !== 'of' && cycleAt(tokens, at + skip) === null) return null
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
    // "early next year" is its first quarter, "start of next year" its first month.
    if (months === 11 && (word === 'early' || word === 'late')) {
      const first = word === 'early' ? span.from : span.from + 9
      return { length, point: { ...inner.point, span: { from: first, to: first + 2 } } }
    }
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
