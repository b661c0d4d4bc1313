// Which change began a conflict, from the recorded change sets.
import type { Db } from '../db/open.js'
import { fromMonthNumber, monthOfDate, monthRange } from './calendar.js'
import type { Change, Load } from './change.js'
import { batches } from './change-rows.js'
import type { FoundConflict } from './find-conflicts.js'
import type { ProjectFacts } from './staffing-snapshot.js'

export interface Began {
  changeSetId: string
  /** ISO time. */
  at: string
  by: string
  via: string
}

interface SetRow {
  seq: number
  id: string
  at: string
  via: string
  by: string
  changes: string
  loads: string
}

/** For each conflict the change set that began it, or undefined where none is on record. */
export async function findBeginnings(
  db: Db,
  projects: ReadonlyMap<string, ProjectFacts>,
  conflicts: readonly FoundConflict[],
): Promise<(Began | undefined)[]> {
  const keys = conflicts.map((c) => keysOf(projects, c))
  const sets = await readSets(db, [...new Set(keys.flat())])
  const loads = new Map<number, Load[]>()
  const loadsOf = (set: SetRow) => {
    let list = loads.get(set.seq)
    if (!list) {
      list = JSON.parse(set.loads) as Load[]
      loads.set(set.seq, list)
    }
    return list
  }
  return conflicts.map((conflict, i) => {
    const own = new Map<number, SetRow>()
    for (const key of keys[i]!) for (const set of sets.get(key) ?? []) own.set(set.seq, set)
    const newestFirst = [...own.values()].sort((a, b) => b.seq - a.seq)
    const began =
      conflict.kind === 'budget_overrun'
        ? beganBudget(conflict, newestFirst, budgetAssignment(conflict))
        : newestFirst.find((set) => {
            const load = loadsOf(set).find((l) => l.employeeId === conflict.employeeId && l.month === conflict.month)
            return load ? load.overBefore === 0 && load.overAfter > 0 : conflict.kind !== 'over_allocation'
          })
    return began && { changeSetId: began.id, at: began.at, by: began.by, via: began.via }
  })
}

/** The rows whose change can begin the conflict, as keys of the change_key table. */
function keysOf(projects: ReadonlyMap<string, ProjectFacts>, conflict: FoundConflict): string[] {
  if (conflict.kind === 'uncovered_demand') return []
  if (conflict.kind === 'budget_overrun') {
    const id = budgetAssignment(conflict)
    const project = projects.get(conflict.projectId!)!
    const months = monthRange(monthOfDate(project.startsOn), monthOfDate(project.endsOn)).map(fromMonthNumber)
    return [`assignment:${id}`, ...months.map((month) => `cell:${id}:${month}`)]
  }
  const cells = conflict.parts.map((p) => `cell:${p.assignmentId}:${conflict.month}`)
  if (conflict.kind === 'outside_project') return [...cells, `project:${conflict.projectId}`]
  return [...cells, `employee:${conflict.employeeId}`]
}

const budgetAssignment = (conflict: FoundConflict) => conflict.parts[0]!.assignmentId

/** Walks back from the present overrun to the change before which there was none. */
function beganBudget(conflict: FoundConflict, newestFirst: SetRow[], assignmentId: string): SetRow | undefined {
  let over = conflict.hours
  for (const set of newestFirst) {
    for (const change of JSON.parse(set.changes) as Change[]) {
      if (change.kind === 'cell' && change.assignmentId === assignmentId) over -= change.after - change.before
      if (change.kind === 'record' && change.table === 'assignment' && change.id === assignmentId)
        over += Number(change.after?.fundedHours ?? 0) - Number(change.before?.fundedHours ?? 0)
    }
    if (over <= 0) return set
  }
  return undefined
}

async function readSets(db: Db, keys: string[]): Promise<Map<string, SetRow[]>> {
  const found = new Map<string, SetRow[]>()
  for (const batch of batches(keys)) {
    const rows = await db
      .selectFrom('changeKey as k')
      .innerJoin('changeSet as s', 's.seq', 'k.seq')
      .leftJoin('user as u', 'u.id', 's.byId')
      .select((eb) => [
        'k.key',
        's.seq',
        's.id',
        's.at',
        's.via',
        's.changes',
        's.loads',
        eb.fn.coalesce('u.name', eb.val('somebody')).as('by'),
      ])
      .where('k.key', 'in', batch)
      .execute()
    for (const { key, ...set } of rows) {
      const list = found.get(key)
      if (list) list.push(set)
      else found.set(key, [set])
    }
  }
  return found
}
