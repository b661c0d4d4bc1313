// Keeps the passages equal to the rows they are made from: after every change set, whatever surface it came through.
import { createHash } from 'node:crypto'
import type { Db } from '../../db/open.js'
import type { Change } from '../change.js'
import { batches } from '../change-rows.js'
import { buildPassages, type Passage, type SourceTable } from './documents.js'
import { type Embedder, isSound } from './embedder.js'

export interface SyncResult {
  /** Rises whenever passages change; indexes in memory compare it. */
  version: number
  /** The version that this is the difference to; undefined where another process moved it meanwhile: read it all. */
  from: number | undefined
  /** With its vector where the embedder answers at once. */
  upserted: (Passage & { vector?: Float32Array })[]
  removed: string[]
}

interface Mark {
  version: number
  /** The last change set that the passages know, by number and id: a replaced history is noticed. */
  seq: number
  changeSetId: string
}

const MARK = 'knowledge.mark'
const ALL: SourceTable[] = ['employee', 'project', 'assignment', 'demand', 'note']

/** The mark of what the passages know. */
export async function readMark(db: Db): Promise<Mark | undefined> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', MARK).executeTakeFirst()
  return row && (JSON.parse(row.value) as Mark)
}

/** Have rows changed since the passages were made? One query on an index. */
export async function isStale(db: Db, mark: Mark | undefined): Promise<boolean> {
  if (!mark) return true
  const last = await lastChangeSet(db)
  return last.seq !== mark.seq || last.id !== mark.changeSetId
}

async function lastChangeSet(db: Db): Promise<{ seq: number; id: string }> {
  const row = await db.selectFrom('changeSet').select(['seq', 'id']).orderBy('seq', 'desc').limit(1).executeTakeFirst()
  return row ?? { seq: 0, id: '' }
}

/** Which rows' passages a change set touches; 'all' where a name stands in many of them. */
async function touched(db: Db, mark: Mark): Promise<'all' | Map<SourceTable, Set<string>>> {
  const rows = await db
    .selectFrom('changeSet')
    .select(['seq', 'id', 'changes'])
    .where('seq', '>=', mark.seq)
    .orderBy('seq')
    .limit(500)
    .execute()
  const anchor = rows.find((r) => r.seq === mark.seq)
  if ((mark.seq > 0 && anchor?.id !== mark.changeSetId) || rows.length === 500) return 'all'
  const ids = new Map<SourceTable, Set<string>>()
  const touch = (table: SourceTable, id: string) => ids.set(table, (ids.get(table) ?? new Set()).add(id))
  for (const { seq, changes } of rows) {
    if (seq === mark.seq) continue
    for (const change of JSON.parse(changes) as Change[]) {
      if (change.kind === 'cell') continue
      if (change.table === 'role' || change.table === 'lcat') return 'all'
      if (
        change.table !== 'employee' &&
        change.table !== 'project' &&
        change.table !== 'assignment' &&
        change.table !== 'demand'
      )
        continue
      touch(change.table, change.id)
      const column = change.table === 'employee' ? 'employeeId' : 'projectId'
      if (change.table === 'employee' || change.table === 'project')
        for (const row of await db.selectFrom('assignment').select('id').where(column, '=', change.id).execute())
          touch('assignment', row.id)
      if (change.table === 'project')
        for (const row of await db.selectFrom('demand').select('id').where('projectId', '=', change.id).execute())
          touch('demand', row.id)
    }
  }
  return ids
}

/** Rows whose passages are compared and written at once: between two slices page requests have their turn. */
const SLICE = 100

/**
 * Brings the passages up to date, slice by slice; `rebuild` compares everything. The mark moves last, so that work that
 * was cut off is done again. Vectors of an embedder that answers at once are committed with their row; others are
 * filled in by embedMissing. Answers the difference.
 */
export async function syncPassages(
  db: Db,
  embedder: Embedder,
  options: { rebuild?: boolean; notes?: readonly string[] } = {},
): Promise<SyncResult> {
  const mark = await readMark(db)
  const last = await lastChangeSet(db)
  const scope = !mark || options.rebuild ? 'all' : await touched(db, mark)
  if (scope !== 'all') for (const id of options.notes ?? []) scope.set('note', (scope.get('note') ?? new Set()).add(id))
  const upserted: SyncResult['upserted'] = []
  const removed: string[] = []
  for (const table of scope === 'all' ? ALL : [...scope.keys()]) {
    const ids = scope === 'all' ? await rowsOf(db, table) : [...scope.get(table)!]
    for (const slice of batches(ids, SLICE)) {
      const difference = await db.transaction().execute(async (trx) => {
        const found = await compare(trx as Db, table, slice, embedder)
        await remove(trx as Db, [...found.removed, ...found.upserted.map((p) => p.id)])
        await insert(trx as Db, found.upserted, embedder)
        return found
      })
      upserted.push(...difference.upserted)
      removed.push(...difference.removed)
      if (ids.length > SLICE) await turn()
    }
  }
  return await db.transaction().execute(async (trx) => {
    const now = (await readMark(trx as Db))?.version ?? 0
    const changed = upserted.length > 0 || removed.length > 0
    const next: Mark = { version: changed ? now + 1 : now, seq: last.seq, changeSetId: last.id }
    await writeMark(trx as Db, next)
    return { version: next.version, from: now === (mark?.version ?? 0) ? now : undefined, upserted, removed }
  })
}

