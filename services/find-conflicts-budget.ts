// Assignments with more hours than are funded (US005), where any of those hours lie in the period.
import type { Db } from '../db/open.js'
import type { ConflictQuery, FoundConflict } from './find-conflicts.js'
import { seesEmployee } from './policy.js'
import type { StaffingSnapshot } from './staffing-snapshot.js'
import { formatHours, toHours } from './units.js'

/** Budget overruns: allocated over all months above funded, of assignments with hours in the period. */
export async function findBudgetOverruns(
  db: Db,
  snapshot: StaffingSnapshot,
  query: ConflictQuery,
): Promise<FoundConflict[]> {
  const rows = await db
    .selectFrom('allocation as al')
    .innerJoin('assignment as a', 'a.id', 'al.assignmentId')
    .select((eb) => ['al.assignmentId', eb.fn.sum<number>('al.quarters').as('allocated')])
    .groupBy(['al.assignmentId', 'a.fundedQuarters'])
    .having((eb) => eb(eb.fn.sum<number>('al.quarters'), '>', eb.ref('a.fundedQuarters')))
    .execute()
  const found: FoundConflict[] = []
  for (const row of rows) {
    const assignment = snapshot.assignments.get(row.assignmentId)!
    if (!seesEmployee(query.scope, assignment.employeeId)) continue
    if (query.employeeId && assignment.employeeId !== query.employeeId) continue
    if (query.projectId && assignment.projectId !== query.projectId) continue
    const hasHours = snapshot.loads
      .row(assignment.employeeId)
      .some((load) => load.parts.some((p) => p.assignmentId === assignment.id))
    if (!hasHours) continue
    const project = snapshot.projects.get(assignment.projectId)!
    const person = snapshot.people.get(assignment.employeeId)!
    const funded = toHours(assignment.fundedQuarters)
    const allocated = toHours(Number(row.allocated))
    found.push({
      kind: 'budget_overrun',
      text: `${person.name} on ${project.name}: ${formatHours(allocated)} h allocated of ${formatHours(funded)} h funded, remaining ${formatHours(funded - allocated)} h.`,
      employeeId: person.id,
      employee: person.name,
      projectId: project.id,
      project: project.name,
      hours: allocated - funded,
      parts: [{ assignmentId: assignment.id, project: project.name, hours: allocated, fullTimeHours: 0, fte: 0 }],
      calls: [],
    })
  }
  return found
}
