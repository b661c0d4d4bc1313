// What was: the history of one cell ("who set this to 80?") and the plan as it stood at an earlier moment.
import type { Db } from '../db/open.js'
import type { Actor } from './actor.js'
import { fromMonthNumber, toMonthNumber } from './calendar.js'
import type { CellChange, Change } from './change.js'
import { Fault } from './fault.js'
import { readScope, type Scope, seesEmployee, seesEveryChange } from './policy.js'
import { toHours } from './units.js'

export interface CellEvent {
  /** Number in the feed. Only for who sees every change: its gaps would count what is hidden. */
  seq?: number
  changeSetId: string
  at: string
  by: string
  via: string
  before: number
  after: number
}

export interface CellHistory {
  employee: string
  project: string
  month: string
  /** Present hours. */
  hours: number
  /** Newest first. Empty for hours that came with the demo organisation. */
  events: CellEvent[]
}

/** Every recorded change of one cell, newest first. Fault not_found outside the scope, as if there were no such cell. */
export async function readCellHistory(
  db: Db,
  actor: Actor,
  cell: { assignmentId: string; month: string },
): Promise<CellHistory> {
  const assignment = await db
    .selectFrom('assignment as a')
    .innerJoin('employee as e', 'e.id', 'a.employeeId')
    .innerJoin('project as p', 'p.id', 'a.projectId')
    .select(['e.id as employeeId', 'e.name as employee', 'p.name as project'])
    .where('a.id', '=', cell.assignmentId)
    .executeTakeFirst()
  if (!assignment || !seesEmployee(await readScope(db, actor), assignment.employeeId))
    throw new Fault('not_found', `There is no assignment '${cell.assignmentId.slice(0, 64)}'.`)
  const month = fromMonthNumber(toMonthNumber(cell.month))
  const rows = await db
    .selectFrom('changeKey as k')
    .innerJoin('changeSet as s', 's.seq', 'k.seq')
    .leftJoin('user as u', 'u.id', 's.byId')
    .select(['s.seq', 's.id', 's.at', 's.via', 's.changes', 'u.name as by'])
    .where('k.key', '=', `cell:${cell.assignmentId}:${month}`)
    .orderBy('s.seq', 'desc')
    .limit(200)
    .execute()
  const numbers = seesEveryChange(actor)
  const events = rows.map(({ seq, id, at, via, changes, by }) => {
    const { before, after } = (JSON.parse(changes) as Change[]).find(
      (c): c is CellChange => c.kind === 'cell' && c.assignmentId === cell.assignmentId && c.month === month,
    )!
    return { ...(numbers ? { seq } : {}), changeSetId: id, at, by: by ?? 'somebody', via, before, after }
  })
  const present = await db
    .selectFrom('allocation')
    .select('quarters')
    .where('assignmentId', '=', cell.assignmentId)
    .where('month', '=', toMonthNumber(month))
    .executeTakeFirst()
  return {
    employee: assignment.employee,
    project: assignment.project,
    month,
    hours: toHours(present?.quarters ?? 0),
    events,
  }
}

export interface PastCell {
  assignmentId: string
  month: string
  hours: number
}

/**
 * The hours of the plan as they stood right after change set number `seq` (0 = before the first recorded change):
 * the present plan with every later change taken back. Cells of assignments removed since are included.
 */
export async function readPlanAt(db: Db, scope: Scope, seq: number): Promise<PastCell[]> {
  const cells = new Map<string, PastCell>()
  const rows = await db
    .selectFrom('allocation as al')
    .innerJoin('assignment as a', 'a.id', 'al.assignmentId')
    .select(['al.assignmentId', 'al.month', 'al.quarters', 'a.employeeId'])
    .where('al.quarters', '>', 0)
    .execute()
  const hidden = new Set<string>()
  for (const row of rows) {
    if (!seesEmployee(scope, row.employeeId)) {
      hidden.add(row.assignmentId)
      continue
    }
    const month = fromMonthNumber(row.month)
    cells.set(`${row.assignmentId}:${month}`, { assignmentId: row.assignmentId, month, hours: toHours(row.quarters) })
  }
  const later = await db
    .selectFrom('changeSet')
    .select('changes')
    .where('seq', '>', seq)
    .orderBy('seq', 'desc')
    .execute()
  for (const { changes } of later)
    for (const change of JSON.parse(changes) as Change[]) {
      if (change.kind !== 'cell' || hidden.has(change.assignmentId)) continue
      const { assignmentId, month } = change
      cells.set(`${assignmentId}:${month}`, { assignmentId, month, hours: change.before })
    }
  if (!scope.all) {
    const own = await db
      .selectFrom('assignment')
      .select('id')
      .where('employeeId', 'in', [...scope.employeeIds])
      .execute()
    const ids = new Set(own.map((a) => a.id))
    for (const [key, cell] of cells) if (!ids.has(cell.assignmentId)) cells.delete(key)
  }
  return [...cells.values()].filter((c) => c.hours > 0)
}

/** The number of the last change set at or before an ISO time; 0 when there is none. */
export async function seqAt(db: Db, at: string): Promise<number> {
  const row = await db
    .selectFrom('changeSet')
    .select('seq')
    .where('at', '<=', at)
    .orderBy('seq', 'desc')
    .executeTakeFirst()
  return row?.seq ?? 0
}
