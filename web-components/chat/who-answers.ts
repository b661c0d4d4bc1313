// Who answers now, from what /health says. Pure.
import { text } from '../text.js'

export interface AssistantHealth {
  /** hybrid, llm or planner. */
  assistant: string
  model: { provider: string; state: string; fix: string | null; name?: string }
}

export interface WhoAnswers {
  label: string
  /** good: all as chosen. idle: the planner alone, because no model is there. bad: nobody can answer. */
  tone: 'good' | 'idle' | 'bad'
  /** A sentence about who answers what. */
  words: string
  /** True while the model server has not said yet how it is. */
  checking: boolean
}

/** The planner, the model's name, or both: never the name of a server that does not run. */
export function whoAnswers({ assistant, model }: AssistantHealth): WhoAnswers {
  const checking = model.state === 'checking'
  const usable = model.state === 'ready' || model.state === 'not_loaded'
  const name = model.name ?? model.provider
  if (assistant === 'planner' || model.state === 'off')
    return { label: text.planner, tone: 'good', words: text.plannerHelp, checking }
  if (usable && assistant === 'llm') return { label: name, tone: 'good', words: text.modelAnswers(name), checking }
  if (usable) return { label: text.plannerAnd(name), tone: 'good', words: text.bothAnswer(name), checking }
  if (assistant === 'llm')
    return { label: checking ? text.planner : text.nobodyAnswers, tone: 'bad', words: text.nobodyHelp, checking }
  return { label: text.planner, tone: 'idle', words: text.plannerAlone, checking }
}
