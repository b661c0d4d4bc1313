import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSmallOrganisation, type SmallOrganisation } from '../tests/small-organisation.js'
import { type ImportOptions, importFile } from './import.js'
import type { CellValue, MergedRange, TableFile } from './import-sheet.js'

let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
})
afterEach(() => org.close())

function plan(rows: CellValue[][], sheet = 'Gamma', merged: MergedRange[] = []): TableFile {
  return {
    file: 'Project Gamma.xlsx',
    sheets: [
      { name: sheet, rows: rows.map((cells, i) => ({ number: i + 1, cells })).filter((r) => r.cells.length), merged },
    ],
    warnings: [],
  }
}
const take = (file: TableFile, options: Partial<ImportOptions> = {}, who = org.admin) =>
  importFile(org.context(who), file, { dryRun: false, start: '2025-09', ...options })

/** The sheet of a project manager, as found in the wild: misspelt and padded headers, blank and half-filled rows. */
const SHEET: CellValue[][] = [
  [null, null, null, 'Full-time hours', 168, null, 176, null, 144, null],
  [
    ' Role',
    'LCAT ',
    'Nmae',
    'Funded  Hours',
    'Septmber',
    '% FTE',
    ' October',
    '%FTE ',
    'November',
    '%FTE',
    'Hours Delta',
  ],
  ['Cyber Analyst', 'Senior', 'Jones,  Sarah', 400, 84, 0.5, 88, 0.5, 72, 0.5, 156],
  ['SW Engineer', 'Mid', 'New  Person', 300, 80.1, null, null, 0.25, null, null, 0],
  [],
  ['Cyber Analyst', null, 'TBD', 320, 160, 0.95],
  ['SW Engineer'],
  [null, null, 'Mark Lee', 100],
  ['Data Scientist', 'Senior', null, 90],
  [null, null, null, null, 324.1, null, 88, null, 72],
  ['18 Sprints, 36 weeks'],
]

const cells = () =>
  org.db
    .selectFrom('allocation as al')
    .innerJoin('assignment as a', 'a.id', 'al.assignmentId')
    .innerJoin('employee as e', 'e.id', 'a.employeeId')
    .select(['e.name', 'al.month', 'al.quarters'])
    .orderBy('e.name')
    .orderBy('al.month')
    .execute()

