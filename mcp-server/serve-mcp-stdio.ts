// MCP over standard input and output: one connection, one user, bound at launch.
import { randomBytes } from 'node:crypto'
import type { Writable } from 'node:stream'
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio'
import { stateCodec } from './ask-to-apply.js'
import { createMcpServer } from './create-mcp-server.js'
import type { McpDeps, McpSession } from './session.js'

export interface ServedStdio {
  /** Settles when the client has closed its end. */
  closed: Promise<void>
  close(): Promise<void>
}

/** Serves until the client hangs up. `output` is what protectStdout answered. */
export function serveMcpStdio(deps: McpDeps, session: McpSession, output: Writable): ServedStdio {
  const states = stateCodec(randomBytes(32))
  const transport = new StdioServerTransport(process.stdin, output)
  const closed = new Promise<void>((resolve) => {
    process.stdin.once('end', resolve)
    process.stdin.once('close', resolve)
  })
  const handle = serveStdio(() => createMcpServer(deps, session, states), {
    transport,
    onerror: (error) => void process.stderr.write(`mcp: ${error.message}\n`),
  })
  return { closed, close: () => handle.close() }
}
