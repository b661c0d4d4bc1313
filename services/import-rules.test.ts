import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSmallOrganisation, type SmallOrganisation } from '../tests/small-organisation.js'
import { importFile } from './import.js'
import type { CellValue } from './import-sheet.js'

let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
})
afterEach(() => org.close())

const HEADERS: Record<string, string[]> = {
  Projects: [
    'Code',
    'Name',
    'Client',
    'Manager Email',
    'Start Date',
    'Sprints',
    'End Date',
    'Status',
    'Description',
    'Probability',
  ],
  Employees: [
    'Email',
    'Name',
    'Role',
    'LCAT',
    'System Role',
    'FTE',
    'Start Date',
    'End Date',
    'Years Experience',
    'Notes',
  ],
  Assignments: ['Project Code', 'Employee Email', 'Role', 'LCAT', 'Funded Hours', 'Note'],
  Allocations: ['Project Code', 'Employee Email', 'Month', 'Hours', 'Role', 'LCAT'],
  Overrides: ['Project Code', 'Month', 'Hours'],
  'Time Off': ['Employee Email', 'Start Date', 'End Date', 'Kind', 'Half Day'],
  Demand: ['Project Code', 'Role', 'LCAT', 'Skills', 'Month', 'Hours', 'Count'],
  Holidays: ['Date', 'Name'],
  Users: ['Email', 'Name', 'System Role'],
  Roles: ['Name', 'Rank', 'Active'],
  LCATs: ['Name', 'Rank', 'Active'],
  Organisation: ['Setting', 'Value'],
}

async function take(sheet: string, rows: CellValue[][], who = org.admin, dryRun = true) {
  const cells = [HEADERS[sheet]!, ...rows]
  const sheets = [{ name: sheet, rows: cells.map((c, i) => ({ number: i + 1, cells: c })), merged: [] }]
  const file = { file: 'plan.xlsx', sheets, warnings: [] }
  const report = await importFile(org.context(who), file, { dryRun, skipRefused: true })
  const s = report.sheets[0]!
  return {
    counts: [s.new, s.changed, s.unchanged, s.refusedCount],
    refused: s.refused.map((r) => `${r.column}: ${r.reason}`),
    warnings: s.warnings.map((w) => w.message),
  }
}

const PROJECT: CellValue[] = ['GAMMA', 'Project Gamma', 'ACME', 'u-maria@example.com', '2025-01-01', 18]
const project = (at: number, value: CellValue) => PROJECT.map((v, i) => (i === at ? value : v))
const ANA: CellValue[] = ['ana@example.com', 'Ana Silva', 'SW Engineer', 'Mid', null, 1]
const ana = (at: number, value: CellValue) => {
  const row = [...ANA, null, null, null, null]
  row[at] = value
  return row
}

