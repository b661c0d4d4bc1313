import { randomUUID } from 'node:crypto'
import type { CallToolResult } from '@modelcontextprotocol/server'
import { Fault } from '../services/fault.js'

/**
 * A failure as the model reads it: what the asker can mend is said with its remedy; a bug is logged under an id, and
 * only the id is said.
 */
export function faultResult(error: unknown, logError: (error: unknown, errorId: string) => void): CallToolResult {
  return { content: [{ type: 'text', text: faultText(error, logError) }], isError: true }
}

/** See faultResult: the words alone. */
export function faultText(error: unknown, logError: (error: unknown, errorId: string) => void): string {
  if (error instanceof Fault) return [error.message, error.hint].filter(Boolean).join(' ')
  const errorId = randomUUID()
  logError(error, errorId)
  return `StaffAlloc failed on this call (error ${errorId}); nothing was changed. The input was not at fault: try once more, and if it fails again tell the user this number.`
}
