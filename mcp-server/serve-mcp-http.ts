// MCP over Streamable HTTP. The server has checked Host, Origin and the bearer token before; the token itself ends there.
import { randomBytes } from 'node:crypto'
import { toNodeHandler } from '@modelcontextprotocol/node'
import { type AuthInfo, createMcpHandler } from '@modelcontextprotocol/server'
import express, { type RequestHandler } from 'express'
import type { Actor } from '../services/actor.js'
import { Fault } from '../services/fault.js'
import { stateCodec } from './ask-to-apply.js'
import { createMcpServer, partFor } from './create-mcp-server.js'
import { LegacySessions } from './legacy-sessions.js'
import type { McpDeps, McpSession } from './session.js'
import { userEvents } from './user-events.js'

export interface McpHttp {
  /** Mount it at /mcp behind the bearer check; reads `res.locals.auth.actor`. */
  handler: RequestHandler
  close(): Promise<void>
}

interface ServedUser {
  handle: RequestHandler
  close(): Promise<void>
}

/** A handler for all methods of /mcp. A plan may be large; what is larger is no plan. */
export function createMcpHttp(deps: McpDeps): McpHttp {
  const states = stateCodec(randomBytes(32))
  const users = new Map<string, ServedUser>()
  const readJson = express.json({ limit: '4mb' })

  /** Everything of one user: 2026 requests get a fresh server each, 2025 clients a session. */
  function serveUser(first: Actor): ServedUser {
    // The actor of the newest request: role and rights may have changed since the session was opened.
    let latest = first
    const bus = userEvents(deps, async () => latest)
    const session: McpSession = { actor: async () => latest, writes: first.readOnly ? 'off' : 'ask' }
    const createWhole = () => createMcpServer(deps, session, states, { events: bus })
    const sessions = new LegacySessions(createWhole, bus, () => deps.now().getTime())
    const mcp = createMcpHandler(
      ({ authInfo }) => createMcpServer(deps, session, states, { events: bus, part: partFor(authInfo?.extra?.method) }),
      { bus },
    )
    const node = toNodeHandler(mcp)
    return {
      handle: async (req, res) => {
        latest = (res.locals.auth as { actor: Actor }).actor
        // No token passthrough: whoever serves the request learns who asks, never with which token.
        const auth: AuthInfo = {
          token: '',
          clientId: latest.userId,
          scopes: [latest.readOnly ? 'read' : 'write'],
          extra: { method: Array.isArray(req.body) ? undefined : req.body?.method },
        }
        Object.assign(req, { auth })
        if (!(await sessions.serve(req, res))) await node(req, res, req.body)
      },
      close: async () => {
        await sessions.close()
        bus.stop()
        await mcp.close()
      },
    }
  }

  return {
    handler: (req, res, next) => {
      const actor = (res.locals.auth as { actor: Actor } | undefined)?.actor
      if (!actor) throw new Fault('unauthenticated', 'This needs a personal access token.')
      const key = `${actor.userId}:${actor.readOnly ? 'read' : 'write'}`
      const user = users.get(key) ?? serveUser(actor)
      users.set(key, user)
      readJson(req, res, (error) => (error ? refuseBody(error, res) : user.handle(req, res, next)))
    },
    close: async () => {
      for (const user of users.values()) await user.close()
    },
  }
}

function refuseBody(error: { status?: number; type?: string }, res: Parameters<RequestHandler>[1]): void {
  const message =
    error.type === 'entity.too.large' ? 'The request is larger than 4 MB' : 'The request is not valid JSON'
  res.status(error.status ?? 400).json({ jsonrpc: '2.0', error: { code: -32700, message }, id: null })
}
