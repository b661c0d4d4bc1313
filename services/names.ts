// Names, codes, e-mails and ids -> rows. What fits several or none is an error that lists the candidates, never a guess.
import type { Db } from '../db/open.js'
import { batches } from './change-rows.js'
import { Fault } from './fault.js'
import { type Scope, seesBeyondOwn, seesEmployee, seesProject } from './policy.js'

export interface NamedRow {
  id: string
  name: string
}
export interface EmployeeName extends NamedRow {
  email: string
}
export interface ProjectName extends NamedRow {
  code: string
  client: string
}

/** Most names: nothing to take off, as two look-ups of every letter show. */
const PLAIN = /^[!-~]+( [!-~]+)*$/

/** 'Ana  Silva ' and 'ana silva' and 'Ána Sílva' are one. */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase()
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim()
}

/** One employee by id, e-mail, full name, either order, or a first or last name that only one person has. */
export async function resolveEmployee(db: Db, scope: Scope, text: string): Promise<EmployeeName> {
  return pick(await employeesInScope(db, scope), text, 'employee', {
    exact: (e) => [e.id, e.email, e.name, e.name.split(' ').reverse().join(' '), lastFirst(e.name)],
    loose: (e) => [e.email.replace(/@.*/, ''), ...e.name.split(' ')],
    label: (e) => `${e.name} (${e.email})`,
  })
}

/** One project by id, code, name, or name without the word "Project". */
export async function resolveProject(db: Db, scope: Scope, text: string): Promise<ProjectName> {
  return pick(await projectsInScope(db, scope), text, 'project', {
    exact: (p) => [p.id, p.code, p.name],
    loose: (p) => [p.name.replace(/^project /i, ''), `project ${p.name}`],
    label: (p) => `${p.name} (${p.code})`,
  })
}

/** One role or LCAT by id or name. Ended ones count: history names them. */
export async function resolveListed(db: Db, table: 'role' | 'lcat', text: string): Promise<NamedRow> {
  const rows = await db.selectFrom(table).select(['id', 'name']).orderBy('rank').execute()
  return pick(rows, text, table === 'role' ? 'role' : 'LCAT', {
    exact: (r) => [r.id, r.name],
    loose: (r) => [`${r.name}s`, r.name.replace(/y$/, 'ies')],
    label: (r) => r.name,
  })
}

/** The projects of a client, by the client's name. Who sees the own plan only knows no clients. */
export async function resolveClient(
  db: Db,
  scope: Scope,
  text: string,
): Promise<{ client: string; projectIds: string[] }> {
  const rows = await db
    .selectFrom('project')
    .select(['id', 'client'])
    .where('client', '!=', '')
    .orderBy('client')
    .execute()
  const seen = rows.filter((p) => seesBeyondOwn(scope) && seesProject(scope, p.id))
  const clients = [...new Set(seen.map((p) => p.client))].map((client) => ({ id: client, name: client }))
  const { name } = pick(clients, text, 'client', {
    exact: (c) => [c.name],
    loose: (c) => c.name.split(' '),
    label: (c) => c.name,
  })
  return { client: name, projectIds: seen.filter((p) => p.client === name).map((p) => p.id) }
}

/** A scope is made per call, so lists kept by it are read once per call however many names it resolves. */
const employeeLists = new WeakMap<Scope, Promise<EmployeeName[]>>()
const projectLists = new WeakMap<Scope, Promise<ProjectName[]>>()

function employeesInScope(db: Db, scope: Scope): Promise<EmployeeName[]> {
  let list = employeeLists.get(scope)
  if (!list) {
    list = db
      .selectFrom('employee')
      .select(['id', 'name', 'email'])
      .orderBy('name')
      .execute()
      .then((rows) => rows.filter((e) => seesEmployee(scope, e.id)))
    employeeLists.set(scope, list)
  }
  return list
}

function projectsInScope(db: Db, scope: Scope): Promise<ProjectName[]> {
  let list = projectLists.get(scope)
  if (!list) {
    list = db
      .selectFrom('project')
      .select(['id', 'name', 'code', 'client'])
      .orderBy('name')
      .execute()
      .then((rows) => rows.filter((p) => seesProject(scope, p.id)))
    projectLists.set(scope, list)
  }
  return list
}

const lastFirst = (name: string) => {
  const parts = name.split(' ')
  const last = parts.pop()
  return `${last}, ${parts.join(' ')}`
}

interface Matchers<T> {
  /** Forms that are the thing itself. */
  exact(row: T): string[]
  /** Forms that count when only one row has them. */
  loose(row: T): string[]
  label(row: T): string
}

function pick<T extends NamedRow>(rows: T[], text: string, what: string, m: Matchers<T>): T {
  const wanted = fold(text)
  if (!wanted) throw new Fault('invalid', `Name the ${what}.`)
  for (const forms of indexOf(rows, m)) {
    const found = forms.get(wanted) ?? []
    if (found.length === 1) return found[0]!
    if (found.length > 1)
      throw new Fault(
        'ambiguous',
        `'${text}' fits ${found.length} ${what}s: ${found.slice(0, 5).map(m.label).join(', ')}${found.length > 5 ? ', …' : ''}.`,
        'Say which one.',
        { candidates: found.slice(0, 20).map((r) => ({ id: r.id, label: m.label(r) })) },
      )
  }
  const near = closest(rows, wanted, m)
  throw new Fault(
    'not_found',
    `No ${what} '${text.slice(0, 80)}'.${near.length ? ` Closest: ${near.map((r) => r.name).join(', ')}.` : ''}`,
    near.length ? 'Use one of these names.' : `Check the name of the ${what}.`,
    { candidates: near.map((r) => ({ id: r.id, label: m.label(r) })) },
  )
}

