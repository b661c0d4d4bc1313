// What the contract tests give the MCP server, and the four ways of reaching it: two eras, two transports.
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport as OldStdioTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport as OldHttpTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js'
import { buildSync } from 'esbuild'
import express from 'express'
import type { Db } from '../../db/open.js'
import { createMcpHttp } from '../../mcp-server/serve-mcp-http.js'
import type { McpDeps } from '../../mcp-server/session.js'
import type { Actor } from '../../services/actor.js'
import { noFiles, TODAY } from '../small-organisation.js'

export type Era = '2025' | '2026'
export type Transport = 'stdio' | 'http'
export const ways: { era: Era; transport: Transport }[] = [
  { era: '2025', transport: 'stdio' },
  { era: '2025', transport: 'http' },
  { era: '2026', transport: 'stdio' },
  { era: '2026', transport: 'http' },
]

const now = () => new Date('2025-05-15T09:00:00Z')

export function mcpDepsFor(db: Db, more: Partial<McpDeps> = {}): McpDeps {
  return {
    version: '0.0.0-test',
    db,
    now,
    today: () => TODAY,
    toolContext: (actor, context) => ({
      db,
      actor,
      via: 'mcp',
      now,
      today: TODAY,
      newId: randomUUID,
      signal: new AbortController().signal,
      progress: () => {},
      files: noFiles,
      ...context,
    }),
    logError: (error) => void process.stderr.write(`bug: ${String((error as Error).stack)}\n`),
    ...more,
  }
}

export async function actorOf(db: Db, userId: string, readOnly = false): Promise<Actor> {
  const user = await db.selectFrom('user').selectAll().where('id', '=', userId).executeTakeFirstOrThrow()
  const { name, email, systemRole, employeeId } = user
  return { userId, name, email, systemRole, employeeId, readOnly }
}

/** What both generations of clients can do, as far as the tests go. */
export interface TestClient {
  listTools(): Promise<{ tools: ListedByClient[] }>
  callTool(call: { name: string; arguments: Record<string, unknown> }): Promise<CallResult>
  close(): Promise<void>
}
export interface ListedByClient {
  name: string
  title?: string
  description?: string
  inputSchema: Record<string, unknown>
  outputSchema?: Record<string, unknown>
  annotations?: Record<string, unknown>
}
export interface CallResult {
  content: { type: string; text?: string }[]
  structuredContent?: Record<string, unknown>
  isError?: boolean
}
type Answer = (message: string) => { action: 'accept' | 'decline'; content?: Record<string, string | boolean> }

export interface ConnectOptions {
  era: Era
  transport: Transport
  db: Db
  /** The database file, for stdio. */
  file: string
  actor: Actor
  writes?: string
  noise?: boolean
  /** How the user answers a question; without it the client cannot ask. */
  answer?: Answer
}

/** Connects a real client of the era over the transport; `close` also ends what was started for it. */
export async function connect(options: ConnectOptions): Promise<TestClient> {
  const http = options.transport === 'http' ? await listen(options) : undefined
  const client = options.era === '2025' ? oldClient(options) : newClient(options)
  await client.connect((http ? overHttp(options, http.url) : overStdio(options)) as never)
  const close = client.close.bind(client)
  return Object.assign(client, {
    close: async () => {
      await close()
      await http?.stop()
    },
  }) as unknown as TestClient
}

function oldClient({ answer }: ConnectOptions) {
  const client = new OldClient(
    { name: 'old-client', version: '1' },
    { capabilities: answer ? { elicitation: {} } : {} },
  )
  if (answer) client.setRequestHandler(ElicitRequestSchema, (request) => answer(request.params.message))
  return client
}

function newClient({ answer }: ConnectOptions) {
  const client = new Client(
    { name: 'new-client', version: '1' },
    { capabilities: answer ? { elicitation: { form: {} } } : {}, versionNegotiation: { mode: { pin: '2026-07-28' } } },
  )
  if (answer) client.setRequestHandler('elicitation/create', (request) => answer(request.params.message))
  return client
}

function overHttp({ era }: ConnectOptions, url: URL) {
  return era === '2025' ? new OldHttpTransport(url) : new StreamableHTTPClientTransport(url)
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

function overStdio({ era, file, actor, writes = 'ask', noise }: ConnectOptions) {
  const server = {
    command: process.execPath,
    args: [builtScript(), file, actor.userId, writes, noise ? 'noise' : ''],
    stderr: 'inherit' as const,
  }
  return era === '2025' ? new OldStdioTransport(server) : new StdioClientTransport(server)
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
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`),
    stop: async () => {
      await mcp.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
