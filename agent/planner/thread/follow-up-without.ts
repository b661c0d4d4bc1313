import type { ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import { unique } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { listedPeople } from './shown.js'

type Fields = Record<string, unknown>

/**
 * "without Ann", "not the juniors", "excluding Beta": the list or the sums before it, less what is named. Null where that
 * cannot be said to the tool.
 */
export function leaveOut(clause: Clause, { tool, input }: ToolCall, planning: Planning): ToolCall | null {
  const fields = input as Fields
  if (clause.periods.length + clause.amounts.length + clause.comparisons.length + clause.skills.length > 0) return null
  const { lexicon } = planning.request
  const people = planning.peopleOf(clause)
  const projects = planning.projectsOf(clause).map((p) => planning.projectName(p))
  if (tool === 'find_employees') {
    if (projects.length > 1 || (projects.length > 0 && fields.notOnProject)) return null
    const next: Fields = { ...fields }
    if (people.length > 0) next.exclude = unique([...((fields.exclude as string[]) ?? []), ...people])
    if (clause.roles.length > 0) next.roles = rest(fields.roles, lexicon.roles, planning.rolesOf(clause))
    if (clause.lcats.length > 0) next.lcats = rest(fields.lcats, lexicon.lcats, planning.lcatsOf(clause))
    if (projects.length > 0) next.notOnProject = projects[0]
    return isFull(next) ? { tool, input: next } : null
  }
  if (tool !== 'query_allocations' || clause.lcats.length > 0) return null
  const next: Fields = { ...fields }
  if (clause.roles.length > 0) {
    if (fields.employees) return null
    next.roles = rest(fields.roles, lexicon.roles, planning.rolesOf(clause))
  }
  if (people.length > 0) {
    const listed = fields.groupBy === 'employee' ? listedPeople(planning) : undefined
    if (!Array.isArray(fields.employees) && !listed?.some((name) => people.includes(name))) return null
    next.employees = rest(fields.employees, listed ?? [], people)
  }
  if (projects.length > 0) {
    const grouped = fields.groupBy === 'project' && !fields.clients && !fields.employees
    if (!Array.isArray(fields.projects) && !grouped) return null
    const open = lexicon.projects.filter((p) => p.status !== 'Closed').map((p) => planning.projectName(p))
    next.projects = rest(fields.projects, open, projects)
  }
  return isFull(next) ? { tool, input: next } : null
}

/** What was asked for, or everything there is, less these. */
const rest = (asked: unknown, all: string[], less: string[]): string[] =>
  (Array.isArray(asked) ? (asked as string[]) : all).filter((name) => !less.includes(name))

const isFull = (fields: Fields): boolean =>
  Object.values(fields).every((value) => !Array.isArray(value) || (value.length > 0 && value.length <= 50))
