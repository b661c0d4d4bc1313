// The Monday mail: how full the next three months are, who has too much or too little, the reader's own projects.
import type { Db } from '../db/open.js'
import { addMonths, monthName, monthOfDate, monthRange } from './calendar.js'
import { type LoadTable, type MonthLoad, readLoads, utilisation } from './load.js'
import { type Notice, readPreferences } from './notices.js'
import { type PersonFacts, type ProjectFacts, readAssignments, readPeople, readProjects } from './staffing-snapshot.js'
import { formatHours, formatPercent, toHours } from './units.js'

const MONTHS = 3
/** Load strictly below this is the bench. */
const BENCH_BELOW = 0.25
/** Longer lists belong on the screen. */
const NAMED = 8

/** The summary of every active user who wants it; an Employee sees no portfolio and gets none. */
export async function weeklyNotices(db: Db, today: string): Promise<Notice[]> {
  const users = await db.selectFrom('user').selectAll().where('disabledAt', 'is', null).execute()
  const readers = users.filter((u) => u.systemRole !== 'Employee' && readPreferences(u.preferences).weeklySummary)
  if (readers.length === 0) return []
  const people = await readPeople(db)
  const first = monthOfDate(today)
  const months = monthRange(first, addMonths(first, MONTHS - 1))
  const loads = await readLoads(db, { months, employees: [...people.values()] })
  const common = [
    ...months.flatMap((month) => monthLines(people, loads, month)),
    '',
    ...benchLines(people, loads, first),
  ]
  const budgets = await readBudgets(db)
  return readers.map((u) => {
    const own = budgets.filter(({ project }) => project.managerId === u.id).flatMap(budgetLine)
    const projects = own.length > 0 ? ['', 'Your projects:', ...own] : []
    return {
      userId: u.id,
      to: u.email,
      subject: `Staffing in the week of ${today}`,
      text: `Hello ${u.name},\n\n${[...common, ...projects].join('\n')}\n\nYou chose this summary; "Mail" under your name in StaffAlloc ends it.\n`,
    }
  })
}

/** "October 2026: 71 % utilised, 2 people above capacity", and who. */
function monthLines(people: ReadonlyMap<string, PersonFacts>, loads: LoadTable, month: number): string[] {
  const all = [...people.values()].map(({ id, name }) => ({ name, load: loads.of(id, month) }))
  const over = all.filter(({ load }) => load.side > 0).sort((a, b) => b.load.overQuarters - a.load.overQuarters)
  const share = utilisation(all.map(({ load }) => load))
  const count = over.length === 0 ? 'nobody' : over.length === 1 ? '1 person' : `${over.length} people`
  const head = `${monthName(month)}: ${share === null ? 'no capacity' : `${formatPercent(share)} utilised`}, ${count} above capacity`
  return [head, ...named(over, ({ name, load }) => `- ${name}: ${hoursOver(load)}`)]
}

const hoursOver = ({ overQuarters, capacityQuarters }: MonthLoad) =>
  `${formatHours(toHours(overQuarters))} h above a capacity of ${formatHours(toHours(capacityQuarters))} h`

function benchLines(people: ReadonlyMap<string, PersonFacts>, loads: LoadTable, month: number): string[] {
  const bench = [...people.values()]
    .map(({ id, name }) => ({ name, load: loads.of(id, month).load }))
    .filter((one): one is { name: string; load: number } => one.load !== null && one.load < BENCH_BELOW)
  if (bench.length === 0) return [`Nobody is loaded below 25 % in ${monthName(month)}.`]
  return [
    `On the bench in ${monthName(month)} (loaded below 25 %):`,
    ...named(bench, ({ name, load }) => `- ${name}: ${formatPercent(load)}`),
  ]
}

function named<T>(list: readonly T[], line: (one: T) => string): string[] {
  const more = list.length - NAMED
  return [...list.slice(0, NAMED).map(line), ...(more > 0 ? [`- and ${more} more`] : [])]
}

interface Budget {
  project: ProjectFacts
  fundedHours: number
  allocatedHours: number
}

async function readBudgets(db: Db): Promise<Budget[]> {
  const projects = await readProjects(db)
  const rows = await db
    .selectFrom('allocation as al')
    .innerJoin('assignment as a', 'a.id', 'al.assignmentId')
    .select((eb) => ['a.projectId', eb.fn.sum<number>('al.quarters').as('quarters')])
    .groupBy('a.projectId')
    .execute()
  const allocated = new Map(rows.map((row) => [row.projectId, Number(row.quarters)]))
  const funded = new Map<string, number>()
  for (const { projectId, fundedQuarters } of (await readAssignments(db)).values())
    funded.set(projectId, (funded.get(projectId) ?? 0) + fundedQuarters)
  return [...projects.values()].map((project) => ({
    project,
    fundedHours: toHours(funded.get(project.id) ?? 0),
    allocatedHours: toHours(allocated.get(project.id) ?? 0),
  }))
}

/** "- Project Alpha: 4,850 of 5,000 funded hours planned, 150 left"; closed projects are no news. */
function budgetLine({ project, fundedHours, allocatedHours }: Budget): string[] {
  if (project.status === 'Closed') return []
  const left = fundedHours - allocatedHours
  const rest = left < 0 ? `${formatHours(-left)} more than funded` : `${formatHours(left)} left`
  return [
    `- ${project.name}: ${formatHours(allocatedHours)} of ${formatHours(fundedHours)} funded hours planned, ${rest}`,
  ]
}
