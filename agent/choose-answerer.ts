// Who composes an answer: the planner where it can account for every word, else the language model.
import type { Answerer } from './answerer.js'
import type { AssistantSettings } from './assistant-deps.js'
import { ModelFailure } from './model/model-failure.js'
import { isUsable, type ModelState } from './model/model-state.js'
import type { PlannerOutcome } from './planner/planner-types.js'
import { plannerAnswerer } from './planner-answerer.js'
import type { Run } from './run.js'

export interface AnswererChoice {
  settings: AssistantSettings
  /** State of the model that the settings name; asked only when a model is wanted. */
  modelState: () => Promise<ModelState>
  newId: () => string
}

/** The answerer of a question. Throws ModelFailure where only a model may answer and there is none. */
export async function chooseAnswerer(run: Run, choice: AnswererChoice): Promise<Answerer> {
  const { settings, newId } = choice
  const planner = () => plannerAnswerer(run, newId)
  if (settings.mode === 'planner') return planner()
  // A question or a refusal that accounts for every word is better than a model's guess.
  if (settings.mode === 'hybrid' && isUnderstood(await run.plan())) return planner()
  const state = await choice.modelState()
  if (!isUsable(state)) {
    if (settings.mode === 'hybrid') return planner()
    throw new ModelFailure(
      state.state === 'no_model' || state.state === 'no_tools' ? state.state : 'down',
      'There is no language model to answer.',
      state.fix ?? 'Choose a model, or let the built-in planner answer.',
    )
  }
  return languageAnswerer(run, choice, state)
}

const isUnderstood = (outcome: PlannerOutcome) => outcome.kind === 'calls' || outcome.understood !== false

/** The one who goes on after a decision: the one that had asked, where it still can. */
export async function sameAnswerer(run: Run, answeredBy: string, choice: AnswererChoice): Promise<Answerer> {
  const { settings, newId } = choice
  if (answeredBy === 'planner' || settings.mode === 'planner') return plannerAnswerer(run, newId)
  const state = await choice.modelState()
  return isUsable(state) ? languageAnswerer(run, choice, state) : plannerAnswerer(run, newId)
}

async function languageAnswerer(run: Run, { settings, newId }: AnswererChoice, state: ModelState): Promise<Answerer> {
  run.strict = settings.strict ?? false
  const [{ languageModel }, { modelAnswerer }, { CONTEXT_TOKENS }] = await Promise.all([
    import('./model/language-model.js'),
    import('./model-answerer.js'),
    import('./model/model-list.js'),
  ])
  return modelAnswerer(run, {
    name: `${state.provider}:${state.model}`,
    model: await languageModel(settings, state, run.signal, run.limits.fetch),
    contextTokens: state.contextTokens ?? CONTEXT_TOKENS,
    server: state.provider === 'openai' ? (settings.openaiBaseUrl ?? '') : settings.ollamaUrl,
    newId,
    ...(settings.mode === 'hybrid' ? { fallback: () => plannerAnswerer(run, newId) } : {}),
  })
}
