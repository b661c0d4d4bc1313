// The one LangGraph graph that every model travels: model -> our tool node -> approval -> model ... -> end.
// Loaded at the first question (or while idle), never at start.
import { BaseCallbackHandler } from '@langchain/core/callbacks/base'
import { AIMessage, type BaseMessage, HumanMessage, ToolMessage } from '@langchain/core/messages'
import { Command, interrupt } from '@langchain/langgraph'
import { SqliteSaver } from '@langchain/langgraph-checkpoint-sqlite'
import Sqlite from 'better-sqlite3'
import { createAgent, createMiddleware } from 'langchain'
import { z } from 'zod'
import { observe } from '../tools/observe.js'
import type { Answerer } from './answerer.js'
import { functionTools } from './model/model-tools.js'
import { PlannerModel, sentencesOfTools } from './model/planner-model.js'
import { countModelTurn, type Run } from './run.js'
import { type DecisionReply, runAfterDecision, runToolCalls } from './run-tool-calls.js'

export interface Graph {
  /** Runs a question; answers the last message, or that a card waits for a decision. */
  ask(run: Run): Promise<GraphResult>
  /** Goes on after a decision with what became of the waiting writes. False where nothing waits any more. */
  resume(run: Run, decision: DecisionReply): Promise<GraphResult | undefined>
  forget(threadId: string): Promise<void>
  /** Goes once through the graph, so that the first question finds everything compiled. */
  warm(): Promise<void>
  close(): void
}

export interface GraphResult {
  waiting: boolean
  text: string
}

interface State {
  messages: BaseMessage[]
}
interface Runtime {
  context: { run: Run }
}

/** The run travels beside the state: it is never written into a checkpoint. */
const contextSchema = z.object({ run: z.custom<Run>() })

/** Lets the answerer of this run speak from the graph's model seat, and counts its turns. */
const seat = createMiddleware({
  name: 'seat',
  contextSchema,
  wrapModelCall: async (request, handler) => {
    const { run } = request.runtime.context as Runtime['context']
    countModelTurn(run)
    const reply = () =>
      run.answerer.reply(request.messages, async (model, messages, systemPrompt) => {
        const chosen = model as typeof request.model
        return (await handler({
          ...request,
          model: chosen,
          messages,
          ...(systemPrompt ? { systemPrompt } : {}),
        })) as AIMessage
      })
    return await observe(`model ${run.answerer.name}`, {}, reply)
  },
})

/** Hears the words of a model as they come; awaited, so that none arrives after the answer. */
class TokenListener extends BaseCallbackHandler {
  override name = 'tokens'
  override awaitHandlers = true
  /** Whole messages are then put together from the stream, which keeps calls whose arguments could not be read. */
  lc_prefer_streaming = true
  constructor(readonly run: Run) {
    super()
  }
  override handleLLMNewToken(token: string): void {
    if (token) this.run.answerer.onToken?.(token)
  }
}

/** The planner has no words of its own: where nothing waits, what the tools said is the answer. */
const spoken = (run: Run, messages: BaseMessage[]) => ({
  messages: [...messages, new AIMessage({ content: sentencesOfTools(messages), id: run.context.newId() })],
  jumpTo: 'end' as const,
})

/** Our tool node. The prebuilt one repeats its whole batch after an interrupt and shows stack traces to the model. */
const tools = createMiddleware({
  name: 'tools',
  contextSchema,
  afterModel: {
    canJumpTo: ['model', 'end'],
    hook: async (state, runtime) => {
      const { run } = runtime.context as Runtime['context']
      const calls = waitingCalls(state as State)
      if (calls.length === 0) return { jumpTo: 'end' as const }
      const messages: BaseMessage[] = (await runToolCalls(run, calls)).map(toolMessage)
      if (run.answerer.ownWords || messages.length < calls.length) return { messages }
      return spoken(run, messages)
    },
  },
})

/**
 * Where a write waits for a person. A node of its own: what stands before `interrupt` runs again at every resume, so
 * nothing does. The decision is checked and applied outside the graph; here only its outcome arrives, and what the
 * same message asked for after the write is done.
 */
