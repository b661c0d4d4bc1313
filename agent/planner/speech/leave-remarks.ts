// "The client called. Put Ann on Alpha ...": what is told beside a request, left out where it neither limits nor orders.

import type { PlannerOutcome, PlannerRequest } from '../planner-types.js'
import { type Item, isEntity, isFiller, isWords } from '../reading/items.js'
import { indexOf } from '../reading/lexicon-index.js'
import { readItems, readTokens } from '../reading/read-items.js'
import { plain, type Token, tokenise } from '../reading/tokenise.js'
import * as remarks from '../words/remark-words.js'
import { onlyReads } from './preamble.js'

/** Longer messages are no remark and a request. */
const MOST_TOKENS = 90
const ORDERS = ['set', 'add', 'subtract', 'move', 'give', 'clear', 'replace', 'staff', 'copy', 'shift', 'distribute']
const REASON_ROWS = remarks.REASONS.split(' | ').map((row) => row.split(' '))

/** A stretch of the message between marks, with its place. */
interface Part {
  start: number
  end: number
  words: string[]
  asks: boolean
  items: Item[]
}

/**
 * Reads a message that was not understood once more without the sentences and reasons that only tell something. Whom and
 * what they speak of is remembered ("Ann is ill. Clear her hours ..."). A change told with doubt or denial is asked about.
 */
export function readWithoutRemarks(
  outcome: PlannerOutcome,
  request: PlannerRequest,
  plan: (request: PlannerRequest) => PlannerOutcome,
): PlannerOutcome {
  if (outcome.kind === 'calls') return outcome
  const tokens = tokenise(request.text)
  if (tokens.length > MOST_TOKENS || tokens.length < 6) return outcome
  const parts = partsOf(request, tokens)
  const told = parts.filter(isRemark)
  const rest = parts.filter((part) => !told.includes(part))
  if (told.length === 0 || rest.length === 0 || !told.every((part) => isBeside(part, rest))) return outcome
  const text = inMonthOf(
    told,
    rest,
    rest
      .map((part) => request.text.slice(part.start, part.end))
      .join(' ')
      .trim(),
  )
  const turns = [
    ...request.context.turns,
    { text: told.map((part) => wordsOf(request.text, part)).join('. '), calls: [] },
  ]
  const again = plan({ ...request, text, context: { turns } })
  if (again.kind === 'ask' && again.understood !== false && outcome.kind === 'refuse') return again
  // "I am new here. What can you do for me?"
  if (
    again.kind === 'refuse' &&
    again.understood !== false &&
    outcome.kind === 'refuse' &&
    outcome.understood === false
  )
    return again
  if (again.kind !== 'calls') return outcome
  if (onlyReads(again.calls)) return again
  if (!told.some(isDoubtful)) return { ...again, leftOut: told.map((part) => wordsOf(request.text, part)) }
  const doubt = told.find(isDoubtful)!
  const why =
    doubt.words.length > 3 ? `"${wordsOf(request.text, doubt)}" changes nothing by itself.` : 'Nothing is changed yet.'
  return {
    kind: 'ask',
    question: `Shall I do that? ${why}`,
    choices: [{ label: 'Yes, plan it', message: text }],
  }
}

const wordsOf = (text: string, part: Part): string => text.slice(part.start, part.end).replace(/[\s,.;:!?–—-]+$/, '')

