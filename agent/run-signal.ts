import { Fault } from '../services/fault.js'

export interface RunSignal {
  signal: AbortSignal
  /** Ends the run from our side, with the reason that the asker is told. */
  stop(reason: Error): void
  /** Ends the timer; call it when the run is over. */
  release(): void
}

/** Why a run was stopped from our side. */
export class RunTimedOut extends Fault {
  constructor(seconds: number) {
    super('busy', `No answer within ${seconds} seconds.`, 'Ask again, ask for less, or choose a smaller model.')
    this.name = 'RunTimedOut'
  }
}

/**
 * One signal for a run: the asker's stop or the bound on wall time. Made by hand, because on Node 20
 * `AbortSignal.any` with `AbortSignal.timeout` is lost at garbage collection.
 */
export function runSignal(asker: AbortSignal, wallMs: number): RunSignal {
  const controller = new AbortController()
  const stop = () => controller.abort(asker.reason)
  if (asker.aborted) stop()
  asker.addEventListener('abort', stop, { once: true })
  const timer = setTimeout(() => controller.abort(new RunTimedOut(Math.round(wallMs / 1000))), wallMs)
  return {
    signal: controller.signal,
    stop: (reason) => controller.abort(reason),
    release: () => {
      clearTimeout(timer)
      asker.removeEventListener('abort', stop)
    },
  }
}
