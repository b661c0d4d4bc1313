import type { Clause } from '../reading/clause.js'
import { isoSpan } from '../reading/resolve-period.js'
import { type Intent, input, isCommand, PLAN_NOUNS, QUESTION_WORDS } from './intent.js'

const WELL = /^(ok|okay|fine|alright|all right|still ok|overcommitted)$/i

/** "Is Ann ok in March?": no more planned than she can do. */
const asksIfWell = (clause: Clause): boolean =>
  clause.people.length > 0 &&
  clause.amounts.length === 0 &&
  /^(so )?(is|are|will|would|hows?) (be )?([·] |he |she |they )?(still |also )?(be )?(still )?(ok|okay|alright|all right|fine)\b/.test(
    clause.plain,
  )

/** Over-allocations, budget overruns and other clashes, by person, project and period. */
export const conflicts: Intent = {
  name: 'conflicts',
  title: 'Conflicts and over-allocations',
  accepts: {
    words: [
      ...QUESTION_WORDS,
      ...PLAN_NOUNS,
      'overbooked',
      'conflict',
      'overrun',
      'why',
      'explainWord',
      'that',
      'status',
      'byPerson',
      'byProject',
      'monthNoun',
      'free',
      'full',
      'about',
      'budget',
      'same',
      'fteWord',
      'need',
      'only',
      'asker',
      'leave',
      'anything',
      'portfolio',
      'set',
      'staff',
    ],
    kinds: ['words', 'person', 'project', 'period', 'comparison', 'amount'],
  },
  free: (clause) => (asksIfWell(clause) ? clause.items.filter((i) => WELL.test(i.text)) : []),
  when: (clause) => {
    if (clause.roles.length > 0 || clause.lcats.length > 0 || clause.skills.length > 0) return false
    if (clause.amounts.some((a) => a.amount.unit !== 'percent' || a.amount.value !== 1)) return false
    const over = clause.comparisons.length === 1 && isOverFull(clause)
    if (clause.comparisons.length > (over ? 1 : 0)) return false
    if (clause.has('overrun') && clause.projects.length > 0 && !clause.has('overbooked'))
      return clause.people.length === 0 && /\bwho\b.*\b(funded hours|hours funded)\b/.test(clause.plain)
    // "Who is booked while on leave?": hours where there is no capacity.
    const away =
      !isCommand(clause) &&
      clause.has('leave') &&
      /\b(while|during|on|over|despite|when)\b/.test(clause.plain) &&
      clause.has('allocation', 'set', 'staff', 'work', 'why') &&
      !clause.has('free')
    const wrong = clause.has('explainWord') && /\bwrong with\b/.test(clause.plain)
    return over || away || wrong || asksIfWell(clause) || clause.has('overbooked', 'conflict', 'overrun')
  },
  plan: (clause, planning) => {
    const people: (string | undefined)[] = planning.peopleOf(clause)
    const projects: (string | undefined)[] = planning.projectsOf(clause).map((p) => planning.projectName(p))
    const spans =
      planning.spansOf(clause, clause.isPast ? 'past' : 'read', planning.projectsOf(clause)[0])?.map(isoSpan) ??
      [planning.spokenOf(clause)].map((span) => (span ? isoSpan(span) : {}))
    const about = aboutOf(clause)
    return orNone(people).flatMap((employee) =>
      orNone(projects).flatMap((project) =>
        spans.map((span) => ({ tool: 'find_conflicts', input: input({ employee, project, about, ...span }) })),
      ),
    )
  },
  examples: [
    {
      ask: 'Who is overbooked in May?',
      calls: [{ tool: 'find_conflicts', input: { about: 'people', from: '2027-05', to: '2027-05' } }],
    },
    {
      ask: 'Is Sarah Jones over-allocated this month?',
      calls: [
        { tool: 'find_conflicts', input: { employee: 'Sarah Jones', about: 'people', from: '2026-10', to: '2026-10' } },
      ],
    },
    {
      ask: 'Any conflicts on Beta for the rest of the year?',
      calls: [{ tool: 'find_conflicts', input: { project: 'Project Beta', from: '2026-10', to: '2026-12' } }],
    },
    { ask: 'Which projects are over budget?', calls: [{ tool: 'find_conflicts', input: { about: 'budgets' } }] },
    {
      ask: 'who is above 100% in december',
      calls: [{ tool: 'find_conflicts', input: { about: 'people', from: '2026-12', to: '2026-12' } }],
    },
  ],
}

/** "Which projects are over budget" asks for overruns alone, "who is overbooked" for people; "conflicts" for everything. */
function aboutOf(clause: Clause): 'people' | 'budgets' | undefined {
  if (/\b(people only|only people|only the people)\b/.test(clause.plain)) return 'people'
  if (ownHours(clause)) return 'budgets'
  if (clause.has('conflict', 'leave') || /\b(at risk|in trouble|wrong)\b/.test(clause.plain)) return undefined
  const over = clause.has('overbooked') || clause.comparisons.length > 0
  if (over === clause.has('overrun')) return undefined
  return over ? 'people' : 'budgets'
}

/** "who is over their hours on Alpha": on one project, and for no month, that is the budget. */
const ownHours = (clause: Clause): boolean =>
  clause.projects.length > 0 && clause.periods.length === 0 && /\bover (their|his|her) hours\b/.test(clause.plain)

const orNone = <T>(list: (T | undefined)[]): (T | undefined)[] => (list.length > 0 ? list : [undefined])

/** "above 100 %" without a word about FTE means more than people have. */
export function isOverFull(clause: Clause): boolean {
  const c = clause.comparisons[0]
  return c?.operator === 'above' && c.amount.value === 1 && c.amount.unit === 'percent' && !clause.has('fteWord')
}
