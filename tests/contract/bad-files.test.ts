// Every kind of bad file on the command line, over HTTP and as a job: refused with what to do, or taken as safe text;
// nothing half applied, never a bug.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Application } from '../../app/compose.js'
import { jobHandlers } from '../../app/jobs/handlers.js'
import { type JobRunner, runJobs } from '../../app/jobs/run-jobs.js'
import { createMailer } from '../../files/mail.js'
import type { Actor } from '../../services/actor.js'
import type { ImportReport } from '../../services/import-report.js'
import { type BadFile, badFiles } from '../bad-files.js'
import { type HttpServer, openHttpServer } from '../http-server.js'
import { runCommand, temporaryFolder } from '../run-command.js'
import { TODAY, testFiles } from '../small-organisation.js'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let http: HttpServer
let worker: JobRunner
let folder: ReturnType<typeof temporaryFolder>
beforeAll(async () => {
  folder = temporaryFolder()
  http = await openHttpServer()
  const { org } = http
  const now = () => new Date()
  const application = {
    ...{ db: org.db, database: org, files: testFiles, now, newId: () => 'x', today: () => TODAY, settings: {} },
    changeContext: (actor: Actor) => org.context(actor),
  } as unknown as Application
  const handlers = jobHandlers(
    application,
    createMailer({ smtpUrl: undefined, from: '' }, () => {}),
  )
  worker = runJobs({ db: org.db, handlers, now, log: { info() {}, warn() {}, error() {} }, beat: false })
})
afterAll(async () => {
  await http.close()
  folder.remove()
})

const each = badFiles.map((bad) => [bad.what, bad] as const)
const bytesOf = async ({ content }: BadFile) => Buffer.from((await content()) as Buffer)

async function send({ file }: BadFile, bytes: Buffer, query: string) {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)]), file)
  const headers = { authorization: `Bearer ${await http.tokenOf(http.org.admin)}` }
  const response = await fetch(`${http.url}/api/v1/imports?${query}`, { method: 'POST', headers, body: form })
  // biome-ignore lint/suspicious/noExplicitAny: replies are asserted, not typed
  return { status: response.status, body: (await response.json()) as any }
}

/** What a half import would leave behind. */
async function content() {
  const { db } = http.org
  const rows = async (table: 'employee' | 'user' | 'role' | 'changeSet') =>
    (await db.selectFrom(table).selectAll().execute()).length
  return [await rows('employee'), await rows('user'), await rows('role'), await rows('changeSet')]
}

/** What the error of a real import, over HTTP or of a job, must say. */
function expectRefusal({ refused, row }: BadFile, error: { code: string; message: string; details?: ImportReport }) {
  if (refused) expect(error).toMatchObject({ code: 'invalid', message: expect.stringMatching(refused) })
  if (!row) return
  const { sheet, reason, ...place } = row
  const found = error.details?.sheets.find((s) => s.sheet === sheet)?.refused[0]
  expect(error).toMatchObject({ code: 'refused_by_policy', message: expect.stringContaining(`row ${row.row}`) })
  expect(found).toMatchObject({ ...place, reason: expect.stringMatching(reason) })
}

const warningsOf = (report: ImportReport) => report.sheets.flatMap((s) => s.warnings.map((w) => w.message))

describe.each(each)('%s', (_, bad) => {
  it('over HTTP', async () => {
    const before = await content()
    const { status, body } = await send(bad, await bytesOf(bad), `dryRun=${bad.taken !== undefined}`)
    if (bad.taken) {
      expect(body).toMatchObject({ summary: { new: bad.taken.rows, refused: 0 } })
      if (bad.taken.warning) expect(warningsOf(body)).toContainEqual(expect.stringMatching(bad.taken.warning))
    } else expectRefusal(bad, body.error)
    expect(status).toBe(bad.taken ? 200 : bad.row ? 422 : 400)
    expect(await content()).toEqual(before)
  })

  it('as a job', async () => {
    const before = await content()
    const { body } = await send(bad, await bytesOf(bad), `background=true&dryRun=${bad.taken !== undefined}`)
    await worker.drain()
    const job = (await http.call(http.org.admin, 'GET', `/api/v1/jobs/${body.id}`)).body
    // What only a person can mend is not tried again.
    expect(job).toMatchObject({ attempts: 1, state: bad.taken ? 'done' : 'failed' })
    if (bad.taken) expect(job.result.summary.new).toBe(bad.taken.rows)
    else expectRefusal(bad, job.result.error)
    expect(await content()).toEqual(before)
  })

  it('on the command line', async () => {
    const path = join(folder.path, bad.file)
    writeFileSync(path, await bytesOf(bad))
    const env = { STAFFALLOC_DATA: join(folder.path, 'data'), STAFFALLOC_TODAY: '2026-10-15' }
    const { code, out, err } = await runCommand(['import', path, '--dry-run'], env)
    expect(err).not.toMatch(/bug|\n\s+at /)
    if (bad.refused) expect([code, out, err]).toEqual([1, '', expect.stringMatching(new RegExp(bad.refused, 'm'))])
    if (bad.taken) {
      expect([code, out]).toEqual([0, expect.stringContaining(`nothing changed yet: ${bad.taken.rows} new,`)])
      // Nothing that a terminal would obey.
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
      expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
    }
    if (!bad.row) return
    expect([code, out]).toEqual([1, expect.stringContaining(`refused: row ${bad.row.row}, ${bad.row.column}`)])
    expect(out).toMatch(bad.row.reason)
  })
})
