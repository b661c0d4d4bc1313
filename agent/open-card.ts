import type { Plan } from '../services/change.js'

/** A change that waits for a person, as the thread keeps it: enough to show it again and to plan it anew. */
export interface OpenCard {
  approvalId: string
  plans: Plan[]
  expiresAt: string
  /** What the plan does, with warnings. */
  text: string
  /** The write calls that made the plan, in order. */
  calls: { tool: string; input: Record<string, unknown> }[]
  answeredBy: string
  question: string
}
