// A small organisation for tests: one Admin, two PMs, a Director, an employee user, two projects, three people.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { KyselyPlugin } from 'kysely'
import { type Db, type OpenDatabase, openDatabase } from '../db/open.js'
import { LocalFileStore } from '../files/local-file-store.js'
import type { Actor } from '../services/actor.js'
import { fromMonthNumber } from '../services/calendar.js'
import { draftCells } from '../services/cells.js'
import type { Applied } from '../services/change.js'
import { type ChangeContext, commitStep } from '../services/changes.js'
import type { ToolContext } from '../tools/define-tool.js'

export interface SmallOrganisation extends OpenDatabase {
  admin: Actor
  /** Manages Alpha. */
  maria: Actor
  /** Manages Beta. */
  paul: Actor
  director: Actor
  /** Is the employee Sarah. */
  sarah: Actor
  context(actor: Actor): ChangeContext
  toolContext(actor: Actor): ToolContext
}

/** Business day of every test. */
export const TODAY = '2025-05-15'

/**
 * Alpha (ALPHA, Maria) and Beta (BETA, Paul) run 2025-01-01 to 2025-09-09 (18 sprints); no holidays.
 * Sarah Jones and Mark Lee (Cyber Analyst, Senior) and Jane Doe (SW Engineer, Mid, half time) are employees.
 * Assignments: s-alpha, s-beta (Sarah, 1000 h each), m-alpha (Mark, 500 h), j-alpha (Jane, 500 h).
 */
export async function openSmallOrganisation(file = ':memory:', plugin?: KyselyPlugin): Promise<SmallOrganisation> {
  const opened = await openDatabase(file)
  const open = { ...opened, db: plugin ? opened.db.withPlugin(plugin) : opened.db }
  await fill(open.db)
  let count = 0
  const newId = () => `id-${++count}`
  const now = () => new Date('2025-05-15T09:00:00Z')
  const context = (actor: Actor): ChangeContext => ({ db: open.db, actor, via: 'grid', now, newId })
  return {
    ...open,
    admin: actor('u-admin', 'Ada Admin', 'Admin'),
    maria: actor('u-maria', 'Maria Manager', 'PM'),
    paul: actor('u-paul', 'Paul Planner', 'PM'),
    director: actor('u-director', 'Dora Director', 'Director'),
    sarah: actor('u-sarah', 'Sarah Jones', 'Employee', 'e-sarah'),
    context,
    toolContext: (who) => ({
      ...context(who),
      today: TODAY,
      signal: new AbortController().signal,
      progress: () => {},
      files: testFiles,
    }),
  }
}

/** Sets hours by assignment and month, as the grid does. */
export function setCells(
  org: SmallOrganisation,
  cells: readonly [assignmentId: string, month: string, hours: number][],
  actor: Actor = org.admin,
): Promise<Applied> {
  const edits = cells.map(([assignmentId, month, hours]) => ({ assignmentId, month, hours }))
  return commitStep(org.context(actor), async (db) => ({ changes: await draftCells(db, edits) }))
}

/** The hours that stand there: 's-alpha 2025-05' -> 80, zeros left out. */
export async function hoursOf(org: SmallOrganisation): Promise<Record<string, number>> {
  const rows = await org.db.selectFrom('allocation').selectAll().where('quarters', '>', 0).execute()
  return Object.fromEntries(
    rows.map((r) => [`${r.assignmentId} ${fromMonthNumber(r.month)}`, r.quarters / 4] as const).sort(),
  )
}

const folder = mkdtempSync(join(tmpdir(), 'staffalloc-files-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

/** Stored files of a test run, gone with it. */
export const testFiles = new LocalFileStore(folder)

function actor(userId: string, name: string, systemRole: Actor['systemRole'], employeeId: string | null = null): Actor {
  return { userId, name, email: `${userId}@example.com`, systemRole, employeeId, readOnly: false }
}

async function fill(db: Db): Promise<void> {
  const version = 1
  await db
    .insertInto('organisation')
    .values({
      id: 'organisation',
      name: 'Small',
      calendarCountry: '',
      fiscalYearStart: 10,
      heatBands: '[0.4,0.8]',
      overFunding: 'warn',
      overAllocation: 'warn',
      demo: 0,
      version,
    })
    .execute()
  await db
    .insertInto('role')
    .values([
      { id: 'r-cyber', name: 'Cyber Analyst', rank: 1, active: 1, version },
      { id: 'r-sw', name: 'SW Engineer', rank: 2, active: 1, version },
    ])
    .execute()
  await db
    .insertInto('lcat')
    .values([
      { id: 'l-mid', name: 'Mid', rank: 2, active: 1, version },
      { id: 'l-senior', name: 'Senior', rank: 3, active: 1, version },
    ])
    .execute()
  const person = (id: string, name: string, roleId: string, lcatId: string, contractPct = 100) => ({
    id,
    name,
    email: `${id.slice(2)}@example.com`,
    roleId,
    lcatId,
    contractPct,
    startsOn: '2020-01-01',
    endsOn: null,
    skills: '["zero trust"]',
    clearances: '[]',
    yearsExperience: 7,
    education: '',
    notes: 'Prefers mornings',
    version,
  })
  await db
    .insertInto('employee')
    .values([
      person('e-sarah', 'Sarah Jones', 'r-cyber', 'l-senior'),
      person('e-mark', 'Mark Lee', 'r-cyber', 'l-senior'),
      person('e-jane', 'Jane Doe', 'r-sw', 'l-mid', 50),
    ])
    .execute()
  const user = (id: string, name: string, systemRole: Actor['systemRole'], employeeId: string | null = null) => ({
    id,
    name,
    email: `${id}@example.com`,
    systemRole,
    employeeId,
    passwordHash: null,
    disabledAt: null,
    preferences: '{}',
    createdAt: '2025-01-01T00:00:00Z',
    version,
  })
  await db
    .insertInto('user')
    .values([
      user('u-admin', 'Ada Admin', 'Admin'),
      user('u-maria', 'Maria Manager', 'PM'),
      user('u-paul', 'Paul Planner', 'PM'),
      user('u-director', 'Dora Director', 'Director'),
      user('u-sarah', 'Sarah Jones', 'Employee', 'e-sarah'),
    ])
    .execute()
  const project = (id: string, code: string, name: string, managerId: string) => ({
    id,
    code,
    name,
    client: 'ACME',
    description: '',
    managerId,
    startsOn: '2025-01-01',
    sprints: 18,
    status: 'Active' as const,
    probabilityPct: 100,
    version,
  })
  await db
    .insertInto('project')
    .values([
      project('p-alpha', 'ALPHA', 'Project Alpha', 'u-maria'),
      project('p-beta', 'BETA', 'Project Beta', 'u-paul'),
    ])
    .execute()
  const assignment = (id: string, projectId: string, employeeId: string, fundedHours: number) => ({
    id,
    projectId,
    employeeId,
    roleId: 'r-cyber',
    lcatId: 'l-senior',
    fundedQuarters: fundedHours * 4,
    note: '',
    version,
  })
  await db
    .insertInto('assignment')
    .values([
      assignment('s-alpha', 'p-alpha', 'e-sarah', 1000),
      assignment('s-beta', 'p-beta', 'e-sarah', 1000),
      assignment('m-alpha', 'p-alpha', 'e-mark', 500),
      assignment('j-alpha', 'p-alpha', 'e-jane', 500),
    ])
    .execute()
}
