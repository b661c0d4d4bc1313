// Supply against demand by role and LCAT (US015): who will be short, when, by how many; and who will be on the bench.
import type { Db } from '../db/open.js'
import { fromMonthNumber, type MonthNumber, monthRange, periodName } from './calendar.js'
import { type OpenDemand, readDemand } from './find-conflicts-demand.js'
import { divide, fteOf, type MonthLoad } from './load.js'
import { fold } from './names.js'
import { positionWords } from './position-words.js'
import {
  add,
  compare,
  fromDecimal,
  type Ratio,
  ratio,
  subtract,
  sumExact,
  timesRoundedUp,
  toNumber,
  ZERO,
} from './ratio.js'
import { type PersonFacts, readSnapshot, type StaffingSnapshot } from './staffing-snapshot.js'
import { formatPercent, toHours } from './units.js'

export interface ForecastQuery {
  roleIds?: string[]
  lcatIds?: string[]
  from: MonthNumber
  to: MonthNumber
}

export interface ForecastMonth {
  month: string
  /** All four as full-time equivalents. */
  demandFte: number
  capacityFte: number
  plannedFte: number
  freeFte: number
  /** ceil(demand - free), never below 0. */
  shortage: number
  fullTimeHours: number
}

export interface ForecastLine {
  role: string
  lcat: string
  position: string
  from: string
  to: string
  period: string
  /** The largest shortage over the months of the period, in people. */
  shortage: number
  /** The month of that largest shortage. */
  month?: string
  people: number
  months: ForecastMonth[]
  /** Who is nearest to the position and has time. */
  train: { name: string; role: string; lcat: string; freeFte: number }[]
  text: string
}

export interface Forecast {
  from: string
  to: string
  period: string
  lines: ForecastLine[]
  bench: { name: string; role: string; lcat: string; load: number; freeHours: number }[]
  /** Planning projects that count by probability. */
  planning: { project: string; probability: number }[]
  assumptions: string[]
}

/** Bench: load below a quarter (DESIGN section 1). */
const BENCH = fromDecimal(0.25)

/** The forecast, one line per role (and LCAT where demand names one) and quarter. */
export async function forecastStaffing(db: Db, query: ForecastQuery): Promise<Forecast> {
  const months = monthRange(query.from, query.to)
  const snapshot = await readSnapshot(db, months)
  const demand = (await readDemand(db, query.from, query.to)).filter(
    (d) =>
      (!query.roleIds || (d.roleId !== null && query.roleIds.includes(d.roleId))) &&
      (!query.lcatIds || (d.lcatId !== null && query.lcatIds.includes(d.lcatId))),
  )
  const supply = supplyOf(snapshot)
  const roles = await listRoles(db, query.roleIds)
  const lcats = await db.selectFrom('lcat').select(['id', 'name', 'rank']).orderBy('rank').execute()
  const lines: ForecastLine[] = []
  for (const role of roles) {
    const ofRole = demand.filter((d) => d.roleId === role.id)
    const named = lcats.filter((l) =>
      query.lcatIds ? query.lcatIds.includes(l.id) : ofRole.some((d) => d.lcatId === l.id),
    )
    const groups = [...named, ...(query.lcatIds ? [] : [undefined])]
    for (const lcat of groups)
      for (const chunk of quarters(months)) lines.push(lineOf(snapshot, supply, role, lcat, ofRole, chunk))
  }
  lines.sort((a, b) => a.from.localeCompare(b.from) || b.shortage - a.shortage)
  const planning = [...snapshot.projects.values()]
    .filter((p) => p.status === 'Planning' && usesProject(snapshot, demand, p.id))
    .map((p) => ({ project: p.name, probability: p.probabilityPct / 100 }))
  return {
    from: fromMonthNumber(query.from),
    to: fromMonthNumber(query.to),
    period: periodName(query.from, query.to),
    lines,
    bench: benchOf(snapshot, supply, query),
    planning,
    assumptions: [
      'Supply: capacity less assignments of people by home role (and LCAT); somebody above capacity counts as 0 free.',
      'Demand: open positions of projects in planning and active; FTE = hours / full-time hours of the month.',
      planning.length > 0
        ? `Projects in planning count by probability: ${planning.map((p) => `${p.project} ${formatPercent(p.probability)}`).join(', ')}.`
        : 'No project in planning is counted.',
      'Shortage of a quarter: the largest over its months of demand less free capacity, rounded up to people.',
    ],
  }
}

