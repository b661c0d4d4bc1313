// One read for the allocation grid: people x projects x months in the reader's scope. FTE only from services/load.ts.
import { jsonList } from '../db/dialect.js'
import type { Db } from '../db/open.js'
import type { Actor } from './actor.js'
import { readAssignmentTotals } from './assignment-totals.js'
import {
  addMonths,
  type Calendar,
  firstDay,
  fromMonthNumber,
  lastDay,
  type MonthNumber,
  monthOfDate,
  monthRange,
  projectEnd,
  weekday,
} from './calendar.js'
import type { GridAssignment, GridData, GridEmployee, GridMonth, GridProject } from './grid-shape.js'
import { type Band, type LoadTable, readLoads } from './load.js'
import { plainRows } from './plain-rows.js'
import { mayWrite, mayWriteProject, readScope, type Scope, scopedEmployees } from './policy.js'
import { toHours } from './units.js'

export interface GridWindow {
  from: MonthNumber
  to: MonthNumber
  /** Only this project's team and its cells; its people's FTE still counts all projects. */
  projectId?: string
  /** Only this person, where the reader may see them. */
  employeeId?: string
}

/** SQLite takes 32,766 parameters; beyond this many ids all rows are read and filtered here. */
const MAX_IDS = 5000

const BANDS: Band[] = ['none', 'low', 'medium', 'high', 'full', 'over']

/**
 * Everything the grid shows of a window of months: hours by cell with versions, full-time hours with overrides,
 * capacity, FTE, load and heat band of people, budgets over all months.
 * Throws Fault invalid for a window that ends before it starts.
 */
export async function readGrid(db: Db, actor: Actor, today: string, window: GridWindow): Promise<GridData> {
  const months = monthRange(window.from, window.to)
  return db.transaction().execute(async (transaction) => {
    const trx = transaction as Db
    const scope = await readScope(trx, actor)
    const assignments = await readAssignments(trx, scope, months, window)
    const { projectId, employeeId } = window
    const isNarrow = projectId !== undefined || employeeId !== undefined
    const team = assignments.map((a) => a.employeeId)
    const people = await readPeople(trx, scope, isNarrow ? new Set(employeeId ? [employeeId] : team) : undefined)
    const shown = new Set([...(projectId ? [projectId] : []), ...assignments.map((a) => a.projectId)])
    const loads = await readLoads(trx, { employeeIds: people.map((p) => p.id), months })
    return {
      today,
      months: await describeMonths(trx, loads.calendar, months),
      employees: people.map((person) => describeEmployee(person, loads)),
      projects: await readProjects(trx, actor, scope, loads.calendar, months, isNarrow ? shown : undefined),
      assignments,
    }
  })
}

/** Full-time hours of each month and what they are made of: business days, and the holidays taken off them. */
async function describeMonths(db: Db, calendar: Calendar, months: MonthNumber[]): Promise<GridMonth[]> {
  const holidays = await db
    .selectFrom('holiday')
    .select(['date', 'name'])
    .where('date', '>=', firstDay(months[0]!))
    .where('date', '<=', lastDay(months.at(-1)!))
    .orderBy('date')
    .execute()
  return months.map((month) => ({
    month: fromMonthNumber(month),
    fullTimeHours: toHours(calendar.fullTimeQuarters(month)),
    businessDays: calendar.businessDays(month).length,
    holidays: holidays.filter(({ date }) => monthOfDate(date) === month && weekday(date) % 6 !== 0),
  }))
}

interface Person {
  id: string
  name: string
  email: string
  role: string
  lcat: string
  contractPct: number
}

/** People in scope, those whose employment ended before the window too when they still have hours in it. */
async function readPeople(db: Db, scope: Scope, only?: ReadonlySet<string>): Promise<Person[]> {
  let query = db
    .selectFrom('employee as e')
    .leftJoin('role as r', 'r.id', 'e.roleId')
    .leftJoin('lcat as l', 'l.id', 'e.lcatId')
    .select(['e.id', 'e.name', 'e.email', 'r.name as role', 'l.name as lcat', 'e.contractPct'])
    .orderBy('e.name')
    .orderBy('e.id')
  const ids = scopedEmployees(scope)
  if (ids) query = query.where('e.id', 'in', ids)
  const rows = (await query.execute()).map((row) => ({ ...row, role: row.role ?? '', lcat: row.lcat ?? '' }))
  return only ? rows.filter((row) => only.has(row.id)) : rows
}

function describeEmployee(person: Person, loads: LoadTable): GridEmployee {
  const row = loads.row(person.id)
  return {
    ...person,
    capacityHours: row.map((month) => toHours(month.capacityQuarters)),
    fte: row.map((month) => month.fte),
    load: row.map((month) => month.load),
    band: row.map((month) => BANDS.indexOf(month.band)),
    overHours: row.map((month) => toHours(month.overQuarters)),
    daysOff: row.map((month) => month.offHalfDays / 2),
  }
}

