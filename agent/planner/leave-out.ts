import type { PlannerOutcome } from './planner-types.js'
import { onlyReads } from './preamble.js'
import { type Token, tokenise } from './tokenise.js'
import { ASKERS, MOOD_WORDS, WEIGHTLESS_WORDS } from './words/weightless-words.js'

/**
 * Second look at a question that was not understood, without the words that limit nothing ("reckon", "completely").
 * Changes are never read with a word less than was said.
 */
export function readWithLess(text: string, plan: (text: string) => PlannerOutcome): PlannerOutcome {
  const outcome = plan(text)
  if (outcome.kind === 'calls' || outcome.understood !== false) return outcome
  const light = tokenise(text).filter(isWeightless)
  if (light.length === 0) return outcome
  const again = plan(without(text, light))
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
