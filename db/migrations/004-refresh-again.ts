import { type Kysely, sql } from 'kysely'

/** A rotation whose answer never arrived can be asked for again by whoever began it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table refresh_token add column rotation_key text').execute(db)
}
