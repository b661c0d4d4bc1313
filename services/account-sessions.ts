// Sign-ins that last: rotating refresh tokens in families. A token used twice ends its whole family.
import type { Db } from '../db/open.js'
import { type AccountContext, hashSecret, later, makeSecret } from './account-secrets.js'
import { appendAudit } from './audit.js'
import { Fault } from './fault.js'

/** A sign-in ends for good after 30 days, however often it was refreshed. */
export const REFRESH_SECONDS = 30 * 86_400

export interface SignIn {
  userId: string
  /** Names the sign-in: all tokens rotated from one another share it. */
  familyId: string
  refreshToken: string
}

/** Begins a sign-in after the identity was proved. */
export async function beginSignIn(db: Db, userId: string, userAgent: string, context: AccountContext): Promise<SignIn> {
  const refreshToken = makeSecret('saref')
  const familyId = context.newId()
  await db
    .insertInto('refreshToken')
    .values({
      tokenHash: hashSecret(refreshToken),
      familyId,
      userId,
      createdAt: context.now().toISOString(),
      expiresAt: later(context, REFRESH_SECONDS),
      rotatedAt: null,
      rotationKey: null,
      revokedAt: null,
      userAgent: userAgent.slice(0, 200),
    })
    .execute()
  return { userId, familyId, refreshToken }
}

/**
 * Exchanges a refresh token for the next one of its family. A token that was exchanged before may be a stolen copy: the
 * family is revoked at once (a page with several tabs must refresh in one of them at a time). Only who comes with the
 * `key` of that exchange, and before its token was used, asks again for an answer that was lost: a page left too soon.
 * Fault unauthenticated in every failing case, always in the same words.
 */
export async function rotateRefreshToken(
  db: Db,
  token: string,
  context: AccountContext,
  key?: string,
): Promise<SignIn> {
  const at = context.now().toISOString()
  const rotationKey = key ? hashSecret(key) : null
  const outcome = await db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('refreshToken')
      .selectAll()
      .where('tokenHash', '=', hashSecret(token))
      .executeTakeFirst()
    if (!row || row.revokedAt || row.expiresAt <= at) return undefined
    const again = row.rotatedAt !== null && row.rotationKey !== null && row.rotationKey === rotationKey
    if (row.rotatedAt && !(again && (await dropUnused(trx, row.familyId, row.rotatedAt)))) {
      await revokeFamily(trx, row.familyId, at)
      const actor = { userId: row.userId, name: '' }
      await appendAudit(trx, { at, actor, via: context.via, action: 'refresh token reused', detail: {} })
      return undefined
    }
    const refreshToken = makeSecret('saref')
    await trx
      .updateTable('refreshToken')
      .set({ rotatedAt: at, rotationKey })
      .where('tokenHash', '=', row.tokenHash)
      .execute()
    await trx
      .insertInto('refreshToken')
      .values({ ...row, tokenHash: hashSecret(refreshToken), createdAt: at, rotatedAt: null, rotationKey: null })
      .execute()
    return { userId: row.userId, familyId: row.familyId, refreshToken }
  })
  if (!outcome) throw signInAgain()
  return outcome
}

/** Drops the token made at that time where nobody has used it; false where it was used. */
async function dropUnused(db: Db, familyId: string, createdAt: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('refreshToken')
    .where('familyId', '=', familyId)
    .where('createdAt', '=', createdAt)
    .where('rotatedAt', 'is', null)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Ends the sign-in that a refresh token belongs to; silent when it is unknown. */
export async function revokeRefreshToken(db: Db, token: string, context: AccountContext): Promise<void> {
  const row = await db
    .selectFrom('refreshToken')
    .select('familyId')
    .where('tokenHash', '=', hashSecret(token))
    .executeTakeFirst()
  if (row) await revokeFamily(db, row.familyId, context.now().toISOString())
}

/** True while a sign-in is neither revoked nor expired: asked at every call, so a sign-out holds at once. */
export async function isSignedIn(db: Db, familyId: string, userId: string, context: AccountContext): Promise<boolean> {
  const row = await db
    .selectFrom('refreshToken')
    .select('tokenHash')
    .where('familyId', '=', familyId)
    .where('userId', '=', userId)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', context.now().toISOString())
    .executeTakeFirst()
  return row !== undefined
}

export interface SignInEntry {
  id: string
  since: string
  lastUsedAt: string
  expiresAt: string
  userAgent: string
}

/** A user's living sign-ins, the one used last first. */
export async function listSignIns(db: Db, userId: string, context: AccountContext): Promise<SignInEntry[]> {
  const rows = await db
    .selectFrom('refreshToken')
    .select((eb) => [
      'familyId as id',
      'userAgent',
      'expiresAt',
      eb.fn.min('createdAt').as('since'),
      eb.fn.max('createdAt').as('lastUsedAt'),
    ])
    .where('userId', '=', userId)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', context.now().toISOString())
    .groupBy(['familyId', 'userAgent', 'expiresAt'])
    .execute()
  return rows.sort((a, b) => b.lastUsedAt.localeCompare(a.lastUsedAt))
}

/** Ends one sign-in of a user; Fault not_found when it is not theirs. */
export async function endSignIn(db: Db, userId: string, familyId: string, context: AccountContext): Promise<void> {
  if (!(await isSignedIn(db, familyId, userId, context)))
    throw new Fault('not_found', `There is no sign-in '${familyId.slice(0, 64)}'.`)
  await revokeFamily(db, familyId, context.now().toISOString())
}

/** Signs a user out everywhere, except from the sign-in `keep`. */
export async function revokeSignIns(db: Db, userId: string, context: AccountContext, keep = ''): Promise<void> {
  await db
    .updateTable('refreshToken')
    .set({ revokedAt: context.now().toISOString() })
    .where('userId', '=', userId)
    .where('familyId', '!=', keep)
    .where('revokedAt', 'is', null)
    .execute()
  await db.deleteFrom('signInLink').where('userId', '=', userId).execute()
}

/** Ends all that a user can come in with but the password: sign-ins, links and personal access tokens. */
export async function revokeAccess(db: Db, userId: string, context: AccountContext): Promise<void> {
  await revokeSignIns(db, userId, context)
  await db
    .updateTable('personalToken')
    .set({ revokedAt: context.now().toISOString() })
    .where('userId', '=', userId)
    .where('revokedAt', 'is', null)
    .execute()
}

async function revokeFamily(db: Db, familyId: string, at: string): Promise<void> {
  await db.updateTable('refreshToken').set({ revokedAt: at }).where('familyId', '=', familyId).execute()
}

function signInAgain(): Fault {
  return new Fault('unauthenticated', 'You are signed out.', 'Sign in again.')
}
