import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createMailer, type Mail } from '../../files/mail.js'
import { draftCells } from '../../services/cells.js'
import { commitStep } from '../../services/changes.js'
import { enqueueJob, getJob, listJobs } from '../../services/jobs.js'
import { setPreferences } from '../../services/notices.js'
import { openSmallOrganisation, type SmallOrganisation } from '../../tests/small-organisation.js'
import type { Application } from '../compose.js'
import { jobHandlers } from './handlers.js'
import { runJobs } from './run-jobs.js'

let org: SmallOrganisation
let folder: string
let count = 0
const now = () => new Date('2025-05-15T09:00:00Z')
const silent = { info: () => {}, warn: () => {}, error: () => {} }
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'staffalloc-jobs-'))
  org = await openSmallOrganisation(join(folder, 'staffalloc.db'))
})
afterEach(async () => {
  await org.close()
  rmSync(folder, { recursive: true, force: true })
})

function worker(mails: Mail[]) {
  const application = {
    db: org.db,
    database: org,
    now,
    newId: () => `job-${++count}`,
    today: () => '2025-05-15',
    settings: { dataFolder: folder, databaseFile: join(folder, 'staffalloc.db'), keepBackupsDays: 30 },
  } as unknown as Application
  const mailer = createMailer({ smtpUrl: undefined, from: '' }, (mail) => mails.push(mail))
  return runJobs({ db: org.db, handlers: jobHandlers(application, mailer), now, log: silent, beat: false })
}
const set = (assignmentId: string, hours: number) =>
  commitStep(org.context(org.admin), async (db) => ({
    changes: await draftCells(db, [{ assignmentId, month: '2025-05', hours }]),
  }))
const queue = (kind: string, key?: string) =>
  enqueueJob(org.db, { id: `q-${++count}`, kind, userId: null, idempotencyKey: key, at: now() })

it('managers concerned get one digest of new over-allocations, once', async () => {
  const mails: Mail[] = []
  const run = worker(mails)
  await set('s-beta', 105.5)
  await set('s-alpha', 84.5)
  await queue('over-allocation-digest')
  await run.drain()
  expect(mails.map((m) => m.to).sort()).toEqual(['u-maria@example.com', 'u-paul@example.com'])
  expect(mails[0]?.text).toContain('A change puts Sarah Jones at 108 % FTE for May 2025 across all projects')
  await queue('over-allocation-digest')
  await run.drain()
  expect(mails).toHaveLength(2)
})

it('who does not want the digest gets none, and what was mended is not told', async () => {
  const mails: Mail[] = []
  const run = worker(mails)
  await setPreferences(org.db, org.paul, { overAllocation: false, reportReady: false, weeklySummary: true })
  await set('s-beta', 105.5)
  await set('s-alpha', 84.5)
  await set('s-alpha', 8)
  await queue('over-allocation-digest')
  await queue('weekly-summary')
  await run.drain()
  expect(mails.map((m) => [m.to, m.subject])).toEqual([['u-paul@example.com', 'Staffing in the week of 2025-05-15']])
})

it('a backup job leaves one verified file, and retention what is young', async () => {
  const run = worker([])
  await queue('backup', 'daily')
  await queue('backup', 'daily')
  await queue('retention')
  await run.drain()
  const jobs = await listJobs(org.db, org.admin)
  expect(jobs.map((j) => [j.kind, j.state]).sort()).toEqual([
    ['backup', 'done'],
    ['retention', 'done'],
  ])
  const { id } = jobs.find((j) => j.kind === 'backup')!
  expect((await getJob(org.db, org.admin, id)).result).toMatchObject({ bytes: expect.any(Number) })
})
