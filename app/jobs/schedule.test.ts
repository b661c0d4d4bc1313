import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createMailer } from '../../files/mail.js'
import { enqueueJob, listJobs } from '../../services/jobs.js'
import { openSmallOrganisation, type SmallOrganisation } from '../../tests/small-organisation.js'
import { listBackups, verifyAll } from '../backup.js'
import { type Application, compose } from '../compose.js'
import { readSettings } from '../settings.js'
import { jobHandlers } from './handlers.js'
import { runJobs } from './run-jobs.js'
import { type Schedule, startSchedule } from './schedule.js'

let org: SmallOrganisation
let folder: string
let application: Application
let clock: number
const silent = { info: () => {}, warn: () => {}, error: () => {} }
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'staffalloc-schedule-'))
  org = await openSmallOrganisation(join(folder, 'staffalloc.db'))
  clock = new Date(2026, 9, 1, 12).getTime() // A Thursday, by the clock of this machine.
  const settings = readSettings({ STAFFALLOC_DATA: folder, STAFFALLOC_KEEP_BACKUPS: '7' })
  application = await compose(
    settings,
    () => new Date(clock),
    async () => org,
  )
})
afterEach(async () => {
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

/** Lets days pass, hour by hour, and does at once what falls due. */
async function pass(days: number, ...schedules: Schedule[]): Promise<void> {
  for (let hour = 0; hour < days * 24; hour++) {
    clock += 3_600_000
    for (const schedule of schedules) await schedule.look()
    await work()
  }
}
const kinds = async (kind: string) => (await listJobs(org.db, org.admin, 10_000)).filter((job) => job.kind === kind)

it('a backup is made every night at two, however many programs run, kept as long as the setting says, and each is sound', async () => {
  const programs = [
    await startSchedule(application, () => {}, silent),
    await startSchedule(application, () => {}, silent),
  ]
  await pass(11, ...programs)
  for (const program of programs) program.stop()
  const backups = listBackups(join(folder, 'backups'))
  const local = (iso: string) => new Date(iso)
  expect(backups.length).toBe(8) // Of seven days ago to the minute, and younger.
  expect(new Set(backups.map(({ createdAt }) => local(createdAt).toDateString())).size).toBe(8)
  expect(new Set(backups.map(({ createdAt }) => local(createdAt).getHours()))).toEqual(new Set([2]))
  expect((await verifyAll(join(folder, 'backups'))).filter(({ fault }) => fault)).toEqual([])
  expect(readdirSync(join(folder, 'backups'))).toHaveLength(16)
  expect((await kinds('weekly-summary')).map((job) => local(job.createdAt).getDay())).toEqual([1, 1])
  expect(await kinds('over-allocation-digest')).toHaveLength(11 * 24)
})

it('a night that the machine slept through is made good at the next start, once a day', async () => {
  for (let start = 0; start < 3; start++) {
    const schedule = await startSchedule(application, () => {}, silent)
    await work()
    schedule.stop()
  }
  expect(listBackups(join(folder, 'backups'))).toHaveLength(1)
  clock = new Date(2026, 9, 5, 9).getTime()
  const schedule = await startSchedule(application, () => {}, silent)
  await work()
  schedule.stop()
  expect(listBackups(join(folder, 'backups'))).toHaveLength(2)
})

it('a night that the machine slept through with the program open is made good when it wakes', async () => {
  const schedule = await startSchedule(application, () => {}, silent)
  await work()
  clock = new Date(2026, 9, 4, 9, 30).getTime()
  await schedule.look()
  await work()
  schedule.stop()
  expect((await kinds('backup')).map((job) => job.state)).toEqual(['done', 'done'])
  expect(await kinds('over-allocation-digest')).toHaveLength(1)
})

it('a backup whose manifest is damaged does not keep the next ones from being made', async () => {
  const schedule = await startSchedule(application, () => {}, silent)
  await work()
  const [name] = readdirSync(join(folder, 'backups')).filter((one) => one.endsWith('.json'))
  writeFileSync(join(folder, 'backups', name!), '{"file":')
  await pass(1, schedule)
  schedule.stop()
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
