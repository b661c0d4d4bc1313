// Serves the MCP server of a test's own database, by a process of its own or by a port of its own.
import { rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import express from 'express'
import type { Db } from '../../db/open.js'
import { createMcpHttp } from '../../mcp-server/serve-mcp-http.js'
import type { Actor } from '../../services/actor.js'
import { connectTo, type TestClient, type UserSays, type Way } from './mcp-clients.js'
import { mcpDepsFor } from './mcp-deps.js'

export interface ConnectOptions extends Way {
  db: Db
  /** The database file, for stdio. */
  file: string
  actor: Actor
  writes?: string
  noise?: boolean
  answer?: UserSays
}

/** Connects a real client of the era over the transport; `close` also ends what was started for it. */
export async function connect(options: ConnectOptions): Promise<TestClient> {
  const { file, actor, writes = 'ask', noise, answer } = options
  const http = options.transport === 'http' ? await listen(options) : undefined
  const command = [builtScript(), file, actor.userId, writes, noise ? 'noise' : '']
  const client = await connectTo(options, { command, url: http?.url ?? '' }, answer)
  const close = client.close.bind(client)
  return Object.assign(client, {
    close: async () => {
      await close()
      await http?.stop()
    },
  })
}

let built = ''
/** serve-stdio.ts as one file: a process for every connection should not transpile the program each time. */
function builtScript(): string {
  if (built) return built
  const outfile = join(import.meta.dirname, '..', '..', 'dist', `tests-serve-stdio-${process.pid}.mjs`)
  buildSync({
    entryPoints: [join(import.meta.dirname, 'serve-stdio.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'error',
  })
  process.once('exit', () => rmSync(outfile, { force: true }))
  built = outfile
  return built
}

async function listen({ db, actor }: ConnectOptions) {
  const mcp = createMcpHttp(mcpDepsFor(db))
  const app = express()
  app.all('/mcp', (_req, res, next) => {
    res.locals.auth = { actor }
    next()
  })
  app.all('/mcp', mcp.handler)
  const server = createServer(app).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`,
    stop: async () => {
      await mcp.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
