import type { ToolCall } from '../planner-types.js'
import type { Clause } from '../reading/clause.js'
import { type EntityItem, isWords } from '../reading/items.js'
import { isoMonth } from '../reading/month-arithmetic.js'
import { type Intent, input, isCommand } from './intent.js'
import { PLAN_KINDS } from './plan-scope.js'
import { CHANGE_WORDS, monthsToWrite } from './write-slots.js'

/** One person's hours handed to several others in equal parts. */
export const split: Intent = {
  name: 'split',
  title: "Dividing somebody's hours among others",
  writes: true,
  accepts: { words: [...CHANGE_WORDS, 'distribute', 'evenly', 'move', 'give', 'replace', 'split'], kinds: PLAN_KINDS },
  when: (clause) =>
    isCommand(clause) &&
    clause.has('distribute') &&
    (clause.amounts.length === 0 || hoursIn(clause)) &&
    clause.projects.length === 1 &&
    clause.people.length > 1 &&
    giver(clause) !== undefined,
  plan: (clause, planning) => {
    const from = giver(clause)!
    const employee = planning.person(from)
    const takers = clause.people.filter((p) => p !== from).map((p) => planning.person(p))
    const project = planning.project(clause.projects[0]!)
    const keeps = takers.includes(employee) || keepsPart(clause)
    const others = takers.filter((name) => name !== employee)
    const months = monthsToWrite(clause, planning, project)
    // One after the other of what is left: a half, then all; a third, then a half, then all.
    return months.flatMap((month): ToolCall[] =>
      others.map((toEmployee, at) => {
        const parts = others.length - at + (keeps ? 1 : 0)
        const share = parts > 1 ? Math.round(10_000 / parts) / 10_000 : undefined
        const all = clause.amounts[0] && planning.hours(clause.amounts[0], project, month)
        const hours = all && Math.round((all / (others.length + (keeps ? 1 : 0))) * 4) / 4
        const cell = { employee, project: planning.projectName(project), month: isoMonth(month) }
        return { tool: 'move_hours', input: input({ ...cell, ...(hours ? { hours } : { share }), toEmployee }) }
      }),
    )
  },
  examples: [
    {
      ask: "Split Jane Doe's Beta hours in January between Bob Ode and Will Carter",
      calls: [
        {
          tool: 'move_hours',
          input: { employee: 'Jane Doe', project: 'Project Beta', month: '2027-01', share: 0.5, toEmployee: 'Bob Ode' },
        },
        {
          tool: 'move_hours',
          input: { employee: 'Jane Doe', project: 'Project Beta', month: '2027-01', toEmployee: 'Will Carter' },
        },
      ],
    },
  ],
}

/** Whose hours they are: "Jane's", "of Jane", or the first name before "between". */
function giver(clause: Clause): EntityItem | undefined {
  const owner = clause.people.find((p) => p.possessive || p.prep === 'of' || p.prep === 'from')
  return owner && clause.people.indexOf(owner) === 0 && !clause.items.some((i) => isWords(i, 'clear'))
    ? owner
    : undefined
}

/** "between him and Rose": he keeps his part. */
const keepsPart = (clause: Clause): boolean => /\b(him|her|them|himself|herself)\b/.test(clause.plain)

/** "split 40 of Ann's hours between Bill and Cora". */
const hoursIn = ({ amounts }: Clause): boolean =>
  amounts.length === 1 && /^(hours|days|weeks|none)$/.test(amounts[0]!.amount.unit) && !amounts[0]!.amount.change
