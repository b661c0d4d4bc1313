// An import on the connection at hand: the command line, and databases in memory that no thread can open.
import { readTableFile } from '../../files/read-table-file.js'
import type { ImportWork } from '../../server/deps.js'
import type { ChangeContext } from '../../services/changes.js'
import { type ImportHooks, importFile } from '../../services/import.js'
import type { ImportReport } from '../../services/import-report.js'
import { finishJob, type Try } from '../../services/jobs.js'

/** Rehearses or makes an import; a job it belongs to ends in the same transaction. Faults as services/import.ts. */
export async function importHere(
  ctx: ChangeContext,
  work: Omit<ImportWork, 'actor'>,
  hooks: { signal?: AbortSignal; job?: Try; progress?: ImportHooks['progress'] } = {},
): Promise<ImportReport> {
  const { job, signal, progress = () => {} } = hooks
  progress(0.02, 'Reading the file')
  const tables = await readTableFile(work.bytes, work.file, { signal })
  return await importFile(ctx, tables, work.options, {
    progress: (fraction, message) => {
      signal?.throwIfAborted()
      progress(fraction, message)
    },
    landed: async (db, report) => {
      if (job && !(await finishJob(db, job, report, ctx.now()))) throw new Error('The job was cancelled.')
    },
  })
}
