// What changed, as each reader may see it: the live feed and the history list.
import type { Selectable } from 'kysely'
import type { Db, OpenDatabase } from '../db/open.js'
import type { ChangeSetRow } from '../db/schema.js'
import type { Actor } from './actor.js'
import type { Change, Load } from './change.js'
import { sameState } from './change-keys.js'
import { Fault } from './fault.js'
import { type Scope, seesEmployee, seesEveryChange } from './policy.js'
import { type PrivateRights, readRights, visibleRecord } from './record-access.js'

/** One change set as it travels to a reader. */
export interface FeedEntry {
  /** Number in the feed. Only for who sees every change: its gaps would count what is hidden. */
  seq?: number
  changeSetId: string
  at: string
  by: string
  via: string
  undoes: string | null
  changes: Change[]
  loads: Load[]
}

/** What a listener is sent: `id` is what it comes back with. */
export type FeedEvent =
  | { event: 'change'; id: string; data: Omit<FeedEntry, 'undoes'> }
  | { event: 'reset'; id?: string; data: { seq?: number } }

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

/** Was the plan replaced as a whole since `seq`? The sets before are gone then, and a number is left out. */
async function wasReplaced(db: Db, seq: number): Promise<boolean> {
  const query = db.selectFrom('changeSet').select('seq').where('seq', '>', seq).orderBy('seq').limit(1)
  const first = await query.executeTakeFirst()
  if (first && first.seq !== seq + 1) return true
  return seq > 0 && !(await findSet(db, 'seq', seq))
}

/** Is one of the next change sets after `seq` an import? Asked of the rows, so that nobody has to read them. */
async function hasLargeSet(db: Db, seq: number): Promise<boolean> {
  const after = await db
    .selectFrom('changeSet')
    .select((eb) => eb.fn<number>('length', ['changes']).as('size'))
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(FEED_KEEPS)
    .execute()
  return after.some(({ size }) => size > SENT_CHARACTERS)
}

const isLarge = ({ changes }: FeedEntry) => JSON.stringify(changes).length > SENT_CHARACTERS

/**
 * The number where a listener stands who heard event `id` last: a number, or the id of a change set that they may see.
 * Undefined where the feed does not keep it (any more). Who does not see every change has no numbers but 0, the
 * beginning: which of the visible ones come after a number would tell how many others there were.
 */
export async function positionOf(db: Db, actor: Actor, id: string): Promise<number | undefined> {
  const reader = await readerOf(db, actor)
  if (!reader.numbers || !/^\d{1,15}$/.test(id)) return id === '0' ? 0 : await seqOfVisible(db, reader, id)
  const newest = await newestSeq(db)
  return newest - Number(id) > FEED_KEEPS || Number(id) > newest ? undefined : Number(id)
}

/** What a listener who stands at `seq` is sent, oldest first: changes, or that everything has to be loaded anew. */
export async function eventsSince(db: Db, actor: Actor, seq: number): Promise<FeedEvent[]> {
  const reader = await readerOf(db, actor)
  // Whether much or little changed counts only as far as the reader sees it.
  const reload = (await wasReplaced(db, seq)) || (reader.numbers && (await hasLargeSet(db, seq)))
  const entries = reload ? [] : await collect(db, reader, { after: seq, limit: FEED_KEEPS + 1 })
  if (reload || entries.length > FEED_KEEPS || entries.some(isLarge)) return [await resetEvent(db, actor)]
  return entries.map(({ undoes: _, ...data }) => ({
    event: 'change',
    id: String(data.seq ?? data.changeSetId),
    data,
  }))
}

/** Says that everything has to be loaded anew. */
export async function resetEvent(db: Db, actor: Actor): Promise<FeedEvent> {
  if (!seesEveryChange(actor)) return { event: 'reset', data: {} }
  const seq = await newestSeq(db)
  return { event: 'reset', id: String(seq), data: { seq } }
}

/** The change sets after `seq`, oldest first, cut to what the reader may see; empty ones are left out. */
export async function changesSince(db: Db, actor: Actor, seq: number, limit = 200): Promise<FeedEntry[]> {
  return await collect(db, await readerOf(db, actor), { after: seq, limit })
}

/**
 * The newest change sets first, cut to what the reader may see: `limit` of them, as long as there are so many. `before`
 * is the number or id of the last one seen; Fault not_found alike for an unknown and a hidden one.
 */
export async function listChangeSets(
  db: Db,
  actor: Actor,
  options: { before?: string; limit: number; mine?: boolean },
): Promise<FeedEntry[]> {
  const reader = await readerOf(db, actor)
  const { before: last, limit } = options
  const before =
    last === undefined || (reader.numbers && /^\d+$/.test(last))
      ? last && Number(last)
      : await seqOfVisible(db, reader, last)
  if (last !== undefined && before === undefined)
    throw new Fault('not_found', 'There is no such change set.', 'Take the id of the last one that you were shown.')
  return await collect(db, reader, {
    before: before as number | undefined,
    limit,
    by: options.mine ? actor.userId : undefined,
  })
}

