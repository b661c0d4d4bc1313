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
  /** Mount it at /mcp behind the bearer check; reads `res.locals.auth`. */
  handler: RequestHandler
  close(): Promise<void>
}

/** What the bearer check found out: who asks, by which token, and whether it still holds later on. */
interface McpAuth {
  actor: Actor
  id?: string
  stillHolds?: () => Promise<Actor | undefined>
}

/** Everything of one token: sessions and notices of one never reach another, of the same user or not. */
interface ServedToken {
  handle: RequestHandler
  holds(): Promise<boolean>
  close(): Promise<void>
}

/** A handler for all methods of /mcp. A plan may be large; what is larger is no plan. */
export function createMcpHttp(deps: McpDeps): McpHttp {
  const states = stateCodec(randomBytes(32))
  const served = new Map<string, ServedToken>()
  const readJson = express.json({ limit: '4mb' })

  /** 2026 requests get a fresh server each, 2025 clients a session. */
  function serveToken({ actor: first, ...auth }: McpAuth): ServedToken {
    // The actor of the newest request: role and rights may have changed since the session was opened.
    let latest = first
    const stillHolds = auth.stillHolds ?? (async () => latest)
    const bus = userEvents(deps, stillHolds)
    const session: McpSession = {
      // Asked anew: a client may take minutes to answer a question, and its user may be out by then.
      actor: async () => {
        const actor = await stillHolds()
        if (!actor) throw new Fault('unauthenticated', 'This token is unknown or was revoked.', 'Make another one.')
        return actor
      },
      writes: first.readOnly ? 'off' : 'ask',
    }
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
      holds: async () => (await stillHolds()) !== undefined,
      close: async () => {
        await sessions.close()
        bus.stop()
        await mcp.close()
      },
    }
  }

  async function forgetEnded(): Promise<void> {
    for (const [key, token] of [...served]) {
      if (await token.holds()) continue
      served.delete(key)
      await token.close()
    }
  }

  return {
    handler: async (req, res, next) => {
      const auth = res.locals.auth as McpAuth | undefined
      if (!auth) throw new Fault('unauthenticated', 'This needs a personal access token.')
      const key = auth.id ?? `${auth.actor.userId}:${auth.actor.readOnly ? 'read' : 'write'}`
      if (!served.has(key)) await forgetEnded()
      const token = served.get(key) ?? serveToken(auth)
      served.set(key, token)
      readJson(req, res, (error) => (error ? refuseBody(error, res) : token.handle(req, res, next)))
    },
    close: async () => {
      for (const token of served.values()) await token.close()
    },
  }
}

function refuseBody(error: { status?: number; type?: string }, res: Parameters<RequestHandler>[1]): void {
  const message =
    error.type === 'entity.too.large' ? 'The request is larger than 4 MB' : 'The request is not valid JSON'
  res.status(error.status ?? 400).json({ jsonrpc: '2.0', error: { code: -32700, message }, id: null })
}
