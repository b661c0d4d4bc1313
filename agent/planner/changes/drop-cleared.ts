import type { ToolCall } from '../planner-types.js'

/** "take Ann off Beta and hand her work to Bob": her hours are handed over as they stand, not cleared first. */
export function dropCleared(calls: ToolCall[]): void {
  const [clear, handed] = calls.slice(-2).map((c) => c.input as Record<string, unknown>)
  const same = ['employees', 'projects'].every((key) => JSON.stringify(clear?.[key]) === JSON.stringify(handed?.[key]))
  if (clear?.operation === 'clear' && handed?.operation === 'replace' && same) calls.splice(-2, 1)
}