describe('a row that is refused', () => {
  it.each<[string, CellValue[], string]>([
    ['Projects', project(0, null), 'Code: is blank'],
    ['Projects', project(1, ''), 'Name: is blank'],
    [
      'Projects',
      project(3, 'u-director@example.com'),
      'Manager Email: Dora Director is Director; a project is managed by a PM or an Admin',
    ],
    ['Projects', project(3, 'somebody'), 'Manager Email: is not an e-mail address'],
    ['Projects', project(4, 'soon'), 'Start Date: is not a date'],
    ['Projects', project(5, null), 'Sprints: is blank: how many sprints of 14 days?'],
    ['Projects', project(5, 0), 'Sprints: is not a whole number from 1 to 260'],
    ['Projects', [...project(5, null), '2024-12-01'], 'End Date: is before the start on 2025-01-01'],
    ['Projects', [...PROJECT, null, 'stuck'], 'Status: is none of Planning, Active, On Hold, Closed'],
    [
      'Projects',
      [...PROJECT, null, null, null, 'sure'],
      'Probability: is neither a fraction such as 0.5 nor a percentage',
    ],
    ['Employees', ana(0, 'ana'), 'Email: is not an e-mail address'],
    ['Employees', ana(1, null), 'Name: is blank'],
    ['Employees', ana(4, 'Boss'), 'System Role: is none of Admin, Director, PM, Employee'],
    ['Employees', ana(5, 2.5), 'FTE: is neither a fraction such as 0.5 nor a percentage'],
    ['Employees', ana(8, 99), 'Years Experience: is outside 0 to 80'],
    [
      'Assignments',
      ['ALPHA', 'sarah@example.com', 'Cyber Analyst', 'Senior', -1],
      'Funded Hours: is outside 0 to 2,000,000 hours',
    ],
    ['Assignments', [null, 'sarah@example.com', '', '', 1], 'Project Code: is blank: whose project?'],
    ['Assignments', ['ALPHA', null, '', '', 1], 'Employee Email: is blank: who?'],
    [
      'Overrides',
      ['ALPHA', '2026-09', 160],
      'Month: September 2026 is outside Project Alpha, which runs from 2025-01-01 to 2025-09-09',
    ],
    ['Overrides', ['ALPHA', '2025-03', 0], 'Hours: must be above 0'],
    ['Time Off', ['sarah@example.com', '2025-03-10', '2025-03-01'], 'End Date: is before the first day, 2025-03-10'],
    ['Time Off', ['sarah@example.com', '2025-03-10', '2045-03-01'], 'End Date: is more than ten years later'],
    ['Time Off', ['sarah@example.com', '2025-03-10', null, 'leave', 'perhaps'], 'Half Day: is neither yes nor no'],
    ['Demand', ['ALPHA', 'Cyber Analyst', null, '', '2025-03', 80, 0], 'Count: is not a whole number from 1 to 999'],
    ['Roles', [null, 1], 'Name: is blank'],
    ['Organisation', ['Colour', 'red'], 'Setting: is not a setting of an organisation'],
    ['Organisation', ['Fiscal year start', 13], 'Value: is not a whole number from 1 to 12'],
  ])('%s %j', async (sheet, row, reason) => {
    const { refused } = await take(sheet, [row])
    expect(refused.join()).toContain(reason.split(': ')[0])
    expect(refused.join()).toContain(reason)
  })

  it('names what is given twice, and where first', async () => {
    expect((await take('Projects', [PROJECT, PROJECT])).refused).toEqual([
      'Code: this code is already given in Projects, row 2',
    ])
    expect((await take('Employees', [ANA, ANA])).refused).toEqual([
      'Email: this e-mail is already given in Employees, row 2',
    ])
    expect(
      (
        await take('Holidays', [
          ['2025-01-01', 'A'],
          ['1/1/2025', 'B'],
        ])
      ).refused,
    ).toEqual(['Date: this day is already given in Holidays, row 2'])
    expect(
      (
        await take('Overrides', [
          ['ALPHA', '2025-03', 160],
          ['Project Alpha', 'Mar 2025', 152],
        ])
      ).refused,
    ).toEqual(['Month: this month is already given in Overrides, row 2'])
  })

  it('says which of two people or assignments is meant', async () => {
    await take('Employees', [['lee@example.com', 'Mark Lee', 'Cyber Analyst', 'Mid']], org.admin, false)
    expect((await take('Allocations', [['ALPHA', 'Mark Lee', '2025-03', 8]])).refused).toEqual([
      'Employee Email: fits 2 people: mark@example.com, lee@example.com; give the e-mail',
    ])
    await take(
      'Assignments',
      [
        ['ALPHA', 'sarah@example.com', 'Cyber Analyst', 'Mid', 50],
        ['ALPHA', 'sarah@example.com', 'Cyber Analyst', 'Senior', 1000],
      ],
      org.admin,
      false,
    )
    const hours = (lcat: CellValue) => take('Allocations', [['ALPHA', 'sarah@example.com', '2025-03', 8, null, lcat]])
    expect((await hours(null)).refused).toEqual(['LCAT: Sarah Jones is on ALPHA 2 times: name the role or LCAT'])
    expect((await hours('Nobody')).refused).toEqual(['LCAT: Sarah Jones is on ALPHA 2 times: name the role or LCAT'])
    expect((await hours('mid')).counts).toEqual([1, 0, 0, 0])
  })

  it('is one of a closed project, or of months before employment', async () => {
    await take(
      'Projects',
      [['ALPHA', 'Project Alpha', 'ACME', 'u-maria@example.com', '2025-01-01', 18, null, 'On hold']],
      org.admin,
      false,
    )
    await take(
      'Employees',
      [['jane@example.com', 'Jane Doe', 'SW Engineer', 'Mid', null, 0.5, '2025-04-01']],
      org.admin,
      false,
    )
    expect((await take('Allocations', [['ALPHA', 'sarah@example.com', '2025-03', 8]])).refused).toEqual([
      'Hours: Project Alpha is on hold: its hours may only go down',
    ])
    await take(
      'Projects',
      [['ALPHA', 'Project Alpha', 'ACME', 'u-maria@example.com', '2025-01-01', 18, null, 'open']],
      org.admin,
      false,
    )
    expect((await take('Allocations', [['ALPHA', 'jane@example.com', '2025-03', 8]])).refused).toEqual([
      'Month: Jane Doe is not employed in March 2025 (2025-04-01 to …)',
    ])
  })
})

