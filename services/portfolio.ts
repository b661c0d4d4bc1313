// The portfolio of one month as a dashboard shows it (US011): FTE by role with projects and people, who is above
// capacity, who is on the bench, budgets of projects, utilisation by month. FTE only from services/load.ts.
import type { Db } from '../db/open.js'
import type { Actor } from './actor.js'
import { addMonths, fromMonthNumber, type MonthNumber, monthRange } from './calendar.js'
import { fteOf, type LoadPart, type LoadTable, type MonthLoad, readLoads, utilisation } from './load.js'
import { requirePortfolio } from './policy.js'
import { sumExact, toNumber } from './ratio.js'
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

/** Portfolio of a month and the utilisation of the year around it. Fault forbidden for an Employee. */
export async function readPortfolio(db: Db, actor: Actor, month: MonthNumber) {
  requirePortfolio(actor)
  const months = monthRange(addMonths(month, -2), addMonths(month, MONTHS_SHOWN - 3))
  const people = await readPeople(db)
  const projects = await readProjects(db)
  const loads = await readLoads(db, { months })
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
    roles: rolesOf(now, projectOf),
    over: now.filter(({ load }) => load.side > 0).map(({ person, load }) => describe(person, load, projectOf)),
    bench: now
      .filter(({ load }) => load.load !== null && load.load < BENCH_BELOW)
      .map(({ person, load }) => describe(person, load, projectOf)),
    months: months.map((at) => monthOf(at, people, loads)),
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

function monthOf(month: MonthNumber, people: Person[], loads: LoadTable) {
  const row = people.map((person) => loads.of(person.id, month))
  return {
    month: fromMonthNumber(month),
    utilisation: utilisation(row),
    fte: fteSumOf(row),
    capacityFte: capacityFteOf(row),
    over: row.filter((load) => load.side > 0).length,
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

function rolesOf(now: { person: Person; load: MonthLoad }[], projectOf: ReadonlyMap<string, ProjectHead>) {
  const names = [...new Set(now.map(({ person }) => person.role))].sort((a, b) => a.localeCompare(b))
  return names.map((role) => {
    const own = now.filter(({ person, load }) => person.role === role && (load.capacityQuarters > 0 || load.side > 0))
    const loads = own.map(({ load }) => load)
    return {
      role,
      people: own.length,
      fte: fteSumOf(loads),
      capacityFte: capacityFteOf(loads),
      utilisation: utilisation(loads),
      projects: sharesOf(
        loads.flatMap((load) => load.parts),
        projectOf,
      ),
      members: own.map(({ person, load }) => describe(person, load, projectOf)),
    }
  })
}

async function readPeople(db: Db): Promise<Person[]> {
  const rows = await db
    .selectFrom('employee as e')
    .leftJoin('role as r', 'r.id', 'e.roleId')
    .leftJoin('lcat as l', 'l.id', 'e.lcatId')
    .select(['e.id', 'e.name', 'r.name as role', 'l.name as lcat'])
    .orderBy('e.name')
    .orderBy('e.id')
    .execute()
  return rows.map((row) => ({ ...row, role: row.role ?? '', lcat: row.lcat ?? '' }))
}

async function readProjects(db: Db): Promise<ProjectHead[]> {
  const sums = await db
    .selectFrom('assignment as a')
    .leftJoin(
      (eb) =>
        eb
          .selectFrom('allocation')
          .select((e) => ['assignmentId', e.fn.sum<number>('quarters').as('quarters')])
          .groupBy('assignmentId')
          .as('s'),
      (join) => join.onRef('s.assignmentId', '=', 'a.id'),
    )
    .select((eb) => [
      'a.projectId',
      eb.fn.sum<number>('a.fundedQuarters').as('funded'),
      eb.fn.sum<number>('s.quarters').as('allocated'),
    ])
    .groupBy('a.projectId')
    .execute()
  const sumsOf = new Map(sums.map((row) => [row.projectId, row]))
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
    funded: toHours(Number(sumsOf.get(row.id)?.funded ?? 0)),
    allocated: toHours(Number(sumsOf.get(row.id)?.allocated ?? 0)),
  }))
}
