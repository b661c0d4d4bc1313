// Rows of the sheets about projects: projects, assignments, month overrides, demand, hours, and people's time off.
import { fromMonthNumber, monthName, monthOfDate, projectEnd } from './calendar.js'
import { keyOf } from './change-keys.js'
import { type DayOrder, readDate, readMonth } from './import-dates.js'
import type { ImportDraft } from './import-draft.js'
import type { RowReader } from './import-people.js'
import { type ImportRow, RowRefused } from './import-report.js'
import type { Kept, Outcome } from './import-state.js'
import {
  isBlank,
  readChoice,
  readHours,
  readList,
  readPercent,
  readText,
  readTruth,
  readWhole,
} from './import-values.js'
import { fold } from './names.js'
import { MAX_FUNDED_HOURS, type RecordFields } from './records.js'

const STATUSES = ['Planning', 'Active', 'On Hold', 'Closed'] as const
const ALSO_STATUS: Record<string, (typeof STATUSES)[number]> = {
  planned: 'Planning',
  proposed: 'Planning',
  open: 'Active',
  running: 'Active',
  inprogress: 'Active',
  hold: 'On Hold',
  paused: 'On Hold',
  done: 'Closed',
  completed: 'Closed',
  complete: 'Closed',
  finished: 'Closed',
}

export const readProject: RowReader = (draft, row, order) => {
  const { state } = draft
  const code = row.read('code', (v) => readText(v, 40))
  if (!code) throw new RowRefused('code', 'is blank')
  const name = row.read('name', (v) => readText(v, 120))
  if (!name) throw new RowRefused('name', 'is blank')
  const [existing] = state.project.find(`code:${fold(code)}`)
  const before = existing?.fields
  const keep = <T>(key: string, read: () => T, otherwise: T): T => (row.has(key) ? read() : otherwise)
  const startsOn = row.read('startsOn', (v) => readDate(v, order))
  const status =
    row.has('status') && !isBlank(row.values.status)
      ? row.read('status', (v) => readChoice(v, STATUSES, ALSO_STATUS))
      : (before?.status ?? 'Active')
  const usual = status === 'Planning' ? 50 : 100
  const fields = {
    code: before?.code ?? code,
    name,
    client: keep('client', () => row.read('client', (v) => readText(v, 120)), before?.client ?? ''),
    description: keep(
      'description',
      () => row.read('description', (v) => readText(v, 20_000)),
      before?.description ?? '',
    ),
    managerId: keep(
      'manager',
      () => draft.manager(row, 'manager'),
      before?.managerId ?? (draft.isAdmin ? null : draft.actor.userId),
    ),
    startsOn,
    sprints: sprintsOf(row, startsOn, order) ?? before?.sprints ?? missingSprints(),
    status,
    probabilityPct: isBlank(row.values.probability)
      ? (before?.probabilityPct ?? usual)
      : row.read('probability', readPercent),
  }
  if (existing) draft.requireProject(existing, 'code')
  else if (!draft.isAdmin && fields.managerId !== draft.actor.userId)
    throw new RowRefused('manager', 'you may add projects that you manage yourself')
  const { kept, outcome } = state.save(state.project, existing, fields, { startsOn: 'startsOn' })
  draft.claim(kept, row, 'code', 'this code')
  draft.projectEnds.delete(kept.id)
  return outcome
}

function sprintsOf(row: ImportRow, startsOn: string, order: DayOrder): number | undefined {
  if (!isBlank(row.values.sprints)) return row.read('sprints', (v) => readWhole(v, 1, 260))
  if (isBlank(row.values.endsOn)) return undefined
  const end = row.read('endsOn', (v) => readDate(v, order))
  const days = (Date.parse(end) - Date.parse(startsOn)) / 86_400_000 + 1
  if (days < 1) throw new RowRefused('endsOn', `is before the start on ${startsOn}`)
  const sprints = Math.ceil(days / 14)
  if (days % 14 !== 0) row.warn('endsOn', `${days} days make ${sprints} sprints of 14 days`)
  return sprints
}

