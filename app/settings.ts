// Every setting of the program, read once from the environment and `.env`, checked before anything starts.
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { z } from 'zod'
import { root } from './root.js'

/** A start-up fault that the person at the keyboard can mend, in one line. */
export class SettingsError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'SettingsError'
  }
}

const flag = z
  .enum(['', '0', '1', 'false', 'true'], 'must be 1 or 0')
  .optional()
  .transform((value) => value === '1' || value === 'true')

const url = (schemes: RegExp, example: string) => z.url({ protocol: schemes, error: `must be a URL, e.g. ${example}` })

const environment = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a port number from 0 to 65535')
    .optional(),
  HOST: z
    .string()
    .regex(/^[\w.:%-]{1,255}$/, 'must be an address of this machine without scheme or port, e.g. 127.0.0.1')
    .default('127.0.0.1'),
  STAFFALLOC_DATA: z.string().min(1).optional(),
  STAFFALLOC_MODEL: z
    .string()
    .regex(/^(auto|none|ollama:.+|openai:.+)$/, 'must be auto, none, ollama:NAME or openai:NAME')
    .default('auto'),
  STAFFALLOC_ASSISTANT: z.enum(['hybrid', 'llm', 'planner'], 'must be hybrid, llm or planner').default('hybrid'),
  OLLAMA_URL: url(/^https?$/, 'http://127.0.0.1:11434').default('http://127.0.0.1:11434'),
  OPENAI_BASE_URL: url(/^https?$/, 'http://127.0.0.1:1234/v1').optional(),
  OPENAI_API_KEY: z.string().optional(),
  STAFFALLOC_TODAY: z.string().refine(isDate, 'must be a date that exists, e.g. 2026-10-15').optional(),
  STAFFALLOC_EMPTY: flag,
  STAFFALLOC_BENCH: flag,
  STAFFALLOC_ALLOWED_HOSTS: z
    .string()
    .default('')
    .transform((list) => list.split(',').flatMap((host) => host.trim().toLowerCase() || [])),
  STAFFALLOC_RATE_LIMIT: z
    .string()
    .regex(/^[1-9]\d{0,6}$/, 'must be a number of requests per minute, 1 to 9999999')
    .transform(Number)
    .default(6000),
  SMTP_URL: url(/^smtps?$/, 'smtp://user:password@mail.example.com:587').optional(),
  MAIL_FROM: z
    .string()
    .max(254)
    .regex(
      /^([^<>\r\n]*<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/,
      'must be an address, e.g. StaffAlloc <plans@example.com>',
    )
    .default('StaffAlloc <staffalloc@localhost>'),
  OTEL_EXPORTER_OTLP_ENDPOINT: url(/^https?$/, 'http://127.0.0.1:4318').optional(),
  STAFFALLOC_KEEP_BACKUPS: z
    .string()
    .regex(/^\d{1,4}$/, 'must be a number of days, 0 to 9999')
    .transform(Number)
    .default(30),
  STAFFALLOC_LOG_LEVEL: z
    .enum(['silent', 'error', 'warn', 'info', 'debug'], 'must be silent, error, warn, info or debug')
    .default('info'),
})

export interface Settings {
  /** Undefined: 3000, or the next free one. */
  port: number | undefined
  host: string
  /** Absolute path of the folder that holds everything a run makes. */
  dataFolder: string
  databaseFile: string
  /** 'auto', 'none', 'ollama:NAME', 'openai:NAME'. */
  model: string
  assistant: 'hybrid' | 'llm' | 'planner'
  ollamaUrl: string
  openaiBaseUrl: string | undefined
  openaiApiKey: string | undefined
  /** ISO date that moves business days; tokens, plans and jobs keep the real clock. */
  today: string | undefined
  /** Start without the demo organisation. */
  empty: boolean
  /** Serve the page that measures the grid. */
  bench: boolean
  /** Host names, besides this machine's own, under which the application may be opened. */
  allowedHosts: string[]
  /** Requests per account or address and minute. */
  rateLimit: number
  /** smtp://user:password@host:587; undefined: mail is printed to the log. */
  smtpUrl: string | undefined
  mailFrom: string
  keepBackupsDays: number
  /** Where traces go (OTLP over HTTP); undefined: nowhere, and nothing is loaded for it. */
  otlpEndpoint: string | undefined
  logLevel: string
}

/** Reads `.env` of the working folder (real environment variables win) and answers the settings. SettingsError. */
export function loadSettings(env: NodeJS.ProcessEnv = process.env, folder = process.cwd()): Settings {
  const file = join(folder, '.env')
  if (env === process.env && existsSync(file)) {
    refuseUnknown(namesIn(file))
    process.loadEnvFile(file)
  }
  return readSettings(env, folder)
}

function namesIn(file: string): string[] {
  try {
    return Object.keys(parseEnv(readFileSync(file, 'utf8')))
  } catch (error) {
    throw new SettingsError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`)
  }
}

/** A misspelt name would leave its default in place without a word. */
function refuseUnknown(names: readonly string[]): void {
  for (const name of names)
    if (name.startsWith('STAFFALLOC_') && !(name in environment.shape))
      throw new SettingsError(`There is no setting ${name} (it is in .env). .env.example has them all.`)
}

/** Settings from given variables. Throws SettingsError naming the first variable that is wrong, its value and why. */
export function readSettings(env: NodeJS.ProcessEnv, folder = process.cwd()): Settings {
  // An empty variable is one that was not set: `OPENAI_API_KEY=` in .env.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const result = environment.safeParse(given)
  if (!result.success) {
    const issue = result.error.issues[0]
    const name = String(issue?.path[0])
    const value = /KEY|SMTP/.test(name) ? '' : ` (it is '${String(given[name]).slice(0, 80)}')`
    throw new SettingsError(`${name} ${issue?.message}${value}.`)
  }
  const read = result.data
  const dataFolder = read.STAFFALLOC_DATA ? resolve(folder, read.STAFFALLOC_DATA) : join(root, 'data', 'local')
  return {
    port: read.PORT,
    host: read.HOST,
    dataFolder,
    databaseFile: join(dataFolder, 'staffalloc.db'),
    model: read.STAFFALLOC_MODEL,
    assistant: read.STAFFALLOC_ASSISTANT,
    ollamaUrl: read.OLLAMA_URL,
    openaiBaseUrl: read.OPENAI_BASE_URL,
    openaiApiKey: read.OPENAI_API_KEY,
    today: read.STAFFALLOC_TODAY,
    empty: read.STAFFALLOC_EMPTY,
    bench: read.STAFFALLOC_BENCH,
    allowedHosts: read.STAFFALLOC_ALLOWED_HOSTS,
    rateLimit: read.STAFFALLOC_RATE_LIMIT,
    smtpUrl: read.SMTP_URL,
    mailFrom: read.MAIL_FROM,
    keepBackupsDays: read.STAFFALLOC_KEEP_BACKUPS,
    otlpEndpoint: read.OTEL_EXPORTER_OTLP_ENDPOINT,
    logLevel: read.STAFFALLOC_LOG_LEVEL,
  }
}

/** The business day: the setting, else this machine's calendar day. */
export function businessDay(settings: Settings, now: Date): string {
  if (settings.today) return settings.today
  const two = (n: number) => String(n).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text
}
