// One project's plan in the project manager's own form: full-time hours on top, then Role, LCAT, Name, Funded Hours, a
// pair of columns per month (hours, %FTE), Hours Delta, open positions without a name, and the note about sprints.
// The import takes the sheet back in.
import type { Db } from '../db/open.js'
import { toMonthNumber } from './calendar.js'
import { readGrid } from './grid.js'
import type { GridAssignment, GridData, GridEmployee, GridProject } from './grid-shape.js'
import {
  at,
  monthCell,
  type ReportBook,
  type ReportCell,
  type ReportColumn,
  type ReportSheet,
  sumOf,
} from './report-book.js'
import { numberOf } from './report-portfolio.js'
import { type ReportRequest, startReport } from './report-source.js'
import { NO_CAPACITY } from './report-utilisation.js'
import { toHours } from './units.js'

const HEADS: ReportColumn[] = [
  { header: 'Role', width: 22, format: 'text' },
  { header: 'LCAT', width: 12, format: 'text' },
  { header: 'Name', width: 24, format: 'text' },
  { header: 'Email', width: 28, format: 'text' },
  { header: 'Funded Hours', width: 14, format: 'hours' },
]
const FUNDED = 5
const FIRST = HEADS.length + 1
/** Rows above the table: project, client, start; then full-time hours; then the header. */
const FULL_TIME_ROW = 4
const TOP = FULL_TIME_ROW + 2

/** The plan of one project over a period. Fault not_found is the caller's: the id must exist in the actor's scope. */
export async function projectReport(request: ReportRequest, projectId: string): Promise<ReportBook> {
  const { db, actor, today, from, to } = request
  const grid = await readGrid(db, actor, today, { from, to, projectId })
  const project = grid.projects.find((p) => p.id === projectId)!
  const book = await startReport(request, `Plan of ${project.name}`, `Plan ${project.code}`, [
    ['Project', `${project.name} (${project.code})`],
    ['Client', project.client],
    ['Manager', project.manager],
    ['Runs', `${project.startsOn} to ${project.endsOn}, ${project.sprints} sprints`],
  ])
  const people = grid.assignments.filter((a) => a.projectId === projectId)
  const open = await readOpenPositions(db, projectId, grid)
  book.sheets.push(planSheet(grid, project, people, open), loadSheet(grid, people))
  return book
}

interface OpenPosition {
  role: string
  lcat: string
  hours: number[]
}

/** Demand of the project as rows without a name: one row per position, months side by side. */
async function readOpenPositions(db: Db, projectId: string, grid: GridData): Promise<OpenPosition[]> {
  const rows = await db
    .selectFrom('demand as d')
    .leftJoin('role as r', 'r.id', 'd.roleId')
    .leftJoin('lcat as l', 'l.id', 'd.lcatId')
    .select(['r.name as role', 'l.name as lcat', 'd.month', 'd.quarters', 'd.count'])
    .where('d.projectId', '=', projectId)
    .orderBy('r.name')
    .orderBy('l.name')
    .orderBy('d.month')
    .orderBy('d.id')
    .execute()
  const columnOf = new Map(grid.months.map((m, i) => [toMonthNumber(m.month), i]))
  const positions: (OpenPosition & { key: string })[] = []
  for (const row of rows) {
    const column = columnOf.get(row.month)
    if (column === undefined) continue
    const key = JSON.stringify([row.role, row.lcat])
    for (let n = 0; n < row.count; n++) {
      let free = positions.find((p) => p.key === key && p.hours[column] === -1)
      if (!free) {
        free = { key, role: row.role ?? '', lcat: row.lcat ?? '', hours: grid.months.map(() => -1) }
        positions.push(free)
      }
      free.hours[column] = toHours(row.quarters)
    }
  }
  return positions
}

