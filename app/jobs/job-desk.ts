// Jobs from the command line: list, look, cancel, try anew, and work off what is due where no application runs.
import { createMailer } from '../../files/mail.js'
import { createLog } from '../../server/log-requests.js'
import type { Actor } from '../../services/actor.js'
import { Fault } from '../../services/fault.js'
import { cancelJob, getJob, type Job, type JobLine, listJobs, retryJob } from '../../services/jobs.js'
import type { Application } from '../compose.js'
import { jobHandlers } from './handlers.js'
import { runJobs } from './run-jobs.js'

export type { Job, JobLine } from '../../services/jobs.js'

/** Jobs of the actor, an Admin's all; newest first. */
export const jobsOf = ({ db }: Application, actor: Actor, limit?: number): Promise<JobLine[]> =>
  listJobs(db, actor, limit)

/** One job by id or by the beginning of its id; Fault not_found, ambiguous. */
export async function findJob({ db }: Application, actor: Actor, id: string): Promise<Job> {
  const fitting = (await listJobs(db, actor, 1000)).filter((job) => job.id.startsWith(id))
  if (fitting.length > 1) throw new Fault('ambiguous', `${fitting.length} jobs begin with '${id}'.`, 'Give more of it.')
  return await getJob(db, actor, fitting[0]?.id ?? id)
}

/** Cancels a job; a running one stops within seconds, wherever it runs. */
export const cancel = ({ db, now }: Application, actor: Actor, job: Job): Promise<Job> =>
  cancelJob(db, actor, job.id, now())

/** Puts a failed or cancelled job back into the queue. */
export const retry = ({ db, now }: Application, actor: Actor, job: Job): Promise<Job> =>
  retryJob(db, actor, job.id, now())

/** Works off everything that is due, in this process; a signal hands the running job back. */
export async function workOff(application: Application): Promise<void> {
  const { db, now, settings } = application
  const log = createLog(settings.logLevel)
  const mailer = createMailer({ smtpUrl: settings.smtpUrl, from: settings.mailFrom }, ({ to, subject }) =>
    log.info({ mail: { to, subject } }, 'mail (no SMTP_URL is set)'),
  )
  const jobs = runJobs({ db, handlers: jobHandlers(application, mailer), now, log, beat: false })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void jobs.stop())
  await jobs.drain()
  mailer.close()
}
