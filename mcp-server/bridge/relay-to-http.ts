// Standard input and output on one side, Streamable HTTP on the other, for both protocol eras.
import { createInterface } from 'node:readline'
import { TextDecoderStream } from 'node:stream/web'

interface Message {
  id?: string | number
  method?: string
  params?: { name?: string; uri?: string; requestId?: string | number; _meta?: Record<string, unknown> }
  result?: { protocolVersion?: string }
}

const VERSION = 'io.modelcontextprotocol/protocolVersion'
/** Requests whose subject travels in a header too, since 2026-07-28. */
const NAMED = new Set(['tools/call', 'prompts/get', 'resources/read'])

/** Relays until standard input ends. What the application does not answer becomes a JSON-RPC error to the assistant. */
export function relayToHttp(url: URL, token: string): void {
  let session: string | undefined
  let version: string | undefined
  const running = new Map<string | number, AbortController>()

  const write = (message: Message | object) => {
    const negotiated = (message as Message).result?.protocolVersion
    if (negotiated) version = negotiated
    process.stdout.write(`${JSON.stringify(message)}\n`)
  }

  function headersFor(message: Message): Record<string, string> {
    const modern = message.params?._meta?.[VERSION]
    const headers: Record<string, string> = {
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
      Authorization: `Bearer ${token}`,
    }
    if (modern) {
      headers['MCP-Protocol-Version'] = String(modern)
      headers['Mcp-Method'] = message.method ?? ''
      const name = message.params?.name ?? message.params?.uri
      if (NAMED.has(message.method ?? '') && name !== undefined) headers['Mcp-Name'] = name
    } else if (session) {
      headers['Mcp-Session-Id'] = session
      if (version) headers['MCP-Protocol-Version'] = version
    }
    return headers
  }

  async function send(message: Message): Promise<void> {
    const abort = new AbortController()
    if (message.id !== undefined) running.set(message.id, abort)
    try {
      const body = JSON.stringify(message)
      const response = await fetch(url, { method: 'POST', headers: headersFor(message), body, signal: abort.signal })
      session = response.headers.get('mcp-session-id') ?? session
      if (response.headers.get('content-type')?.includes('text/event-stream')) await readEvents(response)
      else await readJson(response, message)
      if (message.method === 'notifications/initialized') void listen()
    } catch (error) {
      if (abort.signal.aborted || message.id === undefined || !message.method) return
      const why = `StaffAlloc does not answer at ${url.origin}: ${(error as Error).message}. Start it with: staffalloc start`
      write({ jsonrpc: '2.0', id: message.id, error: { code: -32603, message: why } })
    } finally {
      if (message.id !== undefined) running.delete(message.id)
    }
  }

  async function readJson(response: Response, message: Message): Promise<void> {
    const text = await response.text()
    if (!text || message.id === undefined) return
    const reply = JSON.parse(text) as { jsonrpc?: string; error?: { message?: string; hint?: string } }
    if (reply.jsonrpc) return write(reply)
    // The gate in front of MCP (sign-in, limits) answers in the application's own form.
    const why = [reply.error?.message ?? response.statusText, reply.error?.hint].filter(Boolean).join(' ')
    write({ jsonrpc: '2.0', id: message.id, error: { code: -32603, message: why } })
  }

  /** What the application says of itself to a 2025 client. */
  async function listen(): Promise<void> {
    if (!session) return
    const response = await fetch(url, { headers: { ...headersFor({}), Accept: 'text/event-stream' } }).catch(
      () => undefined,
    )
    if (response?.ok) await readEvents(response).catch(() => {})
  }

  createInterface({ input: process.stdin })
    .on('line', (line) => {
      if (!line.trim()) return
      const message = JSON.parse(line) as Message
      // Over HTTP a 2026 request is cancelled by closing its stream; 2025 servers are told as well.
      if (message.method === 'notifications/cancelled') running.get(message.params?.requestId ?? '')?.abort()
      if (message.method !== 'notifications/cancelled' || session) void send(message)
    })
    .on('close', () => process.exit(0))

  async function readEvents(response: Response): Promise<void> {
    let buffer = ''
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream() as never) as AsyncIterable<string>) {
      const events = (buffer + chunk).split(/\r?\n\r?\n/)
      buffer = events.pop() ?? ''
      for (const event of events) {
        const data = event
          .split(/\r?\n/)
          .filter((field) => field.startsWith('data:'))
          .map((field) => field.slice(5).trimStart())
          .join('\n')
        if (data) write(JSON.parse(data) as object)
      }
    }
  }
}