function usesProject(snapshot: StaffingSnapshot, demand: readonly OpenDemand[], projectId: string): boolean {
  if (demand.some((d) => d.projectId === projectId)) return true
  return [...snapshot.people.keys()].some((id) =>
    snapshot.loads.row(id).some((load) => load.parts.some((p) => p.projectId === projectId)),
  )
}

async function listRoles(db: Db, ids: string[] | undefined) {
  const rows = await db.selectFrom('role').select(['id', 'name', 'active']).orderBy('rank').orderBy('name').execute()
  return rows.filter((r) => (ids ? ids.includes(r.id) : r.active === 1))
}

/** Calendar quarters, the first and last possibly cut short by the period. */
function quarters(months: readonly MonthNumber[]): MonthNumber[][] {
  const chunks: MonthNumber[][] = []
  for (const month of months) {
    const last = chunks.at(-1)
    if (last && (month % 100) % 3 !== 1) last.push(month)
    else chunks.push([month])
  }
  return chunks
}

interface Supply {
  person: PersonFacts
  /** Planned and free FTE by month, planning projects by probability. */
  of(month: MonthNumber): { planned: Ratio; capacity: Ratio; free: Ratio }
}

function supplyOf(snapshot: StaffingSnapshot): Supply[] {
  return [...snapshot.people.values()].map((person) => {
    const cache = new Map<MonthNumber, { planned: Ratio; capacity: Ratio; free: Ratio }>()
    return {
      person,
      of(month) {
        let value = cache.get(month)
        if (!value) {
          value = weigh(snapshot, snapshot.loads.of(person.id, month))
          cache.set(month, value)
        }
        return value
      },
    }
  })
}

function weigh(snapshot: StaffingSnapshot, load: MonthLoad) {
  const { capacity } = load.exact
  const tentative = load.parts.some((p) => snapshot.projects.get(p.projectId)?.status === 'Planning')
  const planned = !tentative
    ? load.exact.fte
    : fteOf(
        load.parts.map((p) => {
          const probability = probabilityOf(snapshot, p.projectId)
          return { quarters: p.quarters * probability, fullTimeQuarters: p.fullTimeQuarters * 100 }
        }),
      )
  const free = compare(capacity, planned) > 0 ? subtract(capacity, planned) : ZERO
  return { planned, capacity, free }
}

/** Whole per cent: below 100 for projects in planning only. */
function probabilityOf(snapshot: StaffingSnapshot, projectId: string): number {
  const project = snapshot.projects.get(projectId)
  return project?.status === 'Planning' ? project.probabilityPct : 100
}

function lineOf(
  snapshot: StaffingSnapshot,
  supply: readonly Supply[],
  role: { id: string; name: string },
  lcat: { id: string; name: string; rank: number } | undefined,
  ofRole: readonly OpenDemand[],
  chunk: MonthNumber[],
): ForecastLine {
  const people = supply.filter((s) => s.person.roleId === role.id && (!lcat || s.person.lcatId === lcat.id))
  const wanted = ofRole.filter((d) => chunk.includes(d.month) && (!lcat || d.lcatId === lcat.id))
  let shortage = 0
  let worst: MonthNumber | undefined
  const months = chunk.map((month) => {
    const demand = sumExact(wanted.filter((d) => d.month === month).map((d) => demandFte(snapshot, d)))
    const states = people.map((p) => p.of(month))
    const free = sumExact(states.map((s) => s.free))
    const short = compare(demand, free) > 0 ? timesRoundedUp(subtract(demand, free), 1) : 0
    if (short > shortage) {
      shortage = short
      worst = month
    }
    return {
      month: fromMonthNumber(month),
      demandFte: toNumber(demand),
      capacityFte: toNumber(sumExact(states.map((s) => s.capacity))),
      plannedFte: toNumber(sumExact(states.map((s) => s.planned))),
      freeFte: toNumber(free),
      shortage: short,
      fullTimeHours: toHours(snapshot.loads.calendar.fullTimeQuarters(month)),
    }
  })
  const period = periodName(chunk[0]!, chunk.at(-1)!)
  const position = positionWords(role.name, lcat?.name ?? '', shortage === 1 ? 1 : 2)
  const train = shortage > 0 && lcat ? nearest(supply, role, lcat, wanted, chunk) : []
  return {
    role: role.name,
    lcat: lcat?.name ?? '',
    position,
    from: fromMonthNumber(chunk[0]!),
    to: fromMonthNumber(chunk.at(-1)!),
    period,
    shortage,
    ...(worst ? { month: fromMonthNumber(worst) } : {}),
    people: people.length,
    months,
    train,
    text: shortage > 0 ? `short of ${shortage} ${position} in ${period}` : `no shortage of ${position} in ${period}`,
  }
}

