import { ask } from '../outcomes.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import type { Stretch } from '../reading/period.js'
import { isoSpan, resolveStretch } from '../reading/resolve-period.js'
import { type Intent, input, isCommand } from './intent.js'
import { PLAN_KINDS, planScope } from './plan-scope.js'
import { CHANGE_WORDS, openPeriod, planSpan } from './write-slots.js'

type Point = Stretch['first']

/** A stretch of the plan moved earlier or later. */
export const shift: Intent = {
  name: 'shift',
  title: 'Shifting plans in time',
  writes: true,
  accepts: {
    words: [
      ...CHANGE_WORDS,
      'shift',
      'earlier',
      'later',
      'move',
      'set',
      'subtract',
      'add',
      'undo',
      'staff',
      'copy',
      'clear',
      'status',
    ],
    kinds: PLAN_KINDS,
  },
  when: (clause) =>
    isCommand(clause) &&
    clause.has('shift') &&
    (lengthOf(clause) !== 0 || monthsOnto(clause) !== undefined) &&
    (clause.people.length > 0 || clause.projects.length > 0 || clause.has('allHours', 'allocation', 'that')),
  plan: (clause, planning) => {
    const { employees, projects, project } = planScope(clause, planning)
    if (employees.length === 0 && projects.length === 0) planning.askProject()
    const onto = monthsOnto(clause)
    if (onto) {
      const rule = planning.rule('write', project)
      const sources = onto.sources.map((first) => resolveStretch({ first }, rule).from)
      const target = resolveStretch({ first: onto.target }, { ...rule, near: sources[0]! }).from
      const period = isoSpan({ from: sources[0]!, to: sources[sources.length - 1]! })
      const moved = { operation: 'shift', employees, projects, ...period, months: target - sources[0]! }
      return target === sources[0] ? null : [{ tool: 'change_plan', input: input(moved) }]
    }
    const months = lengthOf(clause)
    const direction = directionOf(clause, planning)
    const span =
      clause.periods.length > 0 ? planSpan(clause, planning, project) : isoSpan(openPeriod(planning, project))
    return [
      {
        tool: 'change_plan',
        input: input({ operation: 'shift', employees, projects, ...span, months: direction * months }),
      },
    ]
  },
  examples: [
    {
      ask: "Push Jane Doe's hours on Alpha back by one month",
      calls: [
        {
          tool: 'change_plan',
          input: {
            operation: 'shift',
            employees: ['Jane Doe'],
            projects: ['Project Alpha'],
            from: '2026-10',
            to: '2026-12',
            months: 1,
          },
        },
      ],
    },
    {
      ask: 'Bring the Beta plan for Q1 2027 forward by 2 months',
      calls: [
        {
          tool: 'change_plan',
          input: { operation: 'shift', projects: ['Project Beta'], from: '2027-01', to: '2027-03', months: -2 },
        },
      ],
    },
  ],
}

/** "push May and June to July and August": as many months in a row, begun with another one. */
function monthsOnto(clause: Clause): { sources: Point[]; target: Point } | undefined {
  // "and June to July and" was read as one stretch.
  const points = clause.periods.flatMap(({ stretch, prep }) => [
    { point: stretch.first, isTarget: prep === 'to' },
    ...(stretch.last ? [{ point: stretch.last, isTarget: true }] : []),
  ])
  const to = points.findIndex((p) => p.isTarget)
  const all = points.map((p) => p.point)
  const [sources, targets] = [all.slice(0, to), all.slice(to)]
  const inRow = (list: Point[]) =>
    list.every((p, k) => p.cycle?.length === 1 && (k === 0 || p.cycle.start === (list[k - 1]!.cycle!.start + 1) % 12))
  if (to < 2 || clause.amounts.length > 0 || sources.length !== targets.length) return undefined
  return inRow(sources) && inRow(targets) ? { sources, target: targets[0]! } : undefined
}

/** Whole months of the shift; 0 where none is said. */
function lengthOf(clause: Clause): number {
  const amount = clause.amounts.find((a) => a.amount.unit === 'months')
  if (amount && clause.amounts.length === 1) return Math.abs(amount.amount.value)
  if (clause.amounts.length > 0) return 0
  if (/\ba month\b/i.test(clause.plain)) return 1
  if (/\ba quarter\b/i.test(clause.plain)) return 3
  return /\ba year\b/i.test(clause.plain) ? 12 : 0
}

/** +1 later, -1 earlier; asks where English is ambiguous ("move it forward"). */
function directionOf(clause: Clause, planning: Planning): 1 | -1 {
  const text = clause.plain.toLowerCase()
  if (/\b(earlier|sooner|bring|pull|advance|accelerate)\b/.test(text) && !/\blater\b/.test(text)) return -1
  if (
    /\b(later|delay|postpone|defer|push(ed)? (it |them |that )?(back|out)|push|slip|put (back|off)|hold off|out)\b/.test(
      text,
    )
  )
    return 1
  const amount = clause.amounts[0]
  if (amount?.amount.signed) return amount.amount.value < 0 ? -1 : 1
  if (!/\b(back|forwards?|ahead|backwards?|up)\b/.test(text)) {
    if (/\b(shift|slide|move)\b/.test(text)) return 1
  }
  const base = planning.text
    .replace(/\b(back|forwards?|ahead|backwards?|up)\b\s*/i, '')
    .trim()
    .replace(/[.!?\s]+$/, '')
  return ask('Earlier or later?', [
    { label: 'Later', message: `${base} later` },
    { label: 'Earlier', message: `${base} earlier` },
  ])
}
