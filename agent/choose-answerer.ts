// Who composes an answer: the planner where it can account for every word, else the language model.
import type { StoredTurn } from '../services/threads.js'
import type { AssistantDeps } from './assistant-deps.js'
import type { Answerer, Run } from './run.js'

export interface ChooseAnswerer {
  (run: Run, turns: StoredTurn[]): Promise<Answerer>
  /** The one that answered before a card, for what follows the decision. */
  again(run: Run, answeredBy: string): Promise<Answerer>
}

export function createAnswererChoice({ newId }: AssistantDeps): ChooseAnswerer {
  const planner = async (run: Run): Promise<Answerer> => {
    const { PlannerModel } = await import('./model/planner-model.js')
    const plan = () => {
      const outcome = run.plan()
      if (outcome.kind === 'ask') {
        run.outcome = 'asked'
        run.choices = outcome.choices
      } else if (outcome.kind === 'refuse') {
        run.outcome = 'refused'
        run.choices = outcome.suggestions.map((text) => ({ label: text, message: text }))
      }
      return outcome
    }
    return { name: 'planner', model: new PlannerModel(plan, newId) }
  }
  return Object.assign((run: Run) => planner(run), { again: (run: Run) => planner(run) })
}
