// A project's grid by sprint (US017), from the database.
import type { Db } from '../db/open.js'
import { loadCalendar } from './load.js'
import type { Scope } from './policy.js'
import { seesEmployee } from './policy.js'
import { spreadOverSprints, sprintsOf } from './sprint-view.js'
import { toHours } from './units.js'

/** Hours by sprint for every assignment in scope; the arithmetic is sprint-view.ts's. */
export async function readSprintGrid(db: Db, scope: Scope, projectId: string) {
  const project = await db
    .selectFrom('project')
    .select(['name', 'startsOn', 'sprints'])
    .where('id', '=', projectId)
    .executeTakeFirstOrThrow()
  const assignments = await db
    .selectFrom('assignment as a')
    .innerJoin('employee as e', 'e.id', 'a.employeeId')
    .leftJoin('role as r', 'r.id', 'a.roleId')
    .leftJoin('lcat as l', 'l.id', 'a.lcatId')
    .select(['a.id', 'a.employeeId', 'e.name as employee', 'r.name as role', 'l.name as lcat'])
    .where('a.projectId', '=', projectId)
    .orderBy('e.name')
    .orderBy('a.id')
    .execute()
  const cells = await db
    .selectFrom('allocation as al')
    .innerJoin('assignment as a', 'a.id', 'al.assignmentId')
    .select(['al.assignmentId', 'al.month', 'al.quarters'])
    .where('a.projectId', '=', projectId)
    .where('al.quarters', '>', 0)
    .execute()
  const calendar = await loadCalendar(db)
  const totals = new Array<number>(project.sprints).fill(0)
  const rows = assignments
    .filter((a) => seesEmployee(scope, a.employeeId))
    .map((a) => {
      const months = new Map(cells.filter((c) => c.assignmentId === a.id).map((c) => [c.month, c.quarters]))
      const quarters = spreadOverSprints(calendar, project, months)
      for (const [i, q] of quarters.entries()) totals[i]! += q
      return {
        assignmentId: a.id,
        employee: a.employee,
        role: a.role ?? '',
        lcat: a.lcat ?? '',
        hours: quarters.map(toHours),
        totalHours: toHours(quarters.reduce((sum, q) => sum + q, 0)),
      }
    })
  return {
    projectId,
    project: project.name,
    sprints: sprintsOf(project.startsOn, project.sprints).map((s, i) => ({ ...s, hours: toHours(totals[i]!) })),
    rows,
  }
}
