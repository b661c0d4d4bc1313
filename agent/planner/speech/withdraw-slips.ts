import type { PlannerRequest } from '../planner-types.js'
import { type Item, isEntity, isFiller, isWords } from '../reading/items.js'
import { indexOf } from '../reading/lexicon-index.js'
import { monthOf } from '../reading/read-cycle.js'
import { readItems, readTokens } from '../reading/read-items.js'
import { SLIP_MARKS, SURE_SLIP_MARKS } from '../words/slip-words.js'

const normalised = (text: string): string =>
  text
    .toLowerCase()
    .replace(/['’`]/g, '')
    .replace(/[\s,;:.!…–—-]+/g, ' ')
    .trim()
const MARKS = new Set([...SURE_SLIP_MARKS, ...SLIP_MARKS])
const hasMark = (text: string): boolean => {
  const row = ` ${normalised(text)} `
  return [...MARKS].some((mark) => row.includes(` ${mark} `))
}
const SMALL = [
  'in',
  'on',
  'to',
  'for',
  'from',
  'at',
  'of',
  'by',
  'with',
  'until',
  'onto',
  'that',
  'filler',
  'hoursNoun',
]

/** Longer messages, in characters, are no single request. */
const LONGEST = 400

/** Most items that may stand between what was said first and the word that takes it back. */
const REACH = 6

/**
 * "in November, no wait, December", "on Alpha, sorry, Beta", "20 hours, or rather 30": what was said first gives way to
 * what was said instead. Only where both are of one kind and a word between them takes the first one back.
 */
export function withoutSlips(text: string, request: PlannerRequest): string {
  let current = text
  for (let round = 0; round < 3 && current.length <= LONGEST && hasMark(current); round += 1) {
    const mended = slipMended(current, request)
    if (mended === undefined) break
    current = mended
  }
  return current
}

function slipMended(text: string, request: PlannerRequest): string | undefined {
  const index = indexOf(request.lexicon)
  const setting = { today: request.today, fiscalYearStart: request.lexicon.fiscalYearStart, thread: undefined }
  const { items } = readItems(text, readTokens(text, index), index, setting, new Map())
  const starts = new Set([...MARKS].map((mark) => mark.split(' ')[0]))
  for (let from = 1; from < items.length - 1; from += 1) {
    if (!/^[,;.–—-]$/.test(items[from]!.text) && !starts.has(normalised(items[from]!.text).split(' ')[0])) continue
    for (let to = Math.min(items.length - 2, from + 4); to >= from; to -= 1) {
      const between = text.slice(items[from]!.start, items[to]!.end)
      const mark = normalised(between)
      const sure = SURE_SLIP_MARKS.includes(mark)
      const parted = /[,;.–—-]\s*$/.test(text.slice(0, items[from]!.start)) || /^[,;.–—-]/.test(between)
      const instead = asMonth(nextSaid(items, to + 1), items[from - 1]!)
      // "for 40 no 60 hours", "in May no June"
      const direct = /^(amount|period)$/.test(instead?.kind ?? '') && items[from - 1]!.kind === instead?.kind
      if (!sure && !(SLIP_MARKS.includes(mark) && (parted || direct))) continue
      const closed = /[,;–—-]\s*$/.test(between)
      const first = instead && lastSaid(items, from - 1, instead, sure || closed ? REACH : 2)
      if (!instead || !first || first === instead) continue
      const kept = text.slice(first.end, items[from]!.start).replace(/[\s,;–—-]+$/, '')
      const said = `${text.slice(0, first.start)}${wordsFor(instead, first, text)}${kept}`
      return `${said}${text.slice(instead.end).replace(/^\s*,/, '')}`.replace(/\s+/g, ' ')
    }
  }
  return undefined
}

/** "in March, sorry, April": behind a month it is the month, whoever is called so. */
function asMonth(instead: Item | undefined, before: Item): Item | undefined {
  if (instead?.kind !== 'person' || before.kind !== 'period' || monthOf(normalised(instead.text)) === undefined)
    return instead
  const { from, to, start, end, text, prep, mended } = instead
  return { kind: 'period', stretch: before.stretch, from, to, start, end, text, prep, mended }
}

/** The thing said instead: behind small words only. */
function nextSaid(items: Item[], from: number): Item | undefined {
  for (let at = from; at < items.length && at < from + 4; at += 1) {
    const item = items[at]!
    if (isEntity(item) || item.kind === 'period' || item.kind === 'amount') return item
    if (!isFiller(item) && !isWords(item, ...SMALL)) return undefined
  }
  return undefined
}

/** The last thing of the same kind before the word that takes it back. */
function lastSaid(items: Item[], from: number, instead: Item, reach: number): Item | undefined {
  for (let at = from; at >= 0 && at > from - reach - 1; at -= 1) if (items[at]!.kind === instead.kind) return items[at]
  return undefined
}

/** "20 hours, or rather 30": the unit of the first number holds for the second. */
function wordsFor(instead: Item, first: Item, text: string): string {
  if (instead.kind !== 'amount' || first.kind !== 'amount' || instead.amount.unit !== 'none')
    return wordsOf(instead, text)
  const unit = /\s*(?:%|[a-z]+)$/i.exec(text.slice(first.start, first.end))?.[0] ?? ''
  return first.amount.unit === 'none' ? wordsOf(instead, text) : `${wordsOf(instead, text)}${unit}`
}

const wordsOf = (item: Item, text: string): string => text.slice(item.start, item.end)
