// Taking back and bringing back: Ctrl+Z and Ctrl+Y walk the user's own change sets, newest first, whatever the surface.
import type { Db } from '../db/open.js'
import type { Actor } from './actor.js'
import { monthName, toMonthNumber } from './calendar.js'
import type { Change } from './change.js'
import { keyOf } from './change-keys.js'
import { readCurrent, reverseChanges } from './change-rows.js'
import type { Draft } from './changes.js'
import { Fault } from './fault.js'
import { authoriseChanges } from './policy.js'
import { TITLES } from './records.js'

/**
 * The draft that takes change set `id` back. Throws Fault not_found (also for another user's set, unless Admin),
 * stale when it was taken back already or when later changes are in the way (details.blockedBy names them).
 */
export async function draftUndo(db: Db, actor: Actor, id: string): Promise<Draft> {
  const set = await db.selectFrom('changeSet').selectAll().where('id', '=', id).executeTakeFirst()
  if (!set || (set.byId !== actor.userId && actor.systemRole !== 'Admin'))
    throw new Fault('not_found', 'There is no such change of yours.', 'Open the history to see your changes.')
  const newest = await db
    .selectFrom('changeSet')
    .select(['id', 'at'])
    .where('rootId', '=', set.rootId)
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow()
  if (newest.id !== set.id)
    throw new Fault('stale', 'This change was taken back already.', 'Use redo to bring it back.', { by: newest.id })

  const changes = JSON.parse(set.changes) as Change[]
  // Before anything is said about what came later: rights may have changed since.
  await authoriseChanges(db, actor, changes)
  const { reversed, blocked } = reverseChanges(changes, await readCurrent(db, changes))
  if (blocked.length > 0) {
    const later = await laterSets(db, set.seq, blocked)
    throw new Fault(
      'stale',
      `A later change is in the way${later[0] ? ` (${later[0].by}, ${later[0].at.slice(0, 16).replace('T', ' ')})` : ''}: ${blocked.slice(0, 3).map(describe).join('; ')}${blocked.length > 3 ? ` and ${blocked.length - 3} more` : ''}.`,
      'Take the later change back first.',
      { blockedBy: later, blocked: blocked.length },
    )
  }
  return { changes: reversed, undoes: set.id }
}

function describe(change: Change): string {
  return change.kind === 'cell'
    ? `${change.employee} on ${change.project}, ${monthName(toMonthNumber(change.month))}`
    : `${TITLES[change.table]} ${String(change.after?.name ?? change.before?.name ?? change.id)}`
}

async function laterSets(db: Db, seq: number, changes: readonly Change[]) {
  const found = await db
    .selectFrom('changeKey as k')
    .innerJoin('changeSet as s', 's.seq', 'k.seq')
    .leftJoin('user as u', 'u.id', 's.byId')
    .select((eb) => ['s.id', 's.seq', 's.at', eb.fn.coalesce('u.name', eb.val('somebody')).as('by')])
    .distinct()
    .where('k.key', 'in', changes.slice(0, 100).map(keyOf))
    .where('k.seq', '>', seq)
    .orderBy('s.seq', 'desc')
    .limit(5)
    .execute()
  return found.map(({ seq: _, ...set }) => set)
}

interface SetState {
  id: string
  seq: number
  rootId: string
  depth: number
}

/** Only this many of a user's latest change sets can be walked. */
const WALK = 500

/** The user's chains of undo, each by its newest link, with the number of its original. Newest original first. */
async function chains(db: Db, userId: string): Promise<{ rootSeq: number; end: SetState }[]> {
  const rows = await db
    .selectFrom('changeSet')
    .select(['id', 'seq', 'rootId', 'depth'])
    .where('byId', '=', userId)
    .orderBy('seq', 'desc')
    .limit(WALK)
    .execute()
  const ends = new Map<string, SetState>()
  for (const row of rows) if (!ends.has(row.rootId)) ends.set(row.rootId, row)
  const roots = new Map(rows.filter((r) => r.id === r.rootId).map((r) => [r.rootId, r.seq]))
  return [...ends.entries()]
    .filter(([root]) => roots.has(root))
    .map(([root, end]) => ({ rootSeq: roots.get(root)!, end }))
    .sort((a, b) => b.rootSeq - a.rootSeq)
}

/** What Ctrl+Z takes back next: the newest original of the user that is in force (its last link). */
export async function nextUndo(db: Db, actor: Actor): Promise<string | undefined> {
  return (await chains(db, actor.userId)).find((c) => c.end.depth % 2 === 0)?.end.id
}

/** What Ctrl+Y brings back next: the one taken back last, unless the user has made a new change since. */
export async function nextRedo(db: Db, actor: Actor): Promise<string | undefined> {
  const all = await chains(db, actor.userId)
  const lastOriginal = all[0]?.rootSeq ?? 0
  return all.filter((c) => c.end.depth % 2 === 1 && c.end.seq > lastOriginal).sort((a, b) => b.end.seq - a.end.seq)[0]
    ?.end.id
}

/** "undo that" in a conversation: the thread's last change set in force. */
export async function lastOfThread(db: Db, actor: Actor, threadId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('changeSet')
    .select(['id'])
    .where('threadId', '=', threadId)
    .where('byId', '=', actor.userId)
    .orderBy('seq', 'desc')
    .executeTakeFirst()
  return row?.id
}