/** Lets what waits have its turn: the work of many rows must not hold up a request. */
export const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Ids of a table's rows, and of rows that are gone but still have passages. */
async function rowsOf(db: Db, table: SourceTable): Promise<string[]> {
  const rows = await db.selectFrom(table).select('id').orderBy('id').execute()
  const known = await db.selectFrom('passage').select('sourceId').distinct().where('sourceTable', '=', table).execute()
  return [...new Set([...rows.map((row) => row.id), ...known.map((row) => row.sourceId)])]
}

/** What has to be written and what to go, so that the passages of these rows are what the rows give now. */
async function compare(db: Db, table: SourceTable, ids: readonly string[], embedder: Embedder) {
  const wanted = new Map((await buildPassages(db, table, ids)).map((p) => [p.id, p]))
  const removed: string[] = []
  for (const row of await known(db, table, ids))
    if (!wanted.has(row.id)) removed.push(row.id)
    else if (wanted.get(row.id)!.hash === row.hash && !isDamaged(row, embedder)) wanted.delete(row.id)
  return { upserted: [...wanted.values()] as SyncResult['upserted'], removed }
}

const known = (db: Db, table: SourceTable, ids: readonly string[]) =>
  db
    .selectFrom('passage')
    .select(['id', 'hash', 'embedder', 'vector'])
    .where('sourceTable', '=', table)
    .where('sourceId', 'in', ids)
    .execute()

/** A vector that cannot be one of its embedder: nearness would never find its passage. */
function isDamaged({ embedder: id, vector }: { embedder: string; vector: Uint8Array | null }, embedder: Embedder) {
  return id === embedder.id && !fromBytes(vector, embedder.dimension)
}

async function remove(db: Db, ids: readonly string[]): Promise<void> {
  for (const batch of batches(ids)) await db.deleteFrom('passage').where('id', 'in', batch).execute()
}

async function insert(db: Db, passages: SyncResult['upserted'], embedder: Embedder): Promise<void> {
  for (const batch of batches(passages, 200)) {
    const vectors = isInstant(embedder) ? await embedder.embed(batch.map(embeddedText)) : []
    for (const [i, vector] of vectors.entries()) batch[i]!.vector = vector
    await db
      .insertInto('passage')
      .values(
        batch.map((p) => ({
          ...p,
          private: p.private ? 1 : 0,
          embedder: p.vector ? embedder.id : '',
          vector: p.vector ? toBytes(p.vector) : null,
        })),
      )
      .execute()
  }
}

/** The words of a passage that its vector is made from. */
export const embeddedText = ({ title, text }: Pick<Passage, 'title' | 'text'>): string => `${title}. ${text}`

/** The lexical embedder answers in microseconds, inside a transaction; a model does not. */
export const isInstant = (embedder: Embedder) => embedder.id.startsWith('lexical')

/** Fills in up to `limit` vectors of this embedder; answers how many are still missing. Texts of other embedders keep theirs until then. */
export async function embedMissing(
  db: Db,
  embedder: Embedder,
  limit: number,
): Promise<{ done: { id: string; vector: Float32Array }[]; missing: number }> {
  const rows = await db
    .selectFrom('passage')
    .select(['id', 'title', 'text', 'hash'])
    .where('embedder', '!=', embedder.id)
    .orderBy('id')
    .limit(limit)
    .execute()
  const vectors = await embedder.embed(rows.map(embeddedText))
  const done = rows
    .map((row, i) => ({ row, vector: vectors[i]! }))
    .filter(({ vector }) => isSound(vector, embedder.dimension))
  await db.transaction().execute(async (trx) => {
    for (const { row, vector } of done)
      await trx
        .updateTable('passage')
        .set({ vector: toBytes(vector), embedder: embedder.id })
        .where('id', '=', row.id)
        // The text may have changed while it was embedded.
        .where('hash', '=', row.hash)
        .execute()
    const mark = await readMark(trx as Db)
    if (done.length > 0 && mark) await writeMark(trx as Db, { ...mark, version: mark.version + 1 })
  })
  const { missing } = await db
    .selectFrom('passage')
    .select((eb) => eb.fn.countAll<number>().as('missing'))
    .where('embedder', '!=', embedder.id)
    .executeTakeFirstOrThrow()
  return { done: done.map(({ row, vector }) => ({ id: row.id, vector })), missing: Number(missing) }
}

async function writeMark(db: Db, mark: Mark): Promise<void> {
  const value = JSON.stringify(mark)
  await db
    .insertInto('setting')
    .values({ key: MARK, value })
    .onConflict((oc) => oc.column('key').doUpdateSet({ value }))
    .execute()
}

export const toBytes = (vector: Float32Array): Uint8Array =>
  Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)

/** Bytes -> vector; undefined where the length or a value is wrong (damaged, another model). */
export function fromBytes(bytes: Uint8Array | null, dimension: number): Float32Array | undefined {
  if (!bytes || bytes.byteLength !== dimension * 4) return undefined
  const vector = new Float32Array(new Uint8Array(bytes).buffer)
  return isSound(vector, dimension) ? vector : undefined
}

/** A fingerprint of what the index must equal: every passage's id and hash. */
export async function fingerprint(db: Db): Promise<string> {
  const hash = createHash('sha256')
  for (const row of await db.selectFrom('passage').select(['id', 'hash']).orderBy('id').execute())
    hash.update(`${row.id} ${row.hash}\n`)
  return hash.digest('hex')
}

/** How many passages differ from what their rows give now, missing, superfluous and damaged ones included; 0 = index equals database. */
export async function countDifferences(db: Db, embedder: Embedder): Promise<number> {
  let differences = 0
  for (const table of ALL)
    for (const slice of batches(await rowsOf(db, table), SLICE)) {
      const { upserted, removed } = await compare(db, table, slice, embedder)
      differences += upserted.length + removed.length
    }
  return differences
}
