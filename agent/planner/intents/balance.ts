import { isoSpan } from '../reading/resolve-period.js'
import { type Intent, input, isCommand, PLAN_NOUNS, QUESTION_WORDS } from './intent.js'

/** Groups and people far apart in load, with moves between them. */
export const balance: Intent = {
  name: 'balance',
  title: 'Balancing workload',
  accepts: {
    words: [
      ...QUESTION_WORDS,
      ...PLAN_NOUNS,
      'balance',
      'recommend',
      'resolve',
      'distribute',
      'evenly',
      'free',
      'byRole',
      'byProject',
      'byPerson',
      'overbooked',
      'about',
      'option',
      'need',
      'between',
      'that',
      'busiest',
      'leastBusy',
      'move',
      'loadWord',
      'set',
      'full',
      'choose',
      'allHours',
      'status',
      'add',
      'not',
      'idle',
      'partly',
      'asker',
      'anything',
      'same',
    ],
    kinds: ['words', 'role', 'project', 'period'],
  },
  when: (clause) =>
    (clause.has('balance') ||
      (clause.has('overbooked') && clause.has('idle', 'bench') && /\b(while|whereas|others?)\b/.test(clause.plain)) ||
      (clause.has('distribute') && !isCommand(clause))) &&
    clause.amounts.length === 0 &&
    clause.people.length === 0 &&
    !/\b(their|and|with|by|or|of) (level|role)/.test(clause.plain) &&
    !clause.says('remaining balance', 'balance left'),
  plan: (clause, planning) => {
    const spans =
      planning.spansOf(clause, 'read')?.map(isoSpan) ??
      [planning.spokenOf(clause)].map((span) => (span ? isoSpan(span) : {}))
    return spans.map((span) => ({
      tool: 'suggest_balance',
      input: input({
        roles: planning.rolesOf(clause),
        projects: planning.projectsOf(clause).map((p) => planning.projectName(p)),
        ...span,
      }),
    }))
  },
  examples: [
    {
      ask: 'How could we balance the workload in November?',
      calls: [{ tool: 'suggest_balance', input: { from: '2026-11', to: '2026-11' } }],
    },
    {
      ask: 'Even out the load of the cyber team in Q4',
      calls: [{ tool: 'suggest_balance', input: { roles: ['Cyber Analyst'], from: '2026-10', to: '2026-12' } }],
    },
    {
      ask: 'Is the work spread evenly on Alpha?',
      calls: [{ tool: 'suggest_balance', input: { projects: ['Project Alpha'] } }],
    },
  ],
}
