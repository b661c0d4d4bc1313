import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrations } from './migrations.js'
import { migrate, openDatabase, refuseOldSqlite } from './open.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'staffalloc-db-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const now = () => new Date('2026-10-15T08:00:00Z')

describe('opening the database', () => {
  it('keeps commits through a power loss: WAL with synchronous FULL, foreign keys on', async () => {
    const open = await openDatabase(join(folder, 'a.db'))
    expect(open.sqlite.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(open.sqlite.pragma('synchronous', { simple: true })).toBe(2)
    expect(open.sqlite.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(open.sqlite.pragma('trusted_schema', { simple: true })).toBe(0)
    await open.close()
  })

  it.skipIf(process.platform === 'win32')('is readable by its owner only', async () => {
    const open = await openDatabase(join(folder, 'sub', 'a.db'))
    expect(statSync(join(folder, 'sub', 'a.db')).mode & 0o777).toBe(0o600)
    await open.close()
  })

  it('refuses a file that is not a database, and leaves it as it was', async () => {
    const file = join(folder, 'a.db')
    writeFileSync(file, 'this is a shopping list, not a database, and long enough to be read as a header')
    await expect(openDatabase(file)).rejects.toThrow('is not a StaffAlloc database')
    expect(statSync(file).size).toBe(79)
  })

  it('refuses a folder that cannot be made', async () => {
    writeFileSync(join(folder, 'taken'), '')
    await expect(openDatabase(join(folder, 'taken', 'a.db'))).rejects.toThrow(/cannot be written/)
  })

  it('refuses a SQLite that can lose commits', () => {
    expect(() => refuseOldSqlite('3.51.2')).toThrow('3.51.3 or newer')
    expect(() => refuseOldSqlite('3.40.1')).toThrow('3.51.3 or newer')
    expect(() => refuseOldSqlite('3.51.3')).not.toThrow()
    expect(() => refuseOldSqlite('4.0.0')).not.toThrow()
  })
})

describe('migrations', () => {
  it('that crash half way leave the old schema, and succeed when run again', async () => {
    const file = join(folder, 'a.db')
    const open = await openDatabase(file)
    let crash = true
    const next = {
      name: '002-next',
      up: async (db: Parameters<(typeof migrations)[0]['up']>[0]) => {
        await sql`alter table role add column colour text`.execute(db)
        if (crash) throw new Error('power cut')
      },
    }
    const list = [...migrations, next]
    await expect(migrate(open.db, open.sqlite, file, list, now)).rejects.toThrow('power cut')
    const columns = () => (open.sqlite.pragma('table_info(role)') as { name: string }[]).map((c) => c.name)
    expect(columns()).not.toContain('colour')
    crash = false
    await migrate(open.db, open.sqlite, file, list, now)
    expect(columns()).toContain('colour')
    expect(readdirSync(folder)).toContain('a.db.before-002-next.db')
    await open.close()
  })

  it('refuse a database that a newer program has written', async () => {
    const file = join(folder, 'a.db')
    const open = await openDatabase(file)
    open.sqlite.prepare('insert into schema_version values (?, ?)').run('999-future', now().toISOString())
    await open.close()
    await expect(openDatabase(file)).rejects.toThrow('was written by a newer StaffAlloc (schema 999-future)')
  })

  it('keep the data of a database of the first schema', async () => {
    // The golden file of schema 001: made once, never again. Later migrations must carry it along.
    const { cpSync } = await import('node:fs')
    const file = join(folder, 'golden.db')
    cpSync(new URL('./golden/001-initial.db', import.meta.url), file)
    const open = await openDatabase(file)
    expect(await open.db.selectFrom('employee').select('name').orderBy('name').execute()).toEqual([
      { name: 'Jane Doe' },
      { name: 'Mark Lee' },
      { name: 'Sarah Jones' },
    ])
    expect(await open.db.selectFrom('allocation').select(['month', 'quarters']).execute()).toEqual([
      { month: 202505, quarters: 320 },
    ])
    await open.close()
  })
})

describe('the audit trail', () => {
  it('cannot be altered or shortened, not even by SQL', async () => {
    const open = await openDatabase(':memory:')
    open.sqlite
      .prepare(
        "insert into audit (at, actor_name, via, action, detail, previous_hash, hash) values ('', '', '', '', '{}', '', '')",
      )
      .run()
    expect(() => open.sqlite.exec("update audit set action = 'x'")).toThrow('append-only')
    expect(() => open.sqlite.exec('delete from audit')).toThrow('append-only')
    await open.close()
  })
})

it('bundles a SQLite new enough for several processes on one file', () => {
  const version = new Sqlite(':memory:').prepare('select sqlite_version()').pluck().get() as string
  expect(() => refuseOldSqlite(version)).not.toThrow()
})
