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
  /** The version this sync started from: an index that is at it can take the difference. */
  from: number
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

/**
 * Brings the passages up to date in one transaction; `rebuild` compares everything. Vectors of an embedder that answers
 * at once are committed with their row; others are filled in by embedMissing. Answers the difference.
 */
export async function syncPassages(
  db: Db,
  embedder: Embedder,
  options: { rebuild?: boolean; notes?: readonly string[] } = {},
): Promise<SyncResult> {
  return db.transaction().execute(async (transaction) => {
    const trx = transaction as Db
    const mark = await readMark(trx)
    const last = await lastChangeSet(trx)
    const scope = !mark || options.rebuild ? 'all' : await touched(trx, mark)
    if (scope !== 'all')
      for (const id of options.notes ?? []) scope.set('note', (scope.get('note') ?? new Set()).add(id))
    const tables = scope === 'all' ? ALL : [...scope.keys()]
    const upserted: SyncResult['upserted'] = []
    const removed: string[] = []
    for (const table of tables) {
      const ids = scope === 'all' ? undefined : [...scope.get(table)!]
      const wanted = new Map((await buildPassages(trx, table, ids)).map((p) => [p.id, p]))
      const present = await hashes(trx, table, ids)
      for (const [id, hash] of present)
        if (!wanted.has(id)) removed.push(id)
        else if (wanted.get(id)!.hash === hash) wanted.delete(id)
      upserted.push(...wanted.values())
    }
    await remove(trx, [...removed, ...upserted.map((p) => p.id)])
    await insert(trx, upserted, embedder)
    const from = mark?.version ?? 0
    const changed = upserted.length > 0 || removed.length > 0
    const next: Mark = { version: changed ? from + 1 : from, seq: last.seq, changeSetId: last.id }
    await writeMark(trx, next)
    return { version: next.version, from, upserted, removed }
  })
}

async function hashes(db: Db, table: SourceTable, ids: readonly string[] | undefined): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  const read = async (batch?: string[]) => {
    let query = db.selectFrom('passage').select(['id', 'hash']).where('sourceTable', '=', table)
    if (batch) query = query.where('sourceId', 'in', batch)
    for (const row of await query.execute()) found.set(row.id, row.hash)
  }
  if (!ids) await read()
  else for (const batch of batches(ids)) await read(batch)
  return found
}

async function remove(db: Db, ids: readonly string[]): Promise<void> {
  for (const batch of batches(ids)) await db.deleteFrom('passage').where('id', 'in', batch).execute()
}

async function insert(db: Db, passages: SyncResult['upserted'], embedder: Embedder): Promise<void> {
  for (const batch of batches(passages, 200)) {
    const vectors = isInstant(embedder) ? await embedder.embed(batch.map((p) => `${p.title}. ${p.text}`)) : []
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
  const vectors = await embedder.embed(rows.map((r) => `${r.title}. ${r.text}`))
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

/** How many passages differ from what their rows give now, missing and superfluous ones included; 0 = index equals database. */
export async function countDifferences(db: Db): Promise<number> {
  let differences = 0
  for (const table of ALL) {
    const wanted = new Map((await buildPassages(db, table)).map((p) => [p.id, p.hash]))
    for (const [id, hash] of await hashes(db, table, undefined)) {
      if (wanted.get(id) !== hash) differences++
      wanted.delete(id)
    }
    differences += wanted.size
  }
  return differences
}
