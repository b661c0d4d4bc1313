// Opens staffalloc.db safely: durable commits, one writer at a time, schema up to date.
// Nothing of ours from outside db/ may be imported here.
import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import { CamelCasePlugin, Kysely } from 'kysely'
import { migrations, type NamedMigration } from './migrations.js'
import type { Database } from './schema.js'
import { BUSY_TIMEOUT_MS, ImmediateSqliteDialect } from './sqlite-dialect.js'

export type Db = Kysely<Database>

/** A start-up fault that the person at the keyboard can mend; `message` is one sentence, `hint` what to do. */
export class DatabaseStartError extends Error {
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message)
    this.name = 'DatabaseStartError'
  }
}

export interface OpenDatabase {
  db: Db
  /** The driver itself, for pragmas, backups and cached statements in hot loops. */
  sqlite: Sqlite.Database
  close(): Promise<void>
}

/** SQLite below 3.51.3 can lose commits when several processes share a WAL file (fixed 2026-03-13). */
const OLDEST_SAFE_SQLITE = [3, 51, 3]

/**
 * Opens (or creates) the database file, `:memory:` for tests, and brings its schema up to date.
 * Every connection: WAL, synchronous=FULL (a commit survives power loss), foreign keys, 5 s patience for another writer.
 * Throws DatabaseStartError for an unwritable folder, a too old SQLite, a foreign, damaged or newer file.
 */
export async function openDatabase(
  file: string,
  options: { now?: () => Date /** Look for damage in the whole file first. */; check?: boolean } = {},
): Promise<OpenDatabase> {
  const now = options.now ?? (() => new Date())
  const sqlite = openFile(file)
  try {
    refuseOldSqlite(sqlite.prepare('select sqlite_version()').pluck().get() as string)
    refuseForeign(sqlite, file)
    if (options.check) refuseDamaged(sqlite, file)
    setPragmas(sqlite)
    const db = new Kysely<Database>({
      dialect: new ImmediateSqliteDialect({ database: sqlite }),
      plugins: [new CamelCasePlugin()],
    })
    await migrate(db, sqlite, file, migrations, now)
    return {
      db,
      sqlite,
      close: async () => {
        await db.destroy()
      },
    }
  } catch (error) {
    if (sqlite.open) sqlite.close()
    throw explain(error, file)
  }
}

function openFile(file: string): Sqlite.Database {
  if (file === ':memory:') return new Sqlite(file)
  try {
    const isNew = !existsSync(file)
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    const sqlite = new Sqlite(file)
    if (isNew) chmodSync(file, 0o600)
    return sqlite
  } catch (error) {
    throw explain(error, file)
  }
}

function setPragmas(sqlite: Sqlite.Database): void {
  sqlite.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('fullfsync = ON')
  sqlite.pragma('foreign_keys = ON')
  sqlite.pragma('trusted_schema = OFF')
  sqlite.pragma('temp_store = MEMORY')
  sqlite.pragma('cache_size = -65536')
}

/** Refuses the database of another program before anything is written to it. */
function refuseForeign(sqlite: Sqlite.Database, file: string): void {
  const tables = sqlite.prepare("select name from sqlite_master where type = 'table'").pluck().all()
  if (tables.length > 0 && !tables.includes('schema_version')) throw notOurs(file)
}

const notOurs = (file: string) =>
  new DatabaseStartError(
    `${file} is not a StaffAlloc database.`,
    'Move it away, or set STAFFALLOC_DATA to another folder.',
  )

const damaged = (file: string) =>
  new DatabaseStartError(`${file} is damaged.`, 'Bring back the newest backup with: staffalloc restore')

/** Reads the whole file once: damage that no query has met yet is refused at the start. */
function refuseDamaged(sqlite: Sqlite.Database, file: string): void {
  if (sqlite.pragma('quick_check(1)', { simple: true }) !== 'ok') throw damaged(file)
}

/** Refuses a SQLite that can lose commits. */
export function refuseOldSqlite(version: string): void {
  const parts = version.split('.').map(Number)
  for (let i = 0; i < 3; i++) {
    const have = parts[i] ?? 0
    const need = OLDEST_SAFE_SQLITE[i] as number
    if (have > need) return
    if (have < need)
      throw new DatabaseStartError(
        `SQLite ${version} can lose saved work when two programs share the file; 3.51.3 or newer is needed.`,
        'Reinstall the packages with: npm ci',
      )
  }
}

/**
 * Applies the missing migrations, each in one transaction: a crash half way leaves the former schema.
 * The file is copied beside itself (`*.before-NAME.db`) first when it already holds data.
 */
export async function migrate(
  db: Kysely<Database>,
  sqlite: Sqlite.Database,
  file: string,
  list: NamedMigration[],
  now: () => Date,
): Promise<void> {
  sqlite.exec('create table if not exists schema_version (name text primary key, applied_at text not null)')
  const applied = new Set(sqlite.prepare('select name from schema_version').pluck().all() as string[])
  const known = new Set(list.map((m) => m.name))
  const unknown = [...applied].filter((name) => !known.has(name))
  if (unknown.length > 0)
    throw new DatabaseStartError(
      `The database was written by a newer StaffAlloc (schema ${unknown.join(', ')}).`,
      'Install the newer version, or restore a backup made by this one.',
    )
  const missing = list.filter((m) => !applied.has(m.name))
  if (missing.length > 0 && applied.size > 0 && file !== ':memory:')
    await sqlite.backup(`${file}.before-${missing[0]?.name}.db`)
  for (const migration of missing) {
    await db.transaction().execute(async (trx) => {
      // Another process may have migrated while this one waited for the write lock.
      const done = sqlite.prepare('select 1 from schema_version where name = ?').get(migration.name)
      if (done) return
      await migration.up(trx as unknown as Kysely<unknown>)
      sqlite
        .prepare('insert into schema_version (name, applied_at) values (?, ?)')
        .run(migration.name, now().toISOString())
    })
  }
}

function explain(error: unknown, file: string): unknown {
  if (error instanceof DatabaseStartError) return error
  const code = (error as { code?: string }).code ?? ''
  const message = (error as Error).message ?? ''
  if (code === 'SQLITE_NOTADB') return notOurs(file)
  if (code.startsWith('SQLITE_CORRUPT')) return damaged(file)
  if (code.startsWith('SQLITE_BUSY'))
    return new DatabaseStartError(
      `${file} is held by another program.`,
      'End what else has the file open (a database browser, a copy that hangs), then try again.',
    )
  const unwritable = ['SQLITE_CANTOPEN', 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'SQLITE_READONLY']
  if (unwritable.some((c) => code.startsWith(c)) || /directory does not exist/.test(message))
    return new DatabaseStartError(
      `The data folder ${dirname(file)} cannot be written.`,
      'Give yourself write permission, or set STAFFALLOC_DATA to another folder.',
    )
  return error
}
