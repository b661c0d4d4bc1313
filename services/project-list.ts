// Several projects side by side: whose they are, when they run, and what is left of each budget.
import type { Db } from '../db/open.js'
import { readAssignmentTotals } from './assignment-totals.js'
import { firstDay, lastDay, type MonthNumber } from './calendar.js'
import { type ProjectFacts, readAssignments, readPeople, readProjects } from './staffing-snapshot.js'
import { toHours } from './units.js'

export interface ProjectFilter {
  projectIds?: readonly string[]
  managers?: readonly string[]
  statuses?: readonly ProjectFacts['status'][]
  /** Only projects whose first or last day lies in these months. */
  turn?: { edge: 'starts' | 'ends'; from: MonthNumber; to: MonthNumber }
  sort?: ProjectSort
}

export type ProjectSort = 'name' | 'left' | '-left' | 'leftShare' | 'funded' | '-funded' | 'start' | 'end'

export interface ListedProject {
  projectId: string
  code: string
  name: string
  client: string
  status: ProjectFacts['status']
  manager: string
  startsOn: string
  endsOn: string
  people: number
  fundedHours: number
  allocatedHours: number
  remainingHours: number
  /** Planned up to and including `upTo`. */
  plannedToDateHours: number
  /** People above their own budget here, by so many hours. */
  overruns: { name: string; hours: number }[]
}

/**
 * The projects that fit, and how many closed ones were left out: closed projects count only where they are asked for by
 * status. Hours are sums over all months; `upTo` splits what is planned so far from what comes. Fault-free.
 */
export async function listProjects(
  db: Db,
  filter: ProjectFilter,
  upTo: MonthNumber,
): Promise<{ projects: ListedProject[]; closedLeftOut: number }> {
  const named = filter.projectIds && new Set(filter.projectIds)
  const fits = (p: ProjectFacts) =>
    (!named || named.has(p.id)) &&
    (!filter.managers || filter.managers.includes(p.manager)) &&
    (!filter.statuses || filter.statuses.includes(p.status)) &&
    (!filter.turn || turnsIn(p, filter.turn))
  const fitting = [...(await readProjects(db)).values()].filter(fits)
  const shown = filter.statuses ? fitting : fitting.filter((p) => p.status !== 'Closed')
  const sums = await sumsByProject(db, upTo)
  const over = shown.flatMap((project) => sums.get(project.id)?.over ?? [])
  const people = over.length > 0 ? await readPeople(db, [...new Set(over.map((o) => o.employeeId))]) : undefined
  const nameOf = (id: string) => people?.get(id)?.name ?? ''
  const projects = shown.map((project) => describe(project, sums.get(project.id), nameOf))
  return {
    projects: projects.sort(ORDERS[filter.sort ?? 'name']),
    closedLeftOut: fitting.length - shown.length,
  }
}

function turnsIn(project: ProjectFacts, { edge, from, to }: NonNullable<ProjectFilter['turn']>): boolean {
  const day = edge === 'starts' ? project.startsOn : project.endsOn
  return day >= firstDay(from) && day <= lastDay(to)
}

interface Sums {
  people: Set<string>
  funded: number
  allocated: number
  toDate: number
  over: { employeeId: string; quarters: number }[]
}

async function sumsByProject(db: Db, upTo: MonthNumber): Promise<Map<string, Sums>> {
  const totals = await readAssignmentTotals(db)
  const rows = await db
    .selectFrom('allocation')
    .select((eb) => ['assignmentId', eb.fn.sum<number>('quarters').as('quarters')])
    .where('month', '<=', upTo)
    .groupBy('assignmentId')
    .execute()
  const toDate = new Map(rows.map((row) => [row.assignmentId, Number(row.quarters)]))
  const sums = new Map<string, Sums>()
  for (const a of (await readAssignments(db)).values()) {
    const sum = sums.get(a.projectId) ?? { people: new Set(), funded: 0, allocated: 0, toDate: 0, over: [] }
    sums.set(a.projectId, sum)
    sum.people.add(a.employeeId)
    sum.funded += a.fundedQuarters
    const allocated = totals.get(a.id) ?? 0
    sum.allocated += allocated
    if (allocated > a.fundedQuarters)
      sum.over.push({ employeeId: a.employeeId, quarters: allocated - a.fundedQuarters })
    sum.toDate += toDate.get(a.id) ?? 0
  }
  return sums
}

function describe(project: ProjectFacts, sums: Sums | undefined, nameOf: (id: string) => string): ListedProject {
  const { funded, allocated, toDate } = sums ?? { funded: 0, allocated: 0, toDate: 0 }
  return {
    projectId: project.id,
    code: project.code,
    name: project.name,
    client: project.client,
    status: project.status,
    manager: project.manager,
    startsOn: project.startsOn,
    endsOn: project.endsOn,
    people: sums?.people.size ?? 0,
    fundedHours: toHours(funded),
    allocatedHours: toHours(allocated),
    remainingHours: toHours(funded - allocated),
    plannedToDateHours: toHours(toDate),
    overruns: (sums?.over ?? [])
      .sort((a, b) => b.quarters - a.quarters)
      .map((o) => ({ name: nameOf(o.employeeId), hours: toHours(o.quarters) })),
  }
}

/** A project without any budget has no share left to compare: it comes last. */
const shareLeft = (p: ListedProject) => (p.fundedHours > 0 ? p.remainingHours / p.fundedHours : Number.MAX_VALUE)

const ORDERS: Record<ProjectSort, (a: ListedProject, b: ListedProject) => number> = {
  name: (a, b) => a.name.localeCompare(b.name),
  left: (a, b) => a.remainingHours - b.remainingHours || a.name.localeCompare(b.name),
  '-left': (a, b) => b.remainingHours - a.remainingHours || a.name.localeCompare(b.name),
  leftShare: (a, b) => shareLeft(a) - shareLeft(b) || a.name.localeCompare(b.name),
  funded: (a, b) => a.fundedHours - b.fundedHours || a.name.localeCompare(b.name),
  '-funded': (a, b) => b.fundedHours - a.fundedHours || a.name.localeCompare(b.name),
  start: (a, b) => a.startsOn.localeCompare(b.startsOn) || a.name.localeCompare(b.name),
  end: (a, b) => a.endsOn.localeCompare(b.endsOn) || a.name.localeCompare(b.name),
}
