// Reports beside the application: a large one is made in a thread with its own connection, so that no request waits.
import type { Db } from '../../db/open.js'
import { type MadeReport, makeReport, type ReportHooks, type ReportOrder } from '../../files/make-report.js'
import { runInThread } from '../../files/run-in-thread.js'
import { monthRange } from '../../services/calendar.js'
import { Fault } from '../../services/fault.js'
import type { Application } from '../compose.js'

export interface ReportThreadRequest {
  databaseFile: string
  filesFolder: string
  order: ReportOrder
}

/** Rows of people and assignments x months that are made within a tenth of a second, where a thread only takes longer. */
const SMALL = 10_000
const HEAP_MB = 2048

/** Makes a report: in a thread unless it is small. Faults as files/make-report.ts; nothing is left when it is stopped. */
export async function runReport(
  application: Pick<Application, 'database' | 'files' | 'filesFolder' | 'settings'>,
  order: ReportOrder,
  hooks: ReportHooks,
): Promise<MadeReport> {
  const { database, files, filesFolder, settings } = application
  if (database.sqlite.memory || (await isSmall(database.db, order)))
    return await makeReport(database.db, files, order, hooks)
  const request: ReportThreadRequest = { databaseFile: settings.databaseFile, filesFolder, order }
  try {
    return await runInThread<MadeReport>(new URL('./report.worker.ts', import.meta.url), request, {
      heapMb: HEAP_MB,
      signal: hooks.signal,
      onProgress: hooks.progress,
      tooLarge: new Fault('invalid', 'The report is too large to make.', 'Ask for a shorter period.'),
    })
  } catch (error) {
    await files.remove(order.key)
    throw error
  }
}

async function isSmall(db: Db, { from, to }: ReportOrder): Promise<boolean> {
  const { assignments, employees } = await db
    .selectNoFrom((eb) => [
      eb.selectFrom('assignment').select(eb.fn.countAll<number>().as('n')).as('assignments'),
      eb.selectFrom('employee').select(eb.fn.countAll<number>().as('n')).as('employees'),
    ])
    .executeTakeFirstOrThrow()
  return (Number(assignments) + Number(employees)) * monthRange(from, to).length <= SMALL
}
