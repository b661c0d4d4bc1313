// The assistant: a question in, a stream of events out; writes wait for a person. May import tools and prompts; what it
// needs of services is handed in. LangChain is loaded at the first question.
import type { Actor } from '../services/actor.js'
import { Fault } from '../services/fault.js'
import { type AssistantDeps, DEFAULT_LIMITS, MAX_MESSAGE, type RunLimits } from './assistant-deps.js'
import type { AssistantEvent, Decision } from './assistant-events.js'
import { type ChooseAnswerer, createAnswererChoice } from './choose-answerer.js'
import { decideCard } from './decide-card.js'
import { EventQueue } from './event-queue.js'
import { explainFailure } from './explain-failure.js'
import { finishTurn, storedFailure } from './finish-turn.js'
import type { Graph, GraphResult } from './graph.js'
import { createLexiconCache } from './lexicon-cache.js'
import type { OpenCard } from './open-card.js'
import type { Answerer, Run } from './run.js'
import { runSignal } from './run-signal.js'
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
  /** Throws Fault (not_found, busy, invalid) before the first event; later faults are `error` events. */
  ask(question: Question): AsyncIterable<AssistantEvent>
  decide(decision: CardDecision): AsyncIterable<AssistantEvent>
  threads: Threads
  /** Loads what the first question needs; call it when nothing else is to do. */
  warm(): Promise<void>
  close(): Promise<void>
}

