// The assistant: a question in, a stream of events out; writes wait for a person. May import tools and prompts; what it
// needs of services is handed in. LangChain is loaded at the first question.
import type { Actor } from '../services/actor.js'
import { Fault } from '../services/fault.js'
import { answerToCard } from './answer-to-card.js'
import { type AssistantDeps, DEFAULT_LIMITS, MAX_MESSAGE, type RunLimits } from './assistant-deps.js'
import type { AssistantEvent, Decision } from './assistant-events.js'
import { chooseAnswerer, sameAnswerer } from './choose-answerer.js'
import { decideCard } from './decide-card.js'
import { EventQueue } from './event-queue.js'
import type { Graph, GraphResult } from './graph.js'
import { createLexiconCache, namesOf } from './lexicon-cache.js'
import { createModelControl, type ModelControl } from './model-control.js'
import { newRun } from './new-run.js'
import type { OpenCard } from './open-card.js'
import { planWithHours } from './plan-with-hours.js'
import type { PlannerOutcome } from './planner/planner-types.js'
import type { Run } from './run.js'
import { createRunGate } from './run-gate.js'
import { runSignal } from './run-signal.js'
import { runStream } from './run-stream.js'
import { REMEMBERED, threadContext } from './thread-memory.js'
import { createThreads, type Threads } from './threads.js'

export interface Question {
  actor: Actor
  /** Absent: a new conversation; its id comes with `done`. */
  threadId?: string
  message: string
  signal: AbortSignal
}

export interface CardDecision {
  actor: Actor
  threadId: string
  approvalId: string
  decisions: Decision[]
  signal: AbortSignal
}

export interface Assistant {
  /** Throws Fault (not_found, busy, too_many, invalid) before the first event; later faults are `error` events. */
  ask(question: Question): AsyncIterable<AssistantEvent>
  decide(decision: CardDecision): AsyncIterable<AssistantEvent>
  threads: Threads
  /** Which model answers, its health, pulling one. */
  models: ModelControl
  /** Loads what the first question needs; call it when nothing else is to do. */
  warm(): Promise<void>
  close(): Promise<void>
}

/** Builds the assistant; loads and opens nothing yet. */
export function createAssistant(deps: AssistantDeps): Assistant {
  const { db, services, newId } = deps
  const limits: RunLimits = { ...DEFAULT_LIMITS, ...deps.limits }
  const readNames = createLexiconCache(deps)
  const enter = createRunGate(limits.runsPerUser)
  const models = createModelControl(deps)
  const planner = once(() => deps.loadPlanner())
  let opened: Promise<Graph> | undefined
  const graph = () => {
    opened ??= import('./graph.js').then((module) => module.openGraph(deps.checkpointFile, newId))
    return opened
  }
  const choice = async () => {
    const settings = await models.settings()
    return { settings, modelState: () => models.watch.state(settings), newId }
  }

  async function* ask({ actor, message, signal: asker, ...question }: Question): AsyncGenerator<AssistantEvent> {
    const text = message.trim()
    if (text.length > MAX_MESSAGE)
      throw new Fault('invalid', `A message has at most ${MAX_MESSAGE} characters; this one has ${text.length}.`)
    const thread = question.threadId ? await services.getThread(db, actor.userId, question.threadId) : undefined
    const threadId = thread?.id ?? newId()
    const answered = thread?.card ? answerToCard(text, thread.card as unknown as OpenCard) : undefined
    if (answered) {
      yield* decide({ actor, threadId, signal: asker, ...answered })
      return
    }
    const leave = enter(actor, threadId)
    const bound = runSignal(asker, limits.wallMs)
    const queue = new EventQueue<AssistantEvent>()
    try {
      const { lexicon, fullTimeHours, projectsOf } = await readNames(actor)
      const turns = thread ? await services.recentTurns(db, threadId, REMEMBERED) : []
      const context = threadContext(turns)
      const planRequest = await planner()
      const request = { text, today: deps.today(), lexicon, context, fullTimeHours, projectsOf }
      const plan = once(() =>
        planWithHours(
          (monthOf) => planRequest({ ...request, monthOf }),
          (wanted) => services.readPresentHours(db, actor, wanted),
        ),
      )
      const emit = (event: AssistantEvent) => queue.push(event)
      const asked = { actor, threadId, question: text, emit, plan, former: turns, names: namesOf(lexicon) }
      const run = newRun(deps, limits, bound, asked)
      if (thread?.card) await withdraw(run, thread.card as unknown as OpenCard)
      const work = async () => {
        run.answerer = await chooseAnswerer(run, await choice())
        return (await graph()).ask(run)
      }
      yield* runStream(deps, run, queue, work, text)
      if (run.modelFailure) models.watch.doubt()
    } finally {
      bound.release()
      leave()
    }
  }

  /** A new message takes the open card back and says so. */
  async function withdraw(run: Run, card: OpenCard): Promise<void> {
    if (!(await services.takeCard(db, run.threadId, card.approvalId))) return
    const { actor, now } = run.context
    for (const plan of card.plans) await services.withdrawPlan({ db, actor, via: 'chat', now, newId }, plan.id)
    await services.amendTurn(db, run.threadId, card.approvalId, { card: 'withdrawn' })
    run.notes.push('The change that was waiting is withdrawn; nothing was applied.')
  }

  async function* decide({ signal: asker, ...decision }: CardDecision): AsyncGenerator<AssistantEvent> {
    const { actor, threadId } = decision
    await services.getThread(db, actor.userId, threadId)
    const leave = enter(actor, threadId)
    const bound = runSignal(asker, limits.wallMs)
    const queue = new EventQueue<AssistantEvent>()
    try {
      const decided = await decideCard(deps, { ...decision, signal: bound.signal })
      if (decided.kind === 'asks-again') {
        yield* decided.events
        return
      }
      const { card, reply, applied, changeSet } = decided
      // Every call of this turn has its reply, so the planner has nothing to plan any more.
      const plan = async (): Promise<PlannerOutcome> => ({ kind: 'refuse', text: reply, suggestions: [] })
      const emit = (event: AssistantEvent) => queue.push(event)
      const former = (await services.recentTurns(db, threadId, REMEMBERED)).slice(0, -2)
      const { lexicon } = await readNames(actor)
      const asked = { actor, threadId, question: card.question, emit, plan, former, names: namesOf(lexicon) }
      const run = newRun(deps, limits, bound, asked)
      Object.assign(run, { changeSet, decided: reply })
      const work = async (): Promise<GraphResult> => {
        run.answerer = await sameAnswerer(run, card.answeredBy, await choice())
        return (await (await graph()).resume(run, { reply, applied })) ?? { waiting: false, text: reply }
      }
      yield* runStream(deps, run, queue, work)
    } finally {
      bound.release()
      leave()
    }
  }

  const threads = createThreads(deps, async (threadId) => {
    if (opened) await (await opened).forget(threadId)
  })

  return {
    ask,
    decide,
    models,
    threads,
    warm: async () => {
      await planner()
      await (await graph()).warm()
      await models.warm()
      await threads.prune()
    },
    close: async () => {
      if (opened) (await opened).close()
    },
  }
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
