// Groups and people far apart in load who could exchange work (US020), as plans that never use a free hour twice.
import type { Db } from '../db/open.js'
import type { Actor } from './actor.js'
import { fromMonthNumber, type MonthNumber, monthName, monthRange, periodName } from './calendar.js'
import { type LoadPart, type MonthLoad, quartersFree, utilisation } from './load.js'
import { plural } from './position-words.js'
import { toNumber } from './ratio.js'
import { callsOfSteps, deltasOf, type ResolveStep } from './resolve-steps.js'
import { findTakers, isOpen } from './resolve-takers.js'
import { effectOf, loadAfter, needsOf, type StaffingOption } from './staffing-option.js'
import { readSnapshot, type StaffingSnapshot, spokenProject } from './staffing-snapshot.js'
import { formatHours, formatPercent, toHours } from './units.js'

export interface BalanceQuery {
  actor: Actor
  roleIds?: string[]
  projectIds?: string[]
  from: MonthNumber
  to: MonthNumber
  thisMonth: MonthNumber
}

export interface BalanceGroup {
  /** "SW Engineers on Alpha" or "the Cyber team". */
  name: string
  role: string
  project?: string
  people: number
  /** Sum of FTE x F / sum of capacity x F, a fraction. */
  utilisation: number
  capacityHours: number
}

export interface BalanceContrast {
  text: string
  busy: BalanceGroup
  idle: BalanceGroup
}

export interface BalanceAnswer {
  from: string
  to: string
  period: string
  fullTimeHours: number
  groups: BalanceGroup[]
  contrasts: BalanceContrast[]
  suggestions: StaffingOption[]
  assumptions: string[]
}

/** Groups this far apart are worth a sentence; people this far apart an exchange. */
const GAP = 0.25
const BUSY = 0.8
const MOST = 8

/** Compares groups of the period and suggests hand-overs between people far apart in load. */
export async function suggestBalance(db: Db, query: BalanceQuery): Promise<BalanceAnswer> {
  const months = monthRange(query.from, query.to)
  const snapshot = await readSnapshot(db, months)
  const groups = groupsOf(snapshot, query)
  const full = months.reduce((sum, m) => sum + snapshot.loads.calendar.fullTimeQuarters(m), 0)
  return {
    from: fromMonthNumber(query.from),
    to: fromMonthNumber(query.to),
    period: periodName(query.from, query.to),
    fullTimeHours: toHours(full),
    groups,
    contrasts: contrastsOf(groups),
    suggestions: exchanges(snapshot, query),
    assumptions: [
      'Average of a group: sum of FTE x full-time hours / sum of capacity, over all projects of its people; people without capacity are left out.',
      `Hours go from people above ${formatPercent(BUSY)} load to people at least ${formatPercent(GAP)} below them, of the same role and not below the LCAT, who meet in the middle at most.`,
    ],
  }
}

function groupsOf(snapshot: StaffingSnapshot, query: BalanceQuery): BalanceGroup[] {
  const members = new Map<string, { role: string; project?: string; ids: Set<string> }>()
  const join = (role: string, id: string, project?: string) => {
    const key = `${role}|${project ?? ''}`
    const group = members.get(key)
    if (group) group.ids.add(id)
    else members.set(key, { role, ...(project ? { project } : {}), ids: new Set([id]) })
  }
  for (const person of snapshot.people.values()) {
    if (!person.role || !hasCapacity(snapshot, person.id)) continue
    if (!query.roleIds || query.roleIds.includes(person.roleId!)) join(person.role, person.id)
    for (const load of snapshot.loads.row(person.id))
      for (const part of load.parts) {
        const assignment = snapshot.assignments.get(part.assignmentId)!
        if (query.projectIds && !query.projectIds.includes(part.projectId)) continue
        if (query.roleIds && !query.roleIds.includes(assignment.roleId!)) continue
        if (assignment.role) join(assignment.role, person.id, part.projectId)
      }
  }
  const groups = [...members.values()].filter((g) => g.ids.size > 1)
  return groups
    .map(({ role, project, ids }) => {
      const loads = [...ids].flatMap((id) => snapshot.loads.row(id))
      const name = project
        ? `${plural(role)} on ${spokenProject(snapshot.projects.get(project)!.name)}`
        : teamName(role)
      return {
        name,
        role,
        ...(project ? { project: snapshot.projects.get(project)!.name } : {}),
        people: ids.size,
        utilisation: utilisation(loads)!,
        capacityHours: toHours(loads.reduce((sum, l) => sum + l.capacityQuarters, 0)),
      }
    })
    .sort((a, b) => b.utilisation - a.utilisation || a.name.localeCompare(b.name))
}

