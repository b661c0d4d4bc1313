// Users: who signs in. Made by an Admin (page, REST) or by the owner of the machine (command line).
import { z } from 'zod'
import type { Db } from '../db/open.js'
import type { UserRow } from '../db/schema.js'
import type { AccountContext } from './account-secrets.js'
import { revokeAccess } from './account-sessions.js'
import type { Actor } from './actor.js'
import { appendAudit } from './audit.js'
import { Fault } from './fault.js'
import { parseInput } from './parse-input.js'
import { emailAddress, oneLine } from './plain-text.js'
import { requireAdmin } from './policy.js'

export const systemRoles = ['Admin', 'Director', 'PM', 'Employee'] as const

/** Body of a new user. */
export const newUser = z.strictObject({
  email: emailAddress().describe('E-mail address, unique'),
  name: oneLine(120).describe('Full name'),
  systemRole: z.enum(systemRoles).describe('What the user may do'),
  employeeId: z.string().max(64).nullable().optional().describe('The employee who this user is; null = none'),
})

/** Body of a change to a user: any of the fields, and the version it was made from. */
export const userChange = z.strictObject({
  name: newUser.shape.name.optional(),
  systemRole: newUser.shape.systemRole.optional(),
  employeeId: newUser.shape.employeeId,
  disabled: z
    .boolean()
    .optional()
    .describe('True: signed out everywhere and kept out; personal access tokens end for good'),
  version: z.int().min(1).describe('Version that the change was made from'),
})

/** A user as the outside sees it. */
export interface PublicUser {
  id: string
  email: string
  name: string
  systemRole: UserRow['systemRole']
  employeeId: string | null
  disabled: boolean
  /** False: invited, signs in by link only. */
  hasPassword: boolean
  createdAt: string
  version: number
}

export function toPublicUser(row: UserRow): PublicUser {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    systemRole: row.systemRole,
    employeeId: row.employeeId,
    disabled: row.disabledAt !== null,
    hasPassword: row.passwordHash !== null,
    createdAt: row.createdAt,
    version: row.version,
  }
}

/** The actor of a user who may still sign in; undefined for an unknown or disabled one. */
export async function findActor(db: Db, userId: string, readOnly = false): Promise<Actor | undefined> {
  const row = await db.selectFrom('user').selectAll().where('id', '=', userId).executeTakeFirst()
  return row && row.disabledAt === null ? toActor(row, readOnly) : undefined
}

export function toActor(row: UserRow, readOnly = false): Actor {
  const { id, name, email, systemRole, employeeId } = row
  return { userId: id, name, email, systemRole, employeeId, readOnly }
}

/** The row of a user by e-mail address, in any case; Fault not_found. For sign-in and the command line only. */
export async function getUserByEmail(db: Db, address: string): Promise<UserRow> {
  const row = await db
    .selectFrom('user')
    .selectAll()
    .where((eb) => eb(eb.fn('lower', ['email']), '=', address.trim().toLowerCase()))
    .executeTakeFirst()
  if (!row)
    throw new Fault('not_found', `There is no user '${address.slice(0, 254)}'.`, 'See them with: staffalloc user list')
  return row
}

/** All users by name. Admin only. */
export async function listUsers(db: Db, actor: Actor): Promise<PublicUser[]> {
  requireAdmin(actor)
  const rows = await db.selectFrom('user').selectAll().orderBy('name').orderBy('id').execute()
  return rows.map(toPublicUser)
}

/** One user: Admin, or oneself. Anybody else learns nothing. */
export async function getUser(db: Db, actor: Actor, id: string): Promise<PublicUser> {
  if (actor.userId !== id) requireAdmin(actor)
  return toPublicUser(await getUserRow(db, id))
}

/** Invites a user, without password. Fault invalid for a bad or taken address or an unknown employee. */
export async function addUser(
  db: Db,
  actor: Actor,
  fields: z.input<typeof newUser>,
  context: AccountContext,
): Promise<PublicUser> {
  requireWritingAdmin(actor)
  const user = parseInput(newUser, fields)
  return await db.transaction().execute(async (trx) => {
    const taken = await trx
      .selectFrom('user')
      .select('id')
      .where((eb) => eb(eb.fn('lower', ['email']), '=', user.email))
      .executeTakeFirst()
    if (taken)
      throw new Fault('invalid', `There is already a user with the e-mail ${user.email}.`, 'Change that user instead.')
    const employeeId = user.employeeId ?? (await employeeWithEmail(trx, user.email))
    await requireEmployee(trx, employeeId)
    const row: UserRow = {
      id: context.newId(),
      email: user.email,
      name: user.name,
      systemRole: user.systemRole,
      employeeId,
      passwordHash: null,
      disabledAt: null,
      preferences: '{}',
      createdAt: context.now().toISOString(),
      version: 1,
    }
    await trx.insertInto('user').values(row).execute()
    await audit(trx, actor, context, 'add user', { userId: row.id, systemRole: row.systemRole })
    return toPublicUser(row)
  })
}

