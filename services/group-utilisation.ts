// How full a group of people is: the firm, everybody of some home roles, or some people, over a period, by month, by
// role and by person.
import type { Db } from '../db/open.js'
import { fromMonthNumber, type MonthNumber, monthRange } from './calendar.js'
import { type MonthLoad, readLoads, utilisation } from './load.js'
import { type Scope, scopedEmployees } from './policy.js'
import { toHours } from './units.js'

export interface GroupQuery {
  scope: Scope
  /** Home role names; any of them. All people without. */
  roles?: string[]
  /** Only these people. */
  employeeIds?: string[]
  from: MonthNumber
  to: MonthNumber
}

export interface Fullness {
  /** People with capacity in the period. */
  people: number
  capacityHours: number
  /** Capacity less what is allocated, never below 0. */
  freeHours: number
  /** Sum of FTE x F / sum of capacity x F, a fraction; null without capacity. */
  utilisation: number | null
}

/** Utilisation of the people the asker may see: together, by month ('2026-10'), by home role and by employee (id). */
export async function readGroupUtilisation(
  db: Db,
  query: GroupQuery,
): Promise<Fullness & Record<'byMonth' | 'byRole' | 'byEmployee', Map<string, Fullness>>> {
  const ids = scopedEmployees(query.scope)
  let rows = db
    .selectFrom('employee as e')
    .leftJoin('role as r', 'r.id', 'e.roleId')
    .select(['e.id', 'r.name as role'])
    .orderBy('e.name')
  if (ids) rows = rows.where('e.id', 'in', ids)
  if (query.employeeIds) rows = rows.where('e.id', 'in', query.employeeIds)
  if (query.roles) rows = rows.where('r.name', 'in', query.roles)
  const people = await rows.execute()
  const months = monthRange(query.from, query.to)
  const loads = await readLoads(db, { employeeIds: people.map(({ id }) => id), months })
  const all: MonthLoad[] = []
  const byMonth = new Map<string, MonthLoad[]>()
  const byRole = new Map<string, MonthLoad[]>()
  const byEmployee = new Map<string, MonthLoad[]>()
  for (const { id, role } of people)
    for (const load of loads.row(id)) {
      all.push(load)
      listed(byMonth, fromMonthNumber(load.month)).push(load)
      listed(byRole, role ?? '').push(load)
      listed(byEmployee, id).push(load)
    }
  return { ...fullness(all), byMonth: mapped(byMonth), byRole: mapped(byRole), byEmployee: mapped(byEmployee) }
}

function fullness(loads: readonly MonthLoad[]): Fullness {
  return {
    people: new Set(loads.filter((l) => l.capacityQuarters > 0).map((l) => l.employeeId)).size,
    capacityHours: toHours(loads.reduce((sum, l) => sum + l.capacityQuarters, 0)),
    freeHours: toHours(
      Math.max(
        0,
        loads.reduce((sum, l) => sum + l.capacityQuarters - quartersOf(l), 0),
      ),
    ),
    utilisation: utilisation(loads),
  }
}

const quartersOf = (load: MonthLoad): number => load.parts.reduce((sum, p) => sum + p.quarters, 0)

function listed(lists: Map<string, MonthLoad[]>, key: string): MonthLoad[] {
  const list = lists.get(key) ?? []
  lists.set(key, list)
  return list
}

const mapped = (lists: ReadonlyMap<string, MonthLoad[]>) =>
  new Map([...lists].map(([key, loads]) => [key, fullness(loads)]))
