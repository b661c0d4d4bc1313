// Follows work in the background until it is over.
import { type ApiClient, ApiError } from '../api/client.js'

/** A job as the server tells of it. */
export interface Job<Options = unknown> {
  id: string
  kind: string
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
  /** Who asked for it; null: the application itself. */
  userId: string | null
  /** 0 to 1. */
  progress: number
  message: string
  createdAt: string
  /** Of an import: its file and how it was to be read. */
  file?: string
  options?: Options
}

interface Ended {
  result?: unknown
}

/** The job was cancelled: nothing came of it. */
export class JobCancelled extends Error {}

const FIRST_WAIT_MS = 150
const LONGEST_WAIT_MS = 700

/**
 * Asks for the job until it is over; `tell` hears of each answer. Answers the job's result; rejects with its fault as
 * ApiError, with JobCancelled, or with the signal's reason. An application that is away for a while is waited for.
 */
export async function followJob<T>(
  api: ApiClient,
  id: string,
  tell: (job: Job) => void,
  signal: AbortSignal,
): Promise<T> {
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(LONGEST_WAIT_MS, wait * 1.4)) {
    const job = await api.get<Job & Ended>(`/api/v1/jobs/${id}`, signal).catch((error: unknown) => {
      if (error instanceof ApiError && error.code === 'offline') return undefined
      throw error
    })
    if (job) tell(job)
    if (job?.state === 'done') return job.result as T
    if (job?.state === 'cancelled') throw new JobCancelled(job.message)
    if (job?.state === 'failed') throw faultOf(job)
    await pause(wait, signal)
  }
}

function faultOf({ message, result }: Job & Ended): ApiError {
  const { error } = (result ?? {}) as { error?: { code: string; message: string; hint?: string; details?: unknown } }
  return error
    ? new ApiError(0, error.code, error.message, error.hint, error.details)
    : new ApiError(0, 'failed', message)
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })
}
