import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { seedDemo } from '../db/demo.js'
import { type Db, openDatabase } from '../db/open.js'
import type { Actor } from '../services/actor.js'
import { importFile } from '../services/import.js'
import type { TableFile } from '../services/import-sheet.js'
import { listRecords } from '../services/records.js'
import { organisationBook } from '../services/report-organisation.js'
import { csvRows, decodeText } from './csv-rows.js'
import { readWorkbook } from './read-workbook.js'
import { csvOfSheet } from './write-csv.js'
import { writeWorkbook } from './write-workbook.js'

const admin: Actor = {
  userId: 'user-admin',
  name: 'Robin Hale',
  email: 'admin@example.com',
  systemRole: 'Admin',
  employeeId: null,
  readOnly: false,
}

const TABLES = [
  'organisation',
  'role',
  'lcat',
  'holiday',
  'employee',
  'project',
  'assignment',
  'monthOverride',
  'timeOff',
  'demand',
] as const

/** Every record of the plan with names instead of ids, sorted: nothing that the export itself decides. */
async function content(db: Db) {
  const names = new Map<unknown, string>()
  const tables: Record<string, Record<string, unknown>[]> = {}
  for (const table of TABLES) tables[table] = (await listRecords(db, table)) as unknown as Record<string, unknown>[]
  for (const user of await db.selectFrom('user').select(['id', 'email']).execute()) names.set(user.id, user.email)
  for (const [table, rows] of Object.entries(tables))
    for (const row of rows)
      if (row.email ?? row.code ?? row.name) names.set(row.id, `${table} ${String(row.email ?? row.code ?? row.name)}`)
  for (const a of tables.assignment!)
    names.set(a.id, [a.projectId, a.employeeId, a.lcatId].map((id) => names.get(id)).join(' '))
  const cells = await db
    .selectFrom('allocation')
    .select(['assignmentId', 'month', 'quarters'])
    .where('quarters', '>', 0)
    .execute()
  const users = await db.selectFrom('user').select(['email', 'name', 'systemRole', 'employeeId']).execute()
  const readable = (rows: object[]) =>
    rows
      .map((row) =>
        JSON.stringify(
          Object.entries(row)
            .filter(([key]) => !['id', 'version', 'demo'].includes(key))
            .map(([key, value]) => [key, names.get(value) ?? value]),
        ),
      )
      .sort()
  return Object.fromEntries(Object.entries({ ...tables, cells, users }).map(([name, rows]) => [name, readable(rows)]))
}

async function demo(change?: (db: Db) => Promise<void>) {
  const open = await openDatabase(':memory:')
  await seedDemo(open.db, { month: '2026-10', now: new Date('2026-10-15T08:00:00Z') })
  await change?.(open.db)
  return open
}

async function imported(file: TableFile) {
  const open = await openDatabase(':memory:')
  const account = {
    employeeId: null,
    passwordHash: null,
    disabledAt: null,
    preferences: '{}',
    createdAt: '2026',
    version: 1,
  }
  await open.db
    .insertInto('user')
    .values({ id: 'user-admin', email: 'admin@example.com', name: 'Robin Hale', systemRole: 'Admin', ...account })
    .execute()
  let n = 0
  const ctx = {
    db: open.db,
    actor: admin,
    via: 'cli' as const,
    now: () => new Date('2026-10-15T08:00:00Z'),
    newId: () => `n${++n}`,
  }
  const report = await importFile(ctx, file, { dryRun: false })
  const again = await importFile(ctx, file, { dryRun: true })
  return { ...open, report, again }
}