type FormIndex<T> = Map<string, T[]>
const indexes = new WeakMap<readonly unknown[], [exact: FormIndex<never>, loose: FormIndex<never>]>()

/** Rows by each folded form, made once per list. */
function indexOf<T extends NamedRow>(rows: T[], m: Matchers<T>): [exact: FormIndex<T>, loose: FormIndex<T>] {
  const known = indexes.get(rows)
  if (known) return known as unknown as [FormIndex<T>, FormIndex<T>]
  const made = [m.exact, m.loose].map((forms) => {
    const index: FormIndex<T> = new Map()
    for (const row of rows)
      for (const form of new Set(forms(row).map(fold))) {
        const list = index.get(form)
        if (list) list.push(row)
        else index.set(form, [row])
      }
    return index
  }) as [FormIndex<T>, FormIndex<T>]
  indexes.set(rows, made as never)
  return made
}

/** Up to three rows whose name (or a word of it) is within a third of its length of what was written. */
function closest<T extends NamedRow>(rows: T[], wanted: string, m: Matchers<T>): T[] {
  const limit = Math.max(1, Math.floor(wanted.length / 3))
  const scored: { row: T; distance: number }[] = []
  for (const row of rows) {
    let best = Number.POSITIVE_INFINITY
    for (const form of [...m.exact(row), ...m.loose(row)]) {
      const folded = fold(form)
      if (Math.abs(folded.length - wanted.length) > limit) continue
      best = Math.min(best, editDistance(folded, wanted))
    }
    if (best <= limit) scored.push({ row, distance: best })
  }
  return scored
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map((s) => s.row)
}

/** Optimal string alignment: insert, delete, replace, swap of neighbours count one each. */
export function editDistance(a: string, b: string): number {
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let value = Math.min(row[j - 1]! + 1, previous[j]! + 1, previous[j - 1]! + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, before[j - 2]! + 1)
      row.push(value)
    }
    before = previous
    previous = row
  }
  return previous[b.length]!
}

export interface AssignmentName {
  id: string
  employeeId: string
  projectId: string
  role: string | null
  lcat: string | null
}

/** All assignments of the employees, by `employeeId:projectId`: one query for a whole batch of names. */
export async function assignmentsByPair(
  db: Db,
  employeeIds: readonly string[],
): Promise<Map<string, AssignmentName[]>> {
  const byPair = new Map<string, AssignmentName[]>()
  for (const batch of batches([...new Set(employeeIds)])) {
    const rows = await db
      .selectFrom('assignment as a')
      .leftJoin('role as r', 'r.id', 'a.roleId')
      .leftJoin('lcat as l', 'l.id', 'a.lcatId')
      .select(['a.id', 'a.employeeId', 'a.projectId', 'r.name as role', 'l.name as lcat'])
      .where('a.employeeId', 'in', batch)
      .orderBy('a.id')
      .execute()
    for (const row of rows) {
      const key = `${row.employeeId}:${row.projectId}`
      byPair.set(key, [...(byPair.get(key) ?? []), row])
    }
  }
  return byPair
}

/** The one assignment meant; Fault not_found when there is none, ambiguous when role or LCAT must tell two apart. */
export function chooseAssignment(
  byPair: ReadonlyMap<string, AssignmentName[]>,
  employee: NamedRow,
  project: NamedRow,
  by: { role?: string; lcat?: string } = {},
): AssignmentName {
  const rows = byPair.get(`${employee.id}:${project.id}`) ?? []
  if (rows.length === 0)
    throw new Fault(
      'not_found',
      `${employee.name} is not on ${project.name}.`,
      `Staff ${employee.name} on ${project.name} first.`,
      { employeeId: employee.id, projectId: project.id },
    )
  const fits = rows.filter(
    (r) => (!by.role || fold(r.role ?? '') === fold(by.role)) && (!by.lcat || fold(r.lcat ?? '') === fold(by.lcat)),
  )
  if (fits.length === 1) return fits[0]!
  const labels = rows.map((r) => [r.lcat, r.role].filter(Boolean).join(' ') || 'without role and LCAT')
  throw new Fault(
    fits.length > 1 ? 'ambiguous' : 'not_found',
    `${employee.name} is on ${project.name} as ${labels.join(' and as ')}.`,
    'Name the role or LCAT.',
    { candidates: rows.map((r, i) => ({ id: r.id, label: labels[i] })) },
  )
}

/** The assignment of one employee on one project by role and LCAT where needed. */
export async function resolveAssignment(
  db: Db,
  employee: NamedRow,
  project: NamedRow,
  by: { role?: string; lcat?: string } = {},
): Promise<string> {
  return chooseAssignment(await assignmentsByPair(db, [employee.id]), employee, project, by).id
}
