// A file of tables from a path into the plan: the command line and the evals.
import { readFile } from 'node:fs/promises'
import type { Actor } from '../services/actor.js'
import { Fault } from '../services/fault.js'
import type { ImportOptions } from '../services/import.js'
import { splitMapping } from '../services/import-map.js'
import type { ImportReport } from '../services/import-report.js'
import type { Application } from './compose.js'
import { importHere } from './import/import-here.js'

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
  return await importHere(application.changeContext(actor, 'import'), { bytes, file: path, options })
}

/** What columns are, from 'Header=Column' each. Fault invalid. */
export const columnMap = (texts: readonly string[]): Record<string, string> =>
  Object.fromEntries(texts.map(splitMapping))
