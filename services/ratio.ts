// Sums of ratios, compared exactly. In doubles about 1 % of the splits that make exactly 100 % come out above it
// and 10 % below, so whoever asks "over?" asks here; doubles are for display only.

/** A fraction of integers; den > 0. */
export interface Ratio {
  num: bigint
  den: bigint
}

export const ratio = (num: number | bigint, den: number | bigint): Ratio => ({ num: big(num), den: big(den) })

/** Quarter hours of a month are small numbers: made once, as making a bigint costs more than adding two. */
const SMALL = Array.from({ length: 4096 }, (_, i) => BigInt(i))
const big = (value: number | bigint): bigint => (typeof value === 'bigint' ? value : (SMALL[value] ?? BigInt(value)))

export const ZERO: Ratio = ratio(0, 1)

/** Sum of num/den; equal denominators are added first, different ones cross-multiplied. Parts with den 0 are skipped. */
export function sumRatios(parts: Iterable<{ num: number; den: number }>): Ratio {
  const byDen = new Map<number, number>()
  for (const { num, den } of parts) if (den > 0) byDen.set(den, (byDen.get(den) ?? 0) + num)
  let sum: Ratio | undefined
  for (const [den, num] of byDen) sum = sum ? add(sum, ratio(num, den)) : ratio(num, den)
  return sum ?? ZERO
}

export function add(a: Ratio, b: Ratio): Ratio {
  if (a.den === b.den) return { num: a.num + b.num, den: a.den }
  return { num: a.num * b.den + b.num * a.den, den: a.den * b.den }
}

export function subtract(a: Ratio, b: Ratio): Ratio {
  return add(a, { num: -b.num, den: b.den })
}

/** Negative, zero or positive as a is below, equal to or above b. */
export function compare(a: Ratio, b: Ratio): number {
  const left = a.num * b.den
  const right = b.num * a.den
  return left < right ? -1 : left > right ? 1 : 0
}

/** a x factor, rounded up to a whole number. */
export function timesRoundedUp(a: Ratio, factor: number): number {
  const product = a.num * BigInt(factor)
  const whole = product / a.den
  return Number(product > 0n && product % a.den !== 0n ? whole + 1n : whole)
}

/** For display only. */
export function toNumber(a: Ratio): number {
  if (a.num <= BigInt(Number.MAX_SAFE_INTEGER) && a.den <= BigInt(Number.MAX_SAFE_INTEGER))
    return Number(a.num) / Number(a.den)
  // Six more digits than a person reads, whatever the size of the parts.
  return Number((a.num * 1_000_000_000_000n) / a.den) / 1_000_000_000_000
}

/** A decimal fraction such as 0.5 or 0.333 as an exact ratio (up to 9 decimals). */
export function fromDecimal(value: number): Ratio {
  return ratio(Math.round(value * 1e9), 1_000_000_000)
}

/** Sum of many ratios: those of one denominator are added first, so that the result stays small. */
export function sumExact(list: Iterable<Ratio>): Ratio {
  const byDen = new Map<bigint, bigint>()
  for (const { num, den } of list) byDen.set(den, (byDen.get(den) ?? 0n) + num)
  let sum = ZERO
  for (const [den, num] of byDen) sum = add(sum, { num, den })
  return sum
}
