// Who sits in the graph's model seat for a turn.
import type { BaseChatModel } from '@langchain/core/language_models/chat_models'
import type { AIMessage, BaseMessage } from '@langchain/core/messages'

/** Sends messages to a model through the graph: with the tools bound, callbacks and the run's signal. */
export type Invoke = (model: BaseChatModel, messages: BaseMessage[], systemPrompt?: string) => Promise<AIMessage>

export interface Answerer {
  /** 'planner', 'ollama:NAME', 'openai:NAME'. */
  name: string
  /** Hash of the prompt that it works with; '' without one. */
  promptHash: string
  /** True where the words are a model's own: what they hold must be checked. */
  ownWords: boolean
  /** The next message of this turn. Throws ModelFailure where there is nobody to fall back to. */
  reply(turn: BaseMessage[], invoke: Invoke): Promise<AIMessage>
  /** A piece of text as it arrives. */
  onToken?(text: string): void
}