describe('a row that is taken', () => {
  it('makes what is new, changes what differs and leaves the rest', async () => {
    expect(
      (await take('Projects', [PROJECT, [...project(0, 'DELTA').slice(0, 5), null, '2025-03-01', 'planned', 'x', 0.3]]))
        .counts,
    ).toEqual([2, 0, 0, 0])
    expect(
      (await take('Projects', [['alpha', 'Alpha renamed', 'ACME', 'u-maria@example.com', '2025-01-01', 18]])).counts,
    ).toEqual([0, 1, 0, 0])
    expect(
      (
        await take('Employees', [
          [
            'sarah@example.com',
            'Jones, Sarah',
            'Cyber Analyst',
            'Senior',
            'PM',
            1,
            '2020-01-01',
            null,
            7,
            'Prefers mornings',
          ],
        ])
      ).counts,
    ).toEqual([0, 1, 0, 0])
    expect((await take('Assignments', [['ALPHA', 'Lee, Mark', null, null, null, 'stand-in']])).counts).toEqual([
      0, 1, 0, 0,
    ])
    expect((await take('Demand', [['ALPHA', 'Cyber Analyst', null, 'a; b', '2025-03', null, null]])).counts).toEqual([
      1, 0, 0, 0,
    ])
    expect(
      (
        await take('Roles', [
          ['cyber analyst', 5, 'no'],
          ['SW Engineer', null, null],
          ['Tester', null, 'yes'],
        ])
      ).counts,
    ).toEqual([1, 1, 1, 0])
    expect(
      (
        await take('LCATs', [
          ['Mid', 2, true],
          ['Junior', 1, 'x'],
        ])
      ).counts,
    ).toEqual([1, 0, 1, 0])
    expect(
      (
        await take('Users', [
          ['new@example.com', null, 'Project Manager'],
          ['u-paul@example.com', 'Paul', 'PM'],
          ['u-director@example.com', 'Dora', 'Admin'],
        ])
      ).counts,
    ).toEqual([1, 1, 1, 0])
  })

  it('sets the organisation', async () => {
    const rows: CellValue[][] = [
      ['Name', 'Kestrel'],
      ['Holiday calendar', 'US'],
      ['Fiscal year start', 10],
      ['Heat map bands', '50 %; 0.75'],
      ['Above funded hours', 'refuse'],
      ['Above capacity', 'warn'],
    ]
    expect((await take('Organisation', rows, org.admin, false)).counts).toEqual([0, 4, 2, 0])
    expect(await org.db.selectFrom('organisation').selectAll().executeTakeFirst()).toMatchObject({
      name: 'Kestrel',
      calendarCountry: 'US',
      fiscalYearStart: 10,
      heatBands: '[0.5,0.75]',
      overFunding: 'refuse',
    })
  })

  it('changes time off and demand of the same day or skills instead of adding to them', async () => {
    const off = (end: string, kind = 'leave') =>
      take('Time Off', [['sarah@example.com', '2025-03-10', end, kind, 'no']], org.admin, false)
    expect((await off('2025-03-12')).counts).toEqual([1, 0, 0, 0])
    expect((await off('2025-03-14')).counts).toEqual([0, 1, 0, 0])
    expect((await off('2025-03-14')).counts).toEqual([0, 0, 1, 0])
    const demand = (hours: number) =>
      take('Demand', [['ALPHA', 'SW Engineer', 'Mid', 'SQL', '2025-03', hours, 2]], org.admin, false)
    expect((await demand(80)).counts).toEqual([1, 0, 0, 0])
    expect((await demand(90)).counts).toEqual([0, 1, 0, 0])
  })

  it('says what it made of blanks, roles, managers and namesakes', async () => {
    const { warnings } = await take('Employees', [
      ['ana2@example.com', 'Sarah Jones', null, 'Mid'],
      ['x@example.com', 'Xavier', 'SW Enginer', null],
    ])
    expect(warnings).toEqual([
      'there is another Sarah Jones (sarah@example.com)',
      'Sarah Jones has no role',
      "new role 'SW Enginer', closest: SW Engineer",
      'Xavier has no LCAT',
    ])
    const managed = await take('Projects', [
      project(3, 'u-sarah@example.com'),
      ['D', 'Delta', '', 'Mark Lee', '2025-01-01', null, '2025-01-30'],
    ])
    expect(managed.warnings).toEqual([
      'Sarah Jones becomes PM',
      'mark@example.com is invited as PM',
      '30 days make 3 sprints of 14 days',
    ])
    expect((await take('Users', [['u-admin@example.com', 'Ada', 'Director']])).warnings).toEqual([
      'your own system role stays Admin',
    ])
    expect((await take('Projects', [project(3, 'Paul Planner')])).counts).toEqual([1, 0, 0, 0])
  })
})

