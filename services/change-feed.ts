// What changed, as each reader may see it: the live feed and the history list.
import type { Selectable } from 'kysely'
import type { Db, OpenDatabase } from '../db/open.js'
import type { ChangeSetRow } from '../db/schema.js'
import type { Actor } from './actor.js'
import type { Change, Load } from './change.js'
import { privateEmployeeIds, readScope, type Scope } from './policy.js'
import { type PrivateRights, visibleRecord } from './record-access.js'

/** One change set as it travels to a reader. */
export interface FeedEntry {
  seq: number
  changeSetId: string
  at: string
  by: string
  via: string
  undoes: string | null
  changes: Change[]
  loads: Load[]
}

/** The feed keeps this many numbers; who was away longer loads everything anew. */
export const FEED_KEEPS = 1000

/** Answers a text that changes with every commit: data_version with those of others, total_changes() with our own. */
export function commitStamp(sqlite: OpenDatabase['sqlite']): () => string {
  const own = sqlite.prepare('select total_changes()').pluck()
  return () => `${sqlite.pragma('data_version', { simple: true })}:${own.get()}`
}

/** The number of the newest change set; 0 when there is none. */
export async function newestSeq(db: Db): Promise<number> {
  const row = await db
    .selectFrom('changeSet')
    .select((eb) => eb.fn.max('seq').as('seq'))
    .executeTakeFirst()
  return row?.seq ?? 0
}

/** Larger change sets (an import) are not sent piece by piece: the reader loads everything anew. */
const SENT_CHARACTERS = 500_000

/** Must a reader who stands at `seq` load everything anew? After an import, or when the plan was replaced as a whole. */
export async function mustReload(db: Db, seq: number): Promise<boolean> {
  const after = await db
    .selectFrom('changeSet')
    .select((eb) => ['seq', eb.fn<number>('length', ['changes']).as('size')])
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(FEED_KEEPS)
    .execute()
  const first = after[0]
  return first !== undefined && (first.seq !== seq + 1 || after.some((set) => set.size > SENT_CHARACTERS))
}

/** The change sets after `seq`, oldest first, cut to what the reader may see; empty ones are left out. */
export async function changesSince(db: Db, actor: Actor, seq: number, limit = 200): Promise<FeedEntry[]> {
  const rows = await withNames(db).where('s.seq', '>', seq).orderBy('s.seq').limit(limit).execute()
  return await cut(db, actor, rows)
}

/** The newest change sets first, cut to what the reader may see. */
export async function listChangeSets(
  db: Db,
  actor: Actor,
  options: { before?: number; limit: number; mine?: boolean },
): Promise<FeedEntry[]> {
  let query = withNames(db).orderBy('s.seq', 'desc').limit(options.limit)
  if (options.before !== undefined) query = query.where('s.seq', '<', options.before)
  if (options.mine) query = query.where('s.byId', '=', actor.userId)
  return await cut(db, actor, await query.execute())
}

type NamedSet = Selectable<ChangeSetRow> & { byName: string | null }

const withNames = (db: Db) =>
  db
    .selectFrom('changeSet as s')
    .leftJoin('user as u', 'u.id', 's.byId')
    .selectAll('s')
    .select('u.name as byName')
    .$castTo<NamedSet>()

async function cut(db: Db, actor: Actor, rows: NamedSet[]): Promise<FeedEntry[]> {
  const scope = await readScope(db, actor)
  const rights: PrivateRights = { actor, scope, privateIds: await privateEmployeeIds(db, actor) }
  const own = scope.all ? undefined : await ownAssignments(db, scope)
  const entries = rows.map((row) => {
    const changes = (JSON.parse(row.changes) as Change[]).flatMap((change) => cutChange(change, rights, own))
    const loads = (JSON.parse(row.loads) as Load[]).filter(
      (load) => scope.all || scope.employeeIds.includes(load.employeeId),
    )
    return {
      seq: row.seq,
      changeSetId: row.id,
      at: row.at,
      by: row.byName ?? 'somebody',
      via: row.via,
      undoes: row.undoes,
      changes,
      loads,
    }
  })
  return entries.filter((entry) => entry.changes.length > 0)
}

function cutChange(change: Change, rights: PrivateRights, own: Set<string> | undefined): Change[] {
  if (change.kind === 'cell') return !own || own.has(change.assignmentId) ? [change] : []
  const before = change.before && visibleRecord(change.table, change.before, rights)
  const after = change.after && visibleRecord(change.table, change.after, rights)
  if (!before && !after) return []
  return [{ ...change, before: before ?? null, after: after ?? null }]
}

async function ownAssignments(db: Db, scope: Extract<Scope, { all: false }>): Promise<Set<string>> {
  const rows = await db.selectFrom('assignment').select('id').where('employeeId', 'in', scope.employeeIds).execute()
  return new Set(rows.map((row) => row.id))
}
