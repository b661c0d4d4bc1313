// Comparisons as limits of a list of people: of FTE, of load where time is meant, of hours.
import type { Clause } from '../reading/clause.js'
import type { ComparisonItem } from '../reading/items.js'
import { monthNumber } from '../reading/month-arithmetic.js'
import type { FindInput } from './find.js'

export const isHours = (unit: string): boolean => ['hours', 'days', 'weeks'].includes(unit)

/** "more than 50 hours left", said of people: time, not budget. */
export const hasHoursLeft = (clause: Clause): boolean =>
  clause.comparisons.length + clause.amounts.length > 0 &&
  clause.projects.length === 0 &&
  (clause.has('who', 'people', 'which') || clause.roles.length > 0) &&
  !clause.has('projectNoun', 'overrun') &&
  /(\b(hours?|hrs?|h|days?|percent|pct|time|capacity)|%) (left|remaining|left over|spare|headroom|open|unused)\b/.test(
    clause.plain,
  ) &&
  !/\b(budget|funded|funding|funds)\b/.test(clause.plain)

/** "40 hours free", "2 days free", "more than 100 hours": free or allocated hours of the whole period. */
function addHours(item: ComparisonItem, result: FindInput, clause: Clause): boolean {
  const { unit } = item.upper ?? item.amount
  if (item.amount.unclear || item.upper?.unclear) return false
  const each = unit === 'days' ? 8 : unit === 'weeks' ? 40 : 1
  const measure = clause.has('free', 'mostFree', 'takesOn', 'idle') || hasHoursLeft(clause) ? 'freeHours' : 'hours'
  const put = (name: 'Below' | 'AtMost' | 'Above' | 'AtLeast', value: number) => {
    result[`${measure}${name}`] = value * each
  }
  if (item.operator === 'below') put('Below', item.amount.value)
  else if (item.operator === 'atMost') put('AtMost', item.amount.value)
  else if (item.operator === 'above') put('Above', item.amount.value)
  else put('AtLeast', item.amount.value)
  if (item.operator === 'exactly' || item.operator === 'between') put('AtMost', (item.upper ?? item.amount).value)
  return true
}

/** Puts a comparison as limits of FTE, load or hours into `result`; false where it is none of them. */
export function addLimit(item: ComparisonItem, result: FindInput, clause: Clause): boolean {
  const { value, unit } = item.amount
  if (
    isHours(unit) ||
    (unit === 'none' && /\b(hours?|hrs?)\b/.test(clause.plain) && !clause.has('fteWord', 'loadWord'))
  )
    return addHours(item, result, clause)
  if (
    unit !== 'percent' &&
    unit !== 'fte' &&
    !(unit === 'none' && (clause.has('fteWord') || (clause.has('loadWord') && value <= 2)))
  )
    return false
  const share = unit === 'none' && value > 1.5 ? value / 100 : value
  const upper = item.upper
    ? item.upper.unit === 'none' && item.upper.value > 1.5
      ? item.upper.value / 100
      : item.upper.value
    : share
  const aboutFree = (clause.has('free', 'mostFree') || hasHoursLeft(clause)) && !clause.has('fteWord')
  const measure = aboutFree || isLoad(clause, item) ? 'load' : 'fte'
  const put = (name: 'Below' | 'AtMost' | 'Above' | 'AtLeast', v: number) => {
    result[`${measure}${name}`] = Math.round(v * 10000) / 10000
  }
  if (aboutFree) {
    if (item.operator === 'atLeast') put('AtMost', 1 - share)
    else if (item.operator === 'above') put('Below', 1 - share)
    else if (item.operator === 'below') put('Above', 1 - share)
    else if (item.operator === 'atMost') put('AtLeast', 1 - share)
    else {
      put('AtLeast', 1 - upper)
      put('AtMost', 1 - share)
    }
    return true
  }
  if (item.operator === 'below') put('Below', share)
  else if (item.operator === 'atMost') put('AtMost', share)
  else if (item.operator === 'above') put('Above', share)
  else if (item.operator === 'atLeast') put('AtLeast', share)
  else {
    put('AtLeast', share)
    put('AtMost', upper)
  }
  return true
}

/** "50 % loaded", "utilisation above 80 %", "booked": of capacity, not FTE. */
function isLoad(clause: Clause, item: ComparisonItem): boolean {
  return item.amount.unit !== 'fte' && clause.has('loadWord') && !clause.has('fteWord')
}

/** "find somebody with SQL for Alpha, 40 hours": beyond the project's own people. */
export const isForProject = (clause: Clause): boolean =>
  clause.projects.length > 0 &&
  clause.projects.every((p) => p.prep === 'for') &&
  /\b(someone|somebody|anyone|anybody|(a|one|another) (person|colleague))\b/.test(clause.plain)

/** "140 hours a month" are so many in each of the months. */
export function overMonths(levels: FindInput, clause: Clause, span: { from: string; to: string }): FindInput {
  const { freeHoursAtLeast } = levels
  if (freeHoursAtLeast === undefined || /\b(each|every|both|all)\b.*\bmonths?\b.*\bat least\b/.test(clause.plain))
    return levels
  if (!/\b(a|per|each|every) month\b|\bmonthly\b/.test(clause.plain)) return levels
  return { ...levels, freeHoursAtLeast: freeHoursAtLeast * (monthNumber(span.to) - monthNumber(span.from) + 1) }
}

/** "top 5", "first 10", "5 people": a number of rows. */
export function isLimit(clause: Clause, token: number): boolean {
  const at = clause.items.findIndex((i) => i.from === token)
  const item = clause.items[at]
  if (
    item?.kind !== 'amount' ||
    item.amount.unit !== 'none' ||
    !Number.isInteger(item.amount.value) ||
    item.amount.value < 1
  )
    return false
  const around = [clause.items[at - 1], clause.items[at - 2], clause.items[at + 1], clause.items[at + 2]]
  return around.some(
    (i) =>
      (i?.kind === 'words' &&
        ['top', 'people', 'busiest', 'leastBusy', 'mostFree', 'free', 'skillNoun', 'overbooked', 'show'].some((n) =>
          i.classes.has(n),
        )) ||
      i?.kind === 'role' ||
      i?.kind === 'lcat',
  )
}
