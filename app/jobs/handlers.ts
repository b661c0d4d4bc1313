// What each kind of job does.
import { join } from 'node:path'
import type { Db } from '../../db/open.js'
import { readWhole } from '../../files/file-store.js'
import type { Mailer } from '../../files/mail.js'
import { findActor, getUserRow } from '../../services/account-users.js'
import type { Actor } from '../../services/actor.js'
import { Fault } from '../../services/fault.js'
import { enqueueJob, type ImportPayload, importUploads, pruneJobs } from '../../services/jobs.js'
import { type Notice, overAllocationNotices, readPreferences, reportNotice } from '../../services/notices.js'
import { findReport, reportLink } from '../../services/report-files.js'
import { readSetting, writeSetting } from '../../services/setting.js'
import { weeklyNotices } from '../../services/weekly-summary.js'
import { callTool } from '../../tools/call-tool.js'
import type { ToolContext } from '../../tools/define-tool.js'
import { createBackup, pruneAside, pruneBackups } from '../backup.js'
import type { Application } from '../compose.js'
import { runImport } from '../import/run-import.js'
import { useModelIfPresent } from '../knowledge/use-model.js'
import type { JobHandler } from './run-jobs.js'

const DAY_MS = 86_400_000
/** Finished jobs, used plans and old conversations are kept this long. */
const KEEP_DAYS = { jobs: 30, uploads: 1, plans: 2, modelTurns: 90, links: 2 }

/** With the waits between them most of an hour: a mail server that puts off strangers takes their second try after minutes. */
const MAIL_TRIES = 10

export const backupsFolder = (application: Application) => join(application.settings.dataFolder, 'backups')

export function jobHandlers(application: Application, mailer: Mailer): Record<string, JobHandler> {
  const { db, files, now, newId, today } = application
  const queueMails = async (notices: Notice[], from: string) => {
    for (const [i, notice] of notices.entries())
      await enqueueJob(db, {
        id: newId(),
        kind: 'mail',
        userId: notice.userId,
        payload: notice,
        idempotencyKey: `mail:${from}:${i}`,
        maxAttempts: MAIL_TRIES,
        at: now(),
      })
  }
  return {
    async backup({ job }) {
      const { reason = 'on demand' } = (job.payload ?? {}) as { reason?: string }
      const manifest = await createBackup(application.database.sqlite, backupsFolder(application), {
        id: job.id,
        at: now(),
        reason,
      })
      const pruned = pruneBackups(backupsFolder(application), now(), application.settings.keepBackupsDays)
      return { file: manifest.file, bytes: manifest.bytes, sha256: manifest.sha256, pruned }
    },

    async report({ job, progress, signal }) {
      const user = await getUserRow(db, job.userId!)
      const actor = await activeUser(db, user.id)
      const made = await findReport(db, actor, job.id)
      const tell = (fraction: number, message: string) => void progress(fraction, message).catch(() => {})
      // The report has the job's id: one that was written by a try that died is not written again.
      const ctx = application.toolContext(actor, 'job', { signal, progress: tell, newId: () => job.id })
      const answer = made ? reportLink(made) : (await callRead({ tool: 'export_report', input: job.payload }, ctx)).data
      const { file, url } = answer as { file: string; url: string }
      if (readPreferences(user.preferences).reportReady) await queueMails([reportNotice(user, file, url)], job.id)
      return answer
    },

    async repair({ job, progress, signal }) {
      const actor = await activeUser(db, job.userId!)
      await progress(0.1, 'Looking for the fewest changes')
      const ctx = application.toolContext(actor, 'job', { signal })
      const { data, say } = await callRead({ tool: 'resolve_over_allocation', input: job.payload }, ctx)
      return { data, say }
    },

    async embeddings({ progress }) {
      const { knowledge } = application
      const tell = (fraction: number) => void progress(fraction, 'Reading records and notes').catch(() => {})
      await useModelIfPresent(application, tell)
      await knowledge.rebuild()
      return { passages: knowledge.size, embedder: knowledge.embedder.label }
    },

    async import({ job, progress, signal }) {
      const { key, file, options } = job.payload as ImportPayload
      const actor = await activeUser(db, job.userId!)
      const work = { bytes: await readWhole(files, key, signal), file, actor, options }
      const tell = (fraction: number, message: string) => void progress(fraction, message).catch(() => {})
      // The thread ends the job in the transaction of the import itself: it happens once, or not at all.
      const report = await runImport(application, work, { signal, job, progress: tell })
      // What was rehearsed is imported next.
      if (!options.dryRun) await files.remove(key)
      return report
    },

    async mail({ job }) {
      const { to, subject, text } = job.payload as Notice
      await mailer.send({ id: job.id, to, subject, text })
      return { to }
    },

    async 'over-allocation-digest'({ job }) {
      const mark = Number((await readSetting(db, 'mail.digest.seq')) ?? 0)
      const { notices, seq } = await overAllocationNotices(db, mark)
      // The mails have keys of their own: a try that dies before the mark is written repeats nothing.
      await queueMails(notices, `digest:${mark}`)
      await writeSetting(db, 'mail.digest.seq', String(seq))
      return { mails: notices.length, job: job.id }
    },

    async 'weekly-summary'({ job }) {
      const notices = await weeklyNotices(db, today())
      await queueMails(notices, job.id)
      return { mails: notices.length }
    },

    async retention() {
      const before = (days: number) => new Date(now().getTime() - days * DAY_MS)
      for (const key of await importUploads(db, before(KEEP_DAYS.uploads))) await files.remove(key)
      await pruneJobs(db, before(KEEP_DAYS.jobs))
      pruneAside(application.settings.databaseFile, now(), application.settings.keepBackupsDays)
      await db.deleteFrom('plan').where('expiresAt', '<', before(KEEP_DAYS.plans).toISOString()).execute()
      await db.deleteFrom('modelTurn').where('at', '<', before(KEEP_DAYS.modelTurns).toISOString()).execute()
      await db.deleteFrom('signInLink').where('expiresAt', '<', before(KEEP_DAYS.links).toISOString()).execute()
      await db.deleteFrom('refreshToken').where('expiresAt', '<', now().toISOString()).execute()
      return null
    },
  }
}

async function callRead(call: { tool: string; input: unknown }, ctx: ToolContext) {
  const result = await callTool(call, ctx)
  if (result.kind !== 'read') throw new Error(`${call.tool} is a read`)
  return result
}

/** The user of a job with the rights of this moment; Fault forbidden for one who may no longer sign in. */
async function activeUser(db: Db, userId: string): Promise<Actor> {
  const actor = await findActor(db, userId)
  if (!actor) throw new Fault('forbidden', 'Whoever asked for this may no longer sign in.')
  return actor
}
