import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createMailer } from '../../files/mail.js'
import { enqueueJob, listJobs } from '../../services/jobs.js'
import { openSmallOrganisation, type SmallOrganisation } from '../../tests/small-organisation.js'
import { listBackups, verifyAll } from '../backup.js'
import { type Application, compose } from '../compose.js'
import { readSettings } from '../settings.js'
import { jobHandlers } from './handlers.js'
import { runJobs } from './run-jobs.js'
import { startSchedule } from './schedule.js'

let org: SmallOrganisation
let folder: string
let application: Application
const silent = { info: () => {}, warn: () => {}, error: () => {} }
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'staffalloc-schedule-'))
  org = await openSmallOrganisation(join(folder, 'staffalloc.db'))
  vi.useFakeTimers({
    toFake: ['Date', 'setTimeout', 'clearTimeout'],
    now: new Date(2026, 9, 1, 12), // A Thursday, by the clock of this machine.
  })
  application = await compose(readSettings({ STAFFALLOC_DATA: folder }), undefined, async () => org)
})
afterEach(async () => {
  vi.useRealTimers()
  await org.close()
  rmSync(folder, { recursive: true, force: true })
})

const work = () =>
  runJobs({
    db: org.db,
    handlers: jobHandlers(
      application,
      createMailer({ smtpUrl: undefined, from: '' }, () => {}),
    ),
    now: application.now,
    log: silent,
    beat: false,
  }).drain()

/** Lets time pass, hour by hour, and does what falls due. */
async function pass(hours: number): Promise<void> {
  for (let i = 0; i < hours; i++) {
    await vi.advanceTimersByTimeAsync(3_600_000)
    await work()
  }
}
const kinds = async (kind: string) => (await listJobs(org.db, org.admin, 10_000)).filter((job) => job.kind === kind)

it('a backup is made every night at two, however many programs run, kept thirty days, and each is sound', async () => {
  const programs = [
    await startSchedule(application, () => {}, silent),
    await startSchedule(application, () => {}, silent),
  ]
  await pass(24 * 36)
  for (const stop of programs) stop()
  const backups = listBackups(join(folder, 'backups'))
  const local = (iso: string) => new Date(iso)
  expect(backups.length).toBe(30)
  expect(new Set(backups.map(({ createdAt }) => local(createdAt).toDateString())).size).toBe(30)
  expect(new Set(backups.map(({ createdAt }) => local(createdAt).getHours()))).toEqual(new Set([2]))
  expect((await verifyAll(join(folder, 'backups'))).filter(({ fault }) => fault)).toEqual([])
  expect(readdirSync(join(folder, 'backups'))).toHaveLength(60)
  // Jobs of the last thirty days are kept: a summary each Monday, a digest each hour.
  expect((await kinds('weekly-summary')).every((job) => local(job.createdAt).getDay() === 1)).toBe(true)
  expect((await kinds('weekly-summary')).length).toBeGreaterThanOrEqual(4)
}, 120_000)

it('a night that the machine slept through is made good at the next start, once a day', async () => {
  for (let start = 0; start < 3; start++) {
    const stop = await startSchedule(application, () => {}, silent)
    await work()
    stop()
  }
  expect(listBackups(join(folder, 'backups'))).toHaveLength(1)
  vi.setSystemTime(new Date(2026, 9, 5, 9))
  const stop = await startSchedule(application, () => {}, silent)
  await work()
  stop()
  expect(listBackups(join(folder, 'backups'))).toHaveLength(2)
})

it('a backup whose manifest is damaged does not keep the next ones from being made', async () => {
  const stop = await startSchedule(application, () => {}, silent)
  await work()
  const [name] = readdirSync(join(folder, 'backups')).filter((one) => one.endsWith('.json'))
  writeFileSync(join(folder, 'backups', name!), '{"file":')
  await pass(24)
  stop()
  expect(listBackups(join(folder, 'backups'))).toHaveLength(1)
  expect((await verifyAll(join(folder, 'backups'))).filter(({ fault }) => fault)).toHaveLength(1)
  expect((await kinds('backup')).map((job) => job.state)).toEqual(['done', 'done'])
})

it('databases that an upgrade or a restore has put aside go when backups of their age do', async () => {
  const aside = ['staffalloc.db.before-002-x.db', 'staffalloc.db.replaced-2026', 'staffalloc.db.replaced-2026-wal']
  for (const name of [...aside, 'staffalloc.db.replaced-new', 'own-notes.db']) writeFileSync(join(folder, name), '')
  for (const name of [...aside, 'own-notes.db'])
    utimesSync(join(folder, name), new Date(2026, 7, 1), new Date(2026, 7, 1))
  await enqueueJob(org.db, { id: 'r', kind: 'retention', userId: null, at: application.now() })
  await work()
  expect(
    readdirSync(folder)
      .filter((name) => !name.startsWith('staffalloc.db-'))
      .sort(),
  ).toEqual(['own-notes.db', 'staffalloc.db', 'staffalloc.db.replaced-new'])
})
