// MCP over Streamable HTTP. The server has checked Host, Origin and the bearer token before; the token itself ends there.
import { randomBytes } from 'node:crypto'
import { toNodeHandler } from '@modelcontextprotocol/node'
import { type AuthInfo, createMcpHandler } from '@modelcontextprotocol/server'
import type { RequestHandler } from 'express'
import type { Actor } from '../services/actor.js'
import { Fault } from '../services/fault.js'
import { stateCodec } from './ask-to-apply.js'
import { createMcpServer } from './create-mcp-server.js'
import type { McpDeps } from './session.js'

export interface McpHttp {
  /** Mount it at /mcp behind the bearer check; reads `res.locals.auth.actor`. */
  handler: RequestHandler
  close(): Promise<void>
}

/** A handler for all methods of /mcp. Every request is served by a fresh server bound to that request's actor. */
export function createMcpHttp(deps: McpDeps): McpHttp {
  const states = stateCodec(randomBytes(32))
  const mcp = createMcpHandler(
    ({ authInfo }) => {
      const actor = authInfo?.extra?.actor as Actor | undefined
      return createMcpServer(
        deps,
        {
          actor: async () => {
            if (!actor) throw new Fault('unauthenticated', 'This needs a sign-in.')
            return actor
          },
          writes: actor?.readOnly === false ? 'ask' : 'off',
        },
        states,
      )
    },
    { onerror: () => {} },
  )
  const node = toNodeHandler(mcp)
  return {
    handler: (req, res) => {
      const actor = (res.locals.auth as { actor: Actor } | undefined)?.actor
      // No token passthrough: whoever serves the request learns who asks, never with which token.
      const auth: AuthInfo | undefined = actor && {
        token: '',
        clientId: actor.userId,
        scopes: actor.readOnly ? ['read'] : ['read', 'write'],
        extra: { actor },
      }
      void node(Object.assign(req, { auth }), res)
    },
    close: () => mcp.close(),
  }
}