const hasCapacity = (snapshot: StaffingSnapshot, id: string) =>
  snapshot.loads.row(id).some((load) => load.capacityQuarters > 0)

/** "the Cyber team" for the role Cyber Analyst, "the Developers" for a role of one word. */
function teamName(role: string): string {
  const words = role.split(' ')
  return words.length > 1 ? `the ${words.slice(0, -1).join(' ')} team` : `the ${plural(role)}`
}

/** Each busy group on a project against the least busy teams; widest gap first. */
function contrastsOf(groups: readonly BalanceGroup[]): BalanceContrast[] {
  const teams = groups.filter((g) => g.project === undefined)
  const found: BalanceContrast[] = []
  for (const busy of groups) {
    if (busy.project === undefined || busy.utilisation < BUSY) continue
    for (const idle of teams) {
      if (idle.role === busy.role || busy.utilisation - idle.utilisation < GAP) continue
      const text = `${busy.name} average ${formatPercent(busy.utilisation)}, ${idle.name} ${formatPercent(idle.utilisation)}`
      found.push({ text, busy, idle })
    }
  }
  return found.sort(
    (a, b) =>
      b.busy.people - a.busy.people ||
      b.busy.utilisation - b.idle.utilisation - (a.busy.utilisation - a.idle.utilisation) ||
      a.text.localeCompare(b.text),
  )
}

interface Exchange {
  steps: ResolveStep[]
  from: string
  to: string
}

/** Greedy: the widest gap first, then on the loads as they would be, so that no free hour is given away twice. */
function exchanges(snapshot: StaffingSnapshot, query: BalanceQuery): StaffingOption[] {
  const state = new Map<string, MonthLoad>()
  const now = (id: string, month: MonthNumber) => state.get(`${id}:${month}`) ?? snapshot.loads.of(id, month)
  const found = new Map<string, Exchange>()
  for (const month of snapshot.months) {
    if (month < query.thisMonth) continue
    const busy = [...snapshot.people.keys()]
      .filter((id) => (snapshot.loads.of(id, month).load ?? 0) > BUSY)
      .sort((a, b) => loadOf(snapshot, b, month) - loadOf(snapshot, a, month) || a.localeCompare(b))
    for (const id of busy) {
      const step = bestStep(snapshot, query, now, id, month)
      if (!step) continue
      const key = `${step.part.assignmentId}:${step.toEmployeeId}`
      const exchange = found.get(key) ?? { steps: [], from: id, to: step.toEmployeeId! }
      exchange.steps.push(step)
      found.set(key, exchange)
      for (const delta of deltasOf(snapshot, step))
        state.set(`${delta.employeeId}:${month}`, loadAfter(now(delta.employeeId, month), [delta]))
    }
  }
  const size = (e: Exchange) => e.steps.reduce((sum, s) => sum + s.quarters, 0)
  return [...found.values()]
    .sort((a, b) => size(b) - size(a) || a.from.localeCompare(b.from))
    .slice(0, MOST)
    .map((exchange, i) => describe(snapshot, query, state, exchange, i + 1))
}

const loadOf = (snapshot: StaffingSnapshot, id: string, month: MonthNumber) => snapshot.loads.of(id, month).load!

