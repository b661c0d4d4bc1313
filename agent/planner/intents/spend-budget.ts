import { hoursOn, monthsOf } from '../changes/plan-hours.js'
import { ask, refuse } from '../outcomes.js'
import { isoMonth, projectMonths, spanTitle } from '../reading/month-arithmetic.js'
import { type Intent, input, isCommand } from './intent.js'
import { PLAN_KINDS } from './plan-scope.js'
import { CHANGE_WORDS, openPeriod } from './write-slots.js'

const LEFT = /\b(remaining|rest|remainder|left ?over|unspent|unused|open|left)\b/
const SPENDS = /\b(spread|distribute|use|plan|book|schedule|allocate|split|divide|put)\b/

/** What is left of somebody's funded hours, planned: "spread the rest of Ann's budget on Beta until March". */
export const spendBudget: Intent = {
  name: 'spend budget',
  title: 'Planning what is left of funded hours',
  writes: true,
  fills: true,
  accepts: {
    words: [
      ...CHANGE_WORDS,
      ...['distribute', 'evenly', 'businessDays', 'byCapacity', 'budget', 'fundedWord', 'overrun'],
      ...['set', 'staff', 'choose', 'copy', 'replace', 'add', 'fill', 'across', 'what'],
    ],
    kinds: PLAN_KINDS,
  },
  when: (clause) =>
    isCommand(clause) &&
    clause.people.length === 1 &&
    clause.projects.length === 1 &&
    clause.amounts.length === 0 &&
    clause.has('budget', 'fundedWord') &&
    LEFT.test(clause.plain) &&
    SPENDS.test(clause.plain),
  plan: (clause, planning) => {
    const employee = planning.person(clause.people[0]!)
    const project = planning.project(clause.projects[0]!)
    const on = planning.projectName(project)
    const window = projectMonths(project)
    const months = Array.from({ length: window.to - window.from + 1 }, (_, at) => window.from + at)
    const hours = hoursOn(employee, project, months, planning)
    const funded = monthsOf(employee, [planning.today], planning)?.[0]?.fundedHours?.get(project.code)
    if (!hours || funded === undefined) return null
    const spans = planning.spansOf(clause, 'write', project) ?? [openPeriod(planning, project)]
    const span = { from: spans[0]!.from, to: spans[spans.length - 1]!.to }
    const outside = months.reduce((sum, m, at) => (m >= span.from && m <= span.to ? sum : sum + hours[at]!), 0)
    const planned = hours.reduce((sum, h) => sum + h, 0)
    if (funded <= planned)
      refuse(`Nothing is left: ${employee} has ${planned} h planned on ${on} of ${funded} h funded.`, [])
    const total = funded - outside
    const inside = planned - outside
    const method = clause.has('evenly')
      ? 'evenly'
      : clause.has('businessDays')
        ? 'business_days'
        : clause.has('byCapacity')
          ? 'capacity'
          : undefined
    const period = { from: isoMonth(span.from), to: isoMonth(span.to) }
    if (total > 744 * (span.to - span.from + 1)) ask(`Over which months shall ${funded - planned} h be spread?`, [])
    // The hours of these months are spread again together with what is left.
    if (inside > 0 && !clause.has('distribute'))
      ask(`${funded - planned} h are left. Spread them over ${spanTitle(span.from, span.to)}?`, [
        {
          label: `Yes, ${total} h in these months`,
          message: `Spread ${total} hours of ${employee} on ${on} from ${period.from} to ${period.to}`,
        },
      ])
    const spread = { operation: 'distribute', employees: [employee], projects: [on], ...period, hours: total, method }
    return [{ tool: 'change_plan', input: input(spread) }]
  },
  examples: [],
}
