// The HTTP server of an application: everything the routes need, heavy parts loaded when first asked for.
import { createServer as createHttpServer, type Server } from 'node:http'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { createAccessTokens } from '../server/access-token.js'
import { type App, createApp } from '../server/create-app.js'
import { type JobWorker, type Limits, NO_WORKER } from '../server/deps.js'
import { allowedHosts } from '../server/host-gate.js'
import { createMetrics } from '../server/metrics.js'
import { noteRoutes } from '../server/routes/notes.js'
import { loadSigningKeys, type SigningKeys } from '../server/signing-keys.js'
import type { Observer } from '../tools/observe.js'
import { agentTools, screenTools } from '../tools/registry.js'
import { checkHealth } from './check-health.js'
import type { Application } from './compose.js'
import { type LazyAssistant, lazyAssistant } from './create-assistant.js'
import { runImport } from './import/run-import.js'
import { lazyMcpHttp, mcpDeps } from './mcp-parts.js'
import { runReport } from './reports/run-report.js'
import { root } from './root.js'

export interface RunningParts {
  http: Server
  app: App
  assistant: LazyAssistant
  /** Ends the live streams, which would keep their connections open. */
  endStreams(): Promise<void>
  /** Ends the live streams and closes what was loaded on the way. */
  close(): Promise<void>
}

/** The keys are read again after this time, so that a rotation by the command line holds without a restart. */
const KEYS_FRESH_MS = 30_000

/** Builds the server; `port` answers the port it listens on once it does. */
export function createServer(
  application: Application,
  log: Logger,
  port: () => number,
  options: { conformance?: boolean; jobs?: JobWorker; observer?: Observer } = {},
): RunningParts {
  const { settings, now } = application
  const limits: Limits = {
    requestsPerMinute: settings.rateLimit,
    passwordTries: Math.ceil(settings.rateLimit / 100),
    streamsPerUser: 12,
  }
  let keys: { read: SigningKeys; at: number } | undefined
  const freshKeys = () => {
    if (!keys || now().getTime() - keys.at > KEYS_FRESH_MS)
      keys = { read: loadSigningKeys(settings.dataFolder, now()), at: now().getTime() }
    return keys.read
  }
  const mcp = lazyMcpHttp(() =>
    mcpDeps(application, (err, errorId) => log.error({ err, errorId }, 'bug in an MCP call'), options),
  )
  const assistant = lazyAssistant(application, (err, about) => log.error({ err, ...about }, 'bug in the assistant'))
  const app = createApp({
    database: application.database,
    tokens: createAccessTokens(freshKeys, now),
    files: application.files,
    makeReport: (order, hooks) => runReport(application, order, hooks),
    search: application.knowledge,
    tools: [...agentTools, ...screenTools],
    now,
    today: application.today,
    newId: application.newId,
    log,
    limits,
    isAllowedHost: allowedHosts({ host: settings.host, port, names: settings.allowedHosts }),
    health: () => checkHealth(application, assistant.get),
    observer: options.observer,
    metrics: createMetrics(application.db, settings.databaseFile),
    webFolder: join(root, 'dist', 'web'),
    bench: settings.bench,
    cookieName: `staffalloc_refresh_${freshKeys().installation}`,
    assistant: assistant.get,
    runImport: (work, hooks) => runImport(application, work, hooks),
    jobs: options.jobs ?? NO_WORKER,
    moreRoutes: noteRoutes(application.knowledge),
    mcp: mcp.handler,
  })
  const http = createHttpServer(app.app)
  // Slow senders may not hold a connection for ever; streams of ours have no time limit of their own.
  http.headersTimeout = 15_000
  http.requestTimeout = 120_000
  const endStreams = async () => {
    app.stream.close()
    await mcp.close()
  }
  const close = async () => {
    await Promise.all([endStreams(), assistant.close()])
  }
  return { http, app, assistant, endStreams, close }
}
