// Which tables and staffing plans a file holds, and a report for each of its sheets.
import { Fault } from './fault.js'
import { findManagerForm, type ManagerForm } from './import-manager-form.js'
import type { FormSource } from './import-manager-rows.js'
import { allFieldNames, type ColumnMap, refuseUnusedMappings } from './import-map.js'
import { cellText, headerKey } from './import-match.js'
import { ImportRow, newSheetReport, type SheetReport } from './import-report.js'
import { type RowGroup, tableRows } from './import-rows.js'
import type { TableFile } from './import-sheet.js'
import { type FormColumn, formColumnNames, formColumns, importTables, tableNames } from './import-tables.js'

export type FoundForm = Omit<FormSource, 'start' | 'now'>

/** The sheets by what they are. Throws Fault invalid when nothing in the file is known, or a mapping fits nothing. */
export function recognise(
  file: TableFile,
  map: ColumnMap,
): { reports: SheetReport[]; groups: RowGroup[]; forms: FoundForm[] } {
  const reports: SheetReport[] = []
  const groups: RowGroup[] = []
  const forms: FoundForm[] = []
  for (const sheet of file.sheets) {
    if (sheet.rows.length === 0) continue
    const table = tableRows(sheet, map)
    // A sheet with the title and the columns of a table is that table, whatever stands in its cells.
    const isTitled =
      table && table.group.rows.length > 0 && headerKey(sheet.name) === headerKey(importTables[table.group.table].title)
    const form = isTitled ? undefined : findManagerForm(sheet, map)
    const found = form ? undefined : table
    const report =
      found?.report ?? newSheetReport(sheet.name, form ? (form.columns.project ? 'Allocations' : 'Staffing plan') : '')
    reports.push(report)
    for (const said of (form ?? found?.match)?.said ?? []) map.used.add(said)
    if (form) {
      report.columns = columnsOf(form)
      report.fields = formColumnNames.map((key) => formColumns[key].header)
      forms.push({ sheet, form, report, fileName: file.file.replace(/\.[^.]*$/, '') })
    } else if (found) groups.push(found.group)
    else {
      report.unused = sheet.rows[0]!.cells.map(cellText).filter(Boolean)
      report.fields = allFieldNames()
      new ImportRow(report, 0, {}, {}).warn(
        '',
        'not recognised as one of the tables: left out, unless you map its columns',
      )
    }
  }
  refuseUnusedMappings(
    map,
    file.sheets.flatMap((s) => s.rows.slice(0, 30).flatMap((r) => r.cells.map(cellText))),
  )
  if (groups.length === 0 && forms.length === 0)
    throw new Fault(
      'invalid',
      `Nothing in ${file.file} looks like a table to import.`,
      `Name the sheets ${tableNames.map((t) => importTables[t].title).join(', ')}, use a project manager's plan with Role, LCAT, Name, Funded Hours and months, or map its columns.`,
      { sheets: reports.map((r) => ({ sheet: r.sheet, headers: r.unused, fields: r.fields })) },
    )
  for (const message of file.warnings) new ImportRow(reports[0]!, 0, {}, {}).warn('', message)
  return { reports, groups, forms }
}

function columnsOf(form: ManagerForm): SheetReport['columns'] {
  const column = (header: string, field: string, exact: boolean) => {
    const mapped = form.said.some((m) => headerKey(m.header) === headerKey(header))
    return { header, field, guessed: !mapped && !exact, ...(mapped ? { mapped: true as const } : {}) }
  }
  const labels = Object.entries(form.headers).map(([key, header]) => {
    const field = formColumns[key as FormColumn].header
    return column(header, field, headerKey(header) === headerKey(field))
  })
  return [...labels, ...form.months.map((m) => column(m.header, 'Hours of a month', true))]
}
