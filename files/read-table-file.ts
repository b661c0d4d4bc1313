// Reads a workbook or CSV file that somebody handed in: in a thread of its own with limits of size, memory and time.
import { basename } from 'node:path'
import { Fault } from '../services/fault.js'
import type { TableFile } from '../services/import-sheet.js'
import { runInThread } from './run-in-thread.js'

/** What can be uploaded: DESIGN section 8. */
export const MAX_UPLOAD_BYTES = 20 * 1024 * 1024

/** Memory of the reading thread in MB, and how long it may take. */
const HEAP_MB = 768
const PATIENCE_MS = 60_000

export interface TableFileRequest {
  bytes: Uint8Array
  file: string
}

/**
 * The tables of the file as plain values. Throws Fault invalid saying what is wrong (not a workbook, protected, too
 * large ...), with the sheet and row where there is one; Fault busy when it takes longer than a minute.
 */
export async function readTableFile(
  bytes: Uint8Array,
  name: string,
  options: { signal?: AbortSignal; patienceMs?: number } = {},
): Promise<TableFile> {
  const file = basename(name.replaceAll('\\', '/')).slice(0, 200) || 'The file'
  if (bytes.byteLength > MAX_UPLOAD_BYTES)
    throw new Fault('invalid', `${file} is larger than 20 MB.`, 'Import the tables in several files, or as CSV.')
  options.signal?.throwIfAborted()
  const request: TableFileRequest = { bytes, file }
  return await runInThread<TableFile>(new URL('./table-file.worker.ts', import.meta.url), request, {
    heapMb: HEAP_MB,
    signal: options.signal,
    patienceMs: options.patienceMs ?? PATIENCE_MS,
    tooSlow: new Fault('busy', `${file} takes too long to read.`, 'Import the tables in several files.'),
    tooLarge: new Fault('invalid', `${file} is too large to read.`, 'Import the tables in several files.'),
  })
}
