// Identity and arithmetic of changes, without any database: keys, merging, reversal.
import type { Change } from './change.js'

/** Identity of the row a change touches. */
export function keyOf(change: Change): string {
  return change.kind === 'cell' ? `cell:${change.assignmentId}:${change.month}` : `${change.table}:${change.id}`
}

/** Two states of a row are the same: hours, or record fields without the version. */
export function sameState(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a === b
  return stateText(a) === stateText(b)
}

function stateText(state: unknown): string {
  if (state === null || typeof state !== 'object') return JSON.stringify(state)
  const { version: _version, id: _id, ...fields } = state as Record<string, unknown>
  return JSON.stringify(
    Object.keys(fields)
      .sort()
      .map((k) => [k, fields[k]]),
  )
}

/** Several steps as one: the first `before` and version with the last `after` of each row; what ends as it began is left out. */
export function mergeChanges(changes: readonly Change[]): Change[] {
  const merged = new Map<string, Change>()
  for (const change of changes) {
    const key = keyOf(change)
    const first = merged.get(key)
    merged.set(key, (first ? { ...change, before: first.before, version: first.version } : change) as Change)
  }
  return [...merged.values()].filter((c) => !sameState(c.before, c.after))
}
