// The order of the plan's rows: by name, role, a budget, or a month's load; and what a click on a heading makes of it.
import type { SortOrder } from '../grid/grid-source.js'
import type { PlanRow } from './plan-rows.js'

/** A leading minus turns the usual order around. A month such as '2026-11' is "most in that month first". */
export const ROW_SORTS = [
  'name',
  '-name',
  'role',
  'funded',
  '-funded',
  'allocated',
  '-allocated',
  'remaining',
  '-remaining',
  'fte',
  '-fte',
] as const
export type RowSort = (typeof ROW_SORTS)[number] | `${number}-${number}` | `-${number}-${number}`

const TOTALS = ['funded', 'allocated', 'remaining'] as const
type Total = (typeof TOTALS)[number]
/** Headings whose first click shows the largest value first; names and what remains begin with the least. */
const MOST_FIRST: ReadonlySet<string> = new Set(['funded', 'allocated'])

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })
const isMonth = (key: string) => /^\d{4}-\d{2}$/.test(key)

/** Reads a sort from an address; anything unknown is the order by name. */
export function readSort(value: string | null): RowSort {
  const plain = (value ?? '').replace(/^-/, '')
  return (ROW_SORTS as readonly string[]).includes(value ?? '') || isMonth(plain) ? (value as RowSort) : 'name'
}

/** The key that a column sorts by: -1 the name, then the months, then the totals. */
export function sortKey(column: number, months: readonly { month: string }[]): string {
  if (column < 0) return 'name'
  return months[column]?.month ?? TOTALS[column - months.length] ?? 'name'
}

/** What a click on a column's heading makes of the present sort: first its usual order, then the other way, then by name. */
export function sortAfterClick(present: RowSort, key: string): RowSort {
  if (present === key) return `-${key}` as RowSort
  return present === `-${key}` ? 'name' : (key as RowSort)
}

/** The order in which a column stands, as aria-sort says it. */
export function sortOrder(present: RowSort, key: string): SortOrder {
  const descends = MOST_FIRST.has(key) || isMonth(key)
  if (present === key) return descends ? 'descending' : 'ascending'
  if (present === `-${key}`) return descends ? 'ascending' : 'descending'
  return 'none'
}

const nameOf = (row: PlanRow) => {
  if (row.kind === 'project') return row.project.name
  if (row.kind === 'employee') return row.employee.name
  if (row.kind === 'band') return row.label
  return row.under === 'employee' ? row.project.name : (row.employee?.name ?? '')
}

const totalOf = (row: PlanRow, field: Total): number => {
  if (row.kind === 'assignment') return row.assignment[field]
  return row.kind === 'band' ? 0 : row.assignments.reduce((total, assignment) => total + assignment[field], 0)
}

const roleOf = (row: PlanRow) =>
  row.kind === 'employee' ? row.employee.role : row.kind === 'assignment' ? row.assignment.role : ''

const fteOf = (row: PlanRow, column: number) =>
  row.kind === 'employee' || row.kind === 'assignment' ? (row.employee?.fte[column] ?? 0) : 0

/** What a row shows in a month: a person's load over all projects, else its own hours. */
const monthOf = (row: PlanRow, column: number) => {
  if (row.kind === 'employee') return row.employee.fte[column] ?? 0
  if (row.kind === 'assignment') return row.assignment.hours[column] ?? 0
  return row.kind === 'band' ? 0 : row.assignments.reduce((sum, assignment) => sum + (assignment.hours[column] ?? 0), 0)
}

/**
 * Compares rows by a sort, equal ones by name. `sortMonth` is the column that sorting by FTE looks at; `months` finds
 * the column of a sort by month (a month out of the window leaves the order by name).
 */
export function compareRows(sort: RowSort, sortMonth: number, months: readonly { month: string }[]) {
  const turned = sort.startsWith('-')
  const key = turned ? sort.slice(1) : sort
  const column = isMonth(key) ? months.findIndex(({ month }) => month === key) : -1
  const first = (a: PlanRow, b: PlanRow): number => {
    if (column >= 0) return monthOf(b, column) - monthOf(a, column)
    if (key === 'fte') return fteOf(a, sortMonth) - fteOf(b, sortMonth)
    if (key === 'role') return byName.compare(roleOf(a), roleOf(b))
    if (key === 'name') return byName.compare(nameOf(a), nameOf(b))
    if (!TOTALS.includes(key as Total)) return 0
    const difference = totalOf(a, key as Total) - totalOf(b, key as Total)
    return MOST_FIRST.has(key) ? -difference : difference
  }
  return (a: PlanRow, b: PlanRow): number => (turned ? -1 : 1) * first(a, b) || byName.compare(nameOf(a), nameOf(b))
}
