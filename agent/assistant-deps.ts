// What the assistant is built from. The composition root fills it in; the agent itself reaches nothing else.
import type { Db } from '../db/open.js'
import type { Actor } from '../services/actor.js'
import type * as assistantSettings from '../services/assistant-settings.js'
import type * as changeFeed from '../services/change-feed.js'
import type * as changeKeys from '../services/change-keys.js'
import type * as changes from '../services/changes.js'
import type * as lexicon from '../services/lexicon.js'
import type * as modelTurns from '../services/model-turns.js'
import type * as presentHours from '../services/present-hours.js'
import type * as threads from '../services/threads.js'
import type { ToolContext } from '../tools/define-tool.js'
import { FETCH_BOUNDS, type FetchBounds } from './model/run-fetch.js'
import type { planRequest } from './planner/plan-request.js'

/** The service functions that the assistant needs, handed in so that layers stay one way. */
export type AssistantServices = Pick<typeof changes, 'applyPlan' | 'withdrawPlan'> &
  Pick<typeof lexicon, 'readLexicon' | 'recordsChangedAfter'> &
  Pick<typeof presentHours, 'readPresentHours'> &
  Pick<typeof changeKeys, 'keyOf'> &
  Pick<typeof changeFeed, 'newestSeq' | 'listChangeSets'> &
  Pick<
    typeof threads,
    | 'listThreads'
    | 'getThread'
    | 'findThread'
    | 'recentTurns'
    | 'appendTurns'
    | 'takeCard'
    | 'replaceCard'
    | 'amendTurn'
    | 'renameThread'
    | 'deleteThread'
    | 'pruneThreads'
  > &
  Pick<typeof modelTurns, 'recordModelTurn' | 'pruneModelTurns'> &
  Pick<typeof assistantSettings, 'readAssistantChoice' | 'chooseAssistant'>

/** hybrid: the planner where it can account for every word, else the model. llm, planner: only the one. */
export type AssistantMode = 'hybrid' | 'llm' | 'planner'

export interface AssistantSettings {
  mode: AssistantMode
  /** 'auto', 'none', 'ollama:NAME', 'openai:NAME'. */
  model: string
  ollamaUrl: string
  openaiBaseUrl?: string
  openaiApiKey?: string
  /** Replace a model's prose by the tools' own sentences where it holds figures that no tool returned. */
  strict?: boolean
}

export interface AssistantDeps {
  db: Db
  services: AssistantServices
  /** What the tools may reach for this actor, through the surface 'chat'. */
  toolContext(actor: Actor, more: Pick<ToolContext, 'signal' | 'threadId'>): ToolContext
  /** The real clock: expiry, threads. */
  now: () => Date
  /** The business day, '2026-10-15'. */
  today: () => string
  newId: () => string
  /** Where the graph keeps unfinished turns: a SQLite file of its own, ':memory:' in tests. */
  checkpointFile: string
  /** Asked at every question, so that a changed setting holds from the next message on. */
  settings: () => AssistantSettings
  /** The built-in planner, loaded at the first question. */
  loadPlanner: () => Promise<typeof planRequest>
  /** Where faults of the program go; never shown to a model or a person. */
  log?: (error: unknown, about: Record<string, unknown>) => void
  limits?: Partial<RunLimits>
}

export interface RunLimits {
  /** Calls of a model in one turn. */
  modelTurns: number
  /** Tool calls in one turn. */
  toolCalls: number
  /** The same call with the same input. */
  sameCall: number
  /** Characters of a model's output in one turn. */
  outputCharacters: number
  /** Milliseconds of one turn. */
  wallMs: number
  /** Runs of one user at the same time. */
  runsPerUser: number
  /** Silence and length of a model server's replies. */
  fetch: FetchBounds
}

export const DEFAULT_LIMITS: RunLimits = {
  modelTurns: 8,
  toolCalls: 20,
  sameCall: 3,
  outputCharacters: 20_000,
  wallMs: 60_000,
  runsPerUser: 2,
  fetch: FETCH_BOUNDS,
}

/** Longest message of a person, in characters. */
export const MAX_MESSAGE = 4000
