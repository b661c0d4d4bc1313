// MCP over standard input and output: one connection, one user, bound at launch.
import { randomBytes } from 'node:crypto'
import type { Writable } from 'node:stream'
import type { McpServer } from '@modelcontextprotocol/server'
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio'
import { acceptSubscriptions } from './accept-subscriptions.js'
import { stateCodec } from './ask-to-apply.js'
import { createMcpServer } from './create-mcp-server.js'
import type { McpDeps, McpSession } from './session.js'
import { staleResources } from './update-notices.js'

export interface ServedStdio {
  /** Settles when the client has closed its end. */
  closed: Promise<void>
  close(): Promise<void>
}

/** Serves until the client hangs up. `output` is what app/protect-stdout.ts answered. */
export function serveMcpStdio(deps: McpDeps, session: McpSession, output: Writable): ServedStdio {
  const states = stateCodec(randomBytes(32))
  const transport = new StdioServerTransport(process.stdin, output)
  const closed = new Promise<void>((resolve) => {
    process.stdin.once('end', resolve)
    process.stdin.once('close', resolve)
  })
  const servers: Served[] = []
  const handle = serveStdio(
    ({ era }) => {
      const mcp = createMcpServer(deps, session, states)
      servers.push({ mcp, wanted: era === 'legacy' ? acceptSubscriptions(mcp) : undefined })
      return mcp
    },
    { transport, onerror: (error) => void process.stderr.write(`mcp: ${error.message}\n`) },
  )
  const stopWatching = deps.watchChanges?.(session.actor, async (changes, reader) => {
    const { uris, listChanged } = await staleResources(deps.db, reader, changes)
    for (const { mcp, wanted } of servers.filter((one) => one.mcp.isConnected())) {
      for (const uri of uris) if (!wanted || wanted.has(uri)) await mcp.server.sendResourceUpdated({ uri })
      if (listChanged) mcp.sendResourceListChanged()
    }
  })
  return {
    closed,
    close: async () => {
      stopWatching?.()
      await handle.close()
    },
  }
}

interface Served {
  mcp: McpServer
  /** What a 2025 client subscribed to. Undefined: a 2026 client, whose filter the SDK keeps. */
  wanted?: Set<string>
}
