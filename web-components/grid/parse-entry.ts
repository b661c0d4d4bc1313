// What a person may type into a month cell, turned into hours. Quarter hours, 0 to 744.
import type { CellEntry } from './grid-source.js'

export type ParsedEntry = { hours: number } | { reason: string }

const MAX_HOURS = 744

/**
 * Reads "80", "80.5 h", "50%", "0.5 FTE", "=160/2", "+40" and "-8" (relative to what the cell holds).
 * A share of full time and a formula are rounded to the nearest quarter hour; plain hours must be quarters already.
 * Answers the reason in a sentence where the text cannot be taken.
 */
export function parseEntry(
  text: string,
  from: CellEntry,
  options: { relative: boolean } = { relative: true },
): ParsedEntry {
  const entry = text.trim().replaceAll('\u00a0', ' ').replaceAll('\u2212', '-')
  if (entry === '') return { hours: 0 }
  if (/^[+-]?\s*\d+,\d+/.test(entry)) return { reason: `"${entry}" has a comma: write 80.5 with a point.` }
  if (entry.startsWith('=')) {
    const value = arithmetic(entry.slice(1))
    return value === undefined
      ? { reason: `"${entry}" is not a sum that can be worked out.` }
      : checked(round(value), entry)
  }
  const share = /^(\d+(?:\.\d+)?|\.\d+)\s*(%|fte)$/i.exec(entry)
  if (share) {
    if (from.fullTimeHours <= 0) return { reason: 'This month has no full-time hours to take a share of.' }
    const fraction = Number(share[1]) / (share[2] === '%' ? 100 : 1)
    return checked(round(fraction * from.fullTimeHours), entry)
  }
  const plain = /^([+-]?)\s*(\d+(?:\.\d+)?(?:e\d+)?|\.\d+)\s*h?$/i.exec(entry)
  if (!plain) return { reason: `"${entry}" is not a number of hours. Try 80, 50%, 0.5 FTE, =160/2 or +40.` }
  const amount = Number(plain[2])
  const sign = plain[1]
  if (sign && options.relative) {
    const result = sign === '+' ? from.hours + amount : from.hours - amount
    if (result < 0) return { reason: `${from.hours} h ${sign} ${amount} h is below 0.` }
    return checked(result, entry)
  }
  if (sign === '-') return { reason: `${entry} h: hours cannot be below 0.` }
  return checked(amount, entry)
}

function round(hours: number): number {
  return Math.round(hours * 4) / 4
}

function checked(hours: number, entry: string): ParsedEntry {
  if (hours < 0) return { reason: `"${entry}" comes to ${hours} h: hours cannot be below 0.` }
  if (hours > MAX_HOURS) return { reason: `"${entry}" is more than a month has: at most ${MAX_HOURS} h.` }
  if (!Number.isInteger(hours * 4)) {
    const low = Math.floor(hours * 4) / 4
    return { reason: `Hours come in quarters: ${low} or ${low + 0.25}, not ${hours}.` }
  }
  return { hours }
}

/** Sums and products with brackets, by hand: no eval on a page with a strict policy. Undefined = not a sum. */
export function arithmetic(text: string): number | undefined {
  const tokens = text.match(/\d+(?:\.\d+)?|[-+*/()]|\S/g) ?? []
  let at = 0
  let bad = tokens.length === 0 || tokens.length > 60
  const factor = (): number => {
    const token = tokens[at++]
    if (token === '-') return -factor()
    if (token === '(') {
      const value = sum()
      if (tokens[at++] !== ')') bad = true
      return value
    }
    if (token === undefined || !/^\d/.test(token)) bad = true
    return Number(token)
  }
  const product = (): number => {
    let value = factor()
    while (!bad && (tokens[at] === '*' || tokens[at] === '/'))
      value = tokens[at++] === '*' ? value * factor() : value / factor()
    return value
  }
  const sum = (): number => {
    let value = product()
    while (!bad && (tokens[at] === '+' || tokens[at] === '-'))
      value = tokens[at++] === '+' ? value + product() : value - product()
    return value
  }
  const value = bad ? Number.NaN : sum()
  return bad || at !== tokens.length || !Number.isFinite(value) ? undefined : value
}
