// Every name that a request may use, as the asker may see it: what the built-in planner reads requests with.
import { sql } from 'kysely'
import type { Db } from '../db/open.js'
import type { Actor } from './actor.js'
import { projectEnd, toMonthNumber } from './calendar.js'
import { loadCalendar } from './load.js'
import { readScope, seesEmployee, seesProject } from './policy.js'
import { toHours } from './units.js'

export interface Lexicon {
  employees: { id: string; name: string; email: string; role: string; lcat: string }[]
  projects: {
    id: string
    code: string
    name: string
    client: string
    /** ISO dates, both inclusive. */
    startsOn: string
    endsOn: string
    status: string
    /** Name of the user who manages it. */
    manager?: string
  }[]
  clients: string[]
  roles: string[]
  lcats: string[]
  skills: string[]
  /** Month in which a fiscal year starts, 1 to 12. */
  fiscalYearStart: number
  actor: { name: string; systemRole: string; employee?: string }
}

export interface LexiconReading {
  lexicon: Lexicon
  /** F(p,m) in hours: of a project by its code, or without override where the code is null. */
  fullTimeHours: (projectCode: string | null, month: string) => number
  /** Codes of the projects that an employee is assigned to. */
  projectsOf: (employeeId: string) => string[]
}

/** Reads the names in the actor's scope. 5,000 people and 500 projects take some 30 ms: keep the result. */
export async function readLexicon(db: Db, actor: Actor): Promise<LexiconReading> {
  const scope = await readScope(db, actor)
  const employees = await db
    .selectFrom('employee as e')
    .leftJoin('role as r', 'r.id', 'e.roleId')
    .leftJoin('lcat as l', 'l.id', 'e.lcatId')
    .select(['e.id', 'e.name', 'e.email', 'e.skills', 'r.name as role', 'l.name as lcat'])
    .orderBy('e.name')
    .execute()
  const projects = await db
    .selectFrom('project as p')
    .leftJoin('user as u', 'u.id', 'p.managerId')
    .select(['p.id', 'p.code', 'p.name', 'p.client', 'p.startsOn', 'p.sprints', 'p.status', 'u.name as manager'])
    .orderBy('p.name')
    .execute()
  const named = (table: 'role' | 'lcat') => db.selectFrom(table).select('name').orderBy('rank').execute()
  const organisation = await db.selectFrom('organisation').select('fiscalYearStart').executeTakeFirst()
  const seenEmployees = employees.filter((e) => seesEmployee(scope, e.id))
  const seenProjects = projects.filter((p) => seesProject(scope, p.id))
  const own = actor.employeeId ? employees.find((e) => e.id === actor.employeeId) : undefined
  const skills = new Set(seenEmployees.flatMap((e) => JSON.parse(e.skills) as string[]))
  return {
    lexicon: {
      employees: seenEmployees.map((e) => ({
        id: e.id,
        name: e.name,
        email: e.email,
        role: e.role ?? '',
        lcat: e.lcat ?? '',
      })),
      projects: seenProjects.map(({ sprints, manager, ...p }) => ({
        ...p,
        endsOn: projectEnd(p.startsOn, sprints),
        ...(manager && actor.systemRole !== 'Employee' ? { manager } : {}),
      })),
      clients: [...new Set(seenProjects.map((p) => p.client).filter(Boolean))],
      roles: (await named('role')).map((r) => r.name),
      lcats: (await named('lcat')).map((l) => l.name),
      skills: [...skills].sort(),
      fiscalYearStart: organisation?.fiscalYearStart ?? 1,
      actor: { name: actor.name, systemRole: actor.systemRole, ...(own ? { employee: own.name } : {}) },
    },
    fullTimeHours: await fullTimeReader(db),
    projectsOf: await assignmentReader(db),
  }
}

async function assignmentReader(db: Db): Promise<LexiconReading['projectsOf']> {
  const rows = await db
    .selectFrom('assignment as a')
    .innerJoin('project as p', 'p.id', 'a.projectId')
    .select(['a.employeeId', 'p.code'])
    .distinct()
    .execute()
  const codes = new Map<string, string[]>()
  for (const { employeeId, code } of rows) codes.set(employeeId, [...(codes.get(employeeId) ?? []), code])
  return (employeeId) => codes.get(employeeId) ?? []
}

async function fullTimeReader(db: Db): Promise<LexiconReading['fullTimeHours']> {
  const calendar = await loadCalendar(db)
  const rows = await db
    .selectFrom('monthOverride as o')
    .innerJoin('project as p', 'p.id', 'o.projectId')
    .select(['p.code', 'o.month', 'o.quarters'])
    .execute()
  const overrides = new Map(rows.map((r) => [`${r.code}:${r.month}`, r.quarters]))
  return (code, month) => {
    const number = toMonthNumber(month)
    return toHours(overrides.get(`${code}:${number}`) ?? calendar.fullTimeQuarters(number))
  }
}

/** True when a change set after `seq` touched more than hours, so that names or rights may read differently. */
export async function recordsChangedAfter(db: Db, seq: number): Promise<boolean> {
  const row = await db
    .selectFrom('changeSet')
    .select('seq')
    .where('seq', '>', seq)
    .where(sql<boolean>`changes like '%"kind":"record"%'`)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