describe('a PM who imports', () => {
  it('changes her projects and nothing else', async () => {
    const as = (sheet: string, row: CellValue[]) => take(sheet, [row], org.maria)
    expect((await as('Projects', project(3, null))).refused).toEqual([
      'Manager Email: you may add projects that you manage yourself',
    ])
    expect((await as('Projects', PROJECT)).counts).toEqual([1, 0, 0, 0])
    expect((await as('Projects', project(3, 'new.manager@example.com'))).refused).toEqual([
      'Manager Email: only an Admin may invite a manager',
    ])
    expect((await as('Projects', project(3, 'u-sarah@example.com'))).refused).toEqual([
      'Manager Email: only an Admin may make somebody a PM',
    ])
    expect((await as('Assignments', ['ALPHA', 'jane@example.com', 'Tester', 'Mid', 5])).refused).toEqual([
      'Role: there is no such role; only an Admin may add it',
    ])
    expect((await as('Employees', ['sarah@example.com', 'Sarah Jones', 'SW Engineer', 'Senior'])).refused).toEqual([
      'Email: only an Admin may change people',
    ])
    expect((await as('Holidays', ['2025-01-01', 'New Year'])).refused).toEqual([
      'Date: only an Admin may change holidays',
    ])
    expect((await as('Time Off', ['sarah@example.com', '2025-01-01', '2025-01-02'])).refused).toEqual([
      'Employee Email: only an Admin may change time off',
    ])
    expect((await as('Roles', ['Tester'])).refused).toEqual(['Name: only an Admin may change this list'])
    expect((await as('Users', ['x@example.com', 'X', 'Admin'])).refused).toEqual([
      'System Role: only an Admin may give somebody a system role',
    ])
    expect((await as('Organisation', ['Name', 'Mine'])).refused).toEqual([
      'Setting: only an Admin may change the organisation',
    ])
    expect((await as('Overrides', ['BETA', '2025-03', 160])).refused).toEqual([
      'Project Code: you do not manage Project Beta: needs Paul Planner',
    ])
  })
})
