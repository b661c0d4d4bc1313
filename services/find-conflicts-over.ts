// Finds the months above capacity of a large organisation without reading every cell: SQL picks suspects (it may only
// err on the side of too many), services/load.ts decides.
import { sql } from 'kysely'
import type { Db } from '../db/open.js'
import type { Calendar, MonthNumber } from './calendar.js'
import { type LoadPart, type MonthLoad, monthLoad, readBases, readHeatBands, readTimeOff } from './load.js'
import { plainRows } from './plain-rows.js'

interface Row {
  a: string
  p: string
  e: string
  m: number
  q: number
  o: number | null
}

/** Every month above capacity (or with hours on none) of the period; of one employee only with `employeeId`. */
export async function readOverMonths(
  db: Db,
  calendar: Calendar,
  months: readonly MonthNumber[],
  employeeId?: string,
): Promise<MonthLoad[]> {
  const from = months[0]!
  const to = months[months.length - 1]!
  const employeeIds = employeeId === undefined ? undefined : [employeeId]
  const timeOff = await readTimeOff(db, { employeeIds, from, to })
  const bands = await readHeatBands(db)
  const parts = new Parts(calendar)
  for (const row of await reducedMonths(db, calendar, months, employeeId)) parts.add(row)
  for (const [month, ids] of await suspectMonths(db, calendar, months, employeeId)) {
    const missing = ids.filter((id) => !parts.has(id, month))
    for (const row of await plainRows(db, hoursOf(db, month, month).where('a.employeeId', 'in', missing)))
      parts.add(row)
  }
  const bases = new Map((await readBases(db, [...parts.employees()])).map((basis) => [basis.id, basis]))
  const over: MonthLoad[] = []
  for (const { id, month, list } of parts.all()) {
    const load = monthLoad(calendar, bases.get(id)!, month, list, timeOff.get(id), bands)
    if (load.side > 0) over.push(load)
  }
  return over
}

/** Parts collected by employee and month, each assignment once. */
class Parts {
  private readonly lists = new Map<string, Map<MonthNumber, LoadPart[]>>()

  constructor(private readonly calendar: Calendar) {}

  add({ a, p, e, m, q, o }: Row): void {
    let months = this.lists.get(e)
    if (!months) {
      months = new Map()
      this.lists.set(e, months)
    }
    const fullTimeQuarters = o ?? this.calendar.fullTimeQuarters(m)
    const part = { assignmentId: a, projectId: p, employeeId: e, month: m, quarters: q, fullTimeQuarters }
    const list = months.get(m)
    if (!list) months.set(m, [part])
    else if (!list.some((other) => other.assignmentId === a)) list.push(part)
  }

  has(employeeId: string, month: MonthNumber): boolean {
    return this.lists.get(employeeId)?.has(month) ?? false
  }

  employees(): Iterable<string> {
    return this.lists.keys()
  }

  *all(): Iterable<{ id: string; month: MonthNumber; list: LoadPart[] }> {
    for (const [id, months] of this.lists) for (const [month, list] of months) yield { id, month, list }
  }
}

/** Hours of a period with who, where and the project's override. */
function hoursOf(db: Db, from: MonthNumber, to: MonthNumber) {
  return db
    .selectFrom('allocation as al')
    .innerJoin('assignment as a', 'a.id', 'al.assignmentId')
    .leftJoin('monthOverride as o', (join) =>
      join.onRef('o.projectId', '=', 'a.projectId').onRef('o.month', '=', 'al.month'),
    )
    .select([
      'a.id as a',
      'a.projectId as p',
      'a.employeeId as e',
      'al.month as m',
      'al.quarters as q',
      'o.quarters as o',
    ])
    .where('al.month', '>=', from)
    .where('al.month', '<=', to)
    .where('al.quarters', '>', 0)
}

/**
 * Employee-months with more hours than the contract allows in a month fully worked. Without an override both sides are
 * whole numbers; with one they are doubles, and a billionth less is asked for.
 */
async function suspectMonths(
  db: Db,
  calendar: Calendar,
  months: readonly MonthNumber[],
  employeeId?: string,
): Promise<Map<MonthNumber, string[]>> {
  const branches = months.map((month) => sql`when ${month} then ${calendar.fullTimeQuarters(month)}`)
  const fullTime = sql`(case al.month ${sql.join(branches, sql` `)} else 0 end)`
  const query = db
    .selectFrom('allocation as al')
    .innerJoin('assignment as a', 'a.id', 'al.assignmentId')
    .innerJoin('employee as p', 'p.id', 'a.employeeId')
    .leftJoin('monthOverride as o', (join) =>
      join.onRef('o.projectId', '=', 'a.projectId').onRef('o.month', '=', 'al.month'),
    )
    .select(['a.employeeId as e', 'al.month as m'])
    .where('al.month', '>=', months[0]!)
    .where('al.month', '<=', months[months.length - 1]!)
    .where('al.quarters', '>', 0)
    .$if(employeeId !== undefined, (q) => q.where('a.employeeId', '=', employeeId!))
    .groupBy(['a.employeeId', 'p.contractPct', 'al.month'])
    .having(
      sql<boolean>`case
        when ${fullTime} = 0 then 1 = 1
        when count(o.quarters) = 0 then sum(al.quarters) * 100 > p.contract_pct * ${fullTime}
        else sum(case when o.quarters is null then al.quarters else 0 end) * 1.0 / ${fullTime}
          + sum(coalesce(al.quarters * 1.0 / o.quarters, 0)) > p.contract_pct / 100.0 - 0.000000001
      end`,
    )
  const suspects = new Map<MonthNumber, string[]>()
  for (const { e, m } of await plainRows(db, query)) {
    const ids = suspects.get(m)
    if (!ids) suspects.set(m, [e])
    else ids.push(e)
  }
  return suspects
}

/** Hours in months that somebody does not work fully: time off, joining, leaving. */
async function reducedMonths(
  db: Db,
  calendar: Calendar,
  months: readonly MonthNumber[],
  employeeId?: string,
): Promise<Row[]> {
  const from = months[0]!
  const to = months[months.length - 1]!
  const first = calendar.bounds(from).first
  const last = calendar.bounds(to).last
  const monthOf = (column: string) => sql<number>`cast(replace(substr(${sql.ref(column)}, 1, 7), '-', '') as integer)`
  const hours = hoursOf(db, from, to).$if(employeeId !== undefined, (q) => q.where('a.employeeId', '=', employeeId!))
  const off = hours
    .innerJoin('timeOff as t', 't.employeeId', 'a.employeeId')
    .where('t.endsOn', '>=', first)
    .where('t.startsOn', '<=', last)
    .where('al.month', '>=', monthOf('t.startsOn'))
    .where('al.month', '<=', monthOf('t.endsOn'))
  const partly = hours
    .innerJoin('employee as w', 'w.id', 'a.employeeId')
    .where((eb) =>
      eb.or([
        eb.and([eb('w.startsOn', '>', first), eb('al.month', '<=', monthOf('w.startsOn'))]),
        eb.and([eb('w.endsOn', '<', last), eb('al.month', '>=', monthOf('w.endsOn'))]),
      ]),
    )
  return [...(await plainRows(db, off)), ...(await plainRows(db, partly))]
}
