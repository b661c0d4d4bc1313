import { NUMBER_WORDS } from '../words/period-words.js'
import { monthOf } from './read-cycle.js'
import type { Token } from './tokenise.js'

export type AmountUnit =
  | 'hours'
  | 'days'
  | 'weeks'
  | 'percent'
  | 'fte'
  | 'months'
  | 'quarters'
  | 'years'
  | 'sprints'
  | 'none'

/** A number with its unit. Per cent and FTE are fractions (50 % is 0.5). */
export interface Amount {
  value: number
  unit: AmountUnit
  /** Written with + or - before it. */
  signed: boolean
  /** What the words around it do with it: "20 more hours", "back by 16", "down to 60". */
  change?: 'more' | 'less' | 'to'
  /** What stood there before: "from 90 to 60". */
  was?: number
  /** "80,5" or "1.000": could be a decimal or a thousands mark. */
  unclear?: string
}

const UNITS: Record<string, AmountUnit> = {
  h: 'hours',
  hr: 'hours',
  hrs: 'hours',
  hour: 'hours',
  hours: 'hours',
  hs: 'hours',
  d: 'days',
  day: 'days',
  days: 'days',
  pd: 'days',
  pds: 'days',
  w: 'weeks',
  wk: 'weeks',
  wks: 'weeks',
  week: 'weeks',
  weeks: 'weeks',
  '%': 'percent',
  percent: 'percent',
  pct: 'percent',
  percents: 'percent',
  prozent: 'percent',
  fte: 'fte',
  ftes: 'fte',
  month: 'months',
  months: 'months',
  mth: 'months',
  mths: 'months',
  mo: 'months',
  mos: 'months',
  quarter: 'quarters',
  quarters: 'quarters',
  year: 'years',
  years: 'years',
  sprint: 'sprints',
  sprints: 'sprints',
}

/** Words that may stand between a number and its unit: "3 full working days". */
const BETWEEN = /^(full|whole|working|business|person|man|work|staff|funded|more|extra|additional|of|an|a|fewer|less)$/

const SHARES: Record<string, number> = {
  'half time': 0.5,
  'half an fte': 0.5,
  'half a fte': 0.5,
  'half fte': 0.5,
  'half of an fte': 0.5,
  'half day': 0.5,
  'half days': 0.5,
  halftime: 0.5,
  'half of their time': 0.5,
  'half of her time': 0.5,
  'half of his time': 0.5,
  'half their time': 0.5,
  'half her time': 0.5,
  'half his time': 0.5,
  'half capacity': 0.5,
  'one half': 0.5,
  'full time': 1,
  fulltime: 1,
  'one fte': 1,
  'an fte': 1,
  'a full fte': 1,
  'full fte': 1,
  'quarter time': 0.25,
  'a quarter fte': 0.25,
  'quarter of an fte': 0.25,
  'a quarter of an fte': 0.25,
  'a quarter of her time': 0.25,
  'a quarter of his time': 0.25,
  'a quarter of their time': 0.25,
  'three quarter time': 0.75,
  'three quarters time': 0.75,
  'three quarters': 0.75,
  'a third fte': 1 / 3,
  'third of an fte': 1 / 3,
  'a third of an fte': 1 / 3,
  'one third of an fte': 1 / 3,
  'two thirds of an fte': 2 / 3,
  'third of full time': 1 / 3,
  'a third of full time': 1 / 3,
  'two thirds of full time': 2 / 3,
  'half a day a week': 0.1,
  'half a day per week': 0.1,
  'one day a week': 0.2,
  'two days a week': 0.4,
  'three days a week': 0.6,
  'four days a week': 0.8,
  'five days a week': 1,
  '1 day a week': 0.2,
  '2 days a week': 0.4,
  '3 days a week': 0.6,
  '4 days a week': 0.8,
  '5 days a week': 1,
  'one day per week': 0.2,
  'two days per week': 0.4,
  'three days per week': 0.6,
  'four days per week': 0.8,
  '1 day per week': 0.2,
  '2 days per week': 0.4,
  '3 days per week': 0.6,
  '4 days per week': 0.8,
  '5 days per week': 1,
  'a day a week': 0.2,

  'half full time': 0.5,
  'half of full time': 0.5,
}

const AMOUNT_STARTS = new Set([
  ...Object.keys(SHARES).map((k) => k.split(' ')[0]!),
  ...Object.keys(NUMBER_WORDS),
  'a',
  'the',
  'negative',
  'minus',
  'hundred',
  'thousand',
])

