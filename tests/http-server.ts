// A running server on a small organisation: real HTTP on a free port, everything else in memory.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { importHere } from '../app/import/import-here.js'
import { createAccessTokens } from '../server/access-token.js'
import { type App, createApp } from '../server/create-app.js'
import { NO_WORKER, type ServerDeps } from '../server/deps.js'
import { allowedHosts } from '../server/host-gate.js'
import { createLog } from '../server/log-requests.js'
import { beginSignIn } from '../services/account-sessions.js'
import { createPersonalToken } from '../services/account-tokens.js'
import type { Actor } from '../services/actor.js'
import { agentTools, screenTools } from '../tools/registry.js'
import { openSmallOrganisation, type SmallOrganisation, TODAY } from './small-organisation.js'

export interface HttpServer {
  org: SmallOrganisation
  app: App
  url: string
  port: number
  /** Lines of the log. */
  log: string[]
  /** A personal access token of a user. */
  tokenOf(actor: Actor, scope?: 'read' | 'write'): Promise<string>
  /** The access token of a page that the user signed in to. */
  pageOf(actor: Actor): Promise<string>
  /** Calls a route as a user (or with a raw token, or nobody); JSON in and out. */
  call(who: Actor | string | null, method: string, path: string, body?: unknown): Promise<Reply>
  close(): Promise<void>
}

export interface Reply {
  status: number
  headers: Headers
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: replies are asserted, not typed
  body: any
}

/** Starts the server; `changes` replaces parts of what it is given. */
export async function openHttpServer(
  changes: Partial<ServerDeps> | ((org: SmallOrganisation) => Promise<Partial<ServerDeps>>) = {},
): Promise<HttpServer> {
  const org = await openSmallOrganisation()
  let count = 0
  const log: string[] = []
  let port = 0
  const now = () => new Date()
  const keys = { installation: 'test', current: 'k1', keys: { k1: Buffer.alloc(32, 7) } }
  const deps: ServerDeps = {
    database: org,
    tokens: createAccessTokens(() => keys, now),
    files: org.toolContext(org.admin).files,
    tools: [...agentTools, ...screenTools],
    now,
    today: () => TODAY,
    newId: () => `n-${++count}`,
    log: createLog('debug', { write: (line: string) => void log.push(line) }),
    limits: { requestsPerMinute: 1_000_000, passwordTries: 1_000_000, streamsPerUser: 8 },
    isAllowedHost: allowedHosts({ host: '127.0.0.1', port: () => port, names: [] }),
    health: async () => ({
      status: 'ok',
      database: 'ok',
      assistant: 'planner',
      model: { provider: 'none', state: 'off', fix: null },
      search: { embedder: 'none' },
    }),
    bench: false,
    cookieName: 'staffalloc_refresh',
    assistant: () => Promise.reject(new Error('no assistant in this test')),
    runImport: (work, hooks) => importHere(org.context(work.actor), work, hooks),
    jobs: NO_WORKER,
    moreRoutes: [],
    ...(typeof changes === 'function' ? await changes(org) : changes),
  }
  const app = createApp(deps)
  const server: Server = createServer(app.app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
  const url = `http://127.0.0.1:${port}`
  const tokens = new Map<string, string>()
  const tokenOf = async (actor: Actor, scope: 'read' | 'write' = 'write') => {
    const key = `${actor.userId}:${scope}`
    const known = tokens.get(key)
    if (known) return known
    const context = { now, newId: deps.newId, via: 'cli' }
    const { token } = await createPersonalToken(org.db, actor.userId, { name: 'test', scope }, context, actor)
    tokens.set(key, token)
    return token
  }
  return {
    org,
    app,
    url,
    get port() {
      return port
    },
    log,
    tokenOf,
    pageOf: async ({ userId }) => {
      const signIn = await beginSignIn(org.db, userId, 'page', { now, newId: deps.newId, via: 'api' })
      return await deps.tokens.sign(signIn)
    },
    call: async (who, method, path, body) => {
      const headers: Record<string, string> = {}
      if (who !== null) headers.authorization = `Bearer ${typeof who === 'string' ? who : await tokenOf(who)}`
      if (body !== undefined) headers['content-type'] = 'application/json'
      const init = { method, headers, body: body === undefined ? undefined : JSON.stringify(body) }
      const response = await fetch(`${url}${path}`, init)
      const text = await response.text()
      const isJson = response.headers.get('content-type')?.includes('json')
      return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined }
    },
    close: async () => {
      app.stream.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await org.close()
    },
  }
}
