import type { Clause } from './clause.js'
import type { PlannerOutcome } from './planner-types.js'
import { plain } from './tokenise.js'
import { PAGE_TASKS } from './words/administration.js'

const TASKS = PAGE_TASKS.map((task) => ({
  text: task.text,
  things: task.things.split(' | '),
  verbs: task.verbs?.split(' | '),
}))
const HISTORY = TASKS.find((t) => t.text.includes('/history'))!

const words = (text: string): string =>
  ` ${plain(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `

/** Administration is done on pages: the sentence with the link. Undefined where the clause is about something else. */
export function pageFor(clause: Clause): PlannerOutcome | undefined {
  const text = words(clause.plain)
  const task = TASKS.find(
    (t) =>
      t !== HISTORY &&
      t.things.some((thing) => text.includes(` ${thing} `)) &&
      (!t.verbs || t.verbs.some((verb) => text.includes(` ${verb} `))),
  )
  return task ? toPage(task.text) : undefined
}

/** "Who set this to 80?" is answered by the history page, before any reading as a question about hours. */
export function historyPage(clause: Clause): PlannerOutcome | undefined {
  const text = words(clause.plain)
  return HISTORY.things.some((thing) => text.includes(` ${thing} `)) ? toPage(HISTORY.text) : undefined
}

const toPage = (text: string): PlannerOutcome => ({
  kind: 'refuse',
  text: `That is not done in chat. ${text}`,
  suggestions: [],
})
