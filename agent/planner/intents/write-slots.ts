import { ask } from '../outcomes.js'
import type { LexiconProject } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { projectMonths } from '../reading/month-arithmetic.js'
import { isoSpan, type Span } from '../reading/resolve-period.js'
import { PLAN_NOUNS } from './intent.js'

/** Words that every change understands besides its verb. */
export const CHANGE_WORDS = [
  ...PLAN_NOUNS,
  'allHours',
  'monthlyWord',
  'personPronoun',
  'projectPronoun',
  'that',
  'exactly',
  'fteWord',
  'monthNoun',
  'ok',
  'onwards',
  'make',
  'give',
  'need',
  'instead',
  'totalWord',
  'whoModal',
  'after',
  'before',
  'between',
  'so',
  'byPerson',
  'same',
  'modal',
  'raise',
  'lower',
  'completely',
  'condition',
  'vague',
  'relative',
  'only',
] as const

/** A verb that puts somebody somewhere, behind what was taken away before. */
export const PUTS = /\b(put|puts|place|assign|move|add|book|use|bring|staff|give|hand|pass|have)\b/

/** More cells than this are surely a misunderstanding when typed as one sentence. */
const MOST_MONTHS = 36

/** Months that a change names, on one project; asks where none is named. */
export function monthsToWrite(clause: Clause, planning: Planning, project: LexiconProject | undefined): number[] {
  const spans = planning.spansOf(clause, 'write', project)
  if (!spans && !(project && WHOLE_PROJECT.test(clause.plain))) return planning.askMonth(project)
  const months = (spans ?? [openPeriod(planning, project)]).flatMap((s) =>
    Array.from({ length: s.to - s.from + 1 }, (_, i) => s.from + i),
  )
  if (months.length > MOST_MONTHS) ask(`That is ${months.length} months. Which months exactly?`, [])
  return months
}

/** "over the rest of the project": all its months from this one on. */
export const coversProject = (clause: Clause): boolean => WHOLE_PROJECT.test(clause.plain)

const WHOLE_PROJECT =
  /\b((end|rest|remainder|life|duration|length) of (the |her |his |their )?(\w+ )?(project|assignment)|project end|project ends|(whole|entire) project|until the project (ends?|is over)|(all|the|its|her|his) remaining (months|sprints)|throughout the project|(until|till|to) the end(?! of))\b/

/** From this month (or the project's start) to the project's end: what a change covers when no period is named. */
export function openPeriod(planning: Planning, project: LexiconProject | undefined): Span {
  if (!project) return { from: planning.today, to: planning.today + 11 }
  const window = projectMonths(project)
  return { from: Math.min(Math.max(planning.today, window.from), window.to), to: window.to }
}

/** One span for a plan-wide change: the named months, else the open period. */
export function planSpan(
  clause: Clause,
  planning: Planning,
  project: LexiconProject | undefined,
): { from: string; to: string } {
  const spans = planning.spansOf(clause, 'write', project)
  const span = spans?.[0] ?? openPeriod(planning, project)
  return isoSpan(spans && spans.length > 1 ? { from: span.from, to: spans[spans.length - 1]!.to } : span)
}

/** A role or level that tells two assignments of one person apart ("as Senior"). */
export function assignmentWords(clause: Clause, planning: Planning): { role?: string; lcat?: string } {
  const role = planning.role(clause.roles)
  const lcat = planning.lcat(clause.lcats)
  return { ...(role ? { role } : {}), ...(lcat ? { lcat } : {}) }
}
