// The real `start` on databases of every earlier schema, of a newer program, of other programs, and on damaged ones.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { Kysely } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrations } from '../db/migrations.js'
import { migrate } from '../db/open.js'
import { ImmediateSqliteDialect } from '../db/sqlite-dialect.js'
import { runCommand, startCommand, temporaryFolder } from './run-command.js'

const GOLDEN = new URL('../db/golden/001-initial.db', import.meta.url)
const ALL = migrations.map((m) => m.name)

let folder: ReturnType<typeof temporaryFolder>
let file: string
let env: Record<string, string>
beforeEach(() => {
  folder = temporaryFolder()
  file = join(folder.path, 'staffalloc.db')
  env = { STAFFALLOC_DATA: folder.path, STAFFALLOC_TODAY: '2025-05-15', STAFFALLOC_MODEL: 'none', PORT: '0' }
})
afterEach(() => folder.remove())

/** The golden file of the first schema, brought to a later one as that program did. */
async function databaseOf(schema: string): Promise<void> {
  copyFileSync(GOLDEN, file)
  const sqlite = new Sqlite(file)
  const db = new Kysely<never>({ dialect: new ImmediateSqliteDialect({ database: sqlite }) })
  const list = migrations.slice(0, ALL.indexOf(schema) + 1)
  await migrate(db, sqlite, ':memory:', list, () => new Date('2026-01-01'))
  await db.destroy()
  expect(schemaOf(file)).toEqual(list.map((m) => m.name))
}

function read<T>(path: string, sql: string): T {
  const sqlite = new Sqlite(path)
  try {
    return sqlite.prepare(sql).pluck().all() as T
  } finally {
    sqlite.close()
  }
}
const schemaOf = (path: string) => read<string[]>(path, 'select name from schema_version order by name')

async function startAndStop() {
  const running = startCommand(['start', '--no-open'], env)
  const [, url] = await running.line(/^StaffAlloc ready (http:\S+)$/m)
  const health = (await (await fetch(`${url}/health`)).json()) as { database: string }
  running.child.kill('SIGTERM')
  expect((await running.ended).code).toBe(0)
  expect(health.database).toBe('ok')
}

async function refused(): Promise<string> {
  const ended = await runCommand(['start', '--no-open'], env)
  expect(ended).toMatchObject({ code: 1, out: '' })
  expect(ended.err.trim().split('\n')).toHaveLength(1)
  return ended.err
}

describe('start', () => {
  it.each(ALL.slice(0, -1))(
    'carries a database of schema %s along, and keeps the file as it was beside it',
    async (schema) => {
      await databaseOf(schema)
      await startAndStop()
      expect(schemaOf(file)).toEqual(ALL)
      expect(read(file, 'select name from employee order by name')).toEqual(['Jane Doe', 'Mark Lee', 'Sarah Jones'])
      expect(read(file, 'select quarters from allocation')).toEqual([320])
      const [kept, ...more] = readdirSync(folder.path).filter((name) => /\.before-[\w-]+\.db$/.test(name))
      expect([kept, more]).toEqual([`staffalloc.db.before-${ALL[ALL.indexOf(schema) + 1]}.db`, []])
      expect(schemaOf(join(folder.path, kept!))).toEqual(ALL.slice(0, ALL.indexOf(schema) + 1))
      expect(statSync(join(folder.path, kept!)).mode & 0o077).toBe(0)
    },
  )

  it('refuses a database that a newer program has written, and says what to do', async () => {
    await databaseOf(ALL.at(-1)!)
    const sqlite = new Sqlite(file)
    sqlite.prepare('insert into schema_version values (?, ?)').run('999-future', '2030-01-01')
    sqlite.close()
    expect(await refused()).toBe(
      'The database was written by a newer StaffAlloc (schema 999-future). Install the newer version, or restore a backup made by this one.\n',
    )
    expect(schemaOf(file)).toEqual([...ALL, '999-future'])
  })

  it.each<[string, () => void, RegExp]>([
    [
      'a database of another program',
      () => {
        const sqlite = new Sqlite(file)
        sqlite.exec("create table moz_places (url text); insert into moz_places values ('https://example.com')")
        sqlite.close()
      },
      /is not a StaffAlloc database\. Move it away/,
    ],
    ['a text', () => writeFileSync(file, 'a shopping list '.repeat(500)), /is not a StaffAlloc database/],
    [
      'a database with a damaged page in its middle',
      () => {
        copyFileSync(GOLDEN, file)
        const bytes = readFileSync(file)
        bytes.fill(0xa5, 40_960, 61_440)
        writeFileSync(file, bytes)
      },
      /is damaged\. Bring back the newest backup with: staffalloc restore/,
    ],
    [
      'a database that was cut off',
      () => {
        copyFileSync(GOLDEN, file)
        truncateSync(file, 200_000)
      },
      /is damaged\./,
    ],
  ])('refuses %s and leaves every byte of it', async (_, make, message) => {
    make()
    const before = readFileSync(file)
    expect(await refused()).toMatch(message)
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(readdirSync(folder.path).filter((name) => name.endsWith('.db'))).toEqual(['staffalloc.db'])
  })
})

