// The health ladder: is the server running, is a model pulled, can it call tools, is it loaded; each with its one-line fix.
import type { AssistantSettings } from '../assistant-deps.js'
import { ModelFailure, toModelFailure } from './model-failure.js'
import { CONTEXT_TOKENS, KNOWN_MODELS, SUGGESTED_MODEL, WITHOUT_TOOLS } from './model-list.js'
import { ollamaServer } from './ollama-server.js'

export interface ModelState {
  provider: 'none' | 'ollama' | 'openai'
  /** off: none wanted. not_loaded: ready, but the first answer waits until it is in memory. */
  state: 'off' | 'down' | 'no_model' | 'no_tools' | 'unauthorised' | 'not_a_model_server' | 'not_loaded' | 'ready'
  /** What mends it, in one line; null where nothing is broken. */
  fix: string | null
  /** Name of the model that would answer. */
  model?: string
  /** Tokens of context that it gets. */
  contextTokens?: number
  /** Share of a loaded model on the graphics card. */
  onCard?: number
}

export const isUsable = (state: ModelState) => state.state === 'ready' || state.state === 'not_loaded'

/** Climbs the ladder for the model of the settings. Never throws. */
export async function readModelState(settings: AssistantSettings): Promise<ModelState> {
  if (settings.model === 'none' || settings.mode === 'planner') return { provider: 'none', state: 'off', fix: null }
  if (settings.model.startsWith('openai:')) return openAiState(settings)
  try {
    return await ollamaState(settings)
  } catch (error) {
    const failure = toModelFailure(error, settings.ollamaUrl)
    const state = failure.kind === 'not_a_model_server' ? 'not_a_model_server' : 'down'
    const fix =
      state === 'down'
        ? 'Start Ollama: ollama serve (or install it from https://ollama.com)'
        : `What answers at ${settings.ollamaUrl} is not Ollama: check OLLAMA_URL`
    return { provider: 'ollama', state, fix }
  }
}

async function ollamaState({ ollamaUrl, model }: AssistantSettings): Promise<ModelState> {
  const server = ollamaServer(ollamaUrl)
  await server.version()
  const pulled = (await server.pulled()).map((m) => m.name)
  const wanted = model.startsWith('ollama:') ? model.slice('ollama:'.length) : undefined
  const candidates = wanted === undefined ? inOrder(pulled) : pulled.filter((name) => sameModel(name, wanted))
  if (candidates.length === 0)
    return {
      provider: 'ollama',
      state: 'no_model',
      fix: `Pull a model: ollama pull ${wanted ?? SUGGESTED_MODEL}`,
      ...(wanted ? { model: wanted } : {}),
    }
  for (const name of candidates) {
    const abilities = await server.abilities(name)
    if (!abilities.tools) continue
    const loaded = (await server.loaded().catch(() => [])).find((m) => sameModel(m.name, name))
    const contextTokens = Math.min(CONTEXT_TOKENS, abilities.contextTokens ?? CONTEXT_TOKENS)
    return {
      provider: 'ollama',
      state: loaded ? 'ready' : 'not_loaded',
      fix: null,
      model: name,
      contextTokens,
      ...(loaded ? { onCard: loaded.onCard } : {}),
    }
  }
  return {
    provider: 'ollama',
    state: 'no_tools',
    fix: `${candidates[0]} cannot call tools: ollama pull ${SUGGESTED_MODEL}`,
    ...(wanted ? { model: wanted } : {}),
  }
}

/** Known ones first, best first; then the rest, but those that lack tools. At most ten are looked at. */
function inOrder(pulled: string[]): string[] {
  const rank = (name: string) => {
    const at = KNOWN_MODELS.findIndex((known) => sameModel(known.name, name))
    return at < 0 ? KNOWN_MODELS.length : at
  }
  const lacks = (name: string) => WITHOUT_TOOLS.some((known) => sameModel(known, name))
  return pulled
    .filter((name) => !lacks(name))
    .sort((a, b) => rank(a) - rank(b))
    .concat(pulled.filter(lacks))
    .slice(0, 10)
}

/** 'qwen3' and 'qwen3:latest' are one. */
export const sameModel = (a: string, b: string) => withTag(a) === withTag(b)
const withTag = (name: string) => (name.includes(':') ? name : `${name}:latest`)

const PROBE_MS = 2000

/** An OpenAI-compatible server tells its models, but not whether they can call tools. */
async function openAiState({ openaiBaseUrl, openaiApiKey, model }: AssistantSettings): Promise<ModelState> {
  const name = model.slice('openai:'.length)
  const about = { provider: 'openai' as const, model: name }
  if (!openaiBaseUrl)
    return { ...about, state: 'down', fix: 'Set OPENAI_BASE_URL, e.g. http://127.0.0.1:1234/v1 for LM Studio' }
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), PROBE_MS)
  try {
    const response = await fetch(`${openaiBaseUrl.replace(/\/+$/, '')}/models`, {
      signal: controller.signal,
      redirect: 'error',
      headers: openaiApiKey ? { authorization: `Bearer ${openaiApiKey}` } : {},
    })
    if (response.status === 401 || response.status === 403)
      return { ...about, state: 'unauthorised', fix: 'The server refuses the key: check OPENAI_API_KEY' }
    if (!response.ok) throw new ModelFailure('server_error', `HTTP ${response.status}`)
    const { data } = (await response.json()) as { data?: { id?: string }[] }
    if (!Array.isArray(data)) throw new SyntaxError('not valid')
    if (!data.some((m) => m?.id === name))
      return {
        ...about,
        state: 'no_model',
        fix: `The server does not offer ${name}: load it there, or choose another one`,
      }
    return { ...about, state: 'ready', fix: null, contextTokens: CONTEXT_TOKENS }
  } catch (error) {
    if (controller.signal.aborted || toModelFailure(error, openaiBaseUrl).kind === 'down')
      return { ...about, state: 'down', fix: `Start the model server at ${openaiBaseUrl}` }
    return {
      ...about,
      state: 'not_a_model_server',
      fix: `What answers at ${openaiBaseUrl} is not a model server: check OPENAI_BASE_URL`,
    }
  } finally {
    clearTimeout(timer)
  }
}
