import { afterAll, beforeAll, expect, it } from 'vitest'
import { seedDemo } from '../db/demo.js'
import { type OpenDatabase, openDatabase } from '../db/open.js'
import { readWorkbook } from '../files/read-workbook.js'
import type { Actor } from '../services/actor.js'
import { testFiles } from '../tests/small-organisation.js'
import { callTool } from './call-tool.js'
import type { ToolContext } from './define-tool.js'

let demo: OpenDatabase
beforeAll(async () => {
  demo = await openDatabase(':memory:')
  await seedDemo(demo.db, { month: '2026-10', now: new Date('2026-10-15T08:00:00Z') })
})
afterAll(() => demo.close())

async function ask(input: object, email = 'diana@example.com') {
  const {
    id: userId,
    name,
    systemRole,
    employeeId,
  } = await demo.db.selectFrom('user').selectAll().where('email', '=', email).executeTakeFirstOrThrow()
  const actor: Actor = { userId, name, email, systemRole, employeeId, readOnly: false }
  let n = 0
  const ctx: ToolContext = {
    db: demo.db,
    actor,
    via: 'chat',
    now: () => new Date('2026-10-15T08:00:00Z'),
    today: '2026-10-15',
    newId: () => `${email.split('@')[0]}-${JSON.stringify(input).length}-${++n}`,
    signal: new AbortController().signal,
    progress: () => {},
    files: testFiles,
  }
  return await callTool({ tool: 'export_report', input }, ctx)
}

async function stored(reportId: string) {
  const report = await demo.db.selectFrom('report').selectAll().where('id', '=', reportId).executeTakeFirstOrThrow()
  const pieces: Uint8Array[] = []
  for await (const piece of testFiles.read(report.storageKey)) pieces.push(piece)
  return { report, bytes: Buffer.concat(pieces) }
}

it('makes a workbook that belongs to whoever asked', async () => {
  const answer = await ask({ report: 'portfolio', from: '2026-10', to: '2026-12', format: 'xlsx' })
  expect(answer).toMatchObject({
    say: 'Portfolio roll-up, Q4 2026: the file "Portfolio 2026-10 to 2026-12.xlsx" is ready to download.',
    data: { report: 'portfolio', format: 'xlsx', file: 'Portfolio 2026-10 to 2026-12.xlsx' },
  })
  if (answer.kind !== 'read') throw new Error('not a read')
  const { report, bytes } = await stored(String(answer.data.reportId))
  expect(answer.data.url).toBe(`/api/v1/reports/${report.id}/file`)
  expect(report).toMatchObject({ userId: 'user-diana', bytes: bytes.length, format: 'xlsx' })
  const { sheets } = readWorkbook(bytes, 'x')
  expect(sheets.map((s) => s.name)).toEqual(['Cover', 'Portfolio', 'FTE'])
  expect(sheets[0]?.rows.slice(0, 5).map((r) => r.cells)).toEqual([
    ['Report', 'Portfolio roll-up'],
    ['Organisation', 'Meridian Federal Services'],
    ['Period', 'Q4 2026'],
    ['As of', { date: '2026-10-15' }],
    ['Made by', 'Diana Prescott'],
  ])
})

it('gives the hours and FTE that the answers give', async () => {
  const period = { from: '2026-11', to: '2026-11' }
  const made = await ask({ report: 'utilisation', ...period, format: 'csv' })
  const found = await demo.db.selectFrom('employee').select('name').orderBy('name').executeTakeFirstOrThrow()
  if (made.kind !== 'read') throw new Error('not a read')
  const lines = (await stored(String(made.data.reportId))).bytes.toString().split('\r\n')
  const line = lines.find((l) => l.startsWith(found.name))!.split(',')
  const people = await demo.db.selectFrom('employee').select('id').where('name', '=', found.name).execute()
  const [row] = await demo.db
    .selectFrom('allocation as al')
    .innerJoin('assignment as a', 'a.id', 'al.assignmentId')
    .select((eb) => eb.fn.sum<number>('al.quarters').as('quarters'))
    .where('al.month', '=', 202611)
    .where(
      'a.employeeId',
      'in',
      people.map((p) => p.id),
    )
    .execute()
  expect(lines[0]).toContain('Full-time hours,,,,,152')
  // Load of one month = its hours of the month's capacity; nobody here has an override in November.
  expect(Number(line[5])).toBeCloseTo(Number(row?.quarters ?? 0) / 4 / (152 * Number(line[4])), 6)
})

it.each([
  [{ report: 'project', from: '2026-10', to: '2026-12', format: 'xlsx' }, 'invalid', 'Which project?'],
  [{ report: 'portfolio', from: '2026-12', to: '2026-10', format: 'xlsx' }, 'invalid', 'The period ends'],
  [
    { report: 'project', project: 'Alpah', from: '2026-10', to: '2026-12', format: 'csv' },
    'not_found',
    "No project 'Alpah'",
  ],
])('refuses %j', async (input, code, message) => {
  await expect(ask(input)).rejects.toMatchObject({ code, message: expect.stringContaining(message) })
})

it('is not for an employee', async () => {
  const { email } = await demo.db
    .selectFrom('user')
    .select('email')
    .where('systemRole', '=', 'Employee')
    .executeTakeFirstOrThrow()
  await expect(
    ask({ report: 'conflicts', from: '2026-10', to: '2026-12', format: 'xlsx' }, email),
  ).rejects.toMatchObject({ code: 'forbidden' })
})
