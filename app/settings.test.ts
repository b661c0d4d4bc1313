import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
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

  it.each([
    [{ PORT: 'http' }, "PORT must be a port number from 0 to 65535 (it is 'http')."],
    [{ PORT: '70000' }, 'PORT must be a port number'],
    [
      { STAFFALLOC_TODAY: '2026-02-30' },
      "STAFFALLOC_TODAY must be a date that exists, e.g. 2026-10-15 (it is '2026-02-30').",
    ],
    [{ STAFFALLOC_ASSISTANT: 'magic' }, 'STAFFALLOC_ASSISTANT must be hybrid, llm or planner'],
    [{ STAFFALLOC_MODEL: 'phi3' }, 'STAFFALLOC_MODEL must be auto, none, ollama:NAME or openai:NAME'],
    [{ OLLAMA_URL: 'file:///etc/passwd' }, 'OLLAMA_URL must be a URL'],
    [{ STAFFALLOC_EMPTY: 'yes' }, "STAFFALLOC_EMPTY must be 1 or 0 (it is 'yes')."],
  ])('refuse %j in one line', (env, message) => {
    expect(() => readSettings(env)).toThrow(message)
  })

  it('treat an empty variable as not set', () => {
    expect(readSettings({ PORT: '', OPENAI_API_KEY: '' })).toMatchObject({ port: undefined, openaiApiKey: undefined })
  })

  it('move the business day, and only that', () => {
    const now = new Date(2026, 10, 22, 12)
    expect(businessDay(readSettings({}), now)).toBe('2026-11-22')
    expect(businessDay(readSettings({ STAFFALLOC_TODAY: '2026-10-15' }), now)).toBe('2026-10-15')
  })

  it('are all explained in .env.example', () => {
    const example = readFileSync(join(root, '.env.example'), 'utf8')
    const names = [...readFileSync(join(root, 'app', 'settings.ts'), 'utf8').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)]
    expect(names.length).toBeGreaterThan(10)
    for (const [, name] of names) expect(example).toContain(`# ${name}=`)
  })
})
