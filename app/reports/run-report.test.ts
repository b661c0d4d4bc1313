import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { LocalFileStore } from '../../files/local-file-store.js'
import { makeReport, type ReportOrder } from '../../files/make-report.js'
import { openSmallOrganisation, type SmallOrganisation } from '../../tests/small-organisation.js'
import type { Settings } from '../settings.js'
import { runReport } from './run-report.js'

const PEOPLE = 2000

let org: SmallOrganisation
let folder: string
let files: LocalFileStore
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'staffalloc-run-report-'))
  files = new LocalFileStore(join(folder, 'files'))
  org = await openSmallOrganisation(join(folder, 'staffalloc.db'))
  const sarah = await org.db.selectFrom('employee').selectAll().where('id', '=', 'e-sarah').executeTakeFirstOrThrow()
  await org.db.transaction().execute(async (trx) => {
    for (let i = 0; i < PEOPLE; i++)
      await trx
        .insertInto('employee')
        .values({ ...sarah, id: `x-${i}`, name: `Person ${i}`, email: `x${i}@example.com` })
        .execute()
  })
})
afterAll(async () => {
  await org.close()
  rmSync(folder, { recursive: true, force: true })
})

const application = () => ({
  database: org,
  files,
  filesFolder: join(folder, 'files'),
  settings: { databaseFile: join(folder, 'staffalloc.db') } as Settings,
})
const order = (key: string, more: Partial<ReportOrder> = {}): ReportOrder => ({
  report: 'utilisation',
  from: 202501,
  to: 202512,
  format: 'csv',
  actor: org.director,
  today: '2025-05-15',
  key,
  ...more,
})
const stored = (key: string) => readFileSync(join(folder, 'files', key), 'utf8')

it('a large report is made while the application answers, and is the same as one made on the spot', async () => {
  const heard: string[] = []
  let answered = 0
  let isOver = false
  const making = runReport(application(), order('reports/thread.csv'), {
    progress: (share, message) => heard.push(`${message} ${share}`),
  }).finally(() => {
    isOver = true
  })
  while (!isOver) {
    await org.db.selectFrom('employee').select('id').where('id', '=', 'e-sarah').execute()
    answered++
    await new Promise(setImmediate)
  }
  const made = await making
  await makeReport(org.db, files, order('reports/here.csv'), {})
  expect(stored('reports/thread.csv')).toBe(stored('reports/here.csv'))
  expect(stored('reports/thread.csv').split('\r\n').length).toBeGreaterThan(PEOPLE)
  expect(made).toMatchObject({ title: 'Utilisation by person', file: 'Utilisation 2025-01 to 2025-12' })
  expect(heard.slice(0, 2)).toEqual(['Collecting the figures 0.05', 'Writing the file 0.3'])
  expect(answered).toBeGreaterThan(100)
}, 60_000)

it('one that is stopped leaves no file', async () => {
  const stop = new AbortController()
  const making = runReport(application(), order('reports/stopped.xlsx', { format: 'xlsx' }), {
    signal: stop.signal,
    progress: (_, message) => message === 'Writing the file' && stop.abort(new Error('stopped')),
  })
  await expect(making).rejects.toThrow('stopped')
  expect(existsSync(join(folder, 'files', 'reports', 'stopped.xlsx'))).toBe(false)
}, 60_000)

it('is refused in the thread as it is on the spot', async () => {
  const refused = order('reports/refused.csv', { actor: org.sarah })
  await expect(runReport(application(), refused, {})).rejects.toMatchObject({ code: 'forbidden' })
  expect(readdirSync(join(folder, 'files', 'reports'))).not.toContain('refused.csv')
}, 60_000)
