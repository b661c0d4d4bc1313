import { type Kysely, sql } from 'kysely'

/** The audit trail stays append-only, but for the name of who acted: a person may ask to be forgotten. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('drop trigger audit_no_update').execute(db)
  await sql
    .raw(
      `create trigger audit_no_update before update of seq, at, actor_id, via, action, detail, change_set_id, previous_hash, hash on audit begin select raise(abort, 'the audit trail is append-only'); end`,
    )
    .execute(db)
}
