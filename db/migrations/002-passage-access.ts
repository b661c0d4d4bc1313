import type { Kysely } from 'kysely'

/** What decides who may find a passage stands beside it, so that rights are applied before anything is ranked. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const table = () => db.schema.alterTable('passage')
  await table()
    .addColumn('kind', 'text', (c) => c.notNull().defaultTo(''))
    .execute()
  await table().addColumn('employee_id', 'text').execute()
  await table().addColumn('project_id', 'text').execute()
  await table()
    .addColumn('private', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()
}
