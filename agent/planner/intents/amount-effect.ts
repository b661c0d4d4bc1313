import type { Clause } from '../reading/clause.js'
import { type AmountItem, isWords } from '../reading/items.js'

/** What a number does with the hours that stand there: `by` +1 or -1 changes them by it, `to` replaces them. */
export type Effect = { mode: 'set' | 'add'; sign: 1 | -1 }

/** "increase to 80" sets, "increase by 20" adds, "cut 20" and "take another 20 off" subtract; "+20" adds. */
export function effectOf(part: Clause, whole: Clause, item: AmountItem): Effect {
  const text = part.has('add', 'subtract', 'lower', 'set', 'give') ? part : whole
  const { change, signed, value } = item.amount
  if (change === 'to' || item.prep === 'to' || item.prep === 'at') return { mode: 'set', sign: 1 }
  if (isOff(part, item) || isOff(whole, item)) return { mode: 'add', sign: -1 }
  const takes = text.has('subtract', 'lower') && (item.prep === 'by' || !addsByVerb(text)) && !onlyBrings(text)
  if (change === 'less' || takes) return { mode: 'add', sign: -1 }
  if (change === 'more' || text.has('add')) return { mode: 'add', sign: 1 }
  if (signed && value >= 0) return { mode: 'add', sign: 1 }
  // "Kim gets these 20 hours": those spoken of, on top of hers.
  const before = whole.items[whole.items.indexOf(item) - 1]
  if (/^(these|those)$/i.test(before?.text ?? '')) return { mode: 'add', sign: 1 }
  if (item.prep === 'by' || (signed && !text.has('set', 'staff', 'give'))) return { mode: 'add', sign: 1 }
  return { mode: 'set', sign: 1 }
}

/** "20 off Ann on Beta", "20 hours off her Beta time". */
function isOff(clause: Clause, item: AmountItem): boolean {
  const next = clause.items.slice(clause.items.indexOf(item) + 1).find((i) => !isWords(i, 'filler', 'hoursNoun'))
  return clause.items.includes(item) && isWords(next, 'off')
}

/** "add", "raise", "top up"; in "cut another 20" the word only says that there was a cut before. */
const addsByVerb = (clause: Clause): boolean =>
  clause.items.some(
    (i) =>
      isWords(i, 'add') && !/^(another|an additional|an extra|additional|extra|further|more|on top)$/i.test(i.text),
  )

/** "take 20 hours", "put": words that subtract only together with "off", "from" or "away". */
function onlyBrings(clause: Clause): boolean {
  const verb = clause.items.find((i) => isWords(i, 'subtract', 'lower'))?.text.toLowerCase() ?? ''
  return (
    /^(take|pull|bring|free|free up)$/.test(verb) &&
    !clause.has('off') &&
    !clause.says('from', 'away', 'free', 'out of')
  )
}
