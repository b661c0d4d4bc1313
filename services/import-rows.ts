// A recognised sheet -> rows of its table, with a report to write into. Merged cells below a header count for every row.
import type { DayOrder } from './import-dates.js'
import { dayOrderOf } from './import-dates.js'
import { type ColumnMap, fieldNames } from './import-map.js'
import { cellText, headerKey, type MatchedSheet, matchSheet } from './import-match.js'
import { ImportRow, newSheetReport, type SheetReport } from './import-report.js'
import type { CellValue, TableSheet } from './import-sheet.js'
import { type ImportTable, importTables } from './import-tables.js'

export interface RowGroup {
  table: ImportTable
  rows: ImportRow[]
  order: DayOrder
}

/** The rows of a sheet that is one of the tables; undefined when it is none. */
export function tableRows(
  sheet: TableSheet,
  map: ColumnMap,
): { report: SheetReport; group: RowGroup; match: MatchedSheet } | undefined {
  const match = matchSheet(sheet, map)
  if (!match) return undefined
  const report = newSheetReport(sheet.name, importTables[match.table].title)
  const fields = new Map(importTables[match.table].columns.map((c) => [c.key, c.header]))
  report.columns = match.columns.map((c) => ({
    header: c.header,
    field: fields.get(c.key) ?? '',
    guessed: c.guessed !== undefined,
    ...(c.mapped ? { mapped: true as const } : {}),
  }))
  report.unused = match.unused
  report.fields = fieldNames(match.table)
  const headers: Record<string, string> = Object.fromEntries(match.columns.map((c) => [c.key, c.header]))
  const head = new ImportRow(report, match.headerRow, {}, headers)
  for (const c of match.columns) if (c.guessed) head.warn(c.key, `read as ${c.guessed}`)
  for (const header of match.unused)
    head.warn(
      '',
      `the column '${header}' is not used${match.missing.length > 0 ? ': map it if it is what is missing' : ''}`,
    )
  const group: RowGroup = { table: match.table, rows: [], order: 'unknown' }
  if (match.missing.length > 0) {
    refuseSheet(report, match)
    return { report, group, match }
  }
  fillMerged(sheet, match)
  const repeated = match.columns.map((c) => headerKey(c.header)).join('|')
  for (const row of sheet.rows) {
    if (row.number <= match.headerRow) continue
    const values: Record<string, CellValue> = {}
    let filled = false
    for (const { key, column } of match.columns) {
      const value = row.cells[column - 1] ?? null
      values[key] = value
      if (value !== null) filled = true
    }
    if (!filled) continue
    if (match.columns.map((c) => headerKey(cellText(values[c.key]))).join('|') === repeated) continue
    group.rows.push(new ImportRow(report, row.number, values, headers))
  }
  const dates = match.columns.filter((c) => ['startsOn', 'endsOn', 'date'].includes(c.key)).map((c) => c.key)
  group.order = dayOrderOf(group.rows.flatMap((row) => dates.map((key) => row.values[key])))
  return { report, group, match }
}

/** Without a required column no row of the sheet can be read. */
function refuseSheet(report: SheetReport, match: MatchedSheet): void {
  for (const column of match.missing) {
    report.refusedCount++
    report.refused.push({
      row: match.headerRow,
      column,
      value: '',
      reason: `the column '${column}' is missing, so no row of the sheet can be read`,
    })
  }
}

/** A value merged over several rows or columns of the body belongs to each of the rows. */
function fillMerged(sheet: TableSheet, match: MatchedSheet): void {
  const used = new Set(match.columns.map((c) => c.column))
  const ranges = sheet.merged.filter((m) => m.bottom > m.top && m.bottom > match.headerRow && used.has(m.left))
  if (ranges.length === 0) return
  const byNumber = new Map(sheet.rows.map((r) => [r.number, r]))
  for (const range of ranges) {
    const value = byNumber.get(range.top)?.cells[range.left - 1] ?? null
    for (let number = range.top + 1; number <= Math.min(range.bottom, range.top + 10_000); number++) {
      const row = byNumber.get(number)
      if (!row) continue
      while (row.cells.length < range.left) row.cells.push(null)
      row.cells[range.left - 1] ??= value
    }
  }
}
