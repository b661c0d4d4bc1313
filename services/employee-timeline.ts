// One employee's months with their blocks of work (US012): "May: 60 % Beta and 48 % Alpha".
import type { Db } from '../db/open.js'
import { fromMonthNumber, type MonthNumber, monthRange, periodName } from './calendar.js'
import { fteOf, periodFte, readLoads, utilisation } from './load.js'
import { type Scope, seesEmployee } from './policy.js'
import { toNumber } from './ratio.js'
import { readAssignments, readPeople, readProjects, spokenProject } from './staffing-snapshot.js'
import { toHours } from './units.js'

export interface TimelineBlock {
  assignmentId: string
  projectId: string
  code: string
  project: string
  status: string
  role: string
  lcat: string
  hours: number
  /** F(p,m): what the block's FTE divides by. */
  fullTimeHours: number
  fte: number
}

export interface TimelineMonth {
  month: string
  hours: number
  /** F(m) without overrides. */
  fullTimeHours: number
  capacityHours: number
  fte: number
  load: number | null
  band: string
  overHours: number
  daysOff: number
  blocks: TimelineBlock[]
}

export interface EmployeeTimeline {
  employeeId: string
  name: string
  role: string
  lcat: string
  contractPct: number
  from: string
  to: string
  period: string
  fte: number
  utilisation: number | null
  /** In order of first appearance, so that a project keeps its colour over all months. */
  projects: { projectId: string; code: string; name: string }[]
  months: TimelineMonth[]
}

/** The timeline of somebody in the scope; undefined for anybody else. */
export async function readEmployeeTimeline(
  db: Db,
  scope: Scope,
  employeeId: string,
  from: MonthNumber,
  to: MonthNumber,
): Promise<EmployeeTimeline | undefined> {
  if (!seesEmployee(scope, employeeId)) return undefined
  const months = monthRange(from, to)
  const person = (await readPeople(db, [employeeId])).get(employeeId)
  if (!person) return undefined
  const projects = await readProjects(db)
  const assignments = await readAssignments(db, { employeeId })
  const loads = await readLoads(db, { employeeIds: [employeeId], months })
  const row = loads.row(employeeId)
  const shown = row.map((load) => ({
    month: fromMonthNumber(load.month),
    hours: toHours(load.parts.reduce((sum, p) => sum + p.quarters, 0)),
    fullTimeHours: toHours(load.fullTimeQuarters),
    capacityHours: toHours(load.capacityQuarters),
    fte: load.fte,
    load: load.load,
    band: load.band,
    overHours: toHours(load.overQuarters),
    daysOff: load.offHalfDays / 2,
    blocks: load.parts
      .map((part) => {
        const project = projects.get(part.projectId)!
        const assignment = assignments.get(part.assignmentId)!
        return {
          assignmentId: part.assignmentId,
          projectId: project.id,
          code: project.code,
          project: project.name,
          status: project.status,
          role: assignment.role,
          lcat: assignment.lcat,
          hours: toHours(part.quarters),
          fullTimeHours: toHours(part.fullTimeQuarters),
          fte: toNumber(fteOf([part])),
        }
      })
      .sort((a, b) => b.fte - a.fte || a.project.localeCompare(b.project)),
  }))
  const ids = new Set(shown.flatMap((m) => m.blocks.map((b) => b.projectId)))
  return {
    employeeId,
    name: person.name,
    role: person.role,
    lcat: person.lcat,
    contractPct: person.contractPct,
    from: fromMonthNumber(from),
    to: fromMonthNumber(to),
    period: periodName(from, to),
    fte: toNumber(periodFte(row).fte),
    utilisation: utilisation(row),
    projects: [...ids].map((id) => ({
      projectId: id,
      code: projects.get(id)!.code,
      name: spokenProject(projects.get(id)!.name),
    })),
    months: shown,
  }
}
