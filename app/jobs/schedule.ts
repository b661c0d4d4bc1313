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

/** How often is looked whether something has fallen due. */
const LOOK_MS = 20_000

export interface Schedule {
  /** Queues what has fallen due since the last look; what came due twice meanwhile (the machine slept) once. */
  look(): Promise<void>
  stop(): void
}

/** Queues each standing job when it is due and calls `wake`. Two programs on one data folder queue it once. */
export async function startSchedule(
  application: Application,
  wake: () => void,
  log: Pick<Logger, 'error'>,
): Promise<Schedule> {
  const { Cron } = await import('croner')
  const { db, now, newId } = application
  await rememberStart(application)
  const standing = SCHEDULE.map(({ pattern, ...job }) => ({ ...job, cron: new Cron(pattern) }))
  let looked = now()
  const look = async () => {
    const at = now()
    for (const { kind, payload, cron } of standing) {
      const due = cron.nextRun(looked)
      if (!due || due > at) continue
      const idempotencyKey = `${kind}:${due.toISOString().slice(0, 16)}`
      await enqueueJob(db, { id: newId(), kind, userId: null, payload, idempotencyKey, at })
      wake()
    }
    looked = at
  }
  await catchUp(application)
  const timer = setInterval(
    () => look().catch((err) => log.error({ err }, 'standing jobs could not be queued')),
    LOOK_MS,
  )
  timer.unref()
  return { look, stop: () => clearInterval(timer) }
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
