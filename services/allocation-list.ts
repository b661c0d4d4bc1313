// Allocations as rows, for REST: which hours stand where, cut to what the reader may see.
import type { Db } from '../db/open.js'
import type { Actor } from './actor.js'
import { fromMonthNumber, toMonthNumber } from './calendar.js'
import { readScope, scopedEmployees } from './policy.js'
import { toHours } from './units.js'

export interface AllocationFilter {
  projectId?: string
  employeeId?: string
  assignmentId?: string
  /** Months '2025-09', inclusive. */
  from?: string
  to?: string
  limit: number
  offset: number
}

export interface AllocationItem {
  assignmentId: string
  projectId: string
  employeeId: string
  month: string
  hours: number
  version: number
}

/** Cells that were ever filled, by assignment and month; an empty one keeps its row at 0 hours. */
export async function listAllocations(
  db: Db,
  actor: Actor,
  filter: AllocationFilter,
): Promise<{ items: AllocationItem[]; total: number }> {
  const employees = scopedEmployees(await readScope(db, actor))
  let query = db.selectFrom('allocation as al').innerJoin('assignment as a', 'a.id', 'al.assignmentId')
  if (employees) query = query.where('a.employeeId', 'in', employees)
  if (filter.projectId !== undefined) query = query.where('a.projectId', '=', filter.projectId)
  if (filter.employeeId !== undefined) query = query.where('a.employeeId', '=', filter.employeeId)
  if (filter.assignmentId !== undefined) query = query.where('a.id', '=', filter.assignmentId)
  if (filter.from !== undefined) query = query.where('al.month', '>=', toMonthNumber(filter.from, 'from'))
  if (filter.to !== undefined) query = query.where('al.month', '<=', toMonthNumber(filter.to, 'to'))
  const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await query
    .select(['al.assignmentId', 'a.projectId', 'a.employeeId', 'al.month', 'al.quarters', 'al.version'])
    .orderBy('al.assignmentId')
    .orderBy('al.month')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute()
  const items = rows.map(({ quarters, month, ...row }) => ({
    ...row,
    month: fromMonthNumber(month),
    hours: toHours(quarters),
  }))
  return { items, total: Number(total) }
}
