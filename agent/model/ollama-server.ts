// Ollama's HTTP interface besides chat: is it there, which models, pull one, load one. No LangChain in here.
import { z } from 'zod'
import { ModelFailure, toModelFailure } from './model-failure.js'

const PROBE_MS = 2000
/** Replies of these calls are small; more is not Ollama. */
const MAX_BYTES = 4 * 1024 * 1024

const version = z.object({ version: z.string() })
const tags = z.object({ models: z.array(z.object({ name: z.string(), size: z.number().optional() })) })
const show = z.object({
  capabilities: z.array(z.string()).optional(),
  model_info: z.record(z.string(), z.unknown()).optional(),
})
const running = z.object({
  models: z.array(z.object({ name: z.string(), size: z.number().optional(), size_vram: z.number().optional() })),
})

export interface PulledModel {
  name: string
  gigabytes: number | undefined
}

export interface ModelAbilities {
  tools: boolean
  /** Longest context that the model was made for, in tokens. */
  contextTokens: number | undefined
}

export interface PullProgress {
  status: string
  /** 0 to 1; undefined while the size is not known. */
  fraction: number | undefined
}

/** Small calls to the server at `url`; each ends within two seconds and throws ModelFailure. */
export function ollamaServer(url: string) {
  const base = url.replace(/\/+$/, '')

  async function call<T extends z.ZodType>(schema: T, path: string, body?: object): Promise<z.output<T>> {
    const controller = new AbortController()
    const timer = setTimeout(() => controller.abort(new Error('ECONNREFUSED: no reply in time')), PROBE_MS)
    try {
      const response = await fetch(`${base}${path}`, {
        method: body ? 'POST' : 'GET',
        signal: controller.signal,
        redirect: 'error',
        ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
      })
      const text = await readAtMost(response, MAX_BYTES)
      if (!response.ok)
        throw Object.assign(new Error(`HTTP ${response.status} ${text.slice(0, 200)}`), { status: response.status })
      const parsed = schema.safeParse(JSON.parse(text))
      if (!parsed.success) throw new SyntaxError('not valid JSON of Ollama')
      return parsed.data
    } catch (error) {
      if (controller.signal.aborted)
        throw new ModelFailure(
          'down',
          `Ollama at ${base} did not answer within ${PROBE_MS / 1000} s.`,
          'Restart it: ollama serve',
        )
      throw toModelFailure(error, base)
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    version: async () => (await call(version, '/api/version')).version,

    async pulled(): Promise<PulledModel[]> {
      const { models } = await call(tags, '/api/tags')
      return models.map(({ name, size }) => ({ name, gigabytes: size === undefined ? undefined : round(size / 1e9) }))
    },

    async abilities(model: string): Promise<ModelAbilities> {
      const { capabilities = [], model_info = {} } = await call(show, '/api/show', { model })
      const length = Object.entries(model_info).find(([key]) => key.endsWith('.context_length'))?.[1]
      return { tools: capabilities.includes('tools'), contextTokens: typeof length === 'number' ? length : undefined }
    },

    /** Models in memory, with the share that sits on the graphics card (0 to 1). */
    async loaded(): Promise<{ name: string; onCard: number }[]> {
      const { models } = await call(running, '/api/ps')
      return models.map(({ name, size = 0, size_vram = 0 }) => ({
        name,
        onCard: size > 0 ? round(size_vram / size) : 0,
      }))
    },

    /** Loads a model into memory so that the first answer does not wait for it. Ends with `signal`. */
    async preload(model: string, contextTokens: number, signal: AbortSignal): Promise<void> {
      const body = { model, messages: [], stream: false, options: { num_ctx: contextTokens }, keep_alive: '30m' }
      const response = await fetch(`${base}/api/chat`, {
        method: 'POST',
        signal,
        redirect: 'error',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      await response.body?.cancel()
    },

    /** Downloads a model, only ever because a person said so; yields how far it is. Throws ModelFailure. */
    async *pull(model: string, signal: AbortSignal): AsyncGenerator<PullProgress> {
      try {
        const response = await fetch(`${base}/api/pull`, {
          method: 'POST',
          signal,
          redirect: 'error',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ model, stream: true }),
        })
        if (!response.ok || !response.body) throw Object.assign(new Error('pull'), { status: response.status })
        for await (const line of linesOf(response.body)) yield progressOf(line)
      } catch (error) {
        if (signal.aborted) throw signal.reason
        throw toModelFailure(error, base)
      }
    },
  }
}

function progressOf(line: string): PullProgress {
  const { status, total, completed, error } = JSON.parse(line) as Record<string, unknown>
  if (error)
    throw new ModelFailure('no_model', 'Ollama could not pull this model.', 'Check its name in the Ollama library.')
  const fraction = typeof total === 'number' && total > 0 ? Number(completed ?? 0) / total : undefined
  return { status: String(status ?? '').slice(0, 100), fraction: status === 'success' ? 1 : fraction }
}

async function* linesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of body) {
    rest += decoder.decode(chunk, { stream: true })
    const lines = rest.split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > MAX_BYTES) throw new SyntaxError('not valid JSON lines')
    for (const line of lines) if (line.trim()) yield line
  }
  if (rest.trim()) yield rest
}

async function readAtMost(response: Response, bytes: number): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > bytes) throw new SyntaxError('not valid: the reply is too long')
    text += decoder.decode(chunk, { stream: true })
  }
  return text
}

const round = (value: number) => Math.round(value * 100) / 100
