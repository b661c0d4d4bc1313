import type { PlannerOutcome } from './planner-types.js'
import type { Clause } from './reading/clause.js'
import { isWords } from './reading/items.js'
import { plain } from './reading/tokenise.js'
import { PAGE_TASKS } from './words/administration.js'

const TASKS = PAGE_TASKS.map((task) => ({
  text: task.text,
  of: task.of,
  things: task.things.split(' | '),
  verbs: task.verbs?.split(' | '),
  first: task.first ?? false,
}))
const HISTORY = TASKS.find((t) => t.text.includes('/history'))!

const words = (text: string): string =>
  ` ${plain(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `

/** Administration is done on pages: the sentence with the link. Undefined where the clause is about something else. */
export function pageFor(clause: Clause): PlannerOutcome | undefined {
  const text = words(clause.plain)
  // "Should I fire Tom?" asks for an opinion.
  const opinion = /^ (should|shall|would|could|do you think|would you|is it) /.test(text)
  const task = TASKS.find(
    (t) => t !== HISTORY && !(t.of && opinion) && (t.of ? isAbout(t.of, clause) && says(t, text) : matches(t, text)),
  )
  return task ? toPage(task.text) : undefined
}

/** "Who set this to 80?" and "override September" belong to a page before they can be read as anything else. */
export function pageBefore(clause: Clause): PlannerOutcome | undefined {
  const text = words(clause.plain)
  // "mark Alpha as done" changes a project, whoever may be called Mark.
  if (MARKS_AS.test(clause.text)) return toPage(TASKS.find((t) => t.text.startsWith('Projects are created'))!.text)
  const task = TASKS.find((t) =>
    t.of ? t.first && isWhole(t.of, clause) && says(t, text) : (t === HISTORY || t.first) && matches(t, text),
  )
  if (task && /days? off|weeks? off/.test(text) && takesOffSomebody(clause)) return undefined
  return task ? toPage(task.text) : undefined
}

const MARKS_AS =
  /^(?:please )?(?:mark|flag|set|label) .{1,60} as (?:done|complete|completed|closed|finished|active|inactive|cancelled|canceled|on hold|paused|planning|won|lost|delivered)\b/i

/** "two days off Jane on Alpha" takes hours out of the plan; "two days off for Jane" is leave. */
const takesOffSomebody = (clause: Clause): boolean =>
  clause.items.some((item, at) => {
    const next = clause.items[at + 1]
    return isWords(item, 'off') && (next?.kind === 'person' || isWords(next, 'personPronoun'))
  })

function matches(task: (typeof TASKS)[number], text: string): boolean {
  return task.things.some((thing) => text.includes(` ${thing} `)) && says(task, text)
}

const says = (task: (typeof TASKS)[number], text: string): boolean =>
  !task.verbs || task.verbs.some((verb) => text.includes(` ${verb} `))

/** A name of this kind alone, without hours: "close Alpha", "promote Jane". */
const isAbout = (kind: 'person' | 'project', clause: Clause): boolean =>
  clause.entities.some((i) => i.kind === kind) &&
  (kind === 'person' || clause.people.length === 0) &&
  clause.amounts.every((a) => a.amount.unit === 'sprints') &&
  !clause.has('hoursNoun')

/** "delete Alpha": the thing itself, not hours or bookings of it. */
const isWhole = (kind: 'person' | 'project', clause: Clause): boolean =>
  isAbout(kind, clause) &&
  clause.periods.length + clause.roles.length + clause.amounts.length === 0 &&
  !clause.has('allocation', 'allHours', 'off', 'people')

/** "That is not done in chat. People are added, changed and ended on the People page: /people." */
export const pageText = (page: string): string =>
  `That is not done in chat. ${TASKS.find((t) => t.text.startsWith(page))!.text}`

const toPage = (text: string): PlannerOutcome => ({
  kind: 'refuse',
  text: `That is not done in chat. ${text}`,
  suggestions: [],
})
