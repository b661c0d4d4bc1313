import { type AmountItem, type ComparisonOperator, type Item, isFiller, isWords } from './items.js'
import type { Amount } from './read-amount.js'

/** "over Q1": a plain preposition where no number follows. */
export const IN: ReadonlySet<string> = new Set(['in'])

const REST = /^(rest|remainder|remaining|whole|entire|duration|length|life|all remaining)\b/i

const OPERATORS: ComparisonOperator[] = ['atMost', 'atLeast', 'below', 'above', 'exactly']

/** "less than" + "50 %", "50 %" + "or more", "between 20 and 40 %": one comparison each. */
export function joinComparisons(items: Item[]): Item[] {
  const result: Item[] = []
  for (let i = 0; i < items.length; i += 1) {
    const item = items[i]!
    const range = rangeAt(items, i)
    if (range) {
      result.push(range.item)
      i += range.length - 1
      continue
    }
    const operator = operatorOf(item, items[i - 1])
    if (operator) {
      const at = nextMeaning(items, i + 1)
      const amount = items[at]
      if (amount?.kind === 'amount' && amount.amount.unit !== 'months' && amount.amount.unit !== 'sprints') {
        result.push(comparison(item, amount, operator, amount))
        i = at
        continue
      }
    }
    if (item.kind === 'words' && item.classes.has('above') && /^(over|past|beyond)$/i.test(item.text)) {
      result.push({ ...item, classes: IN })
      continue
    }
    // "over the rest of the project", "over the remaining months".
    const next = items[nextMeaning(items, i + 1)]
    if (/^over$/i.test(item.text) && (isWords(next, 'projectPronoun') || REST.test(next?.text ?? ''))) {
      result.push({ ...item, kind: 'words', classes: IN } as Item)
      continue
    }
    if (item.kind === 'amount') {
      const at = nextMeaning(items, i + 1)
      const behind = items[at]
      const operatorBehind = isWords(behind, 'orMore') ? 'atLeast' : isWords(behind, 'orLess') ? 'atMost' : undefined
      if (operatorBehind && behind && /^or |^and |^at |^\+|^max|^min|^tops/.test(behind.text.toLowerCase())) {
        result.push(comparison(item, behind, operatorBehind, item))
        i = at
        continue
      }
    }
    result.push(item)
  }
  return result
}

/** "less than"; "and over 70 %" with nothing before that it could belong to ("70 % and over"). */
function operatorOf(item: Item, before: Item | undefined): ComparisonOperator | undefined {
  if (item.kind !== 'words') return undefined
  const plain = OPERATORS.find((name) => item.classes.has(name))
  if (plain || before?.kind === 'amount' || before?.kind === 'comparison' || !/^and /i.test(item.text)) return plain
  return item.classes.has('orMore') ? 'above' : item.classes.has('orLess') ? 'below' : undefined
}

/** "between 20 and 40 %", "from 20 % to 40 %", "20-40 %". */
function rangeAt(items: Item[], at: number): { item: Item; length: number } | null {
  const opener = items[at]!
  const opened = isWords(opener, 'between') || isWords(opener, 'from')
  const first = items[opened ? at + 1 : at]
  if (first?.kind !== 'amount') return null
  const linkAt = (opened ? at + 1 : at) + 1
  const link = items[linkAt]
  const hyphen = link?.kind === 'amount' && link.text !== '' && link.from === first.to + 1
  const second = hyphen ? link : items[linkAt + 1]
  const linked = hyphen || isWords(link, 'and', 'to') || link?.text === '-' || link?.text === '–'
  // "who has between 40 and 80 hours": a filter of people, never the hours of a change.
  const inHours =
    isWords(opener, 'between') &&
    second?.kind === 'amount' &&
    second.amount.unit === 'hours' &&
    items.some(
      (i) => isWords(i, 'who', 'which', 'people', 'count', 'what') || i.kind === 'role' || i.kind === 'lcat',
    ) &&
    items.every((i) => i.kind !== 'person')
  if (!linked || second?.kind !== 'amount' || !(isShare(second.amount) || inHours)) return null
  if (!opened && !hyphen) return null
  if (isWords(opener, 'from') && !isShare(second.amount)) return null
  const lower =
    first.amount.unit === 'none'
      ? {
          ...first.amount,
          unit: second.amount.unit,
          value:
            second.amount.unit === 'hours'
              ? first.amount.value
              : second.amount.unit === 'percent' || first.amount.value > 1.5
                ? first.amount.value / 100
                : first.amount.value,
        }
      : first.amount
  return {
    item: { ...comparison(opener, second, 'between', { ...first, amount: lower }), upper: second.amount } as Item,
    length: (hyphen ? linkAt : linkAt + 1) - at + 1,
  }
}

const isShare = (amount: Amount): boolean => amount.unit === 'percent' || amount.unit === 'fte'

function comparison(first: Item, last: Item, operator: ComparisonOperator, amount: AmountItem): Item {
  return {
    kind: 'comparison',
    operator,
    amount: amount.amount,
    from: first.from,
    to: last.to,
    start: first.start,
    end: last.end,
    text: `${first.text} ${last.text}`,
    prep: '',
    mended: false,
  }
}

/** Next item that is more than padding or a small word. */
function nextMeaning(items: Item[], at: number): number {
  let i = at
  while (
    i < items.length &&
    (isFiller(items[i]) || isWords(items[i], 'of', 'than', 'fteWord', 'loadWord', 'to', 'by', 'as'))
  )
    i += 1
  return i
}
