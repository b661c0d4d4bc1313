// The text of an uploaded note: Markdown and plain text as they are, PDF and DOCX through kept libraries in a thread.
import { extname } from 'node:path'
import { Fault } from '../services/fault.js'
import { startWorker } from './start-worker.js'

const HEAP_MB = 256
const PATIENCE_MS = 20_000

/**
 * Reads a note of at most 20 MB. Throws Fault invalid naming the file for other kinds, for files that cannot be read,
 * that hold no text, or that take too much time or memory.
 */
export async function readNote(name: string, content: Uint8Array, patienceMs = PATIENCE_MS): Promise<string> {
  const kind = extname(name).toLowerCase()
  if (kind === '.md' || kind === '.txt' || kind === '.markdown') return decode(name, content)
  if (kind !== '.pdf' && kind !== '.docx')
    throw new Fault('invalid', `${name.slice(0, 120)} is not Markdown, text, PDF or DOCX.`, 'Save it as one of these.')
  const reply = await inThread(kind === '.pdf' ? 'pdf' : 'docx', content, patienceMs)
  if (reply.text === undefined)
    throw new Fault(
      'invalid',
      `${name.slice(0, 120)} cannot be read (${reply.error}).`,
      'Save it again, or upload its text.',
    )
  if (!reply.text.trim())
    throw new Fault('invalid', `${name.slice(0, 120)} holds no text (a scan?).`, 'Upload a file with text in it.')
  return reply.text
}

function decode(name: string, content: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    throw new Fault('invalid', `${name.slice(0, 120)} is not text in UTF-8.`, 'Save it as UTF-8 and upload it again.')
  }
}

interface Reply {
  text?: string
  error?: string
}

function inThread(kind: 'pdf' | 'docx', content: Uint8Array, patienceMs: number): Promise<Reply> {
  const entry = new URL('./note.worker.ts', import.meta.url)
  const worker = startWorker(entry, {
    workerData: { kind, content },
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    stdout: true,
    stderr: true,
    env: {},
  })
  return new Promise((resolve) => {
    const timer = setTimeout(() => done({ error: 'it takes too long' }), patienceMs)
    const done = (reply: Reply) => {
      clearTimeout(timer)
      resolve(reply)
      void worker.terminate()
    }
    worker.once('message', done)
    worker.once('error', (error: Error & { code?: string }) =>
      done({ error: error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'it needs too much memory' : 'it is damaged' }),
    )
    worker.once('exit', () => done({ error: 'it is damaged' }))
  })
}
