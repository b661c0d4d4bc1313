import { Fault } from '../services/fault.js'

/** One line on standard error for what a person can mend, exit 1; a stack only for a bug. */
export function reportFailure(error: unknown): never {
  process.stderr.write(`${describeFailure(error)}\n`)
  process.exit(1)
}

/** What happened and what to do, in one line. */
export function describeFailure(error: unknown): string {
  const { name, message, hint, stack } = error as Error & { hint?: string }
  const isMendable = error instanceof Fault || name === 'SettingsError' || name === 'DatabaseStartError'
  if (isMendable) return hint ? `${message} ${hint}` : message
  return `This is a bug in StaffAlloc: ${stack ?? String(error)}`
}
