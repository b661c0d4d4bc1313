// Short questions about the one person or project that was just shown.

import { isoMonth } from '../reading/month-arithmetic.js'
import { asked, type Reader } from './about-answer.js'
import { slotsOf, WRITE_TOOLS } from './thread-memory.js'

type Fields = Record<string, unknown>

const WHO =
  /^(who|who (is|are)( all)?( on)?( it| there| on it| in it| working| working there| working on it)?|whos on it|whos there|who works( there| on it)|(the |its |their )?(team|people|staff|crew|members|names|who else)|which people|(by|per) person|list them)$/

/** "who?" after a project's state: its people this month. */
export const whoIsOnIt: Reader = (clause, last, planning) => {
  if (!WHO.test(asked(clause)) || last.tool !== 'get_project_status') return undefined
  const { projects } = slotsOf(planning.memory.last)
  const month = isoMonth(planning.today)
  if (projects.length !== 1) return undefined
  return [{ tool: 'query_allocations', input: { projects, from: month, to: month, groupBy: 'employee' } }]
}

const RECORD =
  /^((and )?(what|which|whats)( (is|are|s))?( (his|her|their|the))? |(his|her|their) |and (his|her|their) )?(role|level|lcat|job|job title|position|title|grade|seniority|skills?|skillset|background|experience|profile|qualifications)( (does|do|has|have) (he|she|they)( have| got)?)?$/

/** "what role?" after one person's hours. */
export const recordOfPerson: Reader = (clause, last, planning) => {
  if (!RECORD.test(asked(clause)) || last.tool === 'recommend_candidates') return undefined
  const { people } = slotsOf(planning.memory.last)
  if (people.length !== 1) return undefined
  return [{ tool: 'search_knowledge', input: { query: people[0], kinds: ['employee'], limit: 1 } }]
}

const BUDGET =
  /^((and )?(what|whats|how much|how many|how many hours)( (is|are|s))?( (left|remaining|still left))?( (of|in|from|on))?( (his|her|their|the))? (budgets?|funding|funded hours)( (left|remaining|does (he|she) have( left)?|has (he|she)( left)?))?|(his|her|their) (remaining )?(budgets?|funding|funded hours)( left)?|(budget|funding)( left| remaining)?)$/

/** "and what is left of his budget?" after one person's hours: the states of the projects shown, where budgets stand. */
export const budgetsOfPerson: Reader = (clause, last) => {
  if (!BUDGET.test(asked(clause)) || last.tool !== 'query_allocations' || WRITE_TOOLS.has(last.tool)) return undefined
  const input = last.input as { employees?: string[]; projects?: string[] }
  const output = (last.output ?? {}) as { groupBy?: string; rows?: Fields[] }
  const shown = output.groupBy === 'project' ? (output.rows ?? []).map((r) => String(r.label)) : []
  const projects = input.projects ?? shown
  if (input.employees?.length !== 1 || projects.length === 0 || projects.length > 3) return undefined
  return projects.map((project) => ({ tool: 'get_project_status', input: { project } }))
}
