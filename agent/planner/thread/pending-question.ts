import type { PlannerOutcome, PlannerRequest, ThreadTurn, ToolCall } from '../planner-types.js'
import type { Item } from '../reading/items.js'
import { isEntity, isFiller, isWords } from '../reading/items.js'
import { indexOf } from '../reading/lexicon-index.js'
import { type Reading, readItems, readTokens } from '../reading/read-items.js'
import { keyOf, type Token, tokenise } from '../reading/tokenise.js'
import { asksOrShows } from '../words/asking-words.js'

type Plan = (request: PlannerRequest) => PlannerOutcome
type Asked = Extract<PlannerOutcome, { kind: 'ask' }>

/** A request that was not carried out for want of something, and the turns before it. */
interface Open {
  outcome: Asked | Extract<PlannerOutcome, { kind: 'refuse' }>
  /** The whole request, with what was answered since. */
  text: string
  before: PlannerRequest
}

/** Replies longer than this are requests of their own. */
const MOST_WORDS = 10

/**
 * The turn before ended in a question, or lacked something: a short reply ("Jane Doe", "the second", "40 in May", "no,
 * Beta") picks one of its choices, completes the request or corrects it. Undefined where the message is a request or
 * question of its own.
 */
export function answerToQuestion(request: PlannerRequest, tokens: Token[], plan: Plan): PlannerOutcome | undefined {
  if (tokens.length > MOST_WORDS || asksOrShows(tokens.map((t) => t.norm))) return undefined
  const open = openRequest(request, plan)
  if (!open) return undefined
  const words = tokens.filter((t) => /[\p{L}\p{N}]/u.test(t.norm) && !PADDING.has(t.norm)).map((t) => t.norm)
  const { outcome } = open
  const choices = outcome.kind === 'ask' ? outcome.choices : []
  const denied = tokens.some((t) => /^(not|neither|none|nor|except)$/.test(t.norm))
  const fitting = choices.filter((choice, at) => picks(words, choice.label, at, choices.length, tokens))
  if (fitting.length === 1 && !denied) return plan({ ...open.before, text: fitting[0]!.message })
  if (words.length === 0) return undefined
  const left = denied
    ? choices.filter(
        (c) =>
          !fits(
            words.filter((w) => w !== 'not'),
            c.label,
          ),
      )
    : fitting
  const asks = outcome.kind === 'ask' ? outcome : undefined
  if (asks && denied && left.length === 1) return plan({ ...open.before, text: left[0]!.message })
  if (asks && left.length > 1 && left.length < choices.length) return { ...asks, choices: left }
  if (asks && UNDECIDED.test(words.join(' '))) return asks
  return completed(open, reading(request, request.text), tokens, plan)
}

/** The open question once more, after a short reply that nobody understands ("the one at the bank"); else undefined. */
export function openQuestion(request: PlannerRequest, plan: Plan): Asked | undefined {
  const tokens = tokenise(request.text)
  if (tokens.length > MOST_REPLY || tokens.at(-1)?.norm === '?' || asksOrShows(tokens.map((t) => t.norm)))
    return undefined
  const open = openRequest(request, plan)
  return open?.outcome.kind === 'ask' && REPLIES.test(tokens[0]?.norm ?? '') ? open.outcome : undefined
}
const MOST_REPLY = 8
const REPLIES =
  /^(the|that|this|one|him|her|he|she|it|no|not|in|on|at|for|from|with|my|our|his|i|neither|none|any|either|whichever|hm|hmm)$/

/** The newest turn that was left open; two replies in between may have been of no use. */
function openRequest(request: PlannerRequest, plan: Plan): Open | undefined {
  const { turns } = request.context
  for (const back of [1, 2, 3]) {
    const turn: ThreadTurn | undefined = turns[turns.length - back]
    if (!turn || turn.calls.length > 0 || turn.text.trim() === '' || turn.text === request.text) return undefined
    const before = { ...request, text: turn.text, context: { turns: turns.slice(0, -back) } }
    const outcome = plan(before)
    if (outcome.kind === 'ask' || (outcome.kind === 'refuse' && outcome.open !== undefined))
      return { outcome, text: outcome.open ?? turn.text, before }
    if (outcome.kind !== 'refuse' || outcome.understood !== false) return undefined
  }
  return undefined
}

