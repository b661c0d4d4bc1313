// Clients of 2025 over HTTP: a session each, so that they too can be asked on the spot and told of changes.
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { NodeStreamableHTTPServerTransport } from '@modelcontextprotocol/node'
import {
  isInitializeRequest,
  type McpServer,
  PROTOCOL_VERSION_META_KEY,
  type ServerEventBus,
} from '@modelcontextprotocol/server'
import { acceptSubscriptions } from './accept-subscriptions.js'

/** A session that nobody used for this long is forgotten; its client begins anew. */
const IDLE_MS = 60 * 60_000
const MOST_SESSIONS = 32

interface Session {
  transport: NodeStreamableHTTPServerTransport
  mcp: McpServer
  usedAt: number
  stopListening: () => void
}

/** The sessions of one user. `createServer` makes the server of a new one; `now` is the real clock. */
export class LegacySessions {
  private readonly sessions = new Map<string, Session>()

  constructor(
    private readonly createServer: () => McpServer,
    private readonly events: ServerEventBus,
    private readonly now: () => number,
  ) {}

  /** Serves the request when it opens or continues a session; false: it belongs to no session. */
  async serve(req: IncomingMessage & { body?: unknown }, res: ServerResponse): Promise<boolean> {
    this.forgetIdle()
    const id = req.headers['mcp-session-id']
    const known = typeof id === 'string' ? this.sessions.get(id) : undefined
    if (known) {
      known.usedAt = this.now()
      await known.transport.handleRequest(req, res, req.body)
      return true
    }
    if (id !== undefined && !isModern(req)) {
      res.writeHead(404, { 'Content-Type': 'application/json' })
      res.end('{"jsonrpc":"2.0","error":{"code":-32001,"message":"Session not found"},"id":null}')
      return true
    }
    if (req.method !== 'POST' || !isOpening(req.body)) return false
    const { transport } = await this.open()
    await transport.handleRequest(req, res, req.body)
    return true
  }

  async close(): Promise<void> {
    for (const id of [...this.sessions.keys()]) await this.end(id)
  }

  private async open(): Promise<Session> {
    const mcp = this.createServer()
    const wanted = acceptSubscriptions(mcp)
    const transport = new NodeStreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => void this.sessions.set(id, session),
      onsessionclosed: (id) => this.end(id),
    })
    const stopListening = this.events.subscribe((event) => {
      // Without an open stream there is nobody to tell: the SDK drops the notice.
      if (event.kind === 'resource_updated' && wanted.has(event.uri))
        mcp.server.sendResourceUpdated({ uri: event.uri }).catch(() => {})
      if (event.kind === 'resources_list_changed') mcp.sendResourceListChanged()
    })
    const session = { transport, mcp, usedAt: this.now(), stopListening }
    await mcp.connect(transport)
    return session
  }

  private async end(id: string): Promise<void> {
    const session = this.sessions.get(id)
    this.sessions.delete(id)
    session?.stopListening()
    await session?.mcp.close()
  }

  private forgetIdle(): void {
    const oldestFirst = [...this.sessions].sort(([, a], [, b]) => a.usedAt - b.usedAt)
    for (const [id, { usedAt }] of oldestFirst)
      if (this.now() - usedAt > IDLE_MS || this.sessions.size > MOST_SESSIONS) void this.end(id)
  }
}

/** A 2026 request names its revision itself; sessions mean nothing to it. */
const isModern = (req: IncomingMessage) => String(req.headers['mcp-protocol-version'] ?? '') >= '2026'

function isOpening(body: unknown): boolean {
  const message = Array.isArray(body) ? body[0] : body
  return isInitializeRequest(message) && message.params._meta?.[PROTOCOL_VERSION_META_KEY] === undefined
}
