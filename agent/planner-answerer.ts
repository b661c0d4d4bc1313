import type { Answerer } from './answerer.js'
import type { Run } from './run.js'

/** The built-in planner as the one who answers: its questions and refusals become those of the turn. */
export async function plannerAnswerer(run: Run, newId: () => string): Promise<Answerer> {
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
  const model = new PlannerModel(plan, newId)
  return { name: 'planner', promptHash: '', ownWords: false, reply: (turn, invoke) => invoke(model, turn) }
}
