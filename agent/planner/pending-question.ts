import type { PlannerOutcome, PlannerRequest } from './planner-types.js'
import { keyOf, type Token } from './tokenise.js'

/**
 * The turn before ended in a question: a short reply ("Jane Doe", "the second", "May 2027", "yes") picks one of its
 * choices, or completes the request it was about. Undefined where the message is a request of its own.
 */
export function answerToQuestion(
  request: PlannerRequest,
  tokens: Token[],
  plan: (request: PlannerRequest) => PlannerOutcome,
): PlannerOutcome | undefined {
  const last = request.context.turns[request.context.turns.length - 1]
  if (!last || last.calls.length > 0 || tokens.length > 8 || last.text.trim() === '' || last.text === request.text)
    return undefined
  const before = { ...request, text: last.text, context: { turns: request.context.turns.slice(0, -1) } }
  const asked = plan(before)
  if (asked.kind !== 'ask') return undefined
  const words = tokens.filter((t) => /[\p{L}\p{N}]/u.test(t.norm) && !PADDING.has(t.norm)).map((t) => t.norm)
  const fitting = asked.choices.filter((choice, at) => picks(words, choice.label, at, asked.choices.length, tokens))
  if (fitting.length === 1) return plan({ ...before, text: fitting[0]!.message })
  if (fitting.length > 1 || words.length === 0) return undefined
  const text = last.text.trim().replace(/[.!?,;\s]+$/, '')
  const link =
    /month|Which (January|February|March|April|May|June|July|August|September|October|November|December|Q)/.test(
      asked.question,
    )
      ? 'in'
      : /project/.test(asked.question)
        ? 'on'
        : ''
  const completed = plan({
    ...before,
    text: `${text} ${PREPOSITIONS.has(tokens[0]?.norm ?? '') ? '' : `${link} `}${request.text.trim()}`,
  })
  return completed.kind === 'calls' ? completed : undefined
}

const PADDING = new Set('the a an please one i mean meant it is no in on for of project option number'.split(' '))
const PREPOSITIONS = new Set('in on for from to at of during as'.split(' '))
const ORDER = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth']

function picks(words: string[], label: string, at: number, count: number, tokens: Token[]): boolean {
  if (words.length === 0) return false
  if (count === 1 && words.every((w) => /^(yes|yep|yeah|ok|okay|sure|do|go|ahead|right|correct|exactly|that)$/.test(w)))
    return true
  if (
    words.length === 1 &&
    (words[0] === ORDER[at] || words[0] === String(at + 1) || (words[0] === 'last' && at === count - 1))
  )
    return true
  if (
    words.length === 2 &&
    tokens[0]?.kind === 'number' &&
    /^(st|nd|rd|th)$/.test(words[1]!) &&
    words[0] === String(at + 1)
  )
    return true
  const named = ` ${keyOf(label)} `
  return words.every((w) => named.includes(` ${w} `))
}
