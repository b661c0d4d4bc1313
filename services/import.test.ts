import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSmallOrganisation, type SmallOrganisation } from '../tests/small-organisation.js'
import { commitStep } from './changes.js'
import { type ImportOptions, importFile } from './import.js'
import type { CellValue, TableFile } from './import-sheet.js'
import { draftUndo } from './undo.js'

let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
})
afterEach(() => org.close())

const file = (sheets: Record<string, CellValue[][]>): TableFile => ({
  file: 'plan.xlsx',
  sheets: Object.entries(sheets).map(([name, rows]) => ({
    name,
    rows: rows.map((cells, i) => ({ number: i + 1, cells })),
    merged: [],
  })),
  warnings: [],
})
const take = (sheets: Record<string, CellValue[][]>, options: Partial<ImportOptions> = {}, who = org.admin) =>
  importFile(org.context(who), file(sheets), { dryRun: false, ...options })

const ALLOCATIONS: CellValue[] = ['Project Code', 'Employee Email', 'Month', 'Hours']

describe('an import of tables', () => {
  const firm: Record<string, CellValue[][]> = {
    Allocations: [
      ['project code', 'EMPLOYEE E-MAIL', 'Year', 'Month', ' Hours '],
      ['GAMMA', 'ana@example.com', 2025, 3, 80],
      ['GAMMA', 'ana@example.com', 2025, 'April', '80.5 h'],
    ],
    Assignments: [
      ['Project Code', 'Employee Email', 'Role', 'LCAT', 'Funded Hours'],
      ['GAMMA', 'ana@example.com', 'Data Scientist', 'Senior', '1,000'],
    ],
    People: [
      ['Name', 'Email', 'Role', 'LCAT', 'System Role', 'FTE', 'Skills', 'Start Date'],
      ['Ana Silva', 'Ana@Example.com', 'Data Scientist', 'Senior', 'Employee', '50 %', 'Python; SQL', '3/1/2021'],
    ],
    Projects: [
      ['Code', 'Name', 'Client', 'Manager Email', 'Start Date', 'Sprints', 'Status'],
      ['GAMMA', 'Project Gamma', 'ACME', 'nina.new@example.com', { date: '2025-01-01' }, 18, 'active'],
    ],
    Holidays: [
      ['Date', 'Name'],
      [45658, "New Year's Day"],
    ],
  }

  it('does not take skills that look like months for a staffing plan', async () => {
    const report = await take({
      Employees: [
        ['Email', 'Name', 'Role', 'LCAT', 'Skills', 'Start Date'],
        ['bo@example.com', 'Bo Lund', 'Developer', 'Mid', 'HL7; Mirth', '2023-01-03'],
        ['cy@example.com', 'Cy Wu', 'Developer', 'Mid', 'March Madness', '2023-02-03'],
      ],
    })
    expect(report.summary).toMatchObject({ refused: 0, applied: true })
    expect(report.sheets[0]?.table).toBe('Employees')
  })

  it('takes sheets in any order, with any case and spaces, and invites the people named', async () => {
    const report = await take(firm)
    expect(report.summary).toMatchObject({ new: 6, changed: 0, refused: 0, invited: 2, applied: true })
    const ana = await org.db
      .selectFrom('employee')
      .selectAll()
      .where('email', '=', 'ana@example.com')
      .executeTakeFirst()
    expect(ana).toMatchObject({
      contractPct: 50,
      skills: '["Python","SQL"]',
      startsOn: '2021-03-01',
      roleId: expect.any(String),
    })
    const users = await org.db
      .selectFrom('user')
      .select(['email', 'name', 'systemRole', 'employeeId', 'passwordHash'])
      .where('createdAt', '>', '2025-02')
      .orderBy('email')
      .execute()
    expect(users).toEqual([
      { email: 'ana@example.com', name: 'Ana Silva', systemRole: 'Employee', employeeId: ana?.id, passwordHash: null },
      { email: 'nina.new@example.com', name: 'Nina New', systemRole: 'PM', employeeId: null, passwordHash: null },
    ])
    const cells = await org.db.selectFrom('allocation').select(['month', 'quarters']).orderBy('month').execute()
    expect(cells).toEqual([
      { month: 202503, quarters: 320 },
      { month: 202504, quarters: 322 },
    ])
    expect(await org.db.selectFrom('holiday').select('date').execute()).toEqual([{ date: '2025-01-01' }])
  })

  it('ranks new LCATs by how senior they sound, not by which row came first', async () => {
    const person = (name: string, lcat: string) => [`${name}@example.com`, name, 'Developer', lcat]
    await take({
      Employees: [
        ['Email', 'Name', 'Role', 'LCAT'],
        person('ann', 'Grade Expert'),
        person('bob', 'Grade Associate'),
        person('cem', 'Grade Senior'),
      ],
    })
    const rows = await org.db
      .selectFrom('lcat')
      .select('name')
      .where('name', 'like', 'Grade%')
      .orderBy('rank')
      .execute()
    expect(rows.map((row) => row.name)).toEqual(['Grade Associate', 'Grade Senior', 'Grade Expert'])
  })

  it('finds nothing to change the second time', async () => {
    await take(firm)
    const again = await take(firm)
    expect(again.summary).toMatchObject({ new: 0, changed: 0, unchanged: 6, refused: 0, applied: false })
  })

  it('changes nothing while rehearsing', async () => {
    const report = await take(firm, { dryRun: true })
    expect(report.summary).toMatchObject({ new: 6, dryRun: true, applied: false, invited: 2 })
    expect(await org.db.selectFrom('project').select('code').orderBy('code').execute()).toEqual([
      { code: 'ALPHA' },
      { code: 'BETA' },
    ])
    expect(await org.db.selectFrom('user').select('id').execute()).toHaveLength(5)
  })

  it('is one change set that is taken back as a whole', async () => {
    await take({
      Allocations: [
        ALLOCATIONS,
        ['ALPHA', 'sarah@example.com', '2025-03', 40],
        ['BETA', 'sarah@example.com', '2025-03', 44],
      ],
    })
    const [set] = await org.db.selectFrom('changeSet').select(['id', 'via']).execute()
    expect(set?.via).toBe('import')
    await commitStep(org.context(org.admin), (db) => draftUndo(db, org.admin, set!.id))
    expect(await org.db.selectFrom('allocation').select('quarters').where('quarters', '>', 0).execute()).toEqual([])
  })
})

