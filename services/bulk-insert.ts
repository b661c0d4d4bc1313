// Many rows into one table: the statement is drawn up once and used for every full batch.
import { CompiledQuery } from 'kysely'
import type { Db } from '../db/open.js'
import type { Database } from '../db/schema.js'

/** SQLite takes 32,766 parameters a statement; a thousand is where larger batches stop being faster. */
const PARAMETERS = 1600

/** Inserts rows that all have the same columns in the same order; `replace` names the key whose rows are overwritten. */
export async function bulkInsert(
  db: Db,
  table: keyof Database,
  rows: readonly Record<string, unknown>[],
  replace?: { key: string[]; set: string[] },
): Promise<void> {
  const [first] = rows
  if (!first) return
  const size = Math.max(1, Math.floor(PARAMETERS / Object.keys(first).length))
  const statement = (batch: readonly Record<string, unknown>[]) => {
    const insert = db.insertInto(table as 'allocation').values(batch as never)
    if (!replace) return insert.compile()
    return insert
      .onConflict((conflict) =>
        conflict
          .columns(replace.key as ['month'])
          .doUpdateSet((eb) =>
            Object.fromEntries(replace.set.map((c) => [c, eb.ref(`excluded.${c}` as 'excluded.month')])),
          ),
      )
      .compile()
  }
  let full: CompiledQuery | undefined
  for (let at = 0; at < rows.length; at += size) {
    const batch = rows.slice(at, at + size)
    if (batch.length < size) await db.executeQuery(statement(batch))
    else if (full === undefined) {
      full = statement(batch)
      await db.executeQuery(full)
    } else
      await db.executeQuery(
        CompiledQuery.raw(
          full.sql,
          batch.flatMap((row) => Object.values(row)),
        ),
      )
  }
}
