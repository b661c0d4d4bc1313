// The append-only trail: who did what through which surface, with a hash chain over a rising number.
import { createHash } from 'node:crypto'
import type { Db } from '../db/open.js'
import type { Actor } from './actor.js'

export interface AuditEntry {
  at: string
  actor: Pick<Actor, 'userId' | 'name'> | null
  via: string
  /** Short verb phrase: 'change plan', 'sign in', 'export report'. */
  action: string
  /** Ids and numbers only: no notes, no secrets, nothing that an erasure would have to reach. */
  detail: Record<string, unknown>
  changeSetId?: string
}

/** Adds one entry; call it inside the transaction of what it records. */
export async function appendAudit(db: Db, entry: AuditEntry): Promise<void> {
  const last = await db.selectFrom('audit').select('hash').orderBy('seq', 'desc').limit(1).executeTakeFirst()
  const row = {
    at: entry.at,
    actorId: entry.actor?.userId ?? null,
    actorName: entry.actor?.name ?? 'StaffAlloc',
    via: entry.via,
    action: entry.action,
    detail: JSON.stringify(entry.detail),
    changeSetId: entry.changeSetId ?? null,
    previousHash: last?.hash ?? '',
  }
  await db
    .insertInto('audit')
    .values({ ...row, hash: auditHash(row) })
    .execute()
}

type HashedRow = {
  at: string
  actorId: string | null
  via: string
  action: string
  detail: string
  changeSetId: string | null
  previousHash: string
}

/** The chain's link: sha256 over the entry and the hash before it, but not the name, which an erasure must reach. */
export function auditHash(row: HashedRow): string {
  const fields = [row.previousHash, row.at, row.actorId, row.via, row.action, row.detail, row.changeSetId]
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex')
}

/** Walks the whole chain: the number of the first entry that was altered, or undefined when all hold. */
export async function findBrokenAuditLink(db: Db): Promise<number | undefined> {
  let previous = ''
  for (const row of await db.selectFrom('audit').selectAll().orderBy('seq').execute()) {
    if (row.previousHash !== previous || auditHash(row) !== row.hash) return row.seq
    previous = row.hash
  }
  return undefined
}
