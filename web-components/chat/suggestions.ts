// Four questions to begin with, made from the plan at hand. Pure.
import type { GridData } from '../../services/grid-shape.js'
import { monthName } from '../shared/format.js'
import { text } from '../text.js'

/** Questions about people and months that are really there, the overbooked first. */
export function suggestionsFor(data: GridData, writes: boolean): string[] {
  const now = Math.max(
    0,
    data.months.findIndex(({ month }) => data.today.startsWith(month)),
  )
  const next = Math.min(now + 1, data.months.length - 1)
  const nextMonth = monthName(data.months[next]?.month ?? data.today)
  const [only] = data.employees
  if (only && data.employees.length === 1)
    return [now, next].map((at) => text.suggest.mine(monthName(data.months[at]?.month ?? data.today)))
  const found: string[] = []
  const busy = data.employees
    .map((employee) => ({ employee, column: employee.band.findIndex((band, i) => band === 5 && i >= now) }))
    .find(({ column }) => column >= 0)
  if (busy) found.push(text.suggest.resolve(busy.employee.name, monthName(data.months[busy.column]!.month)))
  const roles = new Map<string, number>()
  for (const employee of data.employees)
    if (employee.role && (employee.fte[next] ?? 0) < 0.5) roles.set(employee.role, (roles.get(employee.role) ?? 0) + 1)
  const role = [...roles].sort((a, b) => b[1] - a[1])[0]?.[0]
  if (role) found.push(text.suggest.free(role, nextMonth))
  const split = data.employees.find(
    (employee) =>
      employee !== busy?.employee &&
      data.assignments.filter((a) => a.employeeId === employee.id && a.hours[next]).length > 1,
  )
  if (split) found.push(text.suggest.total(split.name, nextMonth))
  const own =
    writes &&
    data.assignments.find((a) => {
      const project = data.projects.find((p) => p.id === a.projectId)
      return project?.editable && project.open[next] && (a.hours[next] ?? 0) > 0
    })
  if (own) {
    const person = data.employees.find((employee) => employee.id === own.employeeId)!.name
    const project = data.projects.find((p) => p.id === own.projectId)!.name
    found.push(text.suggest.set(person, project, nextMonth))
  } else found.push(text.suggest.bench)
  if (found.length < 4) found.push(text.suggest.short)
  return found.slice(0, 4)
}