describe('an import taken back', () => {
  it('leaves the plan as it was, and the invited accounts without a person', async () => {
    await take({
      Employees: [
        ['Email', 'Name', 'Role', 'LCAT', 'System Role'],
        ['ana@example.com', 'Ana Silva', 'Data Scientist', 'Senior', 'Employee'],
      ],
      Assignments: [
        ['Project Code', 'Employee Email', 'Role', 'LCAT', 'Funded Hours'],
        ['ALPHA', 'ana@example.com', 'Data Scientist', 'Senior', 100],
      ],
      Allocations: [ALLOCATIONS, ['ALPHA', 'ana@example.com', '2025-03', 40]],
    })
    const [set] = await org.db.selectFrom('changeSet').select('id').execute()
    await commitStep(org.context(org.admin), (db) => draftUndo(db, org.admin, set!.id))
    expect(await org.db.selectFrom('employee').select('id').execute()).toHaveLength(3)
    expect(await org.db.selectFrom('role').select('id').execute()).toHaveLength(2)
    expect(await org.db.selectFrom('allocation').selectAll().execute()).toEqual([])
    expect(
      await org.db.selectFrom('user').select(['name', 'employeeId']).where('email', '=', 'ana@example.com').execute(),
    ).toEqual([{ name: 'Ana Silva', employeeId: null }])
  })
})

