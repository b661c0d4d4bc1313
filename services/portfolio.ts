// The portfolio of one month as a dashboard shows it (US011): FTE by role with projects and people, who is above
// capacity, who is on the bench, budgets of projects, utilisation by month. FTE only from services/load.ts.
import type { Db } from '../db/open.js'
import type { Actor } from './actor.js'
import { readAssignmentTotals } from './assignment-totals.js'
import { addMonths, fromMonthNumber, type MonthNumber, monthRange } from './calendar.js'
import { divide, fteOf, type GroupLoad, type LoadPart, type MonthLoad, readLoads, utilisation } from './load.js'
import { requirePortfolio } from './policy.js'
import { ratio, sumExact, toNumber } from './ratio.js'
import { type AssignmentFacts, readAssignments, readPeople } from './staffing-snapshot.js'
import { toHours } from './units.js'

/** Load strictly below this in the month is the bench (people of capacity 0 left out). */
const BENCH_BELOW = 0.25
const MONTHS_SHOWN = 12

interface Person {
  id: string
  name: string
  role: string
  lcat: string
}

interface ProjectHead {
  id: string
  code: string
  name: string
  client: string
  status: string
  manager: string
  funded: number
  allocated: number
}

/**
 * Portfolio of a month and the utilisation of the year around it; the projects and people behind a role only of
 * `openRole`, as they are many. Fault forbidden for an Employee.
 */
export async function readPortfolio(db: Db, actor: Actor, month: MonthNumber, openRole?: string) {
  requirePortfolio(actor)
  const months = monthRange(addMonths(month, -2), addMonths(month, MONTHS_SHOWN - 3))
  const facts = await readPeople(db)
  const people = [...facts.values()].map(({ id, name, role, lcat }): Person => ({ id, name, role, lcat }))
  const assignments = await readAssignments(db)
  const projects = await readProjects(db, assignments.values())
  const loads = await readLoads(db, { months, employees: [...facts.values()], assignments: assignments.values() })
  const projectOf = new Map(projects.map((project) => [project.id, project]))
  const now = people.map((person) => ({ person, load: loads.of(person.id, month) }))
  const monthQuarters = new Map<string, number>()
  for (const { load } of now)
    for (const { projectId, quarters } of load.parts)
      monthQuarters.set(projectId, (monthQuarters.get(projectId) ?? 0) + quarters)
  return {
    month: fromMonthNumber(month),
    fullTimeHours: toHours(loads.calendar.fullTimeQuarters(month)),
    people: now.filter(({ load }) => load.capacityQuarters > 0).length,
    utilisation: utilisation(now.map(({ load }) => load)),
    roles: rolesOf(now, projectOf, openRole),
    over: now.filter(({ load }) => load.side > 0).map(({ person, load }) => describe(person, load, projectOf)),
    bench: now
      .filter(({ load }) => load.load !== null && load.load < BENCH_BELOW)
      .map(({ person, load }) => describe(person, load, projectOf)),
    months: months.map((at) => monthOf(loads.group(at))),
    projects: projects.map((project) => ({
      ...project,
      remaining: project.funded - project.allocated,
      monthHours: toHours(monthQuarters.get(project.id) ?? 0),
    })),
  }
}

const sumOf = (parts: LoadPart[]) => parts.reduce((sum, part) => sum + part.quarters, 0)

/** FTE of a group in one month. */
const fteSumOf = (loads: MonthLoad[]) => toNumber(sumExact(loads.map((load) => load.exact.fte)))

/** Capacity of a group in one month as FTE: all have the same F(m). */
function capacityFteOf(loads: MonthLoad[]): number {
  const fullTime = loads[0]?.fullTimeQuarters
  return fullTime ? loads.reduce((sum, load) => sum + load.capacityQuarters, 0) / fullTime : 0
}

function monthOf({ month, fte, capacityQuarters, fullTimeQuarters, over }: GroupLoad) {
  return {
    month: fromMonthNumber(month),
    utilisation: capacityQuarters === 0 ? null : toNumber(divide(fte, ratio(capacityQuarters, fullTimeQuarters))),
    fte: toNumber(fte),
    capacityFte: fullTimeQuarters === 0 ? 0 : capacityQuarters / fullTimeQuarters,
    over,
  }
}

function describe(person: Person, load: MonthLoad, projectOf: ReadonlyMap<string, ProjectHead>) {
  return {
    ...person,
    fte: load.fte,
    load: load.load,
    capacityHours: toHours(load.capacityQuarters),
    overHours: toHours(load.overQuarters),
    projects: sharesOf(load.parts, projectOf),
  }
}

/** FTE by project of some parts of one month, the largest first. */
function sharesOf(parts: LoadPart[], projectOf: ReadonlyMap<string, ProjectHead>) {
  const byProject = new Map<string, LoadPart[]>()
  for (const part of parts) {
    const own = byProject.get(part.projectId)
    if (own) own.push(part)
    else byProject.set(part.projectId, [part])
  }
  return [...byProject]
    .map(([id, own]) => {
      const project = projectOf.get(id)!
      return { code: project.code, name: project.name, fte: toNumber(fteOf(own)), hours: toHours(sumOf(own)) }
    })
    .sort((a, b) => b.fte - a.fte || a.name.localeCompare(b.name))
}

interface Staffed {
  person: Person
  load: MonthLoad
}

function rolesOf(now: Staffed[], projectOf: ReadonlyMap<string, ProjectHead>, openRole?: string) {
  const byRole = new Map<string, Staffed[]>()
  for (const one of now) {
    const own = byRole.get(one.person.role) ?? []
    if (one.load.capacityQuarters > 0 || one.load.side > 0) own.push(one)
    byRole.set(one.person.role, own)
  }
  const sorted = [...byRole].sort(([a], [b]) => a.localeCompare(b))
  return sorted.map(([role, own]) => {
    const loads = own.map(({ load }) => load)
    return {
      role,
      people: own.length,
      fte: fteSumOf(loads),
      capacityFte: capacityFteOf(loads),
      utilisation: utilisation(loads),
      ...(role === openRole ? behind(own, projectOf) : {}),
    }
  })
}

/** What a role's figure is made of: its projects, and its people with theirs. */
const behind = (own: Staffed[], projectOf: ReadonlyMap<string, ProjectHead>) => ({
  projects: sharesOf(
    own.flatMap(({ load }) => load.parts),
    projectOf,
  ),
  members: own.map(({ person, load }) => describe(person, load, projectOf)),
})

/** Projects in order of name; the hours planned on them over all months are added up by assignment. */
async function readProjects(db: Db, assignments: Iterable<AssignmentFacts>): Promise<ProjectHead[]> {
  const totals = await readAssignmentTotals(db)
  const sums = new Map<string, { funded: number; allocated: number }>()
  for (const { id, projectId, fundedQuarters } of assignments) {
    const sum = sums.get(projectId) ?? { funded: 0, allocated: 0 }
    sum.funded += fundedQuarters
    sum.allocated += totals.get(id) ?? 0
    sums.set(projectId, sum)
  }
  const rows = await db
    .selectFrom('project as p')
    .leftJoin('user as u', 'u.id', 'p.managerId')
    .select(['p.id', 'p.code', 'p.name', 'p.client', 'p.status', 'u.name as manager'])
    .orderBy('p.name')
    .orderBy('p.id')
    .execute()
  return rows.map((row) => ({
    ...row,
    manager: row.manager ?? '',
    funded: toHours(sums.get(row.id)?.funded ?? 0),
    allocated: toHours(sums.get(row.id)?.allocated ?? 0),
  }))
}
