// Which records, and which of their fields, a reader may see. The rights themselves are policy.ts's.
import type { Db } from '../db/open.js'
import type { Actor } from './actor.js'
import type { RecordTable } from './change.js'
import { Fault } from './fault.js'
import { privateEmployeeIds, readScope, type Scope, seesEmployee, seesProject } from './policy.js'
import { findRecord, listRecords, type PublicRecord, TITLES } from './records.js'

export interface PrivateRights {
  actor: Actor
  scope: Scope
  /** Whose notes and kinds of time off the reader may see. */
  privateIds: 'all' | Set<string>
}

type Fields = Record<string, unknown>

/**
 * What a reader sees of a record: all of it, some fields, or undefined where it does not exist for them. Who sees some
 * fields sees version 0: the true one counts the edits of the others, and nobody changes what they see a part of.
 */
export function visibleRecord(table: RecordTable, record: Fields, rights: PrivateRights): Fields | undefined {
  const { scope } = rights
  switch (table) {
    case 'organisation':
    case 'role':
    case 'lcat':
    case 'holiday':
      return record
    case 'employee':
      if (!seesEmployee(scope, String(record.id))) return undefined
      // Notes are about a person, not for that person; so is that of an assignment.
      return mayKnow(rights, String(record.id)) && scope.all ? record : { ...record, notes: '', version: 0 }
    case 'timeOff':
      if (!seesEmployee(scope, String(record.employeeId))) return undefined
      return mayKnow(rights, String(record.employeeId)) ? record : { ...record, kind: '', version: 0 }
    case 'project':
      if (!seesProject(scope, String(record.id))) return undefined
      return scope.all ? record : { id: record.id, version: 0, code: record.code, name: record.name }
    case 'assignment':
      if (!seesEmployee(scope, String(record.employeeId))) return undefined
      return scope.all ? record : { ...record, note: '', version: 0 }
    case 'monthOverride':
      return seesProject(scope, String(record.projectId)) ? record : undefined
    case 'demand':
      return scope.all ? record : undefined
  }
}

const mayKnow = ({ privateIds }: PrivateRights, employeeId: string) =>
  privateIds === 'all' || privateIds.has(employeeId)

export async function readRights(db: Db, actor: Actor): Promise<PrivateRights> {
  return { actor, scope: await readScope(db, actor), privateIds: await privateEmployeeIds(db, actor) }
}

/** One record as the reader sees it; Fault not_found alike for an absent and a hidden one. */
export async function readRecord<T extends RecordTable>(
  db: Db,
  actor: Actor,
  table: T,
  id: string,
): Promise<PublicRecord<T>> {
  const record = await findRecord(db, table, id)
  const visible = record && visibleRecord(table, record, await readRights(db, actor))
  if (!visible) throw new Fault('not_found', `There is no ${TITLES[table]} '${id.slice(0, 64)}'.`)
  return visible as PublicRecord<T>
}

export interface RecordQuery {
  /** Words that all have to occur in name, code, e-mail address, client, kind or date. */
  q?: string
  /** Exact values of visible fields, e.g. {projectId: 'p1'}. */
  where?: Record<string, string>
  limit: number
  offset: number
}

/** Fields that a search looks at: never notes, so that nothing can be found out by searching. */
const SEARCHED = ['name', 'code', 'email', 'client', 'kind', 'date', 'month', 'status'] as const

/** One page of the records that the reader may see, and how many of them there are. Search and order see no more. */
export async function listReadable<T extends RecordTable>(
  db: Db,
  actor: Actor,
  table: T,
  query: RecordQuery,
): Promise<{ items: PublicRecord<T>[]; total: number }> {
  const rights = await readRights(db, actor)
  const words = (query.q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const found = (await listRecords(db, table)).flatMap((record) => {
    const visible = visibleRecord(table, record, rights)
    if (!visible) return []
    const text = SEARCHED.map((field) => visible[field] ?? '')
      .join(' ')
      .toLowerCase()
    if (!words.every((word) => text.includes(word))) return []
    const matches = Object.entries(query.where ?? {}).every(([field, value]) => String(visible[field] ?? '') === value)
    return matches ? [visible as PublicRecord<T>] : []
  })
  const key = (record: Fields) => String(record.name ?? record.date ?? record.month ?? record.startsOn ?? record.id)
  found.sort((a, b) => key(a).localeCompare(key(b)) || a.id.localeCompare(b.id))
  return { items: found.slice(query.offset, query.offset + query.limit), total: found.length }
}
