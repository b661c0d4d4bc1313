import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runCommand, temporaryFolder } from '../tests/run-command.js'
import { root } from './root.js'
import { businessDay, readSettings } from './settings.js'

describe('settings', () => {
  it('have the documented defaults', () => {
    expect(readSettings({})).toMatchObject({
      port: undefined,
      host: '127.0.0.1',
      dataFolder: join(root, 'data', 'local'),
      model: 'auto',
      assistant: 'hybrid',
      ollamaUrl: 'http://127.0.0.1:11434',
      empty: false,
    })
  })

  it('take a relative data folder from the working folder', () => {
    expect(readSettings({ STAFFALLOC_DATA: 'plans' }, '/somewhere').databaseFile).toBe('/somewhere/plans/staffalloc.db')
  })

  const WRONG: Record<string, [value: string, message: string]> = {
    PORT: ['70000', "PORT must be a port number from 0 to 65535 (it is '70000')."],
    HOST: ['http://localhost', 'HOST must be an address of this machine without scheme or port, e.g. 127.0.0.1'],
    STAFFALLOC_TODAY: ['2026-02-30', "must be a date that exists, e.g. 2026-10-15 (it is '2026-02-30')."],
    STAFFALLOC_ASSISTANT: ['magic', 'must be hybrid, llm or planner'],
    STAFFALLOC_MODEL: ['phi3', 'must be auto, none, ollama:NAME or openai:NAME'],
    STAFFALLOC_EMPTY: ['yes', "must be 1 or 0 (it is 'yes')."],
    STAFFALLOC_BENCH: ['on', 'must be 1 or 0'],
    STAFFALLOC_RATE_LIMIT: ['0', 'must be a number of requests per minute, 1 to 9999999'],
    STAFFALLOC_KEEP_BACKUPS: ['a month', 'must be a number of days, 0 to 9999'],
    STAFFALLOC_LOG_LEVEL: ['verbose', 'must be silent, error, warn, info or debug'],
    OLLAMA_URL: ['file:///etc/passwd', 'must be a URL, e.g. http://127.0.0.1:11434'],
    OPENAI_BASE_URL: ['127.0.0.1:1234', 'must be a URL, e.g. http://127.0.0.1:1234/v1'],
    SMTP_URL: ['mail.example.com', 'must be a URL, e.g. smtp://user:password@mail.example.com:587.'],
    MAIL_FROM: ['StaffAlloc', 'must be an address, e.g. StaffAlloc <plans@example.com>'],
    OTEL_EXPORTER_OTLP_ENDPOINT: ['collector', 'must be a URL, e.g. http://127.0.0.1:4318'],
  }
  /** What takes any text. */
  const FREE = ['STAFFALLOC_DATA', 'OPENAI_API_KEY', 'STAFFALLOC_ALLOWED_HOSTS']

  it.each(Object.entries(WRONG))(
    'refuse a wrong %s in one line: the name, what it is and what is right',
    (name, wrong) => {
      const [value, message] = wrong
      expect(() => readSettings({ [name]: value })).toThrow(message)
      expect(() => readSettings({ [name]: value })).toThrow(new RegExp(`^${name} [^\\n]+$`))
    },
  )

  it('say what is right for every one that can be wrong', () => {
    expect([...Object.keys(WRONG), ...FREE].sort()).toEqual(names().sort())
  })

  it('never repeat what may hold a password', () => {
    expect(() => readSettings({ SMTP_URL: 'smtpx://u:CANARY@h' })).toThrow(/^(?!.*CANARY)/)
  })

  it('treat an empty variable as not set', () => {
    expect(readSettings({ PORT: '', OPENAI_API_KEY: '' })).toMatchObject({ port: undefined, openaiApiKey: undefined })
  })

  it('move the business day, and only that', () => {
    const now = new Date(2026, 10, 22, 12)
    expect(businessDay(readSettings({}), now)).toBe('2026-11-22')
    expect(businessDay(readSettings({ STAFFALLOC_TODAY: '2026-10-15' }), now)).toBe('2026-10-15')
  })

  it('are all in .env.example, each with a value that is right', () => {
    const example = readFileSync(join(root, '.env.example'), 'utf8')
    const lines = [...example.matchAll(/^# ([A-Z][A-Z_]+)=(.*)$/gm)]
    expect(lines.map(([, name]) => name).sort()).toEqual(names().sort())
    expect(() => readSettings(Object.fromEntries(lines.map(([, name, value]) => [name, value])))).not.toThrow()
  })

  describe('in .env of the working folder', () => {
    const inFolder = (env: Record<string, string>) => runCommand(['user', 'list'], env, undefined, { cwd: folder.path })
    const folder = temporaryFolder()
    afterAll(() => folder.remove())

    it('hold, and real environment variables win over them', async () => {
      writeFileSync(
        join(folder.path, '.env'),
        'STAFFALLOC_DATA=plans\nSTAFFALLOC_EMPTY=1\nSTAFFALLOC_TODAY=2026-10-15\n',
      )
      expect((await inFolder({})).out).toMatch(/^owner@localhost /)
      expect(existsSync(join(folder.path, 'plans', 'staffalloc.db'))).toBe(true)
      const other = { STAFFALLOC_DATA: 'other', STAFFALLOC_EMPTY: '0' }
      expect((await inFolder(other)).out).toMatch(/^maria@example.com /m)
      expect(existsSync(join(folder.path, 'other', 'staffalloc.db'))).toBe(true)
    })

    it('are refused when wrong or misspelt, and nothing is made', async () => {
      for (const [line, message] of [
        ['PORT=http', "PORT must be a port number from 0 to 65535 (it is 'http').\n"],
        ['STAFFALLOC_MODLE=none', 'There is no setting STAFFALLOC_MODLE (it is in .env). .env.example has them all.\n'],
      ] as const) {
        writeFileSync(join(folder.path, '.env'), `STAFFALLOC_DATA=never\n${line}\n`)
        expect(await inFolder({})).toEqual({ code: 1, out: '', err: message })
      }
      expect(existsSync(join(folder.path, 'never'))).toBe(false)
    })
  })
})

/** Every name that the schema knows. */
const names = () =>
  [...readFileSync(join(root, 'app', 'settings.ts'), 'utf8').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map((m) => m[1]!)
