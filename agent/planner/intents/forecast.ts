import { isWords } from '../reading/items.js'
import { type Intent, input, PLAN_NOUNS, QUESTION_WORDS } from './intent.js'

/** Supply against demand by role: "are we short of ... in Q3?" */
export const forecast: Intent = {
  name: 'forecast',
  title: 'Forecasting shortages',
  accepts: {
    words: [
      ...QUESTION_WORDS,
      ...PLAN_NOUNS,
      'forecast',
      'need',
      'free',
      'bench',
      'byRole',
      'monthNoun',
      'status',
      'budget',
      'full',
      'about',
      'top',
      'only',
      'conflict',
      'fteWord',
      'overbooked',
      'atLeast',
      'above',
      'roleNoun',
    ],
    kinds: ['words', 'role', 'lcat', 'period'],
  },
  free: (clause) =>
    /\b(hire|recruit)\b/.test(clause.plain)
      ? clause.items.filter((i) => isWords(i, 'recommend', 'asker', 'whoModal', 'modal'))
      : [],
  when: (clause) =>
    (clause.has('forecast') ||
      /\b(positions|roles|seats|slots) (are |is )?(still )?(open|unfilled|vacant)\b/.test(clause.plain)) &&
    clause.people.length === 0 &&
    clause.amounts.length === 0 &&
    !(clause.has('show') && clause.skills.length > 0),
  plan: (clause, planning) =>
    planning.readSpans(clause, { from: planning.today, to: planning.today + 5 }).map((span) => ({
      tool: 'forecast_staffing',
      input: input({ roles: planning.rolesOf(clause), lcats: planning.lcatsOf(clause), ...span }),
    })),
  examples: [
    {
      ask: 'Are we short of Senior Developers in Q3?',
      calls: [
        {
          tool: 'forecast_staffing',
          input: { roles: ['Developer'], lcats: ['Senior'], from: '2027-07', to: '2027-09' },
        },
      ],
    },
    {
      ask: 'Do we have enough testers next quarter?',
      calls: [{ tool: 'forecast_staffing', input: { roles: ['Tester'], from: '2027-01', to: '2027-03' } }],
    },
    {
      ask: 'Forecast staffing for the first half of 2027',
      calls: [{ tool: 'forecast_staffing', input: { from: '2027-01', to: '2027-06' } }],
    },
    {
      ask: 'How many developers do we need to hire in Q1?',
      calls: [{ tool: 'forecast_staffing', input: { roles: ['Developer'], from: '2027-01', to: '2027-03' } }],
    },
  ],
}
