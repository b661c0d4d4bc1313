// Repairs many over-allocated months at once: the portfolio as a repair problem, and its answer as options.
import { type MonthNumber, monthsBetween, periodName } from './calendar.js'
import type { LoadPart, MonthLoad } from './load.js'
import { mayWriteProject } from './policy.js'
import { type Ratio, subtract } from './ratio.js'
import { type DraftOption, MOVE_MONTHS, type OptionContext, optionOf } from './resolve-options.js'
import {
  type RepairEdge,
  type RepairPlan,
  type RepairProblem,
  type RepairStrategy,
  repairGreedily,
} from './resolve-repair.js'
import { bulkCalls, deltasOf, type ResolveStep } from './resolve-steps.js'
import { findTakers, isOpen, type Taker } from './resolve-takers.js'
import { effectsOf, needsOf } from './staffing-option.js'
import { formatHours, toHours } from './units.js'

export interface RepairOption {
  option: DraftOption
  about: MonthLoad[]
}

/** Newcomers offered per part: enough to find the few who help in many places, few enough to stay quick. */
const NEWCOMERS = 40

/**
 * First one option that repairs everything the asker may change, then one for each month; no two of them use the same
 * free hour. Hours that nobody can take are cut.
 */
export function repairOptions(
  context: OptionContext,
  overs: readonly MonthLoad[],
  strategy: RepairStrategy = repairGreedily,
): RepairOption[] {
  if (overs.length === 0) return []
  const built = buildProblem(context, overs)
  const steps = stepsOf(built, strategy(built.problem))
  const months = overs.map((load, i) => ({ load, steps: steps[i]! })).filter((m) => m.steps.length > 0)
  const single = months.map(({ load, steps }) => ({
    option: optionOf(context, load, steps, context.snapshot.nick(load.employeeId)),
    about: [load],
  }))
  if (months.length < 2) return single
  const mine = months.filter((_, i) => !single[i]!.option.needs)
  const all = mine.length > 1 ? mine : months
  return [{ option: wholeRepair(context, all, months.length), about: all.map((m) => m.load) }, ...single]
}

function wholeRepair(
  context: OptionContext,
  months: { load: MonthLoad; steps: ResolveStep[] }[],
  outOf: number,
): DraftOption {
  const { snapshot, actor } = context
  const steps = months.flatMap((m) => m.steps)
  const deltas = steps.flatMap((s) => deltasOf(snapshot, s))
  const effects = effectsOf(deltas, (id, month) => snapshot.loads.of(id, month), snapshot.people)
  const needs = needsOf(actor, new Set(steps.map((s) => snapshot.projects.get(s.part.projectId)!)))
  const sum = (list: ResolveStep[]) => toHours(list.reduce((total, s) => total + s.quarters, 0))
  const handed = sum(steps.filter((s) => s.toEmployeeId))
  const moved = sum(steps.filter((s) => s.toMonth))
  const cut = sum(steps.filter((s) => !s.toEmployeeId && !s.toMonth))
  const calls = bulkCalls(snapshot, steps)
  const fresh = new Set(
    calls.filter((c) => c.tool === 'staff_employee').map((c) => JSON.stringify([c.input.employee, c.input.project])),
  )
  const which =
    months.length === outOf ? `all ${outOf} months` : `the ${months.length} of ${outOf} months that are yours to change`
  const parts = [
    handed > 0 ? `hand over ${formatHours(handed)} h` : '',
    moved > 0 ? `move ${formatHours(moved)} h to other months` : '',
    cut > 0 ? `reduce by ${formatHours(cut)} h that nobody can take` : '',
  ].filter(Boolean)
  const people = fresh.size > 0 ? `, ${fresh.size} ${fresh.size === 1 ? 'person' : 'people'} newly on projects` : ''
  const loads = months.map((m) => m.load.month)
  return {
    text: `repair ${which} at once (${periodName(Math.min(...loads), Math.max(...loads))}): ${parts.join(', ')}${people}${needs ? `, needs ${needs}` : ''}`,
    calls,
    effects,
    unplacedHours: cut,
    remainingOverHours: effects.reduce((total, e) => total + e.overAfter, 0),
    ...(needs ? { needs } : {}),
    steps,
  }
}

interface BuiltProblem {
  problem: RepairProblem
  parts: LoadPart[]
  /** For each edge who takes the hours, or the month they move to. */
  targets: { toEmployeeId?: string; toMonth?: MonthNumber }[]
}

