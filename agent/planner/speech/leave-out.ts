import type { PlannerOutcome } from '../planner-types.js'
import { type Token, tokenise } from '../reading/tokenise.js'
import { ASKERS, MOOD_WORDS, WEIGHTLESS_WORDS } from '../words/weightless-words.js'
import { onlyReads } from './preamble.js'

/** How people say a while ahead; a question looks at the next three months, a change is never made so. */
const VAGUE_TIME =
  /\b(?:any ?time soon|sometime soon|soon|in the (?:near|foreseeable|immediate) future|for the foreseeable future|(?:(?:in|over|during|for|within) )?the (?:coming|next|upcoming|following) (?:few |couple of |several )?months|in (?:a few|a couple of|the) months(?: ahead| to come)|down the road|down the line)\b/i

/**
 * Second look at a question that was not understood, without the words that limit nothing ("reckon", "completely") and
 * with "soon" as the next three months. Changes are never read with a word less than was said.
 */
export function readWithLess(text: string, plan: (text: string) => PlannerOutcome): PlannerOutcome {
  const outcome = plan(text)
  if (outcome.kind === 'calls' || outcome.understood !== false) return outcome
  const timed = text.replace(VAGUE_TIME, 'in the next 3 months')
  const less = without(timed, tokenise(timed).filter(isWeightless))
  if (less === text) return outcome
  const again = plan(less)
  return again.kind === 'calls' && onlyReads(again.calls) ? again : outcome
}

const isWeightless = (token: Token, at: number, all: readonly Token[]): boolean =>
  token.kind === 'word' &&
  (WEIGHTLESS_WORDS.has(token.norm) || (MOOD_WORDS.has(token.norm) && isOfAsker(at, all))) &&
  (!token.capital || token.start === 0)

const isOfAsker = (at: number, all: readonly Token[]): boolean =>
  at === 0 || all.slice(Math.max(0, at - 3), at).some((t) => ASKERS.has(t.norm))

function without(text: string, tokens: readonly Token[]): string {
  let result = ''
  let from = 0
  for (const { start, end } of tokens) {
    result += text.slice(from, start)
    from = end
  }
  return `${result}${text.slice(from)}`
    .replace(/\s+/g, ' ')
    .replace(/ ([,.;:!?])/g, '$1')
    .replace(/^[\s,.;:!?-]+/, '')
    .trim()
}
