import type { BaseLanguageModelInput } from '@langchain/core/language_models/base'
import { BaseChatModel } from '@langchain/core/language_models/chat_models'
import { AIMessage, AIMessageChunk, type BaseMessage } from '@langchain/core/messages'
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs'
import type { Runnable } from '@langchain/core/runnables'
import type { PlannerOutcome } from '../planner/planner-types.js'

/**
 * The built-in planner in the seat of a language model: its first message carries the tool calls, its second one the
 * tools' own sentences. Its words are never its own, so every figure in them is a tool's.
 */
export class PlannerModel extends BaseChatModel {
  constructor(
    readonly plan: () => Promise<PlannerOutcome>,
    readonly newId: () => string,
  ) {
    super({})
    // Its words are there at once: nothing to put together.
    this.disableStreaming = true
  }

  _llmType(): string {
    return 'planner'
  }

  /** It knows the tools by heart. */
  override bindTools(): Runnable<BaseLanguageModelInput, AIMessageChunk> {
    return this as unknown as Runnable<BaseLanguageModelInput, AIMessageChunk>
  }

  async _generate(messages: BaseMessage[]): Promise<ChatResult> {
    const message = await this.#reply(messages)
    return { generations: [{ text: String(message.content), message }] }
  }

  override async *_streamResponseChunks(messages: BaseMessage[]): AsyncGenerator<ChatGenerationChunk> {
    const { content, id, tool_calls = [] } = await this.#reply(messages)
    const message = new AIMessageChunk({
      content,
      id,
      tool_call_chunks: tool_calls.map((call, index) => ({
        type: 'tool_call_chunk',
        index,
        id: call.id,
        name: call.name,
        args: JSON.stringify(call.args),
      })),
    })
    yield new ChatGenerationChunk({ text: String(content), message })
  }

  async #reply(messages: BaseMessage[]): Promise<AIMessage> {
    const said = sentencesOfTools(messages)
    if (said) return new AIMessage({ content: said, id: this.newId() })
    const outcome = await this.plan()
    if (outcome.kind === 'ask') return new AIMessage({ content: outcome.question, id: this.newId() })
    if (outcome.kind === 'refuse') return new AIMessage({ content: outcome.text, id: this.newId() })
    return new AIMessage({
      content: '',
      id: this.newId(),
      tool_calls: outcome.calls.map((call) => ({
        name: call.tool,
        args: call.input as Record<string, unknown>,
        id: this.newId(),
        type: 'tool_call',
      })),
    })
  }
}

/** What the tools said since the last message with calls; '' when none was made yet. One sentence is said once. */
export function sentencesOfTools(messages: BaseMessage[]): string {
  const said: string[] = []
  for (let i = messages.length - 1; i >= 0 && messages[i]?.getType() === 'tool'; i--)
    said.unshift(String(messages[i]?.content))
  return [...new Set(said)].join('\n\n')
}
