import { monthNumber } from './month-arithmetic.js'
import {
  type CycleMatch,
  cycleAt,
  type Draft,
  fixed,
  fullYear,
  isAmountUnit,
  isYear,
  norm,
  type PeriodSetting,
} from './read-cycle.js'
import type { Token } from './tokenise.js'

/** "FY27", "FY 2026/27", "fiscal year 2027", "this fiscal year", with or without a quarter or half behind it. */
export function fiscalAt(tokens: Token[], at: number, setting: PeriodSetting): Draft | null {
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

/** "FY27", "of fiscal year 2027", "this fiscal year" at a token: its first month. */
export function fiscalYearBehind(
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
