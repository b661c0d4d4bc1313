import type { Answerer } from './answerer.js'
import type { Run } from './run.js'

let loading: Promise<typeof import('./model/planner-model.js')> | undefined

/** The built-in planner as the one who answers: its questions and refusals become those of the turn. */
export async function plannerAnswerer(run: Run, newId: () => string): Promise<Answerer> {
  loading ??= import('./model/planner-model.js')
  const { PlannerModel } = await loading
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
  const model = new PlannerModel(plan, newId)
  return { name: 'planner', promptHash: '', ownWords: false, reply: (turn, invoke) => invoke(model, turn) }
}