interface Reader {
  scope: Scope
  rights: PrivateRights
  /** Whether the reader is told the numbers of change sets. */
  numbers: boolean
  /** Own assignments of who sees nothing but the own plan. */
  own: Set<string> | undefined
}

async function readerOf(db: Db, actor: Actor): Promise<Reader> {
  const rights = await readRights(db, actor)
  const { scope } = rights
  return {
    scope,
    rights,
    numbers: seesEveryChange(actor),
    own: scope.all ? undefined : await ownAssignments(db, scope),
  }
}

interface Part {
  /** Oldest first from here on. */
  after?: number
  /** Newest first before this one. */
  before?: number
  by?: string
  limit: number
}

/** Rows read at a time, at least. */
const BATCH = 20

/** Reads on until `limit` change sets hold something for the reader, so that a page is short at the end only. */
async function collect(db: Db, reader: Reader, { after, before, by, limit }: Part): Promise<FeedEntry[]> {
  const found: FeedEntry[] = []
  const batch = Math.max(limit, BATCH)
  for (let edge = after ?? before; found.length < limit; ) {
    let query = withNames(db)
      .orderBy('s.seq', after === undefined ? 'desc' : 'asc')
      .limit(batch)
    if (edge !== undefined) query = query.where('s.seq', after === undefined ? '<' : '>', edge)
    if (by !== undefined) query = query.where('s.byId', '=', by)
    if (reader.own) query = query.where('s.seq', 'in', touching(db, reader))
    const rows = await query.execute()
    found.push(...rows.flatMap((row) => cut(row, reader) ?? []))
    edge = rows.at(-1)?.seq
    if (rows.length < batch) break
  }
  return found.slice(0, limit)
}

/** Numbers of the change sets that may hold something for who sees the own plan only; `cut` looks closer. */
function touching(db: Db, { scope, own }: Reader) {
  const { employeeIds, projectIds } = scope as Extract<Scope, { all: false }>
  // ';' follows ':' in every order of bytes.
  const prefixes = [
    ...[...(own ?? [])].map((id) => `cell:${id}`),
    ...['organisation', 'role', 'lcat', 'holiday', 'timeOff', 'assignment', 'monthOverride'],
  ]
  const keys = [...employeeIds.map((id) => `employee:${id}`), ...projectIds.map((id) => `project:${id}`)]
  return db
    .selectFrom('changeKey')
    .select('seq')
    .where((eb) =>
      eb.or([
        eb('key', 'in', keys),
        ...prefixes.map((prefix) => eb.and([eb('key', '>=', `${prefix}:`), eb('key', '<', `${prefix};`)])),
      ]),
    )
}

type NamedSet = Selectable<ChangeSetRow> & { byName: string | null }

const withNames = (db: Db) =>
  db
    .selectFrom('changeSet as s')
    .leftJoin('user as u', 'u.id', 's.byId')
    .selectAll('s')
    .select('u.name as byName')
    .$castTo<NamedSet>()

const findSet = (db: Db, by: 'id' | 'seq', value: string | number): Promise<NamedSet | undefined> =>
  withNames(db).where(`s.${by}`, '=', value).executeTakeFirst()

async function seqOfVisible(db: Db, reader: Reader, id: string): Promise<number | undefined> {
  const row = await findSet(db, 'id', id)
  return row && cut(row, reader) ? row.seq : undefined
}

/** What the reader may see of a change set; undefined where that is nothing. */
function cut(row: NamedSet, { scope, rights, numbers, own }: Reader): FeedEntry | undefined {
  const changes = (JSON.parse(row.changes) as Change[]).flatMap((change) => cutChange(change, rights, own))
  if (changes.length === 0) return undefined
  const loads = (JSON.parse(row.loads) as Load[]).filter((load) => seesEmployee(scope, load.employeeId))
  return {
    ...(numbers ? { seq: row.seq } : {}),
    changeSetId: row.id,
    at: row.at,
    by: row.byName ?? 'somebody',
    via: row.via,
    undoes: row.undoes,
    changes,
    loads,
  }
}

function cutChange(change: Change, rights: PrivateRights, own: Set<string> | undefined): Change[] {
  if (change.kind === 'cell') return !own || own.has(change.assignmentId) ? [change] : []
  const before = (change.before && visibleRecord(change.table, change.before, rights)) ?? null
  const after = (change.after && visibleRecord(change.table, change.after, rights)) ?? null
  // Where only hidden fields changed, nothing happened.
  if (sameState(before, after)) return []
  return [{ ...change, before, after, version: Number(before?.version ?? 0) }]
}

async function ownAssignments(db: Db, scope: Extract<Scope, { all: false }>): Promise<Set<string>> {
  const rows = await db.selectFrom('assignment').select('id').where('employeeId', 'in', scope.employeeIds).execute()
  return new Set(rows.map((row) => row.id))
}
