// One project's dashboard (US019): funded, allocated, remaining, and the planned burn-down month by month.
import type { Db } from '../db/open.js'
import { fromMonthNumber, type MonthNumber, monthOfDate, monthRange } from './calendar.js'
import { readDemand } from './find-conflicts-demand.js'
import { fteOf, loadCalendar, readLoads, readParts } from './load.js'
import { type Scope, seesBeyondOwn, seesEmployee } from './policy.js'
import { positionWords } from './position-words.js'
import { toNumber } from './ratio.js'
import { type ProjectFacts, readAssignments, readPeople, readProjects } from './staffing-snapshot.js'
import { formatHours, toHours } from './units.js'

export interface ProjectStatus {
  projectId: string
  code: string
  name: string
  /** The project itself; absent for a reader who sees the own assignments only. */
  client?: string
  status?: string
  tentative?: boolean
  probability?: number
  manager?: string
  startsOn?: string
  endsOn?: string
  sprints?: number
  weeks?: number
  fundedHours: number
  allocatedHours: number
  remainingHours: number
  /** Planned up to and including the month of today. */
  plannedToDateHours: number
  months: BurnMonth[]
  people: StaffedPerson[]
  openPositions: { month: string; position: string; hours: number; count: number }[]
  assumptions: string[]
}

export interface BurnMonth {
  month: string
  plannedHours: number
  cumulativeHours: number
  /** Funded less everything planned up to the end of this month. */
  remainingHours: number
  /** F(p,m): the project's override, else the calendar's. */
  fullTimeHours: number
  /** Full-time equivalents of the project in the month. */
  fte: number
  past: boolean
}

export interface StaffedPerson {
  assignmentId: string
  employeeId: string
  name: string
  role: string
  lcat: string
  fundedHours: number
  allocatedHours: number
  remainingHours: number
  /** Hours above capacity over all projects, in months with hours here. */
  overMonths: { month: string; overHours: number }[]
}

/**
 * The status of one project; `thisMonth` splits past from future. Fault-free: the id comes from services/names.ts. An
 * Employee gets the own assignments with their budget and hours, and of the project itself the name.
 */
export async function getProjectStatus(
  db: Db,
  scope: Scope,
  projectId: string,
  thisMonth: MonthNumber,
): Promise<ProjectStatus> {
  const project = (await readProjects(db, projectId)).get(projectId)!
  const all = [...(await readAssignments(db, { projectId })).values()]
  const assignments = all.filter((a) => seesEmployee(scope, a.employeeId))
  const calendar = await loadCalendar(db)
  const own = new Set(assignments.map((a) => a.id))
  const ids = [...new Set(assignments.map((a) => a.employeeId))]
  const people = await readPeople(db, ids)
  const period = monthRange(monthOfDate(project.startsOn), monthOfDate(project.endsOn))
  const everywhere = await readParts(db, calendar, { employeeIds: ids, from: 0, to: 999_999 })
  const parts = everywhere.filter((p) => own.has(p.assignmentId))
  const bounds = parts.map((p) => p.month)
  if (seesBeyondOwn(scope)) bounds.push(period[0]!, period.at(-1)!)
  const first = Math.min(...bounds)
  const last = Math.max(...bounds)
  const months = bounds.length > 0 ? monthRange(first, last) : []
  const loads = months.length > 0 ? await readLoads(db, { employeeIds: ids, months }) : undefined
  const overrides = await readMonthOverrides(db, projectId)
  const funded = assignments.reduce((sum, a) => sum + a.fundedQuarters, 0)
  const byMonth = sumBy(parts, (p) => p.month)
  let cumulative = 0
  const burn = months.map((month) => {
    const planned = byMonth.get(month) ?? 0
    cumulative += planned
    const full = overrides.get(month) ?? calendar.fullTimeQuarters(month)
    return {
      month: fromMonthNumber(month),
      plannedHours: toHours(planned),
      cumulativeHours: toHours(cumulative),
      remainingHours: toHours(funded - cumulative),
      fullTimeHours: toHours(full),
      fte: toNumber(fteOf([{ quarters: planned, fullTimeQuarters: full }])),
      past: month < thisMonth,
    }
  })
  const allocatedOf = sumBy(parts, (p) => p.assignmentId)
  const toDate = parts.filter((p) => p.month <= thisMonth).reduce((sum, p) => sum + p.quarters, 0)
  const demand = seesBeyondOwn(scope)
    ? (await readDemand(db, first, last)).filter((d) => d.projectId === projectId)
    : []
  return {
    projectId,
    code: project.code,
    name: project.name,
    ...(seesBeyondOwn(scope) ? projectFacts(project) : {}),
    fundedHours: toHours(funded),
    allocatedHours: toHours(cumulative),
    remainingHours: toHours(funded - cumulative),
    plannedToDateHours: toHours(toDate),
    months: burn,
    people: assignments
      .map((a) => {
        const allocated = allocatedOf.get(a.id) ?? 0
        return {
          assignmentId: a.id,
          employeeId: a.employeeId,
          name: people.get(a.employeeId)!.name,
          role: a.role,
          lcat: a.lcat,
          fundedHours: toHours(a.fundedQuarters),
          allocatedHours: toHours(allocated),
          remainingHours: toHours(a.fundedQuarters - allocated),
          overMonths: (loads?.row(a.employeeId) ?? [])
            .filter((l) => l.side > 0 && l.month >= thisMonth && l.parts.some((p) => p.assignmentId === a.id))
            .map((l) => ({ month: fromMonthNumber(l.month), overHours: toHours(l.overQuarters) })),
        }
      })
      .sort((x, y) => y.allocatedHours - x.allocatedHours || x.name.localeCompare(y.name)),
    openPositions: demand.map((d) => ({
      month: fromMonthNumber(d.month),
      position: positionWords(d.role, d.lcat, d.count),
      hours: toHours(d.quarters),
      count: d.count,
    })),
    assumptions: [
      `Funded is the sum of the budgets of ${assignments.length} ${assignments.length === 1 ? 'assignment' : 'assignments'}; allocated counts all months; nothing is booked time, everything is plan.`,
      `Burn-down: funded ${formatHours(toHours(funded))} h less the hours planned up to the end of each month.`,
    ],
  }
}

const projectFacts = (project: ProjectFacts) => ({
  client: project.client,
  status: project.status,
  tentative: project.status === 'Planning',
  probability: project.probabilityPct / 100,
  manager: project.manager,
  startsOn: project.startsOn,
  endsOn: project.endsOn,
  sprints: project.sprints,
  weeks: project.sprints * 2,
})

function sumBy<T extends { quarters: number }, K>(list: readonly T[], key: (item: T) => K): Map<K, number> {
  const sums = new Map<K, number>()
  for (const item of list) sums.set(key(item), (sums.get(key(item)) ?? 0) + item.quarters)
  return sums
}

async function readMonthOverrides(db: Db, projectId: string): Promise<Map<MonthNumber, number>> {
  const rows = await db
    .selectFrom('monthOverride')
    .select(['month', 'quarters'])
    .where('projectId', '=', projectId)
    .execute()
  return new Map(rows.map((r) => [r.month, r.quarters]))
}
