// What the server is given. The composition root fills it in; tests fill in less.
import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import type { Assistant } from '../agent/assistant.js'
import type { OpenDatabase } from '../db/open.js'
import type { FileStore } from '../files/file-store.js'
import type { MakeReport } from '../files/make-report.js'
import type { Actor } from '../services/actor.js'
import type { ImportOptions } from '../services/import.js'
import type { ImportReport } from '../services/import-report.js'
import type { SearchPort, Tool } from '../tools/define-tool.js'
import type { Observer } from '../tools/observe.js'
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

/** A file that somebody wants imported. */
export interface ImportWork {
  bytes: Uint8Array
  /** Name of the file, for people. */
  file: string
  actor: Actor
  options: ImportOptions
}

/** The worker of the background, where one runs. */
export interface JobWorker {
  /** There is work: look now. */
  wake(): void
  /** Somebody cancels this job: stop it now instead of at its next sign of progress. */
  stop(id: string): void
  /** How far a job is that runs here; undefined for others. */
  live(id: string): { progress: number; message: string } | undefined
}

/** The worker where none runs: jobs wait in the database for one. */
export const NO_WORKER: JobWorker = { wake: () => {}, stop: () => {}, live: () => undefined }

export interface Health {
  status: 'ok' | 'degraded'
  database: string
  assistant: string
  /** `name` is the model that would answer. */
  model: { provider: string; state: string; fix: string | null; name?: string }
  /** `rebuilding`: share of new vectors made while another embedder is taken up. */
  search: { embedder: string; rebuilding?: number }
}

export interface ServerDeps {
  database: OpenDatabase
  tokens: AccessTokens
  files: FileStore
  /** Makes large reports beside the requests; absent: in the request itself. */
  makeReport?: MakeReport
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
  /** Watches every request and what is done for it. */
  observer?: Observer
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
  /** Rehearses or makes an import beside the requests, so that none waits for it. */
  runImport: (work: ImportWork, hooks: { signal?: AbortSignal }) => Promise<ImportReport>
  jobs: JobWorker
  /** Routes that other parts bring. */
  moreRoutes: readonly Route[]
  /** MCP over Streamable HTTP, for requests whose bearer token was verified already. */
  mcp?: RequestHandler
}