/** The months above capacity, their parts, everybody who could take them and the person's own other months. */
export function buildProblem(context: OptionContext, overs: readonly MonthLoad[]): BuiltProblem {
  const { snapshot } = context
  const units = new MonthUnits()
  for (const load of overs) for (const part of load.parts) units.add(load.month, part.fullTimeQuarters)
  for (const month of snapshot.months) {
    units.add(month, snapshot.loads.calendar.fullTimeQuarters(month))
    for (const load of overs)
      for (const part of load.parts) units.add(month, snapshot.fullTimeQuarters(part.projectId, month))
  }
  const sources = overs.map((load) => ({
    excessUnits: units.up(load.month, subtract(load.exact.fte, load.exact.capacity)),
  }))
  const parts: LoadPart[] = []
  const partRows: RepairProblem['parts'][number][] = []
  const places: { freeUnits: number }[] = []
  const placeOf = new Map<string, number>()
  const place = (load: MonthLoad) => {
    const key = `${load.employeeId}:${load.month}`
    let number = placeOf.get(key)
    if (number === undefined) {
      number = places.length
      placeOf.set(key, number)
      places.push({
        freeUnits: load.side < 0 ? units.down(load.month, subtract(load.exact.capacity, load.exact.fte)) : 0,
      })
    }
    return number
  }
  const edges: RepairEdge[] = []
  const targets: BuiltProblem['targets'] = []
  const pairs = new Map<string, number>()
  for (const [s, load] of overs.entries()) {
    const links: Link[] = []
    for (const part of partsOf(context, load)) {
      const p = parts.length
      parts.push(part)
      const perQuarter = units.of(load.month, part.fullTimeQuarters)
      partRows.push({ source: s, quarters: part.quarters, unitsPerQuarter: Math.floor(perQuarter) })
      links.push(...linksOf(context, part).map((link) => ({ ...link, part: p })))
    }
    // People on the project first, then other months, then newcomers.
    for (const link of links.sort((a, b) => a.rank - b.rank)) {
      const key = `${link.projectId}:${link.target.toEmployeeId}`
      if (link.rank === NEWCOMER && !pairs.has(key)) pairs.set(key, pairs.size)
      edges.push({
        part: link.part,
        place: place(link.load),
        unitsPerQuarter: Math.ceil(units.of(link.load.month, link.fullTimeQuarters)),
        ...(link.rank === NEWCOMER ? { pair: pairs.get(key)! } : {}),
      })
      targets.push(link.target)
    }
  }
  return { problem: { sources, parts: partRows, places, edges, pairs: pairs.size }, parts, targets }
}

/** Parts of a month: those that the asker may change first, then those of which fewer hours have to go. */
function partsOf(context: OptionContext, load: MonthLoad): LoadPart[] {
  const foreign = (part: LoadPart) =>
    mayWriteProject(context.actor, context.snapshot.projects.get(part.projectId)!.managerId) ? 0 : 1
  return [...load.parts].sort(
    (a, b) => foreign(a) - foreign(b) || a.fullTimeQuarters - b.fullTimeQuarters || b.quarters - a.quarters,
  )
}

const NEWCOMER = 2

interface Link {
  part: number
  projectId: string
  /** Whose month takes the hours. */
  load: MonthLoad
  fullTimeQuarters: number
  /** 0 on the project, 1 another month of the same person, 2 newcomer. */
  rank: number
  target: BuiltProblem['targets'][number]
}

/** Everybody and every month that could take hours of the part. */
function linksOf(context: OptionContext, part: LoadPart): Omit<Link, 'part'>[] {
  const { snapshot } = context
  const takers = findTakers(snapshot, snapshot.assignments.get(part.assignmentId)!, part.month, part.fullTimeQuarters)
  const { projectId, fullTimeQuarters } = part
  const to = (taker: Taker, rank: number) => ({
    projectId,
    load: taker.load,
    fullTimeQuarters,
    rank,
    target: { toEmployeeId: taker.person.id },
  })
  const months = movable(context, part).map((month) => ({
    projectId,
    load: snapshot.loads.of(part.employeeId, month),
    fullTimeQuarters: snapshot.fullTimeQuarters(projectId, month),
    rank: 1,
    target: { toMonth: month },
  }))
  const fresh = takers.filter((t) => !t.assignment).slice(0, NEWCOMERS)
  return [...takers.filter((t) => t.assignment).map((t) => to(t, 0)), ...months, ...fresh.map((t) => to(t, NEWCOMER))]
}

/** Months of the project, not past, near enough, in which the person has room; the nearest first, later before earlier. */
function movable(context: OptionContext, part: LoadPart): MonthNumber[] {
  const { snapshot, thisMonth } = context
  const project = snapshot.projects.get(part.projectId)!
  const distance = (m: MonthNumber) => Math.abs(monthsBetween(part.month, m))
  return snapshot.months
    .filter((m) => m !== part.month && m >= thisMonth && distance(m) <= MOVE_MONTHS && isOpen(snapshot, project, m))
    .filter((m) => {
      const load = snapshot.loads.of(part.employeeId, m)
      return load.side < 0 && load.capacityQuarters > 0
    })
    .sort((a, b) => distance(a) - distance(b) || b - a)
}

/** The plan as steps of each over-allocated month. */
function stepsOf(built: BuiltProblem, plan: RepairPlan): ResolveStep[][] {
  const steps: ResolveStep[][] = built.problem.sources.map(() => [])
  for (const [e, quarters] of plan.placed.entries()) {
    if (quarters === 0) continue
    const edge = built.problem.edges[e]!
    steps[built.problem.parts[edge.part]!.source]!.push({
      part: built.parts[edge.part]!,
      quarters,
      ...built.targets[e]!,
    })
  }
  for (const [p, quarters] of plan.cut.entries())
    if (quarters > 0) steps[built.problem.parts[p]!.source]!.push({ part: built.parts[p]!, quarters })
  return steps
}

/** Units in which all full-time hours of a month are whole: their least common multiple. */
class MonthUnits {
  private readonly scale = new Map<MonthNumber, number>()

  add(month: MonthNumber, fullTimeQuarters: number): void {
    const before = this.scale.get(month) ?? 1
    const next = (before / gcd(before, fullTimeQuarters)) * fullTimeQuarters
    // Many odd overrides in one month: stay in exact integers; rounding below is then to the safe side. No business day: 1.
    this.scale.set(month, next > 0 && next <= 2 ** 40 ? next : before)
  }

  of(month: MonthNumber, fullTimeQuarters: number): number {
    return this.scale.get(month)! / fullTimeQuarters
  }

  up(month: MonthNumber, fte: Ratio): number {
    const { num, den } = fte
    const scaled = num * BigInt(this.scale.get(month)!)
    return Number((scaled + den - 1n) / den)
  }

  down(month: MonthNumber, fte: Ratio): number {
    return Number((fte.num * BigInt(this.scale.get(month)!)) / fte.den)
  }
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b)
}
