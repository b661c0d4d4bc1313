import type { AssistantSettings } from '../assistant-deps.js'
import { type ModelState, readModelState } from './model-state.js'

/** A good state is believed for so long, a bad one only briefly: who starts Ollama should not wait. */
const GOOD_MS = 30_000
const BAD_MS = 3000

export interface ModelWatch {
  /** The state, looked up where what is known is too old; one look at a time for everybody who asks. */
  state(settings: AssistantSettings): Promise<ModelState>
  /** What is known without waiting; a look begins where that is too old. */
  glance(settings: AssistantSettings): Promise<ModelState>
  /** Forgets what is known, e.g. after a failure. */
  doubt(): void
}

/** Remembers the state of the model that the settings name, and looks again without a restart. */
export function createModelWatch(clock: () => number = Date.now): ModelWatch {
  let known: { key: string; state: ModelState; at: number } | undefined
  let looking: { key: string; state: Promise<ModelState> } | undefined

  const keyOf = (s: AssistantSettings) =>
    JSON.stringify([s.mode, s.model, s.ollamaUrl, s.openaiBaseUrl, !!s.openaiApiKey])

  function look(settings: AssistantSettings): Promise<ModelState> {
    const key = keyOf(settings)
    if (looking?.key === key) return looking.state
    const state = readModelState(settings).then((read) => {
      known = { key, state: read, at: clock() }
      if (looking?.key === key) looking = undefined
      return read
    })
    looking = { key, state }
    return state
  }

  const isFresh = () => known !== undefined && clock() - known.at < (known.state.fix === null ? GOOD_MS : BAD_MS)

  return {
    state: async (settings) => (known?.key === keyOf(settings) && isFresh() ? known.state : look(settings)),
    glance: async (settings) => {
      if (known?.key !== keyOf(settings)) return look(settings)
      if (!isFresh()) void look(settings)
      return known.state
    },
    doubt: () => {
      known = undefined
    },
  }
}
