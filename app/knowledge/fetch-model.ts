// Fetches the sentence model once, when the user has agreed: the only download the program ever makes by itself.
import { createWriteStream, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Fault } from '../../services/fault.js'
import { MODEL_FILES, SENTENCE_MODEL } from './model-embedder.js'

export const MODEL_HUB = 'https://huggingface.co'
/** More than twice the size of the model's largest file. */
const MAX_FILE_BYTES = 60_000_000

/**
 * Downloads the model's files into the models folder; a file counts only when it has arrived whole. A server that
 * accepts and never answers is given up after `stallMs` of silence. Throws Fault busy naming file and cause.
 */
export async function fetchModel(
  folder: string,
  options: { hub?: string; stallMs?: number; progress?: (fraction: number, file: string) => void } = {},
): Promise<void> {
  const { hub = MODEL_HUB, stallMs = 20_000, progress = () => {} } = options
  for (const [i, file] of MODEL_FILES.entries()) {
    progress(i / MODEL_FILES.length, file)
    const target = join(folder, SENTENCE_MODEL, file)
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
    const draft = `${target}.part`
    try {
      await download(`${hub}/${SENTENCE_MODEL}/resolve/main/${file}`, draft, stallMs)
      renameSync(draft, target)
    } catch (error) {
      rmSync(draft, { force: true })
      throw new Fault(
        'busy',
        `${file} could not be fetched: ${(error as Error).message}.`,
        `Try again, or put the files into ${join(folder, SENTENCE_MODEL)} by hand.`,
      )
    }
  }
  progress(1, '')
}

async function download(url: string, target: string, stallMs: number): Promise<void> {
  const controller = new AbortController()
  const stalled = () => controller.abort(new Error(`no data for ${stallMs / 1000} s`))
  let timer = setTimeout(stalled, stallMs)
  try {
    const response = await fetch(url, { signal: controller.signal })
    if (!response.ok || !response.body) throw new Error(`the server answered ${response.status}`)
    let bytes = 0
    const body = Readable.fromWeb(response.body as import('node:stream/web').ReadableStream)
    await pipeline(
      body,
      async function* (source) {
        for await (const chunk of source as AsyncIterable<Uint8Array>) {
          clearTimeout(timer)
          timer = setTimeout(stalled, stallMs)
          bytes += chunk.length
          if (bytes > MAX_FILE_BYTES) throw new Error('the file is larger than it may be')
          yield chunk
        }
      },
      createWriteStream(target, { mode: 0o600 }),
      { signal: controller.signal },
    )
    const announced = Number(response.headers.get('content-length'))
    if (announced > 0 && !response.headers.get('content-encoding') && announced !== bytes)
      throw new Error(`only ${bytes} of ${announced} bytes arrived`)
  } catch (error) {
    throw controller.signal.aborted ? (controller.signal.reason as Error) : error
  } finally {
    clearTimeout(timer)
  }
}
