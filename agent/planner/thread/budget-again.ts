import { isCommand } from '../intents/intent.js'
import { staff } from '../intents/staff.js'
import type { ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import { Clause } from '../reading/clause.js'
import type { Item } from '../reading/items.js'
import { asksOrShows } from '../words/asking-words.js'
import { entityNamed } from './pronouns.js'
import { slotsOf, WRITE_TOOLS } from './thread-memory.js'

/**
 * "and give her a budget of 240", "with 300 funded hours", "raise the budget to 1100" right after a change of one person
 * on one project: the budget of that assignment, never its hours. Null where something else is said.
 */
export function budgetAgain(clause: Clause, planning: Planning): ToolCall[] | null {
  const { last } = planning.memory
  if (!clause.has('fundedWord', 'budget') || clause.amounts.length !== 1 || clause.periods.length > 0) return null
  if (clause.people.length > 1 || clause.projects.length > 1 || clause.unknown.length > 0) return null
  if (!isCommand(clause) || asksOrShows(clause.words) || !last.some((c) => WRITE_TOOLS.has(c.tool))) return null
  const { people, projects } = slotsOf(last.filter((c) => c.tool !== 'undo_change'))
  if (people.length !== 1 || projects.length !== 1) return null
  const named = (kind: 'person' | 'project', name: string): Item[] => {
    const item = entityNamed(NOWHERE, kind, name, planning.request)
    return item ? [item] : []
  }
  const fill = [
    ...(clause.people.length === 0 ? named('person', people[0]!) : []),
    ...(clause.projects.length === 0 ? named('project', projects[0]!) : []),
  ]
  const filled = new Clause(clause.text, [...fill, ...clause.items], clause.words, clause.offset)
  return staff.when(filled, planning) ? staff.plan(filled, planning) : null
}

const NOWHERE = { from: -1, to: -1, start: 0, end: 0, text: '', prep: '', mended: false }
