// Work in a thread of its own: bounded memory and time, ended when the asker hangs up, faults brought back as they are.
import { parentPort } from 'node:worker_threads'
import { Fault, type FaultCode } from '../services/fault.js'
import { startWorker } from './start-worker.js'

type Reply<T> =
  | { ok: true; value: T }
  | { ok: false; fault: { code: FaultCode; message: string; hint?: string; details?: unknown } }
type Message<T> = Reply<T> | { progress: number; message: string }

export interface ThreadOptions {
  heapMb: number
  signal?: AbortSignal
  /** Fault busy after this time, with the message of `tooSlow`. */
  patienceMs?: number
  tooSlow?: Fault
  tooLarge?: Fault
  onProgress?: (fraction: number, message: string) => void
  /** Set to 1 when the asker hangs up, for a thread that must tidy up; it is ended two seconds later. */
  stop?: Int32Array
}

const TIDY_MS = 2000

/** Starts the thread of `entry` with `data` and answers what it answers; rejects with its Fault or with the abort's reason. */
export function runInThread<T>(entry: URL, data: unknown, options: ThreadOptions): Promise<T> {
  const { heapMb, signal, patienceMs, tooSlow, tooLarge, onProgress, stop } = options
  const worker = startWorker(entry, {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
    env: {},
  })
  return new Promise<T>((resolve, reject) => {
    const giveUp = (error: unknown) => {
      void worker.terminate()
      reject(error)
    }
    const timer = patienceMs ? setTimeout(() => giveUp(tooSlow), patienceMs) : undefined
    const abort = () => {
      if (!stop) return giveUp(signal?.reason)
      Atomics.store(stop, 0, 1)
      setTimeout(() => giveUp(signal?.reason), TIDY_MS).unref()
    }
    if (signal?.aborted) abort()
    signal?.addEventListener('abort', abort, { once: true })
    worker.on('message', (message: Message<T>) => {
      if ('progress' in message) onProgress?.(message.progress, message.message)
      else if (message.ok) resolve(message.value)
      else {
        const { code, message: text, hint, details } = message.fault
        reject(new Fault(code, text, hint, details))
      }
    })
    worker.once('error', (error: Error & { code?: string }) =>
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' && tooLarge ? tooLarge : error),
    )
    worker.once('exit', () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
      reject(signal?.aborted ? signal.reason : new Error('the thread ended without an answer'))
    })
  })
}

/** In the thread: does the work and answers its value or Fault; anything else ends the thread with that error. */
export async function answerFromThread<T>(work: () => T | Promise<T>): Promise<void> {
  let reply: Reply<T>
  try {
    reply = { ok: true, value: await work() }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const { code, message, hint, details } = error
    reply = { ok: false, fault: { code, message, hint, details } }
  }
  parentPort!.postMessage(reply)
}

/** In the thread: tells the asker how far the work is. */
export function tellProgress(progress: number, message: string): void {
  parentPort!.postMessage({ progress, message })
}
