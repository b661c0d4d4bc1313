// The one class of errors that the asker can mend; every surface maps it once. Anything else thrown is a bug.

export type FaultCode =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'stale'
  | 'ambiguous'
  | 'refused_by_policy'
  | 'too_many'
  | 'busy'

/** What, why and what to do next, in product English. `details` is for machines (candidates, current values). */
export class Fault extends Error {
  constructor(
    readonly code: FaultCode,
    message: string,
    readonly hint?: string,
    readonly details?: unknown,
  ) {
    super(message)
    this.name = 'Fault'
  }
}