function missingSprints(): never {
  throw new RowRefused('sprints', 'is blank: how many sprints of 14 days?')
}

/** Assignments of the person on the project that fit the role and LCAT named in the row. */
function assignmentsFor(
  draft: ImportDraft,
  row: ImportRow,
  project: Kept<'project'>,
  employee: Kept<'employee'>,
): { all: Kept<'assignment'>[]; fitting: Kept<'assignment'>[] } {
  const all = draft.state.assignment.find(`${project.id}:${employee.id}`)
  if (all.length < 2) return { all, fitting: all }
  const id = (table: 'role' | 'lcat', key: string) => {
    const name = row.has(key) ? row.read(key, (v) => readText(v, 80)) : ''
    return name ? (draft.state[table].find(fold(name))[0]?.id ?? 'none') : undefined
  }
  const [role, lcat] = [id('role', 'role'), id('lcat', 'lcat')]
  const fits = (a: Kept<'assignment'>, role?: string, lcat?: string) =>
    (role === undefined || a.fields.roleId === role) && (lcat === undefined || a.fields.lcatId === lcat)
  const fitting = all.filter((a) => fits(a, role, lcat))
  // A blank LCAT beside a named one means the assignment without LCAT.
  const blank = fitting.length > 1 && row.has('lcat') && !lcat ? fitting.filter((a) => a.fields.lcatId === null) : []
  return { all, fitting: blank.length === 1 ? blank : fitting }
}

export const readAssignment: RowReader = (draft, row) => {
  const { state } = draft
  const project = draft.project(row)
  const employee = draft.employee(row)
  draft.requireProject(project, 'project')
  const roleId = row.has('role') ? draft.listed('role', row, 'role') : employee.fields.roleId
  const lcatId = row.has('lcat') ? draft.listed('lcat', row, 'lcat') : employee.fields.lcatId
  const here = state.assignment.find(`${project.id}:${employee.id}`)
  // Another LCAT is a second assignment; one without LCAT may get it from the file, or lose it.
  const [only] = here.length === 1 && !here[0]?.givenAt ? here : []
  const blank = only && (only.fields.lcatId === null || lcatId === null) ? only : undefined
  const existing = here.find((a) => a.fields.lcatId === lcatId) ?? blank
  if (existing?.givenAt)
    throw new RowRefused(
      'lcat',
      `${employee.fields.name} is already on ${project.fields.code} with this LCAT (${existing.givenAt}); a second assignment needs another LCAT`,
    )
  const fundedHours = isBlank(row.values.fundedHours)
    ? (existing?.fields.fundedHours ?? 0)
    : row.read('fundedHours', (v) => readHours(v, MAX_FUNDED_HOURS))
  if (isBlank(row.values.fundedHours)) row.warn('fundedHours', 'no funded hours: taken as 0')
  const note = row.has('note') ? row.read('note', (v) => readText(v, 2000)) : (existing?.fields.note ?? '')
  const { kept, outcome } = state.save(state.assignment, existing, {
    projectId: project.id,
    employeeId: employee.id,
    roleId,
    lcatId,
    fundedHours,
    note,
  })
  draft.claim(kept, row, 'employee', 'this assignment')
  const missing = [roleId ? '' : 'role', lcatId ? '' : 'LCAT'].filter(Boolean).join(' and ')
  if (missing && outcome !== 'unchanged')
    row.warn(roleId ? 'lcat' : 'role', `${employee.fields.name} on ${project.fields.code} has no ${missing}`)
  return outcome
}

