// Which model answers: the choice, its health, the models there are, pulling and loading one.
import type { Actor } from '../services/actor.js'
import { Fault } from '../services/fault.js'
import type { AssistantDeps, AssistantSettings } from './assistant-deps.js'
import { CONTEXT_TOKENS, KNOWN_MODELS, WITHOUT_TOOLS } from './model/model-list.js'
import { isUsable, type ModelState, sameModel } from './model/model-state.js'
import { createModelWatch, type ModelWatch } from './model/model-watch.js'
import { ollamaServer, type PullProgress } from './model/ollama-server.js'

export interface ModelOffer {
  /** As the setting takes it: 'ollama:qwen3.5:4b'. */
  model: string
  gigabytes: number | undefined
  about: string
  pulled: boolean
  /** False for those known to lack tools. */
  tools: boolean
}

export interface ModelControl {
  watch: ModelWatch
  /** What is in force: as started, with what was chosen in the page. */
  settings(): Promise<AssistantSettings>
  /** For /health and the page: who answers, and the model's state with its one-line fix. Never throws. */
  health(): Promise<{ assistant: AssistantSettings['mode']; model: ModelState }>
  /** The choice with everything that can be chosen. Throws nothing: a server that is down offers nothing. */
  offers(): Promise<{ mode: string; model: string; strict: boolean; state: ModelState; offers: ModelOffer[] }>
  /** Chooses mode, model or strictness, from the next message on. Fault forbidden, invalid. */
  choose(actor: Actor, choice: unknown): Promise<void>
  /** Looks again, without waiting for what is known to grow old. */
  recheck(): Promise<ModelState>
  /** Downloads a model because a person said so. Fault invalid for a strange name. */
  pull(name: string, signal: AbortSignal): AsyncIterable<PullProgress>
  /** Loads the model into memory where it is not yet, so that the first answer does not wait. */
  warm(): Promise<void>
}

const MODEL_NAME = /^[\w][\w.:/-]{0,120}$/

export function createModelControl(deps: AssistantDeps): ModelControl {
  const { db, services } = deps
  const watch = createModelWatch()
  const settings = async () => ({ ...deps.settings(), ...(await services.readAssistantChoice(db)) })
  const preloads = new Set<string>()

  return {
    watch,
    settings,
    async health() {
      const current = await settings()
      return { assistant: current.mode, model: await watch.glance(current) }
    },
    async offers() {
      const current = await settings()
      const state = await watch.state({ ...current, mode: current.mode === 'planner' ? 'hybrid' : current.mode })
      const pulled = await ollamaServer(current.ollamaUrl)
        .pulled()
        .catch(() => [])
      const known = KNOWN_MODELS.map((m) => ({
        model: `ollama:${m.name}`,
        gigabytes: m.gigabytes,
        about: m.about,
        pulled: pulled.some((p) => sameModel(p.name, m.name)),
        tools: true,
      }))
      const others = pulled
        .filter((p) => !KNOWN_MODELS.some((m) => sameModel(p.name, m.name)))
        .map((p) => {
          const tools = !WITHOUT_TOOLS.some((name) => sameModel(name, p.name))
          const about = tools ? 'Pulled by you' : 'Cannot call tools'
          return { model: `ollama:${p.name}`, gigabytes: p.gigabytes, about, pulled: true, tools }
        })
      return {
        mode: current.mode,
        model: current.model,
        strict: current.strict ?? false,
        state,
        offers: [...known, ...others],
      }
    },
    async choose(actor, choice) {
      await services.chooseAssistant(db, actor, choice)
      watch.doubt()
    },
    async recheck() {
      watch.doubt()
      return watch.state(await settings())
    },
    async *pull(name, signal) {
      if (!MODEL_NAME.test(name))
        throw new Fault('invalid', 'This is not the name of a model.', 'For example: qwen3.5:4b')
      yield* ollamaServer((await settings()).ollamaUrl).pull(name, signal)
      watch.doubt()
    },
    async warm() {
      const current = await settings()
      const state = await watch.state(current)
      if (state.provider !== 'ollama' || !isUsable(state) || state.state === 'ready' || !state.model) return
      if (preloads.has(state.model)) return
      preloads.add(state.model)
      const controller = new AbortController()
      const timer = setTimeout(() => controller.abort(), 120_000)
      timer.unref()
      await ollamaServer(current.ollamaUrl)
        .preload(state.model, state.contextTokens ?? CONTEXT_TOKENS, controller.signal)
        .catch(() => {})
      clearTimeout(timer)
      preloads.delete(state.model)
      watch.doubt()
    },
  }
}
