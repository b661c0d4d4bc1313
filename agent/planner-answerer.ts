import type { Answerer } from './answerer.js'
import type { Run } from './run.js'

let loading: Promise<typeof import('./model/planner-model.js')> | undefined

/** The built-in planner as the one who answers: its questions and refusals become those of the turn. */
export async function plannerAnswerer(run: Run, newId: () => string): Promise<Answerer> {
  loading ??= import('./model/planner-model.js')
  const { PlannerModel } = await loading
  const plan = async () => {
    const outcome = await run.plan()
    if (outcome.kind === 'ask') {
      run.outcome = 'asked'
      run.choices = outcome.choices
    } else if (outcome.kind === 'refuse') {
      run.outcome = 'refused'
      run.choices = outcome.suggestions.map((text) => ({ label: text, message: text }))
    } else for (const told of outcome.leftOut ?? []) say(run, `I left out: "${told}".`)
    return outcome
  }
  const model = new PlannerModel(plan, newId)
  return { name: 'planner', promptHash: '', ownWords: false, reply: (turn, invoke) => invoke(model, turn) }
}

function say(run: Run, note: string): void {
  if (!run.notes.includes(note)) run.notes.push(note)
}
