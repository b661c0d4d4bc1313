import { FACTORS, SHARES } from '../words/share-words.js'
import type { Clause } from './clause.js'
import { type AmountItem, type Item, isFiller, isWords } from './items.js'

/** A part of the hours that stand there: `share` of them is meant, `factor` is what they become, where that is said. */
export interface ShareOfHours {
  item: Item
  share: number
  /** Undefined where the words do not say whether the share is taken, added or left. */
  factor: number | undefined
}

/** "half of her hours", "double", "10 % more hours", "by a third". Undefined where no part of present hours is named. */
export function shareOfHours(clause: Clause): ShareOfHours | undefined {
  const found = clause.items.filter(
    (i) => isWords(i, 'relative') || isPercentOfHours(i, clause) || isQuarterOfHours(i, clause),
  )
  const [item] = found
  if (!item || found.length > 1) return undefined
  const said = item.text.toLowerCase()
  const before = clause.items[clause.items.indexOf(item) - 1]
  if (Object.hasOwn(FACTORS, said)) {
    const factor = FACTORS[said]!
    const raises = said === 'by half' && clause.has('add', 'raise') && !clause.has('subtract', 'lower')
    return { item, share: factor, factor: raises ? 1.5 : factor }
  }
  const share = isQuarterOfHours(item, clause) ? 0.25 : item.kind === 'amount' ? item.amount.value : SHARES[said]
  if (share === undefined || share <= 0) return undefined
  const change = item.kind === 'amount' ? item.amount.change : undefined
  if (change === 'to' || item.prep === 'to' || isWords(before, 'to', 'at', 'amountTo'))
    return { item, share, factor: share }
  const after = clause.items.slice(clause.items.indexOf(item) + 1, clause.items.indexOf(item) + 3)
  const less = change === 'less' || after.some((i) => /^(less|fewer)$/i.test(i.text))
  const more = change === 'more' || after.some((i) => /^(more|extra|again)$/i.test(i.text))
  if (less || (!more && clause.has('subtract', 'lower', 'clear'))) return { item, share, factor: 1 - share }
  if (more || clause.has('add')) return { item, share, factor: 1 + share }
  return { item, share, factor: undefined }
}

/** "cut the plan by a quarter": of the hours; "delay it by a quarter" is three months. */
const isQuarterOfHours = (item: Item, clause: Clause): boolean =>
  item.kind === 'amount' &&
  /^(a|one) quarter$/i.test(item.text) &&
  item.prep === 'by' &&
  clause.has('subtract', 'lower', 'add') &&
  !/\b(delay|postpone|slip|shift|push|move|later|earlier|forward|back|out|extend)\b/.test(clause.plain)

/** A percentage that is of hours: "10 % more hours", "cut 20 % of Ann's hours"; "50 % on Alpha" is of the month. */
function isPercentOfHours(item: Item, clause: Clause): item is AmountItem {
  if (item.kind !== 'amount' || item.amount.unit !== 'percent' || /half/i.test(item.text)) return false
  const [next, whose] = clause.items.slice(clause.items.indexOf(item) + 1).filter((i) => !isFiller(i))
  // "plan 25 % of Ann": of her time.
  if (isWords(next, 'of') && whose?.kind === 'person' && !whose.possessive) return false
  if (isWords(next, 'of')) return clause.has('hoursNoun', 'allHours', 'allocation', 'work')
  if (item.amount.change === 'to' || item.prep === 'to' || item.prep === 'at') return false
  const changes = clause.has('add', 'subtract', 'lower') || item.amount.change !== undefined || item.prep === 'by'
  return changes && clause.has('hoursNoun', 'allHours', 'allocation')
}