export const readAllocation: RowReader = (draft, row) => {
  const { state } = draft
  const project = draft.project(row)
  const employee = draft.employee(row)
  draft.requireProject(project, 'project')
  const month = row.read('month', (v) => readMonth(v, row.values.year))
  const hours = isBlank(row.values.hours) ? 0 : row.read('hours', (v) => readHours(v))
  const { all, fitting } = assignmentsFor(draft, row, project, employee)
  const [assignment] = fitting
  if (!assignment || fitting.length > 1) {
    const on = `${employee.fields.name} is on ${project.fields.code}`
    if (all.length === 0) throw new RowRefused('employee', `${on.replace(' is ', ' is not ')}: add an assignment`)
    throw new RowRefused(row.has('lcat') ? 'lcat' : 'employee', `${on} ${all.length} times: name the role or LCAT`)
  }
  const text = fromMonthNumber(month)
  const key = `${assignment.id}:${text}`
  const earlier = draft.cellsGiven.get(key)
  if (earlier !== undefined) throw new RowRefused('month', `the same person, project and month as row ${earlier}`)
  const cell = state.cells.get(key)
  const before = cell?.hours ?? 0
  const outside = hours > before && checkRaise(draft, row, project, employee, month)
  draft.cellsGiven.set(key, row.number)
  if (hours === before) return 'unchanged'
  draft.cells.push({
    kind: 'cell',
    assignmentId: assignment.id,
    project: project.fields.name,
    employee: employee.fields.name,
    role: nameOf(draft, 'role', assignment.fields.roleId),
    lcat: nameOf(draft, 'lcat', assignment.fields.lcatId),
    month: text,
    before,
    after: hours,
    version: cell?.version ?? 0,
  })
  if (outside) draft.outside.add(keyOf(draft.cells.at(-1)!))
  return before === 0 ? 'new' : 'changed'
}

const nameOf = (draft: ImportDraft, table: 'role' | 'lcat', id: string | null) =>
  (id && draft.state[table].byId.get(id)?.fields.name) || ''

/** The rules that services/cell-rules.ts holds for every change, said for the row. True: outside, on purpose. */
function checkRaise(
  draft: ImportDraft,
  row: ImportRow,
  project: Kept<'project'>,
  employee: Kept<'employee'>,
  month: number,
): boolean {
  const { status, name, startsOn } = project.fields
  if (project.before && (status === 'Closed' || status === 'On Hold'))
    throw new RowRefused(
      'hours',
      `${name} is ${status === 'Closed' ? 'closed' : 'on hold'}: its hours may only go down`,
    )
  const end = endOf(draft, project)
  const outside = !draft.calendar.belongsTo(month, startsOn, end)
  if (outside) refuseOutside(row, `${monthName(month)} is outside ${name}, which runs from ${startsOn} to ${end}`)
  const { startsOn: hired, endsOn: left } = employee.fields
  const away = (hired || left) && draft.calendar.businessDaysWithin(month, hired, left).length === 0
  if (away)
    refuseOutside(
      row,
      `${employee.fields.name} is not employed in ${monthName(month)} (${hired ?? '…'} to ${left ?? '…'})`,
    )
  return outside || Boolean(away)
}

/** What lies outside is refused, unless the row says that it does so on purpose. */
function refuseOutside(row: ImportRow, reason: string): void {
  if (!row.has('outside') || !row.read('outside', readTruth)) throw new RowRefused('month', reason)
  row.warn('month', `${reason}: taken as it is`)
}

function endOf(draft: ImportDraft, project: Kept<'project'>): string {
  let end = draft.projectEnds.get(project.id)
  if (!end) {
    end = projectEnd(project.fields.startsOn, project.fields.sprints)
    draft.projectEnds.set(project.id, end)
  }
  return end
}

/** A month of a project; outside its period refused, unless the row says that it is so on purpose. */
function projectMonth(draft: ImportDraft, row: ImportRow, project: Kept<'project'>) {
  const month = row.read('month', (v) => readMonth(v, row.values.year))
  const end = endOf(draft, project)
  const outside = !draft.calendar.belongsTo(month, project.fields.startsOn, end)
  if (outside)
    refuseOutside(
      row,
      `${monthName(month)} is outside ${project.fields.name}, which runs from ${project.fields.startsOn} to ${end}`,
    )
  return { month: fromMonthNumber(month), outside }
}

export const readOverride: RowReader = (draft, row) => {
  const project = draft.project(row)
  draft.requireProject(project, 'project')
  const { month, outside } = projectMonth(draft, row, project)
  const hours = row.read('hours', (v) => readHours(v))
  if (hours <= 0) throw new RowRefused('hours', 'must be above 0')
  const { state } = draft
  const [existing] = state.monthOverride.find(`${project.id}:${month}`)
  const { kept, outcome } = state.save(state.monthOverride, existing, { projectId: project.id, month, hours })
  if (outside) draft.outside.add(`monthOverride:${kept.id}`)
  draft.claim(kept, row, 'month', 'this month')
  return outcome
}

