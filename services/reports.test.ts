import { afterEach, beforeEach, expect, it } from 'vitest'
import { openSmallOrganisation, type SmallOrganisation, TODAY } from '../tests/small-organisation.js'
import type { Actor } from './actor.js'
import { draftCells } from './cells.js'
import { commitStep } from './changes.js'
import type { ReportBook, ReportCell } from './report-book.js'
import { conflictsReport } from './report-conflicts.js'
import { organisationBook } from './report-organisation.js'
import { portfolioReport } from './report-portfolio.js'
import { projectReport, sheetName } from './report-project.js'
import type { ReportRequest } from './report-source.js'
import { utilisationReport } from './report-utilisation.js'

let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
  const edits = [
    { assignmentId: 's-alpha', month: '2025-05', hours: 176 },
    { assignmentId: 's-beta', month: '2025-05', hours: 44 },
    { assignmentId: 'j-alpha', month: '2025-05', hours: 44 },
    { assignmentId: 'j-alpha', month: '2025-08', hours: 8 },
  ]
  await commitStep(org.context(org.admin), async (db) => ({ changes: await draftCells(db, edits) }))
})
afterEach(() => org.close())

const request = (actor: Actor = org.admin, from = 202505, to = 202506): ReportRequest => ({
  db: org.db,
  actor,
  today: TODAY,
  from,
  to,
})
const rowsOf = (book: ReportBook, name: string) => [
  ...(book.sheets.find((s) => s.name === name)!.rows as Iterable<ReportCell[]>),
]
const value = (cell: ReportCell | undefined) =>
  cell !== null && typeof cell === 'object' && 'value' in cell ? cell.value : cell

it('rolls projects up by month, with an override of one project as its own full-time hours', async () => {
  await org.db
    .insertInto('monthOverride')
    .values({ id: 'o', projectId: 'p-alpha', month: 202505, quarters: 160 * 4, version: 1 })
    .execute()
  const book = await portfolioReport(request())
  expect(rowsOf(book, 'Portfolio').map((r) => r.map(value))).toEqual([
    ['ALPHA', 'Project Alpha', 'ACME', 'Maria Manager', 'Active', 220, 0, 220, 2000, 228, 1772],
    ['BETA', 'Project Beta', 'ACME', 'Paul Planner', 'Active', 44, 0, 44, 1000, 44, 956],
  ])
  expect(rowsOf(book, 'FTE').map((r) => r[5])).toEqual([
    { formula: "'Portfolio'!F3/160", value: 1.375 },
    { formula: "'Portfolio'!F4/F1", value: 0.25 },
  ])
})

it('is empty where nothing is', async () => {
  for (const table of ['changeKey', 'changeSet', 'allocation', 'assignment', 'project'] as const)
    await org.db.deleteFrom(table).execute()
  const book = await portfolioReport(request(org.admin, 202505, 202505))
  expect([rowsOf(book, 'Portfolio'), book.sheets[0]!.foot, book.file]).toEqual([[], [], 'Portfolio 2025-05'])
  await org.db.updateTable('user').set({ employeeId: null }).execute()
  await org.db.deleteFrom('employee').execute()
  const people = await utilisationReport(request())
  expect([rowsOf(people, 'Load'), people.sheets[0]!.foot, people.sheets[0]!.heat]).toEqual([[], [], []])
})

it('says load by person, a dash without capacity and the word where hours stand on none', async () => {
  await org.db.updateTable('employee').set({ endsOn: '2025-04-30' }).where('id', 'in', ['e-jane', 'e-mark']).execute()
  const rows = rowsOf(await utilisationReport(request()), 'Load').map((r) => [r[0], ...r.slice(5).map(value)])
  expect(rows).toEqual([
    ['Jane Doe', 'no capacity', '-', '-'],
    ['Mark Lee', '-', '-', '-'],
    ['Sarah Jones', 1.25, 0, 220 / (176 + 168)],
  ])
})

it("gives a project's plan with open positions side by side, hidden months counted, nobody's capacity marked", async () => {
  await org.db.updateTable('employee').set({ endsOn: '2025-04-30' }).where('id', '=', 'e-jane').execute()
  const demand = { projectId: 'p-alpha', skills: '[]', quarters: 320, version: 1 }
  await org.db
    .insertInto('demand')
    .values([
      { id: 'd1', roleId: 'r-sw', lcatId: 'l-mid', month: 202505, count: 2, ...demand },
      { id: 'd2', roleId: 'r-sw', lcatId: 'l-mid', month: 202506, count: 1, ...demand },
      { id: 'd3', roleId: null, lcatId: null, month: 202506, count: 1, ...demand },
      { id: 'd4', roleId: null, lcatId: null, month: 202509, count: 1, ...demand },
    ])
    .execute()
  const book = await projectReport(request(), 'p-alpha')
  const rows = rowsOf(book, 'ALPHA').map((r) => r.map(value))
  expect(rows.filter((r) => r[2] === 'TBD')).toEqual(
    [
      [null, null, null, null],
      ['SW Engineer', 'Mid', 80, 80],
      ['SW Engineer', 'Mid', 80, null],
    ].map(([role, lcat, may, june]) =>
      expect.arrayContaining(role === null ? ['', '', 'TBD', 80] : [role, lcat, 'TBD', may, ...(june ? [june] : [])]),
    ),
  )
  const jane = rows.find((r) => r[2] === 'Jane Doe')!
  expect(jane.slice(4)).toEqual([500, 44, 0.25, 0, 0, 448])
  expect(
    rowsOf(book, 'Load')
      .find((r) => r[0] === 'Jane Doe')!
      .slice(2),
  ).toEqual(['no capacity', '-'])
  const later = await projectReport(request(org.admin, 202509, 202510), 'p-beta')
  expect(rowsOf(later, 'BETA').map((r) => r.slice(5).map(value))).toEqual([[0, 0, null, null, 956]])
  expect(sheetName("A/B: 'x' [1]?")).toBe('A B   x   1')
  expect(sheetName('///')).toBe('Plan')
})

it('lists conflicts with what they are made of', async () => {
  const rows = rowsOf(await conflictsReport(request()), 'Conflicts')
  expect(rows.map((r) => [r[1], r[2], r[3], r[4], r[5]])).toContainEqual([
    'Over-allocation',
    'Sarah Jones',
    'Project Alpha, Project Beta',
    { day: '2025-05-01' },
    44,
  ])
})

it('is for those who see the portfolio, the whole organisation for Admin and Director', async () => {
  for (const report of [portfolioReport, utilisationReport, conflictsReport])
    await expect(report(request(org.sarah))).rejects.toMatchObject({ code: 'forbidden' })
  await expect(organisationBook(org.db, org.maria, TODAY)).rejects.toMatchObject({ code: 'forbidden' })
  expect((await organisationBook(org.db, org.director, TODAY)).sheets).toHaveLength(12)
  await org.db.deleteFrom('organisation').execute()
  const { sheets } = await organisationBook(org.db, org.admin, TODAY)
  expect([...(sheets.find((s) => s.name === 'Organisation')!.rows as Iterable<unknown>)]).toEqual([])
  expect((await portfolioReport(request())).cover[1]).toEqual(['Organisation', ''])
})
