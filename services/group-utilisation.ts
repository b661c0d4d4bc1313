// How full a group of people is: the firm, or everybody of some home roles, over a period, by month and by role.
import type { Db } from '../db/open.js'
import { fromMonthNumber, type MonthNumber, monthRange } from './calendar.js'
import { type MonthLoad, readLoads, utilisation } from './load.js'
import { type Scope, scopedEmployees } from './policy.js'
import { toHours } from './units.js'

export interface GroupQuery {
  scope: Scope
  /** Home role names; any of them. All people without. */
  roles?: string[]
  from: MonthNumber
  to: MonthNumber
}

export interface Fullness {
  /** People with capacity in the period. */
  people: number
  capacityHours: number
  /** Sum of FTE x F / sum of capacity x F, a fraction; null without capacity. */
  utilisation: number | null
}

/** Utilisation of the people the asker may see: together, by month ('2026-10') and by home role. */
export async function readGroupUtilisation(
  db: Db,
  query: GroupQuery,
): Promise<Fullness & { byMonth: Map<string, Fullness>; byRole: Map<string, Fullness> }> {
  const ids = scopedEmployees(query.scope)
  let rows = db
    .selectFrom('employee as e')
    .leftJoin('role as r', 'r.id', 'e.roleId')
    .select(['e.id', 'r.name as role'])
    .orderBy('e.name')
  if (ids) rows = rows.where('e.id', 'in', ids)
  if (query.roles) rows = rows.where('r.name', 'in', query.roles)
  const people = await rows.execute()
  const months = monthRange(query.from, query.to)
  const loads = await readLoads(db, { employeeIds: people.map(({ id }) => id), months })
  const all: MonthLoad[] = []
  const byMonth = new Map<string, MonthLoad[]>()
  const byRole = new Map<string, MonthLoad[]>()
  for (const { id, role } of people)
    for (const load of loads.row(id)) {
      all.push(load)
      listed(byMonth, fromMonthNumber(load.month)).push(load)
      listed(byRole, role ?? '').push(load)
    }
  return { ...fullness(all), byMonth: mapped(byMonth), byRole: mapped(byRole) }
}

function fullness(loads: readonly MonthLoad[]): Fullness {
  return {
    people: new Set(loads.filter((l) => l.capacityQuarters > 0).map((l) => l.employeeId)).size,
    capacityHours: toHours(loads.reduce((sum, l) => sum + l.capacityQuarters, 0)),
    utilisation: utilisation(loads),
  }
}

function listed(lists: Map<string, MonthLoad[]>, key: string): MonthLoad[] {
  const list = lists.get(key) ?? []
  lists.set(key, list)
  return list
}

const mapped = (lists: ReadonlyMap<string, MonthLoad[]>) =>
  new Map([...lists].map(([key, loads]) => [key, fullness(loads)]))
