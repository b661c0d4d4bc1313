import { hoursOn } from '../changes/plan-hours.js'
import { refuse } from '../outcomes.js'
import type { Clause } from '../reading/clause.js'
import { isoMonth, monthTitle, projectMonths } from '../reading/month-arithmetic.js'
import { shareFor } from '../reading/part-time.js'
import { resolveStretch } from '../reading/resolve-period.js'
import { type Intent, isCommand } from './intent.js'
import { PLAN_KINDS } from './plan-scope.js'
import { CHANGE_WORDS } from './write-slots.js'

/** Somebody's work on a project carried on behind its last month: "extend Tom on Alpha until March". */
export const extend: Intent = {
  name: 'extend',
  title: "Extending somebody's work",
  writes: true,
  accepts: {
    words: [...CHANGE_WORDS, 'copy', 'as', 'add', 'set', 'staff', 'move', 'shift', 'later'],
    kinds: PLAN_KINDS,
  },
  when: (clause) =>
    isCommand(clause) &&
    /\b(extend|extends|prolong|continue|keep|carry on|lengthen|longer|stays?|remains?)\b/.test(clause.plain) &&
    clause.people.length === 1 &&
    clause.projects.length === 1 &&
    targets(clause).length + lengths(clause).length === 1 &&
    targets(clause).every((p) => p.prep !== 'from' && p.prep !== 'in') &&
    clause.periods.length - targets(clause).length <= 1 &&
    clause.amounts.length - lengths(clause).length <= 1,
  plan: (clause, planning) => {
    const employee = planning.person(clause.people[0]!)
    const project = planning.project(clause.projects[0]!)
    const window = projectMonths(project)
    const months = Array.from({ length: window.to - window.from + 1 }, (_, at) => window.from + at)
    const hours = hoursOn(employee, project, months, planning)
    const last = months[hours?.findLastIndex((h) => h > 0) ?? -1]
    if (last === undefined) return null
    const [length] = lengths(clause)
    const rule = { ...planning.rule('write', project), ahead: true }
    const until = targets(clause).map((p) => resolveStretch(p.stretch, rule).to)
    const to = length ? last + length.amount.value : until[0]!
    const on = planning.projectName(project)
    const amount = clause.amounts.find((a) => a !== length)
    if (to <= last && amount) return null
    if (last === window.to)
      refuse(`${on} ends in ${monthTitle(window.to)}, and so do the hours of ${employee} there.`, [])
    if (to <= last) refuse(`${employee} has hours on ${on} until ${monthTitle(last)} already.`, [])
    const like = clause.periods.find((p) => !targets(clause).includes(p))
    if (!amount && like) {
      const source = resolveStretch({ first: like.stretch.first }, planning.rule('write', project)).from
      const copied = { operation: 'copy', employees: [employee], projects: [on], sourceMonth: isoMonth(source) }
      return [
        { tool: 'change_plan', input: { ...copied, from: isoMonth(Math.max(source, last) + 1), to: isoMonth(to) } },
      ]
    }
    if (!amount) {
      const copied = { operation: 'copy', employees: [employee], projects: [on], sourceMonth: isoMonth(last) }
      return [{ tool: 'change_plan', input: { ...copied, from: isoMonth(last + 1), to: isoMonth(to) } }]
    }
    const changes = Array.from({ length: to - last }, (_, at) => last + 1 + at).map((month) => {
      const isShare = amount.amount.unit === 'fte' || amount.amount.unit === 'percent'
      const value = isShare ? shareFor(amount, employee, project, month, planning) : amount.amount.value
      const said = { ...amount, amount: { ...amount.amount, value } }
      return { project: on, employee, month: isoMonth(month), hours: planning.hours(said, project, month), mode: 'set' }
    })
    return [{ tool: 'set_hours', input: { changes } }]
  },
  examples: [],
}

/** The months up to which; "as in August" says with which hours. */
const targets = (clause: Clause) =>
  clause.periods.filter((p) => {
    const at = clause.items.indexOf(p)
    return !clause.items.slice(Math.max(0, at - 3), at).some((i) => /(^| )(as|like|as in|like in)$/i.test(i.text))
  })

/** "by two months". */
const lengths = (clause: Clause) => clause.amounts.filter((a) => a.amount.unit === 'months')
