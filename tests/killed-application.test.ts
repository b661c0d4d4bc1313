// The real program, killed as `kill -9` does at a step of a running job, and started again.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Running, runCommand, startCommand, temporaryFolder } from './run-command.js'
import { type MailServer, openMailServer } from './smtp-server.js'

let folder: ReturnType<typeof temporaryFolder>
let smtp: MailServer
let env: Record<string, string>
let token: string
/** Messages by their id, with how often the server took them. */
const mails = new Map<string, number>()
/** What happens when a message has come in whole, before the server has said so. */
let onMail: () => void = () => {}

beforeAll(async () => {
  folder = temporaryFolder()
  smtp = await openMailServer((text) => {
    const id = /^Message-ID: (.+)$/im.exec(text)![1]!
    mails.set(id, (mails.get(id) ?? 0) + 1)
    onMail()
  })
  env = {
    STAFFALLOC_DATA: join(folder.path, 'data'),
    STAFFALLOC_TODAY: '2026-10-15',
    STAFFALLOC_MODEL: 'none',
    PORT: '0',
    SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
  }
  token = (await runCommand(['user', 'token', 'admin@example.com'], env)).out.trim()
})
const children: Running[] = []
afterAll(async () => {
  for (const { child } of children) child.kill('SIGKILL')
  await smtp.close()
  folder.remove()
})

function query<T>(sql: string, ...values: unknown[]): T[] {
  const database = new Sqlite(join(env.STAFFALLOC_DATA!, 'staffalloc.db'))
  try {
    const statement = database.prepare(sql)
    if (statement.reader) return statement.all(...values) as T[]
    statement.run(...values)
    return []
  } finally {
    database.close()
  }
}

/** A minute later: the lease of what died is over, and what failed may be tried again. */
const aMinuteLater = () =>
  query("update job set lease_until = '2000-01-01T00:00:00Z' where state = 'running'") &&
  query("update job set run_after = '2000-01-01T00:00:00Z' where state = 'queued'")

/** The application; `dieAt` says at which statement it ends, as tests/die-at.mjs reads it. */
function start(dieAt?: Record<string, string>): Running {
  const preload = new URL('./die-at.mjs', import.meta.url)
  preload.search = new URLSearchParams(dieAt).toString()
  const running = startCommand(['start', '--no-open'], env, undefined, {
    node: dieAt ? ['--import', preload.href] : [],
  })
  children.push(running)
  return running
}

async function call(running: Running, method: string, path: string, body?: object | FormData): Promise<{ id: string }> {
  const [, url] = await running.line(/^StaffAlloc ready (http:\S+)$/m)
  const isForm = body instanceof FormData
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(isForm ? {} : { 'content-type': 'application/json' }) },
    body: isForm ? body : body && JSON.stringify(body),
  })
  expect(response.status, path).toBeLessThan(300)
  return (await response.json()) as { id: string }
}

const stateOf = (id: string) =>
  query<{ state: string; attempts: number }>('select state, attempts from job where id = ?', id)[0]!

/** Waits until every job is over. */
async function allOver(): Promise<void> {
  while (query("select 1 from job where state in ('queued', 'running')").length > 0)
    await new Promise((resolve) => setTimeout(resolve, 50))
}

async function stop(running: Running): Promise<void> {
  running.child.kill('SIGTERM')
  expect((await running.ended).code).toBe(0)
}

const REPORT = { kind: 'report', input: { report: 'portfolio', from: '2026-10', to: '2026-11', format: 'csv' } }

/** One cell that stands in the plan, and a file that sets it to other hours. */
function cellAndFile() {
  const [cell] = query<{ assignment: string; month: number; hours: number; code: string; email: string }>(
    `select a.id as assignment, al.month, al.quarters / 4.0 as hours, p.code, e.email from allocation al
     join assignment a on a.id = al.assignment_id join project p on p.id = a.project_id
     join employee e on e.id = a.employee_id
     where p.status = 'Active' and al.quarters > 40 and al.month = 202611
       and (select count(*) from assignment b where b.project_id = p.id and b.employee_id = e.id) = 1
     order by a.id limit 1`,
  )
  const csv = `Project Code,Employee Email,Month,Hours\n${cell!.code},${cell!.email},2026-11,${cell!.hours - 1}\n`
  const form = new FormData()
  form.append('file', new Blob([csv]), 'hours.csv')
  const hours = () =>
    query<{ hours: number }>(
      'select quarters / 4.0 as hours from allocation where assignment_id = ? and month = 202611',
      cell!.assignment,
    )[0]!.hours
  return { form, hours, before: cell!.hours }
}

