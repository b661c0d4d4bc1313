// The worker: takes jobs one at a time, keeps their lease, retries, hands back at the stop.
import type { Logger } from 'pino'
import type { Db } from '../../db/open.js'
import { Fault } from '../../services/fault.js'
import { claimJob, failJob, finishJob, handBackJob, type Job, LEASE_MS, reportProgress } from '../../services/jobs.js'
import { belongTo, NO_OBSERVER, type Observer, observe } from '../../tools/observe.js'

export interface JobContext {
  job: Job
  /** Aborted when the job is cancelled or the application stops. */
  signal: AbortSignal
  /** Says how far the work is; throws when the job was cancelled. */
  progress(fraction: number, message: string): Promise<void>
}

/** Does the work of one kind; its effect must be the same when it runs twice for the same job id. */
export type JobHandler = (context: JobContext) => Promise<unknown>

export interface JobRunner {
  /** Looks for work now instead of at the next beat. */
  wake(): void
  /** Somebody cancels this job: if it runs here it is stopped at once. */
  stopOne(id: string): void
  /** How far a job is that runs here: newer than what is stored while a large import holds the file. */
  live(id: string): { progress: number; message: string } | undefined
  /** Runs everything that is due; resolves when nothing is left. For tests and commands. */
  drain(): Promise<void>
  /** Hands the running job back and stops. */
  stop(): Promise<void>
}

const BEAT_MS = 2_000
/** At a stop the work of a job has this time to end by itself; an import tidies up in two seconds. */
const HAND_BACK_MS = 3_000
/** The lease is kept, and a cancellation by another process noticed, this often. */
const HEART_MS = LEASE_MS / 12
/** Faults that may be over at the next try. */
const AGAIN = new Set<string>(['busy', 'too_many'])

/** What people are told: a fault says it; what a bug or the machine says is in the log, under the job. */
function reasonOf(error: unknown, id: string): string {
  if (error instanceof Fault) return [error.message, error.hint].filter(Boolean).join(' ')
  if (/^(SQLITE_FULL|ENOSPC)/.test((error as { code?: string }).code ?? ''))
    return 'The disk is full: free some space, then start it anew.'
  return `Something went wrong. The log says what, beside the job's id ${id}; start it anew after that is mended.`
}

const describe = ({ code, message, hint, details }: Fault) => ({ code, message, hint, details })

class Cancelled extends Error {}

/** Starts the worker; `handlers` says which kinds it takes. */
export function runJobs(deps: {
  db: Db
  handlers: Record<string, JobHandler>
  now: () => Date
  log: Pick<Logger, 'info' | 'warn' | 'error'>
  observer?: Observer
  /** False: only drain() works. */
  beat?: boolean
}): JobRunner {
  const { db, handlers, now, log, observer = NO_OBSERVER } = deps
  const stopping = new AbortController()
  let current: Promise<void> | undefined
  let running: { job: Job; stop: AbortController } | undefined
  let timer: NodeJS.Timeout | undefined
  /** Work that does not look at its signal is given up: the job goes back, its effect counts once all the same. */
  const tooLate = new Promise<never>((_, reject) => {
    stopping.signal.addEventListener('abort', () =>
      setTimeout(() => reject(stopping.signal.reason), HAND_BACK_MS).unref(),
    )
  })
  tooLate.catch(() => {})

  const runOne = async (): Promise<boolean> => {
    const job = await claimJob(db, now(), Object.keys(handlers))
    if (!job) return false
    const stop = new AbortController()
    running = { job, stop }
    const tell = async () => {
      if (!(await reportProgress(db, job, job.progress, job.message, now()))) stop.abort(new Cancelled())
    }
    const heart = setInterval(() => void tell().catch(() => {}), HEART_MS)
    try {
      const context: JobContext = {
        job,
        signal: AbortSignal.any([stopping.signal, stop.signal]),
        progress: async (fraction, message) => {
          Object.assign(job, { progress: fraction, message })
          await tell()
          stop.signal.throwIfAborted()
          stopping.signal.throwIfAborted()
        },
      }
      stopping.signal.throwIfAborted()
      const work = () => Promise.race([handlers[job.kind]!(context), tooLate])
      const result = await belongTo(job.id, observer, () => observe(`job ${job.kind}`, { attempt: job.attempts }, work))
      await finishJob(db, job, result, now())
      log.info({ jobId: job.id, kind: job.kind }, 'job done')
    } catch (error) {
      if (stop.signal.aborted) log.info({ jobId: job.id, kind: job.kind }, 'job cancelled')
      else if (stopping.signal.aborted) await handBackJob(db, job, now())
      else {
        const fault = error instanceof Fault && !AGAIN.has(error.code) ? error : undefined
        log.warn({ jobId: job.id, kind: job.kind, attempt: job.attempts, err: error }, 'job failed')
        await failJob(db, job, reasonOf(error, job.id), now(), fault && describe(fault))
      }
    } finally {
      clearInterval(heart)
      running = undefined
    }
    return true
  }
  // Work that comes while the queue is found empty is not left for the next beat.
  let woken = false
  const runAll = async () => {
    do woken = false
    while (!stopping.signal.aborted && ((await runOne()) || woken))
  }
  const drain = () => {
    woken = true
    current ??= runAll().finally(() => {
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
    stopOne: (id) => {
      if (running?.job.id === id) running.stop.abort(new Cancelled())
    },
    live: (id) =>
      running?.job.id === id ? { progress: running.job.progress, message: running.job.message } : undefined,
    drain,
    stop: async () => {
      stopping.abort(new Error('the application stops'))
      clearTimeout(timer)
      await current
    },
  }
}
