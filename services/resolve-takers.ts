// Who can take over hours of an assignment in a month: role, LCAT, free capacity, on the project already.
import type { MonthNumber } from './calendar.js'
import { type MonthLoad, quartersFree } from './load.js'
import { fold } from './names.js'
import type { AssignmentFacts, PersonFacts, ProjectFacts, StaffingSnapshot } from './staffing-snapshot.js'

export interface Taker {
  person: PersonFacts
  /** The taker's own assignment on the project; absent for somebody who would be new there. */
  assignment?: AssignmentFacts
  load: MonthLoad
  /** Quarter hours of the project that fit below capacity. */
  freeQuarters: number
  sharedSkills: number
}

/** Hours of the project may rise in that month: it runs (Planning or Active) and the month belongs to it. */
export function isOpen(snapshot: StaffingSnapshot, project: ProjectFacts, month: MonthNumber): boolean {
  if (project.status === 'Closed' || project.status === 'On Hold') return false
  return snapshot.loads.calendar.belongsTo(month, project.startsOn, project.endsOn)
}

/**
 * The taker's assignment on the project if it has the role and is not below the LCAT; null when the person may not
 * take these hours at all; undefined when the person would be new on the project.
 */
export function placeFor(
  snapshot: StaffingSnapshot,
  of: AssignmentFacts,
  person: PersonFacts,
): AssignmentFacts | undefined | null {
  const giver = snapshot.people.get(of.employeeId)!
  const roleId = of.roleId ?? giver.roleId
  const rank = of.lcatId ? of.lcatRank : -1
  for (const own of snapshot.assignmentsOf('employeeId', person.id))
    if (own.projectId === of.projectId && own.roleId === roleId && own.lcatRank >= rank) return own
  if (person.roleId !== roleId || person.lcatRank < rank) return null
  // Somebody on the project under another role or LCAT would need a second assignment with the same LCAT: not offered.
  const onProject = snapshot
    .assignmentsOf('employeeId', person.id)
    .some((a) => a.projectId === of.projectId && a.lcatId === of.lcatId)
  return onProject ? null : undefined
}

/** Everybody who can take some of these hours, the best first: on the project, nearest LCAT, skills, most free, name. */
export function findTakers(
  snapshot: StaffingSnapshot,
  of: AssignmentFacts,
  month: MonthNumber,
  fullTimeQuarters: number,
): Taker[] {
  const project = snapshot.projects.get(of.projectId)!
  if (!isOpen(snapshot, project, month)) return []
  const giver = snapshot.people.get(of.employeeId)!
  const skills = new Set(giver.skills.map(fold))
  const takers: Taker[] = []
  for (const person of snapshot.people.values()) {
    if (person.id === of.employeeId) continue
    const assignment = placeFor(snapshot, of, person)
    if (assignment === null) continue
    const load = snapshot.loads.of(person.id, month)
    const freeQuarters = load.capacityQuarters > 0 ? quartersFree(load, fullTimeQuarters) : 0
    if (freeQuarters <= 0) continue
    const sharedSkills = person.skills.filter((s) => skills.has(fold(s))).length
    takers.push({ person, assignment, load, freeQuarters, sharedSkills })
  }
  const distance = (t: Taker) => (t.assignment ?? t.person).lcatRank - of.lcatRank
  return takers.sort(
    (a, b) =>
      Number(Boolean(b.assignment)) - Number(Boolean(a.assignment)) ||
      distance(a) - distance(b) ||
      b.sharedSkills - a.sharedSkills ||
      b.freeQuarters - a.freeQuarters ||
      a.person.name.localeCompare(b.person.name) ||
      a.person.id.localeCompare(b.person.id),
  )
}