/** Half the gap between the two, in whole hours, of the person's largest project whose hours somebody can take. */
function bestStep(
  snapshot: StaffingSnapshot,
  query: BalanceQuery,
  now: (id: string, month: MonthNumber) => MonthLoad,
  id: string,
  month: MonthNumber,
): ResolveStep | undefined {
  const giver = now(id, month)
  const parts = giver.parts
    // Hours that an earlier suggestion would bring on a new project are nobody's to hand on yet.
    .filter((p) => p.quarters > 0 && snapshot.assignments.has(p.assignmentId) && wanted(snapshot, query, p))
    .filter((p) => isOpen(snapshot, snapshot.projects.get(p.projectId)!, month))
    .sort((a, b) => b.quarters - a.quarters || a.assignmentId.localeCompare(b.assignmentId))
  let best: { step: ResolveStep; gap: number; onProject: boolean } | undefined
  for (const part of parts) {
    const of = snapshot.assignments.get(part.assignmentId)!
    for (const taker of findTakers(snapshot, of, month, part.fullTimeQuarters)) {
      const load = now(taker.person.id, month)
      const gap = giver.load! - load.load!
      // Each suggestion must also hold alone: who only has room once another one is followed takes nothing.
      const before = snapshot.loads.of(taker.person.id, month)
      if (gap < GAP || giver.load! - before.load! < GAP || load.side >= 0) continue
      const half = Math.floor(meetingQuarters(giver, load, gap, part.fullTimeQuarters) / 4) * 4
      const quarters = Math.min(
        half,
        part.quarters,
        quartersFree(load, part.fullTimeQuarters),
        quartersFree(before, part.fullTimeQuarters),
      )
      if (quarters < 16) continue
      const onProject = taker.assignment !== undefined
      if (!best || (onProject && !best.onProject) || (onProject === best.onProject && gap > best.gap + 1e-9))
        best = { step: { part, quarters, toEmployeeId: taker.person.id }, gap, onProject }
    }
  }
  return best?.step
}

/** Quarter hours after which both have the same load. */
function meetingQuarters(giver: MonthLoad, taker: MonthLoad, gap: number, fullTimeQuarters: number): number {
  const [a, b] = [toNumber(giver.exact.capacity), toNumber(taker.exact.capacity)]
  return (gap * fullTimeQuarters * a * b) / (a + b)
}

function wanted(snapshot: StaffingSnapshot, query: BalanceQuery, part: LoadPart): boolean {
  if (query.projectIds && !query.projectIds.includes(part.projectId)) return false
  return !query.roleIds || query.roleIds.includes(snapshot.assignments.get(part.assignmentId)!.roleId!)
}

function describe(
  snapshot: StaffingSnapshot,
  query: BalanceQuery,
  after: ReadonlyMap<string, MonthLoad>,
  exchange: Exchange,
  number: number,
): StaffingOption {
  const { steps, from, to } = exchange
  const project = snapshot.projects.get(steps[0]!.part.projectId)!
  const hours = formatHours(toHours(steps.reduce((sum, s) => sum + s.quarters, 0)))
  const months = steps.map((s) => s.part.month)
  const when = months.length === 1 ? monthName(months[0]!) : `${monthName(months[0]!)} to ${monthName(months.at(-1)!)}`
  const needs = needsOf(query.actor, [project])
  const deltas = steps.flatMap((s) => deltasOf(snapshot, s))
  const effects = [from, to].flatMap((id) =>
    months.map((month) => {
      const was = snapshot.loads.of(id, month)
      return effectOf(snapshot.people.get(id)!.name, was, loadAfter(was, deltas))
    }),
  )
  const change = (id: string) => {
    const was = months.map((m) => snapshot.loads.of(id, m))
    const then = was.map((l) => loadAfter(l, deltas))
    return `${snapshot.nick(id)} ${percentOf(was)} to ${percentOf(then)}`
  }
  return {
    number,
    text: `hand ${hours} h of ${snapshot.nick(from)}'s ${spokenProject(project.name)} to ${snapshot.nick(to)} in ${when} (${change(from)}, ${change(to)} load)${needs ? `, needs ${needs}` : ''}`,
    calls: callsOfSteps(snapshot, steps),
    effects,
    unplacedHours: 0,
    remainingOverHours: toHours(months.reduce((sum, m) => sum + after.get(`${from}:${m}`)!.overQuarters, 0)),
    ...(needs ? { needs } : {}),
  }
}

function percentOf(loads: readonly MonthLoad[]): string {
  return formatPercent(utilisation(loads)!)
}
