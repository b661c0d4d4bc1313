// Staffing a person on a project (US002), with or without hours.
import type { Db } from '../db/open.js'
import { fromMonthNumber, type MonthNumber, monthOfDate, monthRange, projectEnd } from './calendar.js'
import { draftCells } from './cells.js'
import type { CellChange, Change, RecordChange, Warning } from './change.js'
import { Fault } from './fault.js'
import { loadCalendar } from './load.js'
import { leftOutMonths, type PlanAssignment, workableDays } from './plan-cells.js'
import { getRecord } from './records.js'
import { toHours, toQuarters } from './units.js'

export interface StaffRequest {
  employee: { id: string; name: string }
  project: { id: string; name: string }
  roleId?: string
  lcatId?: string
  fundedHours?: number
  /** Months with hours; default: from today's month to the project's end. */
  from?: MonthNumber
  to?: MonthNumber
  today: string
  /** Hours in each month, or a fraction of each month's full-time hours on the project; neither = no hours yet. */
  hoursPerMonth?: number
  fte?: number
}

/**
 * A new assignment and its hours, or those of the one that is there already. Role and LCAT default to the person's home ones, funded hours to what is planned.
 * Months outside the project or the employment are left out with a warning.
 */
export async function draftStaffing(
  db: Db,
  request: StaffRequest,
  newId: () => string,
): Promise<{
  changes: Change[]
  warnings: Warning[]
  plannedHours: number
  from: MonthNumber
  to: MonthNumber
  isNew: boolean
}> {
  const { employee, project } = request
  const home = await db.selectFrom('employee').selectAll().where('id', '=', employee.id).executeTakeFirstOrThrow()
  const period = await db
    .selectFrom('project')
    .select(['startsOn', 'sprints', 'managerId'])
    .where('id', '=', project.id)
    .executeTakeFirstOrThrow()
  const [roleId, lcatId] = [request.roleId ?? home.roleId, request.lcatId ?? home.lcatId]
  const id = newId()
  const place: PlanAssignment = {
    id,
    employeeId: employee.id,
    employee: employee.name,
    projectId: project.id,
    project: project.name,
    managerId: period.managerId,
    roleId,
    lcatId,
    startsOn: period.startsOn,
    endsOn: projectEnd(period.startsOn, period.sprints),
    hiredOn: home.startsOn,
    leftOn: home.endsOn,
    quarters: new Map(),
  }
  const last = monthOfDate(place.endsOn)
  const from = request.from ?? Math.min(last, Math.max(monthOfDate(place.startsOn), monthOfDate(request.today)))
  const to = request.to ?? Math.max(from, last)
  const cells = await draftHours(db, request, place, monthRange(from, to))
  const planned = cells.changes.reduce((sum, c) => sum + c.after, 0)
  const present = await presentAssignment(db, request)
  if (present && (cells.changes.length > 0 || request.fundedHours !== undefined)) {
    // Already there: hours and budget are set on that assignment instead of making a second one.
    const edits = cells.changes.map((c) => ({ assignmentId: present, month: c.month, hours: c.after }))
    const changes = [...(await draftBudget(db, present, request.fundedHours)), ...(await draftCells(db, edits))]
    return { changes, warnings: cells.warnings, plannedHours: planned, from, to, isNew: false }
  }
  const assignment: RecordChange = {
    kind: 'record',
    table: 'assignment',
    id,
    before: null,
    after: {
      projectId: project.id,
      employeeId: employee.id,
      roleId,
      lcatId,
      fundedHours: request.fundedHours ?? planned,
      note: '',
    },
    version: 0,
  }
  return {
    changes: [assignment, ...cells.changes],
    warnings: cells.warnings,
    plannedHours: planned,
    from,
    to,
    isNew: true,
  }
}

async function draftBudget(db: Db, id: string, fundedHours: number | undefined): Promise<RecordChange[]> {
  if (fundedHours === undefined) return []
  const before = await getRecord(db, 'assignment', id)
  const { version, ...fields } = before
  return [{ kind: 'record', table: 'assignment', id, before, after: { ...fields, fundedHours }, version }]
}

/** The one assignment the person has on the project with the LCAT asked for (any, when none was named). */
async function presentAssignment(db: Db, request: StaffRequest): Promise<string | undefined> {
  const rows = await db
    .selectFrom('assignment')
    .select(['id', 'lcatId'])
    .where('employeeId', '=', request.employee.id)
    .where('projectId', '=', request.project.id)
    .execute()
  const fits = request.lcatId ? rows.filter((r) => r.lcatId === request.lcatId) : rows
  return fits.length === 1 ? fits[0]!.id : undefined
}

async function draftHours(
  db: Db,
  request: StaffRequest,
  place: PlanAssignment,
  months: readonly MonthNumber[],
): Promise<{ changes: CellChange[]; warnings: Warning[] }> {
  const { hoursPerMonth, fte } = request
  if (hoursPerMonth === undefined && fte === undefined) return { changes: [], warnings: [] }
  const calendar = await loadCalendar(db)
  const overrides = await db
    .selectFrom('monthOverride')
    .select(['month', 'quarters'])
    .where('projectId', '=', place.projectId)
    .execute()
  const names = await db
    .selectFrom('employee as e')
    .leftJoin('role as r', (join) => join.on('r.id', '=', place.roleId))
    .leftJoin('lcat as l', (join) => join.on('l.id', '=', place.lcatId))
    .select(['r.name as role', 'l.name as lcat'])
    .where('e.id', '=', place.employeeId)
    .executeTakeFirstOrThrow()
  const workable = months.filter((m) => workableDays(calendar, place, m) > 0)
  if (workable.length === 0)
    throw new Fault(
      'invalid',
      `None of these months lies inside ${place.project} (${place.startsOn} to ${place.endsOn}) and the employment of ${place.employee}.`,
      'Choose other months.',
    )
  const warnings = leftOutMonths(
    place,
    months.filter((m) => !workable.includes(m)),
  )
  const changes = workable.map((month): CellChange => {
    const fullTime = overrides.find((o) => o.month === month)?.quarters ?? calendar.fullTimeQuarters(month)
    const quarters =
      hoursPerMonth === undefined ? Math.round(fullTime * fte!) : toQuarters(hoursPerMonth, 'hoursPerMonth')
    return {
      kind: 'cell',
      assignmentId: place.id,
      project: place.project,
      employee: place.employee,
      role: names.role ?? '',
      lcat: names.lcat ?? '',
      month: fromMonthNumber(month),
      before: 0,
      after: toHours(quarters),
      version: 0,
    }
  })
  return { changes: changes.filter((c) => c.after > 0), warnings }
}
