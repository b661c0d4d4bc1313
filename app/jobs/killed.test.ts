import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMailer } from '../../files/mail.js'
import { draftCells } from '../../services/cells.js'
import { commitStep } from '../../services/changes.js'
import { enqueueJob, LEASE_MS, type NewJob } from '../../services/jobs.js'
import { setPreferences } from '../../services/notices.js'
import { openSmallOrganisation, type SmallOrganisation } from '../../tests/small-organisation.js'
import { type Application, compose } from '../compose.js'
import { readSettings } from '../settings.js'
import { jobHandlers } from './handlers.js'
import { runJobs } from './run-jobs.js'

let org: SmallOrganisation
let folder: string
let application: Application
let clock: number
/** Mails by their id: a message that comes twice with one id is one message. */
let mails: Map<string, string>
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'staffalloc-killed-'))
  clock = Date.parse('2025-05-15T09:00:00Z')
  mails = new Map()
  org = await openSmallOrganisation()
  const settings = readSettings({ STAFFALLOC_DATA: folder, STAFFALLOC_TODAY: '2025-05-15' })
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

const silent = { info: () => {}, warn: () => {}, error: () => {} }
const worker = () =>
  runJobs({
    db: org.db,
    handlers: jobHandlers(
      application,
      createMailer({ smtpUrl: undefined, from: '' }, ({ id, to, subject, text }) => {
        mails.set(id, `${to}\n${subject}\n${text}`)
      }),
    ),
    now: application.now,
    log: silent,
    beat: false,
  })

/** Works until the `step`-th statement that writes, which is the last thing that happens; true when it came so far. */
async function workAndDieAt(step: number): Promise<boolean> {
  const { sqlite } = org
  const prepare = sqlite.prepare.bind(sqlite)
  let writes = 0
  let dead = false
  sqlite.prepare = ((sql: string) => {
    if (/^\s*(begin|insert|update|delete|commit)\b/i.test(sql)) dead ||= ++writes >= step
    if (dead && !/^\s*rollback/i.test(sql)) throw new Error('killed')
    return prepare(sql)
  }) as never
  await worker()
    .drain()
    .catch(() => {})
  sqlite.prepare = prepare as never
  if (sqlite.inTransaction) sqlite.exec('rollback')
  return dead
}

const set = (assignmentId: string, hours: number) =>
  commitStep(org.context(org.admin), async (db) => ({
    changes: await draftCells(db, [{ assignmentId, month: '2025-05', hours }]),
  }))

async function visible() {
  const { db } = org
  const jobs = await db.selectFrom('job').select(['kind', 'state', 'message']).orderBy('kind').execute()
  const cells = await db.selectFrom('allocation').select(['assignmentId', 'month', 'quarters']).execute()
  const reports = await db.selectFrom('report').select(['report', 'userId']).execute()
  const sets = await db.selectFrom('changeSet').select('via').execute()
  const backups = join(folder, 'backups')
  let kept: string[] = []
  try {
    kept = readdirSync(backups).filter((name) => name.endsWith('.json'))
  } catch {}
  return { jobs, cells, reports, sets: sets.map((s) => s.via), backups: kept.length, mails: [...mails.values()].sort() }
}

const CSV = 'Project Code,Employee Email,Month,Hours\nALPHA,sarah@example.com,2025-06,40\n'

describe('a worker that is killed at any write', () => {
  it.each<[string, Pick<NewJob, 'kind' | 'payload'>, string]>([
    [
      'an import',
      { kind: 'import', payload: { key: 'uploads/up', file: 'hours.csv', options: { dryRun: false } } },
      'import',
    ],
    [
      'a report',
      { kind: 'report', payload: { report: 'portfolio', from: '2025-05', to: '2025-06', format: 'csv' } },
      'report',
    ],
    ['the digest and its mails', { kind: 'over-allocation-digest' }, 'over-allocation-digest'],
    ['the weekly summary', { kind: 'weekly-summary' }, 'weekly-summary'],
    ['a backup', { kind: 'backup' }, 'backup'],
    ['repairs', { kind: 'repair', payload: { employee: 'e-sarah', from: '2025-05', to: '2025-05' } }, 'repair'],
    ['retention', { kind: 'retention' }, 'retention'],
  ])('of %s loses nothing and repeats nothing visible', async (_, job) => {
    await set('s-beta', 105.5)
    await set('s-alpha', 84.5)
    await setPreferences(org.db, org.admin, { overAllocation: true, reportReady: true, weeklySummary: true })
    const start = org.sqlite.serialize()
    const enqueue = async () => {
      await application.files.write('uploads/up', Buffer.from(CSV))
      await enqueueJob(org.db, { id: 'the-job', userId: 'u-admin', at: application.now(), ...job })
    }
    await enqueue()
    await worker().drain()
    const undisturbed = await visible()
    expect(undisturbed.jobs.map((j) => j.state)).toEqual(undisturbed.jobs.map(() => 'done'))
    for (let step = 1; ; step++) {
      // The same beginning each time: tables emptied of what the last run made.
      await restore(start)
      mails.clear()
      rmSync(join(folder, 'backups'), { recursive: true, force: true })
      await enqueue()
      const died = await workAndDieAt(step)
      for (let again = 0; again < 4; again++) {
        clock += LEASE_MS + 1
        await worker().drain()
      }
      expect({ step, ...(await visible()) }).toEqual({ step, ...undisturbed })
      if (!died) break
    }
  })
})

/** Puts the tables back to what they were. */
async function restore(image: Buffer): Promise<void> {
  const { default: Sqlite } = await import('better-sqlite3')
  const before = new Sqlite(image)
  const { sqlite } = org
  sqlite.pragma('foreign_keys = OFF')
  for (const table of ['job', 'report', 'change_key', 'change_set', 'allocation', 'setting', 'plan', 'audit']) {
    sqlite.exec(`drop trigger if exists audit_no_delete; delete from "${table}"`)
    for (const row of before.prepare(`select * from "${table}"`).all() as Record<string, unknown>[]) {
      const names = Object.keys(row)
      sqlite
        .prepare(`insert into "${table}" (${names.map((n) => `"${n}"`)}) values (${names.map(() => '?')})`)
        .run(...Object.values(row))
    }
  }
  sqlite.pragma('foreign_keys = ON')
  before.close()
}