function demandFte(snapshot: StaffingSnapshot, d: OpenDemand): Ratio {
  const full = snapshot.fullTimeQuarters(d.projectId, d.month)
  return full === 0 ? ZERO : ratio(d.quarters * d.count * probabilityOf(snapshot, d.projectId), full * 100)
}

/** People with at least a quarter of their time free who could be trained: same role below the LCAT, or with the skills. */
function nearest(
  supply: readonly Supply[],
  role: { id: string },
  lcat: { rank: number },
  wanted: readonly OpenDemand[],
  chunk: readonly MonthNumber[],
): ForecastLine['train'] {
  const skills = new Set(wanted.flatMap((d) => d.skills.map(fold)))
  const found: { person: PersonFacts; free: number; kin: number }[] = []
  for (const s of supply) {
    const kin =
      s.person.roleId === role.id && s.person.lcatRank < lcat.rank
        ? 2
        : s.person.roleId !== role.id && s.person.skills.some((k) => skills.has(fold(k)))
          ? 1
          : 0
    if (kin === 0) continue
    const free = toNumber(chunk.reduce((sum, m) => add(sum, s.of(m).free), ZERO)) / chunk.length
    if (free >= 0.25) found.push({ person: s.person, free, kin })
  }
  return found
    .sort(
      (a, b) =>
        b.kin - a.kin ||
        b.person.lcatRank - a.person.lcatRank ||
        b.free - a.free ||
        a.person.name.localeCompare(b.person.name),
    )
    .slice(0, 3)
    .map(({ person, free }) => ({ name: person.name, role: person.role, lcat: person.lcat, freeFte: free }))
}

/** Who will have less than a quarter of their capacity planned over the whole period. */
function benchOf(snapshot: StaffingSnapshot, supply: readonly Supply[], query: ForecastQuery): Forecast['bench'] {
  const bench: Forecast['bench'] = []
  for (const s of supply) {
    if (query.roleIds && !(s.person.roleId && query.roleIds.includes(s.person.roleId))) continue
    if (query.lcatIds && !(s.person.lcatId && query.lcatIds.includes(s.person.lcatId))) continue
    const weighted = (pick: (state: ReturnType<Supply['of']>) => Ratio) =>
      sumExact(
        snapshot.months.map((m) => {
          const value = pick(s.of(m))
          return { num: value.num * BigInt(snapshot.loads.calendar.fullTimeQuarters(m)), den: value.den }
        }),
      )
    const capacity = weighted((x) => x.capacity)
    if (capacity.num === 0n) continue
    const load = divide(
      weighted((x) => x.planned),
      capacity,
    )
    if (compare(load, BENCH) >= 0) continue
    bench.push({
      name: s.person.name,
      role: s.person.role,
      lcat: s.person.lcat,
      load: toNumber(load),
      freeHours: Math.floor(toNumber(weighted((x) => x.free))) / 4,
    })
  }
  return bench.sort((a, b) => a.load - b.load || a.name.localeCompare(b.name))
}