const bare = (token: Token): string => plain(token.text).replace(/['’`]/g, '')

/** The message cut at marks and before words that open a reason. */
function partsOf(request: PlannerRequest, tokens: Token[]): Part[] {
  const index = indexOf(request.lexicon)
  const setting = { today: request.today, fiscalYearStart: request.lexicon.fiscalYearStart, thread: undefined }
  const { items } = readItems(request.text, readTokens(request.text, index), index, setting, new Map())
  const words = tokens.map((token) => (token.kind === 'mark' ? '' : bare(token)))
  const parts: Part[] = []
  let from = 0
  const close = (to: number, mark: string) => {
    if (to > from) {
      const [start, end] = [tokens[from]!.start, tokens[to - 1]!.end]
      const own = items.filter((item) => item.start >= start && item.end <= end)
      parts.push({ start, end, asks: mark === '?', items: own, words: words.slice(from, to).filter((w) => w !== '') })
    }
    from = to
  }
  tokens.forEach((token, at) => {
    if (/^[,.;:!?…()]$/.test(token.text) || (/^[-–—]$/.test(token.text) && !token.glued)) close(at + 1, token.text)
    else if (REASON_ROWS.some((row) => row.every((word, i) => words[at + i] === word))) close(at, '')
  })
  close(tokens.length, '')
  return parts
}

/** A statement about somebody or something: subject and verb, no number of hours, no limit, no order. */
function isRemark(part: Part): boolean {
  const reason = REASON_ROWS.find((row) => row.every((word, i) => part.words[i] === word))
  const words = reason
    ? part.words.slice(reason.length - (remarks.REMARK_SUBJECTS.has(reason.at(-1)!) ? 1 : 0))
    : [...part.words]
  // "... Ann is on leave then."
  if (words.length > 3 && words.at(-1) === 'then') words.pop()
  if (part.asks || words.length > 24 || (words.length === 0 && (reason?.length ?? 0) < 2)) return false
  if (isAway(part)) return true
  if (words.some((word, at) => remarks.REMARK_LIMITS.has(word) || (/\d/.test(word) && !isTimeOfDay(words, at))))
    return false
  const first = part.items.find((item) => !isFiller(item) || remarks.REMARK_SUBJECTS.has(item.text.toLowerCase()))
  const named =
    first?.kind === 'person' || first?.kind === 'project' || first?.kind === 'client' || first?.kind === 'unknown'
  if (
    !reason &&
    !remarks.REMARK_SUBJECTS.has(words[0]!) &&
    !(named && (first.kind === 'person' || /^\p{Lu}/u.test(first.text)))
  )
    return false
  const told = remarks.REMARK_PRONOUNS.has(words[0]!) || isAway(part)
  const verb = words.slice(1).some((word) => remarks.REMARK_VERBS.has(word) || /[^e]ed$/.test(word))
  if (!reason && words.length < 2) return false
  if (!reason && !verb && !(told && words.length > 1)) return false
  if (!/^(i|we|im|ive|weve)$/.test(words[0]!) && remarks.DUTIES.test(words.join(' '))) return false
  return !part.items.some(limits)
}

/** "Jane's on holiday mid March", "I'm on leave 12 to 16 April", "she'll be away": with its dates. */
const isAway = (part: Part): boolean =>
  /^(?:(?:i|im|ive|ill|hes|shes|hell|shell|theyre|he|she|they|we|were) |(?:\w+ ){1,2}?)(?:(?:is|are|am|will be|be|was) )?(?:on (?:holiday|holidays|leave|vacation|pto|maternity leave|parental leave|paternity leave|sick leave)|away|out of (?:the )?office|off sick)(?: |$)/.test(
    part.words.join(' '),
  ) &&
  !part.words.some((word) => remarks.REMARK_LIMITS.has(word) && !/^(until|till|before|after|then)$/.test(word)) &&
  !isQuestion(part)

const isQuestion = (part: Part): boolean =>
  part.asks || /^(who|is|are|which|what|how|was|will|does|has)$/.test(part.words[0] ?? '')

/** "the 3pm call", "a call in 5 minutes", "at 10". */
const isTimeOfDay = (words: string[], at: number): boolean =>
  /^(am|pm|min|mins|minutes|oclock)$/.test(words[at + 1] ?? '') ||
  (words[at - 1] === 'at' && at === words.length - 1) ||
  /^\d+(am|pm)$/.test(words[at]!)

const limits = (item: Item): boolean =>
  item.kind === 'comparison' ||
  (item.kind === 'amount' &&
    !/^\d{1,2}( ?(mins?|minutes))?$/i.test(item.text) &&
    !/^(a|an|one|two|three)\b/i.test(item.text)) ||
  isWords(item, 'hoursNoun')

/** What is told of somebody else beside an order: how it is, never what he or she gets or keeps. */
const STATES =
  /\b(is|are|was|were|isnt|arent|hes|shes|has left|have left|left|quit|resigned|went|will be|wont be|asked|called|knows?|likes?)\b/
const MORE = /\b(rest|remainder|remaining|difference|balance|same|hers|theirs|everything|too|instead|it|them)\b/

/** Nothing that a remark names is missing from the request beside it, as far as it would limit it. */
function isBeside(told: Part, rest: Part[]): boolean {
  const items = rest.flatMap((part) => part.items)
  const order = items.some((item) => isWords(item, ...ORDERS)) && !rest.some((part) => part.asks)
  if (
    order &&
    told.items.some((item, at) => isWords(item, ...ORDERS) && /^(to|and|please)$/i.test(told.items[at - 1]?.text ?? ''))
  )
    return false
  return told.items.every((item) => {
    if (item.kind === 'period') return true
    if (item.kind === 'role' || item.kind === 'lcat' || item.kind === 'skill')
      return !order && items.some((i) => i.kind === 'person' || i.kind === item.kind)
    if (!isEntity(item) || item.kind === 'client') return true
    if (!order) return item.kind === 'person' || items.some((i) => i.kind === item.kind) || item.kind === 'project'
    const same = items.some(
      (i) => isEntity(i) && i.kind === item.kind && i.refs.some((r) => item.refs.some((o) => o.index === r.index)),
    )
    if (same || item.kind !== 'person') return same
    // "... since Emma is out": why somebody else, who is named in the request, gets the hours.
    if (items.some((i) => isWords(i, 'personPronoun'))) return true
    return (
      items.some((i) => i.kind === 'person') && STATES.test(told.words.join(' ')) && !MORE.test(told.words.join(' '))
    )
  })
}

/** "He can't make November. Who could take his hours?": the only month that was told holds for the request. */
function inMonthOf(told: Part[], rest: Part[], text: string): string {
  const months = told.flatMap((part) => part.items).filter((i) => i.kind === 'period' && !PASSING.test(i.text))
  if (months.length !== 1 || rest.some((part) => part.items.some((i) => i.kind === 'period'))) return text
  const [, body, marks] = /^(.*?)([\s.?!,;]*)$/s.exec(text)!
  return `${body} in ${months[0]!.text}${marks}`
}

const PASSING = /\b(today|yesterday|tomorrow|now|week|weeks|morning|afternoon|moment|currently|days)\b/i

/** Undecided, or not wanted: "the board has not decided yet", "she might leave"; "he is not there" is a plain reason. */
const isDoubtful = ({ words }: Part): boolean =>
  words.some((word) => remarks.REMARK_DOUBTS.has(word)) ||
  (words.some((word) => remarks.REMARK_DENIALS.has(word)) && words.some((word) => remarks.REMARK_DECISIONS.has(word)))
