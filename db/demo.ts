// The demo organisation: a consulting firm of sixty people, seen from the month of today. Imports db/ only.
import type { Kysely } from 'kysely'
import { addMonths, DemoCalendar, type MonthNumber } from './demo/calendar.js'
import { demoDemand } from './demo/demand.js'
import { demoTimeOff, endsOn, startsOn } from './demo/employment.js'
import { Board, type Employed } from './demo/hours.js'
import { demoNotes } from './demo/notes.js'
import { demoPeople, LCATS, personId, ROLES, STAFF_USERS, slug } from './demo/people.js'
import { demoProjects } from './demo/projects.js'
import { STAFFING, staffingTable } from './demo/staffing.js'
import { type StoryMonths, storyMonths, writeOverrides, writeStories } from './demo/stories.js'
import type { Db } from './open.js'
import type { Database } from './schema.js'

/** Signs in as the local owner of the demo organisation. */
export const DEMO_OWNER_EMAIL = 'admin@example.com'

/**
 * Fills an empty database with the demo organisation: 24 months from 12 before `month` ('2026-10'), the same rows for
 * the same month. `now` dates the users' accounts. One transaction; throws when a row of the same id exists.
 */
export async function seedDemo(db: Db, options: { month: string; now: Date }): Promise<void> {
  const board = demoBoard(options.month)
  await db.transaction().execute(async (trx) => {
    await insertOrganisation(trx)
    await insertLists(trx, board)
    await insertPeople(trx, board, options.now)
    await insertProjects(trx, board)
    await insertStaffing(trx, board)
    await insertTexts(trx, options.now)
  })
}

/** The plan behind the demo for a month of today, worked situations included. */
export function demoBoard(month: string): Board & { months: StoryMonths } {
  const today = Number(month.replace('-', ''))
  const year = Math.floor(today / 100)
  const calendar = new DemoCalendar(year - 2, year + 2)
  const projects = new Map(demoProjects(today).map((project) => [project.code, project]))
  const people = new Map<string, Employed>()
  for (const person of demoPeople())
    people.set(person.name, {
      ...person,
      startsOn: startsOn(person.name, person.years, today),
      endsOn: endsOn(person.name, today),
    })
  const comingNovember = (year + (today % 100 > 11 ? 1 : 0)) * 100 + 11
  const board = new Board(calendar, today, projects, people, demoTimeOff(calendar, today, comingNovember))
  const months = storyMonths(board)
  writeOverrides(board, months)
  for (const [name, segments] of staffingTable(STAFFING)) board.fill(name, segments)
  writeStories(board, months)
  return Object.assign(board, { months })
}

type Trx = Kysely<Database>

