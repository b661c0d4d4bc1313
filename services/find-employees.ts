// Lists of people by role, skills, project and load in a period (US010). Lists compare FTE, include people without any
// allocation, leave out capacity 0 and say how many.
import type { Db } from '../db/open.js'
import { fromMonthNumber, type MonthNumber, monthRange, periodName } from './calendar.js'
import { divide, type MonthLoad, periodFte, readLoads } from './load.js'
import { fold } from './names.js'
import { type Scope, scopedEmployees } from './policy.js'
import { type ProjectTurn, readTurns, type Turn } from './project-turns.js'
import { compare, fromDecimal, type Ratio, toNumber } from './ratio.js'
import { toHours } from './units.js'

/** Bounds as fractions (0.5); "below" and "above" are strict. */
export interface Bounds {
  below?: number
  atMost?: number
  atLeast?: number
  above?: number
}

export type EmployeeSort = 'name' | 'fte' | '-fte' | 'load' | '-load' | 'free' | '-free' | 'projects' | '-projects'

export interface EmployeeQuery {
  scope: Scope
  /** Home role names; any of them. */
  roles?: string[]
  lcats?: string[]
  /** All of them, compared without case. */
  skills?: string[]
  projectId?: string
  /** Only these people. */
  employeeIds?: string[]
  /** Not these people. */
  exceptIds?: string[]
  /** Nobody with hours on this project in the period. */
  notOnProjectId?: string
  /** Only people with hours on each of these projects in the period. */
  onProjectIds?: string[]
  /** Only people with hours on a project that this person has hours on in the period; the person left out. */
  besideId?: string
  /** Only people with a contract below full time, or only those without. */
  contract?: 'part' | 'full'
  /** None of them knows any of these. */
  notSkills?: string[]
  /** The limits hold in each month of the period, or in any of them; in the period as a whole where left out. */
  monthly?: 'each' | 'any'
  /** How many projects they have hours on in the period. */
  projects?: Bounds
  /** Only people who come onto a project (or roll off one) in the period; of `projectId` where that is given. */
  turn?: Turn
  from: MonthNumber
  to: MonthNumber
  fte?: Bounds
  load?: Bounds
  /** Allocated hours (on `projectId` where that is given) and free hours of the whole period. */
  hours?: Bounds
  freeHours?: Bounds
  sort?: EmployeeSort
  limit?: number
}

export interface EmployeeLine {
  id: string
  name: string
  email: string
  role: string
  lcat: string
  skills: string[]
  /** FTE and load over the period, fractions. */
  fte: number
  load: number
  hours: number
  capacityHours: number
  freeHours: number
  /** What the FTE divides by: full-time hours of the period. */
  fullTimeHours: number
  projects: { code: string; name: string; hours: number }[]
  /** The projects that begin or end for this person in the period, where these were asked for. */
  turns?: ProjectTurn[]
  /** The months in which the limits hold, where any of them is enough. */
  months?: { month: string; load: number; freeHours: number }[]
  cells: { assignmentId: string; month: string }[]
}

export interface EmployeeList {
  from: string
  to: string
  period: string
  fullTimeHours: number
  employees: EmployeeLine[]
  /** How many fit before the limit. */
  total: number
  /** How many people fit role, LCAT, skills and project before FTE and load were looked at. */
  considered: number
  /** Of those who fit, as a group: sum of FTE x F / sum of capacity x F, a fraction; 0 where nobody fits. */
  utilisation: number
  /** Allocated hours, capacity and free hours of those who fit, added up. */
  hours: number
  capacityHours: number
  freeHours: number
  /** People of capacity 0 in the period, left out. */
  withoutCapacity: number
  /** Who came nearest to the bounds when nobody fits. */
  nearest: { name: string; fte: number; load: number; freeHours: number }[]
}

