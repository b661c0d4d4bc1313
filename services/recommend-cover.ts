// An open position becomes smaller as hours are planned for it: demand is nobody's yet, so what somebody takes leaves it.
import type { Db } from '../db/open.js'
import type { CellChange, RecordChange } from './change.js'
import { getRecord } from './records.js'

/**
 * The changes of the demand rows that the cell changes cover. A position whose hours are all taken is one fewer (the
 * row goes with the last one); of one taken in part the rest stays open. Hours count for a row when they rise on its
 * project in its month, each hour once, in the order of `ids`. Throws Fault not_found for an unknown row.
 */
export async function coverDemand(
  db: Db,
  ids: readonly string[],
  cells: readonly (CellChange & { projectId: string })[],
  newId: () => string,
): Promise<RecordChange[]> {
  const taken = new Map<string, number>()
  for (const cell of cells) {
    const key = `${cell.projectId}:${cell.month}`
    taken.set(key, (taken.get(key) ?? 0) + Math.max(0, cell.after - cell.before))
  }
  const changes: RecordChange[] = []
  for (const id of new Set(ids)) {
    const demand = await getRecord(db, 'demand', id)
    const key = `${demand.projectId}:${demand.month}`
    const hours = Math.min(taken.get(key) ?? 0, demand.hours)
    if (hours <= 0) continue
    taken.set(key, taken.get(key)! - hours)
    const rest = demand.hours - hours
    const record = { kind: 'record' as const, table: 'demand' as const, id, before: demand, version: demand.version }
    if (demand.count === 1) {
      changes.push({ ...record, after: rest > 0 ? { ...demand, hours: rest } : null })
      continue
    }
    changes.push({ ...record, after: { ...demand, count: demand.count - 1 } })
    if (rest <= 0) continue
    const { id: _id, version: _version, ...fields } = demand
    const own = newId()
    changes.push({
      kind: 'record',
      table: 'demand',
      id: own,
      before: null,
      after: { id: own, ...fields, hours: rest, count: 1 },
      version: 0,
    })
  }
  return changes
}
