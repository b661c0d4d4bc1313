// The tool registry as an MCP server, for one connection (stdio) or one request (HTTP), in both protocol eras.
// May import tools only; the SDK owns the protocol, the executor owns every rule and right.
import { McpServer, type ServerContext, type ServerEventBus } from '@modelcontextprotocol/server'
import { canAsk, type StateCodec } from './ask-to-apply.js'
import { callListedTool, toolContextOf } from './call-listed-tool.js'
import { registerFixtures } from './conformance/register-fixtures.js'
import { promptText, serverIdentity } from './identity.js'
import { listedSchema } from './json-schema.js'
import { type ListedTool, listTools } from './listed-tools.js'
import { registerPrompts } from './register-prompts.js'
import { registerResources } from './register-resources.js'
import { registerReports } from './report-resource.js'
import type { McpDeps, McpSession } from './session.js'

const instructions = promptText('instructions')
const allTools = listTools(false).map((tool) => ({
  ...tool,
  input: listedSchema(tool.inputSchema),
  output: listedSchema(tool.outputSchema),
}))

/** What a server must know: everything for a connection, the part that its method is about for a single request. */
export type Part = 'everything' | 'tools' | 'resources' | 'prompts' | 'nothing'

/** The part of a single request; completion needs resources and prompts. */
export function partFor(method: unknown): Part {
  const [subject] = String(method).split('/')
  if (subject === 'tools' || subject === 'resources' || subject === 'prompts') return subject
  return subject === 'server' || subject === 'subscriptions' ? 'nothing' : 'everything'
}

/** One server for `session`. Cheap: schemas are made once per process. `events` carries list changes over HTTP. */
export function createMcpServer(
  deps: McpDeps,
  session: McpSession,
  states: StateCodec,
  { events, part = 'everything' }: { events?: ServerEventBus; part?: Part } = {},
): McpServer {
  const mcp = new McpServer(serverIdentity(deps.version), {
    instructions,
    capabilities: {
      tools: { listChanged: deps.conformance === true },
      resources: { subscribe: true, listChanged: true },
      prompts: { listChanged: deps.conformance === true },
      completions: {},
      // Deprecated in the protocol: only for the suite, which still asks 2025 servers for it.
      ...(deps.conformance ? { logging: {} } : {}),
    },
    requestState: { verify: states.verify },
    cacheHints: { 'tools/list': { ttlMs: 60_000, cacheScope: 'private' } },
  })
  const plainContext = async () => toolContextOf(deps, await session.actor())
  const needs = (one: Part) => deps.conformance || part === 'everything' || part === one
  if (needs('tools')) registerTools(mcp, deps, session, states)
  if (needs('resources')) {
    const contextOf = async (ctx: ServerContext) => toolContextOf(deps, await session.actor(), ctx)
    registerResources(mcp, deps, contextOf, plainContext)
    registerReports(mcp, deps, contextOf)
  }
  if (needs('prompts')) registerPrompts(mcp, deps.today, plainContext)
  if (deps.conformance) registerFixtures(mcp, states, events)
  return mcp
}

function registerTools(mcp: McpServer, deps: McpDeps, session: McpSession, states: StateCodec): void {
  const asksUser = (ctx: ServerContext) => session.writes === 'ask' && canAsk(ctx, mcp.server)
  for (const tool of allTools) {
    if (tool.effect !== 'read' && session.writes === 'off') continue
    const { title, description, annotations, input, output } = tool
    mcp.registerTool(
      tool.name,
      { title, description, annotations, inputSchema: input, outputSchema: output },
      (args, ctx) => callListedTool(deps, session, states, { name: tool.name, args, ctx, asksUser: asksUser(ctx) }),
    )
  }
  if (!deps.conformance) listByClient(mcp, session, asksUser)
}

/** What is listed depends on whether this client can ask its user, which only the request itself says. */
function listByClient(mcp: McpServer, session: McpSession, asksUser: (ctx: ServerContext) => boolean): void {
  mcp.server.setRequestHandler('tools/list', (_request, ctx) => ({
    tools: listTools(asksUser(ctx))
      .filter((tool) => session.writes !== 'off' || tool.effect === 'read')
      .map(withoutEffect),
  }))
}

function withoutEffect({ effect: _, ...tool }: ListedTool) {
  return tool as Omit<ListedTool, 'inputSchema' | 'outputSchema'> & {
    inputSchema: { type: 'object' }
    outputSchema: { type: 'object' }
  }
}
