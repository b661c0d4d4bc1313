import type { LexiconProject } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'

/** Kinds of items that plan-wide changes use. */
export const PLAN_KINDS = ['words', 'person', 'project', 'period', 'amount'] as const

/** Names of the people and projects that a plan-wide change is about. */
export function planScope(
  clause: Clause,
  planning: Planning,
): { employees: string[]; projects: string[]; project: LexiconProject | undefined } {
  const projects = planning.projectsOf(clause)
  return {
    employees: planning.peopleOf(clause),
    projects: projects.map((p) => planning.projectName(p)),
    project: projects.length === 1 ? projects[0] : undefined,
  }
}