describe('restore', () => {
  it('is refused while the application or an MCP server has the data open, and works after', async () => {
    expect((await runCommand(['backup'], env)).out).toMatch(/verified/)
    const running = startCommand(['start', '--no-open'], env)
    await running.line(/ready/)
    const whileOpen = await runCommand(['restore', '--yes'], env)
    running.child.kill('SIGKILL')
    await running.ended
    const mcp = startCommand(['mcp'], env, { open: true })
    mcp.child.stdin!.write('{"jsonrpc":"2.0","id":1,"method":"ping"}\n')
    await mcp.line(/"id":1/)
    const besideMcp = await runCommand(['restore', '--yes'], env)
    mcp.child.kill('SIGTERM')
    await mcp.ended
    const message =
      'StaffAlloc is running on this data (the application, a terminal conversation or an MCP server). Stop it first, then restore.\n'
    expect(whileOpen).toEqual({ code: 1, out: '', err: message })
    expect(besideMcp).toEqual({ code: 1, out: '', err: message })
    // The application was killed: what it wrote down about itself does not stand in the way.
    const done = await runCommand(['restore', '--yes'], env)
    expect(done).toMatchObject({ code: 0, out: expect.stringMatching(/^Restored .* The former database lies at /) })
    await startAndStop()
  })

  it('passes a damaged backup over, and takes none of a newer program', async () => {
    await runCommand(['backup'], env)
    await new Promise((resolve) => setTimeout(resolve, 5)) // Another millisecond, so that one is the newer.
    await runCommand(['backup'], env)
    const backups = join(folder.path, 'backups')
    const [newest, older] = (await runCommand(['backup', '--list'], env)).out
      .split('\n')
      .map((line) => /staffalloc-[\w-]+\.db/.exec(line)?.[0])
    writeFileSync(join(backups, newest!), 'gone')
    const verified = await runCommand(['backup', '--verify'], env)
    expect(verified.code).toBe(1)
    expect(verified.out).toMatch(new RegExp(`^BAD  ${newest}: .*its hash differs`, 'm'))
    expect(verified.out).toMatch(new RegExp(`^ok   .*${older}`, 'm'))
    const restored = await runCommand(['restore', '--yes'], env)
    expect(restored.err).toContain(`Passed over: ${newest} is not what it was`)
    expect(restored.out).toContain(`Restored ${older}.`)
    const manifest = JSON.parse(readFileSync(join(backups, `${older}.json`), 'utf8'))
    writeFileSync(join(backups, `${older}.json`), JSON.stringify({ ...manifest, schema: [...ALL, '999-future'] }))
    expect((await runCommand(['restore', older!, '--yes'], env)).err).toBe(
      `${older} was written by a newer StaffAlloc (schema 999-future). Install the newer version, then restore.\n`,
    )
    writeFileSync(join(backups, `${older}.json`), '{"file": ')
    expect((await runCommand(['restore', '--yes'], env)).err).toContain('There is no sound backup')
  })
})
