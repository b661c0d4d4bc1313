import { Clause } from '../reading/clause.js'
import { isFiller, isWords } from '../reading/items.js'
import { find } from './find.js'
import { type Intent, input } from './intent.js'

/** Which of several named people are free, know something or are on what: a list of these people alone. */
export const among: Intent = {
  name: 'among',
  title: 'Choosing among named people',
  accepts: {
    words: [...find.accepts.words, 'or', 'above', 'below', 'byProject'],
    kinds: [...find.accepts.kinds, 'person'],
  },
  when: (clause, planning) => {
    if (clause.people.length < 2 || clause.clients.length > 0) return false
    if (clause.people.some((p) => p.prep === 'without' || p.prep === 'not')) return false
    if (clause.has('recommend', 'replace', 'budget', 'status', 'overrun', 'export', 'conflict', 'without', 'not'))
      return false
    if (asksWhatTheyAreOn(clause) || asksSkills(clause)) return true
    if (!clause.has('who', 'which', 'count')) return false
    return find.when(restOf(clause), planning)
  },
  plan: (clause, planning) => {
    const employees = planning.peopleOf(clause)
    const span = planning.readSpans(clause, planning.thisMonth, undefined)
    if (asksSkills(clause))
      return span.map((s) => ({ tool: 'find_employees', input: { employees, ...s, tell: 'skills' } }))
    if (asksWhatTheyAreOn(clause)) return span.map((s) => ({ tool: 'find_employees', input: { employees, ...s } }))
    return (find.plan(restOf(clause), planning) ?? []).map((call) => ({
      ...call,
      input: input({ employees, ...call.input }),
    }))
  },
  examples: [
    {
      ask: 'Which of Jane Doe, Bob Ode and Sarah Jones are free in November?',
      calls: [
        {
          tool: 'find_employees',
          input: {
            employees: ['Jane Doe', 'Bob Ode', 'Sarah Jones'],
            from: '2026-11',
            to: '2026-11',
            loadBelow: 1,
            sort: '-free',
          },
        },
      ],
    },
    {
      ask: 'What projects are Jane Doe and Bob Ode on in December?',
      calls: [
        { tool: 'find_employees', input: { employees: ['Jane Doe', 'Bob Ode'], from: '2026-12', to: '2026-12' } },
      ],
    },
  ],
}

/** "what are Ann and Bob on?", "which projects do they work on" without any sum of hours. */
const asksWhatTheyAreOn = (clause: Clause): boolean =>
  /^(and |so |ok )*(what|which|where)/.test(clause.plain) &&
  !clause.has('who', 'hoursNoun', 'fteWord', 'loadWord', 'skillNoun', 'free', 'full', 'byPerson', 'totalWord') &&
  !/\b(by|per|each) project/.test(clause.plain) &&
  clause.projects.length + clause.skills.length + clause.comparisons.length + clause.amounts.length === 0 &&
  clause.items.every(
    (i) =>
      i.kind === 'person' ||
      i.kind === 'period' ||
      isFiller(i) ||
      isWords(
        i,
        'what',
        'which',
        'where',
        'work',
        'projectNoun',
        'byProject',
        'on',
        'in',
        'and',
        'for',
        'allocation',
        'to',
        'also',
        'at',
        'of',
      ),
  ) &&
  (clause.has('work', 'projectNoun', 'byProject', 'allocation', 'where') || / on\W*$| on in /.test(clause.plain))

const asksSkills = (clause: Clause): boolean =>
  clause.has('skillNoun') &&
  clause.skills.length === 0 &&
  clause.has('what', 'which', 'show') &&
  clause.periods.length <= 1

function restOf(clause: Clause): Clause {
  const items = clause.items.filter((i, at) => {
    if (i.kind === 'person') return false
    const beside = clause.items[at - 1]?.kind === 'person' || clause.items[at + 1]?.kind === 'person'
    return !(beside && (isWords(i, 'and', 'or', 'of') || i.text === ','))
  })
  return new Clause(clause.text, items, clause.words, clause.offset)
}
