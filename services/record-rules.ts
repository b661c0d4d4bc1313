// The rules of records other than cells, checked on a batch's end state: references, uniqueness, dates, what is in use.
import type { Db } from '../db/open.js'
import { type Calendar, projectEnd, toMonthNumber } from './calendar.js'
import type { RecordChange, RecordTable, Warning } from './change.js'
import { keyOf } from './change-keys.js'
import { Fault } from './fault.js'
import { KnownRows } from './known-rows.js'
import { parseRecord, type RecordFields, TITLES } from './records.js'

/** What points at a record: table, column, and how people call the user of it. */
const USES: Partial<Record<RecordTable, [table: string, column: string, words: string][]>> = {
  role: [
    ['employee', 'roleId', 'employees'],
    ['assignment', 'roleId', 'assignments'],
    ['demand', 'roleId', 'demand'],
  ],
  lcat: [
    ['employee', 'lcatId', 'employees'],
    ['assignment', 'lcatId', 'assignments'],
    ['demand', 'lcatId', 'demand'],
  ],
  employee: [
    ['assignment', 'employeeId', 'assignments'],
    ['timeOff', 'employeeId', 'time off'],
    ['user', 'employeeId', 'a user account'],
  ],
  project: [
    ['assignment', 'projectId', 'assignments'],
    ['demand', 'projectId', 'demand'],
    ['monthOverride', 'projectId', 'month overrides'],
  ],
}

const END_INSTEAD: Partial<Record<RecordTable, string>> = {
  role: 'End it instead: it is then no longer offered.',
  lcat: 'End it instead: it is then no longer offered.',
  employee: 'Set the last day of employment instead.',
  project: 'Close the project instead.',
}

/** Before anything is written: fields are valid and nothing in use is removed. Throws Fault. */
export async function checkRecordsBefore(
  db: Db,
  changes: readonly RecordChange[],
  /** Taking back what made a person leaves the account that was invited along with it, without the person. */
  { undoing = false } = {},
): Promise<void> {
  const removed = new Set(changes.filter((c) => !c.after).map((c) => `${c.table}:${c.id}`))
  const known = new KnownRows(db, changes.length)
  for (const change of changes) {
    if (change.after) {
      const { id: _id, version: _version, ...fields } = change.after
      parseRecord(change.table, fields)
      await checkUnique(known, change, removed)
      continue
    }
    for (const [table, column, words] of USES[change.table] ?? []) {
      if (undoing && table === 'user') continue
      const rows = await db
        .selectFrom(table as 'assignment')
        .select('id')
        .where(column as 'projectId', '=', change.id)
        .execute()
      const left = rows.filter((r) => !removed.has(`${table}:${r.id}`))
      if (left.length > 0)
        throw new Fault(
          'refused_by_policy',
          `The ${TITLES[change.table]} ${String(change.before?.name ?? change.id)} is in use by ${left.length} ${words}.`,
          END_INSTEAD[change.table],
        )
    }
  }
}

/** After writing: dates and references make sense. Answers warnings for hours that now lie outside. */
export async function checkRecordsAfter(
  db: Db,
  calendar: Calendar,
  changes: readonly RecordChange[],
  /** Keys of records that may lie outside the period of their project. */
  outside: ReadonlySet<string> = new Set(),
): Promise<Warning[]> {
  const warnings: Warning[] = []
  const known = new KnownRows(db, changes.length)
  for (const change of changes) {
    if (!change.after || outside.has(keyOf(change))) continue
    const check = CHECKS[change.table] as
      | ((
          known: KnownRows,
          calendar: Calendar,
          record: unknown,
          change: RecordChange,
        ) => Promise<Warning[] | undefined>)
      | undefined
    warnings.push(...((await check?.(known, calendar, change.after, change)) ?? []))
  }
  return warnings
}

type Check<T extends RecordTable> = (
  known: KnownRows,
  calendar: Calendar,
  record: RecordFields<T>,
  change: RecordChange,
) => Promise<Warning[] | undefined>

