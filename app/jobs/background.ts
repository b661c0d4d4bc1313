// The background of a running application: the worker, its schedule, its mail. Started after the server listens.
import type { Logger } from 'pino'
import { createMailer } from '../../files/mail.js'
import { enqueueJob } from '../../services/jobs.js'
import { readSetting, writeSetting } from '../../services/setting.js'
import type { Observer } from '../../tools/observe.js'
import { listBackups } from '../backup.js'
import type { Application } from '../compose.js'
import { backupsFolder, jobHandlers, SCHEDULE } from './handlers.js'
import { type JobHandler, type JobRunner, runJobs } from './run-jobs.js'

export interface Background {
  jobs: JobRunner
  stop(): Promise<void>
}

export async function startBackground(application: Application, log: Logger, observer?: Observer): Promise<Background> {
  const { Cron } = await import('croner')
  const { db, now, newId, settings } = application
  const mailer = createMailer({ smtpUrl: settings.smtpUrl, from: settings.mailFrom }, ({ to, subject, text }) =>
    log.info({ mail: { to, subject, text } }, 'mail (no SMTP_URL is set)'),
  )
  const jobs = runLanes(jobHandlers(application, mailer), (handlers) => runJobs({ db, handlers, now, log, observer }))
  await rememberStart(application)
  const crons = SCHEDULE.map(
    ({ kind, pattern, payload }) =>
      new Cron(pattern, { unref: true }, async (cron: { currentRun(): Date | null }) => {
        const due = (cron.currentRun() ?? now()).toISOString().slice(0, 16)
        try {
          await enqueueJob(db, {
            id: newId(),
            kind,
            userId: null,
            payload,
            idempotencyKey: `${kind}:${due}`,
            at: now(),
          })
          jobs.wake()
        } catch (err) {
          log.error({ err, kind }, 'a standing job could not be queued')
        }
      }),
  )
  await catchUp(application)
  return {
    jobs,
    stop: async () => {
      for (const cron of crons) cron.stop()
      await jobs.stop()
      mailer.close()
    },
  }
}

/** What somebody waits for before the screen; everything else has a lane of its own and keeps nobody waiting. */
const AWAITED = new Set(['import', 'report', 'repair'])

/** One worker per lane, seen as one. */
function runLanes(
  handlers: Record<string, JobHandler>,
  run: (handlers: Record<string, JobHandler>) => JobRunner,
): JobRunner {
  const lane = (isAwaited: boolean) =>
    run(Object.fromEntries(Object.entries(handlers).filter(([kind]) => AWAITED.has(kind) === isAwaited)))
  const lanes = [lane(true), lane(false)]
  return {
    wake: () => {
      for (const one of lanes) one.wake()
    },
    stopOne: (id) => {
      for (const one of lanes) one.stopOne(id)
    },
    live: (id) => lanes.map((one) => one.live(id)).find((found) => found !== undefined),
    drain: async () => {
      await Promise.all(lanes.map((one) => one.drain()))
    },
    stop: async () => {
      await Promise.all(lanes.map((one) => one.stop()))
    },
  }
}

/** A laptop sleeps at two in the morning: a day without a backup is made good at the next start. */
async function catchUp({ db, now, newId, ...application }: Application): Promise<void> {
  const [newest] = listBackups(backupsFolder({ db, now, newId, ...application }))
  const day = 86_400_000
  if (newest && now().getTime() - Date.parse(newest.createdAt) < day) return
  const key = `backup:day:${now().toISOString().slice(0, 10)}`
  await enqueueJob(db, {
    id: newId(),
    kind: 'backup',
    userId: null,
    payload: { reason: 'daily' },
    idempotencyKey: key,
    at: now(),
  })
}

/** Digests tell of changes from the first start on, not of the plan that was there before. */
async function rememberStart({ db }: Application): Promise<void> {
  if ((await readSetting(db, 'mail.digest.seq')) !== undefined) return
  const row = await db.selectFrom('changeSet').select('seq').orderBy('seq', 'desc').executeTakeFirst()
  await writeSetting(db, 'mail.digest.seq', String(row?.seq ?? 0))
}