/** Builds the assistant; loads and opens nothing yet. */
export function createAssistant(deps: AssistantDeps): Assistant {
  const limits: RunLimits = { ...DEFAULT_LIMITS, ...deps.limits }
  const readNames = createLexiconCache(deps)
  const chooseAnswerer: ChooseAnswerer = createAnswererChoice(deps)
  const busyThreads = new Set<string>()
  const runsOf = new Map<string, number>()
  let opening: Promise<Graph> | undefined
  let loading: ReturnType<AssistantDeps['loadPlanner']> | undefined
  const planner = () => {
    loading ??= deps.loadPlanner()
    return loading
  }
  const graph = () => {
    opening ??= import('./graph.js').then((module) => module.openGraph(deps.checkpointFile, deps.newId))
    return opening
  }

  /** At most so many runs of a user at once, one of a conversation; throws Fault busy or too_many. */
  function enter(actor: Actor, threadId: string): () => void {
    const running = runsOf.get(actor.userId) ?? 0
    if (running >= limits.runsPerUser)
      throw new Fault('too_many', `${running} questions of yours are being answered already.`, 'Wait, or stop one.')
    if (busyThreads.has(threadId))
      throw new Fault('busy', 'This conversation is still answering.', 'Wait for the answer, or stop it.')
    busyThreads.add(threadId)
    runsOf.set(actor.userId, running + 1)
    return () => {
      busyThreads.delete(threadId)
      runsOf.set(actor.userId, (runsOf.get(actor.userId) ?? 1) - 1)
    }
  }

  function newRun(
    question: Pick<Question, 'actor' | 'signal'> & { threadId: string; text: string },
    emit: Run['emit'],
    plan: Run['plan'],
  ): Run {
    return {
      actor: question.actor,
      threadId: question.threadId,
      question: question.text,
      signal: question.signal,
      limits,
      context: deps.toolContext(question.actor, question),
      emit,
      answerer: undefined as unknown as Answerer,
      plan,
      tools: [],
      tables: [],
      figures: [],
      outcome: 'answered',
      choices: [],
      notes: [],
      counts: { modelTurns: 0, toolCalls: 0, same: new Map(), output: 0 },
      usage: { inputTokens: 0, outputTokens: 0 },
    }
  }

  /** Runs `work` beside the stream of its events; a failure is an event and a turn of the conversation. */
  async function* stream(
    run: Run,
    queue: EventQueue<AssistantEvent>,
    work: () => Promise<GraphResult>,
    userText?: string,
  ) {
    const startedAt = Date.now()
    const working = (async () => {
      try {
        const result = await work()
        for (const event of await finishTurn(deps, run, result, { userText, ms: Date.now() - startedAt }))
          queue.push(event)
      } catch (error) {
        const event = explainFailure(error, run.signal, deps.log)
        await storedFailure(deps, run, event, { userText, ms: Date.now() - startedAt })
        queue.push(event)
      } finally {
        queue.push({ type: 'done', threadId: run.threadId })
        queue.end()
      }
    })()
    yield* queue
    await working
  }

  async function* ask({ actor, message, signal: asker, ...question }: Question): AsyncGenerator<AssistantEvent> {
    const text = message.trim()
    if (text.length > MAX_MESSAGE)
      throw new Fault('invalid', `A message has at most ${MAX_MESSAGE} characters; this one has ${text.length}.`)
    const thread = question.threadId
      ? await deps.services.getThread(deps.db, actor.userId, question.threadId)
      : undefined
    const threadId = thread?.id ?? deps.newId()
    const leave = enter(actor, threadId)
    const { signal, release } = runSignal(asker, limits.wallMs)
    const queue = new EventQueue<AssistantEvent>()
    try {
      const { lexicon, fullTimeHours } = await readNames(actor)
      const turns = thread ? await deps.services.recentTurns(deps.db, threadId, REMEMBERED) : []
      const context = threadContext(turns)
      const planRequest = await planner()
      const plan = once(() => planRequest({ text, today: deps.today(), lexicon, context, fullTimeHours }))
      const run = newRun({ actor, signal, threadId, text }, (event) => queue.push(event), plan)
      if (thread?.card) await withdraw(run, thread.card as unknown as OpenCard)
      const work = async () => {
        run.answerer = await chooseAnswerer(run, turns)
        return (await graph()).ask(run)
      }
      yield* stream(run, queue, work, text)
    } finally {
      release()
      leave()
    }
  }

  /** A new message takes the open card back and says so. */
  async function withdraw(run: Run, card: OpenCard): Promise<void> {
    if (!(await deps.services.takeCard(deps.db, run.threadId, card.approvalId))) return
    const { db, actor, now, newId } = run.context
    for (const plan of card.plans) await deps.services.withdrawPlan({ db, actor, via: 'chat', now, newId }, plan.id)
    await deps.services.amendTurn(deps.db, run.threadId, card.approvalId, { card: 'withdrawn' })
    run.notes.push('The change that was waiting is withdrawn; nothing was applied.')
  }

  async function* decide({ signal: asker, ...decision }: CardDecision): AsyncGenerator<AssistantEvent> {
    const { actor, threadId } = decision
    await deps.services.getThread(deps.db, actor.userId, threadId)
    const leave = enter(actor, threadId)
    const { signal, release } = runSignal(asker, limits.wallMs)
    const queue = new EventQueue<AssistantEvent>()
    try {
      const decided = await decideCard(deps, { ...decision, signal })
      if (decided.kind === 'asks-again') {
        yield* decided.events
        return
      }
      const { card, reply, changeSet } = decided
      const run = newRun(
        { actor, signal, threadId, text: '' },
        (event) => queue.push(event),
        () => ({
          kind: 'refuse',
          text: reply,
          suggestions: [],
        }),
      )
      run.changeSet = changeSet
      const work = async (): Promise<GraphResult> => {
        run.answerer = await chooseAnswerer.again(run, card.answeredBy)
        const result = await (await graph()).resume(run, reply)
        return result ?? { waiting: false, text: reply }
      }
      yield* stream(run, queue, work)
    } finally {
      release()
      leave()
    }
  }

  return {
    ask,
    decide,
    threads: createThreads(deps, async (threadId) => {
      if (opening) await (await opening).forget(threadId)
    }),
    warm: async () => {
      await planner()
      await graph()
    },
    close: async () => {
      if (opening) (await opening).close()
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
