// The whole application on the small organisation, with one user of each kind and one thing of each kind to reach for.
import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { KyselyPlugin } from 'kysely'
import { type Application, compose } from '../../app/compose.js'
import { createServer } from '../../app/create-server.js'
import { readSettings } from '../../app/settings.js'
import { createLog } from '../../server/log-requests.js'
import type { Route } from '../../server/route.js'
import { createSignInLink } from '../../services/account-links.js'
import { beginSignIn } from '../../services/account-sessions.js'
import { createPersonalToken } from '../../services/account-tokens.js'
import type { Actor } from '../../services/actor.js'
import { draftCells } from '../../services/cells.js'
import { commitStep, planSteps } from '../../services/changes.js'
import { openSmallOrganisation, type SmallOrganisation, TODAY } from '../small-organisation.js'

export const PRINCIPALS = [
  'anonymous',
  'manager of the project',
  'other manager',
  'director',
  'the employee',
  'other employee',
  'admin',
  'disabled',
] as const
export type Principal = (typeof PRINCIPALS)[number]

/** Texts that only some may see. */
export const SECRETS = { notes: 'CANARY-NOTES', kind: 'CANARY-KIND' } as const

export interface TrustServer {
  application: Application
  org: SmallOrganisation
  url: string
  routes: readonly Route[]
  tokens: Record<Principal, string | undefined>
  /** What a principal sends to a route 'method path': the token, or a page's where nothing else is good. */
  secretFor(principal: Principal, route: string): string | undefined
  /** Refresh cookies of pages that are signed in, as 'name=value'. */
  cookies: string[]
  actors: Record<Exclude<Principal, 'anonymous' | 'disabled'>, Actor>
  /** Lines of the log. */
  log: string[]
  /** Puts everything but the audit trail back to where it was when the server opened. */
  reset(): void
  close(): Promise<void>
}

/**
 * Project Beta is Paul's; Sarah is on it; Mark is on Alpha (Maria's) only. Paul has a plan, a change set, a report, a
 * conversation, a sign-in and a token, each named after him.
 */
