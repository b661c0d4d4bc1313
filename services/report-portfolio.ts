// The portfolio roll-up (US016): projects as rows, months as columns, in hours and in FTE, the numbers of the grid.
import type { MonthNumber } from './calendar.js'
import { monthRange } from './calendar.js'
import { readGrid } from './grid.js'
import type { GridData, GridProject } from './grid-shape.js'
import {
  at,
  monthCell,
  type ReportBook,
  type ReportCell,
  type ReportColumn,
  type ReportSheet,
  sumOf,
} from './report-book.js'
import { type ReportRequest, startReport } from './report-source.js'

const HEADS: ReportColumn[] = [
  { header: 'Code', width: 12, format: 'text' },
  { header: 'Project', width: 28, format: 'text' },
  { header: 'Client', width: 30, format: 'text' },
  { header: 'Manager', width: 20, format: 'text' },
  { header: 'Status', width: 10, format: 'text' },
]

/** Hours and FTE of every project by month, with budgets over all months. */
export async function portfolioReport(request: ReportRequest): Promise<ReportBook> {
  const book = await startReport(request, 'Portfolio roll-up', 'Portfolio', [])
  const grid = await readGrid(request.db, request.actor, request.today, { from: request.from, to: request.to })
  const projects = [...grid.projects].sort((a, b) => a.code.localeCompare(b.code))
  book.cover.push(['Projects', projects.length])
  const months = monthRange(request.from, request.to)
  const hours = new Map(projects.map((p) => [p.id, hoursByMonth(grid, p.id)]))
  book.sheets.push(hoursSheet(grid, projects, hours, months), fteSheet(grid, projects, hours))
  return book
}

/** Hours of a project by month of the window. */
export function hoursByMonth(grid: GridData, projectId: string): number[] {
  const sums = grid.months.map(() => 0)
  for (const assignment of grid.assignments)
    if (assignment.projectId === projectId) for (const [i, h] of assignment.hours.entries()) sums[i]! += h
  return sums
}

const heads = (p: GridProject): ReportCell[] => [p.code, p.name, p.client, p.manager, p.status]

/** The line of full-time hours above the months: what percentages divide by. */
export function fullTimeLead(grid: GridData, label: string, before: number): { cells: ReportCell[]; format: 'hours' } {
  const blank: ReportCell[] = Array.from({ length: before - 1 }, () => null)
  return { cells: [label, ...blank, ...grid.months.map((m) => m.fullTimeHours)], format: 'hours' }
}

function hoursSheet(
  grid: GridData,
  projects: GridProject[],
  hours: Map<string, number[]>,
  months: MonthNumber[],
): ReportSheet {
  const first = HEADS.length + 1
  const last = HEADS.length + months.length
  const top = 3
  const bottom = top + projects.length - 1
  const budget = (p: GridProject) => {
    const own = grid.assignments.filter((a) => a.projectId === p.id)
    const sum = (of: (a: (typeof own)[number]) => number) => own.reduce((total, a) => total + of(a), 0)
    return { funded: sum((a) => a.funded), allocated: sum((a) => a.allocated) }
  }
  const rows = projects.map((p, i): ReportCell[] => {
    const row = top + i
    const { funded, allocated } = budget(p)
    const own = hours.get(p.id)!
    const total = own.reduce((a, b) => a + b, 0)
    return [
      ...heads(p),
      ...own,
      sumOf(first, row, last, row, total),
      funded,
      allocated,
      { formula: `${at(last + 2, row)}-${at(last + 3, row)}`, value: funded - allocated },
    ]
  })
  const column = (index: number) => rows.reduce((sum, row) => sum + numberOf(row[index]), 0)
  const total = (index: number) => sumOf(index + 1, top, index + 1, bottom, column(index))
  const foot: ReportCell[] = ['Total', null, null, null, null]
  for (let i = HEADS.length; i < last + 4; i++) foot.push(total(i))
  return {
    name: 'Portfolio',
    main: true,
    lead: [fullTimeLead(grid, 'Full-time hours', HEADS.length)],
    columns: [
      ...HEADS,
      ...grid.months.map(
        (m): ReportColumn => ({ header: monthCell(m.month), width: 10, format: 'hours', headerFormat: 'month' }),
      ),
      { header: 'Total in period', width: 14, format: 'hours' },
      { header: 'Funded', width: 12, format: 'hours' },
      { header: 'Allocated, all months', width: 20, format: 'hours' },
      { header: 'Remaining', width: 12, format: 'hours' },
    ],
    rows,
    foot: projects.length > 0 ? [foot] : [],
    freeze: { rows: 2, columns: 2 },
    heat: [],
  }
}

function fteSheet(grid: GridData, projects: GridProject[], hours: Map<string, number[]>): ReportSheet {
  const first = HEADS.length + 1
  return {
    name: 'FTE',
    lead: [fullTimeLead(grid, 'Full-time hours', HEADS.length)],
    columns: [
      ...HEADS,
      ...grid.months.map(
        (m): ReportColumn => ({ header: monthCell(m.month), width: 10, format: 'fte', headerFormat: 'month' }),
      ),
    ],
    rows: projects.map((p, i) => [
      ...heads(p),
      ...hours.get(p.id)!.map((h, m): ReportCell => {
        const fullTime = p.fullTimeHours[m]!
        const value = fullTime > 0 ? h / fullTime : 0
        const cell = `'Portfolio'!${at(first + m, 3 + i)}`
        // An override of the project is a number of its own; otherwise the line of full-time hours above counts.
        const by = p.overridden[m] ? String(fullTime) : `${at(first + m, 1)}`
        return fullTime > 0 ? { formula: `${cell}/${by}`, value } : 0
      }),
    ]),
    foot: [],
    freeze: { rows: 2, columns: 2 },
    heat: [],
  }
}

export function numberOf(cell: ReportCell | undefined): number {
  if (typeof cell === 'number') return cell
  return cell !== null && typeof cell === 'object' && 'formula' in cell ? Number(cell.value) : 0
}
