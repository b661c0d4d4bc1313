// Fits a conversation into a model's context: a call is never cut from its result, old results go first, then old turns.
import { AIMessage, type BaseMessage, HumanMessage, ToolMessage } from '@langchain/core/messages'
import type { StoredTurn } from '../../services/threads.js'
import type { AssistantTurn } from '../thread-memory.js'

/** Characters of English and JSON per token, on the safe side. */
const CHARACTERS_PER_TOKEN = 3.2
const TOKENS_PER_MESSAGE = 6

/** What a message or a text costs, estimated upwards. */
export function estimateTokens(value: BaseMessage | string): number {
  if (typeof value === 'string') return Math.ceil(value.length / CHARACTERS_PER_TOKEN)
  const calls = value instanceof AIMessage && value.tool_calls?.length ? JSON.stringify(value.tool_calls) : ''
  return TOKENS_PER_MESSAGE + estimateTokens(value.text + calls)
}

const cost = (messages: readonly BaseMessage[]) => messages.reduce((sum, m) => sum + estimateTokens(m), 0)

/** A former turn: whole, and as words only. */
interface FormerTurn {
  whole: BaseMessage[]
  words: BaseMessage[]
}

export interface Fitted {
  messages: BaseMessage[]
  /** True when something of the conversation had to stay out. */
  leftOut: boolean
}

/**
 * The former turns that fit before this turn's messages, newest kept first, within `room` tokens. A turn that does not
 * fit whole is tried without its tool calls and results. Results of this turn are cut only where it alone is too long.
 */
export function fitContext(former: readonly StoredTurn[], turn: readonly BaseMessage[], room: number): Fitted {
  const current = cost(turn) > room ? shortenResults(turn, room) : [...turn]
  let left = room - cost(current)
  let leftOut = current.some((m, i) => m !== turn[i])
  const kept: BaseMessage[][] = []
  for (const { whole, words } of formerTurns(former).reverse()) {
    const fits = [whole, words].find((messages) => cost(messages) <= left)
    if (fits !== whole) leftOut = true
    if (!fits) break
    kept.unshift(fits)
    left -= cost(fits)
  }
  return { messages: [...kept.flat(), ...current], leftOut }
}

function formerTurns(turns: readonly StoredTurn[]): FormerTurn[] {
  const former: FormerTurn[] = []
  for (const { author, content, seq } of turns) {
    const text = String(content.text ?? '')
    if (author === 'user') {
      former.push({ whole: [new HumanMessage(text)], words: [new HumanMessage(text)] })
      continue
    }
    const turn = former.at(-1)
    if (!turn) continue
    const tools = (content as Partial<AssistantTurn>).tools ?? []
    if (tools.length > 0) {
      const id = (i: number) => `former-${seq}-${i}`
      const tool_calls = tools.map((t, i) => ({ name: t.name, args: t.input, id: id(i), type: 'tool_call' as const }))
      turn.whole.push(new AIMessage({ content: '', tool_calls }))
      turn.whole.push(...tools.map((t, i) => new ToolMessage({ content: t.say, tool_call_id: id(i), name: t.name })))
    }
    turn.whole.push(new AIMessage(text))
    turn.words.push(new AIMessage(text))
  }
  return former
}

/** Cuts the longest results of a turn, each with a word about it, until the turn fits. */
function shortenResults(turn: readonly BaseMessage[], room: number): BaseMessage[] {
  const results = turn.filter((m) => m instanceof ToolMessage)
  const others = cost(turn) - cost(results)
  const each = Math.max(200, Math.floor(((room - others) / Math.max(1, results.length)) * CHARACTERS_PER_TOKEN) - 100)
  return turn.map((message) => {
    if (!(message instanceof ToolMessage) || message.text.length <= each) return message
    const { tool_call_id, name, status } = message
    const content = `${message.text.slice(0, each)} [the rest is left out here; the person sees all of it]`
    return new ToolMessage({ content, tool_call_id, name, status })
  })
}
