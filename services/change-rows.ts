// Reads and writes the rows that changes touch, in batches. Called by services/changes.ts only.
import type { Db } from '../db/open.js'
import { bulkInsert } from './bulk-insert.js'
import { fromMonthNumber, toMonthNumber } from './calendar.js'
import type { CellChange, Change, RecordChange, RecordTable } from './change.js'
import { keyOf, sameState } from './change-keys.js'
import { Fault } from './fault.js'
import { listRecords, TITLES, toRow } from './records.js'
import { toHours, toQuarters } from './units.js'

const BATCH = 400

/** What a row is now: hours or record, and its version (0 = no such row). */
export interface CurrentState {
  value: unknown
  version: number
}

export function batches<T>(list: readonly T[], size = BATCH): T[][] {
  const out: T[][] = []
  for (let i = 0; i < list.length; i += size) out.push(list.slice(i, i + size))
  return out
}

const isCell = (c: Change): c is CellChange => c.kind === 'cell'
const isRecord = (c: Change): c is RecordChange => c.kind === 'record'

/** The present state of every row that the changes touch, by key. */
export async function readCurrent(db: Db, changes: readonly Change[]): Promise<Map<string, CurrentState>> {
  const current = new Map<string, CurrentState>()
  for (const change of changes) current.set(keyOf(change), { value: change.kind === 'cell' ? 0 : null, version: 0 })
  const assignmentIds = [...new Set(changes.filter(isCell).map((c) => c.assignmentId))]
  for (const ids of batches(assignmentIds)) {
    const rows = await db.selectFrom('allocation').selectAll().where('assignmentId', 'in', ids).execute()
    for (const row of rows) {
      const key = `cell:${row.assignmentId}:${fromMonthNumber(row.month)}`
      if (current.has(key)) current.set(key, { value: toHours(row.quarters), version: row.version })
    }
  }
  const byTable = new Map<RecordTable, string[]>()
  for (const c of changes.filter(isRecord)) {
    const ids = byTable.get(c.table)
    if (ids) ids.push(c.id)
    else byTable.set(c.table, [c.id])
  }
  for (const [table, ids] of byTable)
    for (const batch of batches(ids))
      for (const record of await listRecords(db, table, batch))
        current.set(`${table}:${record.id}`, { value: record, version: record.version })
  return current
}

/** Throws Fault stale, with the present values, when any row is no longer what the change was made from. */
export function checkVersions(changes: readonly Change[], current: Map<string, CurrentState>): void {
  const stale = changes.filter((c) => current.get(keyOf(c))?.version !== c.version)
  if (stale.length === 0) return
  const first = stale[0]!
  const what =
    first.kind === 'cell' ? `${first.employee} on ${first.project} in ${first.month}` : `This ${TITLES[first.table]}`
  throw new Fault(
    'stale',
    `${what} was changed by somebody else in the meantime${first.kind === 'cell' ? ` (now ${current.get(keyOf(first))?.value} h)` : ''}.`,
    'Look at the present values and decide again.',
    {
      current: stale.map((c) => {
        const state = current.get(keyOf(c))
        return c.kind === 'cell'
          ? { kind: 'cell', assignmentId: c.assignmentId, month: c.month, hours: state?.value, version: state?.version }
          : { kind: 'record', table: c.table, id: c.id, record: state?.value, version: state?.version }
      }),
    },
  )
}

/** Parents before children, so that references hold while rows are written. */
const WRITE_ORDER: RecordTable[] = [
  'organisation',
  'role',
  'lcat',
  'holiday',
  'employee',
  'project',
  'assignment',
  'monthOverride',
  'timeOff',
  'demand',
]

/** Writes the `after` of every change; rows to be removed go last, children first. No rule is checked here. */
export async function writeRows(db: Db, changes: readonly Change[]): Promise<void> {
  const records = changes.filter(isRecord)
  const cells = changes.filter(isCell)
  const removed = records.filter((c) => !c.after)
  // An assignment that goes makes room for one of the same person in its place.
  const leaving = new Set(removed.filter((c) => c.table === 'assignment').map((c) => c.id))
  await writeCells(
    db,
    cells.filter((c) => leaving.has(c.assignmentId)),
  )
  for (const change of removed) if (leaving.has(change.id)) await removeRecord(db, change)
  for (const table of WRITE_ORDER) {
    const written = records.filter((c) => c.table === table && c.after)
    const rows = written.filter((c) => c.before === null).map(rowAfter)
    await bulkInsert(db, table, rows)
    for (const change of written) if (change.before !== null) await updateRecord(db, change)
  }
  await writeCells(
    db,
    cells.filter((c) => !leaving.has(c.assignmentId)),
  )
  for (const table of [...WRITE_ORDER].reverse())
    for (const change of removed) if (change.table === table && !leaving.has(change.id)) await removeRecord(db, change)
}

const rowAfter = (change: RecordChange) =>
  toRow(change.table, change.id, { ...change.after, version: change.version + 1 })

async function updateRecord(db: Db, change: RecordChange): Promise<void> {
  await db
    .updateTable(change.table as 'role')
    .set(rowAfter(change) as never)
    .where('id', '=', change.id)
    .execute()
}

async function removeRecord(db: Db, change: RecordChange): Promise<void> {
  if (change.table === 'assignment') {
    const hours = await db
      .selectFrom('allocation')
      .select('month')
      .where('assignmentId', '=', change.id)
      .where('quarters', '>', 0)
      .executeTakeFirst()
    if (hours)
      throw new Fault(
        'refused_by_policy',
        'The assignment still has hours.',
        'Clear its hours in the same step, or keep the assignment.',
      )
    await db.deleteFrom('allocation').where('assignmentId', '=', change.id).execute()
  }
  await db
    .deleteFrom(change.table as 'role')
    .where('id', '=', change.id)
    .execute()
}

async function writeCells(db: Db, cells: readonly CellChange[]): Promise<void> {
  const rows = cells.map((c) => ({
    assignmentId: c.assignmentId,
    month: toMonthNumber(c.month),
    quarters: toQuarters(c.after),
    version: c.version + 1,
  }))
  await bulkInsert(db, 'allocation', rows, { key: ['assignmentId', 'month'], set: ['quarters', 'version'] })
}

/**
 * The changes that take others back. By value, not by version: what was changed and changed back is no obstacle.
 * Answers the changes, and the rows where a later change is in the way.
 */
export function reverseChanges(
  changes: readonly Change[],
  current: Map<string, CurrentState>,
): { reversed: Change[]; blocked: Change[] } {
  const reversed: Change[] = []
  const blocked: Change[] = []
  for (const change of [...changes].reverse()) {
    const state = current.get(keyOf(change))!
    if (!sameState(state.value, change.after)) blocked.push(change)
    else reversed.push({ ...change, before: change.after, after: change.before, version: state.version } as Change)
  }
  return { reversed, blocked }
}
