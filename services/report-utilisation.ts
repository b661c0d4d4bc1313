// Utilisation by person: load month by month in the colours of the heat map, the FTE and capacity it comes from, and
// the utilisation of the whole period, which is a sum of hours over a sum of hours, never a mean of percentages.
import { monthRange } from './calendar.js'
import { readGrid } from './grid.js'
import type { GridData, GridEmployee } from './grid-shape.js'
import { type LoadTable, readLoads, utilisation } from './load.js'
import { readScope, scopedEmployees } from './policy.js'
import {
  at,
  type FormulaCell,
  monthCell,
  type ReportBook,
  type ReportCell,
  type ReportColumn,
  type ReportSheet,
} from './report-book.js'
import { fullTimeLead } from './report-portfolio.js'
import { type ReportRequest, startReport } from './report-source.js'

const HEADS: ReportColumn[] = [
  { header: 'Name', width: 24, format: 'text' },
  { header: 'E-mail', width: 28, format: 'text' },
  { header: 'Role', width: 20, format: 'text' },
  { header: 'LCAT', width: 12, format: 'text' },
  { header: 'Contract', width: 10, format: 'share' },
]
const FIRST = HEADS.length + 1
const TOP = 3

/** What a cell of the load sheet says where there is no capacity. */
export const NO_CAPACITY = 'no capacity'

/** Load, FTE and capacity of everybody by month. */
export async function utilisationReport(request: ReportRequest): Promise<ReportBook> {
  const { db, actor, today, from, to } = request
  const book = await startReport(request, 'Utilisation by person', 'Utilisation', [])
  const months = monthRange(from, to)
  const grid = await readGrid(db, actor, today, { from, to })
  const loads = await readLoads(db, { employeeIds: scopedEmployees(await readScope(db, actor)), months })
  book.cover.push(['People', grid.employees.length])
  book.sheets.push(
    loadSheet(grid, loads),
    sheetOf(grid, 'FTE', 'share', (e, m) => e.fte[m]!),
    sheetOf(grid, 'Capacity', 'hours', (e, m) => e.capacityHours[m]!),
  )
  return book
}

const heads = (e: GridEmployee): ReportCell[] => [e.name, e.email, e.role, e.lcat, e.contractPct / 100]

const monthColumns = (grid: GridData, format: 'share' | 'hours'): ReportColumn[] =>
  grid.months.map((m) => ({ header: monthCell(m.month), width: 10, format, headerFormat: 'month' }))

function sheetOf(
  grid: GridData,
  name: string,
  format: 'share' | 'hours',
  value: (employee: GridEmployee, month: number) => number,
): ReportSheet {
  return {
    name,
    lead: [fullTimeLead(grid, 'Full-time hours', HEADS.length)],
    columns: [...HEADS, ...monthColumns(grid, format)],
    rows: grid.employees.map((e) => [...heads(e), ...grid.months.map((_, m) => value(e, m))]),
    foot: [],
    freeze: { rows: 2, columns: 1 },
    heat: [],
  }
}

function loadSheet(grid: GridData, loads: LoadTable): ReportSheet {
  const last = HEADS.length + grid.months.length
  const bottom = TOP + grid.employees.length - 1
  const rows = grid.employees.map((e, i): ReportCell[] => [
    ...heads(e),
    ...grid.months.map((_, m): ReportCell => e.load[m] ?? (e.fte[m]! > 0 ? NO_CAPACITY : '-')),
    period(TOP + i, TOP + i, last, utilisation(loads.row(e.id))),
  ])
  const all = grid.employees.flatMap((e) => loads.row(e.id))
  const foot: ReportCell[] = ['All of them', null, null, null, null]
  for (const [m] of grid.months.entries()) {
    const column = FIRST + m
    const value = utilisation(grid.employees.map((e) => loads.of(e.id, loads.months[m]!)))
    foot.push(
      share(
        `SUM('FTE'!${range(column, TOP, column, bottom)})*${at(column, 1)}`,
        `SUM('Capacity'!${range(column, TOP, column, bottom)})`,
        value,
      ),
    )
  }
  foot.push(period(TOP, bottom, last, utilisation(all)))
  return {
    name: 'Load',
    main: true,
    lead: [fullTimeLead(grid, 'Full-time hours', HEADS.length)],
    columns: [...HEADS, ...monthColumns(grid, 'share'), { header: 'Whole period', width: 13, format: 'share' }],
    rows,
    foot: rows.length > 0 ? [foot] : [],
    freeze: { rows: 2, columns: 1 },
    heat: rows.length > 0 ? [{ top: TOP, left: FIRST, bottom, right: last, load: at(FIRST, TOP) }] : [],
  }
}

/** Sum of FTE x F over sum of capacity, of rows `top` to `bottom` over all months. */
function period(top: number, bottom: number, last: number, value: number | null): FormulaCell {
  const fte = `'FTE'!${range(FIRST, top, last, bottom)}`
  const fullTime = `'FTE'!${range(FIRST, 1, last, 1)}`
  return share(`SUMPRODUCT(${fte}*${fullTime})`, `SUM('Capacity'!${range(FIRST, top, last, bottom)})`, value)
}

const range = (left: number, top: number, right: number, bottom: number) => `${at(left, top)}:${at(right, bottom)}`

function share(part: string, whole: string, value: number | null): FormulaCell {
  return { formula: `IF(${whole}=0,"-",${part}/${whole})`, value: value ?? '-' }
}