/** The longest amount that starts at token `at`: "80", "80 hrs", "2.5 days", "forty hours", "-5 h", "half time", "0.4 FTE", "50 %". */
export function amountAt(tokens: Token[], at: number): { length: number; amount: Amount } | null {
  const token = tokens[at]!
  if (token.kind !== 'number' && token.kind !== 'mark' && !AMOUNT_STARTS.has(token.norm)) return null
  for (let length = 5; length > 0; length -= 1) {
    if (at + length > tokens.length) continue
    const words = tokens
      .slice(at, at + length)
      .map((t) => t.norm)
      .join(' ')
    if (Object.hasOwn(SHARES, words)) {
      const tail =
        words.startsWith('half') && /^(fte|allocated|allocation)$/.test(tokens[at + length]?.norm ?? '') ? 1 : 0
      return { length: length + tail, amount: { value: SHARES[words]!, unit: 'fte', signed: false } }
    }
  }
  if (token.norm === 'half' && !/^(of|a|an|year|time|day|days)$/.test(tokens[at + 1]?.norm ?? ''))
    return { length: 1, amount: { value: 0.5, unit: 'percent', signed: false } }
  const single = fullMonthAt(tokens, at) ?? oneUnitAt(tokens, at)
  if (single) return single
  const sign = signAt(tokens, at)
  const number = numberAt(tokens, at + sign.length)
  if (!number) return null
  const half = saysAndAHalf(tokens, at + sign.length + number.length)
  const length = sign.length + number.length + (half ? 3 : 0)
  const unit = unitAt(tokens, at + length)
  const value = (number.value + (half ? 0.5 : 0)) * (sign.negative ? -1 : 1)
  const name = unit?.unit ?? 'none'
  // "May 27 FTE": nobody has 27 full-time places; the year, as said behind a month.
  if (name === 'fte' && value >= 20 && monthOf(tokens[at - 1]?.norm ?? '') !== undefined) return null
  return {
    length: length + (unit?.length ?? 0),
    amount: {
      value: inUnits(value, unit),
      unit: name === 'quarters' || name === 'years' ? 'months' : name,
      signed: sign.length > 0,
      ...(unit?.change ? { change: unit.change } : {}),
      ...(number.unclear ? { unclear: number.unclear } : {}),
    },
  }
}

/** Per cent and weekly hours become fractions, quarters and years months. */
function inUnits(value: number, unit: UnitMatch | null): number {
  if (unit?.unit === 'percent' || unit?.share) return value / 100
  if (unit?.perWeek) return value / unit.perWeek
  return value * (unit?.unit === 'quarters' ? 3 : unit?.unit === 'years' ? 12 : 1)
}

/** "two and a half days". */
const saysAndAHalf = (tokens: Token[], at: number): boolean =>
  [0, 1, 2].map((i) => tokens[at + i]?.norm ?? '').join(' ') === 'and a half'

/** Verbs behind which "a week" and "a full month" are amounts. */
const PLANS =
  /^(move|shift|transfer|reassign|give|gives|book|plan|put|set|schedule|assign|allocate|reserve|need|needs|want|add|staff)$/

/** "give Ann a full month on Alpha": all of it. */
function fullMonthAt(tokens: Token[], at: number): { length: number; amount: Amount } | null {
  const words = [0, 1, 2].map((i) => tokens[at + i]?.norm ?? '').join(' ')
  if (!/^(a|one|the) (full|whole|entire) month$/.test(words)) return null
  return tokens.slice(0, at).some((t) => PLANS.test(t.norm))
    ? { length: 3, amount: { value: 1, unit: 'fte', signed: false } }
    : null
}

/** "by a month", "for a week", "another day", "a month later": one of that unit. */
function oneUnitAt(tokens: Token[], at: number): { length: number; amount: Amount } | null {
  if (!/^(a|an)$/.test(tokens[at]?.norm ?? '')) return null
  const word = tokens[at + 1]?.norm ?? ''
  const planned =
    /^(day|week|fortnight|working day|sprint)$/.test(word) &&
    tokens.slice(0, at).some((t) => PLANS.test(t.norm)) &&
    !/^(h|hs|hrs?|hours?|d|days?|times?|twice|once|%|percent|\d.*)$/.test(tokens[at - 1]?.norm ?? '')
  if (word === 'fortnight' && planned) return { length: 2, amount: { value: 2, unit: 'weeks', signed: false } }
  const unit = Object.hasOwn(UNITS, word) ? UNITS[word]! : undefined
  if (!unit || unit === 'percent' || unit === 'fte') return null
  const around =
    planned ||
    /^(by|for|another)$/.test(tokens[at - 1]?.norm ?? '') ||
    /^(later|earlier|back|forward|out)$/.test(tokens[at + 2]?.norm ?? '')
  if (!around) return null
  const value = unit === 'quarters' ? 3 : unit === 'years' ? 12 : 1
  return {
    length: 2,
    amount: { value, unit: unit === 'quarters' || unit === 'years' ? 'months' : unit, signed: false },
  }
}

function signAt(tokens: Token[], at: number): { length: number; negative: boolean } {
  const token = tokens[at]
  const next = tokens[at + 1]
  if (token?.kind === 'mark' && next?.kind === 'number') {
    if (token.norm === 'minus') return { length: 1, negative: true }
    if (token.norm === '+' && next.glued) return { length: 1, negative: false }
  }
  if (token && /^(negative|minus)$/.test(token.norm) && next?.kind === 'number' && token.kind === 'word')
    return { length: 1, negative: true }
  return { length: 0, negative: false }
}

