import { monthName, toMonthNumber } from '../services/calendar.js'
import type { Load, Warning } from '../services/change.js'
import { formatPercent } from '../services/units.js'

/** Warnings of a plan as sentences: one for each, but one for all months in which the same person goes above capacity. */
export function sayWarnings(warnings: readonly Warning[], loads: readonly Load[]): string[] {
  const said = new Set<string>()
  return warnings.flatMap((warning) => {
    const same = warnings.filter((w) => w.code === 'over_allocated' && w.employee === warning.employee)
    if (warning.code !== 'over_allocated' || same.length < 2) return [warning.message]
    if (said.has(warning.employee!)) return []
    said.add(warning.employee!)
    const months = same.map(({ employee, month }) => {
      const load = loads.find((l) => l.employee === employee && l.month === month)
      const name = monthName(toMonthNumber(month!))
      return load ? `${name} (${formatPercent(load.fteAfter)} FTE)` : name
    })
    return [`This puts ${warning.employee} above capacity in ${months.join(', ')}.`]
  })
}
