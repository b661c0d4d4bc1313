// What stands in the plan for people in months, for the planner: "the rest of her time" is a number only with these.
import type { Db } from '../db/open.js'
import type { Actor } from './actor.js'
import { monthRange, toMonthNumber } from './calendar.js'
import { readLoads } from './load.js'
import { readScope, seesEmployee } from './policy.js'
import { toHours } from './units.js'

/** One person's month. */
export interface PersonMonth {
  /** Hours by project code; projects without hours are missing. */
  hours: ReadonlyMap<string, number>
  /** Funded hours by project code, where the person has one assignment there. */
  fundedHours: ReadonlyMap<string, number>
  /** Contract less days off. */
  capacityHours: number
  /** What the contract is of full time: 0.5 for a half-timer. */
  contractFte: number
  /** Hours of this project (its code) that still fit below capacity, 0 when none do. */
  freeHours: (projectCode: string) => number
}

export type PresentHours = (employeeId: string, month: string) => PersonMonth | undefined

/** Reads the months `from` to `to` ('2026-11', both included) of these people, as far as the actor may see them. */
export async function readPresentHours(
  db: Db,
  actor: Actor,
  wanted: { employeeIds: readonly string[]; from: string; to: string },
): Promise<PresentHours> {
  const scope = await readScope(db, actor)
  const employeeIds = wanted.employeeIds.filter((id) => seesEmployee(scope, id))
  if (employeeIds.length === 0) return () => undefined
  const months = monthRange(toMonthNumber(wanted.from), toMonthNumber(wanted.to))
  const loads = await readLoads(db, { employeeIds, months })
  const projects = await db.selectFrom('project').select(['id', 'code']).execute()
  const codes = new Map(projects.map((p) => [p.id, p.code]))
  const overrides = await db
    .selectFrom('monthOverride as o')
    .innerJoin('project as p', 'p.id', 'o.projectId')
    .select(['p.code', 'o.month', 'o.quarters'])
    .execute()
  const fullTime = new Map(overrides.map((o) => [`${o.code}:${o.month}`, o.quarters]))
  const contracts = new Map(loads.employees.map((e) => [e.id, e.contractPct / 100]))
  const funded = await readFunded(db, employeeIds)
  const first = months[0]!
  const last = months[months.length - 1]!
  return (employeeId, month) => {
    const number = toMonthNumber(month)
    const contractFte = contracts.get(employeeId)
    if (contractFte === undefined || number < first || number > last) return undefined
    const load = loads.of(employeeId, number)
    const hours = new Map<string, number>()
    for (const part of load.parts) {
      const code = codes.get(part.projectId)
      if (code && part.quarters > 0) hours.set(code, (hours.get(code) ?? 0) + toHours(part.quarters))
    }
    return {
      hours,
      fundedHours: funded.get(employeeId) ?? new Map(),
      capacityHours: toHours(load.capacityQuarters),
      contractFte,
      freeHours: (code) =>
        toHours(loads.free(employeeId, number, fullTime.get(`${code}:${number}`) ?? load.fullTimeQuarters)),
    }
  }
}

async function readFunded(db: Db, employeeIds: readonly string[]): Promise<Map<string, Map<string, number>>> {
  const rows = await db
    .selectFrom('assignment as a')
    .innerJoin('project as p', 'p.id', 'a.projectId')
    .select(['a.employeeId', 'p.code', 'a.fundedQuarters'])
    .where('a.employeeId', 'in', [...employeeIds])
    .execute()
  const funded = new Map<string, Map<string, number>>()
  const twice = new Set<string>()
  for (const { employeeId, code, fundedQuarters } of rows) {
    const own = funded.get(employeeId) ?? new Map<string, number>()
    if (own.has(code)) twice.add(`${employeeId} ${code}`)
    funded.set(employeeId, own.set(code, toHours(fundedQuarters)))
  }
  for (const [id, own] of funded) for (const code of own.keys()) if (twice.has(`${id} ${code}`)) own.delete(code)
  return funded
}
