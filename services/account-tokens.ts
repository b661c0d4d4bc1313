// Personal access tokens: for scripts and desktop assistants, scoped read or write, revocable.
import { z } from 'zod'
import type { Db } from '../db/open.js'
import { type AccountContext, hashSecret, makeSecret } from './account-secrets.js'
import { findActor } from './account-users.js'
import type { Actor } from './actor.js'
import { appendAudit } from './audit.js'
import { Fault } from './fault.js'
import { parseInput } from './parse-input.js'

export const TOKEN_PREFIX = 'sapat'

export const newToken = z.strictObject({
  name: z.string().trim().min(1).max(80).describe('What the token is for'),
  scope: z.enum(['read', 'write']).describe('read: nothing can be changed with it'),
  expiresOn: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional()
    .describe('Last day, YYYY-MM-DD; without it the token holds until it is revoked'),
})

export interface PublicToken {
  id: string
  name: string
  scope: 'read' | 'write'
  createdAt: string
  expiresAt: string | null
  lastUsedAt: string | null
}

/** Makes a token for a user. The secret is answered once and kept as a hash only. */
export async function createPersonalToken(
  db: Db,
  userId: string,
  fields: z.input<typeof newToken>,
  context: AccountContext,
  by: Actor,
): Promise<PublicToken & { token: string }> {
  if (by.readOnly)
    throw new Fault('forbidden', 'A read-only sign-in makes no tokens.', 'Sign in with a password or link.')
  const { name, scope, expiresOn } = parseInput(newToken, fields)
  const token = makeSecret(TOKEN_PREFIX)
  const row = {
    id: context.newId(),
    tokenHash: hashSecret(token),
    userId,
    name,
    scope,
    createdAt: context.now().toISOString(),
    expiresAt: expiresOn ? `${expiresOn}T23:59:59.999Z` : null,
    lastUsedAt: null,
    revokedAt: null,
  }
  await db.transaction().execute(async (trx) => {
    await trx.insertInto('personalToken').values(row).execute()
    const detail = { tokenId: row.id, userId, scope }
    await appendAudit(trx, { at: row.createdAt, actor: by, via: context.via, action: 'make token', detail })
  })
  return { ...toPublic(row), token }
}

/** The actor of a token, read-only where its scope says so; undefined for unknown, expired, revoked or disabled. */
export async function findTokenActor(db: Db, token: string, context: AccountContext): Promise<Actor | undefined> {
  const at = context.now().toISOString()
  const row = await db
    .selectFrom('personalToken')
    .selectAll()
    .where('tokenHash', '=', hashSecret(token))
    .where('revokedAt', 'is', null)
    .executeTakeFirst()
  if (!row || (row.expiresAt && row.expiresAt <= at)) return undefined
  // One write an hour is enough to see which tokens are in use.
  if (!row.lastUsedAt || row.lastUsedAt < new Date(context.now().getTime() - 3_600_000).toISOString())
    await db.updateTable('personalToken').set({ lastUsedAt: at }).where('id', '=', row.id).execute()
  return await findActor(db, row.userId, row.scope === 'read')
}

/** A user's own living tokens, newest first. */
export async function listPersonalTokens(db: Db, userId: string): Promise<PublicToken[]> {
  const rows = await db
    .selectFrom('personalToken')
    .selectAll()
    .where('userId', '=', userId)
    .where('revokedAt', 'is', null)
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(toPublic)
}

/** Ends a token at once: the user's own, or any for an Admin. Fault not_found alike for foreign and unknown ones. */
export async function revokePersonalToken(db: Db, actor: Actor, id: string, context: AccountContext): Promise<void> {
  if (actor.readOnly) throw new Fault('forbidden', 'This sign-in may read only.', 'Use a token with the scope "write".')
  await db.transaction().execute(async (trx) => {
    const row = await trx.selectFrom('personalToken').selectAll().where('id', '=', id).executeTakeFirst()
    if (!row || (row.userId !== actor.userId && actor.systemRole !== 'Admin'))
      throw new Fault('not_found', `There is no token '${id.slice(0, 64)}'.`)
    const at = context.now().toISOString()
    await trx.updateTable('personalToken').set({ revokedAt: at }).where('id', '=', id).execute()
    await appendAudit(trx, { at, actor, via: context.via, action: 'revoke token', detail: { tokenId: id } })
  })
}

function toPublic(row: PublicToken): PublicToken {
  const { id, name, scope, createdAt, expiresAt, lastUsedAt } = row
  return { id, name, scope, createdAt, expiresAt, lastUsedAt }
}
