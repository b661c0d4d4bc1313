// Writes the sample workbooks under data/: a firm of other names in the import's sheets, and a manager's own one-sheet
// plan. Run again after changing it: npx tsx scripts/make-sample-workbooks.ts
import { join } from 'node:path'
import Excel from 'exceljs'

const data = join(import.meta.dirname, '..', 'data')
/** The files say the same date at every making. */
const MADE = new Date('2026-03-02T09:00:00Z')

type Cell = string | number | null
type Sheet = { name: string; rows: Cell[][] }

const PROJECTS: Cell[][] = [
  ['Code', 'Name', 'Client', 'Manager Email', 'Start Date', 'Sprints', 'Status'],
  ['KS-101', 'Skyline Retrofit', 'Aurora Health', 'ingrid@kestrel.example', '2026-01-05', 26, 'Active'],
  ['KS-102', 'Tidewater Grid', 'Meridian Power', 'ingrid@kestrel.example', '2026-02-02', 20, 'Active'],
  ['KS-203', 'Patient Portal', 'Aurora Health', 'pavel@kestrel.example', '2025-09-01', 30, 'Active'],
  ['KS-204', 'Ledger Migration', 'Union Credit', 'pavel@kestrel.example', '2026-06-01', 13, 'Planning'],
  ['KS-300', 'August Harvest', 'Greenfield Farms', 'pavel@kestrel.example', '2026-03-02', 18, 'Active'],
]

// e-mail before @, name, role, LCAT, system role, FTE, skills, notes
const PEOPLE: [string, string, string, string, string, number | string, string, string][] = [
  [
    'zoe',
    'Zoë Brandão',
    'Cloud Architect',
    'Lead',
    'Employee',
    1,
    'AWS; networking; security',
    'Speaks at conferences.',
  ],
  ['lukasz', 'Łukasz Nowak', 'Cloud Architect', 'Consultant', 'Employee', 1, 'Azure; Terraform', ''],
  ['marisol', 'Marisol Vega', 'UX Designer', 'Consultant', 'Employee', 1, 'Figma; research', ''],
  ['tom', 'Tom Baker', 'UX Designer', 'Associate', 'Employee', '50 %', 'Figma; illustration', 'Mornings.'],
  ['hiro', 'Hiro Tanabe', 'QA Analyst', 'Consultant', 'Employee', 1, 'Playwright; load testing', ''],
  ['june', 'June Park', 'QA Analyst', 'Associate', 'Employee', 1, 'manual testing', 'Would like more hours.'],
  ['grant', 'Grant Field', 'Electrical Engineer', 'Lead', 'Employee', 1, 'switchgear; protection studies', ''],
  ['priyanka', 'Priyanka Das', 'Electrical Engineer', 'Consultant', 'Employee', 1, 'protection studies; AutoCAD', ''],
  ['sam', "Sam O'Neill", 'Electrical Engineer', 'Associate', 'Employee', 1, 'AutoCAD', 'New.'],
  ['alex.chen', 'Alex Chen', 'Data Engineer', 'Consultant', 'Employee', 1, 'SQL; dbt', ''],
  ['alex.romero', 'Alex Romero', 'Data Engineer', 'Associate', 'Employee', 1, 'Python; SQL', ''],
  ['faith', 'Faith Okoye', 'Data Engineer', 'Lead', 'Employee', 1, 'Spark; Python; SQL', ''],
  ['bill', 'Bill Summers', 'Project Controls', 'Consultant', 'Employee', 1, 'earned value', ''],
  ['noor', 'Noor Haddad', 'Project Controls', 'Associate', 'Employee', 1, 'scheduling', ''],
  ['ruth', 'Ruth Castle', 'Practice Director', 'Lead', 'Director', 1, '', ''],
]

// who, project, role and LCAT there where they differ, funded hours, hours a month, first and last month of 2026
const STAFFING: [string, string, number, number, number, number][] = [
  ['zoe', 'KS-101', 1000, 80, 1, 12],
  ['zoe', 'KS-203', 600, 60, 1, 10],
  ['lukasz', 'KS-102', 1100, 120, 2, 10],
  ['marisol', 'KS-203', 1300, 140, 1, 9],
  ['tom', 'KS-203', 240, 40, 1, 6],
  ['hiro', 'KS-101', 720, 60, 1, 12],
  ['hiro', 'KS-102', 800, 90, 2, 10],
  ['june', 'KS-101', 200, 30, 3, 8],
  ['grant', 'KS-102', 1440, 160, 2, 10],
  ['grant', 'KS-101', 120, 40, 4, 6],
  ['priyanka', 'KS-102', 900, 100, 2, 10],
  ['alex.chen', 'KS-203', 1000, 100, 1, 10],
  ['alex.romero', 'KS-300', 1000, 110, 3, 11],
  ['faith', 'KS-300', 700, 80, 3, 11],
  ['faith', 'KS-203', 240, 40, 1, 6],
  ['bill', 'KS-101', 600, 50, 1, 12],
  ['bill', 'KS-102', 450, 50, 2, 10],
  ['noor', 'KS-300', 200, 20, 3, 10],
]