const CHECKS: { [T in RecordTable]?: Check<T> } = {
  async employee(known, calendar, employee, change) {
    await checkReference(known, 'role', employee.roleId, 'role')
    await checkReference(known, 'lcat', employee.lcatId, 'LCAT')
    const rows = change.before ? await hoursOf(known.db, 'a.employeeId', change.id) : []
    const outside = rows.filter(
      (r) => calendar.businessDaysWithin(r.month, employee.startsOn, employee.endsOn).length === 0,
    )
    return outsideWarning(outside.length, employee.name, 'employment', { employee: employee.name })
  },

  async project(known, calendar, project, change) {
    if (project.managerId !== null) {
      const manager = await known.db
        .selectFrom('user')
        .select(['systemRole', 'name'])
        .where('id', '=', project.managerId)
        .executeTakeFirst()
      if (!manager) throw new Fault('not_found', `There is no user '${project.managerId}' to manage the project.`)
      if (manager.systemRole !== 'PM' && manager.systemRole !== 'Admin')
        throw new Fault(
          'invalid',
          `${manager.name} is ${manager.systemRole}; a project is managed by a PM or an Admin.`,
        )
    }
    const end = projectEnd(project.startsOn, project.sprints)
    const rows = change.before ? await hoursOf(known.db, 'a.projectId', change.id) : []
    const outside = rows.filter((r) => !calendar.belongsTo(r.month, project.startsOn, end))
    return outsideWarning(outside.length, project.name, "the project's period", { project: project.name })
  },

  async assignment(known, _calendar, assignment) {
    await checkReference(known, 'project', assignment.projectId, 'project')
    await checkReference(known, 'employee', assignment.employeeId, 'employee')
    await checkReference(known, 'role', assignment.roleId, 'role')
    await checkReference(known, 'lcat', assignment.lcatId, 'LCAT')
    if (assignment.roleId && assignment.lcatId) return []
    const missing = assignment.roleId ? 'LCAT' : assignment.lcatId ? 'role' : 'role and LCAT'
    return [{ code: 'no_role', message: `The assignment has no ${missing}.` }]
  },

  async monthOverride(known, calendar, override) {
    const project = await known.period(override.projectId)
    const month = toMonthNumber(override.month)
    if (!calendar.belongsTo(month, project.startsOn, project.endsOn))
      throw new Fault(
        'invalid',
        `${override.month} is outside ${project.name}, which runs from ${project.startsOn} to ${project.endsOn}.`,
        'Choose a month of the project.',
        { field: 'month', value: override.month },
      )
    if (override.hours <= 0)
      throw new Fault('invalid', 'Full-time hours must be above 0.', 'Remove the override to use the calendar.')
    return undefined
  },

  async timeOff(known, _calendar, off) {
    await checkReference(known, 'employee', off.employeeId, 'employee')
    return undefined
  },

  async demand(known, calendar, demand) {
    const project = await known.period(demand.projectId)
    await checkReference(known, 'role', demand.roleId, 'role')
    await checkReference(known, 'lcat', demand.lcatId, 'LCAT')
    const month = toMonthNumber(demand.month)
    if (!calendar.belongsTo(month, project.startsOn, project.endsOn))
      throw new Fault(
        'invalid',
        `${demand.month} is outside ${project.name}, which runs from ${project.startsOn} to ${project.endsOn}.`,
        'Choose a month of the project.',
        { field: 'month', value: demand.month },
      )
    return undefined
  },
}

/** Columns (or pairs) that must be unique, in words; compared without case where they are names. */
async function checkUnique(known: KnownRows, change: RecordChange, removed: ReadonlySet<string>): Promise<void> {
  const record = change.after!
  const taken = async (table: string, where: Record<string, unknown>): Promise<boolean> =>
    (await known.withValues(table, where)).some((id) => id !== change.id && !removed.has(`${table}:${id}`))
  const refuse = (field: string, message: string, hint: string): never => {
    throw new Fault('invalid', message, hint, { field, value: record[field] })
  }
  switch (change.table) {
    case 'role':
    case 'lcat':
      if (await taken(change.table, { name: record.name }))
        refuse(
          'name',
          `There is already a ${TITLES[change.table]} named ${record.name}.`,
          'Use that one, or another name.',
        )
      break
    case 'employee':
      if (await taken('employee', { email: record.email }))
        refuse(
          'email',
          `There is already an employee with the e-mail ${record.email}.`,
          'Every e-mail belongs to one person.',
        )
      break
    case 'project':
      if (await taken('project', { code: record.code }))
        refuse('code', `There is already a project with the code ${record.code}.`, 'Choose another code.')
      break
    case 'assignment':
      if (
        await taken('assignment', { projectId: record.projectId, employeeId: record.employeeId, lcatId: record.lcatId })
      )
        refuse(
          'lcatId',
          'This person is already on the project with that LCAT.',
          'A second assignment of the same person needs another LCAT.',
        )
      break
    case 'monthOverride':
      if (await taken('monthOverride', { projectId: record.projectId, month: toMonthNumber(String(record.month)) }))
        refuse('month', `${record.month} already has an override on this project.`, 'Change that one.')
      break
    case 'holiday':
      if (await taken('holiday', { date: record.date }))
        refuse('date', `${record.date} is already a holiday.`, 'Change that one.')
      break
  }
}

async function checkReference(known: KnownRows, table: string, id: string | null, words: string): Promise<void> {
  if (id === null || (await known.has(table, id))) return
  throw new Fault('not_found', `There is no ${words} '${id.slice(0, 64)}'.`, `Choose an existing ${words}.`)
}

function hoursOf(db: Db, column: 'a.employeeId' | 'a.projectId', id: string) {
  return db
    .selectFrom('allocation as al')
    .innerJoin('assignment as a', 'a.id', 'al.assignmentId')
    .select('al.month')
    .distinct()
    .where(column, '=', id)
    .where('al.quarters', '>', 0)
    .execute()
}

function outsideWarning(count: number, who: string, what: string, at: Partial<Warning>): Warning[] {
  if (count === 0) return []
  return [
    {
      code: 'outside',
      message: `${who} has hours in ${count} ${count === 1 ? 'month' : 'months'} outside ${what}.`,
      ...at,
    },
  ]
}
