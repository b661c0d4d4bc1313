// Creating, changing and removing single records: drafted here, checked and written by changes.ts like every change.
import type { Db } from '../db/open.js'
import type { Actor } from './actor.js'
import type { Applied, RecordTable } from './change.js'
import { type ChangeContext, commitStep } from './changes.js'
import { requireWriter } from './policy.js'
import { findRecord, getRecord, type PublicRecord, parseRecord, TITLES } from './records.js'

type Fields = Record<string, unknown>

export interface RecordApplied<T extends RecordTable> {
  /** Undefined after a removal. */
  record: PublicRecord<T> | undefined
  applied: Applied
}

/** Creates a record; fields left out get the defaults below. Faults as changes.ts throws them. */
export async function createRecord<T extends RecordTable>(
  ctx: ChangeContext,
  table: T,
  fields: Fields,
): Promise<RecordApplied<T>> {
  requireWriter(ctx.actor)
  const id = ctx.newId()
  const applied = await commitStep(ctx, async (db) => {
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
    const after = parseRecord(table, { ...(await defaultsOf(db, table, given, ctx.actor)), ...given })
    return { changes: [{ kind: 'record', table, id, before: null, after: { id, ...after }, version: 0 }] }
  })
  return { record: await findRecord(ctx.db, table, id), applied }
}

/** Changes the given fields of a record; `version` is the one that was seen. Fault stale with the current record. */
export async function changeRecord<T extends RecordTable>(
  ctx: ChangeContext,
  table: T,
  id: string,
  fields: Fields,
  version: number,
): Promise<RecordApplied<T>> {
  requireWriter(ctx.actor)
  const applied = await commitStep(ctx, async (db) => {
    const before = await getRecord(db, table, id)
    const { id: _id, version: _version, ...kept } = before as Fields & { id: string; version: number }
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
    const after = parseRecord(table, { ...kept, ...given })
    return { changes: [{ kind: 'record', table, id, before, after: { id, ...after }, version }] }
  })
  return { record: await findRecord(ctx.db, table, id), applied }
}

/** Removes a record that nothing uses. Fault refused_by_policy says by what it is used and what to do instead. */
export async function removeRecord<T extends RecordTable>(
  ctx: ChangeContext,
  table: T,
  id: string,
  version: number,
): Promise<RecordApplied<T>> {
  requireWriter(ctx.actor)
  const applied = await commitStep(ctx, async (db) => {
    const before = await getRecord(db, table, id)
    return { changes: [{ kind: 'record', table, id, before, after: null, version }] }
  })
  return { record: undefined, applied }
}

/** What a new record says where nothing was given. */
async function defaultsOf(db: Db, table: RecordTable, given: Fields, actor: Actor): Promise<Fields> {
  switch (table) {
    case 'role':
    case 'lcat':
      return { rank: await nextRank(db, table), active: true }
    case 'employee':
      return {
        roleId: null,
        lcatId: null,
        contractPct: 100,
        startsOn: null,
        endsOn: null,
        skills: [],
        clearances: [],
        yearsExperience: null,
        education: '',
        notes: '',
      }
    case 'project':
      return {
        client: '',
        description: '',
        managerId: actor.systemRole === 'PM' ? actor.userId : null,
        status: 'Active',
        probabilityPct: given.status === 'Planning' ? 50 : 100,
      }
    case 'assignment': {
      // A person comes with the home role and LCAT unless the project needs others.
      const employee = await findRecord(db, 'employee', String(given.employeeId))
      return { roleId: employee?.roleId ?? null, lcatId: employee?.lcatId ?? null, fundedHours: 0, note: '' }
    }
    case 'timeOff':
      return { kind: 'leave', halfDay: false }
    case 'demand':
      return { roleId: null, lcatId: null, skills: [], count: 1 }
    default:
      return {}
  }
}

async function nextRank(db: Db, table: 'role' | 'lcat'): Promise<number> {
  const row = await db
    .selectFrom(table)
    .select((eb) => eb.fn.max('rank').as('rank'))
    .executeTakeFirst()
  return (row?.rank ?? 0) + 1
}

/** Tables whose single records can be created and removed; the organisation is one and stays. */
export const LISTED_TABLES = [
  'project',
  'employee',
  'assignment',
  'role',
  'lcat',
  'demand',
  'timeOff',
  'holiday',
  'monthOverride',
] as const satisfies RecordTable[]

export const tableTitle = (table: RecordTable): string => TITLES[table]