describe("the project manager's own sheet", () => {
  it('becomes a project with people, hours, full-time hours and open positions', async () => {
    const report = await take(plan(SHEET))
    expect(report.sheets[0]).toMatchObject({ table: 'Staffing plan', refused: [] })
    const [project] = await org.db.selectFrom('project').selectAll().where('code', '=', 'GAMMA').execute()
    expect(project).toMatchObject({ name: 'Gamma', startsOn: '2025-09-01', sprints: 18, status: 'Active' })
    expect(await cells()).toEqual([
      { name: 'New Person', month: 202509, quarters: 320 },
      { name: 'New Person', month: 202510, quarters: 176 },
      { name: 'Sarah Jones', month: 202509, quarters: 336 },
      { name: 'Sarah Jones', month: 202510, quarters: 352 },
      { name: 'Sarah Jones', month: 202511, quarters: 288 },
    ])
    const overrides = await org.db.selectFrom('monthOverride').select(['month', 'quarters']).orderBy('month').execute()
    // Without holidays in the calendar September has 176, October 184 and November 160 hours.
    expect(overrides).toEqual([
      { month: 202509, quarters: 672 },
      { month: 202510, quarters: 704 },
      { month: 202511, quarters: 576 },
    ])
    const assignments = await org.db
      .selectFrom('assignment as a')
      .innerJoin('employee as e', 'e.id', 'a.employeeId')
      .select(['e.name', 'a.fundedQuarters', 'a.roleId', 'a.lcatId'])
      .where('a.projectId', '=', project!.id)
      .orderBy('e.name')
      .execute()
    expect(assignments).toEqual([
      { name: 'Mark Lee', fundedQuarters: 400, roleId: null, lcatId: null },
      { name: 'New Person', fundedQuarters: 1200, roleId: 'r-sw', lcatId: 'l-mid' },
      { name: 'Sarah Jones', fundedQuarters: 1600, roleId: 'r-cyber', lcatId: 'l-senior' },
    ])
  })

  it('keeps rows without a name as demand', async () => {
    await take(plan(SHEET))
    const demand = await org.db
      .selectFrom('demand as d')
      .leftJoin('role as r', 'r.id', 'd.roleId')
      .select(['r.name', 'd.month', 'd.quarters'])
      .orderBy('r.name')
      .orderBy('d.month')
      .execute()
    expect(demand).toEqual([
      { name: 'Cyber Analyst', month: 202509, quarters: 640 },
      { name: 'Data Scientist', month: 202509, quarters: 120 },
      { name: 'Data Scientist', month: 202510, quarters: 120 },
      { name: 'Data Scientist', month: 202511, quarters: 120 },
      { name: 'SW Engineer', month: 202509, quarters: 0 },
    ])
  })

  it('says what it made of it', async () => {
    const report = await take(plan(SHEET), { dryRun: true })
    const said = report.sheets[0]!.warnings.map((w) => `${w.row} ${w.message}`)
    expect(said).toEqual(
      [
        '4 25 % of 176 h taken as 44 h',
        '2 new project Gamma (GAMMA), 18 sprints from 2025-09-01 to 2026-05-10',
        '4 New Person is new; the sheet has no e-mail, so new.person@no-email.invalid stands in',
        '7 SW Engineer without a name and hours: kept as an open position',
        '9 Data Scientist without a name: 90 funded hours kept as open, 30 h a month',
        '8 Mark Lee on GAMMA has no role and LCAT',
        "9 new role 'Data Scientist'",
        '4 80.1 h rounded to 80 h',
      ].sort((a, b) => said.indexOf(a) - said.indexOf(b)),
    )
    expect(report.sheets[0]!.columns.filter((c) => c.guessed)).toEqual([
      { header: 'Nmae', field: 'Name', guessed: true },
    ])
  })

  it('finds nothing to change the second time', async () => {
    await take(plan(SHEET))
    const again = await take(plan(SHEET), { start: undefined })
    expect(again.summary).toMatchObject({ new: 0, changed: 0, refused: 0 })
  })

  it('asks for the year of its first month', async () => {
    await expect(take(plan(SHEET), { start: undefined })).rejects.toMatchObject({
      code: 'invalid',
      message: 'The months of sheet Gamma have no year: which September is the first?',
      details: { field: 'start', choices: ['2024-09', '2025-09', '2026-09'] },
    })
    await expect(take(plan(SHEET), { start: '2025-10' })).rejects.toThrow(
      'The first month of sheet Gamma is September, not October 2025.',
    )
  })

  it('knows the year from the project that is there', async () => {
    const rows: CellValue[][] = [
      ['Name', 'Role', 'LCAT', 'Funded Hours', 'March', 'April'],
      ['Sarah Jones', 'Cyber Analyst', 'Senior', 1000, 84, 88],
    ]
    await take(plan(rows, 'ALPHA'), { start: undefined }, org.maria)
    expect(await cells()).toEqual([
      { name: 'Sarah Jones', month: 202503, quarters: 336 },
      { name: 'Sarah Jones', month: 202504, quarters: 352 },
    ])
  })

  it('reads months merged over pairs with a second header row, years across New Year, and notes above', async () => {
    const rows: CellValue[][] = [
      ['Project: Delta Force', null, 'Client:', 'Navy', null, 'Start Date', { date: '2025-11-03' }],
      [null, null, null, null, 152, null, 176, null, 160, null],
      [null, null, null, null, 'Nov 2025', null, 'Dec', null, 'Jan', null],
      ['Role', 'LCAT', 'Name', 'Funded', 'Hours', '%FTE', 'Hours', '%FTE', 'Hours', '%FTE'],
      ['Cyber Analyst', 'Senior', 'Mark Lee', 400, 76, 0.5, 88, 0.5, 80, 0.5],
    ]
    const merged = [5, 7, 9].map((left) => ({ top: 3, left, bottom: 3, right: left + 1 }))
    const report = await take(plan(rows, 'Sheet1', merged), { start: undefined })
    expect(report.sheets[0]?.refused).toEqual([])
    expect(
      await org.db
        .selectFrom('project')
        .select(['code', 'name', 'client', 'startsOn'])
        .where('client', '=', 'Navy')
        .execute(),
    ).toEqual([{ code: 'DELTA-FORCE', name: 'Delta Force', client: 'Navy', startsOn: '2025-11-03' }])
    expect((await cells()).map((c) => [c.month, c.quarters / 4])).toEqual([
      [202511, 76],
      [202512, 88],
      [202601, 80],
    ])
  })

  it('refuses the hours of somebody whose assignment is refused once, not month by month', async () => {
    const rows: CellValue[][] = [
      ['Role', 'LCAT', 'Name', 'Funded Hours', 'Sep', 'Oct'],
      ['Cyber Analyst', 'Senior', 'Sarah Jones', 100, 10, 10],
      ['Cyber Analyst', 'Senior', 'Sarah Jones', 100, 20, 20],
    ]
    const report = await take(plan(rows), { dryRun: true })
    expect(report.sheets[0]?.refused).toMatchObject([{ row: 3, reason: /is already on GAMMA with this LCAT/ }])
  })

  it('warns where the written share and the hours disagree', async () => {
    const rows: CellValue[][] = [
      [null, null, null, null, 168],
      ['Role', 'LCAT', 'Name', 'Funded Hours', 'Sep', '%FTE', 'Oct', '%FTE'],
      ['Cyber Analyst', 'Senior', 'Sarah Jones', 100, 84, '40%', 10, null],
    ]
    const report = await take(plan(rows), { dryRun: true })
    expect(report.sheets[0]?.warnings.map((w) => w.message)).toContain('the sheet says 40 %; 84 h of 168 h are 50 %')
  })
})

