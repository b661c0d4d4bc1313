// The cells that a batch works on: assignments of people and projects with what decides where hours may stand.
import type { Db } from '../db/open.js'
import type { Actor } from './actor.js'
import { type Calendar, fromMonthNumber, type MonthNumber, projectEnd } from './calendar.js'
import type { Warning } from './change.js'
import { batches } from './change-rows.js'
import { Fault } from './fault.js'
import { mayWriteProject } from './policy.js'

export interface PlanAssignment {
  id: string
  employeeId: string
  employee: string
  projectId: string
  project: string
  managerId: string | null
  roleId: string | null
  lcatId: string | null
  startsOn: string
  endsOn: string
  hiredOn: string | null
  leftOn: string | null
  /** Quarter hours by month, zeros left out. */
  quarters: Map<MonthNumber, number>
}

export interface AssignmentFilter {
  employeeIds?: readonly string[]
  projectIds?: readonly string[]
}

/**
 * The assignments of the filter with their hours. Where only people are named, those on other managers' projects are
 * left out with a warning; a project named outright is kept, and refused later by the policy with "needs NAME".
 * Throws Fault not_found when nothing is left.
 */
export async function selectAssignments(
  db: Db,
  actor: Actor,
  filter: AssignmentFilter,
): Promise<{ assignments: PlanAssignment[]; warnings: Warning[] }> {
  let query = db
    .selectFrom('assignment as a')
    .innerJoin('project as p', 'p.id', 'a.projectId')
    .innerJoin('employee as e', 'e.id', 'a.employeeId')
    .select([
      'a.id',
      'a.employeeId',
      'e.name as employee',
      'a.projectId',
      'p.name as project',
      'p.managerId',
      'a.roleId',
      'a.lcatId',
      'p.startsOn',
      'p.sprints',
      'e.startsOn as hiredOn',
      'e.endsOn as leftOn',
    ])
    .orderBy('p.name')
    .orderBy('e.name')
    .orderBy('a.id')
  if (filter.employeeIds) query = query.where('a.employeeId', 'in', [...filter.employeeIds])
  if (filter.projectIds) query = query.where('a.projectId', 'in', [...filter.projectIds])
  const all = (await query.execute()).map(({ sprints, ...row }) => ({
    ...row,
    endsOn: projectEnd(row.startsOn, sprints),
    quarters: new Map<MonthNumber, number>(),
  }))
  const assignments = filter.projectIds ? all : all.filter((a) => mayWriteProject(actor, a.managerId))
  const left = all.length - assignments.length
  if (assignments.length === 0)
    throw new Fault(
      'not_found',
      left > 0 ? 'All of these assignments are on projects you do not manage.' : 'Nobody meant is on a project meant.',
      left > 0 ? 'Name the project to see whom it needs.' : 'Check the names, or staff the person first.',
    )
  await readQuarters(db, assignments)
  const warnings: Warning[] =
    left > 0
      ? [
          {
            code: 'left_out',
            message: `${left} ${left === 1 ? 'assignment' : 'assignments'} on projects of other managers left out.`,
          },
        ]
      : []
  return { assignments, warnings }
}

async function readQuarters(db: Db, assignments: readonly PlanAssignment[]): Promise<void> {
  const byId = new Map(assignments.map((a) => [a.id, a]))
  for (const batch of batches([...byId.keys()])) {
    const rows = await db
      .selectFrom('allocation')
      .select(['assignmentId', 'month', 'quarters'])
      .where('assignmentId', 'in', batch)
      .where('quarters', '>', 0)
      .execute()
    for (const row of rows) byId.get(row.assignmentId)!.quarters.set(row.month, row.quarters)
  }
}

/** Business days of the month inside both the project and the employment: where hours may stand. */
export function workableDays(calendar: Calendar, a: PlanAssignment, month: MonthNumber): number {
  const from = a.hiredOn && a.hiredOn > a.startsOn ? a.hiredOn : a.startsOn
  const to = a.leftOn && a.leftOn < a.endsOn ? a.leftOn : a.endsOn
  return calendar.businessDaysWithin(month, from, to).length
}

/** One warning for months of a range in which an assignment cannot have hours. */
export function leftOutMonths(a: PlanAssignment, months: readonly MonthNumber[]): Warning[] {
  if (months.length === 0) return []
  const words = months.length > 3 ? `${months.length} months` : months.map(fromMonthNumber).join(', ')
  return [
    {
      code: 'left_out',
      message: `${a.employee} on ${a.project}: ${words} outside the project or the employment left out.`,
      employee: a.employee,
      project: a.project,
    },
  ]
}