export const readTimeOff: RowReader = (draft, row, order) => {
  const { state } = draft
  const employee = draft.employee(row)
  const startsOn = row.read('startsOn', (v) => readDate(v, order))
  const endsOn = isBlank(row.values.endsOn) ? startsOn : row.read('endsOn', (v) => readDate(v, order))
  if (endsOn < startsOn) throw new RowRefused('endsOn', `is before the first day, ${startsOn}`)
  if (monthOfDate(endsOn) - monthOfDate(startsOn) > 1000) throw new RowRefused('endsOn', 'is more than ten years later')
  const fields = {
    employeeId: employee.id,
    startsOn,
    endsOn,
    kind: row.read('kind', (v) => readText(v, 60)) || 'leave',
    halfDay: row.read('halfDay', readTruth),
  }
  const open = state.timeOff.find(employee.id).filter((t) => !t.givenAt)
  const same = open.find((t) => sameFields(t.fields, fields))
  const existing = same ?? open.find((t) => t.fields.startsOn === startsOn && t.before !== null)
  if (!same) draft.requireAdmin('employee', 'change time off')
  const { kept, outcome } = state.save(state.timeOff, existing, fields)
  draft.claim(kept, row, 'startsOn', 'this time off')
  return outcome
}

export const readDemand: RowReader = (draft, row) => {
  const { state } = draft
  const project = draft.project(row)
  draft.requireProject(project, 'project')
  const { month, outside } = projectMonth(draft, row, project)
  const roleId = draft.listed('role', row, 'role')
  const lcatId = draft.listed('lcat', row, 'lcat')
  const hours = isBlank(row.values.hours) ? 0 : row.read('hours', (v) => readHours(v))
  const here = state.demand.find(`${project.id}:${month}:${roleId ?? ''}:${lcatId ?? ''}`)
  if (row.has('position')) return openPosition(draft, here, { projectId: project.id, roleId, lcatId, month, hours })
  const fields = {
    projectId: project.id,
    roleId,
    lcatId,
    skills: row.read('skills', readList),
    month,
    hours,
    count: isBlank(row.values.count) ? 1 : row.read('count', (v) => readWhole(v, 1, 999)),
  }
  const open = here.filter((d) => !d.givenAt)
  const existing =
    open.find((d) => sameFields(d.fields, fields)) ??
    open.find((d) => d.before !== null && JSON.stringify(d.fields.skills) === JSON.stringify(fields.skills))
  const { kept, outcome } = state.save(state.demand, existing, fields)
  if (outside) draft.outside.add(`demand:${kept.id}`)
  draft.claim(kept, row, 'month', 'this demand')
  return outcome
}

/** One row of a manager's sheet is one position of a demand that may hold several, with skills the sheet does not say. */
function openPosition(
  draft: ImportDraft,
  here: Kept<'demand'>[],
  wanted: Pick<RecordFields<'demand'>, 'projectId' | 'roleId' | 'lcatId' | 'month' | 'hours'>,
): Outcome {
  const left = (d: Kept<'demand'>) => draft.positionsLeft.get(d.id) ?? (d.before ? d.fields.count : 0)
  const same = here.find((d) => left(d) > 0 && d.fields.hours === wanted.hours)
  const moved = same ?? here.find((d) => left(d) === 1 && d.fields.count === 1)
  const fields = moved ? { ...moved.fields, ...wanted } : { ...wanted, skills: [], count: 1 }
  const { kept, outcome } = draft.state.save(draft.state.demand, moved, fields)
  draft.positionsLeft.set(kept.id, moved ? left(moved) - 1 : 0)
  return outcome
}

const sameFields = (a: Record<string, unknown>, b: Record<string, unknown>): boolean =>
  Object.keys(b).every((key) => JSON.stringify(a[key]) === JSON.stringify(b[key]))
