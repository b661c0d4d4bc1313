// Tells parts of the program that somebody committed: this process or another one on the same data.
import { findActor } from '../services/account-users.js'
import type { Actor } from '../services/actor.js'
import type { Change } from '../services/change.js'
import { changesSince, commitStamp, FEED_KEEPS, newestSeq } from '../services/change-feed.js'
import type { Application } from './compose.js'

/** How often the file is asked. */
const LOOK_MS = 200

/**
 * Calls back with what `reader` may see of every change set committed from now on; answers how to stop. The timer
 * keeps no process alive.
 */
export function watchChanges(
  { db, database: { sqlite } }: Application,
  reader: () => Promise<Actor | undefined>,
  listener: (changes: Change[], reader: Actor) => void,
): () => void {
  const readStamp = commitStamp(sqlite)
  // Read at once, not at the first look: what is committed in between must not be missed.
  let seq = sqlite.prepare('select coalesce(max(seq), 0) from change_set').pluck().get() as number
  let stamp = ''
  let looking = false
  async function look(): Promise<void> {
    const now = readStamp()
    if (now === stamp || looking) return
    looking = true
    try {
      const newest = await newestSeq(db)
      if (newest > seq) {
        const actor = await reader()
        const current = actor && (await findActor(db, actor.userId, actor.readOnly))
        if (current)
          listener(
            (await changesSince(db, current, seq, FEED_KEEPS)).flatMap((entry) => entry.changes),
            current,
          )
      }
      seq = newest
      stamp = now
    } finally {
      looking = false
    }
  }
  // A look that fails (the data are being closed, a user was removed) is taken again at the next tick.
  const timer = setInterval(() => void look().catch(() => {}), LOOK_MS)
  timer.unref()
  return () => clearInterval(timer)
}
