// Records what a model server answers and plays it back: a changed prompt shows which cases need the model again.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type CassetteMode = 'record' | 'replay'

interface Recording {
  status: number
  contentType: string
  body: string
}

/** A request that no recording answers, in replay. */
export class MissingRecording extends Error {
  constructor(readonly key: string) {
    super(`The model's answer is not recorded (${key}); run with --record to ask it again.`)
    this.name = 'MissingRecording'
  }
}

/**
 * A fetch that keeps every answer of a model server in `folder`, one file per request, or answers from there alone.
 * The key is the whole request: method, path and body, with random ids numbered in order of appearance, so that
 * two runs of one conversation have one key. `onMissing` hears of every request that replay cannot answer.
 */
export function cassetteFetch(
  folder: string,
  mode: CassetteMode,
  through: typeof fetch = fetch,
  onMissing: (key: string) => void = () => {},
): typeof fetch {
  if (mode === 'record') mkdirSync(folder, { recursive: true })
  return async (input, init) => {
    const request = new Request(input, init)
    const key = requestKey(request.method, new URL(request.url).pathname, await request.clone().text())
    const file = join(folder, `${key}.json`)
    if (mode === 'replay') {
      if (!existsSync(file)) {
        onMissing(key)
        throw new MissingRecording(key)
      }
      return respond(JSON.parse(readFileSync(file, 'utf8')))
    }
    const response = await through(request)
    const recording: Recording = {
      status: response.status,
      contentType: response.headers.get('content-type') ?? 'application/json',
      body: await response.text(),
    }
    writeFileSync(file, `${JSON.stringify(recording, null, 1)}\n`)
    return respond(recording)
  }
}

const RANDOM_ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi

/** 32 hex digits of the request's hash. */
export function requestKey(method: string, path: string, body: string): string {
  const seen = new Map<string, string>()
  const stable = body.replace(RANDOM_ID, (id) => {
    if (!seen.has(id)) seen.set(id, `id-${seen.size + 1}`)
    return seen.get(id) as string
  })
  return createHash('sha256').update(`${method} ${path}\n${stable}`).digest('hex').slice(0, 32)
}

function respond(recording: Recording): Response {
  return new Response(recording.body, {
    status: recording.status,
    headers: { 'content-type': recording.contentType },
  })
}
