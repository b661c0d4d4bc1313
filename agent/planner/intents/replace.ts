import { hoursOn } from '../changes/plan-hours.js'
import { ask, refuse } from '../outcomes.js'
import type { ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { type EntityItem, isWords } from '../reading/items.js'
import { isoMonth } from '../reading/month-arithmetic.js'
import { type Intent, input, isCommand } from './intent.js'
import { PLAN_KINDS, planScope } from './plan-scope.js'
import { CHANGE_WORDS, monthsToWrite, PUTS, planSpan } from './write-slots.js'

/** One person takes over another's hours. */
export const replace: Intent = {
  name: 'replace',
  title: 'Replacing people',
  writes: true,
  accepts: {
    words: [
      ...CHANGE_WORDS,
      'replace',
      'set',
      'staff',
      'move',
      'give',
      'about',
      'later',
      'off',
      'clear',
      'subtract',
      'there',
    ],
    kinds: PLAN_KINDS,
  },
  when: (clause) =>
    isCommand(clause) &&
    clause.people.length === 2 &&
    clause.amounts.length === 0 &&
    (clause.has('replace') || takesOffAndPuts(clause)),
  plan: (clause, planning) => {
    const exchanged = exchange(clause, planning)
    if (exchanged) return exchanged
    askWhoTakes(clause, planning)
    const [out, into] = outAndIn(clause)
    const { projects, project } = planScope(clause, planning)
    return [
      {
        tool: 'change_plan',
        input: input({
          operation: 'replace',
          employees: [planning.person(out)],
          projects,
          ...planSpan(clause, planning, project),
          replacement: planning.person(into),
        }),
      },
    ]
  },
  examples: [
    {
      ask: 'Replace Jane Doe with Bob Ode on Alpha from November',
      calls: [
        {
          tool: 'change_plan',
          input: {
            operation: 'replace',
            employees: ['Jane Doe'],
            projects: ['Project Alpha'],
            from: '2026-11',
            to: '2026-12',
            replacement: 'Bob Ode',
          },
        },
      ],
    },
    {
      ask: 'Bob Ode takes over from Jane Doe on Alpha in December',
      calls: [
        {
          tool: 'change_plan',
          input: {
            operation: 'replace',
            employees: ['Jane Doe'],
            projects: ['Project Alpha'],
            from: '2026-12',
            to: '2026-12',
            replacement: 'Bob Ode',
          },
        },
      ],
    },
  ],
}

/** "take Ann off Beta in May and put Bob on it". */
function takesOffAndPuts(clause: Clause): boolean {
  const [a, b] = clause.people as [EntityItem, EntityItem]
  const before = clause.items.filter((i) => i.from < a.from)
  const between = clause.items.filter((i) => i.from > a.to && i.to < b.from)
  return (
    clause.projects.length === 1 &&
    /^(off|from)$/.test(clause.projects[0]!.prep) &&
    before.some((i) => isWords(i, 'clear', 'subtract')) &&
    clause.projects[0]!.from < b.from &&
    between.some((i) => i.kind === 'words' && PUTS.test(i.text)) &&
    /\b(on|instead|there|in)\b/.test(clause.plain)
  )
}

/** "swap Ann and Bob": both ways. */
function isExchange(clause: Clause): boolean {
  const [a, b] = clause.people as [EntityItem, EntityItem]
  const verb = clause.items.find((i) => isWords(i, 'replace'))
  const between = clause.items.filter((i) => i.from > a.to && i.to < b.from)
  return /^(swap|exchange|switch|trade)$/i.test(verb?.text ?? '') && between.every((i) => isWords(i, 'and'))
}

/** The hours of two people on one project put in each other's place; undefined where they are not known, or only one has any. */
function exchange(clause: Clause, planning: Planning): ToolCall[] | undefined {
  if (!isExchange(clause) || clause.projects.length !== 1 || clause.periods.length === 0) return undefined
  const project = planning.project(clause.projects[0]!)
  const months = monthsToWrite(clause, planning, project)
  const people = clause.people.map((item) => planning.person(item))
  const [first, second] = people.map((name) => hoursOn(name, project, months, planning))
  if (![first, second].every((hours) => hours?.some((h) => h > 0))) return undefined
  const changes = months.flatMap((month, at) =>
    [second, first].flatMap((hours, who) =>
      first![at] === second![at]
        ? []
        : [
            {
              project: planning.projectName(project),
              employee: people[who]!,
              month: isoMonth(month),
              hours: hours![at]!,
              mode: 'set',
            },
          ],
    ),
  )
  if (changes.length === 0) refuse(`${people.join(' and ')} have the same hours there, so nothing would change.`, [])
  return [{ tool: 'set_hours', input: { changes } }]
}

/** "swap Ann and Bob" where their hours cannot change places: who takes over whose? */
function askWhoTakes(clause: Clause, planning: Planning): void {
  const [a, b] = clause.people as [EntityItem, EntityItem]
  const verb = clause.items.find((i) => isWords(i, 'replace'))
  if (!isExchange(clause)) return
  const [first, second] = [planning.person(a), planning.person(b)]
  const place = { start: verb!.start, end: b.end }
  ask(
    'Who takes over whose hours?',
    [
      [first, second],
      [second, first],
    ].map(([from, to]) => ({
      label: `${to} takes over ${from}'s`,
      message: planning.rewritten(place, `Replace ${from} with ${to}`),
    })),
  )
}

/** "replace A with B", "B takes over from A", "B instead of A", "A is replaced by B", "substitute B for A". */
function outAndIn(clause: Clause): [EntityItem, EntityItem] {
  const [a, b] = clause.people as [EntityItem, EntityItem]
  const [project] = clause.projects
  // "pull Ann off Beta and have Bob cover".
  const isTakenOff = project?.prep === 'off' && project.from > a.from && project.from < b.from
  if (isTakenOff || takesOffAndPuts(clause)) return [a, b]
  const verb = clause.items.find((i) => isWords(i, 'replace'))!
  const words = verb.text.toLowerCase()
  if (/instead|place of|lieu|rather/.test(words)) return verb.from < a.from ? [a, b] : [b, a]
  if (/replaced/.test(words) || b.prep === 'by') return [a, b]
  if (/^(substitute|sub|sub in|swap in)$/.test(words) && b.prep === 'for') return [b, a]
  // "cover for Ann in June: Tom takes her hours".
  if (/ for$/.test(words) && verb.from < a.from) return [a, b]
  if (b.prep === 'with') return [a, b]
  if (b.prep === 'for' && /cover|stand|step|fill|backfill/.test(words)) return [b, a]
  if (verb.from > a.from) return [b, a]
  if (/take|takes|taking|cover|stand|step|fill in|succeed/.test(words)) return [b, a]
  return [a, b]
}
