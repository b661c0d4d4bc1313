// What the MCP server gets of an application, for both transports.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RequestHandler } from 'express'
import type { McpHttp } from '../mcp-server/serve-mcp-http.js'
import type { McpDeps } from '../mcp-server/session.js'
import type { Application } from './compose.js'
import { root } from './root.js'
import { watchChanges } from './watch-changes.js'

/** The version of package.json. */
export function productVersion(): string {
  return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version
}

export function mcpDeps(
  application: Application,
  logError: McpDeps['logError'],
  more: Pick<McpDeps, 'conformance'> = {},
): McpDeps {
  const { db, now, today } = application
  return {
    version: productVersion(),
    db,
    now,
    today,
    toolContext: (actor, context) => application.toolContext(actor, 'mcp', context),
    logError,
    watchChanges: (reader, listener) => watchChanges(application, reader, listener),
    ...more,
  }
}

/** The handler of /mcp. The SDK loads with the first request, so that the application starts without it. */
export function lazyMcpHttp(deps: () => McpDeps): { handler: RequestHandler; close(): Promise<void> } {
  let parts: Promise<McpHttp> | undefined
  const load = async () => (await import('../mcp-server/serve-mcp-http.js')).createMcpHttp(deps())
  return {
    handler: async (req, res, next) => {
      parts ??= load()
      const { handler } = await parts
      handler(req, res, next)
    },
    close: async () => (await parts)?.close(),
  }
}
