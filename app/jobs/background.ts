// The background of a running application: the worker, its schedule, its mail. Started after the server listens.
import type { Logger } from 'pino'
import { createMailer } from '../../files/mail.js'
import type { Observer } from '../../tools/observe.js'
import type { Application } from '../compose.js'
import { jobHandlers } from './handlers.js'
import { type JobHandler, type JobRunner, runJobs } from './run-jobs.js'
import { startSchedule } from './schedule.js'

export interface Background {
  jobs: JobRunner
  stop(): Promise<void>
}

export async function startBackground(application: Application, log: Logger, observer?: Observer): Promise<Background> {
  const { db, now, settings } = application
  const mailer = createMailer({ smtpUrl: settings.smtpUrl, from: settings.mailFrom }, ({ to, subject, text }) =>
    log.info({ mail: { to, subject, text } }, 'mail (no SMTP_URL is set)'),
  )
  const jobs = runLanes(jobHandlers(application, mailer), (handlers) => runJobs({ db, handlers, now, log, observer }))
  const schedule = await startSchedule(application, jobs.wake, log)
  return {
    jobs,
    stop: async () => {
      schedule.stop()
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
