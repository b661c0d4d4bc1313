import { randomUUID } from 'node:crypto'
import { Fault } from '../services/fault.js'
import type { AssistantEvent } from './assistant-events.js'

type ErrorEvent = Extract<AssistantEvent, { type: 'error' }>

/** The fault that the asker can mend inside an error that a library wrapped, if there is one. */
export function findFault(error: unknown): Fault | undefined {
  for (let e = error, depth = 0; e instanceof Error && depth < 10; e = e.cause, depth++)
    if (e instanceof Fault) return e
  return undefined
}

/** What the asker is told about a failed run. A bug is logged under an id and never shown. */
export function explainFailure(
  error: unknown,
  signal: AbortSignal,
  log: (error: unknown, about: Record<string, unknown>) => void = () => {},
): ErrorEvent {
  const fault = findFault(error) ?? (signal.aborted ? findFault(signal.reason) : undefined)
  if (fault)
    return { type: 'error', code: fault.code, message: fault.message, ...(fault.hint ? { hint: fault.hint } : {}) }
  if (signal.aborted) return { type: 'error', code: 'stopped', message: 'Stopped. Nothing was changed.' }
  const id = randomUUID().slice(0, 8)
  log(error, { id })
  return {
    type: 'error',
    code: 'internal',
    message: `Something went wrong here (${id}). Nothing was changed.`,
    hint: 'Try again; the log has the details under this number.',
  }
}
