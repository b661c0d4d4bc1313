import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createMailer } from '../../files/mail.js'
import { enqueueJob, listJobs } from '../../services/jobs.js'
import { setPreferences } from '../../services/notices.js'
import { openSmallOrganisation, type SmallOrganisation, setCells } from '../../tests/small-organisation.js'
import { type MailServer, openMailServer } from '../../tests/smtp-server.js'
import { type Application, compose } from '../compose.js'
import { readSettings } from '../settings.js'
import { jobHandlers } from './handlers.js'
import { runJobs } from './run-jobs.js'

let org: SmallOrganisation
let folder: string
let application: Application
let smtp: MailServer
let clock: number
let received: { to: string; text: string }[]
/** What the server says to a recipient; undefined: welcome. */
let answer: (to: string) => { code: number; text: string } | undefined
const silent = { info: () => {}, warn: () => {}, error: () => {} }
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'staffalloc-mail-'))
  clock = Date.parse('2025-05-12T05:00:00Z')
  received = []
  answer = () => undefined
  org = await openSmallOrganisation()
  application = await compose(
    readSettings({ STAFFALLOC_DATA: folder, STAFFALLOC_TODAY: '2025-05-12' }),
    () => new Date(clock),
    async () => org,
  )
  smtp = await openMailServer(
    (text, session) => {
      for (const { address } of session.envelope.rcptTo) received.push({ to: address, text })
    },
    {
      onRcptTo: ({ address }, _session, done) => {
        const no = answer(address)
        done(no && Object.assign(new Error(no.text), { responseCode: no.code }))
      },
    },
  )
})
afterEach(async () => {
  await smtp.close()
  await org.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Works off what is due now. */
async function work(): Promise<void> {
  const { port } = smtp
  const mailer = createMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, from: 'StaffAlloc <s@example.com>' }, () => {})
  await runJobs({
    db: org.db,
    handlers: jobHandlers(application, mailer),
    now: application.now,
    log: silent,
    beat: false,
  }).drain()
  mailer.close()
}
let count = 0
const queue = (kind: string) => enqueueJob(org.db, { id: `q-${++count}`, kind, userId: null, at: application.now() })
const mailJobs = async () => (await listJobs(org.db, org.admin)).filter((job) => job.kind === 'mail')
const overbookSarah = () =>
  setCells(org, [
    ['s-beta', '2025-05', 105.5],
    ['s-alpha', '2025-05', 84.5],
  ])

it('a server that puts the mail off gets it again, later each time, and takes it once', async () => {
  await overbookSarah()
  let refusals = 0
  answer = (to) => (to.startsWith('u-maria') && refusals++ < 6 ? { code: 451, text: 'try again later' } : undefined)
  await queue('over-allocation-digest')
  await work()
  const waits: number[] = []
  for (;;) {
    const waiting = (await mailJobs()).find((job) => job.state === 'queued')
    if (!waiting) break
    expect(waiting.message).toContain('(451 try again later)')
    waits.push((Date.parse(waiting.runAfter) - clock) / 1000)
    clock = Date.parse(waiting.runAfter)
    await work()
  }
  expect(waits).toEqual([5, 10, 20, 40, 80, 160])
  expect(received.map(({ to }) => to).sort()).toEqual(['u-maria@example.com', 'u-paul@example.com'])
  expect((await mailJobs()).map((job) => job.state)).toEqual(['done', 'done'])
})

it('a recipient that the server does not know fails at the first try, with what it said; the others get theirs', async () => {
  await overbookSarah()
  answer = (to) => (to.startsWith('u-maria') ? { code: 550, text: 'no such mailbox' } : undefined)
  await queue('over-allocation-digest')
  await work()
  const [failed] = (await mailJobs()).filter((job) => job.state === 'failed')
  expect(failed).toMatchObject({ attempts: 1, message: expect.stringContaining('(550 no such mailbox)') })
  expect(received.map(({ to }) => to)).toEqual(['u-paul@example.com'])
})

it('many changes within an hour make one digest per manager, and each gets what they chose', async () => {
  for (const hours of [80, 84, 88, 92])
    await setCells(org, [
      ['s-beta', '2025-05', 105.5],
      ['s-alpha', '2025-05', hours],
    ])
  await setPreferences(org.db, org.paul, { overAllocation: false, reportReady: true, weeklySummary: false })
  await queue('over-allocation-digest')
  await queue('weekly-summary')
  await work()
  expect(received.map(({ to }) => to)).toEqual(['u-maria@example.com'])
  expect(received[0]!.text).toContain('Subject: 1 new over-allocation on your projects')
})
