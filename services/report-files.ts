// Reports that were made: each belongs to who asked for it.
import type { Db } from '../db/open.js'
import type { ReportRow } from '../db/schema.js'
import type { Actor } from './actor.js'
import { appendAudit } from './audit.js'
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

/** A report of the actor; undefined where there is none of that id. */
export async function findReport(db: Db, actor: Actor, id: string): Promise<PublicReport | undefined> {
  return await db
    .selectFrom('report')
    .select(['id', 'report', 'file', 'format', 'bytes', 'createdAt'])
    .where('id', '=', id)
    .where('userId', '=', actor.userId)
    .executeTakeFirst()
}

/** What whoever asked for a report gets to know of it. */
export const reportLink = ({ id, report, file, format }: PublicReport) => ({
  reportId: id,
  report,
  file,
  format,
  url: `/api/v1/reports/${id}/file`,
})

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

/** Keeps a report that was written under `storageKey`, as the actor's own, and says so in the audit trail. */
export async function recordReport(
  db: Db,
  actor: Actor,
  via: string,
  report: PublicReport & { storageKey: string },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('report')
      .values({ ...report, userId: actor.userId })
      .execute()
    await appendAudit(trx as Db, {
      at: report.createdAt,
      actor,
      via,
      action: 'export report',
      detail: { report: report.report, format: report.format, bytes: report.bytes, reportId: report.id },
    })
  })
}