const PADDING = new Set(
  'the a an please one i mean meant it is no in on for of project option number sorry oh actually rather hmm well ok okay'.split(
    ' ',
  ),
)
const ORDER = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth']
const UNDECIDED =
  /^(any|either|whichever|whatever|dont know|dont care|not sure|no idea|whats best|you choose|doesnt matter)/

function picks(words: string[], label: string, at: number, count: number, tokens: Token[]): boolean {
  if (words.length === 0) return false
  const sure = words.every((w) => /^(yes|yep|yeah|sure|do|go|ahead|right|correct|exactly|that|confirmed|fine)$/.test(w))
  if (count === 1 && sure && !tokens.some((t) => t.norm === '?')) return true
  const [first, second] = words
  if (words.length === 1 && (first === ORDER[at] || first === String(at + 1) || (first === 'last' && at === count - 1)))
    return true
  if (words.length === 2 && /^\d+$/.test(first!) && /^(st|nd|rd|th)$/.test(second!) && first === String(at + 1))
    return true
  return fits(words, label)
}

function fits(words: string[], label: string): boolean {
  const named = ` ${keyOf(label)} `
  return words.length > 0 && words.every((w) => named.includes(` ${w} `))
}

/** The open request with the names, months and amounts of the reply in it: in the place of its own kind, or added. */
function completed(open: Open, reply: Reading, tokens: Token[], plan: Plan): PlannerOutcome | undefined {
  const slots = reply.items.filter(isSlot)
  if (slots.length === 0 || !reply.items.every((i) => isSlot(i) || isFiller(i) || isWords(i, ...SMALL)))
    return undefined
  const { outcome } = open
  const asks = outcome.kind === 'ask' ? outcome : undefined
  const corrects = tokens.some((t) => CUES.test(t.norm))
  let text = open.text.trim().replace(/[.!?,;\s]+$/, '')
  let rest = slots
  // "Eriksen, on Aurora": what picks a choice, and what is said besides.
  const picked = slots.flatMap((slot) => {
    const chosen = (asks?.choices ?? []).filter((c) => fits(keyOf(slot.text).split(' '), c.label))
    return chosen.length === 1 ? [{ slot, message: chosen[0]!.message }] : []
  })[0]
  if (picked) {
    text = picked.message
    rest = slots.filter((s) => s !== picked.slot)
  } else if (asks && corrects && asks.choices.length === 1 && !(NOT_THERE.test(asks.question) && other(slots)))
    text = asks.choices[0]!.message
  const amount = rest.find((s) => s.kind === 'amount')
  const label = asks?.choices.find((c) => /^\d[\d.,]* (hours|h)$/.test(c.label))
  if (amount && label && !picked) {
    const said = amount.kind === 'amount' && amount.amount.unit === 'none' ? `${amount.text} hours` : amount.text
    text = label.message.replace(label.label, said)
    rest = rest.filter((s) => s !== amount)
  }
  for (const slot of rest) text = withSlot(text, slot, slots, reply, open, corrects)
  const result = plan({ ...open.before, text })
  if (result.kind === 'calls') return lacksHours(result.calls, open) ?? result
  if (result.understood === false) return undefined
  if (result.kind === 'refuse')
    return result.open === undefined && !/^To change/.test(result.text) ? result : { ...result, open: text }
  return asks && result.question === asks.question && rest.length > 0 && !corrects
    ? undefined
    : { ...result, open: text }
}

/** "... is not on Alpha yet. Shall I staff them there?": with somebody or somewhere else the request is as it was. */
const NOT_THERE = /^.* is not on .* yet\b/
const other = (slots: Item[]): boolean => slots.some((s) => s.kind === 'person' || s.kind === 'project')

