import type { Actor } from '../services/actor.js'
import type { StoredTurn } from '../services/threads.js'
import type { Answerer } from './answerer.js'
import type { AssistantDeps, RunLimits } from './assistant-deps.js'
import type { AssistantEvent } from './assistant-events.js'
import type { PlannerOutcome } from './planner/planner-types.js'
import type { Run } from './run.js'
import type { RunSignal } from './run-signal.js'

interface Asked {
  actor: Actor
  threadId: string
  question: string
  emit: (event: AssistantEvent) => void
  plan: () => Promise<PlannerOutcome>
  former: readonly StoredTurn[]
  names: readonly string[]
}

/** A run at its beginning. Nobody answers yet: the answerer is chosen as its first step. */
export function newRun(deps: AssistantDeps, limits: RunLimits, { signal, stop }: RunSignal, asked: Asked): Run {
  return {
    ...asked,
    signal,
    stop,
    limits,
    context: deps.toolContext(asked.actor, { signal, threadId: asked.threadId }),
    answerer: NOBODY,
    tools: [],
    tables: [],
    figures: [],
    outcome: 'answered',
    choices: [],
    notes: [],
    strict: false,
    counts: { modelTurns: 0, toolCalls: 0, same: new Map(), output: 0 },
    usage: { inputTokens: 0, outputTokens: 0 },
  }
}

const NOBODY: Answerer = {
  name: 'staffalloc',
  promptHash: '',
  ownWords: false,
  reply: () => Promise.reject(new Error('no answerer was chosen')),
}