const IMPORT = '/api/v1/imports?dryRun=false&replaceDemo=false&background=true'
const imports = () => query("select 1 from change_set where via = 'import'").length
const files = (name: string) => {
  const path = join(env.STAFFALLOC_DATA!, name)
  return existsSync(path) ? readdirSync(path) : []
}

it('a program that is killed at any step of a job loses nothing and repeats nothing that shows', async () => {
  const { form, hours, before } = cellAndFile()
  const done = { sql: '^update "job" set "state"', values: '"done"' }
  /** Starts the program, lets it die there, and comes back a minute later. */
  const dies = async (dieAt: Record<string, string>, begin?: (running: Running) => Promise<unknown>) => {
    const running = start(dieAt)
    await begin?.(running)
    const { err } = await running.ended
    expect(err).toContain('die-at reached')
    expect(running.child.signalCode).toBe('SIGKILL')
    aMinuteLater()
  }
  // The backup of the day, which each first start makes: the copy is written, not yet sealed.
  await dies({ sql: 'select count\\(\\*\\) from "audit"', when: 'after' })
  expect(files('backups').filter((name) => name.endsWith('.json'))).toEqual([])
  // It is sealed, and nobody was told.
  await dies(done)
  // A report: the file lies there, its row does not; then the row too, and nobody was told.
  let report = ''
  await dies({ sql: '^insert into "report"' }, async (running) => {
    await call(running, 'PATCH', '/api/v1/me/mail', { reportReady: true })
    report = (await call(running, 'POST', '/api/v1/jobs', REPORT)).id
  })
  expect(stateOf(report).state).toBe('running')
  await dies({ sql: '^insert into "report"', when: 'after' })
  // Its mail: the server has it whole, and has not said so yet.
  const mailing = start()
  onMail = () => mailing.child.kill('SIGKILL')
  await mailing.ended
  onMail = () => {}
  aMinuteLater()
  // An import: everything is written and not committed; then committed, and nobody was told.
  let hoursFile = ''
  await dies({ sql: '^commit', in: 'thread' }, async (running) => {
    hoursFile = (await call(running, 'POST', IMPORT, form)).id
  })
  expect([hours(), imports(), stateOf(hoursFile).state]).toEqual([before, 0, 'running'])
  await dies({ sql: '^commit', in: 'thread', when: 'after' })
  expect([hours(), imports(), stateOf(hoursFile).state]).toEqual([before - 1, 1, 'done'])
  // Passages of the text search that are missing are being written; repairs are found.
  query("delete from passage where kind = 'assignment'")
  await dies({ sql: '^insert into "passage"', when: 'after' }, (running) =>
    call(running, 'POST', '/api/v1/jobs', { kind: 'embeddings' }),
  )
  await dies(done, (running) =>
    call(running, 'POST', '/api/v1/jobs', { kind: 'repair', input: { from: '2026-10', to: '2026-10' } }),
  )

  const last = start()
  await last.line(/ready/)
  await allOver()
  await stop(last)
  const jobs = query<{ kind: string; state: string; message: string }>('select kind, state, message from job')
  expect(jobs.map(({ kind, state, message }) => `${kind} ${state} ${message}`.trim()).sort()).toEqual([
    'backup done',
    'embeddings done',
    'import done',
    'mail done',
    'repair done',
    'report done',
  ])
  expect([hours(), imports()]).toEqual([before - 1, 1])
  expect(files('files/reports')).toHaveLength(1)
  expect(query('select 1 from report')).toHaveLength(1)
  expect([...mails.values()]).toEqual([2]) // One message by its id: what mail programs go by.
  expect(files('backups').sort()).toEqual([expect.stringMatching(/\.db$/), expect.stringMatching(/\.db\.json$/)])
  expect((await runCommand(['backup', '--verify'], env)).code).toBe(0)
  expect((await runCommand(['reindex', '--verify'], env)).code).toBe(0)
}, 400_000)

it('a thread that dies alone costs its job one try, and the program goes on', async () => {
  const { form, hours, before } = cellAndFile()
  const made = imports()
  const running = start({ sql: '^commit', in: 'thread', how: 'end' })
  const { id } = await call(running, 'POST', IMPORT, form)
  while (stateOf(id).attempts < 1 || stateOf(id).state === 'running') await new Promise((r) => setTimeout(r, 20))
  expect(stateOf(id)).toEqual({ state: 'queued', attempts: 1 })
  expect([hours(), imports()]).toEqual([before, made])
  // The file is not locked by what died: the next change is taken.
  await call(running, 'PATCH', '/api/v1/me/mail', { reportReady: false })
  await stop(running)
  aMinuteLater()
  const next = start()
  await next.line(/ready/)
  await allOver()
  await stop(next)
  expect(stateOf(id).state).toBe('done')
  expect([hours(), imports()]).toEqual([before - 1, made + 1])
}, 120_000)
