// The assistant on the small test organisation, with a planner that knows what the test tells it.
import { type Assistant, createAssistant } from '../agent/assistant.js'
import type { AssistantDeps, AssistantSettings } from '../agent/assistant-deps.js'
import type { AssistantEvent, Decision } from '../agent/assistant-events.js'
import type { PlannerOutcome, PlannerRequest } from '../agent/planner/planner-types.js'
import { assistantServices } from '../app/assistant-services.js'
import type { Actor } from '../services/actor.js'
import { openSmallOrganisation, type SmallOrganisation, TODAY } from './small-organisation.js'

export type Event<T extends AssistantEvent['type']> = Extract<AssistantEvent, { type: T }>

export interface SmallAssistant {
  org: SmallOrganisation
  assistant: Assistant
  /** What the planner was asked. */
  asked: PlannerRequest[]
  settings: AssistantSettings
  clock: { now: Date }
  logged: unknown[]
  ask(actor: Actor, message: string, threadId?: string): Promise<AssistantEvent[]>
  decide(actor: Actor, card: AssistantEvent[], decision: Partial<Decision>): Promise<AssistantEvent[]>
  close(): Promise<void>
}

/** `plan` answers what the built-in planner would; calls are given as [tool, input]. */
export async function openSmallAssistant(
  plan: (text: string, request: PlannerRequest) => [string, object][] | PlannerOutcome,
  more: Partial<AssistantDeps> & { organisation?: SmallOrganisation } = {},
): Promise<SmallAssistant> {
  const org = more.organisation ?? (await openSmallOrganisation())
  const asked: PlannerRequest[] = []
  const logged: unknown[] = []
  const newId = () => crypto.randomUUID()
  const clock = { now: new Date('2025-05-15T09:00:00Z') }
  const settings: AssistantSettings = { mode: 'planner', model: 'none', ollamaUrl: 'http://127.0.0.1:9' }
  const assistant = createAssistant({
    db: org.db,
    services: assistantServices,
    toolContext: (who, { signal, threadId }) => ({
      ...org.toolContext(who),
      via: 'chat',
      now: () => clock.now,
      newId,
      signal,
      threadId,
    }),
    now: () => clock.now,
    today: () => TODAY,
    newId,
    checkpointFile: ':memory:',
    settings: () => settings,
    loadPlanner: async () => (request) => {
      asked.push(request)
      const outcome = plan(request.text, request)
      return Array.isArray(outcome)
        ? { kind: 'calls', calls: outcome.map(([tool, input]) => ({ tool, input })) }
        : outcome
    },
    log: (error) => logged.push(error),
    ...more,
  })
  const signal = new AbortController().signal
  return {
    org,
    assistant,
    asked,
    settings,
    clock,
    logged,
    ask: (actor, message, threadId) => all(assistant.ask({ actor, message, threadId, signal })),
    decide: (actor, events, decision) => {
      const card = only(events, 'approval')
      const decisions = [{ planId: card.plans[0]!.id, approve: true, ...decision }]
      const { threadId } = only(events, 'done')
      return all(assistant.decide({ actor, threadId, approvalId: card.approvalId, decisions, signal }))
    },
    close: async () => {
      await assistant.close()
      await org.close()
    },
  }
}

export async function all<T>(events: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const event of events) list.push(event)
  return list
}

/** The one event of that type; fails the test where there is none. */
export function only<T extends AssistantEvent['type']>(events: AssistantEvent[], type: T): Event<T> {
  const found = events.filter((e): e is Event<T> => e.type === type)
  if (found.length !== 1) throw new Error(`${found.length} ${type} events in ${JSON.stringify(events)}`)
  return found[0]!
}
