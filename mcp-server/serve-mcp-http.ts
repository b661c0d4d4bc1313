// MCP over Streamable HTTP. The server has checked Host, Origin and the bearer token before; the token itself ends there.
import { randomBytes } from 'node:crypto'
import { type NodeMcpRequestHandler, toNodeHandler } from '@modelcontextprotocol/node'
import { type AuthInfo, createMcpHandler, type McpRequestContext } from '@modelcontextprotocol/server'
import type { RequestHandler } from 'express'
import type { Actor } from '../services/actor.js'
import { Fault } from '../services/fault.js'
import { stateCodec } from './ask-to-apply.js'
import { createMcpServer } from './create-mcp-server.js'
import type { McpDeps } from './session.js'
import { userEvents } from './user-events.js'

export interface McpHttp {
  /** Mount it at /mcp behind the bearer check; reads `res.locals.auth.actor`. */
  handler: RequestHandler
  close(): Promise<void>
}

interface Served {
  node: NodeMcpRequestHandler
  close(): Promise<void>
}

/** A handler for all methods of /mcp. Every request is served by a fresh server bound to that request's actor. */
export function createMcpHttp(deps: McpDeps): McpHttp {
  const states = stateCodec(randomBytes(32))
  const users = new Map<string, Served>()

  function serve(actor: Actor): Served {
    const bus = userEvents(deps, async () => actor)
    const mcp = createMcpHandler(
      ({ authInfo }: McpRequestContext) => {
        const asking = authInfo?.extra?.actor as Actor | undefined
        const session = { actor: async () => asking ?? noActor(), writes: asking?.readOnly === false ? 'ask' : 'off' }
        return createMcpServer(deps, session as Parameters<typeof createMcpServer>[1], states)
      },
      { bus },
    )
    const close = async () => {
      bus.stop()
      await mcp.close()
    }
    return { node: toNodeHandler(mcp), close }
  }

  return {
    handler: (req, res) => {
      const actor = (res.locals.auth as { actor: Actor } | undefined)?.actor
      if (!actor) return noActor()
      const served = users.get(actor.userId) ?? serve(actor)
      users.set(actor.userId, served)
      // No token passthrough: whoever serves the request learns who asks, never with which token.
      const auth: AuthInfo = {
        token: '',
        clientId: actor.userId,
        scopes: actor.readOnly ? ['read'] : ['read', 'write'],
        extra: { actor },
      }
      void served.node(Object.assign(req, { auth }), res)
    },
    close: async () => {
      for (const served of users.values()) await served.close()
    },
  }
}

function noActor(): never {
  throw new Fault('unauthenticated', 'This needs a personal access token.')
}