const email = (name: string) => `${name}@kestrel.example`

function kestrel(): Sheet[] {
  const person = (who: string) => PEOPLE.find(([name]) => name === who) as (typeof PEOPLE)[number]
  return [
    { name: 'Projects', rows: PROJECTS },
    {
      name: 'Employees',
      rows: [
        ['Email', 'Name', 'Role', 'LCAT', 'System Role', 'FTE', 'Skills', 'Start Date', 'End Date', 'Notes'],
        ...PEOPLE.map(([who, name, role, lcat, systemRole, fte, skills, notes]) => [
          email(who),
          name,
          role,
          lcat,
          systemRole,
          fte,
          skills,
          '2022-01-03',
          null,
          notes,
        ]),
      ],
    },
    {
      name: 'Assignments',
      rows: [
        ['Project Code', 'Employee Email', 'Role', 'LCAT', 'Funded Hours'],
        ...STAFFING.map(([who, code, funded]) => [code, email(who), person(who)[2], person(who)[3], funded]),
      ],
    },
    {
      name: 'Allocations',
      rows: [
        ['Project Code', 'Employee Email', 'Year', 'Month', 'Hours'],
        ...STAFFING.flatMap(([who, code, , hours, first, last]) =>
          Array.from({ length: last - first + 1 }, (_, i) => [code, email(who), 2026, first + i, hours]),
        ),
      ],
    },
    {
      name: 'Time Off',
      rows: [
        ['Employee Email', 'Start Date', 'End Date', 'Kind', 'Half Day'],
        [email('hiro'), '2026-04-13', '2026-04-17', 'Vacation', 'no'],
      ],
    },
    {
      name: 'Demand',
      rows: [
        ['Project Code', 'Role', 'LCAT', 'Skills', 'Month', 'Hours', 'Count'],
        ...['2026-07', '2026-08', '2026-09'].map((month) => ['KS-204', 'Data Engineer', 'Lead', 'SQL', month, 160, 2]),
      ],
    },
    {
      name: 'Holidays',
      rows: [
        ['Date', 'Name'],
        ['2026-01-01', "New Year's Day"],
        ['2026-04-03', 'Good Friday'],
        ['2026-04-06', 'Easter Monday'],
        ['2026-05-25', 'Whit Monday'],
        ['2026-12-25', 'Christmas Day'],
      ],
    },
  ]
}

/** A manager's own sheet: full-time hours on top, a pair of columns a month, blank rows, a note below. */
function managerSheet(): Sheet {
  const months: [string, number][] = [
    ['September', 168],
    ['October', 176],
    ['November', 144],
    ['December', 176],
    ['January', 160],
    ['February', 152],
  ]
  const people: [Cell, Cell, Cell, Cell, (number | null)[]][] = [
    ['SW Engineer', 'Senior', 'Sarah Jones', 800, [168, 160, 120, 160, 120, 72]],
    ['SW Engineer', 'Mid', 'Jane Doe', 500, [84, 88, 72, 88, 80, 76]],
    ['Cyber Analyst', 'Mid', 'Ben Ode', 300, [40, 40, 40, 40, 40, null]],
    ['Developer', 'Senior', null, 600, [null, 100, 100, 100, 100, 100]],
    ['Test Engineer', null, 'Amy Tran', null, [null, null, 36, 44, 40, 38]],
    [null, null, null, null, [null, null, null, null, null, null]],
  ]
  return {
    name: 'Project Delta Plan',
    rows: [
      ['Full-time hours', null, null, null, ...months.flatMap(([, hours]) => [hours, null])],
      ['Role', 'LCAT', 'Name', 'Funded Hours', ...months.flatMap(([name]) => [name, '%FTE']), 'Hours Delta'],
      ...people.map(([role, lcat, name, funded, hours]) => [
        role,
        lcat,
        name,
        funded,
        ...hours.flatMap((value, i) => [value, value === null ? null : value / (months[i] as [string, number])[1]]),
        typeof funded === 'number' ? funded - hours.reduce<number>((sum, value) => sum + (value ?? 0), 0) : null,
      ]),
      ['18 Sprints, 36 weeks'],
    ],
  }
}

async function write(file: string, sheets: Sheet[]): Promise<void> {
  const workbook = new Excel.Workbook()
  workbook.created = MADE
  workbook.modified = MADE
  for (const { name, rows } of sheets) {
    const sheet = workbook.addWorksheet(name)
    sheet.addRows(rows)
    sheet.columns.forEach((column, i) => {
      column.width = Math.max(10, ...rows.map((row) => String(row[i] ?? '').length + 2))
      if (rows.some((row) => row[i] === '%FTE')) column.numFmt = '0%'
    })
  }
  await workbook.xlsx.writeFile(join(data, file))
}

await write('kestrel-consulting.xlsx', kestrel())
await write('manager-sheet.xlsx', [managerSheet()])
