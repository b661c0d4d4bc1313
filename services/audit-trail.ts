// Reading the audit trail: Admins only.
import type { Db } from '../db/open.js'
import type { Actor } from './actor.js'
import { requireAdmin } from './policy.js'

export interface AuditLine {
  seq: number
  at: string
  actorId: string | null
  actor: string
  via: string
  action: string
  detail: unknown
  changeSetId: string | null
}

/** Entries of the trail, newest first, before number `before`. Admin only. */
export async function readAudit(
  db: Db,
  actor: Actor,
  options: { before?: number; limit: number },
): Promise<AuditLine[]> {
  requireAdmin(actor)
  let query = db.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(options.limit)
  if (options.before !== undefined) query = query.where('seq', '<', options.before)
  const rows = await query.execute()
  return rows.map(({ seq, at, actorId, actorName, via, action, detail, changeSetId }) => ({
    seq,
    at,
    actorId,
    actor: actorName,
    via,
    action,
    detail: JSON.parse(detail),
    changeSetId,
  }))
}
