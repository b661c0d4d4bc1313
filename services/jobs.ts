// Work off the request path: persisted, leased, retried with back-off, visible. At least once; every handler makes its
// effect exactly once by the job's id.
import type { Selectable } from 'kysely'
import type { Db } from '../db/open.js'
import type { JobRow } from '../db/schema.js'
import type { Actor } from './actor.js'
import { Fault } from './fault.js'
import type { ImportOptions } from './import.js'

export type Job = Omit<Selectable<JobRow>, 'payload' | 'result'> & { payload: unknown; result: unknown }

export interface NewJob {
  id: string
  kind: string
  userId: string | null
  payload?: unknown
  /** A second job with the same key is not made: schedules of several processes, a doubled click. */
  idempotencyKey?: string
  maxAttempts?: number
  at: Date
}

/** What an import job is given: the file lies in the file store under `key`. */
export interface ImportPayload {
  key: string
  file: string
  options: ImportOptions
}

/** A worker that died is noticed after this time. */
export const LEASE_MS = 60_000
const FIRST_WAIT_MS = 5_000

/** Puts a job into the queue; answers the id of the job that has the key already, where there is one. */
export async function enqueueJob(db: Db, job: NewJob): Promise<string> {
  const at = job.at.toISOString()
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('job')
    .values({
      id: job.id,
      kind: job.kind,
      state: 'queued',
      userId: job.userId,
      payload: JSON.stringify(job.payload ?? null),
      result: null,
      progress: 0,
      message: '',
      attempts: 0,
      maxAttempts: job.maxAttempts ?? 5,
      runAfter: at,
      leaseUntil: null,
      idempotencyKey: job.idempotencyKey ?? null,
      createdAt: at,
      updatedAt: at,
    })
    .onConflict((oc) => oc.column('idempotencyKey').doNothing())
    .executeTakeFirst()
  if (Number(numInsertedOrUpdatedRows) > 0 || !job.idempotencyKey) return job.id
  const { id } = await db
    .selectFrom('job')
    .select('id')
    .where('idempotencyKey', '=', job.idempotencyKey)
    .executeTakeFirstOrThrow()
  return id
}

/** Takes the next due job, or one whose worker died, for one lease; undefined when there is none. */
export async function claimJob(db: Db, now: Date, kinds: readonly string[]): Promise<Job | undefined> {
  const at = now.toISOString()
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('job')
      .selectAll()
      .where('kind', 'in', kinds.length ? [...kinds] : [''])
      .where((eb) =>
        eb.or([
          eb.and([eb('state', '=', 'queued'), eb('runAfter', '<=', at)]),
          eb.and([eb('state', '=', 'running'), eb('leaseUntil', '<=', at)]),
        ]),
      )
      .orderBy('runAfter')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()
    if (!row) return undefined
    if (row.state === 'running' && row.attempts >= row.maxAttempts) {
      await write(
        trx as Db,
        row.id,
        { state: 'failed', message: 'The worker died at the last try.', leaseUntil: null },
        now,
      )
      return undefined
    }
    const attempts = row.attempts + 1
    await write(trx as Db, row.id, { state: 'running', attempts, leaseUntil: lease(now) }, now)
    return parse({ ...row, state: 'running', attempts })
  })
}

const lease = (now: Date) => new Date(now.getTime() + LEASE_MS).toISOString()

/** Says how far a job is and keeps its lease; answers false when somebody cancelled it. */
export async function reportProgress(db: Db, job: Try, progress: number, message: string, now: Date): Promise<boolean> {
  return write(db, job.id, { progress, message, leaseUntil: lease(now) }, now, job)
}

/** Which try of a job: a worker that was too slow and lost its lease may not write over the next one's work. */
export type Try = Pick<Job, 'id' | 'attempts'>

/**
 * Keeps the result. Inside the transaction that makes a job's effect this makes it happen exactly once: answers false,
 * and the effect must be taken back, when the job was cancelled or another worker has it.
 */
export async function finishJob(db: Db, job: Try, result: unknown, now: Date): Promise<boolean> {
  const done = {
    state: 'done' as const,
    progress: 1,
    message: '',
    result: JSON.stringify(result ?? null),
    leaseUntil: null,
  }
  return write(db, job.id, done, now, job)
}

/**
 * A failed try: again after 5, 10, 20... seconds, until the tries are used up; then failed with the reason. What only a
 * person can mend (`error`, as the API says errors) is not tried again.
 */
export async function failJob(db: Db, job: Job, reason: string, now: Date, error?: object): Promise<void> {
  const message = reason.slice(0, 500)
  if (error || job.attempts >= job.maxAttempts) {
    const result = error ? { result: JSON.stringify({ error }) } : {}
    await write(db, job.id, { state: 'failed', message, leaseUntil: null, ...result }, now, job)
    return
  }
  const runAfter = new Date(now.getTime() + FIRST_WAIT_MS * 2 ** (job.attempts - 1)).toISOString()
  await write(db, job.id, { state: 'queued', message, runAfter, leaseUntil: null }, now, job)
}

