import { MONTHS, ORDINALS, SEASONS } from '../words/period-words.js'
import type { Point } from './period.js'
import type { Token } from './tokenise.js'
import { wholeNumberAt } from './whole-number.js'

/** What the reading of a period may know: the month of today as a number, and where fiscal years start (1 to 12). */
export interface PeriodSetting {
  today: string
  fiscalYearStart: number
  /** What the conversation was last about: "and the month after?". */
  thread?: { from: number; to: number }
}

/** A period before its place in the text is known. */
export type Draft = { length: number; point: Omit<Point, 'start' | 'end'> }

export const norm = (tokens: Token[], at: number): string => tokens[at]?.norm ?? ''

/** A stretch of months whose year is known. */
export function fixed(from: number, length: number, tokens: number): Draft {
  return { length: tokens, point: { span: { from, to: from + length - 1 }, yearSaid: true } }
}

export const isYear = (n: number): boolean => Number.isInteger(n) && n >= 2000 && n <= 2099

/** A month, quarter or half without its year. */
export interface CycleMatch {
  length: number
  start: number
  months: number
  year?: number
}

/** "November", "Q4", "first half", "4Q26", "this summer". */
export function cycleAt(tokens: Token[], at: number): CycleMatch | null {
  const word = norm(tokens, at)
  const month = monthOf(word)
  if (month !== undefined) return isModalMay(tokens, at) ? null : { length: 1, start: month, months: 1 }
  const season = seasonAt(tokens, at)
  if (season !== undefined) return { length: 1, start: season, months: 3 }
  const day = dayBefore(tokens, at)
  if (day > 0) return { length: day + 1, start: monthOf(norm(tokens, at + day))!, months: 1 }
  const short = /^(q|h|qtr)([1-4])$/.exec(word)
  if (short) return numbered(short[1]!, Number(short[2]), 1)
  if (/^(q|qtr|quarter|h)$/.test(word)) {
    const n = wholeNumberAt(tokens, at + 1)
    if (n && (word !== 'h' || tokens[at + 1]?.glued)) return numbered(word, n.value, 1 + n.length)
  }
  const ordinal = halfAt(tokens, at) ?? ordinalAt(tokens, at)
  if (ordinal) {
    const unit = norm(tokens, at + ordinal.length)
    // "the second and third quarter"
    const next = /^(and|to|or|&)$/.test(unit) ? ordinalAt(tokens, at + ordinal.length + 1) : null
    const shared = next ? norm(tokens, at + ordinal.length + 1 + next.length) : ''
    if (/^(quarter|quarters|qtr)$/.test(shared)) return numbered('quarter', ordinal.value, ordinal.length)
    if (/^(quarters?|qtr|half)$/.test(unit)) {
      const match = numbered(unit, ordinal.value, ordinal.length + 1)
      // "second half of the year" is no longer period than "second half".
      const ofYear = [0, 1, 2, 3].map((i) => norm(tokens, at + (match?.length ?? 0) + i)).join(' ')
      if (match && /^of the year(?! (20\d\d|before|after))/.test(ofYear)) return { ...match, length: match.length + 3 }
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

/** "we may lose Kofi", "who may join": the verb, not the month. */
function isModalMay(tokens: Token[], at: number): boolean {
  return (
    norm(tokens, at) === 'may' &&
    !tokens[at]!.capital &&
    /^(i|we|you|he|she|they|it|who|that|which)$/.test(norm(tokens, at - 1)) &&
    tokens[at + 1]?.kind === 'word'
  )
}

/** First month of a season (northern): only where the words around it say that a time is meant. */
function seasonAt(tokens: Token[], at: number): number | undefined {
  const word = norm(tokens, at)
  if (!Object.hasOwn(SEASONS, word)) return undefined
  const timed = BEFORE_SEASON.has(norm(tokens, at - 1)) || /^(20\d\d|of|months?)$/.test(norm(tokens, at + 1))
  return timed && !tokens[at]!.possessive ? SEASONS[word] : undefined
}

const BEFORE_SEASON = new Set(
  'all whole entire full this next last coming upcoming past previous following in over during through throughout the until by since for early late mid and to'.split(
    ' ',
  ),
)

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

/** "the back half of the year", "the latter half". */
function halfAt(tokens: Token[], at: number): { value: number; length: number } | null {
  if (norm(tokens, at + 1) !== 'half') return null
  const value = { back: 2, latter: 2, front: 1, former: 1 }[norm(tokens, at)]
  return value ? { value, length: 1 } : null
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
export function dayBehind(tokens: Token[], at: number, months: number): number {
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
  return isBareDay(tokens, at, n) ? 1 : 0
}

/** "starting July 1 Ann works ...": behind a word that begins or ends a span, a number without a unit is the day. */
function isBareDay(tokens: Token[], at: number, n: number): boolean {
  const next = norm(tokens, at + 1)
  return (
    /^\d{1,2}$/.test(norm(tokens, at)) &&
    n >= 1 &&
    n < 24 &&
    /^(starting|beginning|from|of|until|till|by|effective|through|ending)$/.test(norm(tokens, at - 2)) &&
    !isAmountUnit(tokens[at + 1]) &&
    !/^(a|an|each|every|and|or|more|less|k|[./:x%-])$/.test(next)
  )
}

export const fullYear = (n: number): number => (n < 100 ? 2000 + n : n)

/** "2026", "of 2026", "'26", "-26", "/26", "26" (a near year behind a month), "this year", "of next year". */
export function yearBehind(
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
    const year = /^\d{4}$/.test(token.norm) && isYear(Number(token.norm))
    // "H2 2027 hours": a year that is near; "Q1 2000 hours" may be an amount.
    const near = Math.abs(Number(token.norm) - thisYear) <= 3
    if (year && (((behindMonth || near) && skip === 0) || !isAmountUnit(tokens[at + skip + 1])))
      return { year: Number(token.norm), length: skip + 1 }
    const marked = skip > 0 && /['’‘/]/.test(norm(tokens, at + skip - 1))
    if (/^\d{2}$/.test(token.norm)) {
      const year = 2000 + Number(token.norm)
      const fte = /^ftes?$/.test(norm(tokens, at + 1))
      const free = skip === 0 && behindMonth && Math.abs(year - thisYear) <= 2 && (fte || !isAmountUnit(tokens[at + 1]))
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
