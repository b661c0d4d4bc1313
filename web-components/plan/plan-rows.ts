// Which rows the plan shows, in which order: projects opened into people or people into projects, filtered, sorted,
// grouped. Pure: data and choices in, rows out.
import type { GridAssignment, GridEmployee, GridProject } from '../../services/grid-shape.js'
import { grouped } from '../shared/grouped.js'
import type { PlanModel } from './plan-model.js'
import { compareRows, type RowSort } from './plan-sort.js'

export type PlanRow =
  | { kind: 'band'; id: string; label: string; count: number }
  | { kind: 'project'; id: string; project: GridProject; assignments: GridAssignment[]; expanded: boolean }
  | { kind: 'employee'; id: string; employee: GridEmployee; assignments: GridAssignment[]; expanded: boolean }
  | {
      kind: 'assignment'
      id: string
      assignment: GridAssignment
      employee: GridEmployee | undefined
      project: GridProject
      /** What the row is named by: the other side of the one it hangs under. */
      under: 'project' | 'employee' | 'none'
    }

export type RowGroup = 'none' | 'role' | 'lcat' | 'manager' | 'client'

export interface PlanChoices {
  rows: 'projects' | 'people'
  /** One project's grid: its assignments are the rows. */
  projectId?: string
  text: string
  role: string
  lcat: string
  manager: string
  client: string
  /** Only people above 100 % in a month shown, or with free time. */
  show: 'all' | 'over' | 'bench'
  sort: RowSort
  group: RowGroup
  /** Ids of rows that are open; 'all' opens every one. */
  expanded: Set<string>
  /** Column that sorting by FTE looks at. */
  sortMonth: number
}

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** Whether every word of the filter occurs somewhere in the texts. */
export function matches(filter: string, ...texts: string[]): boolean {
  const haystack = texts.join(' ').toLocaleLowerCase()
  return filter
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word))
}

/** The rows for these choices, opened rows included. */
export function buildRows(model: PlanModel, choices: PlanChoices): PlanRow[] {
  const byProject = grouped(model.data.assignments, (assignment) => assignment.projectId)
  const byEmployee = grouped(model.data.assignments, (assignment) => assignment.employeeId)
  const order = compareRows(choices.sort, choices.sortMonth, model.data.months)
  if (choices.projectId) {
    const own = (byProject.get(choices.projectId) ?? []).map((a) => assignmentRow(model, a, 'none'))
    return own.filter((row) => keepsAssignment(row, choices)).sort(order)
  }
  const tops: PlanRow[] =
    choices.rows === 'projects'
      ? model.data.projects
          .map((project) => projectRow(model, project, byProject.get(project.id) ?? [], choices))
          .filter((row) => row !== undefined)
      : model.data.employees
          .filter((employee) => keepsEmployee(model, employee, byEmployee.get(employee.id) ?? [], choices))
          .map((employee) => ({
            kind: 'employee',
            id: employee.id,
            employee,
            assignments: byEmployee.get(employee.id) ?? [],
            expanded: choices.expanded.has(employee.id),
          }))
  tops.sort(order)
  if (choices.group === 'none') return tops.flatMap((row) => opened(model, row))
  const groups = [...grouped(tops, (row) => groupOf(row, choices.group))].sort((a, b) => byName.compare(a[0], b[0]))
  return groups.flatMap(([label, rows]) => [
    { kind: 'band', id: `group ${label}`, label, count: rows.length },
    ...rows.flatMap((row) => opened(model, row)),
  ])
}

function assignmentRow(model: PlanModel, assignment: GridAssignment, under: 'project' | 'employee' | 'none') {
  return {
    kind: 'assignment' as const,
    id: assignment.id,
    assignment,
    employee: model.employees.get(assignment.employeeId),
    project: model.projects.get(assignment.projectId)!,
    under,
  }
}

function opened(model: PlanModel, row: PlanRow): PlanRow[] {
  if ((row.kind !== 'project' && row.kind !== 'employee') || !row.expanded) return [row]
  const inner = row.assignments.map((assignment) => assignmentRow(model, assignment, row.kind))
  return [row, ...inner.sort(compareRows('name', 0, []))]
}

function projectRow(
  model: PlanModel,
  project: GridProject,
  assignments: GridAssignment[],
  choices: PlanChoices,
): PlanRow | undefined {
  if (choices.manager && project.manager !== choices.manager) return undefined
  if (choices.client && project.client !== choices.client) return undefined
  const named = matches(choices.text, project.name, project.code, project.client, project.manager)
  const narrowed = choices.role !== '' || choices.lcat !== '' || choices.show !== 'all'
  const team = assignments.filter((assignment) => {
    const row = assignmentRow(model, assignment, 'project')
    return keepsAssignment(row, { ...choices, text: named ? '' : choices.text })
  })
  if (!team.length && (narrowed || !named)) return undefined
  const found = choices.text !== '' && !named
  return {
    kind: 'project',
    id: project.id,
    project,
    assignments: team,
    expanded: found || choices.expanded.has(project.id),
  }
}

function keepsAssignment(row: ReturnType<typeof assignmentRow>, choices: PlanChoices): boolean {
  const { assignment, employee, project } = row
  if (choices.role && assignment.role !== choices.role) return false
  if (choices.lcat && assignment.lcat !== choices.lcat) return false
  if (!keepsLoad(employee, choices)) return false
  return matches(choices.text, employee?.name ?? '', assignment.role, assignment.lcat, project.name, project.code)
}

function keepsEmployee(
  model: PlanModel,
  employee: GridEmployee,
  assignments: GridAssignment[],
  choices: PlanChoices,
): boolean {
  if (choices.role && employee.role !== choices.role) return false
  if (choices.lcat && employee.lcat !== choices.lcat) return false
  const projects = assignments.map((assignment) => model.projects.get(assignment.projectId)!)
  if (choices.manager && !projects.some((project) => project.manager === choices.manager)) return false
  if (choices.client && !projects.some((project) => project.client === choices.client)) return false
  if (!keepsLoad(employee, choices)) return false
  return matches(
    choices.text,
    employee.name,
    employee.role,
    employee.lcat,
    ...projects.map((p) => `${p.name} ${p.code}`),
  )
}

function keepsLoad(employee: GridEmployee | undefined, choices: PlanChoices): boolean {
  if (choices.show === 'all') return true
  if (!employee) return false
  if (choices.show === 'over') return employee.band.includes(5)
  const load = employee.load[choices.sortMonth]
  return load !== null && load !== undefined && load < 0.25
}

function groupOf(row: PlanRow, group: RowGroup): string {
  if (row.kind === 'project') return group === 'client' ? row.project.client : row.project.manager || 'No manager'
  if (row.kind === 'employee') return (group === 'lcat' ? row.employee.lcat : row.employee.role) || 'None'
  return ''
}
