// Hours of many projects in one sheet: a row per project and person, a column per month. Read as allocations.
import { fromMonthNumber } from './calendar.js'
import { columnLabel } from './import-manager-form.js'
import { monthNumbers } from './import-manager-months.js'
import type { FormSource } from './import-manager-rows.js'
import { ImportRow } from './import-report.js'
import type { RowGroup } from './import-rows.js'
import { isBlank } from './import-values.js'

const TOTAL = /^(grand |sub ?)?(totals?|sum)\b/i

/** The filled month cells as rows of Allocations. Throws Fault invalid (details.field 'start') when the year is unknown. */
export function wideRows(source: FormSource): RowGroup[] {
  const { form, sheet, report } = source
  const months = monthNumbers(source, undefined)
  const { project = 0, email, name, role = 0, lcat = 0 } = form.columns
  const headers = {
    project: form.headers.project ?? '',
    employee: (email ? form.headers.email : form.headers.name) ?? '',
    ...(role ? { role: form.headers.role ?? '' } : {}),
    ...(lcat ? { lcat: form.headers.lcat ?? '' } : {}),
  }
  const rows: ImportRow[] = []
  for (const row of sheet.rows) {
    if (row.number < form.firstRow) continue
    const cell = (column: number) => row.cells[column - 1] ?? null
    const employee = cell(email ?? name ?? 0)
    const first = row.cells.find((c) => !isBlank(c))
    if (isBlank(employee) || (typeof first === 'string' && TOTAL.test(first.trim()))) continue
    for (const [i, column] of form.months.entries()) {
      const hours = cell(column.hours)
      if (isBlank(hours)) continue
      const label = columnLabel(column.header, column.hours)
      rows.push(
        new ImportRow(
          report,
          row.number,
          {
            project: cell(project),
            employee,
            month: fromMonthNumber(months[i]!),
            hours,
            ...(role ? { role: cell(role) } : {}),
            ...(lcat ? { lcat: cell(lcat) } : {}),
          },
          { ...headers, month: label, hours: label },
        ),
      )
    }
  }
  return [{ table: 'allocations', rows, order: 'unknown' }]
}
