// Figures of the MCP server: tools/call against a bare server of the same SDK that runs the same query, and how much a
// model must read of the list of tools. Run: npx tsx bench/mcp.ts [--quick]
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toNodeHandler } from '@modelcontextprotocol/node'
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server'
import express from 'express'
import { seedDemo } from '../db/demo.js'
import { openDatabase } from '../db/open.js'
import { createMcpHttp } from '../mcp-server/serve-mcp-http.js'
import type { McpDeps } from '../mcp-server/session.js'
import type { Actor } from '../services/actor.js'
import type { ToolContext } from '../tools/define-tool.js'
import { queryAllocations } from '../tools/query-allocations.js'

export interface McpFigure {
  name: string
  value: number
  unit: 'times' | 'characters' | 'calls/s'
  /** At least so much, or at most so many characters; undefined: for information. */
  limit?: number
  ok: boolean
}

const TODAY = '2026-10-15'
const input = { employees: ['John Smith'], from: '2026-10', to: '2026-12' }

/** Both servers on the demo organisation, calls in turns of a second, so that a busy machine slows both alike. */
export async function benchMcp({ quick = false } = {}): Promise<McpFigure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'staffalloc-bench-mcp-'))
  const { db, close } = await openDatabase(join(folder, 'staffalloc.db'))
  await seedDemo(db, { month: TODAY.slice(0, 7), now: new Date(`${TODAY}T09:00:00Z`) })
  const user = await db.selectFrom('user').selectAll().where('systemRole', '=', 'Admin').executeTakeFirstOrThrow()
  const actor: Actor = { ...user, userId: user.id, readOnly: false }
  const context = (more: Partial<ToolContext> = {}): ToolContext => ({
    db,
    actor,
    via: 'mcp',
    now: () => new Date(),
    today: TODAY,
    newId: () => 'id',
    signal: new AbortController().signal,
    progress: () => {},
    files: undefined as never,
    ...more,
  })
  const ours = await listen(ourHandler(context, actor))
  const bare = await listen(bareHandler(context))
  try {
    const turns = quick ? 2 : 6
    const perTurn = quick ? 300 : 1000
    const rates = { ours: [] as number[], bare: [] as number[] }
    await callFor(ours.url, perTurn)
    await callFor(bare.url, perTurn)
    for (let turn = 0; turn < turns; turn++) {
      rates.bare.push(await callFor(bare.url, perTurn))
      rates.ours.push(await callFor(ours.url, perTurn))
    }
    const best = (list: number[]) => Math.max(...list)
    const ratio = best(rates.ours) / best(rates.bare)
    const size = await listSize(ours.url)
    return [
      { name: 'tools/call against a bare server', value: ratio, unit: 'times', limit: 0.8, ok: ratio >= 0.8 },
      { name: 'tools/call of ours', value: best(rates.ours), unit: 'calls/s', ok: true },
      { name: 'tools/call of the bare server', value: best(rates.bare), unit: 'calls/s', ok: true },
      { name: 'tools/list without output schemas', value: size, unit: 'characters', limit: 24_000, ok: size < 24_000 },
    ]
  } finally {
    ours.server.close()
    bare.server.close()
    ours.server.closeAllConnections()
    bare.server.closeAllConnections()
    await close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function ourHandler(context: (more?: Partial<ToolContext>) => ToolContext, actor: Actor): express.Express {
  const deps: McpDeps = {
    version: '0.0.0',
    db: context().db,
    now: () => new Date(),
    today: () => TODAY,
    toolContext: (_actor, more) => context(more),
    logError: (error) => void process.stderr.write(`${String(error)}\n`),
  }
  const mcp = createMcpHttp(deps)
  const app = express()
  app.all('/mcp', (_req, res, next) => {
    res.locals.auth = { actor }
    next()
  })
  app.all('/mcp', mcp.handler)
  return app
}

/** What anybody would write with the SDK: one tool, its own schemas, the query. */
function bareHandler(context: () => ToolContext): express.Express {
  const node = toNodeHandler(
    createMcpHandler(() => {
      const mcp = new McpServer({ name: 'bare', version: '1' })
      const { description, input: inputSchema, output: outputSchema } = queryAllocations
      mcp.registerTool('query_allocations', { description, inputSchema, outputSchema }, async (args) => {
        const data = await queryAllocations.run(args as never, context())
        return { content: [{ type: 'text', text: JSON.stringify(data) }], structuredContent: { ...data } }
      })
      return mcp
    }),
  )
  const app = express()
  app.all('/mcp', express.json(), (req, res) => void node(req, res, req.body))
  return app
}

async function listen(app: express.Express): Promise<{ server: Server; url: string }> {
  const server = createServer(app).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp` }
}

async function rpc(url: string, method: string, params: Record<string, unknown>): Promise<Record<string, unknown>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
      'MCP-Protocol-Version': '2026-07-28',
      'Mcp-Method': method,
      ...(params.name ? { 'Mcp-Name': String(params.name) } : {}),
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method,
      params: {
        ...params,
        _meta: {
          'io.modelcontextprotocol/protocolVersion': '2026-07-28',
          'io.modelcontextprotocol/clientCapabilities': {},
        },
      },
    }),
  })
  const reply = (await response.json()) as { result?: Record<string, unknown>; error?: { message: string } }
  if (!reply.result || reply.result.isError) throw new Error(reply.error?.message ?? JSON.stringify(reply.result))
  return reply.result
}

/** Calls per second of `count` calls, four at a time. */
async function callFor(url: string, count: number): Promise<number> {
  const start = performance.now()
  let left = count
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      while (left-- > 0) await rpc(url, 'tools/call', { name: 'query_allocations', arguments: input })
    }),
  )
  return (count * 1000) / (performance.now() - start)
}

async function listSize(url: string): Promise<number> {
  const { tools } = (await rpc(url, 'tools/list', {})) as { tools: Record<string, unknown>[] }
  return JSON.stringify({ tools: tools.map(({ outputSchema: _, ...tool }) => tool) }).length
}

if (process.argv[1] === import.meta.filename) {
  const figures = await benchMcp({ quick: process.argv.includes('--quick') })
  for (const { name, value, unit, limit, ok } of figures)
    process.stdout.write(
      `${ok ? 'ok ' : 'BAD'} ${name}: ${value.toFixed(unit === 'times' ? 2 : 0)} ${unit}${limit === undefined ? '' : ` (limit ${limit})`}\n`,
    )
  process.exitCode = figures.every((figure) => figure.ok) ? 0 : 1
}
