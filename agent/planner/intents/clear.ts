import { pageText } from '../administration.js'
import type { Clause } from '../clause.js'
import { isWords } from '../items.js'
import { refuse } from '../outcomes.js'
import { slotsOf } from '../thread-memory.js'
import { type Intent, input, isCommand } from './intent.js'
import { PLAN_KINDS, planScope } from './plan-scope.js'
import { CHANGE_WORDS, planSpan } from './write-slots.js'

/** Hours taken out of the plan. */
export const clear: Intent = {
  name: 'clear',
  title: 'Clearing hours',
  writes: true,
  accepts: {
    words: [
      ...CHANGE_WORDS,
      'clear',
      'off',
      'subtract',
      'set',
      'without',
      'staff',
      'free',
      'move',
      'onwards',
      'roleNoun',
      'work',
      'idle',
    ],
    kinds: PLAN_KINDS,
  },
  when: (clause) => {
    if (!isCommand(clause) || clause.people.length + clause.projects.length === 0) return false
    if (clause.people.length === 0 && clause.periods.length === 0 && !clause.has('hoursNoun', 'allocation', 'allHours'))
      return false
    if (clause.amounts.some((a) => a.amount.value !== 0)) return false
    const zero = clause.amounts.length > 0 || /\bzero\b/i.test(clause.plain)
    if (clause.has('clear') && (clause.amounts.length === 0 || /\bzero\b/i.test(clause.amounts[0]!.text)))
      return strongClear(clause)
    return zero && !clause.has('set', 'add', 'subtract', 'give', 'staff')
  },
  plan: (clause, planning) => {
    if (isRecord(clause)) refuse(pageText('People'), [])
    if (clause.projects.length + clause.periods.length === 0 && !clause.has('hoursNoun', 'allocation', 'allHours'))
      planning.askProject('from', clause)
    const spoken =
      clause.has('also') && clause.projects.length === 0 ? slotsOf(planning.memory.lastChange).projects : []
    const { employees, projects: named, project } = planScope(clause, planning)
    const projects = spoken.length === 1 ? spoken : named
    if (employees.length === 0 && clause.periods.length === 0) return planning.askMonth(project)
    const period = planSpan(clause, planning, project)
    // "take Ann off Beta in May, give it to Bob": handed over, not cleared for both.
    if (employees.length === 2 && clause.people[1]?.prep === 'to') {
      const [from, replacement] = employees
      const handed = { operation: 'replace', employees: [from], projects, ...period, replacement }
      return [{ tool: 'change_plan', input: input(handed) }]
    }
    return [{ tool: 'change_plan', input: input({ operation: 'clear', employees, projects, ...period }) }]
  },
  examples: [
    {
      ask: "Clear Jane Doe's hours on Alpha in November",
      calls: [
        {
          tool: 'change_plan',
          input: {
            operation: 'clear',
            employees: ['Jane Doe'],
            projects: ['Project Alpha'],
            from: '2026-11',
            to: '2026-11',
          },
        },
      ],
    },
    {
      ask: 'Take Bob Ode off Beta from January 2027',
      calls: [
        {
          tool: 'change_plan',
          input: {
            operation: 'clear',
            employees: ['Bob Ode'],
            projects: ['Project Beta'],
            from: '2027-01',
            to: '2027-08',
          },
        },
      ],
    },
    {
      ask: 'Remove Jane Doe from Alpha',
      calls: [
        {
          tool: 'change_plan',
          input: {
            operation: 'clear',
            employees: ['Jane Doe'],
            projects: ['Project Alpha'],
            from: '2026-10',
            to: '2026-12',
          },
        },
      ],
    },
  ],
}

/** "delete Jane" asks for the person's record, not for the hours. */
const isRecord = (clause: Clause): boolean =>
  clause.projects.length + clause.periods.length === 0 &&
  !clause.has('hoursNoun', 'allocation', 'allHours', 'off') &&
  /\b(delete|remove|erase|purge|eliminate|get rid of|dismiss|kick)\b/.test(clause.plain)

/** "take" and "pull" clear only with "off", "from" or "out of". */
function strongClear(clause: Clause): boolean {
  return clause.items.some(
    (i) =>
      isWords(i, 'clear') &&
      (!/^(take|pull|cut|drop|leave|leaves|lift|free|roll|kick|off|end|ends|stop|relieve|release)$/i.test(i.text) ||
        clause.has('off') ||
        clause.projects.some((p) => p.prep === 'from' || p.prep === 'off') ||
        /^(drop|release)$/i.test(i.text)) &&
      !(/^reset$/i.test(i.text) && !/\b(zero|0|hours)\b/.test(clause.plain)),
  )
}
