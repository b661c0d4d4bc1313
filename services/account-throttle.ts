// Failed sign-ins per account, kept in the database: a restart does not forgive them.
import { createHash } from 'node:crypto'
import type { Db } from '../db/open.js'
import type { AccountContext } from './account-secrets.js'

/** Stored under a hash: the list of failures must not become a list of addresses. */
const key = (account: string) => `failures:${createHash('sha256').update(account).digest('hex').slice(0, 32)}`

interface Failures {
  count: number
  until: string
}

/**
 * Counts one attempt before it is tried, so that guesses sent at once cannot overtake the count; answers how many there
 * were in the open window. The first one opens a window that ends at `until`; later ones do not prolong it.
 */
export async function countAttempt(db: Db, account: string, until: string, context: AccountContext): Promise<number> {
  return await db.transaction().execute(async (trx) => {
    const before = await read(trx, account)
    const open = before && before.until > context.now().toISOString()
    const after = open ? { ...before, count: before.count + 1 } : { count: 1, until }
    const value = JSON.stringify(after)
    await trx
      .insertInto('setting')
      .values({ key: key(account), value })
      .onConflict((c) => c.column('key').doUpdateSet({ value }))
      .execute()
    return after.count
  })
}

/** Forgives an account after a right password. */
export async function forgetFailures(db: Db, account: string): Promise<void> {
  await db.deleteFrom('setting').where('key', '=', key(account)).execute()
}

async function read(db: Db, account: string): Promise<Failures | undefined> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', key(account)).executeTakeFirst()
  return row && (JSON.parse(row.value) as Failures)
}
