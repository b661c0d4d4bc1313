// Who may do what: DESIGN section 1, read by every surface. Nothing else in the program decides a right.
import type { Db } from '../db/open.js'
import type { Actor } from './actor.js'
import type { Change, RecordTable } from './change.js'
import { Fault } from './fault.js'

/** Which projects and employees an actor can see. `all` for Admin, Director and PM; an Employee sees their own. */
export type Scope = { all: true } | { all: false; employeeIds: string[]; projectIds: string[] }

/** Employee: own assignments, FTE, history and those projects' names. Everybody else reads all of the plan. */
export async function readScope(db: Db, actor: Actor): Promise<Scope> {
  if (actor.systemRole !== 'Employee') return { all: true }
  if (!actor.employeeId) return { all: false, employeeIds: [], projectIds: [] }
  const rows = await db
    .selectFrom('assignment')
    .select('projectId')
    .distinct()
    .where('employeeId', '=', actor.employeeId)
    .execute()
  return { all: false, employeeIds: [actor.employeeId], projectIds: rows.map((r) => r.projectId) }
}

export const seesEmployee = (scope: Scope, id: string) => scope.all || scope.employeeIds.includes(id)
export const seesProject = (scope: Scope, id: string) => scope.all || scope.projectIds.includes(id)

/** Ids to narrow a query by; undefined = everybody. */
export const scopedEmployees = (scope: Scope): string[] | undefined => (scope.all ? undefined : scope.employeeIds)

/** A project's client, manager, period, money and open positions, and what could be done about an over-allocation. */
export const seesBeyondOwn = (scope: Scope) => scope.all

/** Roll-ups, lists of other people, conflicts and forecasts: not for an Employee. */
export function requirePortfolio(actor: Actor): void {
  if (actor.systemRole === 'Employee')
    throw new Fault('forbidden', 'You can see your own plan only.', 'Ask about your own hours, months and projects.')
}

/** What an answer about everybody must add for who sees the own part of it; else ''. */
export const ownPlanNote = (actor: Actor): string =>
  actor.systemRole === 'Employee' ? 'You can see your own plan only.' : ''

/** Users, audit, model turns, policy, roles, LCATs: Admin. */
export function requireAdmin(actor: Actor): void {
  if (actor.systemRole !== 'Admin')
    throw new Fault('forbidden', 'Only an Admin may do this.', 'Ask an Admin of your organisation.')
}

/**
 * Sees every change, those of notes and kinds of time off too. Nobody else gets the numbers of change sets: a number
 * left out would tell that something happened that they may not know of.
 */
export function seesEveryChange(actor: Actor): boolean {
  return actor.systemRole === 'Admin' || actor.systemRole === 'Director'
}

/** The kinds of time off and the notes a PM sees are those of people on her projects. */
export async function privateEmployeeIds(db: Db, actor: Actor): Promise<'all' | Set<string>> {
  if (seesEveryChange(actor)) return 'all'
  const own = new Set(actor.employeeId ? [actor.employeeId] : [])
  if (actor.systemRole !== 'PM') return own
  const rows = await db
    .selectFrom('assignment as a')
    .innerJoin('project as p', 'p.id', 'a.projectId')
    .select('a.employeeId')
    .distinct()
    .where('p.managerId', '=', actor.userId)
    .execute()
  for (const row of rows) own.add(row.employeeId)
  return own
}

/** What a PM may write of a project she manages. */
const MANAGED: ReadonlySet<RecordTable> = new Set(['project', 'assignment', 'monthOverride', 'demand'])

/** May this actor write at all? Directors and Employees never; read-only tokens never. */
export function mayWrite(actor: Actor): boolean {
  return !actor.readOnly && (actor.systemRole === 'Admin' || actor.systemRole === 'PM')
}

/** May this actor write allocations, assignments, overrides, demand and settings of a project with this manager? */
export function mayWriteProject(actor: Actor, managerId: string | null): boolean {
  if (!mayWrite(actor)) return false
  return actor.systemRole === 'Admin' || managerId === actor.userId
}

/** Asked before anything is looked up, so that a refusal never tells whether a thing exists. */
export function requireWriter(actor: Actor): void {
  if (mayWrite(actor)) return
  if (actor.readOnly) throw new Fault('forbidden', 'This sign-in may read only.', 'Use a token with the scope "write".')
  throw new Fault(
    'forbidden',
    `As ${actor.systemRole} you can read the plan but not change it.`,
    'Ask the project manager.',
  )
}

/**
 * Throws Fault forbidden unless the actor may make every one of the changes. For a change on another manager's
 * project the hint names who can ("needs NAME").
 */
export async function authoriseChanges(db: Db, actor: Actor, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return
  if (actor.readOnly) throw new Fault('forbidden', 'This sign-in may read only.', 'Use a token with the scope "write".')
  if (actor.systemRole === 'Admin') return
  if (actor.systemRole === 'Director')
    throw new Fault('forbidden', 'Directors read everything and change nothing.', 'Ask the project manager.')
  if (actor.systemRole === 'Employee')
    throw new Fault('forbidden', 'You can see your own plan but not change it.', 'Ask your project manager.')

  const projectIds = new Set<string>()
  const assignmentIds = new Set<string>()
  for (const change of changes) {
    if (change.kind === 'cell') {
      assignmentIds.add(change.assignmentId)
      continue
    }
    if (!MANAGED.has(change.table)) requireAdmin(actor)
    for (const record of [change.before, change.after]) {
      if (!record) continue
      if (change.table !== 'project') projectIds.add(String(record.projectId))
      else if (record.managerId !== actor.userId)
        throw new Fault(
          'forbidden',
          change.before && change.after && change.before.managerId === actor.userId
            ? 'Only an Admin may hand a project to another manager.'
            : `You do not manage ${String(record.name)}.`,
          `Needs ${await managerName(db, record.managerId as string | null)}.`,
        )
    }
    if (change.table === 'project' && change.before && !change.after) requireAdmin(actor)
  }
  // Assignments made by this very change set are checked through their own record.
  for (const change of changes)
    if (change.kind === 'record' && change.table === 'assignment') assignmentIds.delete(change.id)
  for (const batch of chunks([...assignmentIds])) {
    const rows = await db.selectFrom('assignment').select('projectId').distinct().where('id', 'in', batch).execute()
    for (const row of rows) projectIds.add(row.projectId)
  }
  for (const change of changes)
    if (change.kind === 'record' && change.table === 'project' && !change.before) projectIds.delete(change.id)
  for (const batch of chunks([...projectIds])) {
    const rows = await db.selectFrom('project').select(['name', 'managerId']).where('id', 'in', batch).execute()
    for (const row of rows)
      if (row.managerId !== actor.userId)
        throw new Fault('forbidden', `You do not manage ${row.name}.`, `Needs ${await managerName(db, row.managerId)}.`)
  }
}

/** Name of a project's manager for "needs NAME"; an Admin where there is none. */
export async function managerName(db: Db, managerId: string | null): Promise<string> {
  if (!managerId) return 'an Admin'
  const row = await db.selectFrom('user').select('name').where('id', '=', managerId).executeTakeFirst()
  return row?.name ?? 'an Admin'
}

function chunks<T>(list: T[], size = 500): T[][] {
  const out: T[][] = []
  for (let i = 0; i < list.length; i += size) out.push(list.slice(i, i + size))
  return out
}
