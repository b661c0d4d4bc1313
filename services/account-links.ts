// One-time sign-in links: the only way in before there is a password.
import type { Db } from '../db/open.js'
import { type AccountContext, hashSecret, later, makeSecret } from './account-secrets.js'
import { findActor } from './account-users.js'
import type { Actor } from './actor.js'
import { appendAudit } from './audit.js'
import { Fault } from './fault.js'

const TEN_MINUTES = 600

/**
 * Makes a link token for a user: single use, ten minutes. Shown once; only its hash is kept. Who made it (`by`) stands in
 * the audit trail: whoever holds the link signs in as that user. Nobody made the one of the first start.
 */
export async function createSignInLink(db: Db, userId: string, context: AccountContext, by?: Actor): Promise<string> {
  const token = makeSecret('salink')
  await db.deleteFrom('signInLink').where('expiresAt', '<', later(context, -86_400)).execute()
  await db
    .insertInto('signInLink')
    .values({ tokenHash: hashSecret(token), userId, expiresAt: later(context, TEN_MINUTES), usedAt: null })
    .execute()
  const at = context.now().toISOString()
  if (by) {
    const entry = { at, actor: by, via: context.via, action: 'make sign-in link', detail: { userId } }
    await db.transaction().execute((trx) => appendAudit(trx as Db, entry))
  }
  return token
}

/** Uses a link up and answers who signed in. Fault unauthenticated when it is unknown, used, expired or disabled. */
export async function useSignInLink(db: Db, token: string, context: AccountContext): Promise<Actor> {
  const at = context.now().toISOString()
  return await db.transaction().execute(async (trx) => {
    const link = await trx
      .updateTable('signInLink')
      .set({ usedAt: at })
      .where('tokenHash', '=', hashSecret(token))
      .where('usedAt', 'is', null)
      .where('expiresAt', '>', at)
      .returning('userId')
      .executeTakeFirst()
    const actor = link && (await findActor(trx, link.userId))
    if (!actor)
      throw new Fault(
        'unauthenticated',
        'This sign-in link was used already or is older than ten minutes.',
        'Make a new one with: staffalloc user link EMAIL',
      )
    await appendAudit(trx, { at, actor, via: context.via, action: 'sign in', detail: { by: 'link' } })
    return actor
  })
}
