import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { isoMonth, monthNumber } from '../reading/month-arithmetic.js'

/** Of a whole year that has begun, what still lies ahead: who is free or rolls off "this year" is asked of the rest of it. */
export function fromNow(
  span: { from: string; to: string },
  clause: Clause,
  { today }: Planning,
): { from: string; to: string } {
  const [from, to] = [monthNumber(span.from), monthNumber(span.to)]
  const begun = !clause.isPast && from < today && today <= to
  return begun && to - from >= 11 ? { from: isoMonth(today), to: span.to } : span
}