/** Finds people; see the file's first lines for who is included. */
export async function listEmployees(db: Db, query: EmployeeQuery): Promise<EmployeeList> {
  const months = monthRange(query.from, query.to)
  const people = await readPeople(db, query)
  const loads = await readLoads(db, { employeeIds: people.map((p) => p.id), months })
  const beside = query.besideId && (await projectsOf(db, query.besideId, months))
  const projects = await projectNames(db)
  const turns = query.turn && (await readTurns(db, { ...query, turn: query.turn }))

  const project = query.projectId === undefined ? undefined : projects.get(query.projectId)
  const hoursOf = (line: EmployeeLine) =>
    project ? (line.projects.find((p) => p.code === project.code)?.hours ?? 0) : line.hours

  let withoutCapacity = 0
  const fitting: { line: EmployeeLine; fte: Ratio; load: Ratio; capacity: number }[] = []
  const others: { line: EmployeeLine; miss: number }[] = []
  for (const person of people) {
    const row = loads.row(person.id)
    const { fte, capacity, fullTimeQuarters } = periodFte(row)
    if (capacity.num === 0n) {
      withoutCapacity++
      continue
    }
    const load = divide(fte, capacity)
    const line = describe(person, row, toNumber(fte), toNumber(load), fullTimeQuarters, projects)
    const on = (projectId: string) => row.some((m) => m.parts.some((p) => p.projectId === projectId))
    if (query.notOnProjectId && on(query.notOnProjectId)) continue
    if (beside && !beside.some(on)) continue
    const monthly = query.monthly && fittingMonths(row, query)
    if (monthly && query.monthly === 'any') line.months = monthly.fitting
    if (turns) line.turns = turns.get(person.id) ?? []
    if (
      (query.onProjectIds ?? []).every(on) &&
      line.turns?.length !== 0 &&
      within(fromDecimal(line.projects.length), query.projects) &&
      (monthly
        ? monthly.fitting.length >= (query.monthly === 'any' ? 1 : monthly.of)
        : within(fte, query.fte) &&
          within(load, query.load) &&
          within(fromDecimal(hoursOf(line)), query.hours) &&
          within(fromDecimal(line.freeHours), query.freeHours))
    )
      fitting.push({ line, fte, load, capacity: toNumber(capacity) * fullTimeQuarters })
    else
      others.push({
        line,
        miss:
          missOf(toNumber(fte), query.fte) +
          missOf(toNumber(load), query.load) +
          (missOf(hoursOf(line), query.hours) + missOf(line.freeHours, query.freeHours)) / 100,
      })
  }
  fitting.sort((a, b) => order(a, b, query.sort ?? 'name') || a.line.name.localeCompare(b.line.name))
  const { limit = 50 } = query
  return {
    from: fromMonthNumber(query.from),
    to: fromMonthNumber(query.to),
    period: periodName(query.from, query.to),
    fullTimeHours: toHours(months.reduce((sum, m) => sum + loads.calendar.fullTimeQuarters(m), 0)),
    employees: fitting.slice(0, limit).map((f) => f.line),
    total: fitting.length,
    considered: people.length,
    utilisation: utilisationOf(fitting),
    hours: fitting.reduce((sum, f) => sum + f.line.hours, 0),
    capacityHours: fitting.reduce((sum, f) => sum + f.line.capacityHours, 0),
    freeHours: fitting.reduce((sum, f) => sum + f.line.freeHours, 0),
    withoutCapacity,
    nearest:
      fitting.length > 0
        ? []
        : others
            .filter((o) => o.miss > 0)
            .sort((a, b) => a.miss - b.miss || a.line.name.localeCompare(b.line.name))
            .slice(0, 3)
            .map(({ line }) => ({ name: line.name, fte: line.fte, load: line.load, freeHours: line.freeHours })),
  }
}

/** The months of the row in which the limits hold, and how many there are; those without capacity left out. */
function fittingMonths(row: readonly MonthLoad[], query: EmployeeQuery) {
  const months = row.flatMap((month) => {
    const { fte, capacity } = periodFte([month])
    return capacity.num === 0n ? [] : [{ month, fte, load: divide(fte, capacity) }]
  })
  const fitting = months.flatMap(({ month, fte, load }) => {
    const hours = (parts: MonthLoad['parts']) => toHours(parts.reduce((sum, p) => sum + p.quarters, 0))
    const own = month.parts.filter((p) => query.projectId === undefined || p.projectId === query.projectId)
    const freeHours = Math.max(0, toHours(month.capacityQuarters) - hours(month.parts))
    const fits =
      within(fte, query.fte) &&
      within(load, query.load) &&
      within(fromDecimal(hours(own)), query.hours) &&
      within(fromDecimal(freeHours), query.freeHours)
    return fits ? [{ month: fromMonthNumber(month.month), load: toNumber(load), freeHours }] : []
  })
  return { of: months.length, fitting }
}

/** Utilisation of a group; `capacity` is that of the period, weighted with its full-time quarters. */
function utilisationOf(group: readonly { line: EmployeeLine; fte: Ratio; capacity: number }[]): number {
  const capacity = group.reduce((sum, one) => sum + one.capacity, 0)
  const used = group.reduce((sum, one) => sum + toNumber(one.fte) * one.line.fullTimeHours * 4, 0)
  return capacity === 0 ? 0 : used / capacity
}

interface Person {
  id: string
  name: string
  email: string
  role: string
  lcat: string
  skills: string[]
}

