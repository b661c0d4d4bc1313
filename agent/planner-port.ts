// What the assistant asks of a planner and gets back. Plain data: a planner reaches no database, clock or model.
import type { LexiconReading } from '../services/lexicon.js'
import type { Choice } from './assistant-events.js'

export interface PlannerRequest {
  text: string
  /** The business day, '2026-10-15'. */
  today: string
  lexicon: LexiconReading['lexicon']
  context: ThreadContext
  /** Full-time hours of a month on a project (its code), or without override where that is null. */
  fullTimeHours?: LexiconReading['fullTimeHours']
}

/** The conversation so far, oldest first. */
export interface ThreadContext {
  turns: { text: string; calls: { tool: string; input: object; output?: unknown }[]; answer?: string }[]
}

export type PlannerOutcome =
  | { kind: 'calls'; calls: { tool: string; input: object }[] }
  | { kind: 'ask'; question: string; choices: Choice[] }
  | { kind: 'refuse'; text: string; suggestions: string[] }

export type PlanRequest = (request: PlannerRequest) => PlannerOutcome