describe('rows that cannot be', () => {
  const rows = (...cells: CellValue[][]) => take({ Allocations: [ALLOCATIONS, ...cells] }, { dryRun: true })

  it.each<[string, CellValue[], string, string]>([
    [
      'an unknown project',
      ['ALPHAA', 'sarah@example.com', '2025-03', 8],
      'Project Code',
      'there is no such project, closest: ALPHA',
    ],
    [
      'an unknown person',
      ['ALPHA', 'sara@example.com', '2025-03', 8],
      'Employee Email',
      'there is no such employee, closest: sarah@example.com',
    ],
    [
      'somebody who is not on the project',
      ['BETA', 'mark@example.com', '2025-03', 8],
      'Employee Email',
      'Mark Lee is not on BETA: add an assignment',
    ],
    [
      'a month outside the project',
      ['ALPHA', 'sarah@example.com', '2026-03', 8],
      'Month',
      'March 2026 is outside Project Alpha, which runs from 2025-01-01 to 2025-09-09',
    ],
    ['a month without a year', ['ALPHA', 'sarah@example.com', 'March', 8], 'Month', 'has no year'],
    ['too many hours', ['ALPHA', 'sarah@example.com', '2025-03', 745], 'Hours', 'is outside 0 to 744 hours'],
    ['negative hours', ['ALPHA', 'sarah@example.com', '2025-03', -1], 'Hours', 'is outside 0 to 744 hours'],
    ['words for hours', ['ALPHA', 'sarah@example.com', '2025-03', 'many'], 'Hours', 'is not a number of hours'],
    [
      'an error of the spreadsheet',
      ['ALPHA', 'sarah@example.com', '2025-03', { fault: 'the error #REF!' }],
      'Hours',
      'holds the error #REF!',
    ],
  ])('refuses %s with row, column, value and reason', async (_, cells, column, reason) => {
    const report = await rows(['ALPHA', 'mark@example.com', '2025-03', 8], cells)
    expect(report.sheets[0]).toMatchObject({ new: 1, refused: [{ row: 3, column, reason }] })
  })

  it('refuses the second mention of a cell', async () => {
    const report = await rows(['ALPHA', 'mark@example.com', '2025-03', 8], ['ALPHA', 'Mark Lee', 'Mar 2025', 9])
    expect(report.sheets[0]?.refused[0]?.reason).toBe('the same person, project and month as row 2')
  })

  it('rounds to the quarter hour with a warning', async () => {
    const report = await rows(['ALPHA', 'mark@example.com', '2025-03', 8.1])
    expect(report.sheets[0]?.warnings).toEqual([{ row: 2, column: 'Hours', message: '8.1 h rounded to 8 h' }])
  })

  it('stops the import unless they are left out on purpose', async () => {
    const sheets = {
      Allocations: [ALLOCATIONS, ['ALPHA', 'mark@example.com', '2025-03', 8], ['ALPHA', 'x@y.z', '2025-03', 8]],
    }
    await expect(take(sheets)).rejects.toMatchObject({
      code: 'refused_by_policy',
      message:
        "1 row of plan.xlsx cannot be imported: sheet Allocations, row 3, Employee Email 'x@y.z': there is no such employee.",
      details: { summary: { refused: 1, applied: false } },
    })
    expect(await org.db.selectFrom('allocation').selectAll().execute()).toEqual([])
    expect((await take(sheets, { skipRefused: true })).summary).toMatchObject({ new: 1, refused: 1, applied: true })
  })

  it('refuses a sheet without a required column', async () => {
    const report = await take(
      {
        Allocations: [
          ['Project Code', 'Employee Email', 'Month'],
          ['ALPHA', 'x', '2025-03'],
        ],
      },
      { dryRun: true },
    )
    expect(report.sheets[0]?.refused).toEqual([
      {
        row: 1,
        column: 'Hours',
        value: '',
        reason: "the column 'Hours' is missing, so no row of the sheet can be read",
      },
    ])
  })

  it('refuses a file without any table', async () => {
    await expect(take({ Sheet1: [['Dear all,'], ['see you on Monday']] })).rejects.toMatchObject({
      code: 'invalid',
      message: 'Nothing in plan.xlsx looks like a table to import.',
    })
  })
})

