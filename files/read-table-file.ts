// Reads a workbook or CSV file that somebody handed in: in a thread of its own with limits of size, memory and time.
import { basename } from 'node:path'
import { Fault, type FaultCode } from '../services/fault.js'
import type { TableFile } from '../services/import-sheet.js'
import { startWorker } from './start-worker.js'

/** What can be uploaded: DESIGN section 8. */
export const MAX_UPLOAD_BYTES = 20 * 1024 * 1024

/** Memory of the reading thread in MB, and how long it may take. */
const HEAP_MB = 768
const PATIENCE_MS = 60_000

export interface TableFileRequest {
  bytes: Uint8Array
  file: string
}

export type TableFileReply =
  | { ok: true; tables: TableFile }
  | { ok: false; fault: { code: FaultCode; message: string; hint?: string; details?: unknown } }

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
  const reply = await inThread({ bytes, file }, options)
  if (reply.ok) return reply.tables
  const { code, message, hint, details } = reply.fault
  throw new Fault(code, message, hint, details)
}

function inThread(
  request: TableFileRequest,
  { signal, patienceMs = PATIENCE_MS }: { signal?: AbortSignal; patienceMs?: number },
): Promise<TableFileReply> {
  const entry = new URL('./table-file.worker.ts', import.meta.url)
  const worker = startWorker(entry, {
    workerData: request,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    env: {},
  })
  return new Promise<TableFileReply>((resolve, reject) => {
    const giveUp = (error: unknown) => {
      void worker.terminate()
      reject(error)
    }
    const timer = setTimeout(
      () => giveUp(new Fault('busy', `${request.file} takes too long to read.`, 'Import the tables in several files.')),
      patienceMs,
    )
    const abort = () => giveUp(signal?.reason)
    signal?.addEventListener('abort', abort, { once: true })
    worker.once('message', resolve)
    worker.once('error', (error: Error & { code?: string }) =>
      reject(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? new Fault('invalid', `${request.file} is too large to read.`, 'Import the tables in several files.')
          : error,
      ),
    )
    worker.once('exit', () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
      reject(new Error('the thread that reads tables ended without an answer'))
    })
  })
}