const approval = createMiddleware({
  name: 'approval',
  contextSchema,
  afterModel: {
    canJumpTo: ['model', 'end'],
    hook: async (state, runtime) => {
      const { run } = runtime.context as Runtime['context']
      const last = (state as State).messages.at(-1)
      if (last instanceof AIMessage && !last.tool_calls?.length) return undefined
      const waiting = waitingCalls(state as State)
      if (waiting.length === 0) return { jumpTo: 'model' as const }
      const decision = interrupt<{ waiting: string[] }, DecisionReply>({ waiting: waiting.map((c) => c.id) })
      const messages = (await runAfterDecision(run, waiting, decision)).map(toolMessage)
      return run.answerer.ownWords ? { messages, jumpTo: 'model' as const } : spoken(run, messages)
    },
  },
})

/** Calls of the last model message that have no reply yet. */
function waitingCalls({ messages }: State) {
  const answered = new Set<string>()
  for (let i = messages.length - 1; i >= 0; i--) {
    const message = messages[i]
    if (message instanceof ToolMessage) answered.add(message.tool_call_id)
    else if (message instanceof AIMessage)
      return (message.tool_calls ?? [])
        .filter((call) => !answered.has(call.id ?? ''))
        .map((call) => ({ id: call.id ?? '', name: call.name, input: call.args }))
    else return []
  }
  return []
}

const toolMessage = (reply: { id: string; name: string; text: string; failed: boolean }) =>
  new ToolMessage({
    content: reply.text,
    tool_call_id: reply.id,
    name: reply.name,
    status: reply.failed ? 'error' : 'success',
  })

const WARMING = 'warming'

/** Opens the checkpoint file and compiles the graph. Some 0.6 s with everything it loads. */
export function openGraph(checkpointFile: string, newId: () => string): Graph {
  const sqlite = new Sqlite(checkpointFile)
  sqlite.pragma('journal_mode = WAL')
  // A lost checkpoint costs one unfinished turn; what was applied lies in the other file, synced.
  sqlite.pragma('synchronous = NORMAL')
  sqlite.pragma('busy_timeout = 5000')
  const saver = new SqliteSaver(sqlite)
  // The tables are made at the first use only, and our first statement would come before that.
  ;(saver as unknown as { setup(): void }).setup()
  const standIn = new PlannerModel(async () => ({ kind: 'refuse', text: '', suggestions: [] }), newId)
  const agent = createAgent({
    model: standIn,
    tools: functionTools(),
    middleware: [seat, approval, tools],
    contextSchema,
    checkpointer: saver,
  })

  /** One checkpoint per stretch of work, written at its end; of a thread only the last one stays. */
  const config = (run: Run) => ({
    context: { run },
    configurable: { thread_id: run.threadId },
    durability: 'exit' as const,
    recursionLimit: 4 * run.limits.modelTurns + 10,
    signal: run.signal,
    callbacks: run.answerer.ownWords ? [new TokenListener(run)] : [],
  })
  const prune = (threadId: string) => {
    const newest = sqlite
      .prepare('select checkpoint_id from checkpoints where thread_id = ? order by checkpoint_id desc limit 1')
      .pluck()
      .get(threadId)
    for (const table of ['checkpoints', 'writes'])
      sqlite.prepare(`delete from ${table} where thread_id = ? and checkpoint_id <> ?`).run(threadId, newest)
  }
  const result = (state: unknown): GraphResult => {
    const { messages, __interrupt__: waiting } = state as State & { __interrupt__?: unknown[] }
    return { waiting: (waiting?.length ?? 0) > 0, text: messages.at(-1)?.text ?? '' }
  }

  return {
    async ask(run) {
      // The conversation lies in the threads' own table; the graph begins every question with an empty state.
      await saver.deleteThread(run.threadId)
      const state = await agent.graph.invoke({ messages: [new HumanMessage(run.question)] }, config(run))
      return result(state)
    },
    async resume(run, decision) {
      const tuple = await saver.getTuple({ configurable: { thread_id: run.threadId } })
      const waits = tuple?.pendingWrites?.some(([, channel]) => channel === '__interrupt__')
      if (!waits) return undefined
      const state = await agent.graph.invoke(new Command({ resume: decision }), config(run))
      prune(run.threadId)
      return result(state)
    },
    forget: (threadId) => saver.deleteThread(threadId),
    async warm() {
      const run = { limits: { modelTurns: 1 }, counts: { modelTurns: 0 }, signal: new AbortController().signal }
      const answerer: Answerer = {
        name: '',
        promptHash: '',
        ownWords: false,
        reply: (turn, invoke) => invoke(standIn, turn),
      }
      await agent.graph.invoke(
        { messages: [new HumanMessage('')] },
        config({ ...run, answerer, threadId: WARMING } as unknown as Run),
      )
      await saver.deleteThread(WARMING)
    },
    close: () => sqlite.close(),
  }
}
