// People, projects, assignments and loads of a period, read once for the services that give advice.
// Loads come from load.ts; nothing here computes an FTE.
import type { Db } from '../db/open.js'
import { type MonthNumber, projectEnd } from './calendar.js'
import { type LoadTable, readLoads } from './load.js'
import { plainRows } from './plain-rows.js'

export interface PersonFacts {
  id: string
  name: string
  email: string
  roleId: string | null
  role: string
  lcatId: string | null
  lcat: string
  /** Seniority, higher is more senior; -1 without an LCAT. */
  lcatRank: number
  skills: string[]
  contractPct: number
  startsOn: string | null
  endsOn: string | null
}

export interface ProjectFacts {
  id: string
  code: string
  name: string
  client: string
  status: 'Planning' | 'Active' | 'On Hold' | 'Closed'
  probabilityPct: number
  managerId: string | null
  /** Name of the manager, 'an Admin' where there is none. */
  manager: string
  startsOn: string
  /** Last day, included. */
  endsOn: string
  /** Number of 14-day sprints. */
  sprints: number
}

export interface AssignmentFacts {
  id: string
  projectId: string
  employeeId: string
  roleId: string | null
  role: string
  lcatId: string | null
  lcat: string
  lcatRank: number
  fundedQuarters: number
}

export interface StaffingSnapshot {
  months: MonthNumber[]
  loads: LoadTable
  /** By id, in order of name. */
  people: ReadonlyMap<string, PersonFacts>
  projects: ReadonlyMap<string, ProjectFacts>
  assignments: ReadonlyMap<string, AssignmentFacts>
  /** By project, by employee. */
  assignmentsOf(by: 'projectId' | 'employeeId', id: string): readonly AssignmentFacts[]
  /** F(p,m) in quarter hours: the project's override, else the calendar's. */
  fullTimeQuarters(projectId: string, month: MonthNumber): number
  /** "Mark" where only one person is called so, else the full name. */
  nick(employeeId: string): string
}

/**
 * Everybody and everything of the period; with `employeeIds` only those people and what they work on (then nobody has
 * a nickname). Rights are the caller's: requirePortfolio of services/policy.ts.
 */
export async function readSnapshot(
  db: Db,
  months: MonthNumber[],
  employeeIds?: readonly string[],
): Promise<StaffingSnapshot> {
  const people = await readPeople(db, employeeIds)
  const projects = await readProjects(db)
  const assignments = await readAssignments(db, { employeeIds })
  const loads = await readLoads(db, {
    months,
    employeeIds,
    employees: [...people.values()],
    assignments: assignments.values(),
  })
  const overrides = await readOverrides(db, months)
  const index = { projectId: groupBy(assignments, 'projectId'), employeeId: groupBy(assignments, 'employeeId') }
  return {
    months,
    loads,
    people,
    projects,
    assignments,
    assignmentsOf: (by, id) => index[by].get(id) ?? [],
    fullTimeQuarters: (projectId, month) =>
      overrides.get(`${projectId}:${month}`) ?? loads.calendar.fullTimeQuarters(month),
    nick: employeeIds ? (id) => people.get(id)!.name : nicknames(people),
  }
}

async function readOverrides(db: Db, months: readonly MonthNumber[]): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('monthOverride')
    .select(['projectId', 'month', 'quarters'])
    .where('month', '>=', months[0]!)
    .where('month', '<=', months[months.length - 1]!)
    .execute()
  return new Map(rows.map((row) => [`${row.projectId}:${row.month}`, row.quarters]))
}

/** SQLite takes 32,766 parameters; beyond this many ids everything is read. */
const MAX_IDS = 5000

/** Names of the few roles and LCATs: looked up here, as joining them to many rows costs more than reading them. */
async function readLists(db: Db) {
  const roles = await db.selectFrom('role').select(['id', 'name']).execute()
  const lcats = await db.selectFrom('lcat').select(['id', 'name', 'rank']).execute()
  const roleOf = new Map(roles.map((r) => [r.id, r.name]))
  const lcatOf = new Map(lcats.map((l) => [l.id, l]))
  return (roleId: string | null, lcatId: string | null) => {
    const lcat = lcatOf.get(lcatId ?? '')
    return { roleId, role: roleOf.get(roleId ?? '') ?? '', lcatId, lcat: lcat?.name ?? '', lcatRank: lcat?.rank ?? -1 }
  }
}