/** Changes name, role, employee or disabled. Fault stale for an old version; the last Admin stays one. */
export async function changeUser(
  db: Db,
  actor: Actor,
  id: string,
  fields: z.input<typeof userChange>,
  context: AccountContext,
): Promise<PublicUser> {
  requireWritingAdmin(actor)
  const change = parseInput(userChange, fields)
  return await db.transaction().execute(async (trx) => {
    const row = await getUserRow(trx, id)
    if (row.version !== change.version)
      throw new Fault('stale', `${row.name} was changed meanwhile.`, 'Load the user again.', {
        current: toPublicUser(row),
      })
    const next: UserRow = {
      ...row,
      name: change.name ?? row.name,
      systemRole: change.systemRole ?? row.systemRole,
      employeeId: change.employeeId === undefined ? row.employeeId : change.employeeId,
      version: row.version + 1,
    }
    if (change.disabled !== undefined)
      next.disabledAt = change.disabled ? (row.disabledAt ?? context.now().toISOString()) : null
    if (next.employeeId !== row.employeeId) await requireEmployee(trx, next.employeeId)
    if (row.systemRole === 'Admin' && !row.disabledAt && (next.systemRole !== 'Admin' || next.disabledAt))
      await requireAnotherAdmin(trx, id)
    await trx.updateTable('user').set(next).where('id', '=', id).execute()
    if (next.disabledAt) await revokeAccess(trx, id, context)
    const { email: _, passwordHash: __, preferences: ___, ...detail } = next
    await audit(trx, actor, context, 'change user', { userId: id, ...pick(detail) })
    return toPublicUser(next)
  })
}

/**
 * The Admin who works at this machine: the one remembered, else the first active Admin, else a new one. There is no
 * default password: the owner signs in by the one-time link that `staffalloc start` prints.
 */
export async function ensureLocalOwner(db: Db, context: AccountContext): Promise<Actor> {
  const admins = await db
    .selectFrom('user')
    .selectAll()
    .where('systemRole', '=', 'Admin')
    .where('disabledAt', 'is', null)
    .orderBy('createdAt')
    .orderBy('email')
    .execute()
  const remembered = await db.selectFrom('setting').select('value').where('key', '=', 'localOwner').executeTakeFirst()
  const found = admins.find((admin) => admin.id === remembered?.value) ?? admins[0]
  if (found) return toActor(found)
  const row: UserRow = {
    id: context.newId(),
    email: 'owner@localhost',
    name: 'Owner',
    systemRole: 'Admin',
    employeeId: null,
    passwordHash: null,
    disabledAt: null,
    preferences: '{}',
    createdAt: context.now().toISOString(),
    version: 1,
  }
  await db
    .insertInto('user')
    .values(row)
    .onConflict((c) => c.doNothing())
    .execute()
  return toActor(row)
}

/** True once an Admin can sign in with a password: then no link is printed at start any more. */
export async function hasAdminPassword(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('user')
    .select('id')
    .where('systemRole', '=', 'Admin')
    .where('disabledAt', 'is', null)
    .where('passwordHash', 'is not', null)
    .executeTakeFirst()
  return row !== undefined
}

export async function getUserRow(db: Db, id: string): Promise<UserRow> {
  const row = await db.selectFrom('user').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new Fault('not_found', `There is no user '${id.slice(0, 64)}'.`)
  return row
}

/** An Admin whose sign-in may write. */
export function requireWritingAdmin(actor: Actor): void {
  requireAdmin(actor)
  if (actor.readOnly) throw new Fault('forbidden', 'This sign-in may read only.', 'Use a token with the scope "write".')
}

async function requireAnotherAdmin(db: Db, id: string): Promise<void> {
  const other = await db
    .selectFrom('user')
    .select('id')
    .where('systemRole', '=', 'Admin')
    .where('disabledAt', 'is', null)
    .where('id', '!=', id)
    .executeTakeFirst()
  if (!other) throw new Fault('refused_by_policy', 'This is the last Admin.', 'Make another user Admin first.')
}

async function requireEmployee(db: Db, id: string | null): Promise<void> {
  if (id === null) return
  const row = await db.selectFrom('employee').select('id').where('id', '=', id).executeTakeFirst()
  if (!row) throw new Fault('invalid', `There is no employee '${id.slice(0, 64)}'.`, 'Give an employee id, or null.')
}

async function employeeWithEmail(db: Db, address: string): Promise<string | null> {
  const row = await db
    .selectFrom('employee')
    .select('id')
    .where((eb) => eb(eb.fn('lower', ['email']), '=', address))
    .executeTakeFirst()
  return row?.id ?? null
}

function pick(row: { name: string; systemRole: string; employeeId: string | null; disabledAt: string | null }) {
  return { systemRole: row.systemRole, employeeId: row.employeeId, disabled: row.disabledAt !== null }
}

async function audit(db: Db, actor: Actor, context: AccountContext, action: string, detail: Record<string, unknown>) {
  await appendAudit(db, { at: context.now().toISOString(), actor, via: context.via, action, detail })
}
