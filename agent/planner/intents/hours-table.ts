import { teamOf } from '../changes/plan-hours.js'
import { ask } from '../outcomes.js'
import type { ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { isWords } from '../reading/items.js'
import { monthNumber } from '../reading/month-arithmetic.js'
import { type Intent, input } from './intent.js'
import { defaultSpan, query } from './query.js'

const GROUPS = { byPerson: 'employee', byProject: 'project', byRole: 'role', byClient: 'client' } as const
const FILTERS = { employee: 'employees', project: 'projects', role: 'roles', client: 'clients' } as const

/** More rows than this are no answer in a conversation. */
const MOST_ROWS = 10

/** "monthly hours by person on Alpha", "hours per client and quarter": one row of months for each. */
export const hoursTable: Intent = {
  name: 'hours-table',
  title: 'Hours by month and by something else',
  accepts: query.accepts,
  when: (clause) =>
    clause.has('monthNoun', 'quarterNoun') &&
    groupsOf(clause).length === 1 &&
    clause.comparisons.length + clause.amounts.length === 0 &&
    !clause.has('export', 'report', 'free', 'budget', 'busiest', 'leastBusy', 'top', 'sort') &&
    clause.people.length < 2,
  plan: (clause, planning) => {
    const [group] = groupsOf(clause)
    const by = GROUPS[group!]
    const projects = planning.projectsOf(clause)
    const filter = {
      employees: planning.peopleOf(clause),
      projects: projects.map((p) => planning.projectName(p)),
      clients: planning.clientsOf(clause),
      roles: planning.rolesOf(clause),
    }
    const groupBy = clause.has('quarterNoun') ? 'quarter' : 'month'
    const [only] = projects
    const first = groupBy === 'quarter' ? planning.today - (planning.today % 3) : planning.today
    const ahead = { from: first, to: first + (groupBy === 'quarter' ? 11 : 5) }
    const spans = planning.readSpans(
      clause,
      only ? defaultSpan(clause, planning) : ahead,
      projects.length === 1 ? only : undefined,
    )
    const rows = filter[FILTERS[by]].length > 1 ? filter[FILTERS[by]] : rowsOf(by, clause, planning, spans[0]!)
    if (rows.length === 0 || rows.length > MOST_ROWS) return askOneWay(clause, by, groupBy, planning)
    return spans.flatMap((span) =>
      rows.map(
        (row): ToolCall => ({
          tool: 'query_allocations',
          input: input({ ...filter, [FILTERS[by]]: [row], ...span, groupBy }),
        }),
      ),
    )
  },
  examples: [
    {
      ask: 'Quarterly hours by client in 2027',
      calls: ['Northwind', 'Acme Corp', 'Department of Energy'].map((client) => ({
        tool: 'query_allocations',
        input: { clients: [client], from: '2027-01', to: '2027-12', groupBy: 'quarter' },
      })),
    },
  ],
}

const groupsOf = (clause: Clause) =>
  (Object.keys(GROUPS) as (keyof typeof GROUPS)[]).filter(
    (name) => clause.has(name) && !isOnlyUtilisation(clause, name),
  )

/** "by person" stands among other words too ("staff"); only the wording that groups counts. */
const isOnlyUtilisation = (clause: Clause, name: string): boolean =>
  !clause.items.some((i) => isWords(i, name) && /\b(by|per|each|every|across)\b/i.test(i.text))

/** The people of the project, the open projects in the months, the clients, the roles of the people. */
function rowsOf(
  by: (typeof GROUPS)[keyof typeof GROUPS],
  clause: Clause,
  planning: Planning,
  span: { from: string; to: string },
): string[] {
  const { lexicon } = planning.request
  const [project] = planning.projectsOf(clause)
  const clients = planning.clientsOf(clause)
  const [from, to] = [monthNumber(span.from), monthNumber(span.to)]
  const runs = lexicon.projects.filter(
    (p) =>
      (p.status === 'Active' || p.status === 'Planning') &&
      monthNumber(p.startsOn) <= to &&
      monthNumber(p.endsOn) >= from &&
      (clients.length === 0 || clients.includes(p.client)),
  )
  if (by === 'client') return lexicon.clients.filter((client) => runs.some((p) => p.client === client))
  if (by === 'project') return runs.map((p) => planning.projectName(p))
  const team = project ? teamOf(project, [], planning) : []
  if (by === 'employee') return team
  const roles = lexicon.employees.filter((e) => team.includes(e.name) || team.includes(e.email)).map((e) => e.role)
  return project ? [...new Set(roles)] : lexicon.roles
}

function askOneWay(clause: Clause, by: string, groupBy: string, planning: Planning): never {
  const place = (name: string[]) => clause.items.find((i) => isWords(i, ...name))
  const without = (name: string[]) => {
    const item = place(name)
    return item
      ? planning
          .rewritten(item, '')
          .replace(/\s+/g, ' ')
          .replace(/\s+(and|,)\s*$/, '')
          .trim()
      : planning.text
  }
  return ask('That makes a large table here. Which way shall I add the hours up?', [
    { label: `By ${by === 'employee' ? 'person' : by}`, message: without(['monthNoun', 'quarterNoun']) },
    { label: `By ${groupBy}`, message: without(Object.keys(GROUPS)) },
    {
      label: 'As a workbook',
      message: `Export the ${by === 'employee' ? 'utilisation' : 'portfolio'} report to Excel`,
    },
  ])
}
