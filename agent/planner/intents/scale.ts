import type { Clause } from '../reading/clause.js'
import { shareOfHours } from '../reading/share-of-hours.js'
import { type Intent, input, isCommand } from './intent.js'
import { PLAN_KINDS, planScope } from './plan-scope.js'
import { CHANGE_WORDS, planSpan } from './write-slots.js'

/** Hours multiplied: halved, doubled, raised or cut by a share of what stands there. */
export const scale: Intent = {
  name: 'scale',
  title: 'Changing hours by a share',
  writes: true,
  shares: true,
  accepts: { words: [...CHANGE_WORDS, 'set', 'add', 'subtract', 'clear', 'off', 'of', 'by'], kinds: PLAN_KINDS },
  when: (clause) => {
    const share = shareOfHours(clause)
    return (
      isCommand(clause) &&
      share?.factor !== undefined &&
      !clause.says('budget', 'funded', 'funding') &&
      clause.amounts.every((a) => a === share.item) &&
      clause.people.length + clause.projects.length > 0 &&
      clause.projects.every((p) => p.prep !== 'to') &&
      clause.people.every((p) => p.possessive === clause.people[0]!.possessive && (p.prep !== 'to' || addsTo(clause)))
    )
  },
  plan: (clause, planning) => {
    const { employees, projects, project } = planScope(clause, planning)
    if (clause.periods.length === 0) return planning.askMonth(project)
    const factor = Math.round(shareOfHours(clause)!.factor! * 10_000) / 10_000
    const period = planSpan(clause, planning, project)
    return [{ tool: 'change_plan', input: input({ operation: 'scale', employees, projects, ...period, factor }) }]
  },
  examples: [
    {
      ask: "Halve Jane Doe's hours on Alpha in November",
      calls: [
        {
          tool: 'change_plan',
          input: {
            operation: 'scale',
            employees: ['Jane Doe'],
            projects: ['Project Alpha'],
            from: '2026-11',
            to: '2026-11',
            factor: 0.5,
          },
        },
      ],
    },
    {
      ask: "Increase Bob Ode's hours on Beta by 10 % in Q1 2027",
      calls: [
        {
          tool: 'change_plan',
          input: {
            operation: 'scale',
            employees: ['Bob Ode'],
            projects: ['Project Beta'],
            from: '2027-01',
            to: '2027-03',
            factor: 1.1,
          },
        },
      ],
    },
    {
      ask: 'Cut a third of the hours on Gamma Portal in December',
      calls: [
        {
          tool: 'change_plan',
          input: { operation: 'scale', projects: ['Gamma Portal'], from: '2026-12', to: '2026-12', factor: 0.6667 },
        },
      ],
    },
  ],
}

/** "add 10 % to Ann's hours": hers, not handed to her. */
const addsTo = (clause: Clause): boolean => clause.has('add') && clause.people.length === 1
