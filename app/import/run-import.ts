// Imports beside the application: in a thread with its own connection, so that no request waits for one.
import { runInThread } from '../../files/run-in-thread.js'
import type { ImportWork } from '../../server/deps.js'
import { Fault } from '../../services/fault.js'
import type { ImportReport } from '../../services/import-report.js'
import type { Try } from '../../services/jobs.js'
import type { Application } from '../compose.js'
import { importHere } from './import-here.js'

export interface ImportThreadRequest {
  databaseFile: string
  work: ImportWork
  /** The job that ends with the import's transaction. */
  job?: Try
  /** 1 = stop and take everything back. */
  stop: Int32Array
}

/** A workbook of 20 MB unfolds to some hundreds of thousands of rows, their changes and the change set. */
const HEAP_MB = 2048

/**
 * Rehearses or makes an import in a thread. Rejects as services/import.ts does, and with the signal's reason when it is
 * stopped, in which case nothing was changed.
 */
export async function runImport(
  { database, settings: { databaseFile }, changeContext }: Application,
  work: ImportWork,
  hooks: { signal?: AbortSignal; job?: Try; progress?: (fraction: number, message: string) => void } = {},
): Promise<ImportReport> {
  if (database.sqlite.memory) return await importHere(changeContext(work.actor, 'import'), work, hooks)
  const stop = new Int32Array(new SharedArrayBuffer(4))
  const request: ImportThreadRequest = { databaseFile, work, stop, job: hooks.job }
  return await runInThread<ImportReport>(new URL('./import.worker.ts', import.meta.url), request, {
    heapMb: HEAP_MB,
    signal: hooks.signal,
    stop,
    onProgress: hooks.progress,
    tooLarge: new Fault('invalid', `${work.file} is too large to import.`, 'Import the tables in several files.'),
  })
}
