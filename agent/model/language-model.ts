// Builds the LangChain model of one run. One client per run: an abort must never reach somebody else's answer.
import type { BaseChatModel } from '@langchain/core/language_models/chat_models'
import type { AssistantSettings } from '../assistant-deps.js'
import { ANSWER_TOKENS, CONTEXT_TOKENS } from './model-list.js'
import type { ModelState } from './model-state.js'
import { sendConsoleToStderr } from './quiet-console.js'
import { type FetchBounds, runFetch } from './run-fetch.js'

/** A stream of completions that came to its end says why it ended. A reported error is an end too. */
const WHOLE_STREAM = /\[DONE\]|"finish_reason":\s*"|"error":/

/** A model that talks to the server of the settings until `signal` ends it. Loads the client's package. */
export async function languageModel(
  settings: AssistantSettings,
  state: ModelState,
  signal: AbortSignal,
  bounds?: FetchBounds,
): Promise<BaseChatModel> {
  sendConsoleToStderr()
  if (state.provider === 'openai') {
    const fetch = runFetch(signal, bounds, WHOLE_STREAM)
    const { ChatOpenAI } = await import('@langchain/openai')
    return new ChatOpenAI({
      model: state.model ?? '',
      apiKey: settings.openaiApiKey || 'none',
      temperature: 0,
      maxTokens: ANSWER_TOKENS,
      maxRetries: 0,
      streaming: true,
      streamUsage: true,
      useResponsesApi: false,
      configuration: { baseURL: settings.openaiBaseUrl, fetch, maxRetries: 0 },
    }) as unknown as BaseChatModel
  }
  const fetch = runFetch(signal, bounds)
  const { ChatOllama } = await import('@langchain/ollama')
  return new ChatOllama({
    model: state.model ?? '',
    baseUrl: settings.ollamaUrl.replace(/\/+$/, ''),
    temperature: 0,
    numCtx: state.contextTokens ?? CONTEXT_TOKENS,
    numPredict: ANSWER_TOKENS,
    think: false,
    keepAlive: '30m',
    maxRetries: 0,
    checkOrPullModel: false,
    fetch,
  }) as unknown as BaseChatModel
}
