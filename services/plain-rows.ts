import type { Compilable } from 'kysely'
import type { Db } from '../db/open.js'

/**
 * Runs a query whose result columns are all named in lower case without underscores, as the driver gives its rows:
 * turning hundreds of thousands of rows into camel case costs more than reading them. For large reads only.
 */
export async function plainRows<T>(db: Db, query: Compilable<T>): Promise<T[]> {
  return (await db.withoutPlugins().executeQuery(query.compile())).rows
}
