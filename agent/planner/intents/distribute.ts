import type { Clause } from '../reading/clause.js'
import { type Intent, input, isCommand } from './intent.js'
import { PLAN_KINDS, planScope } from './plan-scope.js'
import { isNew } from './staff-first.js'
import { CHANGE_WORDS, coversProject, planSpan } from './write-slots.js'

/** An amount spread over months. */
export const distribute: Intent = {
  name: 'distribute',
  title: 'Distributing hours',
  writes: true,
  accepts: {
    words: [
      ...CHANGE_WORDS,
      'distribute',
      'evenly',
      'businessDays',
      'byCapacity',
      'balance',
      'set',
      'staff',
      'give',
      'byProject',
      'across',
      'monthNoun',
    ],
    kinds: PLAN_KINDS,
  },
  when: (clause) =>
    isCommand(clause) &&
    clause.amounts.length === 1 &&
    ['hours', 'days', 'weeks', 'none'].includes(clause.amounts[0]!.amount.unit) &&
    (clause.has('distribute', 'balance') ||
      sharesOut(clause) ||
      (clause.has('totalWord') && (severalMonths(clause) || clause.has('set', 'give', 'staff', 'add'))) ||
      (clause.has('evenly', 'businessDays', 'byCapacity') &&
        clause.has('set', 'give', 'staff') &&
        !/\b(flat|level)\b/.test(clause.plain)) ||
      (severalMonths(clause) &&
        !clause.has('monthlyWord', 'show') &&
        /\b(across|spanning|over)\b(?! (from|to)\b)/.test(clause.plain))),
  plan: (clause, planning) => {
    const { employees, projects, project } = planScope(clause, planning)
    if (employees.length === 0) planning.askPerson('Whose hours?', clause)
    if (projects.length === 0) planning.askProject('on', clause)
    if (clause.periods.length === 0 && !coversProject(clause)) planning.askMonth(project)
    const span = planSpan(clause, planning, project)
    const method = clause.has('businessDays')
      ? 'business_days'
      : clause.has('byCapacity') && !clause.has('evenly')
        ? 'capacity'
        : clause.has('evenly')
          ? 'evenly'
          : undefined
    const hours = planning.hours(clause.amounts[0]!, project ?? null, planning.today)
    const fresh =
      projects.length === 1 ? employees.filter((e) => isNew({ employee: e, project: projects[0]! }, planning)) : []
    const fundedHours = Math.round((hours / employees.length) * 4) / 4
    return [
      ...fresh.map((employee) => ({
        tool: 'staff_employee',
        input: { employee, project: projects[0]!, fundedHours },
      })),
      { tool: 'change_plan', input: input({ operation: 'distribute', employees, projects, ...span, hours, method }) },
    ]
  },
  examples: [
    {
      ask: 'Spread 400 hours for Jane Doe on Alpha evenly from August to December',
      calls: [
        {
          tool: 'change_plan',
          input: {
            operation: 'distribute',
            employees: ['Jane Doe'],
            projects: ['Project Alpha'],
            from: '2026-08',
            to: '2026-12',
            hours: 400,
            method: 'evenly',
          },
        },
      ],
    },
    {
      ask: 'Distribute 120 hours of Bob Ode on Beta over Q1 2027 by business days',
      calls: [
        {
          tool: 'change_plan',
          input: {
            operation: 'distribute',
            employees: ['Bob Ode'],
            projects: ['Project Beta'],
            from: '2027-01',
            to: '2027-03',
            hours: 120,
            method: 'business_days',
          },
        },
      ],
    },
  ],
}

/** "share 200 hours between Ann and Bill": one amount for both. */
const sharesOut = (clause: Clause): boolean =>
  /\b(share|split|divide)\b/.test(clause.plain) && clause.people.length > 1 && !clause.says('share of')

/** "200 hours across December and January" is one amount for both. */
function severalMonths(clause: Clause): boolean {
  return (
    clause.periods.length > 1 ||
    clause.periods.some(({ stretch }) => {
      const { span, cycle } = stretch.first
      return (
        stretch.last !== undefined ||
        stretch.months !== undefined ||
        (span ? span.to > span.from : (cycle?.length ?? 1) > 1)
      )
    })
  )
}
