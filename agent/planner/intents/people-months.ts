// Whether the limits of a list hold in each month of its period, in any of them, or in the period as a whole.
import type { Clause } from '../reading/clause.js'
import { type Item, isWords } from '../reading/items.js'
import type { FindInput } from './find.js'

const EACH =
  /\b(each|every|every single|all|both)( one)?( of)?( the| these| those)?( next| coming| following)?( two| three| four| six| \d+)? months?\b|\b(in|over) (each|both)\b|\bboth (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\band again in\b|\bthroughout\b|\bmonth after month\b|\bconsistently\b/
const ANY =
  /\b(any|at least one|at least 1|some|one|a|any single|any one) months? (of|in|between|from|within)\b|\bin (any|at least one|some) months?\b|\bever\b|\bat (any|some) (point|time|stage)\b|\bsometimes?\b/

/** "40 hours in every month of Q1", "above 90 % in at least one month": adds `monthly` where there is a limit and a span. */
export function overEachMonth(levels: FindInput, clause: Clause, span: { from: string; to: string }): FindInput {
  if (Object.keys(levels).length === 0 || span.from === span.to) return levels
  if (ANY.test(clause.plain)) return { ...levels, monthly: 'any' }
  if (EACH.test(clause.plain)) return { ...levels, monthly: 'each' }
  // Somebody is overbooked in a month, however little there is to do in the others.
  return levels.loadAbove === 1 ? { ...levels, monthly: 'any' } : levels
}

/** The words that say so: "at least" + "one month", "ever", "consistently". */
export const saysWhichMonths = (clause: Clause, item: Item): boolean =>
  (ANY.test(clause.plain) || EACH.test(clause.plain)) &&
  ((item.kind === 'amount' && item.amount.unit === 'months') ||
    isWords(item, 'monthNoun', 'monthlyWord') ||
    /^(at least|any|some|ever|at some|point|at any|consistently|each|both|again)$/i.test(item.text))
