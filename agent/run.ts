// One question on its way to an answer: who asks, what was done so far, how much may still be done.
import type { Actor } from '../services/actor.js'
import { Fault } from '../services/fault.js'
import type { StoredTurn } from '../services/threads.js'
import type { AnswerFigure, AnswerTable } from '../tools/answer.js'
import type { ToolContext } from '../tools/define-tool.js'
import type { Answerer } from './answerer.js'
import type { RunLimits } from './assistant-deps.js'
import type { AppliedChange, AssistantEvent, Choice, Outcome, ToolUse } from './assistant-events.js'
import type { ModelFailure } from './model/model-failure.js'
import type { OpenCard } from './open-card.js'
import type { PlannerOutcome } from './planner/planner-types.js'

export interface Run {
  actor: Actor
  threadId: string
  question: string
  signal: AbortSignal
  /** Ends the run with this reason. */
  stop: (reason: Error) => void
  limits: RunLimits
  context: ToolContext
  emit: (event: AssistantEvent) => void
  answerer: Answerer
  /** What the planner makes of the question; asked once. */
  plan: () => Promise<PlannerOutcome>
  /** Former turns of the conversation, oldest first. */
  former: readonly StoredTurn[]
  /** Every name that the asker may see. */
  names: readonly string[]
  tools: ToolUse[]
  tables: AnswerTable[]
  figures: AnswerFigure[]
  /** Set where the answer is a question or a refusal. */
  outcome: Outcome
  choices: Choice[]
  notes: string[]
  /** Replace a model's words by the tools' where they hold what no tool returned. */
  strict: boolean
  changeSet?: AppliedChange
  /** What came of the card that this run goes on from. */
  decided?: string
  /** Why the model did not answer itself, where another one did. */
  modelFailure?: ModelFailure
  /** Set when this turn ends with a card. */
  card?: OpenCard
  counts: { modelTurns: number; toolCalls: number; same: Map<string, number>; output: number }
  usage: { inputTokens: number; outputTokens: number }
}

/** A run that has used up one of its bounds: told to the person, never repeated. */
export class RunLimitReached extends Fault {
  constructor(what: string) {
    super('too_many', what, 'Ask for less at once, or in another way.')
    this.name = 'RunLimitReached'
  }
}

/** Counts one call of a model. Throws RunLimitReached. */
export function countModelTurn(run: Run): void {
  run.signal.throwIfAborted()
  if (++run.counts.modelTurns > run.limits.modelTurns)
    throw new RunLimitReached(`The model did not come to an end within ${run.limits.modelTurns} steps.`)
}

/** Throws RunLimitReached where a message with so many calls goes beyond the bound: then none of them is made. */
export function expectToolCalls(run: Run, count: number): void {
  if (run.counts.toolCalls + count > run.limits.toolCalls)
    throw new RunLimitReached(`More than ${run.limits.toolCalls} tool calls for one question.`)
}

/** Counts one tool call. Throws RunLimitReached at the same call for the third time. */
export function countToolCall(run: Run, tool: string, input: unknown): void {
  run.signal.throwIfAborted()
  run.counts.toolCalls++
  const key = `${tool} ${JSON.stringify(input)}`
  const times = (run.counts.same.get(key) ?? 0) + 1
  run.counts.same.set(key, times)
  if (times >= run.limits.sameCall) throw new RunLimitReached(`The model made the same call to ${tool} ${times} times.`)
}
