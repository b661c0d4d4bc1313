// Files that come over HTTP: who may send them is known before they are read, and large imports run as jobs.
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Application } from '../app/compose.js'
import { jobHandlers } from '../app/jobs/handlers.js'
import { type JobRunner, runJobs } from '../app/jobs/run-jobs.js'
import { createMailer } from '../files/mail.js'
import type { Actor } from '../services/actor.js'
import { type HttpServer, openHttpServer } from '../tests/http-server.js'
import { TODAY, testFiles } from '../tests/small-organisation.js'
import { noteRoutes } from './routes/notes.js'

let http: HttpServer
let worker: JobRunner
beforeAll(async () => {
  http = await openHttpServer({ moreRoutes: noteRoutes({ refreshNotes: async () => {} }) })
  const { org } = http
  const now = () => new Date()
  const application = {
    db: org.db,
    database: org,
    files: testFiles,
    now,
    newId: () => 'x',
    today: () => TODAY,
    settings: {},
    changeContext: (actor: Actor) => org.context(actor),
  } as unknown as Application
  const handlers = jobHandlers(
    application,
    createMailer({ smtpUrl: undefined, from: '' }, () => {}),
  )
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  worker = runJobs({ db: org.db, handlers, now, log, beat: false })
})
afterAll(() => http.close())

/** The answer to a request whose body never comes. */
async function withoutBody(who: Actor, path: string, scope: 'read' | 'write' = 'write'): Promise<string> {
  const token = await http.tokenOf(who, scope)
  const socket = connect(http.port, '127.0.0.1')
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${http.port}\r\nAuthorization: Bearer ${token}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 20000000\r\n\r\n--x\r\n`,
  )
  for await (const piece of socket) {
    socket.destroy()
    return String(piece)
  }
  return ''
}

describe.each(['/api/v1/imports', '/api/v1/imports?background=true', '/api/v1/notes'])('an upload to %s', (path) => {
  it('is refused before it is read to who may not make it', async () => {
    const { director, sarah } = http.org
    for (const who of [director, sarah]) expect(await withoutBody(who, path)).toMatch(/^HTTP\/1.1 403 /)
    expect(await withoutBody(http.org.admin, path, 'read')).toMatch(/^HTTP\/1.1 403 /)
  })
})

async function send(query: string, who: Actor, parts: Record<string, string | Blob> = {}) {
  const form = new FormData()
  for (const [name, part] of Object.entries(parts))
    if (typeof part === 'string') form.append(name, part)
    else form.append(name, part, 'hours.csv')
  const headers = { authorization: `Bearer ${await http.tokenOf(who)}` }
  const body = Object.keys(parts).length ? form : undefined
  const response = await fetch(`${http.url}/api/v1/imports?background=true&${query}`, { method: 'POST', headers, body })
  // biome-ignore lint/suspicious/noExplicitAny: replies are asserted, not typed
  return { status: response.status, body: (await response.json()) as any }
}
const HOURS = new Blob([
  'Project Code,Employee Email,Month,Hours\nALPHA,sarah@example.com,2025-03,40\nOMEGA,x,2025-03,1\n',
])
const job = async (id: string) => (await http.call(http.org.admin, 'GET', `/api/v1/jobs/${id}`)).body
const cells = () => http.org.db.selectFrom('allocation').select('quarters').execute()

describe('an import in the background', () => {
  it('is a job that is rehearsed, refused and made with one upload', async () => {
    const { admin } = http.org
    const rehearsal = await send('dryRun=true', admin, { file: HOURS })
    expect(rehearsal).toMatchObject({ status: 202, body: { kind: 'import', state: 'queued', file: 'hours.csv' } })
    const { id } = rehearsal.body
    await worker.drain()
    expect(await job(id)).toMatchObject({
      state: 'done',
      options: { dryRun: true },
      result: { summary: { applied: false, new: 1, refused: 1 }, sheets: [{ refused: [{ row: 3, value: 'OMEGA' }] }] },
    })

    const strict = await send(`dryRun=false&again=${id}`, admin)
    await worker.drain()
    expect(await job(strict.body.id)).toMatchObject({
      state: 'failed',
      result: { error: { code: 'refused_by_policy', details: { summary: { refused: 1 } } } },
    })
    expect(await cells()).toEqual([])

    const made = await send(`dryRun=false&skipRefused=true&again=${id}`, admin, { map: '{}' })
    await worker.drain()
    expect(await job(made.body.id)).toMatchObject({ state: 'done', result: { summary: { applied: true, new: 1 } } })
    expect(await cells()).toEqual([{ quarters: 160 }])
    expect(await send(`dryRun=true&again=${id}`, admin)).toMatchObject({
      status: 404,
      body: { error: { message: 'hours.csv is not kept any more.', hint: 'Choose the file again.' } },
    })
  })

  it("takes nobody else's file, not even for an Admin, and none from nowhere", async () => {
    const { maria, admin, paul } = http.org
    const { body } = await send('dryRun=true', maria, { file: HOURS })
    for (const who of [admin, paul]) expect((await send(`again=${body.id}`, who)).status).toBe(404)
    expect((await send('again=none', maria)).status).toBe(404)
    expect((await send('dryRun=true', maria)).status).toBe(400)
  })

  it('is listed without its report', async () => {
    const { items } = (await http.call(http.org.admin, 'GET', '/api/v1/jobs')).body
    expect(items[0]).toMatchObject({ kind: 'import', file: 'hours.csv' })
    expect(items.some((item: object) => 'result' in item || 'payload' in item)).toBe(false)
  })

  it('that is cancelled while it waits changes nothing', async () => {
    const before = await cells()
    const { body } = await send('dryRun=false&skipRefused=true', http.org.admin, { file: HOURS })
    const cancelled = await http.call(http.org.admin, 'POST', `/api/v1/jobs/${body.id}/cancel`)
    expect(cancelled.body.state).toBe('cancelled')
    await worker.drain()
    expect(await cells()).toEqual(before)
    expect((await job(body.id)).state).toBe('cancelled')
  })
})
