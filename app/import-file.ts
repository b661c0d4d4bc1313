// A file of tables from a path into the plan: the command line and the evals.
import { readFile } from 'node:fs/promises'
import { readTableFile } from '../files/read-table-file.js'
import type { Actor } from '../services/actor.js'
import { Fault } from '../services/fault.js'
import { type ImportOptions, importFile } from '../services/import.js'
import type { ImportReport } from '../services/import-report.js'
import type { Application } from './compose.js'

/** Reads the file and rehearses or makes the import as this user. Throws Fault; a missing file is not_found. */
export async function importPath(
  application: Application,
  actor: Actor,
  path: string,
  options: ImportOptions,
): Promise<ImportReport> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new Fault('not_found', `${path} cannot be read (${error.code}).`, 'Check the path of the file.')
  })
  const tables = await readTableFile(bytes, path)
  return await importFile(application.changeContext(actor, 'import'), tables, options)
}
