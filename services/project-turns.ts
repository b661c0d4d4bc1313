// When people come onto a project and when they roll off it: the first and the last month with hours.
import type { Db } from '../db/open.js'
import { fromMonthNumber, type MonthNumber } from './calendar.js'

/** Rolling off in a month: the last hours on the project lie in it; coming on: the first ones. */
export type Turn = 'on' | 'off'

export interface ProjectTurn {
  project: string
  /** '2026-12' */
  month: string
}

/** By employee: the projects that begin ('on') or end ('off') for them in the period, whatever lies outside it. */
export async function readTurns(
  db: Db,
  query: { turn: Turn; projectId?: string; from: MonthNumber; to: MonthNumber },
): Promise<Map<string, ProjectTurn[]>> {
  let rows = db
    .selectFrom('allocation as h')
    .innerJoin('assignment as a', 'a.id', 'h.assignmentId')
    .innerJoin('project as p', 'p.id', 'a.projectId')
    .where('h.quarters', '>', 0)
    .groupBy(['a.employeeId', 'a.projectId', 'p.name'])
    .select((eb) => [
      'a.employeeId',
      'p.name as project',
      (query.turn === 'off' ? eb.fn.max('h.month') : eb.fn.min('h.month')).as('month'),
    ])
  if (query.projectId) rows = rows.where('a.projectId', '=', query.projectId)
  const turns = new Map<string, ProjectTurn[]>()
  for (const { employeeId, project, month } of await rows.execute()) {
    if (month < query.from || month > query.to) continue
    const list = turns.get(employeeId) ?? []
    list.push({ project, month: fromMonthNumber(month) })
    turns.set(
      employeeId,
      list.sort((a, b) => a.month.localeCompare(b.month) || a.project.localeCompare(b.project)),
    )
  }
  return turns
}
