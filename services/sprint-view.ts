// One project's grid by sprint (US017): read-only; every month's total is conserved to the quarter hour.
import type { Calendar, MonthNumber } from './calendar.js'
import { addDays, monthOfDate, projectEnd } from './calendar.js'
import { spread } from './spread.js'

export interface Sprint {
  number: number
  startsOn: string
  endsOn: string
}

/** The project's 14-day sprints, numbered from 1. */
export function sprintsOf(startsOn: string, count: number): Sprint[] {
  return Array.from({ length: count }, (_, i) => ({
    number: i + 1,
    startsOn: addDays(startsOn, 14 * i),
    endsOn: addDays(startsOn, 14 * i + 13),
  }))
}

/**
 * Quarter hours per sprint from quarter hours per month: a month's hours are spread over its business days inside the
 * project, in quarter hours by largest remainder, ties to the earlier sprint. Hours of a month without such a day
 * (which the rules refuse) stay with the nearest sprint, so that nothing is lost.
 */
export function spreadOverSprints(
  calendar: Calendar,
  project: { startsOn: string; sprints: number },
  quartersByMonth: ReadonlyMap<MonthNumber, number>,
): number[] {
  const totals = new Array<number>(project.sprints).fill(0)
  const end = projectEnd(project.startsOn, project.sprints)
  const sprints = sprintsOf(project.startsOn, project.sprints)
  for (const [month, quarters] of quartersByMonth) {
    const weights = sprints.map(
      (s) =>
        calendar.businessDaysWithin(
          month,
          s.startsOn > project.startsOn ? s.startsOn : project.startsOn,
          s.endsOn < end ? s.endsOn : end,
        ).length,
    )
    if (weights.every((w) => w === 0)) {
      totals[month <= monthOfDate(project.startsOn) ? 0 : project.sprints - 1]! += quarters
      continue
    }
    for (const [i, part] of spread(quarters, weights).entries()) totals[i]! += part
  }
  return totals
}
