import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Fault } from '../../services/fault.js'
import { cancelJob, claimJob, enqueueJob, getJob, LEASE_MS, listJobs, retryJob } from '../../services/jobs.js'
import { openSmallOrganisation, type SmallOrganisation } from '../../tests/small-organisation.js'
import { runJobs } from './run-jobs.js'

let org: SmallOrganisation
let clock: number
const now = () => new Date(clock)
const silent = { info: () => {}, warn: () => {}, error: () => {} }
beforeEach(async () => {
  org = await openSmallOrganisation()
  clock = Date.parse('2026-10-15T08:00:00Z')
})
afterEach(() => org.close())

const add = (id: string, more = {}) => enqueueJob(org.db, { id, kind: 'work', userId: 'u-maria', at: now(), ...more })
const worker = (handler: Parameters<typeof runJobs>[0]['handlers'][string]) =>
  runJobs({ db: org.db, handlers: { work: handler }, now, log: silent, beat: false })

describe('a job', () => {
  it('is done once, with its result', async () => {
    await add('a', { payload: { n: 2 } })
    await worker(async ({ job }) => ({ twice: (job.payload as { n: number }).n * 2 })).drain()
    expect(await getJob(org.db, org.maria, 'a')).toMatchObject({ state: 'done', result: { twice: 4 }, attempts: 1 })
  })

  it('with a key that was used is the former one', async () => {
    expect(await add('a', { idempotencyKey: 'daily' })).toBe('a')
    expect(await add('b', { idempotencyKey: 'daily' })).toBe('a')
    expect(await listJobs(org.db, org.maria)).toHaveLength(1)
  })

  it('that fails is tried again, later each time, and then shown with the reason', async () => {
    await add('a', { maxAttempts: 3 })
    let tries = 0
    const run = worker(async () => {
      tries++
      throw new Fault('busy', 'There is no mail server.', 'Check SMTP_URL.')
    })
    const waits: number[] = []
    for (let i = 0; i < 3; i++) {
      await run.drain()
      const { runAfter, state } = await getJob(org.db, org.maria, 'a')
      if (state === 'queued') waits.push(Date.parse(runAfter) - clock)
      clock = Math.max(clock, Date.parse(runAfter))
    }
    expect(waits).toEqual([5_000, 10_000])
    expect(tries).toBe(3)
    expect(await getJob(org.db, org.maria, 'a')).toMatchObject({
      state: 'failed',
      message: 'There is no mail server. Check SMTP_URL.',
    })
    await retryJob(org.db, org.maria, 'a', now())
    expect(await getJob(org.db, org.maria, 'a')).toMatchObject({ state: 'queued', attempts: 0 })
  })

  it.each([
    [
      Object.assign(new Error("ENOENT: no such file '/home/x/a'"), { code: 'ENOENT' }),
      /^Something went wrong.* job's id a;/,
    ],
    [
      Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' }),
      /^The disk is full: free some space/,
    ],
  ])('that fails otherwise says what to do, and the log what it was: %s', async (error, said) => {
    await add('a', { maxAttempts: 1 })
    await worker(async () => {
      throw error
    }).drain()
    const { message } = await getJob(org.db, org.maria, 'a')
    expect(message).toMatch(said)
    expect(message).not.toContain(error.message)
  })

  it('of a worker that died is taken by the next one when its lease ends', async () => {
    await add('a')
    expect((await claimJob(org.db, now(), ['work']))?.id).toBe('a')
    expect(await claimJob(org.db, now(), ['work'])).toBeUndefined()
    clock += LEASE_MS
    expect(await claimJob(org.db, now(), ['work'])).toMatchObject({ id: 'a', attempts: 2 })
  })

  it('that is cancelled stops at its next sign of progress', async () => {
    await add('a')
    let reached = false
    await worker(async ({ progress }) => {
      await progress(0.5, 'half')
      await cancelJob(org.db, org.maria, 'a', now())
      await progress(0.6, 'more')
      reached = true
    }).drain()
    expect(reached).toBe(false)
    expect((await getJob(org.db, org.maria, 'a')).state).toBe('cancelled')
  })

  it('is handed back when the application stops, and the try does not count', async () => {
    await add('a')
    const run = worker(
      ({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    )
    run.wake()
    while ((await getJob(org.db, org.maria, 'a')).state !== 'running') await new Promise(setImmediate)
    await run.stop()
    expect(await getJob(org.db, org.maria, 'a')).toMatchObject({ state: 'queued', attempts: 0 })
  })

  it('is seen by its user and by Admins only', async () => {
    await add('a')
    expect(await listJobs(org.db, org.paul)).toEqual([])
    expect(await listJobs(org.db, org.admin)).toHaveLength(1)
    await expect(cancelJob(org.db, org.paul, 'a', now())).rejects.toMatchObject({ code: 'not_found' })
  })
})
