// Whom and what a change touches, by the names that addresses use: for update notices of surfaces that keep copies.
import type { Db } from '../db/open.js'
import type { Actor } from '../services/actor.js'
import type { Change } from '../services/change.js'
import { readScope } from '../services/policy.js'

export interface AffectedSubjects {
  /** Codes of projects. */
  projects: string[]
  /** E-mails of people. */
  people: string[]
  /** The list of people or projects itself is another one now. */
  listChanged: boolean
}

/** Codes and e-mails of what `changes` touch and the reader sees. Changes of the calendar, roles or policy touch everybody. */
export async function affectedSubjects(db: Db, reader: Actor, changes: readonly Change[]): Promise<AffectedSubjects> {
  const found = new Map<string, Set<unknown>>()
  let everybody = false
  let listChanged = false
  const note = (field: string, value: unknown) => found.set(field, (found.get(field) ?? new Set()).add(value))
  for (const change of changes) {
    if (change.kind === 'cell') {
      note('assignment', change.assignmentId)
      continue
    }
    const isSubject = change.table === 'employee' || change.table === 'project'
    if (isSubject) note(change.table, change.id)
    if (isSubject || change.table === 'assignment') listChanged ||= !change.before || !change.after
    if (['organisation', 'role', 'lcat', 'holiday'].includes(change.table)) everybody = true
    for (const record of [change.before, change.after]) {
      if (record?.projectId) note('project', record.projectId)
      if (record?.employeeId) note('employee', record.employeeId)
    }
  }
  const ids = (field: string) => [...(found.get(field) ?? []), ''].map(String)
  let people = db.selectFrom('employee').select('email')
  let projects = db.selectFrom('project').select('code')
  if (!everybody) {
    const held = db.selectFrom('assignment').where('id', 'in', ids('assignment'))
    people = people.where((eb) => eb.or([eb('id', 'in', ids('employee')), eb('id', 'in', held.select('employeeId'))]))
    projects = projects.where((eb) => eb.or([eb('id', 'in', ids('project')), eb('id', 'in', held.select('projectId'))]))
  }
  const scope = await readScope(db, reader)
  if (!scope.all) {
    people = people.where('id', 'in', scope.employeeIds)
    projects = projects.where('id', 'in', scope.projectIds)
  }
  return {
    people: (await people.execute()).map((row) => row.email),
    projects: (await projects.execute()).map((row) => row.code),
    listChanged,
  }
}
