import type { PlannerOutcome } from '../planner-types.js'
import { type Token, tokenise } from '../reading/tokenise.js'
import { WRITE_TOOLS } from '../thread/thread-memory.js'
import { CONDITIONS, DENIALS, DOUBTFUL_OPENINGS, DOUBTS, HOW_TO, PAST_VERBS, POLITE } from '../words/mood-words.js'
import { VOCABULARY } from '../words/vocabulary.js'

const anyOf = (phrases: string[]): string =>
  [...phrases]
    .sort((a, b) => b.length - a.length)
    .join('|')
    .replaceAll(' GERUND', '(?= \\p{L}+ing )')
    .replaceAll(' WORD', '(?= \\p{L})')
    .replaceAll('lets ', 'lets? ')

const DOUBT = new RegExp(` (?:${anyOf([...HOW_TO, ...DOUBTS])})(?: (?:of|about|if|whether|that))?(?= )`, 'gu')
const OPENING = new RegExp(
  `^(?: (?:\\p{P}|so|well|and|but|hi|hello|hey|hmm+|ok|please|also|then|now))*( (?:${anyOf(DOUBTFUL_OPENINGS)}))(?= )`,
  'u',
)
const DENIAL = new RegExp(
  `^(?: (?:\\p{P}|so|well|and|but|hi|hello|hey|ok|please|also))*( (?:${anyOf(DENIALS)}))(?= )`,
  'u',
)
/** "leave Ann's hours as they are", "please don't touch Ann's hours". */
const AS_IT_IS =
  / (?:leave|keep) (?:[^,.!?;]* )?(?:as (?:they are|it is|is|they were|planned)|alone|unchanged|untouched) /
const NO_CHANGE =
  /^ (?:(?:no|please|but|, ) )*(?:dont|do not|never) (?:change|touch|move|alter|edit|modify|cut|remove|clear|book) /
const CONDITION = new RegExp(` (?:${anyOf(CONDITIONS)})(?= )(?! (?:you|u|possible|need be|poss|we can|i may) )`, 'u')
/** Conditions that no request without one says ("once", "when" may count or ask). */
const SURELY = /^ (?:if|unless|only if|provided|as long as|so long as|in case|depending on)$/
const POLITELY = new RegExp(`^ (?:${anyOf(POLITE)}) `)
/** "it would be great if you could": said to the assistant. */
const ASKED_NICELY =
  /^ (?:be (?:great|nice|good|lovely|helpful|kind|appreciated|awesome)|help) (?:if|when) (?:you|u|we) /
const ORDER = /^(put|set|give|move|add|take|remove|clear|book|staff|assign|copy|swap|replace|cut|raise|reduce|shift)$/
/** "I already moved her hours": told, not asked for. */
const DONE = /^ (?:i|we)(?: have| had|ve)? already (?!need|want)/
const MODAL = / (?:would|could|should|shall|can|may)$/
/** "who could", "if you could": asks for somebody, or politely. */
const SUBJECT = / (?:who|which|what|how|that|where|when|you|u|anyone|anybody|somebody|someone)$/

/** A request as a row of words, with the place of each in that row. */
interface Row {
  text: string
  tokens: Token[]
  words: string
  starts: number[]
}

/**
 * Holds a change that is only thought about ("maybe put Ann at 40", "should I ...?", "how do I ...?"), hangs on
 * something ("if he agrees, ..."), or is denied. The question's one choice is the bare request. All else stays as planned.
 */
export function holdDoubtful(
  outcome: PlannerOutcome,
  request: string,
  plan: (text: string) => PlannerOutcome,
): PlannerOutcome {
  if (outcome.kind === 'calls' && !changes(outcome)) return outcome
  const row = rowOf(request)
  if (changes(outcome) && DONE.test(row.words))
    return { kind: 'refuse', text: 'If that is done already, I change nothing.', suggestions: [] }
  const doubts = doubtsIn(row)
  if (doubts.length > 0) return offered(outcome, without(row, doubts), 'Shall I do that? Nothing is changed yet.', plan)
  const condition = conditionIn(row)
  if (outcome.kind === 'calls')
    return condition && SURELY.test(condition.words)
      ? { kind: 'refuse', text: hangs(row, condition), suggestions: [] }
      : outcome
  // "..., unless Ann objects": no name is meant by "Ann objects".
  if (isNoName(outcome) && condition && SURELY.test(condition.words)) {
    const bare = plan(without(row, condition.tokens))
    if (changes(bare) || bare.kind === 'ask') return { kind: 'refuse', text: hangs(row, condition), suggestions: [] }
  }
  if (outcome.kind !== 'refuse') return outcome
  if (outcome.understood === false || /^To change the plan/.test(outcome.text)) {
    if (AS_IT_IS.test(row.words) || NO_CHANGE.test(row.words))
      return { kind: 'refuse', text: 'All right, I change nothing.', suggestions: outcome.suggestions }
  }
  const denial = DENIAL.exec(row.words)
  if (denial) {
    const denied = plan(without(row, tokensIn(row, denial[0].length - denial[1]!.length, denial[0].length)))
    return changes(denied)
      ? { kind: 'refuse', text: 'All right, I change nothing.', suggestions: outcome.suggestions }
      : outcome
  }
  if (!condition) return outcome
  const bare = without(row, condition.tokens)
  const meant = plan(bare)
  if (meant.kind === 'refuse') return outcome
  const text = hangs(row, condition)
  return changes(meant)
    ? { kind: 'ask', question: `${text} Shall I do it now?`, choices: [{ label: 'Yes, plan it', message: bare }] }
    : meant.kind === 'ask' && !/^(No |I know no )/.test(meant.question)
      ? { kind: 'refuse', text: `${text} Say it again when it holds.`, suggestions: outcome.suggestions }
      : outcome
}