async function readProjects(
  db: Db,
  actor: Actor,
  scope: Scope,
  calendar: Calendar,
  months: MonthNumber[],
  only?: ReadonlySet<string>,
): Promise<GridProject[]> {
  let query = db
    .selectFrom('project as p')
    .leftJoin('user as u', 'u.id', 'p.managerId')
    .select([
      'p.id',
      'p.code',
      'p.name',
      'p.client',
      'p.managerId',
      'u.name as manager',
      'p.status',
      'p.startsOn',
      'p.sprints',
    ])
    .orderBy('p.name')
    .orderBy('p.id')
  if (!scope.all) query = query.where('p.id', 'in', scope.projectIds)
  if (only) query = query.where('p.id', 'in', [...only])
  const overrides = new Map<string, number>()
  for (const row of await db
    .selectFrom('monthOverride')
    .select(['projectId', 'month', 'quarters'])
    .where('month', '>=', months[0]!)
    .where('month', '<=', months.at(-1)!)
    .execute())
    overrides.set(`${row.projectId} ${row.month}`, row.quarters)
  return (await query.execute()).map(({ managerId, ...project }) => {
    const endsOn = projectEnd(project.startsOn, project.sprints)
    const editable = mayWriteProject(actor, managerId)
    return {
      ...project,
      // An Employee learns the names of own projects and nothing more of them.
      client: scope.all ? project.client : '',
      manager: scope.all ? (project.manager ?? '') : '',
      endsOn,
      fullTimeHours: months.map((m) => toHours(overrides.get(`${project.id} ${m}`) ?? calendar.fullTimeQuarters(m))),
      overridden: months.map((m) => overrides.has(`${project.id} ${m}`)),
      open: months.map((m) => calendar.belongsTo(m, project.startsOn, endsOn)),
      editable,
      whyNot: editable ? '' : whyReadOnly(actor, project.name, project.manager),
    }
  })
}

function whyReadOnly(actor: Actor, project: string, manager: string | null): string {
  if (actor.readOnly) return 'This sign-in may read only.'
  if (actor.systemRole === 'Director') return 'Directors read everything and change nothing.'
  if (!mayWrite(actor)) return 'You can see your own plan but not change it.'
  return `${project} is managed by ${manager ?? 'nobody'}: needs ${manager ?? 'an Admin'}.`
}

async function readAssignments(
  db: Db,
  scope: Scope,
  months: MonthNumber[],
  { projectId, employeeId }: GridWindow,
): Promise<GridAssignment[]> {
  const ids = scopedEmployees(scope)
  let rows = db
    .selectFrom('assignment as a')
    .leftJoin('role as r', 'r.id', 'a.roleId')
    .leftJoin('lcat as l', 'l.id', 'a.lcatId')
    .select(['a.id', 'a.projectId', 'a.employeeId', 'a.fundedQuarters', 'a.note', 'a.version'])
    .select(['r.name as role', 'l.name as lcat'])
    .orderBy('a.id')
  if (ids) rows = rows.where('a.employeeId', 'in', ids)
  // A project's grid also needs what its people do elsewhere: the tooltip names every project of the month.
  if (projectId)
    rows = rows.where('a.employeeId', 'in', (eb) =>
      eb.selectFrom('assignment').select('employeeId').where('projectId', '=', projectId),
    )
  if (employeeId) rows = rows.where('a.employeeId', '=', employeeId)
  const found = await rows.execute()
  const only = ids || projectId || employeeId ? found.map((row) => row.id) : undefined
  const totals = await readAssignmentTotals(db, only)
  const list = found.map((row): GridAssignment => {
    const total = totals.get(row.id) ?? 0
    return {
      id: row.id,
      projectId: row.projectId,
      employeeId: row.employeeId,
      role: row.role ?? '',
      lcat: row.lcat ?? '',
      note: scope.all ? row.note : '',
      funded: toHours(row.fundedQuarters),
      allocated: toHours(total),
      remaining: toHours(row.fundedQuarters - total),
      version: scope.all ? row.version : 0,
      hours: months.map(() => 0),
      versions: months.map(() => 0),
    }
  })
  const byId = new Map(list.map((assignment) => [assignment.id, assignment]))
  const columnOf = new Map(months.map((month, index) => [month, index]))
  let cells = db
    .selectFrom('allocation')
    .select(['month as m', jsonList('assignmentId').as('a'), jsonList('quarters').as('q'), jsonList('version').as('v')])
    .where('month', '>=', months[0]!)
    .where('month', '<=', months.at(-1)!)
    .groupBy('month')
  if (only && only.length <= MAX_IDS) cells = cells.where('assignmentId', 'in', only)
  for (const { m, a, q, v } of await plainRows(db, cells)) {
    const column = columnOf.get(m)!
    const [quarters, versions] = [JSON.parse(q) as number[], JSON.parse(v) as number[]]
    for (const [i, id] of (JSON.parse(a) as string[]).entries()) {
      const assignment = byId.get(id)
      if (!assignment) continue
      assignment.hours[column] = toHours(quarters[i]!)
      assignment.versions[column] = versions[i]!
    }
  }
  return list
}

/** The window a grid opens with: a year from two months before the month of today. */
export function defaultWindow(today: string): { from: MonthNumber; to: MonthNumber } {
  const month = Number(today.slice(0, 4)) * 100 + Number(today.slice(5, 7))
  return { from: addMonths(month, -2), to: addMonths(month, 9) }
}
