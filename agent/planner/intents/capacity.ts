import type { Clause } from '../reading/clause.js'
import { isFiller, isWords } from '../reading/items.js'
import { type Intent, input, PLAN_NOUNS, QUESTION_WORDS } from './intent.js'

const OPENS = /^(can|could|would|does|do|has|have|is|will)\b/
const TAKES =
  /\b(take|take on|handle|absorb|manage|fit|fit in|squeeze in|cope with|have room for|have time for|have capacity for|has room for|has time for|got room for|got time for|room for|time for|capacity for|free for|available for)\b/

/** "Can Grace do another 20 hours in May?"; on a project it would be asked for as a change. */
const DOES = /\b(do|work|give|spare)( (another|more|extra|an additional|an extra|a further))?\b/

/** "Can Grace take 20 more hours in November?": what she has then. A question, however much it sounds like a change. */
export const capacity: Intent = {
  name: 'capacity',
  title: 'Whether somebody has room',
  accepts: {
    words: [...QUESTION_WORDS, ...PLAN_NOUNS, 'takesOn', 'free'],
    kinds: ['words', 'person', 'period', 'project'],
  },
  free: (clause) =>
    clause.items.filter(
      (i) =>
        i.kind === 'amount' ||
        (i.kind !== 'unknown' && (TAKES.test(` ${i.text.toLowerCase()} `) || isWords(i, 'add') || DOES.test(i.text))),
    ),
  when: (clause) =>
    clause.people.length === 1 &&
    clause.amounts.length === 1 &&
    ['hours', 'days', 'weeks'].includes(clause.amounts[0]!.amount.unit) &&
    clause.periods.length > 0 &&
    clause.projects.length <= 1 &&
    OPENS.test(clause.plain) &&
    (TAKES.test(clause.plain) || (clause.projects.length === 0 && DOES.test(clause.plain))) &&
    !/\b(off|from|over|replace|instead)\b/.test(clause.plain) &&
    asksAbout(clause),
  plan: (clause, planning) =>
    planning.readSpans(clause, planning.thisMonth).map((span) => ({
      tool: 'query_allocations',
      input: input({ employees: planning.peopleOf(clause), ...span }),
    })),
  examples: [
    {
      ask: 'Can Grace Kim take 20 more hours in November?',
      calls: [{ tool: 'query_allocations', input: { employees: ['Grace Kim'], from: '2026-11', to: '2026-11' } }],
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
    clause.people[0]!.possessive === false &&
    before.every((i) => isFiller(i) || i.kind === 'words') &&
    !/\b(you|we|i|us|me)\b/.test(before.map((i) => i.text.toLowerCase()).join(' '))
  )
}
