// A language model as the one who answers: kept inside its context, mended where it stumbles, replaced where it fails.

import type { BaseChatModel } from '@langchain/core/language_models/chat_models'
import { AIMessage, type BaseMessage, HumanMessage } from '@langchain/core/messages'
import { loadPrompt } from '../prompts/load-prompt.js'
import type { Answerer, Invoke } from './answerer.js'
import { estimateTokens, fitContext } from './model/context-budget.js'
import { asObject, findLeakedCalls } from './model/leaked-call.js'
import { ModelFailure, toModelFailure } from './model/model-failure.js'
import { ANSWER_TOKENS } from './model/model-list.js'
import { functionTools, toolTokens } from './model/model-tools.js'
import { sentencesOfTools } from './model/planner-model.js'
import { TokenGate } from './model/token-gate.js'
import { type Run, RunLimitReached } from './run.js'

export interface ModelSeat {
  name: string
  model: BaseChatModel
  contextTokens: number
  /** Where the model is served, for messages about failures. */
  server: string
  /** Takes over where the model fails before any tool was called; absent: the failure is the answer. */
  fallback?: () => Promise<Answerer>
  newId: () => string
}

/** Room below which the model is told apart from its context: nothing sensible fits. */
const LEAST_ROOM = 500

export function modelAnswerer(run: Run, seat: ModelSeat): Answerer {
  const { actor } = run
  const prompt = loadPrompt('assistant', { today: run.context.today, name: actor.name, role: actor.systemRole })
  const room = seat.contextTokens - ANSWER_TOKENS - toolTokens() - estimateTokens(prompt.text)
  const toolNames = functionTools().map((tool) => tool.function.name)
  let gate = new TokenGate(() => {})
  let mended = false

  async function once(turn: BaseMessage[], invoke: Invoke, extra: BaseMessage[] = []): Promise<AIMessage> {
    gate = new TokenGate((text) => run.emit({ type: 'token', text }))
    const { messages, leftOut } = fitContext(run.former, turn, Math.max(LEAST_ROOM, room))
    if (leftOut) noteOnce(run, 'Older parts of this conversation were left out: the model cannot read more at once.')
    const reply = await invoke(seat.model, [...messages, ...extra], prompt.text)
    run.usage.inputTokens += reply.usage_metadata?.input_tokens ?? 0
    run.usage.outputTokens += reply.usage_metadata?.output_tokens ?? 0
    return readable(reply, seat.newId)
  }

  /** One mending a turn: a call written as text is made a call, or asked for once more; then it is a failure. */
  async function mend(reply: AIMessage, turn: BaseMessage[], invoke: Invoke): Promise<AIMessage> {
    const leaked = reply.tool_calls?.length ? undefined : findLeakedCalls(reply.text, toolNames)
    if (!leaked) return reply
    const failure = new ModelFailure('leaked_call', 'The model wrote its tool calls as text.', 'Choose another model.')
    if (mended) throw failure
    mended = true
    if (leaked !== 'unreadable')
      return new AIMessage({
        content: '',
        id: seat.newId(),
        tool_calls: leaked.map(({ name, args }) => ({ name, args, id: seat.newId(), type: 'tool_call' })),
      })
    const again = await once(turn, invoke, [reply, new HumanMessage(loadPrompt('correct-call').text)])
    if (!again.tool_calls?.length && findLeakedCalls(again.text, toolNames)) throw failure
    return again
  }

  async function reply(turn: BaseMessage[], invoke: Invoke): Promise<AIMessage> {
    const answer = await mend(await once(turn, invoke), turn, invoke)
    if (answer.tool_calls?.length) return answer
    if (!answer.text.trim()) return emptyAnswer(turn, seat.newId)
    gate.release()
    if (run.outcome === 'answered' && run.tools.length === 0 && /\?\s*$/.test(answer.text)) run.outcome = 'asked'
    return answer
  }

  return {
    name: seat.name,
    promptHash: prompt.hash,
    ownWords: true,
    onToken: (text) => {
      gate.push(text)
      run.counts.output += text.length
      if (run.counts.output > run.limits.outputCharacters)
        run.stop(new RunLimitReached('The model did not stop talking.'))
    },
    reply: async (turn, invoke) => {
      try {
        return await reply(turn, invoke)
      } catch (error) {
        if (run.signal.aborted || error instanceof RunLimitReached) throw error
        const failure = toModelFailure(error, seat.server)
        return await afterFailure(run, seat, failure, turn, invoke)
      }
    },
  }
}

/** What tools said already stands; without any, the planner asks its question; without a planner it is an error. */
async function afterFailure(
  run: Run,
  seat: ModelSeat,
  failure: ModelFailure,
  turn: BaseMessage[],
  invoke: Invoke,
): Promise<AIMessage> {
  run.modelFailure = failure
  const said = run.tools.some((t) => !t.failed) || run.changeSet ? sentencesOfTools(turn) : ''
  if (said) {
    noteOnce(run, `${failure.message} What follows are the tools' own words.`)
    return new AIMessage({ content: said, id: seat.newId() })
  }
  if (!seat.fallback || run.tools.length > 0) throw failure
  run.notes.push([failure.message, failure.hint].filter(Boolean).join(' '))
  run.answerer = await seat.fallback()
  return run.answerer.reply(turn, invoke)
}

/** Silence after good results: their own sentences. Silence after a failed call, or after nothing, is a failure. */
function emptyAnswer(turn: BaseMessage[], newId: () => string): AIMessage {
  const last = turn.at(-1)
  const failed = last?.getType() === 'tool' && (last as { status?: string }).status === 'error'
  const said = failed ? '' : sentencesOfTools(turn)
  if (!said) throw new ModelFailure('empty', 'The model gave no answer.', 'Ask again, or in other words.')
  return new AIMessage({ content: said, id: newId() })
}

/** Calls with ids of their own and arguments that are objects; what cannot be read is left to the tool to refuse. */
function readable(reply: AIMessage, newId: () => string): AIMessage {
  const calls = (reply.tool_calls ?? []).map((call) => ({ ...call, args: asObject(call.args) ?? {} }))
  for (const call of reply.invalid_tool_calls ?? [])
    calls.push({ name: call.name ?? '', args: twice(call.args) ?? { arguments: call.args ?? '' }, type: 'tool_call' })
  if (calls.length === 0 && reply instanceof AIMessage && !reply.tool_calls?.length) return plain(reply, newId)
  return new AIMessage({
    content: reply.text,
    id: newId(),
    tool_calls: calls.map((call) => ({ ...call, id: newId(), type: 'tool_call' as const })),
    usage_metadata: reply.usage_metadata,
  })
}

const plain = (reply: AIMessage, newId: () => string) =>
  new AIMessage({ content: reply.text.replace(/<think>[\s\S]*?<\/think>/g, '').trim(), id: newId() })

/** Arguments that were sent as JSON text inside JSON. */
function twice(args: string | undefined): Record<string, unknown> | undefined {
  return asObject(args) ?? asObject(asText(args))
}

function asText(args: string | undefined): unknown {
  try {
    return args === undefined ? undefined : JSON.parse(args)
  } catch {
    return undefined
  }
}

function noteOnce(run: Run, note: string): void {
  if (!run.notes.includes(note)) run.notes.push(note)
}
