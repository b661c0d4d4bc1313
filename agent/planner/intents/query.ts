import type { Clause } from '../clause.js'
import { projectMonths } from '../month-arithmetic.js'
import type { Planning } from '../planning.js'
import type { Span } from '../resolve-period.js'
import { type Intent, input, PLAN_NOUNS, QUESTION_WORDS } from './intent.js'

/** Hours and FTE of people, projects, clients and roles over a period. */
export const query: Intent = {
  name: 'query',
  title: 'Hours and FTE',
  accepts: {
    words: [
      ...QUESTION_WORDS,
      ...PLAN_NOUNS,
      'fteWord',
      'loadWord',
      'byPerson',
      'byProject',
      'byRole',
      'byClient',
      'monthNoun',
      'free',
      'full',
      'status',
      'about',
      'that',
      'budget',
      'utilisation',
      'portfolio',
      'allHours',
      'monthlyWord',
      'need',
      'idle',
      'report',
      'busiest',
      'leastBusy',
      'same',
      'top',
      'sort',
      'descending',
      'ascending',
      'also',
      'bench',
      'partly',
      'only',

      'exactly',
    ],
    kinds: ['words', 'person', 'project', 'client', 'role', 'period', 'comparison'],
  },
  when: (clause) => {
    if (clause.people.length + clause.projects.length + clause.clients.length > 0)
      return clause.comparisons.length === 0 || clause.people.length > 0
    if (clause.comparisons.length > 0 || clause.has('that', 'personPronoun', 'projectPronoun', 'there')) return false
    if (clause.roles.length > 0) return true
    if (clause.has('byPerson', 'byProject', 'byRole', 'byClient', 'portfolio', 'utilisation')) return true
    if (clause.has('projectNoun', 'clientNoun', 'roleNoun'))
      return clause.has('show', 'what', 'which', 'count', 'allocation', 'hoursNoun')
    return (
      clause.has('hoursNoun', 'allocation') &&
      clause.has('show', 'count', 'what', 'how', 'totalWord', 'monthNoun') &&
      !clause.has('add')
    )
  },
  plan: (clause, planning) => {
    const projects = planning.projectsOf(clause)
    const filter = {
      employees: planning.peopleOf(clause),
      projects: projects.map((p) => planning.projectName(p)),
      clients: planning.clientsOf(clause),
      roles: planning.rolesOf(clause),
    }
    const groupBy = groupOf(clause)
    return planning
      .readSpans(clause, defaultSpan(clause, planning), projects.length === 1 ? projects[0] : undefined)
      .map((span) => ({
        tool: 'query_allocations',
        input: input({ ...filter, ...span, groupBy }),
      }))
  },
  examples: [
    {
      ask: "What is John Smith's total allocation for Q4?",
      calls: [{ tool: 'query_allocations', input: { employees: ['John Smith'], from: '2026-10', to: '2026-12' } }],
    },
    {
      ask: 'How many hours did John work in September?',
      calls: [{ tool: 'query_allocations', input: { employees: ['John Smith'], from: '2026-09', to: '2026-09' } }],
    },
    {
      ask: 'Who is working on Alpha in November?',
      calls: [
        {
          tool: 'query_allocations',
          input: { projects: ['Project Alpha'], from: '2026-11', to: '2026-11', groupBy: 'employee' },
        },
      ],
    },
    {
      ask: 'Total hours by client in 2027',
      calls: [{ tool: 'query_allocations', input: { from: '2027-01', to: '2027-12', groupBy: 'client' } }],
    },
    {
      ask: "Compare Jane Doe's and Bob Ode's hours per month in the next 3 months",
      calls: [
        {
          tool: 'query_allocations',
          input: { employees: ['Jane Doe', 'Bob Ode'], from: '2026-11', to: '2027-01', groupBy: 'month' },
        },
      ],
    },
    {
      ask: 'what is jane working on',
      calls: [
        {
          tool: 'query_allocations',
          input: { employees: ['Jane Doe'], from: '2026-10', to: '2026-10', groupBy: 'project' },
        },
      ],
    },
  ],
}

export function groupOf(clause: Clause): 'employee' | 'project' | 'month' | 'role' | 'client' | undefined {
  const people = clause.people.length
  if (clause.has('byPerson')) return 'employee'
  if (clause.has('byRole')) return 'role'
  if (clause.has('byClient')) return 'client'
  if (clause.has('byProject')) return 'project'
  if (clause.has('monthNoun') || clause.says('per month', 'a month', 'monthly', 'each month', 'every month'))
    return 'month'
  if (people > 1) return 'employee'
  if (people === 1)
    return (clause.has('work', 'where') && !clause.has('count', 'hoursNoun')) || clause.has('projectNoun')
      ? 'project'
      : undefined
  if (clause.has('who', 'people') || (clause.projects.length > 0 && clause.has('whoModal'))) return 'employee'
  if (clause.projects.length > 1) return 'project'
  if (clause.clients.length > 0 && clause.has('projectNoun')) return 'project'
  if (clause.clients.length > 1 || (clause.has('clientNoun') && clause.clients.length === 0)) return 'client'
  if (clause.roles.length > 0 && clause.projects.length + clause.clients.length === 0)
    return clause.has('loadWord', 'utilisation') || clause.roles.length > 1 ? 'role' : undefined
  if (clause.has('roleNoun')) return 'role'
  if (clause.projects.length + clause.clients.length === 0 && clause.has('projectNoun', 'portfolio')) return 'project'
  return undefined
}

function defaultSpan(clause: Clause, planning: Planning): Span {
  const [project] = planning.projectsOf(clause)
  if (!project || clause.people.length > 0) return planning.thisMonth
  const window = projectMonths(project)
  const running = planning.today >= window.from && planning.today <= window.to
  if (running && clause.has('who', 'people', 'work') && !clause.has('hoursNoun', 'count')) return planning.thisMonth
  return window
}
