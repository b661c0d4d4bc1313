import type { PlannerOutcome } from '../planner-types.js'
import { type PlainSpeech, plainSpeech } from '../speech/plain-speech.js'
import { onlyReads } from '../speech/preamble.js'

/**
 * Plans a request without what is said around it, and as it stands where that gives nothing. What was told as hearsay
 * or belief is looked up or asked about, never carried out.
 */
export function readPlain(text: string, planned: (text: string) => PlannerOutcome): PlannerOutcome {
  const plain = plainSpeech(text)
  const outcome = plain && planned(plain.text)
  if (outcome && isAnswerTo(plain, outcome)) return outcome
  const whole = planned(text)
  // "apparently Ann should do 40 hours": hearsay is no order.
  const checks = plain?.checks || (plain?.readsOnly && /\b(confirm|verify|double check)\b/i.test(text))
  if (!plain || !checks || whole.kind !== 'calls' || onlyReads(whole.calls)) return whole
  const choices = [{ label: 'Yes, plan it', message: plain.bare }]
  return { kind: 'ask', question: 'Shall I do that? Nothing is changed yet.', choices }
}

/** What the bare request gives holds; a belief that shall be checked changes nothing. */
function isAnswerTo({ readsOnly, checks }: PlainSpeech, outcome: PlannerOutcome): boolean {
  if (outcome.kind === 'calls') return !readsOnly || onlyReads(outcome.calls)
  if (outcome.understood === false) return false
  return !readsOnly || (outcome.kind === 'ask' && (!checks || /^(Which|No) /.test(outcome.question)))
}
