import { CompiledQuery, type DatabaseConnection, type Driver, SqliteDialect, type TransactionSettings } from 'kysely'

/**
 * kysely's SQLite dialect with BEGIN IMMEDIATE: a deferred transaction that reads first and writes later fails with
 * SQLITE_BUSY_SNAPSHOT as soon as another process has written in between; an immediate one waits its turn.
 */
export class ImmediateSqliteDialect extends SqliteDialect {
  override createDriver(): Driver {
    const driver = super.createDriver()
    driver.beginTransaction = async (connection: DatabaseConnection, _settings: TransactionSettings) => {
      await connection.executeQuery(CompiledQuery.raw('begin immediate'))
      // References are checked at the commit: the services name the missing row in words before that.
      await connection.executeQuery(CompiledQuery.raw('pragma defer_foreign_keys = on'))
    }
    return driver
  }
}
