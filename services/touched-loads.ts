// Whose months a change set touches, and how loaded they are before and after. FTE comes from load.ts.
import type { Db } from '../db/open.js'
import { fromMonthNumber, type MonthNumber, monthName, monthOfDate, monthRange, toMonthNumber } from './calendar.js'
import type { Change, Load, Warning } from './change.js'
import { batches } from './change-rows.js'
import { fullTimeOf, type MonthLoad, readLoads } from './load.js'
import { formatHours, formatPercent, toHours } from './units.js'

export interface LoadPoint {
  employeeId: string
  month: MonthNumber
}

/** The employee-months whose load the changes move: cells, overrides, time off, contract and employment dates. */
export async function touchedPoints(db: Db, changes: readonly Change[]): Promise<LoadPoint[]> {
  const points = new Map<string, LoadPoint>()
  const touch = (employeeId: string, month: MonthNumber) => points.set(`${employeeId}:${month}`, { employeeId, month })

  const employeeOf = new Map<string, string>()
  const assignmentIds = new Set<string>()
  for (const c of changes) if (c.kind === 'cell') assignmentIds.add(c.assignmentId)
  for (const batch of batches([...assignmentIds])) {
    const rows = await db.selectFrom('assignment').select(['id', 'employeeId']).where('id', 'in', batch).execute()
    for (const row of rows) employeeOf.set(row.id, row.employeeId)
  }
  // An assignment that the change set itself makes has no row yet when the loads before are read.
  for (const c of changes)
    if (c.kind === 'record' && c.table === 'assignment' && c.after) employeeOf.set(c.id, String(c.after.employeeId))
  for (const c of changes) {
    if (c.kind === 'cell') {
      const employeeId = employeeOf.get(c.assignmentId)
      if (employeeId) touch(employeeId, toMonthNumber(c.month))
      continue
    }
    const states = [c.before, c.after].filter((s) => s !== null)
    if (c.table === 'monthOverride')
      for (const s of states) {
        const month = toMonthNumber(String(s.month))
        const rows = await withHours(db, 'a.projectId', String(s.projectId)).where('al.month', '=', month).execute()
        for (const row of rows) touch(row.employeeId, month)
      }
    if (c.table === 'timeOff')
      for (const s of states) {
        const months = monthRange(monthOfDate(String(s.startsOn)), monthOfDate(String(s.endsOn)))
        for (const month of months) touch(String(s.employeeId), month)
      }
    if (c.table === 'employee' && c.before)
      for (const row of await withHours(db, 'a.employeeId', c.id).execute()) touch(row.employeeId, row.month)
  }
  return [...points.values()]
}

function withHours(db: Db, column: 'a.projectId' | 'a.employeeId', id: string) {
  return db
    .selectFrom('allocation as al')
    .innerJoin('assignment as a', 'a.id', 'al.assignmentId')
    .select(['a.employeeId', 'al.month'])
    .distinct()
    .where(column, '=', id)
    .where('al.quarters', '>', 0)
}

/** The loads of the points as they stand now. Employees that do not exist (yet, any more) are left out. */
export async function readPoints(db: Db, points: readonly LoadPoint[]): Promise<(MonthLoad & { name: string })[]> {
  if (points.length === 0) return []
  const ids = [...new Set(points.map((p) => p.employeeId))]
  const names = new Map<string, string>()
  for (const batch of batches(ids))
    for (const row of await db.selectFrom('employee').select(['id', 'name']).where('id', 'in', batch).execute())
      names.set(row.id, row.name)
  let from = points[0]!.month
  let to = from
  for (const { month } of points) {
    if (month < from) from = month
    if (month > to) to = month
  }
  const loads = await readLoads(db, { employeeIds: ids, months: monthRange(from, to) })
  return points
    .filter((p) => names.has(p.employeeId))
    .map((p) => ({ ...loads.of(p.employeeId, p.month), name: names.get(p.employeeId)! }))
}

/** Before and after side by side, in hours and fractions. */
export function describeLoads(before: readonly MonthLoad[], after: readonly (MonthLoad & { name: string })[]): Load[] {
  const was = new Map(before.map((l) => [`${l.employeeId}:${l.month}`, l]))
  return after.map((l) => {
    const old = was.get(`${l.employeeId}:${l.month}`)
    return {
      employeeId: l.employeeId,
      employee: l.name,
      month: fromMonthNumber(l.month),
      capacityHours: toHours(l.capacityQuarters),
      fullTimeHours: toHours(fullTimeOf(l)),
      fteBefore: old?.fte ?? 0,
      fteAfter: l.fte,
      overBefore: toHours(old?.overQuarters ?? 0),
      overAfter: toHours(l.overQuarters),
      loadAfter: l.load,
      bandAfter: l.band,
    }
  })
}

/** US006: one warning for every month that the change leaves above capacity and makes no better. */
export function overWarnings(loads: readonly Load[]): Warning[] {
  return loads
    .filter((l) => l.overAfter > 0 && (l.overAfter > l.overBefore || l.fteAfter > l.fteBefore))
    .map((l) => ({
      code: 'over_allocated' as const,
      message: overText(l),
      employee: l.employee,
      month: l.month,
    }))
}

/** "This puts Sarah Jones at 108 % FTE for May 2026 across all projects (12.75 h above 160 h)." */
export function overText(load: Pick<Load, 'employee' | 'month' | 'fteAfter' | 'overAfter' | 'capacityHours'>): string {
  const month = monthName(toMonthNumber(load.month))
  const percent = formatPercent(load.fteAfter)
  return `This puts ${load.employee} at ${percent} FTE for ${month} across all projects (${formatHours(load.overAfter)} h above a capacity of ${formatHours(load.capacityHours)} h).`
}