/** People by id, in order of name; all of them without `ids`. */
export async function readPeople(db: Db, ids?: readonly string[]): Promise<Map<string, PersonFacts>> {
  const listed = await readLists(db)
  let query = db
    .selectFrom('employee')
    .select([
      'id',
      'name',
      'email',
      'roleId as r',
      'lcatId as l',
      'skills',
      'contractPct as pct',
      'startsOn as first',
      'endsOn as last',
    ])
    .orderBy('name')
    .orderBy('id')
  if (ids && ids.length <= MAX_IDS) query = query.where('id', 'in', [...ids])
  const people = new Map<string, PersonFacts>()
  for (const { id, name, email, r, l, skills, pct, first, last } of await plainRows(db, query))
    people.set(id, {
      id,
      name,
      email,
      ...listed(r, l),
      skills: JSON.parse(skills) as string[],
      contractPct: pct,
      startsOn: first,
      endsOn: last,
    })
  return people
}

/** Projects by id, in order of name; one of them with `id`. */
export async function readProjects(db: Db, id?: string): Promise<Map<string, ProjectFacts>> {
  let query = db
    .selectFrom('project as p')
    .leftJoin('user as u', 'u.id', 'p.managerId')
    .select([
      'p.id',
      'p.code',
      'p.name',
      'p.client',
      'p.status',
      'p.probabilityPct',
      'p.managerId',
      'u.name as manager',
      'p.startsOn',
      'p.sprints',
    ])
    .orderBy('p.name')
    .orderBy('p.id')
  if (id !== undefined) query = query.where('p.id', '=', id)
  const rows = await query.execute()
  return new Map(
    rows.map((row) => [
      row.id,
      { ...row, manager: row.manager ?? 'an Admin', endsOn: projectEnd(row.startsOn, row.sprints) },
    ]),
  )
}

/** Assignments by id; all of them, or those that `of` names. */
export async function readAssignments(
  db: Db,
  of: { projectId?: string; employeeId?: string; ids?: readonly string[]; employeeIds?: readonly string[] } = {},
): Promise<Map<string, AssignmentFacts>> {
  const listed = await readLists(db)
  let query = db
    .selectFrom('assignment')
    .select(['id', 'projectId as p', 'employeeId as e', 'roleId as r', 'lcatId as l', 'fundedQuarters as f'])
    .orderBy('id')
  if (of.projectId !== undefined) query = query.where('projectId', '=', of.projectId)
  if (of.employeeId !== undefined) query = query.where('employeeId', '=', of.employeeId)
  if (of.ids && of.ids.length <= MAX_IDS) query = query.where('id', 'in', of.ids)
  const { employeeIds } = of
  if (employeeIds && employeeIds.length <= MAX_IDS) query = query.where('employeeId', 'in', employeeIds)
  const assignments = new Map<string, AssignmentFacts>()
  for (const { id, p, e, r, l, f } of await plainRows(db, query))
    assignments.set(id, { id, projectId: p, employeeId: e, ...listed(r, l), fundedQuarters: f })
  return assignments
}

function groupBy<K extends 'projectId' | 'employeeId'>(
  assignments: ReadonlyMap<string, AssignmentFacts>,
  key: K,
): Map<string, AssignmentFacts[]> {
  const groups = new Map<string, AssignmentFacts[]>()
  for (const assignment of assignments.values()) {
    const list = groups.get(assignment[key])
    if (list) list.push(assignment)
    else groups.set(assignment[key], [assignment])
  }
  return groups
}

const firstName = (name: string) => name.replace(/ .*/, '')

/** First names that only one person has; the full name of everybody else. */
export function nicknames(people: ReadonlyMap<string, { name: string }>): (employeeId: string) => string {
  const count = new Map<string, number>()
  for (const { name } of people.values()) count.set(firstName(name), (count.get(firstName(name)) ?? 0) + 1)
  return (employeeId) => {
    const { name } = people.get(employeeId)!
    return count.get(firstName(name)) === 1 ? firstName(name) : name
  }
}

/** 'Project Alpha' -> 'Alpha', as people say it. */
export const spokenProject = (name: string): string => name.replace(/^project (?=\S)/i, '')
