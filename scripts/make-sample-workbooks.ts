// Writes the sample workbooks under data/: firms of other names in the import's sheets, and a manager's own one-sheet
// plan. Run again after changing it: npx tsx scripts/make-sample-workbooks.ts
import { join } from 'node:path'
import Excel from 'exceljs'
import { brickfield } from './sample-firms/brickfield.js'
import { fairwater } from './sample-firms/fairwater.js'
import { halloran } from './sample-firms/halloran.js'
import { kestrel } from './sample-firms/kestrel.js'
import { larkspur } from './sample-firms/larkspur.js'
import { nordvik } from './sample-firms/nordvik.js'
import { orrery } from './sample-firms/orrery.js'
import { quillon } from './sample-firms/quillon.js'
import type { SampleFirm } from './sample-firms/sample-firm.js'
import { sonnenberg } from './sample-firms/sonnenberg.js'
import { tamarack } from './sample-firms/tamarack.js'

const data = join(import.meta.dirname, '..', 'data')
/** The files say the same date at every making. */
const MADE = new Date('2026-03-02T09:00:00Z')

type Cell = string | number | null
type Sheet = { name: string; rows: Cell[][] }

/** The import's sheets of a firm. */
function sheetsOf(firm: SampleFirm): Sheet[] {
  const email = (name: string) => `${name}@${firm.domain}`
  // Month 13 is January of the year after.
  const yearOf = (number: number) => firm.year + Math.floor((number - 1) / 12)
  const monthOf = (number: number) => ((number - 1) % 12) + 1
  const month = (number: number) => `${yearOf(number)}-${String(monthOf(number)).padStart(2, '0')}`
  const months = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => first + i)
  const role = (who: string): Cell[] => {
    const [, , home, lcat] = firm.people.find(([name]) => name === who) ?? []
    return [home ?? null, lcat ?? null]
  }
  const sheet = (name: string, header: string, rows: Cell[][]) => ({ name, rows: [header.split(', '), ...rows] })
  const fiscalYearStart = firm.fiscalYearStart
  return [
    ...(fiscalYearStart ? [sheet('Organisation', 'Setting, Value', [['Fiscal year start', fiscalYearStart]])] : []),
    sheet(
      'Projects',
      'Code, Name, Client, Manager Email, Start Date, Sprints, Status',
      firm.projects.map(([code, name, client, manager, ...rest]) => [code, name, client, email(manager), ...rest]),
    ),
    sheet(
      'Employees',
      'Email, Name, Role, LCAT, System Role, FTE, Skills, Start Date, End Date, Notes',
      firm.people.map(([who, name, home, lcat, fte, skills, notes, system = 'Employee']) => [
        email(who),
        name,
        home,
        lcat,
        system,
        fte,
        skills,
        `${firm.year - 4}-01-03`,
        null,
        notes,
      ]),
    ),
    sheet(
      'Assignments',
      'Project Code, Employee Email, Role, LCAT, Funded Hours',
      firm.staffing.map(([who, code, funded]) => [code, email(who), ...role(who), funded]),
    ),
    sheet(
      'Allocations',
      'Project Code, Employee Email, Year, Month, Hours',
      firm.staffing.flatMap(([who, code, , hours, first, last]) =>
        months(first, last).map((number) => [code, email(who), yearOf(number), monthOf(number), hours]),
      ),
    ),
    sheet(
      'Time Off',
      'Employee Email, Start Date, End Date, Kind, Half Day',
      firm.timeOff.map(([who, ...rest]) => [email(who), ...rest, 'no']),
    ),
    sheet(
      'Demand',
      'Project Code, Role, LCAT, Skills, Month, Hours, Count',
      firm.demand.flatMap(([code, home, lcat, skills, first, last, hours, count]) =>
        months(first, last).map((number) => [code, home, lcat, skills, month(number), hours, count]),
      ),
    ),
    ...(firm.holidays.length > 0 ? [sheet('Holidays', 'Date, Name', firm.holidays)] : []),
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

await write('kestrel-consulting.xlsx', sheetsOf(kestrel))
await write('larkspur-health.xlsx', sheetsOf(larkspur))
await write('brickfield-engineering.xlsx', sheetsOf(brickfield))
await write('quillon-transport.xlsx', sheetsOf(quillon))
await write('sonnenberg-rao.xlsx', sheetsOf(sonnenberg))
await write('fairwater-digital.xlsx', sheetsOf(fairwater))
await write('nordvik-menon.xlsx', sheetsOf(nordvik))
await write('halloran-oduya.xlsx', sheetsOf(halloran))
await write('orrery-aerospace.xlsx', sheetsOf(orrery))
await write('tamarack-public-services.xlsx', sheetsOf(tamarack))
await write('manager-sheet.xlsx', [managerSheet()])