/** Two words read as one name that nobody has. */
const isNoName = (outcome: PlannerOutcome): boolean => outcome.kind === 'ask' && /^No employee "/.test(outcome.question)

interface Condition {
  words: string
  tokens: number[]
}

function hangs(row: Row, { tokens }: Condition): string {
  const [first, last] = [row.tokens[tokens[0]!]!, row.tokens[tokens[tokens.length - 1]!]!]
  const said = row.text.slice(first.start, last.end).replace(/[\s,.!?]+$/, '')
  return `I cannot hang a change on "${said}", so I did nothing.`
}

const changes = (outcome: PlannerOutcome): boolean =>
  outcome.kind === 'calls' && outcome.calls.some((c) => WRITE_TOOLS.has(c.tool))

function offered(
  outcome: PlannerOutcome,
  bare: string,
  question: string,
  plan: (text: string) => PlannerOutcome,
): PlannerOutcome {
  const meant = plan(bare)
  if (changes(meant)) return { kind: 'ask', question, choices: [{ label: 'Yes, plan it', message: bare }] }
  if (meant.kind === 'ask' && meant.understood !== false && (outcome.kind !== 'ask' || outcome.understood === false))
    return meant
  if (outcome.kind !== 'calls' && !isNoName(outcome)) return outcome
  return {
    kind: 'refuse',
    text: 'That sounds undecided, so I did nothing. Say exactly what shall change.',
    suggestions: [],
  }
}

function rowOf(text: string): Row {
  const tokens = tokenise(text)
  const starts: number[] = []
  let words = ''
  for (const token of tokens) {
    starts.push(words.length)
    words += ` ${token.norm}`
  }
  return { text, tokens, words: `${words} `, starts }
}

const tokensIn = (row: Row, from: number, to: number): number[] =>
  row.starts.flatMap((at, index) => (at >= from && at < to ? [index] : []))

function doubtsIn(row: Row): number[] {
  const found: number[] = []
  const opening = OPENING.exec(row.words)
  if (opening && !POLITELY.test(row.words.slice(opening[0].length)))
    found.push(...tokensIn(row, opening[0].length - opening[1]!.length, opening[0].length))
  for (const match of row.words.matchAll(DOUBT)) {
    const end = match.index + match[0].length
    const rest = row.words.slice(end)
    // "could you possibly", "would you perhaps": politeness.
    if (/^ (possibly|perhaps|maybe)$/.test(match[0]) && / (you|u|we)$/.test(row.words.slice(0, match.index))) continue
    // "one day a week", "one day on Alpha": an amount.
    if (match[0] === ' one day' && /^ (?:a|per|each|every|of|on|in|for|more|less|\/) /.test(rest)) continue
    const polite = POLITELY.test(rest) || ASKED_NICELY.test(rest) || SUBJECT.test(row.words.slice(0, match.index))
    if (!MODAL.test(match[0]) || !polite) found.push(...tokensIn(row, match.index, end))
  }
  return found
}

/** The words of the first condition: "if he agrees," before the request, or to its end behind it. */
function conditionIn(row: Row): Condition | undefined {
  const match = CONDITION.exec(row.words)
  if (!match) return undefined
  const from = tokensIn(row, match.index, match.index + 1)[0]!
  const comma = row.tokens.findIndex((t, at) => at > from && /^(,|then)$/.test(t.norm))
  // "if David agrees put Ann on Alpha": up to the order behind it.
  const order = row.tokens.findIndex((t, at) => at > from + 2 && ORDER.test(t.norm))
  if (comma < 0 && from === 0 && order > 0) return { words: match[0], tokens: upTo(from, order) }
  const to = comma < 0 ? row.tokens.length : comma + 1
  return { words: match[0], tokens: upTo(from, to) }
}

const upTo = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i)

/** The request without these words, its first verb as a request says it. */
function without(row: Row, cut: readonly number[]): string {
  const gone = new Set(cut)
  let result = ''
  let from = 0
  let fresh = false
  row.tokens.forEach((token, at) => {
    result += row.text.slice(from, token.start)
    from = token.end
    if (gone.has(at)) {
      fresh = true
      return
    }
    result += fresh ? inPresent(token) : row.text.slice(token.start, token.end)
    fresh = fresh && /^(i|we|you|that|it|\p{P})$/u.test(token.norm)
  })
  const left = `${result}${row.text.slice(from)}`
    .replace(/\s+/g, ' ')
    .replace(/\s+([,.;:!?])/g, '$1')
    .replace(/[\s,?.!]+$/, '')
    .replace(/^[\s,.;:!?-]*(?:(?:i|we|that) )?/i, '')
  return left.charAt(0).toUpperCase() + left.slice(1)
}

/** "gave", "moved" and "dropping" as a request says them. */
function inPresent({ norm, text }: Token): string {
  if (Object.hasOwn(PAST_VERBS, norm)) return PAST_VERBS[norm]!
  if (!/(?:ed|ing)$/.test(norm)) return text
  const stem = norm.replace(/(?:ed|ing)$/, '')
  const forms = [stem, `${stem}e`, stem.replace(/(\p{L})\1$/u, '$1')]
  return forms.find((form) => VOCABULARY.phrases.has(form)) ?? text
}
