// Thread that imports a file: it reads, checks and commits on a connection of its own, so that the application answers
// meanwhile. The commit and the end of the job it belongs to are one transaction.
import { randomUUID } from 'node:crypto'
import { workerData } from 'node:worker_threads'
import { openDatabase } from '../../db/open.js'
import { answerFromThread, tellProgress } from '../../files/run-in-thread.js'
import type { ImportReport } from '../../services/import-report.js'
import { importHere } from './import-here.js'
import type { ImportThreadRequest } from './run-import.js'

/** How often the thread looks whether the asker still waits; between rows it looks all the time. */
const LOOK_MS = 100

async function run({ databaseFile, work, job, stop }: ImportThreadRequest): Promise<ImportReport> {
  const hungUp = new AbortController()
  const look = () => {
    if (Atomics.load(stop, 0) === 1) hungUp.abort(new Error('The import was stopped.'))
  }
  const watch = setInterval(look, LOOK_MS)
  const now = () => new Date()
  const database = await openDatabase(databaseFile, { now })
  try {
    const ctx = { db: database.db, actor: work.actor, via: 'import' as const, now, newId: () => randomUUID() }
    return await importHere(ctx, work, {
      job,
      signal: hungUp.signal,
      progress: (fraction, message) => {
        look()
        hungUp.signal.throwIfAborted()
        tellProgress(fraction, message)
      },
    })
  } finally {
    clearInterval(watch)
    await database.close()
  }
}

await answerFromThread(() => run(workerData as ImportThreadRequest))