/** A person added to a project for which month and hours were asked: they are still missing. */
function lacksHours(calls: ToolCall[], { outcome }: Open): PlannerOutcome | undefined {
  if (outcome.kind !== 'refuse' || calls.length !== 1 || calls[0]!.tool !== 'staff_employee') return undefined
  const { employee, project, ...fields } = calls[0]!.input as Record<string, unknown>
  const hours = fields.hoursPerMonth ?? fields.fte ?? fields.fundedHours
  const missing = [...(fields.from ? [] : ['a month']), ...(hours === undefined ? ['hours'] : [])]
  if (missing.length === 0) return undefined
  const said =
    hours === undefined ? '' : ` for ${fields.fte === undefined ? `${hours} hours` : `${Number(fields.fte) * 100} %`}`
  const when = fields.from ? ` from ${fields.from} to ${fields.to ?? fields.from}` : ''
  return {
    kind: 'refuse',
    text: `To put ${employee} on ${project} I need ${missing.join(' and ')} as well.`,
    suggestions: [],
    open: `Put ${employee} on ${project}${said}${when}`,
  }
}

const CUES = /^(no|nope|neither|not|actually|sorry|meant|mean|rather|instead|wait|oops)$/
const SMALL = [
  'in',
  'on',
  'for',
  'from',
  'to',
  'at',
  'and',
  'of',
  'no',
  'not',
  'instead',
  'ok',
  'only',
  'also',
  'that',
  'onwards',
  'until',
  'since',
  'by',
  'as',
  'with',
  'hoursNoun',
  'monthlyWord',
  'projectNoun',
]

const isSlot = (item: Item): boolean => isEntity(item) || item.kind === 'period' || item.kind === 'amount'

/** One name, month or amount of the reply in the request: instead of the one there is, or behind it. */
function withSlot(
  text: string,
  slot: Item,
  slots: Item[],
  reply: Reading,
  { before, outcome }: Open,
  corrects: boolean,
): string {
  const said = reply.text.slice(slot.start, slot.end)
  const there = reading(before, text).items.filter((i) => i.kind === slot.kind)
  const alone = slots.filter((s) => s.kind === slot.kind).length === 1
  const asksFor = ASKS_FOR.find(([question]) => question.test(outcome.kind === 'ask' ? outcome.question : ''))?.[1]
  const word = reply.text
    .slice(0, slot.start)
    .match(/\b(in|on|for|from|to|at|until|since|by|as|with)\s+(the\s+)?$/i)?.[1]
  const adds = (asksFor === slot.kind && !corrects) || word?.toLowerCase() === 'with'
  if (there.length === 1 && alone && !adds) return text.slice(0, there[0]!.start) + said + text.slice(there[0]!.end)
  const somebody = slot.kind === 'person' ? /\b(someone|somebody|anyone|anybody|a person)\b/i.exec(text) : null
  if (somebody) return text.replace(somebody[0], said)
  const link = /^Who shall replace/.test(outcome.kind === 'ask' ? outcome.question : '') ? 'with' : LINKS[slot.kind]
  return `${text} ${word ?? link ?? ''} ${said}`.replace(/\s+/g, ' ')
}

/** What a question asks for: a reply of that kind is added, never put in the place of what is there. */
const ASKS_FOR: [RegExp, Item['kind']][] = [
  [/^(Who|Whose)\b/, 'person'],
  [/\bproject\b/, 'project'],
  [/\bmonth\b/, 'period'],
  [/\bhours\b/, 'amount'],
]

const LINKS: Partial<Record<Item['kind'], string>> = {
  period: 'in',
  project: 'on',
  person: 'for',
  role: 'as',
  lcat: 'as',
}

function reading(request: PlannerRequest, text: string): Reading {
  const index = indexOf(request.lexicon)
  const setting = { today: request.today, fiscalYearStart: request.lexicon.fiscalYearStart }
  return readItems(text, readTokens(text, index), index, setting as Parameters<typeof readItems>[3], new Map())
}
