// A server that speaks the OpenAI-compatible protocol as LM Studio, llama.cpp and vLLM do (models, chat completions as
// server-sent events, tools, errors) and misbehaves on command.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Misbehaviour, Utterance } from './fake-ollama.js'

export interface CompletionRequest {
  model: string
  messages: { role: string; content: string | null; tool_calls?: unknown[]; tool_call_id?: string }[]
  tools?: { function: { name: string } }[]
  stream?: boolean
  max_tokens?: number
  max_completion_tokens?: number
}

export interface FakeOpenAi {
  /** With /v1. */
  url: string
  say: Utterance[] | ((request: CompletionRequest) => Utterance)
  misbehave: Misbehaviour | 'unauthorised' | undefined
  models: string[]
  completions: CompletionRequest[]
  keys: (string | undefined)[]
  hangUp(): Promise<void>
  close(): Promise<void>
}

/** Starts it on a free port with one model. */
export async function startFakeOpenAi(): Promise<FakeOpenAi> {
  const sockets = new Set<Socket>()
  let hungUp: (() => void)[] = []
  const fake: Omit<FakeOpenAi, 'url'> = {
    say: [{ text: 'Hello.' }],
    misbehave: undefined,
    models: ['qwen3.5-4b-instruct'],
    completions: [],
    keys: [],
    hangUp: () => new Promise((resolve) => hungUp.push(resolve)),
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  const server: Server = createServer((req, res) => {
    void handle(fake, req, res, () => {
      for (const resolve of hungUp) resolve()
      hungUp = []
    }).catch(() => res.destroy())
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(fake, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` })
}

async function handle(fake: Omit<FakeOpenAi, 'url'>, req: IncomingMessage, res: ServerResponse, onHangUp: () => void) {
  const parts: Buffer[] = []
  for await (const part of req) parts.push(part as Buffer)
  fake.keys.push(req.headers.authorization)
  if (fake.misbehave === 'unauthorised')
    return json(res, 401, error('Incorrect API key provided', 'invalid_request_error', 'invalid_api_key'))
  if (req.url === '/v1/models')
    return json(res, 200, { object: 'list', data: fake.models.map((id) => ({ id, object: 'model', owned_by: 'you' })) })
  if (req.url !== '/v1/chat/completions') return json(res, 404, error('Unexpected endpoint or method.'))
  const request = JSON.parse(Buffer.concat(parts).toString('utf8')) as CompletionRequest
  fake.completions.push(request)
  let whole = false
  res.on('close', () => {
    if (!whole) onHangUp()
  })
  await complete(fake, res, request)
  whole = res.writableEnded
}

async function complete(fake: Omit<FakeOpenAi, 'url'>, res: ServerResponse, request: CompletionRequest): Promise<void> {
  const { misbehave } = fake
  if (misbehave === 'hanging') return
  if (misbehave === 'missing_model' || !fake.models.includes(request.model))
    return json(
      res,
      404,
      error(`The model '${request.model}' does not exist`, 'invalid_request_error', 'model_not_found'),
    )
  if (misbehave === 'server_error')
    return json(res, 500, error('The model has crashed without additional information.'))
  if (misbehave === 'no_tools') return json(res, 400, error('This model does not support tools'))
  if (misbehave === 'html') {
    res.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Router login</title>')
    return
  }
  res.writeHead(200, { 'content-type': 'text/event-stream' })
  if (misbehave === 'garbage') {
    res.end('\u0000\u0001 not an event\n\n]]}')
    return
  }
  const line = (value: unknown) => res.write(`data: ${JSON.stringify(value)}\n\n`)
  const chunk = (delta: object, finish_reason: string | null = null) =>
    line({
      id: 'chatcmpl-1',
      object: 'chat.completion.chunk',
      created: 1_760_000_000,
      model: request.model,
      choices: [{ index: 0, delta, finish_reason }],
    })
  const utterance = typeof fake.say === 'function' ? fake.say(request) : nextOf(fake.say)
  if (misbehave === 'slow_first_token') await pause(600)
  chunk({ role: 'assistant', content: '' })
  for (const [i, content] of ((utterance.text ?? '').match(/\S+\s*|\s+/g) ?? []).entries()) {
    chunk({ content })
    if (i >= 1 && misbehave === 'cut') res.socket?.destroy()
    if (i >= 1 && (misbehave === 'cut' || misbehave === 'stalled')) return
    if (i >= 1 && misbehave === 'error_line') {
      line(error('The model has crashed.'))
      res.end()
      return
    }
  }
  while (misbehave === 'endless' && !res.destroyed) {
    chunk({ content: 'and so on '.repeat(20) })
    await pause(1)
  }
  for (const [index, call] of (utterance.calls ?? []).entries()) {
    const text = typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments)
    chunk({
      tool_calls: [{ index, id: `call_${index}`, type: 'function', function: { name: call.name, arguments: '' } }],
    })
    chunk({ tool_calls: [{ index, function: { arguments: text } }] })
  }
  if (misbehave === 'no_done') {
    res.end()
    return
  }
  chunk({}, utterance.calls?.length ? 'tool_calls' : 'stop')
  line({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    model: request.model,
    choices: [],
    usage: { prompt_tokens: 900, completion_tokens: 20, total_tokens: 920 },
  })
  res.end('data: [DONE]\n\n')
}

const nextOf = (list: Utterance[]): Utterance => (list.length > 1 ? list.shift() : list[0]) ?? {}

const error = (message: string, type = 'server_error', code: string | null = null) => ({
  error: { message, type, param: null, code },
})

function json(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
