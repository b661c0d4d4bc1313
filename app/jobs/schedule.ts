// When the standing jobs are due. They are put into the queue; the worker does them.
import type { Logger } from 'pino'
import { enqueueJob } from '../../services/jobs.js'
import { readSetting, writeSetting } from '../../services/setting.js'
import { listBackups } from '../backup.js'
import type { Application } from '../compose.js'
import { backupsFolder } from './handlers.js'

/** Standing jobs by cron pattern in local time. The key makes each due once, however many processes run. */
const SCHEDULE: { kind: string; pattern: string; payload?: unknown }[] = [
  { kind: 'backup', pattern: '0 2 * * *', payload: { reason: 'daily' } },
  { kind: 'retention', pattern: '30 2 * * *' },
  { kind: 'over-allocation-digest', pattern: '5 * * * *' },
  { kind: 'weekly-summary', pattern: '0 7 * * 1' },
]

const DAY_MS = 86_400_000

/** Queues each standing job when it is due and calls `wake`; answers how to stop. */
export async function startSchedule(
  application: Application,
  wake: () => void,
  log: Pick<Logger, 'error'>,
): Promise<() => void> {
  const { Cron } = await import('croner')
  const { db, now, newId } = application
  await rememberStart(application)
  const crons = SCHEDULE.map(
    ({ kind, pattern, payload }) =>
      new Cron(pattern, { unref: true }, async (cron: { currentRun(): Date | null }) => {
        const due = (cron.currentRun() ?? now()).toISOString().slice(0, 16)
        const job = { id: newId(), kind, userId: null, payload, idempotencyKey: `${kind}:${due}`, at: now() }
        try {
          await enqueueJob(db, job)
          wake()
        } catch (err) {
          log.error({ err, kind }, 'a standing job could not be queued')
        }
      }),
  )
  await catchUp(application)
  return () => {
    for (const cron of crons) cron.stop()
  }
}

/** A laptop sleeps at two in the morning: a day without a backup is made good at the next start. */
async function catchUp(application: Application): Promise<void> {
  const { db, now, newId } = application
  const [newest] = listBackups(backupsFolder(application))
  if (newest && now().getTime() - Date.parse(newest.createdAt) < DAY_MS) return
  await enqueueJob(db, {
    id: newId(),
    kind: 'backup',
    userId: null,
    payload: { reason: 'daily' },
    idempotencyKey: `backup:day:${now().toISOString().slice(0, 10)}`,
    at: now(),
  })
}

/** Digests tell of changes from the first start on, not of the plan that was there before. */
async function rememberStart({ db }: Application): Promise<void> {
  if ((await readSetting(db, 'mail.digest.seq')) !== undefined) return
  const row = await db.selectFrom('changeSet').select('seq').orderBy('seq', 'desc').executeTakeFirst()
  await writeSetting(db, 'mail.digest.seq', String(row?.seq ?? 0))
}