function numberAt(tokens: Token[], at: number): { value: number; length: number; unclear?: string } | null {
  const token = tokens[at]
  if (!token) return null
  if (token.kind === 'number') {
    const thousand = /^k$/.test(tokens[at + 1]?.norm ?? '') && tokens[at + 1]?.glued ? 1000 : 1
    const value = digits(token.norm)
    const unclear = /^\d+,\d{1,2}$|^\d{1,3}(\.\d{3})+$|,\d{4,}|,\d{1,2},/.test(token.norm) ? token.text : undefined
    if (!Number.isFinite(value)) return { value: Number.MAX_SAFE_INTEGER, length: 1 }
    return { value: value * thousand, length: thousand > 1 ? 2 : 1, ...(unclear ? { unclear } : {}) }
  }
  return wordsAt(tokens, at)
}

function digits(text: string): number {
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) return Number(text.replaceAll(',', ''))
  return Number(text.replace(',', '.'))
}

/** "eighty", "forty five", "one hundred and twenty", "a hundred", "a dozen". */
function wordsAt(tokens: Token[], at: number): { value: number; length: number } | null {
  let total = 0
  let part = 0
  let length = 0
  let seen = false
  for (; length < 8; length += 1) {
    const word = tokens[at + length]?.norm ?? ''
    const next = tokens[at + length + 1]?.norm ?? ''
    if (Object.hasOwn(NUMBER_WORDS, word)) part += NUMBER_WORDS[word]!
    else if (word === 'hundred' && seen) part = (part || 1) * 100
    else if (word === 'thousand' && seen) {
      total += (part || 1) * 1000
      part = 0
    } else if (word === 'a' && length === 0 && /^(hundred|thousand|dozen)$/.test(next)) part = 0
    else if (word === 'dozen' && seen) part = (part || 1) * 12
    else if (
      word === 'and' &&
      seen &&
      Object.hasOwn(NUMBER_WORDS, next) &&
      /^(hundred|thousand)$/.test(tokens[at + length - 1]?.norm ?? '')
    )
      continue
    else break
    seen = true
  }
  return seen ? { value: total + part, length } : null
}

interface UnitMatch {
  unit: AmountUnit
  length: number
  /** The number before it was per cent. */
  share?: boolean
  /** Hours or days of a full week: "20 hours a week" is half time. */
  perWeek?: number
  change?: 'more' | 'less'
}

function unitAt(tokens: Token[], at: number): UnitMatch | null {
  let skip = 0
  let change: 'more' | 'less' | undefined
  while (skip < 3 && BETWEEN.test(tokens[at + skip]?.norm ?? '')) {
    const between = tokens[at + skip]!.norm
    if (/^(more|extra|additional)$/.test(between)) change = 'more'
    if (/^(fewer|less)$/.test(between)) change = 'less'
    skip += 1
  }
  const word = tokens[at + skip]?.norm ?? ''
  if (word === 'per' && tokens[at + skip + 1]?.norm === 'cent') return percent(tokens, at, skip + 2)
  if (!Object.hasOwn(UNITS, word)) return null
  const unit = UNITS[word]!
  if (skip > 0 && /^(months|quarters|years)$/.test(unit)) return null
  if (skip > 0 && /^(funded)$/.test(tokens[at]?.norm ?? '')) return null
  if (unit === 'percent') return percent(tokens, at, skip + 1)
  if (unit === 'hours' || unit === 'days') {
    const behind = /^(more|less|fewer|extra)$/.exec(tokens[at + skip + 1]?.norm ?? '')?.[0]
    const said = behind ? (behind === 'more' || behind === 'extra' ? 'more' : 'less') : change
    const gap = behind ? 1 : 0
    const tail = [1, 2].map((i) => tokens[at + skip + gap + i]?.norm ?? '').join(' ')
    const weekly = /^(a|per|each|every|\/) (week|wk)\b/.test(tail) ? 2 : /^weekly\b/.test(tail) ? 1 : 0
    const daily =
      unit === 'hours' && (/^(a|per|each|every|\/) (day|workday)\b/.test(tail) ? 2 : /^daily\b/.test(tail) ? 1 : 0)
    const more = said ? ({ change: said } as const) : {}
    if (daily) return { unit: 'fte', length: skip + 1 + gap + daily, perWeek: 8, ...more }
    if (weekly) return { unit: 'fte', length: skip + 1 + gap + weekly, perWeek: unit === 'hours' ? 40 : 5, ...more }
  }
  return { unit, length: skip + 1, ...(change ? { change } : {}) }
}

/** "50 % FTE", "50 % of an FTE", "50 % of full time", "50 % of her time" are all the same share. */
function percent(tokens: Token[], at: number, length: number): UnitMatch {
  const rest = [0, 1, 2].map((i) => tokens[at + length + i]?.norm ?? '').join(' ')
  const tail = /^(?:fte|of full time|of (?:an |a )?fte|of (?:their|her|his) time|full time)\b/.exec(rest)
  if (!tail) return { unit: 'percent', length }
  return { unit: 'fte', length: length + tail[0].split(' ').length, share: true }
}
