// The worker: takes jobs one at a time, keeps their lease, retries, hands back at the stop.
import type { Logger } from 'pino'
import type { Db } from '../../db/open.js'
import { claimJob, failJob, finishJob, handBackJob, type Job, LEASE_MS, reportProgress } from '../../services/jobs.js'

export interface JobContext {
  job: Job
  signal: AbortSignal
  /** Says how far the work is; throws when the job was cancelled. */
  progress(fraction: number, message: string): Promise<void>
}

/** Does the work of one kind; its effect must be the same when it runs twice for the same job id. */
export type JobHandler = (context: JobContext) => Promise<unknown>

export interface JobRunner {
  /** Looks for work now instead of at the next beat. */
  wake(): void
  /** Runs everything that is due; resolves when nothing is left. For tests and commands. */
  drain(): Promise<void>
  /** Hands the running job back and stops. */
  stop(): Promise<void>
}

const BEAT_MS = 2_000

class Cancelled extends Error {}

/** Starts the worker; `handlers` says which kinds it takes. */
export function runJobs(deps: {
  db: Db
  handlers: Record<string, JobHandler>
  now: () => Date
  log: Pick<Logger, 'info' | 'warn' | 'error'>
  /** False: only drain() works. */
  beat?: boolean
}): JobRunner {
  const { db, handlers, now, log } = deps
  const stopping = new AbortController()
  let current: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined

  const runOne = async (): Promise<boolean> => {
    const job = await claimJob(db, now(), Object.keys(handlers))
    if (!job) return false
    const heart = setInterval(
      () => void reportProgress(db, job.id, job.progress, job.message, now()).catch(() => {}),
      LEASE_MS / 3,
    )
    try {
      const result = await handlers[job.kind]!({
        job,
        signal: stopping.signal,
        progress: async (fraction, message) => {
          Object.assign(job, { progress: fraction, message })
          if (!(await reportProgress(db, job.id, fraction, message, now()))) throw new Cancelled()
          stopping.signal.throwIfAborted()
        },
      })
      await finishJob(db, job.id, result, now())
      log.info({ jobId: job.id, kind: job.kind }, 'job done')
    } catch (error) {
      if (error instanceof Cancelled) log.info({ jobId: job.id }, 'job cancelled')
      else if (stopping.signal.aborted) await handBackJob(db, job, now())
      else {
        log.warn({ jobId: job.id, kind: job.kind, attempt: job.attempts, err: error }, 'job failed')
        await failJob(db, job, (error as Error).message, now())
      }
    } finally {
      clearInterval(heart)
    }
    return true
  }
  const drain = () => {
    current ??= (async () => {
      while (!stopping.signal.aborted && (await runOne()));
    })().finally(() => {
      current = undefined
    })
    return current
  }
  const beat = () => {
    timer = setTimeout(() => {
      drain()
        .catch((err) => log.error({ err }, 'the job worker'))
        .finally(() => {
          if (!stopping.signal.aborted) beat()
        })
    }, BEAT_MS)
    timer.unref()
  }
  if (deps.beat !== false) beat()
  return {
    wake: () => void drain().catch((err) => log.error({ err }, 'the job worker')),
    drain,
    stop: async () => {
      stopping.abort(new Error('the application stops'))
      clearTimeout(timer)
      await current
    },
  }
}
