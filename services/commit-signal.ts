// Says that this process committed changes of the plan, so that whoever follows the feed looks at once instead of at
// the next tick. Carries nothing: what changed is read from the feed, cut to the reader.
import type { Db } from '../db/open.js'

const listeners = new WeakMap<Db, Set<() => void>>()

/** Calls back after every commit of changes through `db`; answers how to stop. */
export function onCommit(db: Db, listener: () => void): () => void {
  const all = listeners.get(db) ?? new Set()
  listeners.set(db, all.add(listener))
  return () => all.delete(listener)
}

/** Tells those who wait on `db` that a change set was committed. */
export function tellCommit(db: Db): void {
  for (const listener of listeners.get(db) ?? []) listener()
}