async function insertOrganisation(trx: Trx): Promise<void> {
  const row = {
    name: 'Meridian Federal Services',
    calendarCountry: 'US',
    fiscalYearStart: 1,
    heatBands: '[0.4,0.8]',
    overFunding: 'warn',
    overAllocation: 'warn',
    demo: 1,
    version: 1,
  } as const
  await trx
    .insertInto('organisation')
    .values({ id: 'organisation', ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

async function insertLists(trx: Trx, board: Board): Promise<void> {
  const named = (prefix: string, names: string[]) =>
    names.map((name, i) => ({ id: `${prefix}-${slug(name)}`, name, rank: i + 1, active: 1, version: 1 }))
  await trx.insertInto('role').values(named('role', ROLES)).execute()
  await trx.insertInto('lcat').values(named('lcat', LCATS)).execute()
  const holidays = board.calendar.holidays.map((holiday) => ({ id: `holiday-${holiday.date}`, ...holiday, version: 1 }))
  await trx.insertInto('holiday').values(holidays).execute()
}

async function insertPeople(trx: Trx, board: Board, now: Date): Promise<void> {
  const people = [...board.people.values()]
  await trx
    .insertInto('employee')
    .values(
      people.map((person) => ({
        id: person.id,
        email: person.email,
        name: person.name,
        roleId: roleId(person.role),
        lcatId: lcatId(person.lcat),
        contractPct: person.contractPct,
        startsOn: person.startsOn,
        endsOn: person.endsOn,
        skills: JSON.stringify(person.skills),
        clearances: JSON.stringify([person.clearances]),
        yearsExperience: person.years,
        education: person.education,
        notes: person.notes,
        version: 1,
      })),
    )
    .execute()
  const account = { passwordHash: null, preferences: '{}', createdAt: now.toISOString(), version: 1 }
  const staff = STAFF_USERS.map((user) => ({
    id: userId(user.email),
    ...user,
    employeeId: null,
    disabledAt: null,
    ...account,
  }))
  const employees = people.map((person) => ({
    id: userId(person.email),
    email: person.email,
    name: person.name,
    systemRole: 'Employee' as const,
    employeeId: person.id,
    disabledAt: person.endsOn === null ? null : `${person.endsOn}T23:59:59.000Z`,
    ...account,
  }))
  await trx
    .insertInto('user')
    .values([...staff, ...employees])
    .execute()
  await trx
    .insertInto('timeOff')
    .values(board.timeOff.map((off, i) => ({ id: `off-${String(i + 1).padStart(2, '0')}`, ...off, version: 1 })))
    .execute()
}

async function insertProjects(trx: Trx, board: Board): Promise<void> {
  await trx
    .insertInto('project')
    .values(
      [...board.projects.values()].map(({ manager, endsOn: _derived, ...project }) => ({
        ...project,
        id: projectId(project.code),
        managerId: userId(manager),
        probabilityPct: project.status === 'Planning' ? 50 : 100,
        version: 1,
      })),
    )
    .execute()
  await trx
    .insertInto('monthOverride')
    .values(
      board.overrideRows().map(({ code, month, hours }) => ({
        id: `override-${slug(code)}-${month}`,
        projectId: projectId(code),
        month,
        quarters: hours * 4,
        version: 1,
      })),
    )
    .execute()
  const demand = demoDemand(board.calendar, board.today, storyMonths(board).thirdQuarter)
  await trx
    .insertInto('demand')
    .values(
      demand.map((open, i) => ({
        id: `demand-${String(i + 1).padStart(2, '0')}`,
        projectId: projectId(open.project),
        roleId: roleId(open.role),
        lcatId: lcatId(open.lcat),
        skills: JSON.stringify(open.skills),
        month: open.month,
        quarters: open.hours * 4,
        count: open.count,
        version: 1,
      })),
    )
    .execute()
}

async function insertStaffing(trx: Trx, board: Board): Promise<void> {
  const assignments: Database['assignment'][] = []
  const allocations: Database['allocation'][] = []
  for (const [name, segments] of staffingTable(STAFFING)) {
    const person = board.person(name)
    for (const code of new Set(segments.map((segment) => segment.project))) {
      const id = `asg-${slug(code)}-${slug(name)}`
      const cells = monthsOf(board).map((month) => ({ month, hours: board.get(name, code, month) }))
      const booked = cells.filter((cell) => cell.hours > 0)
      if (booked.length === 0) continue
      const allocated = booked.reduce((sum, cell) => sum + cell.hours, 0)
      assignments.push({
        id,
        projectId: projectId(code),
        employeeId: personId(name),
        roleId: roleId(person.role),
        lcatId: lcatId(person.lcat),
        fundedQuarters: 4 * (board.funded.get(`${name}|${code}`) ?? fundedHours(name, allocated)),
        note: '',
        version: 1,
      })
      for (const cell of booked)
        allocations.push({ assignmentId: id, month: cell.month, quarters: cell.hours * 4, version: 1 })
    }
  }
  await trx.insertInto('assignment').values(assignments).execute()
  for (let i = 0; i < allocations.length; i += 500)
    await trx
      .insertInto('allocation')
      .values(allocations.slice(i, i + 500))
      .execute()
}

/** Budgets leave a few per cent; the payments test is the one that has outgrown its own. */
function fundedHours(name: string, allocated: number): number {
  if (name === 'Felix Braun') return Math.floor((allocated * 0.85) / 20) * 20
  return Math.ceil((allocated * 1.04) / 20) * 20
}

async function insertTexts(trx: Trx, now: Date): Promise<void> {
  await trx
    .insertInto('note')
    .values(
      demoNotes().map(({ project, author, ...note }) => ({
        ...note,
        subjectTable: 'project',
        subjectId: projectId(project),
        userId: userId(author),
        createdAt: now.toISOString(),
        version: 1,
      })),
    )
    .execute()
}

function monthsOf(board: Board): MonthNumber[] {
  return Array.from({ length: 24 }, (_, i) => addMonths(board.first, i))
}

const roleId = (name: string) => `role-${slug(name)}`
const lcatId = (name: string) => `lcat-${slug(name)}`
const projectId = (code: string) => `prj-${slug(code)}`
const userId = (email: string) => `user-${email.replace('@example.com', '')}`
