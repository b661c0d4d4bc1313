import type { Decision } from './assistant-events.js'
import type { OpenCard } from './open-card.js'

const YES =
  /^(?:yes|yes please|yep|ok|okay|apply|apply (?:it|that|them)|approve|approved|do it|go ahead|confirm)[.!]?$/i
const NO = /^(?:no|no thanks|nope|cancel|discard|reject|don't|do not|never mind|forget it)[.!]?$/i

/**
 * A bare yes or no written while a card waits is the person's decision about it. Whole messages only, from a fixed
 * list: everything else is a new message, and no model ever sees this.
 */
export function answerToCard(text: string, card: OpenCard): { approvalId: string; decisions: Decision[] } | undefined {
  const approve = YES.test(text)
  if (!approve && !NO.test(text)) return undefined
  return { approvalId: card.approvalId, decisions: card.plans.map((plan) => ({ planId: plan.id, approve })) }
}
