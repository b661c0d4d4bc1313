import { Fault } from '../services/fault.js'
import type { Application } from './compose.js'

/** Seeds the demo organisation into a database without people and projects; Fault refused_by_policy otherwise. */
export async function fillWithDemo(application: Application): Promise<{ people: number; projects: number }> {
  const { db } = application
  const { demo } = await db.selectFrom('organisation').select('demo').executeTakeFirstOrThrow()
  const before = await countAll(application)
  if (demo === 0) {
    if (before.people + before.projects > 0)
      throw new Fault(
        'refused_by_policy',
        `There is a plan here already: ${before.people} people, ${before.projects} projects.`,
        'Set STAFFALLOC_DATA to an empty folder to see the demo organisation.',
      )
    const { seedDemo } = await import('../db/demo.js')
    await db.deleteFrom('organisation').execute()
    await seedDemo(db, { month: application.today().slice(0, 7), now: application.now() })
  }
  return await countAll(application)
}

async function countAll({ db }: Application): Promise<{ people: number; projects: number }> {
  const count = async (table: 'employee' | 'project') =>
    Number(
      (
        await db
          .selectFrom(table)
          .select((eb) => eb.fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    )
  return { people: await count('employee'), projects: await count('project') }
}