/** Names and notes that are out to be read as something else. */
async function spice(db: Db): Promise<void> {
  const nasty = [
    '=1+1',
    '+cmd|calc',
    '-2',
    '@SUM(A1)',
    "'=quoted",
    '2026-10',
    '50 %',
    'a, "b"; c',
    'two\nlines',
    '_x0041_',
    'Ünï ✓ 😀',
    '1,000',
  ]
  const people = await db.selectFrom('employee').select('id').orderBy('id').limit(nasty.length).execute()
  for (const [i, { id }] of people.entries())
    await db
      .updateTable('employee')
      .set({ notes: nasty[i]!, education: nasty[nasty.length - 1 - i]!.replace('\n', ' ') })
      .where('id', '=', id)
      .execute()
  await db
    .updateTable('project')
    .set({ description: '=HYPERLINK("http://evil.example")' })
    .where('code', '=', 'ALPHA')
    .execute()
  const { id } = await db.selectFrom('assignment').select('id').orderBy('id').limit(1).executeTakeFirstOrThrow()
  await db.updateTable('assignment').set({ note: '-backfill, "till" May' }).where('id', '=', id).execute()
}

it('comes back equal from its workbook, and a second import changes nothing', async () => {
  const before = await demo(spice)
  const folder = mkdtempSync(join(tmpdir(), 'staffalloc-whole-'))
  const path = join(folder, 'all.xlsx')
  for (const [table, rows] of Object.entries(await content(before.db))) expect(rows, table).not.toEqual([])
  await writeWorkbook(await organisationBook(before.db, admin, '2026-10-15'), path)
  const after = await imported(readWorkbook(readFileSync(path), 'all.xlsx'))
  rmSync(folder, { recursive: true })
  expect(after.report.sheets.flatMap((s) => s.refused)).toEqual([])
  expect(await content(after.db)).toEqual(await content(before.db))
  expect(after.again.summary).toMatchObject({ new: 0, changed: 0, refused: 0 })
  await before.close()
  await after.close()
})

it('comes back equal from CSV files, one per table', async () => {
  const before = await demo(spice)
  const book = await organisationBook(before.db, admin, '2026-10-15')
  const sheets: TableFile['sheets'] = []
  for (const sheet of book.sheets) {
    const pieces: Uint8Array[] = []
    for await (const piece of csvOfSheet(sheet)) pieces.push(piece)
    sheets.push({ name: sheet.name, rows: csvRows(decodeText(Buffer.concat(pieces)), 100_000, 100), merged: [] })
  }
  const after = await imported({ file: 'all.csv', sheets, warnings: [] })
  expect(after.report.sheets.flatMap((s) => s.refused)).toEqual([])
  expect(await content(after.db)).toEqual(await content(before.db))
  await before.close()
  await after.close()
})

/** Plans move and hours stay: hours, demand and full-time hours outside of their project, hours after the last day. */
async function moveProjects(db: Db): Promise<void> {
  await db.updateTable('project').set({ startsOn: '2027-03-01', sprints: 2 }).where('code', '=', 'ALPHA').execute()
  const busy = await db
    .selectFrom('assignment as a')
    .innerJoin('allocation as al', 'al.assignmentId', 'a.id')
    .innerJoin('project as p', 'p.id', 'a.projectId')
    .select('a.employeeId')
    .where('p.code', '!=', 'ALPHA')
    .where('al.quarters', '>', 0)
    .orderBy('a.employeeId')
    .limit(1)
    .executeTakeFirstOrThrow()
  await db
    .updateTable('employee')
    .set({ startsOn: '2020-01-01', endsOn: '2020-12-31' })
    .where('id', '=', busy.employeeId)
    .execute()
}

it('comes back equal where hours lie outside of what their project or employment became', async () => {
  const before = await demo(moveProjects)
  const folder = mkdtempSync(join(tmpdir(), 'staffalloc-whole-'))
  const path = join(folder, 'all.xlsx')
  await writeWorkbook(await organisationBook(before.db, admin, '2026-10-15'), path)
  const after = await imported(readWorkbook(readFileSync(path), 'all.xlsx'))
  rmSync(folder, { recursive: true })
  expect(after.report.sheets.flatMap((s) => s.refused)).toEqual([])
  expect(after.report.sheets.flatMap((s) => s.warnings.map((w) => w.message)).join()).toContain('taken as it is')
  expect(await content(after.db)).toEqual(await content(before.db))
  expect(after.again.summary).toMatchObject({ new: 0, changed: 0, refused: 0 })
  await before.close()
  await after.close()
})
