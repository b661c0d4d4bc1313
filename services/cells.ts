// Drafts of cell changes: from edits of the grid and from names in a sentence.
import type { Db } from '../db/open.js'
import { fromMonthNumber, toMonthNumber } from './calendar.js'
import type { CellChange } from './change.js'
import { batches } from './change-rows.js'
import { Fault } from './fault.js'
import { toHours, toQuarters } from './units.js'

/** Hours wanted in one cell; `version` as the asker saw it, or absent to take the present one. */
export interface CellEdit {
  assignmentId: string
  month: string
  hours: number
  version?: number
}

/**
 * Turns edits into cell changes with what people read on a card. Two edits of one cell: the last wins.
 * Throws Fault not_found for an unknown assignment, invalid for a bad month or hours.
 */
export async function draftCells(db: Db, edits: readonly CellEdit[]): Promise<CellChange[]> {
  const ids = [...new Set(edits.map((e) => e.assignmentId))]
  const assignments = new Map<string, Omit<CellChange, 'kind' | 'month' | 'before' | 'after' | 'version'>>()
  const cells = new Map<string, { quarters: number; version: number }>()
  for (const batch of batches(ids)) {
    for (const row of await describeAssignments(db, batch)) assignments.set(row.assignmentId, row)
    const rows = await db.selectFrom('allocation').selectAll().where('assignmentId', 'in', batch).execute()
    for (const row of rows) cells.set(`${row.assignmentId}:${row.month}`, row)
  }
  const drafts = new Map<string, CellChange>()
  for (const edit of edits) {
    const assignment = assignments.get(edit.assignmentId)
    if (!assignment) throw new Fault('not_found', `There is no assignment '${edit.assignmentId.slice(0, 64)}'.`)
    const month = toMonthNumber(edit.month)
    const cell = cells.get(`${edit.assignmentId}:${month}`)
    drafts.set(`${edit.assignmentId}:${month}`, {
      kind: 'cell',
      ...assignment,
      month: fromMonthNumber(month),
      before: toHours(cell?.quarters ?? 0),
      after: toHours(
        toQuarters(edit.hours, `Hours of ${assignment.employee} on ${assignment.project} in ${edit.month}`),
      ),
      version: edit.version ?? cell?.version ?? 0,
    })
  }
  return [...drafts.values()]
}

/** Who and what the assignments are, for people to read. */
export async function describeAssignments(db: Db, ids: readonly string[]) {
  const rows = await db
    .selectFrom('assignment as a')
    .innerJoin('project as p', 'p.id', 'a.projectId')
    .innerJoin('employee as e', 'e.id', 'a.employeeId')
    .leftJoin('role as r', 'r.id', 'a.roleId')
    .leftJoin('lcat as l', 'l.id', 'a.lcatId')
    .select(['a.id as assignmentId', 'p.name as project', 'e.name as employee', 'r.name as role', 'l.name as lcat'])
    .where('a.id', 'in', [...ids])
    .execute()
  return rows.map((row) => ({ ...row, role: row.role ?? '', lcat: row.lcat ?? '' }))
}
