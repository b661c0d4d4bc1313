// The real clients of both protocol eras, over both transports.
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport as OldStdioTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport as OldHttpTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js'

export interface Way {
  era: '2025' | '2026'
  transport: 'stdio' | 'http'
}
export const ways: Way[] = [
  { era: '2025', transport: 'stdio' },
  { era: '2025', transport: 'http' },
  { era: '2026', transport: 'stdio' },
  { era: '2026', transport: 'http' },
]

export interface Target {
  /** For stdio: script and arguments. */
  command: string[]
  env?: Record<string, string>
  /** For HTTP. */
  url: string
  token?: string
}

/** How the user answers a question; a client without it cannot ask. */
export type UserSays = (message: string) => {
  action: 'accept' | 'decline'
  content?: Record<string, string | boolean>
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

/** A connected client of that era over that transport. */
export async function connectTo(way: Way, target: Target, answer?: UserSays): Promise<TestClient> {
  const client = way.era === '2025' ? oldClient(answer) : newClient(answer)
  await client.connect((way.transport === 'http' ? overHttp(way, target) : overStdio(way, target)) as never)
  return client as unknown as TestClient
}

export function oldClient(answer?: UserSays) {
  const capabilities = answer ? { elicitation: {} } : {}
  const client = new OldClient({ name: 'old-client', version: '1' }, { capabilities })
  if (answer) client.setRequestHandler(ElicitRequestSchema, (request) => answer(request.params.message))
  return client
}

export function newClient(answer?: UserSays) {
  const capabilities = answer ? { elicitation: { form: {} } } : {}
  const versionNegotiation = { mode: { pin: '2026-07-28' } }
  const client = new Client({ name: 'new-client', version: '1' }, { capabilities, versionNegotiation })
  if (answer) client.setRequestHandler('elicitation/create', (request) => answer(request.params.message))
  return client
}

export function overHttp({ era }: Pick<Way, 'era'>, { url, token }: Pick<Target, 'url' | 'token'>) {
  const requestInit = token ? { headers: { Authorization: `Bearer ${token}` } } : {}
  const at = new URL(url)
  return era === '2025'
    ? new OldHttpTransport(at, { requestInit })
    : new StreamableHTTPClientTransport(at, { requestInit })
}

export function overStdio({ era }: Pick<Way, 'era'>, { command: args, env }: Pick<Target, 'command' | 'env'>) {
  const server = { command: process.execPath, args, stderr: 'ignore' as const, ...(env ? { env } : {}) }
  return era === '2025' ? new OldStdioTransport(server) : new StdioClientTransport(server)
}
