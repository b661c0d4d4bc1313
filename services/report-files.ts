// Reports that were made: each belongs to who asked for it.
import type { Db } from '../db/open.js'
import type { ReportRow } from '../db/schema.js'
import type { Actor } from './actor.js'
import { Fault } from './fault.js'

export type PublicReport = Pick<ReportRow, 'id' | 'report' | 'file' | 'format' | 'bytes' | 'createdAt'>

/** The actor's reports, newest first. */
export async function listReports(db: Db, actor: Actor): Promise<PublicReport[]> {
  return await db
    .selectFrom('report')
    .select(['id', 'report', 'file', 'format', 'bytes', 'createdAt'])
    .where('userId', '=', actor.userId)
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .limit(500)
    .execute()
}

/** One report of the actor with where it is kept; Fault not_found alike for absent and foreign ones. */
export async function getReport(db: Db, actor: Actor, id: string): Promise<PublicReport & { storageKey: string }> {
  const row = await db
    .selectFrom('report')
    .select(['id', 'report', 'file', 'format', 'bytes', 'createdAt', 'storageKey'])
    .where('id', '=', id)
    .where('userId', '=', actor.userId)
    .executeTakeFirst()
  if (!row) throw new Fault('not_found', `There is no report '${id.slice(0, 64)}'.`, 'Export it again.')
  return row
}
