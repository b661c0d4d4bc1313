// `staffalloc doctor` on installations that are really broken: files gone, indexes altered, servers that do not answer.
import { spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Finding } from '../app/diagnose.js'
import { SENTENCE_MODEL } from '../app/knowledge/model-embedder.js'
import { writeTinyModel } from '../app/knowledge/tiny-model.js'
import { runCommand, temporaryFolder } from './run-command.js'

const root = join(import.meta.dirname, '..')
let folder: ReturnType<typeof temporaryFolder>
let env: Record<string, string>
beforeEach(() => {
  folder = temporaryFolder()
  env = { STAFFALLOC_DATA: join(folder.path, 'data'), STAFFALLOC_TODAY: '2026-10-15', STAFFALLOC_MODEL: 'none' }
})
afterEach(() => folder.remove())

/** What is not in order, as `doctor --json` says it, and the exit code. */
async function bad(more: Record<string, string> = {}) {
  const { code, out } = await runCommand(['doctor', '--json'], { ...env, ...more })
  return { code, bad: (JSON.parse(out) as Finding[]).filter(({ ok }) => !ok) }
}
const fine = { code: 0, bad: [] }

async function serve(listener: RequestListener): Promise<{ url: string; stop(): void }> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

it('finds a new installation in order, and names every part', async () => {
  const { code, out } = await runCommand(['doctor'], env)
  expect(code).toBe(0)
  expect([...out.matchAll(/^ok +(\w+( \w+)?) {2}/gm)].map(([, what]) => what)).toEqual([
    'Node',
    'SQLite',
    'Database',
    'Audit trail',
    'Data folder',
    'Page',
    'Assistant',
    'Search',
  ])
}, 120_000)

describe('the page', () => {
  /** An installation of its own, built and without sources. */
  function install(): (args: string[]) => { status: number | null; out: string } {
    const copy = join(folder.path, 'installed')
    for (const part of ['bin', 'scripts/build.mjs', 'package.json', 'prompts', 'dist'])
      cpSync(join(root, part), join(copy, part), { recursive: true, preserveTimestamps: true })
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
    return (args) => {
      const command = [join(copy, 'bin', 'staffalloc.mjs'), ...args]
      const { status, stdout } = spawnSync(process.execPath, command, {
        encoding: 'utf8',
        env: { PATH: process.env.PATH, ...env },
      })
      return { status, out: stdout }
    }
  }

  it('of which a file is gone is not in order: one that opens with it, one that is loaded later, all of it', async () => {
    await runCommand(['doctor'], env)
    const run = install()
    expect(run(['doctor']).out).toContain('ok  Page         built')
    const web = join(folder.path, 'installed', 'dist', 'web')
    const later = readdirSync(join(web, 'assets')).find((name) => /\.js$/.test(name) && !name.startsWith('index'))!
    rmSync(join(web, 'assets', later))
    const found = run(['doctor'])
    expect(found.status).toBe(1)
    expect(found.out).toContain(`BAD Page         dist/web/assets/${later} is missing\n    npm run build -- --force\n`)
    rmSync(web, { recursive: true })
    expect(run(['doctor']).out).toContain('BAD Page         dist/web/index.html is missing\n')
  }, 120_000)
})

describe('the assistant', () => {
  it('whose model was named and whose server is down, empty or no model server is not in order', async () => {
    const model = { STAFFALLOC_MODEL: 'ollama:qwen3' }
    const gone = await serve(() => {})
    gone.stop()
    const assistant = (state: string, fix: string) => ({
      code: 1,
      bad: [{ what: 'Assistant', ok: false, detail: `hybrid; model ollama: ${state}`, fix }],
    })
    expect(await bad({ ...model, OLLAMA_URL: gone.url })).toEqual(
      assistant('down', 'Start Ollama: ollama serve (or install it from https://ollama.com)'),
    )
    // Nobody asked for this one: the planner answers.
    expect(await bad({ STAFFALLOC_MODEL: 'auto', OLLAMA_URL: gone.url })).toEqual(fine)
    const empty = await serve(
      (req, res) => void res.end(req.url === '/api/version' ? '{"version":"1"}' : '{"models":[]}'),
    )
    expect(await bad({ ...model, OLLAMA_URL: empty.url })).toEqual(
      assistant('no_model', 'Pull a model: ollama pull qwen3'),
    )
    empty.stop()
    const other = await serve((_, res) => void res.end('<html>hello</html>'))
    expect(await bad({ ...model, OLLAMA_URL: other.url })).toEqual(
      assistant('not_a_model_server', `What answers at ${other.url} is not Ollama: check OLLAMA_URL`),
    )
    other.stop()
  }, 120_000)

  it('that has nobody but a model to answer is not in order without one', async () => {
    const alone = { STAFFALLOC_ASSISTANT: 'llm', STAFFALLOC_MODEL: 'auto', OLLAMA_URL: 'http://127.0.0.1:9' }
    expect((await bad(alone)).bad).toMatchObject([{ what: 'Assistant', detail: 'llm; model ollama: down' }])
  }, 120_000)
})

describe('the search', () => {
  const altered = (sql: string) => {
    const sqlite = new Sqlite(join(env.STAFFALLOC_DATA!, 'staffalloc.db'))
    const { changes } = sqlite.prepare(sql).run()
    sqlite.close()
    return changes
  }

  it('whose index was altered, thinned or damaged is not in order until it is made anew', async () => {
    await runCommand(['reindex'], env)
    for (const [sql, count] of [
      ["update passage set hash = 'x' where rowid in (select rowid from passage limit 2)", 2],
      ['delete from passage where rowid in (select rowid from passage limit 3)', 3],
      [
        "update passage set vector = x'00' where rowid in (select rowid from passage where vector is not null limit 4)",
        4,
      ],
    ] as const) {
      expect(altered(sql)).toBe(count)
      expect(await bad()).toEqual({
        code: 1,
        bad: [
          {
            what: 'Search',
            ok: false,
            detail: `${count} passages differ from the plan`,
            fix: 'staffalloc reindex',
          },
        ],
      })
      await runCommand(['reindex'], env)
      expect(await bad()).toEqual(fine)
    }
  }, 240_000)

  it('whose sentence model has changed since it was first used is not in order', async () => {
    const models = join(env.STAFFALLOC_DATA!, 'models')
    await runCommand(['doctor'], env)
    writeTinyModel(models)
    expect(await bad()).toEqual(fine)
    appendFileSync(join(models, SENTENCE_MODEL, 'onnx', 'model_quantized.onnx'), 'x')
    expect((await bad()).bad).toMatchObject([
      {
        what: 'Search',
        detail: expect.stringContaining('has changed since it was first used'),
        fix: expect.any(String),
      },
    ])
  }, 120_000)
})

it('a database that another program holds is said to be held, not reported as a bug', async () => {
  await runCommand(['doctor'], env)
  const file = join(env.STAFFALLOC_DATA!, 'staffalloc.db')
  const other = new Sqlite(file)
  other.pragma('journal_mode = DELETE')
  other.pragma('locking_mode = EXCLUSIVE')
  other.exec('begin exclusive')
  expect(await bad()).toEqual({
    code: 1,
    bad: [
      {
        what: 'Database',
        ok: false,
        detail: `${file} is held by another program.`,
        fix: 'End what else has the file open (a database browser, a copy that hangs), then try again.',
      },
    ],
  })
  other.close()
}, 120_000)
