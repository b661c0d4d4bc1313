// The calls that put a candidate into a position: on the project, with the hours of every month.
import { fromMonthNumber } from './calendar.js'
import type { CandidateFacts, Position } from './recommend-score.js'
import type { OptionCall } from './staffing-option.js'
import type { ProjectFacts, StaffingSnapshot } from './staffing-snapshot.js'
import { toHours } from './units.js'

/**
 * staff_employee (where the person is not on the project in that role) and set_hours with what the person can take of
 * the need, which leaves the open demand. Empty when the project takes no more hours.
 */
export function callsFor(
  snapshot: StaffingSnapshot,
  position: Position,
  facts: CandidateFacts,
  project: ProjectFacts,
): OptionCall[] {
  if (project.status === 'Closed' || project.status === 'On Hold') return []
  const { person } = facts
  const own = snapshot.assignmentsOf('employeeId', person.id).filter((a) => a.projectId === project.id)
  const same = own.find((a) => a.roleId === position.role.id && (!position.lcat || a.lcatRank >= position.lcat.rank))
  const role = same?.role ?? position.role.name
  const lcat = same ? same.lcat : (position.lcat?.name ?? person.lcat)
  const place = { ...(role ? { role } : {}), ...(lcat ? { lcat } : {}) }
  const months = facts.months()
  const changes = months
    .map((m) => ({ month: m.month, quarters: Math.min(m.freeQuarters, m.needQuarters) }))
    .filter((m) => m.quarters > 0)
    .map((m) => ({
      project: project.code,
      employee: person.email,
      month: fromMonthNumber(m.month),
      hours: toHours(m.quarters),
      mode: 'add',
      ...place,
    }))
  const covers = months.flatMap((m) => {
    const id = position.demandIds.get(m.month)
    return id && Math.min(m.freeQuarters, m.needQuarters) > 0 ? [id] : []
  })
  const hours: OptionCall = {
    tool: 'set_hours',
    input: { changes, ...(covers.length > 0 ? { coversDemand: covers } : {}) },
  }
  if (same) return [hours]
  return [
    {
      tool: 'staff_employee',
      input: { employee: person.email, project: project.code, ...place, fundedHours: toHours(facts.covered) },
    },
    hours,
  ]
}
