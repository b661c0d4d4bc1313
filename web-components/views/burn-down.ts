// The planned burn-down of a project (US019): budget left at each month's end, beside an even burn. Pure.
import type { GridData, GridProject } from '../../services/grid-shape.js'

export interface BurnDown {
  funded: number
  allocated: number
  /** Hours left after each month; the first value stands before the first month. */
  planned: number[]
  even: number[]
  months: string[]
}

/** Sums of hours by month taken off the funded hours; months outside the project keep the line level. */
export function burnDown(grid: GridData, project: GridProject): BurnDown {
  const team = grid.assignments.filter((assignment) => assignment.projectId === project.id)
  const funded = team.reduce((sum, assignment) => sum + assignment.funded, 0)
  const allocated = team.reduce((sum, assignment) => sum + assignment.allocated, 0)
  const open = grid.months.map((_, i) => i).filter((i) => project.open[i])
  const planned = [funded]
  const even = [funded]
  open.forEach((i, step) => {
    const worked = team.reduce((sum, assignment) => sum + (assignment.hours[i] ?? 0), 0)
    planned.push(planned.at(-1)! - worked)
    even.push(funded * (1 - (step + 1) / open.length))
  })
  return { funded, allocated, planned, even, months: open.map((i) => grid.months[i]!.month) }
}