describe('headers', () => {
  it('takes similar headers and says so', async () => {
    const report = await take(
      {
        Hours: [
          ['Projct Code', 'Emploee Email', 'Month', 'Hours', 'Mood'],
          ['ALPHA', 'mark@example.com', '2025-03', 8, 'good'],
        ],
      },
      { dryRun: true },
    )
    expect(report.sheets[0]).toMatchObject({ table: 'Allocations', new: 1, refused: [] })
    expect(report.sheets[0]?.columns.filter((c) => c.guessed)).toEqual([
      { header: 'Projct Code', field: 'Project Code', guessed: true },
      { header: 'Emploee Email', field: 'Employee Email', guessed: true },
    ])
    expect(report.sheets[0]?.warnings.map((w) => w.message)).toContain("the column 'Mood' is not used")
  })

  it('reads two header rows and values merged over rows', async () => {
    const table: TableFile = file({
      Allocations: [
        ['Project', 'Employee', 'Plan', null],
        ['Code', 'Email', 'Month', 'Hours'],
        ['ALPHA', 'mark@example.com', '2025-03', 8],
        [null, null, '2025-04', 16],
      ],
    })
    table.sheets[0]!.merged = [
      { top: 3, left: 1, bottom: 4, right: 1 },
      { top: 3, left: 2, bottom: 4, right: 2 },
      { top: 1, left: 3, bottom: 1, right: 4 },
    ]
    const report = await importFile(org.context(org.admin), table, { dryRun: true })
    expect(report.sheets[0]).toMatchObject({ new: 2, refused: [] })
  })
})

describe('who imports', () => {
  const sheets = {
    Allocations: [
      ALLOCATIONS,
      ['ALPHA', 'mark@example.com', '2025-03', 8],
      ['BETA', 'sarah@example.com', '2025-03', 8],
    ],
  }

  it('a PM writes the projects she manages', async () => {
    const report = await take(sheets, { skipRefused: true }, org.maria)
    expect(report.sheets[0]).toMatchObject({
      new: 1,
      refused: [{ row: 3, reason: 'you do not manage Project Beta: needs Paul Planner' }],
    })
  })

  it.each(['director', 'sarah'] as const)('%s imports nothing', async (who) => {
    await expect(take(sheets, {}, org[who])).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('a PM adds no people', async () => {
    const report = await take(
      {
        Employees: [
          ['Email', 'Name'],
          ['new@example.com', 'New One'],
        ],
      },
      { dryRun: true },
      org.maria,
    )
    expect(report.sheets[0]?.refused[0]?.reason).toBe('only an Admin may add people')
  })
})

describe('the demo organisation', () => {
  const project = {
    Projects: [
      ['Code', 'Name', 'Start Date', 'Sprints'],
      ['OWN', 'Our own', '2025-02-01', 4],
    ] as CellValue[][],
  }
  beforeEach(() => org.db.updateTable('organisation').set({ demo: 1 }).execute())

  it("gives way to the first data of one's own; whoever is signed in stays", async () => {
    await org.db.updateTable('user').set({ passwordHash: 'x' }).where('id', '=', 'u-maria').execute()
    const report = await take(project)
    expect(report.summary).toMatchObject({ replacesDemo: true, applied: true, new: 1 })
    expect(await org.db.selectFrom('project').select('code').execute()).toEqual([{ code: 'OWN' }])
    expect(await org.db.selectFrom('employee').select('id').execute()).toEqual([])
    expect(await org.db.selectFrom('user').select('id').orderBy('id').execute()).toEqual([
      { id: 'u-admin' },
      { id: 'u-maria' },
    ])
    expect(await org.db.selectFrom('organisation').select(['name', 'demo']).execute()).toEqual([
      { name: 'My organisation', demo: 0 },
    ])
  })

  it('stays when asked to, and while rehearsing', async () => {
    expect((await take(project, { dryRun: true })).summary.replacesDemo).toBe(true)
    expect((await take(project, { replaceDemo: false })).summary.replacesDemo).toBe(false)
    expect(await org.db.selectFrom('project').select('code').orderBy('code').execute()).toHaveLength(3)
  })

  it("that got data of one's own on top is not replaced by the next file", async () => {
    await take(project, { replaceDemo: false })
    const again = await take({ Roles: [['Name'], ['Painter']] as CellValue[][] })
    expect(again.summary).toMatchObject({ applied: true, replacesDemo: false })
    expect(await org.db.selectFrom('project').select('code').execute()).toHaveLength(3)
  })
})