describe('variations of the sheet', () => {
  const people = (rows: CellValue[][], header: CellValue[] = ['Role', 'LCAT', 'Name', 'Funded Hours', 'Sep', 'Oct']) =>
    take(plan([header, ...rows]), { dryRun: true })
  const warned = async (file: TableFile, options: Partial<ImportOptions> = {}) =>
    (await take(file, { dryRun: true, ...options })).sheets[0]!.warnings.map((w) => w.message)

  it('takes a start that is no month for what it is', async () => {
    await expect(take(plan(SHEET), { start: 'soon' })).rejects.toMatchObject({
      message: "'soon' is not a month.",
      details: { field: 'start' },
    })
  })

  it('reads code, manager and start above the table, and a start after the first month', async () => {
    const file = plan(
      [
        ['Code', 'G-7', null, 'PM:', 'u-maria@example.com', 'Customer', 'Navy'],
        ['Starts: 2025-08-18', 'Project name', 'Gamma Seven'],
        ['Role', 'LCAT', 'Name', 'Funded Hours', 'Sep', 'Oct'],
        ['Cyber Analyst', 'Senior', 'Sarah Jones', 10, 1, 2],
      ],
      'Sheet1',
    )
    await take(file, { start: undefined })
    const [project] = await org.db.selectFrom('project').selectAll().where('code', '=', 'G-7').execute()
    expect(project).toMatchObject({ name: 'Gamma Seven', client: 'Navy', managerId: 'u-maria', startsOn: '2025-08-18' })
  })

  it('counts sprints from weeks or months where only these are said, and says when a note contradicts', async () => {
    const rows = (note: string): CellValue[][] => [
      ['Role', 'LCAT', 'Name', 'Funded Hours', 'Sep', 'Oct'],
      ['SW Engineer', 'Mid', 'Jane Doe', 1, 1, 1],
      [note],
    ]
    expect(await warned(plan(rows('9 weeks')))).toContain(
      'new project Gamma (GAMMA), 5 sprints from 2025-09-01 to 2025-11-09',
    )
    expect(await warned(plan(rows('')))).toContain('new project Gamma (GAMMA), 5 sprints from 2025-09-01 to 2025-11-09')
    expect(await warned(plan(rows('6 sprints, 10 wks')))).toContain(
      '6 sprints are 12 weeks, the note says 10: sprints count',
    )
    const alpha: CellValue[][] = [
      ['Role', 'LCAT', 'Name', 'Funded Hours', 'Mar', 'Apr'],
      ['Cyber Analyst', 'Senior', 'Mark Lee', 500, 1, 1],
      ['Sprints: 20'],
    ]
    expect(await warned(plan(alpha, 'Alpha'), { start: undefined })).toContain(
      'the note says 20 sprints, ALPHA has 18 (to 2025-09-09): kept',
    )
  })

  it('knows the years from one that is said later', async () => {
    const header: CellValue[] = ['Role', 'LCAT', 'Name', 'Funded Hours', 'Nov', 'Dec', "Jan '26"]
    const file = plan([header, ['SW Engineer', 'Mid', 'Jane Doe', 9, 1, 2, 3]])
    await take(file, { start: undefined })
    expect((await cells()).map((c) => c.month)).toEqual([202511, 202512, 202601])
  })

  it('finds %FTE by its name in the month header, and full-time hours below the header', async () => {
    const file = plan([
      ['Role', 'LCAT', 'Name', 'Funded Hours', 'Sep Hours', 'Sep %FTE', 'Oct Hours', 'Oct %FTE'],
      ['Full-time hours', null, null, null, '160 h', null, 176, null],
      ['SW Engineer', 'Mid', 'Jane Doe', 99, null, '50 %', 88, 50],
    ])
    const report = await take(file)
    expect(report.sheets[0]!.refused).toEqual([])
    expect((await cells()).map((c) => c.quarters / 4)).toEqual([80, 88])
  })

  it('leaves totals, remarks and empty rows out', async () => {
    const report = await people([
      ['Cyber Analyst', 'Senior', 'Sarah Jones', 100, 10, 20],
      ['Grand total', null, null, 100, 10, 20],
      ['Please check with finance before you change anything here.'],
      ['Notes: see above'],
      [null, null, null, 5],
    ])
    expect(report.sheets[0]!.warnings.map((w) => w.message)).toEqual([
      'new project Gamma (GAMMA), 5 sprints from 2025-09-01 to 2025-11-09',
      "'Please check with finance before you change anything here.' is no position: left out",
      "'Notes: see above' is no position: left out",
    ])
    expect(report.summary.new).toBe(4)
  })

  it('keeps hours that nobody has as an open position without a role', async () => {
    const report = await people([
      ['Cyber Analyst', 'Senior', 'Sarah Jones', 100, 10, 20],
      [null, null, null, null, 40, null],
    ])
    expect(report.summary).toMatchObject({ new: 5, refused: 0 })
  })

  it('knows people by e-mail, and enters a new person of two rows once', async () => {
    const header: CellValue[] = ['Role', 'LCAT', 'Name', 'E-mail', 'Funded Hours', 'Sep', 'Oct']
    const rows: CellValue[][] = [
      header.map((h) => (h === 'E-mail' ? 'Email' : h)),
      ['SW Engineer', 'Mid', 'J. Doe', 'jane@example.com', 100, 10, 20],
      ['SW Engineer', 'Mid', 'Berg, Nora', null, 100, 10, 20],
      ['SW Engineer', 'Senior', 'Nora Berg', null, 100, 10, 20],
      ['SW Engineer', 'Senior', 'kai@example.com', null, 100, 1, 2],
      ['SW Engineer', 'Senior', '???', null, 100, 1, 2],
    ]
    await take(plan(rows))
    const added = await org.db
      .selectFrom('employee')
      .select(['name', 'email'])
      .where('id', 'not like', 'e-%')
      .orderBy('email')
      .execute()
    expect(added).toEqual([
      { name: 'kai@example.com', email: 'kai@example.com' },
      { name: 'Nora Berg', email: 'nora.berg@no-email.invalid' },
    ])
    await take(plan([header, ['SW Engineer', 'Mid', 'Nora Berg!', null, 1, 1, 1]], 'Other'))
    expect(await org.db.selectFrom('employee').select('email').where('name', '=', 'Nora Berg!').execute()).toEqual([
      { email: 'nora.berg2@no-email.invalid' },
    ])
  })

  it('is not seen in a sheet with months but without people', async () => {
    await expect(
      take(
        plan([
          ['Sep', 'Oct', 'Nov'],
          [1, 2, 3],
        ]),
      ),
    ).rejects.toMatchObject({ code: 'invalid' })
  })
})
