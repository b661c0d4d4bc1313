import { isFiller } from '../items.js'
import { type Intent, PLAN_NOUNS, QUESTION_WORDS } from './intent.js'

/** Funded, allocated, remaining and burn-down of a project. */
export const status: Intent = {
  name: 'status',
  title: 'How a project stands',
  accepts: {
    words: [
      ...QUESTION_WORDS,
      ...PLAN_NOUNS,
      'status',
      'budget',
      'overrun',
      'that',
      'about',
      'report',
      'free',
      'forecast',
      'conflict',
      'portfolio',
      'allHours',
      'fundedWord',
      'byPerson',
    ],
    kinds: ['words', 'project', 'person'],
  },
  when: (clause) =>
    clause.projects.length > 0 &&
    (clause.people.length === 0 || clause.has('budget', 'overrun')) &&
    (clause.items.every((i) => i.kind === 'project' || isFiller(i)) ||
      clause.has('status', 'budget', 'overrun', 'about', 'fundedWord')),
  plan: (clause, planning) =>
    planning
      .projectsOf(clause)
      .map((p) => ({ tool: 'get_project_status', input: { project: planning.projectName(p) } })),
  examples: [
    {
      ask: 'How is Project Alpha doing?',
      calls: [{ tool: 'get_project_status', input: { project: 'Project Alpha' } }],
    },
    {
      ask: 'How much budget is left on Beta?',
      calls: [{ tool: 'get_project_status', input: { project: 'Project Beta' } }],
    },
    { ask: 'Is Alpha over budget?', calls: [{ tool: 'get_project_status', input: { project: 'Project Alpha' } }] },
    {
      ask: 'Show me the burn-down for BETA',
      calls: [{ tool: 'get_project_status', input: { project: 'Project Beta' } }],
    },
  ],
}
