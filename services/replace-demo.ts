// Making room for one's own data: the built-in demo organisation goes, whole, and whoever is signed in stays.
import type { Db } from '../db/open.js'
import type { Actor } from './actor.js'
import { requireAdmin } from './policy.js'

/** True while the data are the demo organisation and nothing else. */
export async function hasOnlyDemo(db: Db): Promise<boolean> {
  const row = await db.selectFrom('organisation').select('demo').executeTakeFirst()
  return row?.demo === 1
}

/** Somebody's own file came on top of the demo organisation: from now on nothing of it is replaced unasked. */
export async function takeDemoAsOwn(db: Db): Promise<void> {
  await db.updateTable('organisation').set({ demo: 0 }).where('demo', '=', 1).execute()
}

/** What an organisation is before anybody has said anything about it: no holidays, warnings instead of refusals. */
const NEW_ORGANISATION = {
  name: 'My organisation',
  calendarCountry: '',
  fiscalYearStart: 1,
  heatBands: '[0.4,0.8]',
  overFunding: 'warn',
  overAllocation: 'warn',
  demo: 0,
} as const

/** Makes the organisation's row where there is none yet. */
export async function ensureOrganisation(db: Db): Promise<void> {
  await db
    .insertInto('organisation')
    .values({ id: 'organisation', ...NEW_ORGANISATION, version: 1 })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

const DOMAIN = [
  'plan',
  'changeKey',
  'changeSet',
  'passage',
  'note',
  'demand',
  'timeOff',
  'monthOverride',
  'allocation',
  'assignment',
  'project',
] as const

/** A number missing in the feed tells open pages that changes alone do not lead from what they show to what is there. */
async function skipFeedNumber(db: Db, actor: Actor, now: Date): Promise<void> {
  const id = 'replaced'
  await db
    .insertInto('changeSet')
    .values({
      id,
      at: now.toISOString(),
      byId: actor.userId,
      via: 'import',
      threadId: null,
      undoes: null,
      rootId: id,
      depth: 0,
      changes: '[]',
      loads: '[]',
    })
    .execute()
}

/**
 * Empties the plan and everything made from it, inside the caller's transaction: domain tables, undo history,
 * conversations and accounts of the demo people. Kept: the audit trail, and users who have a password, a token, a
 * session or are the actor. The feed's numbers go on rising, so open pages notice. Admins only.
 */
export async function emptyDemo(db: Db, actor: Actor, now: Date): Promise<void> {
  requireAdmin(actor)
  await db.updateTable('user').set({ employeeId: null }).execute()
  await skipFeedNumber(db, actor, now)
  for (const table of DOMAIN) await db.deleteFrom(table).execute()
  for (const table of ['employee', 'role', 'lcat', 'holiday'] as const) await db.deleteFrom(table).execute()
  const at = now.toISOString()
  const kept = await db
    .selectFrom('user as u')
    .select('u.id')
    .where((eb) =>
      eb.or([
        eb('u.id', '=', actor.userId),
        eb('u.passwordHash', 'is not', null),
        eb.exists(
          eb
            .selectFrom('refreshToken as t')
            .select('t.userId')
            .whereRef('t.userId', '=', 'u.id')
            .where('t.revokedAt', 'is', null)
            .where('t.expiresAt', '>', at),
        ),
        eb.exists(
          eb
            .selectFrom('personalToken as p')
            .select('p.userId')
            .whereRef('p.userId', '=', 'u.id')
            .where('p.revokedAt', 'is', null),
        ),
      ]),
    )
    .execute()
  const ids = kept.map((u) => u.id)
  for (const table of ['refreshToken', 'personalToken', 'signInLink', 'report', 'modelTurn'] as const)
    await db.deleteFrom(table).where('userId', 'not in', ids).execute()
  await db.deleteFrom('threadTurn').execute()
  await db.deleteFrom('thread').execute()
  await db.deleteFrom('user').where('id', 'not in', ids).execute()
  await db.updateTable('organisation').set(NEW_ORGANISATION).execute()
  await ensureOrganisation(db)
}
