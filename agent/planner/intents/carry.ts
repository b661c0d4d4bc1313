import type { ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { isoMonth } from '../reading/month-arithmetic.js'
import { effectOf } from './amount-effect.js'

const PUT_BACK = /\b(put|add|book|plan|use|place|have|give) (them|those|these|it|that|the hours|those hours)\b/

/** "take 20 hours from Ann in July on Beta and put them in August": moved between months, not taken off both. */
export function carriedOver(clause: Clause, planning: Planning): ToolCall[] | null {
  const [amount, more] = clause.amounts
  const at = PUT_BACK.exec(clause.plain)
  if (!amount || more || !at || clause.people.length !== 1 || clause.projects.length !== 1) return null
  if (clause.periods.length !== 2 || effectOf(clause, clause, amount).sign > 0) return null
  const project = planning.project(clause.projects[0]!)
  const spans = planning.spansApart(clause)
  const [from, to] = [spans[0]!, spans[1]!]
  if (from.from !== from.to || to.from !== to.to) return null
  const input = {
    employee: planning.person(clause.people[0]!),
    project: planning.projectName(project),
    month: isoMonth(from.from),
    hours: planning.hours(amount, project, from.from),
    toMonth: isoMonth(to.from),
  }
  return [{ tool: 'move_hours', input }]
}