function planSheet(grid: GridData, project: GridProject, people: GridAssignment[], open: OpenPosition[]): ReportSheet {
  const nameOf = new Map(grid.employees.map((e) => [e.id, e]))
  const delta = FIRST + grid.months.length * 2
  const pair = (m: number) => FIRST + m * 2
  const share = (row: number, m: number, hours: number): ReportCell => {
    const fullTime = project.fullTimeHours[m]!
    if (fullTime === 0) return null
    return { formula: `${at(pair(m), row)}/${at(pair(m), FULL_TIME_ROW)}`, value: hours / fullTime }
  }
  const line = (row: number, head: ReportCell[], hours: (number | null)[], end: ReportCell): ReportCell[] => [
    ...head,
    ...hours.flatMap((h, m) => (h === null ? [null, null] : [h, share(row, m, h)])),
    end,
  ]
  const isShown = (a: GridAssignment, m: number) => project.open[m] || a.hours[m] !== 0
  const rows = people.map((a, i): ReportCell[] => {
    const row = TOP + i
    const who = nameOf.get(a.employeeId)!
    const hours = a.hours.map((h, m) => (isShown(a, m) ? h : null))
    // All months count against the budget, also those that this sheet does not show.
    const hidden = a.allocated - a.hours.reduce((sum, h) => sum + h, 0)
    const cells = grid.months.map((_, m) => at(pair(m), row)).join('+')
    const end = { formula: `${at(FUNDED, row)}-(${cells})${hidden ? `-${hidden}` : ''}`, value: a.remaining }
    return line(row, [a.role, a.lcat, who.name, who.email, a.funded], hours, end)
  })
  for (const p of open)
    rows.push(
      line(
        TOP + rows.length,
        [p.role, p.lcat, 'TBD', null, null],
        p.hours.map((h) => (h < 0 ? null : h)),
        null,
      ),
    )
  const bottom = TOP + rows.length - 1
  const foot: ReportCell[] = ['Total', null, null, null]
  const total = (column: number) =>
    sumOf(
      column,
      TOP,
      column,
      bottom,
      rows.reduce((s, r) => s + numberOf(r[column - 1]), 0),
    )
  foot.push(total(FUNDED))
  for (const [m] of grid.months.entries()) foot.push(total(pair(m)), null)
  foot.push(total(delta))
  return {
    name: sheetName(project.code),
    main: true,
    lead: [
      { cells: [`Project: ${project.name}`, null, `Code: ${project.code}`] },
      { cells: [`Client: ${project.client}`, null, 'Start Date', { day: project.startsOn }], format: 'day' },
      { cells: [`${project.sprints} Sprints, ${project.sprints * 2} weeks`] },
      {
        cells: ['Full-time hours', null, null, null, null, ...project.fullTimeHours.flatMap((h) => [h, null])],
        format: 'hours',
      },
    ],
    columns: [
      ...HEADS,
      ...grid.months.flatMap((m): ReportColumn[] => [
        { header: monthCell(m.month), width: 10, format: 'hours', headerFormat: 'month' },
        { header: '%FTE', width: 9, format: 'share' },
      ]),
      { header: 'Hours Delta', width: 12, format: 'hours' },
    ],
    rows,
    foot: rows.length > 0 ? [foot] : [],
    freeze: { rows: TOP - 1, columns: 3 },
    heat:
      people.length === 0
        ? []
        : grid.months.map((_, m) => ({
            top: TOP,
            left: pair(m),
            bottom: TOP + people.length - 1,
            right: pair(m) + 1,
            load: `'Load'!$${at(3 + m, 2)}`,
          })),
  }
}

/** The load of the plan's people across all projects, which gives the plan its colours; row by row as in the plan. */
function loadSheet(grid: GridData, people: GridAssignment[]): ReportSheet {
  const byId = new Map<string, GridEmployee>(grid.employees.map((e) => [e.id, e]))
  return {
    name: 'Load',
    lead: [],
    columns: [
      { header: 'Load of', width: 24, format: 'text' },
      { header: 'across all projects', width: 28, format: 'text' },
      ...grid.months.map(
        (m): ReportColumn => ({ header: monthCell(m.month), width: 10, format: 'share', headerFormat: 'month' }),
      ),
    ],
    rows: people.map((a) => {
      const e = byId.get(a.employeeId)!
      return [
        e.name,
        e.email,
        ...grid.months.map((_, m): ReportCell => e.load[m] ?? (e.fte[m]! > 0 ? NO_CAPACITY : '-')),
      ]
    }),
    foot: [],
    freeze: { rows: 1, columns: 1 },
    heat:
      people.length === 0
        ? []
        : [{ top: 2, left: 3, bottom: people.length + 1, right: 2 + grid.months.length, load: at(3, 2) }],
  }
}

/** Excel takes 31 characters without []:*?/\ in the name of a sheet. */
export function sheetName(text: string): string {
  return (
    text
      .replace(/[[\]:*?/\\']/g, ' ')
      .trim()
      .slice(0, 31) || 'Plan'
  )
}
