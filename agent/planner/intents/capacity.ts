import type { Clause } from '../reading/clause.js'
import { isFiller, isWords } from '../reading/items.js'
import { type Intent, input, PLAN_NOUNS, QUESTION_WORDS } from './intent.js'

const OPENS = /^(can|could|would|does|do|has|have|is|am|are|will)\b/
const TAKES =
  /\b(take|take on|handle|absorb|manage|fit|fit in|squeeze in|cope with|have room for|have time for|have capacity for|has room for|has time for|got room for|got time for|room for|time for|capacity for|free for|available for|free|available|spare|left|to spare)\b/

/** "Can Grace do another 20 hours in May?"; on a project it would be asked for as a change. */
const DOES = /\b(do|work|give|spare)( (another|more|extra|an additional|an extra|a further))?\b/

/** "Can Grace take 20 more hours in November?": what she has then. A question, however much it sounds like a change. */
export const capacity: Intent = {
  name: 'capacity',
  title: 'Whether somebody has room',
  accepts: {
    words: [...QUESTION_WORDS, ...PLAN_NOUNS, 'takesOn', 'free', 'monthNoun', 'monthlyWord'],
    kinds: ['words', 'person', 'period', 'project'],
  },
  free: (clause) =>
    clause.items.filter(
      (i) =>
        i.kind === 'amount' ||
        (i.kind !== 'unknown' && (TAKES.test(` ${i.text.toLowerCase()} `) || isWords(i, 'add') || DOES.test(i.text))),
    ),
  when: (clause) =>
    clause.people.length > 0 &&
    clause.amounts.length === 1 &&
    ['hours', 'days', 'weeks'].includes(clause.amounts[0]!.amount.unit) &&
    clause.periods.length > 0 &&
    clause.projects.length <= 1 &&
    OPENS.test(clause.plain) &&
    (TAKES.test(clause.plain) ||
      ((clause.projects.length === 0 || clause.has('add') || clause.amounts[0]!.amount.change === 'more') &&
        DOES.test(clause.plain))) &&
    !/\b(off|over|replace|instead)\b|\bfrom ·/.test(clause.plain) &&
    asksAbout(clause),
  plan: (clause, planning) => {
    const employees = planning.peopleOf(clause)
    const { amount } = clause.amounts[0]!
    const freeHoursAtLeast = amount.value * (amount.unit === 'days' ? 8 : amount.unit === 'weeks' ? 40 : 1)
    return planning.readSpans(clause, planning.thisMonth).map((span) =>
      employees.length > 1
        ? { tool: 'find_employees', input: { employees, ...span, freeHoursAtLeast, sort: '-free' } }
        : {
            tool: 'query_allocations',
            input: input({
              employees,
              ...span,
              groupBy: clause.has('monthNoun') && span.from !== span.to ? 'month' : undefined,
            }),
          },
    )
  },
  examples: [
    {
      ask: 'Can Grace Kim take 20 more hours in November?',
      calls: [{ tool: 'query_allocations', input: { employees: ['Grace Kim'], from: '2026-11', to: '2026-11' } }],
    },
    {
      ask: 'Can Jane and Bob both take 30 hours in November?',
      calls: [
        {
          tool: 'find_employees',
          input: {
            employees: ['Jane Doe', 'Bob Ode'],
            from: '2026-11',
            to: '2026-11',
            freeHoursAtLeast: 30,
            sort: '-free',
          },
        },
      ],
    },
    {
      ask: 'Does Bob have room for 40 hours in December?',
      calls: [{ tool: 'query_allocations', input: { employees: ['Bob Ode'], from: '2026-12', to: '2026-12' } }],
    },
  ],
}

/** The person stands right behind the verb: "can you take 20 hours off Grace" is a command. */
function asksAbout(clause: Clause): boolean {
  const at = clause.items.indexOf(clause.people[0]!)
  const before = clause.items.slice(0, at)
  return (
    clause.people.every((p) => !p.possessive) &&
    before.every((i) => isFiller(i) || i.kind === 'words') &&
    !/\b(you|we|i|us|me)\b/.test(before.map((i) => i.text.toLowerCase()).join(' '))
  )
}