export async function openTrustServer(rateLimit = 9_999_999, plugin?: KyselyPlugin): Promise<TrustServer> {
  const org = await openSmallOrganisation(':memory:', plugin)
  const dataFolder = mkdtempSync(join(tmpdir(), 'staffalloc-trust-'))
  const settings = {
    ...readSettings({ STAFFALLOC_DATA: dataFolder, STAFFALLOC_TODAY: TODAY, STAFFALLOC_ASSISTANT: 'planner' }),
    model: 'none',
    rateLimit,
  }
  const now = () => new Date('2025-05-15T09:00:00Z')
  const application = await compose(settings, now, async () => org)
  const mark = { ...org.sarah, userId: 'u-mark', name: 'Mark Lee', email: 'mark@example.com', employeeId: 'e-mark' }
  await addThings(org, application, mark)
  const log: string[] = []
  let port = 0
  const parts = createServer(
    application,
    createLog('info', { write: (line: string) => void log.push(line) }),
    () => port,
  )
  const http: Server = parts.http
  // A busy machine must not close a kept connection just as the next request goes out.
  http.keepAliveTimeout = 600_000
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  port = (http.address() as AddressInfo).port

  const token = async (actor: Actor) =>
    (
      await createPersonalToken(
        org.db,
        actor.userId,
        { name: 'test', scope: 'write' },
        application.accountContext('cli'),
        actor,
      )
    ).token
  const cookies: string[] = []
  const openPage = async (userId: string) => {
    const link = await createSignInLink(org.db, userId, application.accountContext('cli'), org.admin)
    const body = JSON.stringify({ token: link })
    const headers = { 'content-type': 'application/json' }
    const session = await fetch(`http://127.0.0.1:${port}/api/v1/session`, { method: 'POST', headers, body })
    cookies.push(String(session.headers.getSetCookie()[0]?.split(';')[0]))
    return ((await session.json()) as { accessToken: string }).accessToken
  }
  const gone = { ...org.paul, userId: 'u-gone' }
  const actors = {
    'manager of the project': org.paul,
    'other manager': org.maria,
    director: org.director,
    'the employee': org.sarah,
    'other employee': mark,
    admin: org.admin,
  }
  const tokens = {
    anonymous: undefined,
    'manager of the project': await token(org.paul),
    'other manager': await token(org.maria),
    director: await token(org.director),
    'the employee': await token(org.sarah),
    'other employee': await token(mark),
    admin: await token(org.admin),
    disabled: await token(gone),
  }
  const pages = new Map<Principal, string>()
  for (const [name, { userId }] of Object.entries({ ...actors, disabled: gone }))
    pages.set(name as Principal, await openPage(userId))
  const interactive = new Set(
    parts.app.routes.filter((one) => one.interactive).map((one) => `${one.method} ${one.path}`),
  )
  await org.db.updateTable('user').set({ disabledAt: '2025-05-01T00:00:00Z' }).where('id', '=', 'u-gone').execute()
  const reset = keepSnapshot(org)
  return {
    application,
    org,
    reset,
    url: `http://127.0.0.1:${port}`,
    routes: parts.app.routes,
    tokens,
    secretFor: (principal, route) => (interactive.has(route) ? pages.get(principal) : tokens[principal]),
    cookies,
    actors,
    log,
    close: async () => {
      await parts.close()
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
      await org.close()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

/** Copies every table aside; the answered function copies them back. The audit trail only grows, so it stays. */
function keepSnapshot({ sqlite }: SmallOrganisation): () => void {
  const names = sqlite
    .prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name <> 'audit'")
    .pluck()
    .all() as string[]
  sqlite.exec("attach ':memory:' as kept")
  for (const name of names) sqlite.exec(`create table kept."${name}" as select * from main."${name}"`)
  // Numbers are given out again too: a listener takes a gap for changes that it missed.
  sqlite.exec(`create table kept.numbers as select * from main.sqlite_sequence where name <> 'audit'`)
  const numbersBack = `update main.sqlite_sequence set seq = coalesce((select seq from kept.numbers k where k.name =
    sqlite_sequence.name), 0) where name <> 'audit';`
  const back = names.map((n) => `delete from main."${n}"; insert into main."${n}" select * from kept."${n}";`).join('')
  return () => {
    sqlite.pragma('foreign_keys = OFF')
    sqlite.exec(`begin immediate; ${back} ${numbersBack} commit`)
    sqlite.pragma('foreign_keys = ON')
  }
}

async function addThings(org: SmallOrganisation, application: Application, mark: Actor): Promise<void> {
  const { db } = org
  const user = (id: string, name: string, systemRole: 'Employee' | 'PM', employeeId: string | null) => ({
    id,
    name,
    email: `${id}@example.com`,
    systemRole,
    employeeId,
    passwordHash: null,
    disabledAt: null,
    preferences: '{}',
    createdAt: '2025-01-01T00:00:00Z',
    version: 1,
  })
  await db
    .insertInto('user')
    .values([user('u-mark', mark.name, 'Employee', 'e-mark'), user('u-gone', 'Gone Manager', 'PM', null)])
    .execute()
  await db.updateTable('employee').set({ notes: SECRETS.notes }).execute()
  await db
    .insertInto('timeOff')
    .values({
      id: 't-sarah',
      employeeId: 'e-sarah',
      startsOn: '2025-06-02',
      endsOn: '2025-06-03',
      kind: SECRETS.kind,
      halfDay: 0,
      version: 1,
    })
    .execute()
  await db.insertInto('holiday').values({ id: 'h-one', date: '2025-12-25', name: 'Christmas', version: 1 }).execute()
  await db
    .insertInto('demand')
    .values({
      id: 'd-beta',
      projectId: 'p-beta',
      roleId: 'r-cyber',
      lcatId: null,
      skills: '[]',
      month: 202506,
      quarters: 640,
      count: 1,
      version: 1,
    })
    .execute()
  await db
    .insertInto('monthOverride')
    .values({ id: 'o-beta', projectId: 'p-beta', month: 202507, quarters: 640, version: 1 })
    .execute()

  const pauls = (id: string) => ({ ...org.context(org.paul), newId: () => id })
  const hours =
    (month: string, assignmentId = 's-beta') =>
    async (trx: typeof db) => ({
      changes: await draftCells(trx, [{ assignmentId, month, hours: 40 }]),
    })
  await commitStep(pauls('set-paul'), hours('2025-05'))
  await commitStep({ ...org.context(org.maria), newId: () => 'set-maria' }, hours('2025-05', 'm-alpha'))
  await planSteps(pauls('plan-paul'), [hours('2025-06')], null)
  const context = { ...application.accountContext('cli'), newId: () => 'paul' }
  await createPersonalToken(db, 'u-paul', { name: 'other', scope: 'read' }, context, org.paul)
  await beginSignIn(db, 'u-paul', 'Firefox', context)
  await application.files.write('reports/paul.csv', Buffer.from('Project Beta'))
  await db
    .insertInto('report')
    .values({
      id: 'report-paul',
      userId: 'u-paul',
      report: 'portfolio',
      file: 'portfolio.csv',
      format: 'csv',
      bytes: 12,
      createdAt: '2025-05-15T09:00:00Z',
      storageKey: 'reports/paul.csv',
    })
    .execute()
  await db
    .insertInto('thread')
    .values({
      id: 'thread-paul',
      userId: 'u-paul',
      title: 'Beta',
      createdAt: '2025-05-15T09:00:00Z',
      updatedAt: '2025-05-15T09:00:00Z',
      card: null,
    })
    .execute()
}