async function readPeople(db: Db, query: EmployeeQuery): Promise<Person[]> {
  const ids = scopedEmployees(query.scope)
  let rows = db
    .selectFrom('employee as e')
    .leftJoin('role as r', 'r.id', 'e.roleId')
    .leftJoin('lcat as l', 'l.id', 'e.lcatId')
    .select(['e.id', 'e.name', 'e.email', 'e.skills', 'r.name as role', 'l.name as lcat'])
    .orderBy('e.name')
  if (ids) rows = rows.where('e.id', 'in', ids)
  if (query.employeeIds) rows = rows.where('e.id', 'in', query.employeeIds.length ? query.employeeIds : [''])
  if (query.exceptIds?.length) rows = rows.where('e.id', 'not in', query.exceptIds)
  if (query.besideId) rows = rows.where('e.id', '!=', query.besideId)
  if (query.contract) rows = rows.where('e.contractPct', query.contract === 'part' ? '<' : '>=', 100)
  if (query.roles) rows = rows.where('r.name', 'in', query.roles)
  if (query.lcats) rows = rows.where('l.name', 'in', query.lcats)
  if (query.projectId)
    rows = rows.where('e.id', 'in', (eb) =>
      eb.selectFrom('assignment').select('employeeId').where('projectId', '=', query.projectId!),
    )
  const wanted = (query.skills ?? []).map(fold)
  const unwanted = (query.notSkills ?? []).map(fold)
  return (await rows.execute())
    .map((row) => ({
      ...row,
      role: row.role ?? '',
      lcat: row.lcat ?? '',
      skills: JSON.parse(row.skills) as string[],
    }))
    .filter((p) => wanted.every((w) => p.skills.some((s) => fold(s) === w)))
    .filter((p) => !p.skills.some((s) => unwanted.includes(fold(s))))
}

/** The projects that somebody has hours on in these months. */
async function projectsOf(db: Db, employeeId: string, months: MonthNumber[]): Promise<string[]> {
  const row = (await readLoads(db, { employeeIds: [employeeId], months })).row(employeeId)
  return [...new Set(row.flatMap((month) => month.parts.map((part) => part.projectId)))]
}

async function projectNames(db: Db) {
  const rows = await db.selectFrom('project').select(['id', 'code', 'name']).execute()
  return new Map(rows.map((p) => [p.id, p]))
}

function describe(
  person: Person,
  row: readonly MonthLoad[],
  fte: number,
  load: number,
  fullTimeQuarters: number,
  projects: ReadonlyMap<string, { code: string; name: string }>,
): EmployeeLine {
  const byProject = new Map<string, number>()
  const cells: EmployeeLine['cells'] = []
  let hours = 0
  let capacity = 0
  for (const month of row) {
    capacity += month.capacityQuarters
    for (const part of month.parts) {
      hours += part.quarters
      byProject.set(part.projectId, (byProject.get(part.projectId) ?? 0) + part.quarters)
      cells.push({ assignmentId: part.assignmentId, month: fromMonthNumber(part.month) })
    }
  }
  return {
    ...person,
    fte,
    load,
    hours: toHours(hours),
    capacityHours: toHours(capacity),
    freeHours: toHours(Math.max(0, capacity - hours)),
    fullTimeHours: toHours(fullTimeQuarters),
    projects: [...byProject.entries()]
      .map(([id, quarters]) => ({
        code: projects.get(id)!.code,
        name: projects.get(id)!.name,
        hours: toHours(quarters),
      }))
      .sort((a, b) => b.hours - a.hours || a.name.localeCompare(b.name)),
    cells,
  }
}

function within(value: Ratio, bounds: Bounds | undefined): boolean {
  if (!bounds) return true
  const against = (bound: number) => compare(value, fromDecimal(bound))
  if (bounds.below !== undefined && against(bounds.below) >= 0) return false
  if (bounds.atMost !== undefined && against(bounds.atMost) > 0) return false
  if (bounds.atLeast !== undefined && against(bounds.atLeast) < 0) return false
  return !(bounds.above !== undefined && against(bounds.above) <= 0)
}

function missOf(value: number, bounds: Bounds | undefined): number {
  if (!bounds) return 0
  const low = bounds.atLeast ?? bounds.above
  const high = bounds.below ?? bounds.atMost
  return Math.max(0, low === undefined ? 0 : low - value, high === undefined ? 0 : value - high)
}

/** The highest load of the months that the limits hold in. */
const peak = (line: EmployeeLine): number => Math.max(0, ...(line.months ?? []).map((m) => m.load))

function order(
  a: { line: EmployeeLine; fte: Ratio; load: Ratio },
  b: { line: EmployeeLine; fte: Ratio; load: Ratio },
  sort: EmployeeSort,
): number {
  const [x, y] = sort.startsWith('-') ? [b, a] : [a, b]
  switch (sort.replace('-', '')) {
    case 'fte':
      return compare(x.fte, y.fte)
    case 'load':
      return x.line.months && y.line.months ? peak(x.line) - peak(y.line) : compare(x.load, y.load)
    case 'free':
      return x.line.freeHours - y.line.freeHours
    case 'projects':
      return x.line.projects.length - y.line.projects.length
    default:
      return 0
  }
}
