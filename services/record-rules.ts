// The rules of records other than cells, checked on a batch's end state: references, uniqueness, dates, what is in use.
import type { Db } from '../db/open.js'
import { type Calendar, projectEnd, toMonthNumber } from './calendar.js'
import type { RecordChange, RecordTable, Warning } from './change.js'
import { Fault } from './fault.js'
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
export async function checkRecordsBefore(db: Db, changes: readonly RecordChange[]): Promise<void> {
  const removed = new Set(changes.filter((c) => !c.after).map((c) => `${c.table}:${c.id}`))
  for (const change of changes) {
    if (change.after) {
      const { id: _id, version: _version, ...fields } = change.after
      parseRecord(change.table, fields)
      await checkUnique(db, change, removed)
      continue
    }
    for (const [table, column, words] of USES[change.table] ?? []) {
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
): Promise<Warning[]> {
  const warnings: Warning[] = []
  for (const change of changes) {
    if (!change.after) continue
    const check = CHECKS[change.table] as
      | ((db: Db, calendar: Calendar, record: unknown, change: RecordChange) => Promise<Warning[] | undefined>)
      | undefined
    warnings.push(...((await check?.(db, calendar, change.after, change)) ?? []))
  }
  return warnings
}

type Check<T extends RecordTable> = (
  db: Db,
  calendar: Calendar,
  record: RecordFields<T>,
  change: RecordChange,
) => Promise<Warning[] | undefined>

const CHECKS: { [T in RecordTable]?: Check<T> } = {
  async employee(db, calendar, employee, change) {
    await checkReference(db, 'role', employee.roleId, 'role')
    await checkReference(db, 'lcat', employee.lcatId, 'LCAT')
    if (employee.startsOn && employee.endsOn && employee.endsOn < employee.startsOn)
      throw new Fault(
        'invalid',
        `endsOn ${employee.endsOn} is before startsOn ${employee.startsOn}.`,
        'A person leaves on or after the day of joining.',
        { field: 'endsOn', value: employee.endsOn },
      )
    const rows = await hoursOf(db, 'a.employeeId', change.id)
    const outside = rows.filter(
      (r) => calendar.businessDaysWithin(r.month, employee.startsOn, employee.endsOn).length === 0,
    )
    return outsideWarning(outside.length, employee.name, 'employment', { employee: employee.name })
  },

  async project(db, calendar, project, change) {
    if (project.managerId) {
      const manager = await db
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
    const rows = await hoursOf(db, 'a.projectId', change.id)
    const outside = rows.filter((r) => !calendar.belongsTo(r.month, project.startsOn, end))
    return outsideWarning(outside.length, project.name, "the project's period", { project: project.name })
  },

  async assignment(db, _calendar, assignment) {
    await checkReference(db, 'project', assignment.projectId, 'project')
    await checkReference(db, 'employee', assignment.employeeId, 'employee')
    await checkReference(db, 'role', assignment.roleId, 'role')
    await checkReference(db, 'lcat', assignment.lcatId, 'LCAT')
    if (assignment.fundedHours < 0)
      throw new Fault('invalid', `fundedHours ${assignment.fundedHours} is below 0.`, 'Give 0 or more hours.')
    if (assignment.roleId && assignment.lcatId) return []
    const missing = assignment.roleId ? 'LCAT' : assignment.lcatId ? 'role' : 'role and LCAT'
    return [{ code: 'no_role', message: `The assignment has no ${missing}.` }]
  },

  async monthOverride(db, calendar, override) {
    const project = await getPeriod(db, override.projectId)
    const month = toMonthNumber(override.month)
    if (!calendar.belongsTo(month, project.startsOn, project.endsOn))
      throw new Fault(
        'invalid',
        `${override.month} is outside ${project.name}, which runs from ${project.startsOn} to ${project.endsOn}.`,
      )
    if (override.hours <= 0)
      throw new Fault('invalid', 'Full-time hours must be above 0.', 'Remove the override to use the calendar.')
    return undefined
  },

  async timeOff(db, _calendar, off) {
    await checkReference(db, 'employee', off.employeeId, 'employee')
    if (off.endsOn < off.startsOn)
      throw new Fault('invalid', `endsOn ${off.endsOn} is before startsOn ${off.startsOn}.`, undefined, {
        field: 'endsOn',
      })
    return undefined
  },

  async demand(db, calendar, demand) {
    const project = await getPeriod(db, demand.projectId)
    await checkReference(db, 'role', demand.roleId, 'role')
    await checkReference(db, 'lcat', demand.lcatId, 'LCAT')
    const month = toMonthNumber(demand.month)
    if (!calendar.belongsTo(month, project.startsOn, project.endsOn))
      throw new Fault(
        'invalid',
        `${demand.month} is outside ${project.name}, which runs from ${project.startsOn} to ${project.endsOn}.`,
      )
    return undefined
  },
}

/** Columns (or pairs) that must be unique, in words; compared without case where they are names. */
async function checkUnique(db: Db, change: RecordChange, removed: ReadonlySet<string>): Promise<void> {
  const record = change.after!
  const taken = async (table: string, where: Record<string, unknown>): Promise<boolean> => {
    let query = db
      .selectFrom(table as 'role')
      .select('id')
      .where('id', '!=', change.id)
    for (const [column, value] of Object.entries(where))
      query =
        value === null
          ? query.where(column as 'name', 'is', null)
          : typeof value === 'string' && ['name', 'email', 'code'].includes(column)
            ? query.where((eb) => eb(eb.fn<string>('lower', [column as 'name']), '=', value.toLowerCase()))
            : query.where(column as 'name', '=', value as string)
    return (await query.execute()).some((r) => !removed.has(`${table}:${r.id}`))
  }
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

async function checkReference(db: Db, table: string, id: string | null, words: string): Promise<void> {
  if (!id) return
  const row = await db
    .selectFrom(table as 'role')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new Fault('not_found', `There is no ${words} '${id.slice(0, 64)}'.`, `Choose an existing ${words}.`)
}

async function getPeriod(db: Db, projectId: string): Promise<{ name: string; startsOn: string; endsOn: string }> {
  const row = await db
    .selectFrom('project')
    .select(['name', 'startsOn', 'sprints'])
    .where('id', '=', projectId)
    .executeTakeFirst()
  if (!row) throw new Fault('not_found', `There is no project '${projectId.slice(0, 64)}'.`)
  return { name: row.name, startsOn: row.startsOn, endsOn: projectEnd(row.startsOn, row.sprints) }
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
