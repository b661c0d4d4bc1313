import type Sqlite from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  SqliteDialect,
  type SqliteDialectConfig,
  type TransactionSettings,
} from 'kysely'
import { keepStatements } from './statement-cache.js'

/** How long a write waits for another process or thread that writes: a large import holds the file for seconds. */
const PATIENCE_MS = 60_000
const LOOK_AGAIN_MS = 15
/** How long a statement waits on the spot: reads while a log is recovered, statements beside kysely. */
export const BUSY_TIMEOUT_MS = 5000
const WRITES = /^\s*(begin|insert|update|delete|replace)\b/i

/**
 * kysely's SQLite dialect with BEGIN IMMEDIATE: a deferred transaction that reads first and writes later fails with
 * SQLITE_BUSY_SNAPSHOT as soon as another process has written in between; an immediate one waits its turn. It waits
 * without holding up this program: reads go on meanwhile.
 */
export class ImmediateSqliteDialect extends SqliteDialect {
  readonly #sqlite: Sqlite.Database

  constructor(config: SqliteDialectConfig & { database: Sqlite.Database }) {
    super({ ...config, database: keepStatements(config.database) })
    this.#sqlite = config.database
  }

  override createDriver(): Driver {
    const driver = super.createDriver()
    const acquire = driver.acquireConnection.bind(driver)
    const release = driver.releaseConnection.bind(driver)
    const patient = (inner: DatabaseConnection): DatabaseConnection => ({
      streamQuery: (query, size) => inner.streamQuery(query, size),
      executeQuery: <R>(query: CompiledQuery) =>
        this.#sqlite.inTransaction || !WRITES.test(query.sql)
          ? inner.executeQuery<R>(query)
          : this.#wait(
              () => inner.executeQuery<R>(query),
              async () => {
                await release(inner)
                await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
                await acquire()
              },
            ),
    })
    driver.acquireConnection = async () => patient(await acquire())
    driver.beginTransaction = async (connection: DatabaseConnection, _settings: TransactionSettings) => {
      await connection.executeQuery(CompiledQuery.raw('begin immediate'))
      // References are checked at the commit: the services name the missing row in words before that.
      await connection.executeQuery(CompiledQuery.raw('pragma defer_foreign_keys = on'))
    }
    return driver
  }

  /** Runs a write; while another connection holds the write lock, lets others of this program read and tries again. */
  async #wait<R>(run: () => Promise<R>, pause: () => Promise<void>): Promise<R> {
    const until = performance.now() + PATIENCE_MS
    for (;;) {
      this.#sqlite.pragma('busy_timeout = 0')
      try {
        // The driver runs the statement before it answers a promise, so the setting holds for it alone.
        return run()
      } catch (error) {
        const isBusy = String((error as { code?: string }).code).startsWith('SQLITE_BUSY')
        if (!isBusy || performance.now() > until) throw error
      } finally {
        this.#sqlite.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
      }
      await pause()
    }
  }
}
