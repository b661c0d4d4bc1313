import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { findBrokenAuditLink } from '../services/audit.js'
import { draftCells } from '../services/cells.js'
import { commitStep, planSteps } from '../services/changes.js'
import { enqueueJob } from '../services/jobs.js'
import { addNote } from '../services/notes.js'
import { exportPerson } from '../services/person.js'
import { changeRecord } from '../services/record-changes.js'
import { runCommand, startCommand } from '../tests/run-command.js'
import { createBackup } from './backup.js'
import { type Application, compose } from './compose.js'
import { eraseEverywhere } from './erase-person.js'
import { backupsFolder } from './jobs/handlers.js'
import { readSettings } from './settings.js'

let folder: string
let app: Application
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'staffalloc-erase-'))
  app = await compose(readSettings({ STAFFALLOC_DATA: folder, STAFFALLOC_TODAY: '2026-10-15' }))
})
afterEach(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

const WORDS = ['Jane Doe', 'jane@example.com', 'canary-note-7361', 'canary-skill-9914']

/** Every file of the data folder, backups left out, that holds one of the words. */
function filesThatName(words: readonly string[]): string[] {
  const found: string[] = []
  const walk = (path: string) => {
    for (const name of readdirSync(path)) {
      const file = join(path, name)
      if (statSync(file).isDirectory()) {
        if (name !== 'backups') walk(file)
      } else if (words.some((w) => readFileSync(file).includes(w))) found.push(name)
    }
  }
  walk(folder)
  return found
}

async function totals() {
  const row = await app.db
    .selectFrom('allocation')
    .select((eb) => eb.fn.sum<number>('quarters').as('q'))
    .executeTakeFirst()
  return row?.q
}

it('an erased person is named nowhere any more, and every total stays', async () => {
  const admin = await app.owner()
  const jane = await app.db
    .selectFrom('employee')
    .selectAll()
    .where('email', '=', 'jane@example.com')
    .executeTakeFirstOrThrow()
  const ctx = app.changeContext(admin, 'api')
  await changeRecord(
    ctx,
    'employee',
    jane.id,
    { notes: 'canary-note-7361', skills: ['canary-skill-9914'] },
    jane.version,
  )
  const cell = await app.db
    .selectFrom('allocation as al')
    .innerJoin('assignment as a', 'a.id', 'al.assignmentId')
    .select(['al.assignmentId', 'al.month', 'al.quarters'])
    .where('a.employeeId', '=', jane.id)
    .where('al.quarters', '>', 8)
    .executeTakeFirstOrThrow()
  const month = `${Math.floor(cell.month / 100)}-${String(cell.month % 100).padStart(2, '0')}`
  await commitStep(ctx, async (db) => ({
    changes: await draftCells(db, [{ assignmentId: cell.assignmentId, month, hours: cell.quarters / 4 - 1 }]),
  }))
  await app.knowledge.search(admin, 'canary', { limit: 3 })
  const before = await totals()
  expect(JSON.stringify(await exportPerson(app.db, admin, 'jane@example.com'))).toContain('canary-note-7361')
  await createBackup(app.database.sqlite, backupsFolder(app), {
    id: 'old',
    at: new Date('2026-10-01'),
    reason: 'daily',
  })
  expect(filesThatName(WORDS)).not.toEqual([])

  const { pseudonym, backups } = await eraseEverywhere(app, admin, 'jane@example.com')

  expect(filesThatName(WORDS)).toEqual([])
  expect(await totals()).toBe(before)
  expect(
    (await app.knowledge.search(admin, 'canary Jane', { limit: 20 })).hits.filter((h) =>
      /Jane Doe|canary/.test(h.passage + h.title),
    ),
  ).toEqual([])
  expect(backups).toEqual([{ file: 'staffalloc-old.db', until: '2026-10-31' }])
  expect(await findBrokenAuditLink(app.db)).toBeUndefined()
  await expect(exportPerson(app.db, admin, 'jane@example.com')).rejects.toThrow('Nobody here has the e-mail')
  expect(pseudonym).toMatch(/^Former person /)
})

it('only an Admin sees or erases the data of a person', async () => {
  const pm = await app.actor('maria@example.com')
  await expect(exportPerson(app.db, pm, 'jane@example.com')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(eraseEverywhere(app, pm, 'jane@example.com')).rejects.toMatchObject({ code: 'forbidden' })
})

it('an erased person is found nowhere: texts of others, jobs, mails, conversations, index, memory of a running program', async () => {
  const traces = /xanthippe|quillfeather|xq-skill/i
  const [name, email] = ['Xanthippe Quillfeather', 'x.quillfeather@example.com']
  const admin = await app.owner()
  const ctx = app.changeContext(admin, 'api')
  const one = async (table: 'employee' | 'project', column: 'email' | 'code', value: string) =>
    (await app.db
      .selectFrom(table as 'employee')
      .selectAll()
      .where(column as 'email', '=', value)
      .executeTakeFirst())!
  const jane = await one('employee', 'email', 'jane@example.com')
  await changeRecord(ctx, 'employee', jane.id, { name, email, skills: ['xq-skill'] }, jane.version)
  const other = await one('employee', 'email', 'john@example.com')
  await changeRecord(ctx, 'employee', other.id, { notes: 'Shares a desk with XANTHIPPE.' }, other.version)
  const alpha = await one('project', 'code', 'ALPHA')
  await changeRecord(ctx, 'project', alpha.id, { description: `Ask "Quillfeather" (${email}).` }, alpha.version)
  const assignment = await app.db
    .selectFrom('assignment')
    .selectAll()
    .where('employeeId', '=', jane.id)
    .executeTakeFirst()
  await changeRecord(ctx, 'assignment', assignment!.id, { note: 'Xanthippe only until May' }, assignment!.version)
  await app.db.updateTable('user').set({ name, email }).where('employeeId', '=', jane.id).execute()
  const at = '2026-10-15T08:00:00Z'
  await addNote(
    app.db,
    admin,
    { title: 'Kick-off', body: 'Then quillfeather spoke.', subjectTable: '', subjectId: '' },
    { id: 'n-x', at, via: 'api' },
  )
  const job = (id: string, kind: string, payload: unknown) =>
    enqueueJob(app.db, { id, kind, userId: admin.userId, payload, at: new Date('2030-01-01') })
  await job('j-mail', 'mail', {
    userId: admin.userId,
    to: admin.email,
    subject: 'News',
    text: `- ${name} at 108 %\n- Ben`,
  })
  await job('j-own', 'mail', { userId: 'nobody', to: email, subject: 'Hello', text: 'Hello' })
  await job('j-repair', 'repair', { employee: name, from: '2026-10' })
  await app.files.write('uploads/x', Buffer.from(email))
  await job('j-import', 'import', { key: 'uploads/x', file: 'x.csv', options: {} })
  await app.db
    .insertInto('thread')
    .values({ id: 't-x', userId: admin.userId, title: 'hours of xanthippe', createdAt: at, updatedAt: at, card: null })
    .execute()
  await app.db
    .insertInto('threadTurn')
    .values({ threadId: 't-x', seq: 1, author: 'user', content: '{"text":"hours of xanthippe"}', createdAt: at })
    .execute()
  await app.db
    .insertInto('modelTurn')
    .values({
      id: 'm-x',
      threadId: 't-x',
      userId: admin.userId,
      at,
      answeredBy: 'planner',
      promptHash: '',
      tools: '[]',
      exchange: `{"asked":"${name}"}`,
      inputTokens: 0,
      outputTokens: 0,
      durationMs: 1,
      outcome: 'answered',
    })
    .execute()
  await planSteps(
    ctx,
    [async (db) => ({ changes: await draftCells(db, [{ assignmentId: assignment!.id, month: '2026-11', hours: 3 }]) })],
    null,
  )
  await app.files.write('reports/r-x.csv', Buffer.from(name))
  await app.db
    .insertInto('report')
    .values({
      id: 'r-x',
      userId: admin.userId,
      report: 'project',
      file: `${name}.csv`,
      format: 'csv',
      bytes: 1,
      createdAt: at,
      storageKey: 'reports/r-x.csv',
    })
    .execute()
  mkdirSync(join(folder, 'index'))
  writeFileSync(join(folder, 'index', 'vectors-384.hnsw.json'), name)
  writeFileSync(join(folder, 'staffalloc.db.replaced-2026'), name)
  await app.knowledge.rebuild()
  const before = await totals()

  const env = { STAFFALLOC_DATA: folder, STAFFALLOC_TODAY: '2026-10-15', STAFFALLOC_MODEL: 'none', PORT: '0' }
  const token = (await runCommand(['user', 'token', 'admin@example.com'], env)).out.trim()
  const running = startCommand(['start', '--no-open'], env)
  const [, url] = await running.line(/^StaffAlloc ready (http:\S+)$/m)
  const post = async (path: string, body: object) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    return await (await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })).text()
  }
  const search = () => post('/api/v1/tools/search_knowledge', { query: 'Xanthippe Quillfeather xq-skill' })
  await post('/api/v1/ai/query', { message: `hours of ${name} in November 2026` })
  expect(await search()).toMatch(traces)

  const erased = await runCommand(['person', 'erase', email, '--yes'], env)
  expect(erased.out).toMatch(/^Erased\. The hours now stand under "Former person \w+"\.$/m)
  expect(erased.out).toMatch(/^Still named in staffalloc\.db\.replaced-2026, which is kept until \d{4}-\d\d-\d\d\.$/m)
  expect(JSON.parse(await search()).data).not.toEqual(expect.stringMatching(traces))
  expect((await search()).replaceAll('Xanthippe Quillfeather xq-skill', '')).not.toMatch(traces)
  const grid = await post('/api/v1/tools/query_allocations', { from: '2026-01', to: '2026-12', groupBy: 'employee' })
  expect(grid).not.toMatch(traces)
  running.child.kill('SIGTERM')
  const { err } = await running.ended
  expect(err).not.toMatch(traces)

  for (const table of app.database.sqlite
    .prepare("select name from sqlite_master where type = 'table'")
    .pluck()
    .all() as string[])
    expect(JSON.stringify(app.database.sqlite.prepare(`select * from "${table}"`).all()), table).not.toMatch(traces)
  rmSync(join(folder, 'staffalloc.db.replaced-2026'))
  const words = [name, email, 'anthippe', 'uillfeather', 'XANTHIPPE', 'xq-skill']
  expect(filesThatName(words)).toEqual([])
  expect(await totals()).toBe(before)
  const left = await app.db
    .selectFrom('job')
    .select(['id', 'payload'])
    .where('id', 'like', 'j-%')
    .orderBy('id')
    .execute()
  expect(left.map(({ id }) => id)).toEqual(['j-mail', 'j-repair'])
  expect(left[0]!.payload).toMatch(/- Former person \w+ at 108 %\\n- Ben/)
  expect(await findBrokenAuditLink(app.db)).toBeUndefined()
}, 180_000)
