import { ask } from '../outcomes.js'
import type { ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { isWords } from '../reading/items.js'

interface Cell {
  project: string
  employee: string
  month: string
  hours: number
  mode: 'set' | 'add'
}

/**
 * "give Ravi 8 more hours on Aurora and take them off Lars", "... and take the same off Lars": the hours that were just
 * added, taken from somebody else. Undefined where nothing of the kind is said. Asks where the hours before are not plain.
 */
export function takeGivenHours(clause: Clause, planning: Planning): ToolCall[] | undefined {
  if (clause.amounts.length > 0 || !pointsToHours(clause)) return undefined
  const giver = clause.people.find((p) => p.prep === 'off' || p.prep === 'from')
  if (!giver) return undefined
  const { last, lastChange } = planning.memory
  const calls = last.length > 0 ? last : lastChange
  const cells = calls.flatMap((c) => (c.tool === 'set_hours' ? (c.input as { changes: Cell[] }).changes : []))
  const employee = planning.person(giver)
  const added = cells.length > 0 && cells.every((c) => c.mode === 'add' && c.hours > 0 && c.employee !== employee)
  if (!added) ask('How many hours shall be taken off?', [])
  const [project] = planning.projectsOf(clause)
  const changes = cells.map(({ month, hours, ...cell }) => ({
    project: project ? planning.projectName(project) : cell.project,
    employee,
    month,
    hours: -hours,
    mode: 'add',
  }))
  return [{ tool: 'set_hours', input: { changes } }]
}

/** "take them off", "cut the same from": hours spoken of before. */
const pointsToHours = (clause: Clause): boolean =>
  clause.items.some(
    (item, at) =>
      isWords(item, 'subtract', 'clear', 'move') &&
      clause.items
        .slice(at + 1, at + 4)
        .some((i) => /^(them|it|that|those|these|the same|same|as much|as many|that much)$/i.test(i.text)),
  ) && clause.has('off', 'from')
