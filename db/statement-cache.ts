import type Sqlite from 'better-sqlite3'
import type { SqliteDatabase, SqliteStatement } from 'kysely'

const KEPT = 128
/** Longer texts are lists of many names, hardly ever the same again. */
const LONGEST = 10_000
/** Some pragmas act while they are prepared, so only these are kept. */
const KEEPABLE = /^(select|with|insert|update|delete)\b/i

/** The database as kysely wants it, which prepares a text once: a short read is prepared longer than it runs. */
export function keepStatements(sqlite: Sqlite.Database): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>()
  return {
    prepare(text) {
      if (text.length > LONGEST || !KEEPABLE.test(text)) return sqlite.prepare(text)
      const statement = kept.get(text) ?? sqlite.prepare(text)
      kept.delete(text)
      kept.set(text, statement)
      if (kept.size > KEPT) kept.delete(kept.keys().next().value!)
      return statement
    },
    close: () => void sqlite.close(),
  }
}
