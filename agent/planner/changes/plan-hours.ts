import type { LexiconProject, PersonMonth } from '../planner-types.js'
import type { Planning } from '../planning.js'
import { isoMonth } from '../reading/month-arithmetic.js'

/** What stands in the plan for somebody in these months, in their order; undefined while any of it is not known. */
export function monthsOf(name: string, months: readonly number[], planning: Planning): PersonMonth[] | undefined {
  const { lexicon, monthOf } = planning.request
  const person = lexicon.employees.find((e) => e.name === name || e.email === name)
  if (!person || !monthOf) return undefined
  // All of them are looked for before one is missed, so that they are read at once.
  const found = months.map((month) => monthOf(person.id, isoMonth(month)))
  return found.every((f) => f !== undefined) ? found : undefined
}

/** Hours of somebody on a project, month by month; undefined while they are not known. */
export function hoursOn(
  name: string,
  project: LexiconProject,
  months: readonly number[],
  planning: Planning,
): number[] | undefined {
  return monthsOf(name, months, planning)?.map((m) => m.hours.get(project.code) ?? 0)
}

/** Names of the people assigned to a project, those with hours in one of these months where anybody has. */
export function teamOf(project: LexiconProject, months: readonly number[], planning: Planning): string[] {
  const { lexicon, projectsOf } = planning.request
  const assigned = lexicon.employees.flatMap((e, at) =>
    projectsOf?.(e.id).includes(project.code) ? [planning.personName(at)] : [],
  )
  const hours = assigned.map((name) => hoursOn(name, project, months, planning))
  const busy = assigned.filter((_, at) => hours[at]?.some((h) => h > 0))
  return busy.length > 0 ? busy : assigned
}
