// What the server is given. The composition root fills it in; tests fill in less.
import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import type { Assistant } from '../agent/assistant.js'
import type { OpenDatabase } from '../db/open.js'
import type { FileStore } from '../files/file-store.js'
import type { SearchPort, Tool } from '../tools/define-tool.js'
import type { AccessTokens } from './access-token.js'
import type { Metrics } from './metrics.js'
import type { Route } from './route.js'

/** Requests per minute and other limits; tests and fuzz runs set them wide. */
export interface Limits {
  requestsPerMinute: number
  /** Password sign-ins per address and quarter of an hour. */
  passwordTries: number
  /** Live event streams per user. */
  streamsPerUser: number
}

export interface Health {
  status: 'ok' | 'degraded'
  database: string
  assistant: string
  /** `name` is the model that would answer. */
  model: { provider: string; state: string; fix: string | null; name?: string }
  search: { embedder: string }
}

export interface ServerDeps {
  database: OpenDatabase
  tokens: AccessTokens
  files: FileStore
  tools: readonly Tool[]
  search?: SearchPort
  /** The real clock: expiry, audit. */
  now: () => Date
  /** The business day. */
  today: () => string
  newId: () => string
  log: Logger
  limits: Limits
  /** Host names and ports under which the application may be opened; asked at each request. */
  isAllowedHost: (host: string) => boolean
  health: () => Promise<Health>
  /** Counts requests and answers /metrics; absent in tests that do not look. */
  metrics?: Metrics
  /** Folder of the built page; undefined: none. */
  webFolder?: string
  /** Serve the page that measures the grid. */
  bench: boolean
  /** Name of the refresh cookie: cookies ignore ports, so two installations need two names. */
  cookieName: string
  /** Built at the first question: LangChain loads then. */
  assistant: () => Promise<Assistant>
  /** Routes that other parts bring: imports, jobs. */
  moreRoutes: readonly Route[]
  /** MCP over Streamable HTTP, for requests whose bearer token was verified already. */
  mcp?: RequestHandler
}