/** At the stop of the program: the job goes back as if this try had not been. */
export async function handBackJob(db: Db, job: Job, now: Date): Promise<void> {
  const back = { state: 'queued' as const, attempts: job.attempts - 1, leaseUntil: null }
  await write(db, job.id, back, now, job)
}

async function write(
  db: Db,
  id: string,
  values: Partial<Pick<JobRow, 'state' | 'progress' | 'message' | 'result' | 'attempts' | 'runAfter' | 'leaseUntil'>>,
  now: Date,
  /** Only while this try runs. */
  running?: Try,
): Promise<boolean> {
  let query = db
    .updateTable('job')
    .set({ ...values, updatedAt: now.toISOString() })
    .where('id', '=', id)
  if (running) query = query.where('state', '=', 'running').where('attempts', '=', running.attempts)
  const { numUpdatedRows } = await query.executeTakeFirst()
  return numUpdatedRows > 0n
}

/** A job in a list: the report of a large import is no part of it. */
export type JobLine = Omit<Job, 'result'>

/** Own jobs, an Admin all of them; newest first. */
export async function listJobs(db: Db, actor: Actor, limit = 100): Promise<JobLine[]> {
  let query = db
    .selectFrom('job')
    .select(['id', 'kind', 'state', 'userId', 'payload', 'progress', 'message', 'attempts', 'maxAttempts'])
    .select(['runAfter', 'leaseUntil', 'idempotencyKey', 'createdAt', 'updatedAt'])
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .limit(limit)
  if (actor.systemRole !== 'Admin') query = query.where('userId', '=', actor.userId)
  return (await query.execute()).map((row) => ({ ...row, payload: JSON.parse(row.payload) }))
}

/** One job; Fault not_found also for somebody else's. */
export async function getJob(db: Db, actor: Actor, id: string): Promise<Job> {
  const row = await db.selectFrom('job').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row || (row.userId !== actor.userId && actor.systemRole !== 'Admin'))
    throw new Fault('not_found', `There is no job '${id.slice(0, 64)}'.`)
  return parse(row)
}

/** Cancels a job that is not over. A running one stops at its next sign of progress. */
export async function cancelJob(db: Db, actor: Actor, id: string, now: Date): Promise<Job> {
  const job = await getJob(db, actor, id)
  if (job.state !== 'queued' && job.state !== 'running') throw new Fault('invalid', `The job is over (${job.state}).`)
  await write(db, id, { state: 'cancelled', message: `Cancelled by ${actor.name}.`, leaseUntil: null }, now)
  return getJob(db, actor, id)
}

/** A failed or cancelled job starts anew. */
export async function retryJob(db: Db, actor: Actor, id: string, now: Date): Promise<Job> {
  const job = await getJob(db, actor, id)
  if (job.state !== 'failed' && job.state !== 'cancelled') throw new Fault('invalid', `The job is ${job.state}.`)
  const anew = { state: 'queued' as const, attempts: 0, progress: 0, message: '', result: null }
  await write(db, id, { ...anew, runAfter: now.toISOString() }, now)
  return getJob(db, actor, id)
}

/** What the actor's import job was given, to be taken again. Fault not_found also for somebody else's, an Admin too. */
export async function getImportPayload(db: Db, actor: Actor, id: string): Promise<ImportPayload> {
  const job = await getJob(db, actor, id)
  if (job.kind !== 'import' || job.userId !== actor.userId)
    throw new Fault('not_found', `You have no import '${id.slice(0, 64)}'.`, 'Choose the file again.')
  return job.payload as ImportPayload
}

/** Storage keys of the files that import jobs were given; with `overBefore` of those that nobody will try anew. */
export async function importUploads(db: Db, overBefore?: Date): Promise<string[]> {
  const jobs = await db
    .selectFrom('job')
    .select(['payload', 'state', 'updatedAt'])
    .where('kind', '=', 'import')
    .execute()
  const isWanted = ({ state, updatedAt }: (typeof jobs)[number]) =>
    state === 'queued' || state === 'running' || (overBefore && updatedAt >= overBefore.toISOString())
  const keyOf = ({ payload }: { payload: string }) => (JSON.parse(payload) as ImportPayload).key
  // A rehearsal and its import share one file.
  const wanted = new Set(overBefore ? jobs.filter(isWanted).map(keyOf) : [])
  return [...new Set(jobs.map(keyOf))].filter((key) => !wanted.has(key))
}

/** Jobs that are over and older than `before` go. */
export async function pruneJobs(db: Db, before: Date): Promise<void> {
  await db
    .deleteFrom('job')
    .where('state', 'in', ['done', 'cancelled', 'failed'])
    .where('updatedAt', '<', before.toISOString())
    .execute()
}

const parse = (row: Selectable<JobRow>): Job => ({
  ...row,
  payload: JSON.parse(row.payload),
  result: row.result === null ? null : JSON.parse(row.result),
})
