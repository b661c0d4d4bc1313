import { jsonList } from '../db/dialect.js'
import type { Db } from '../db/open.js'
import { plainRows } from './plain-rows.js'

/** SQLite takes 32,766 parameters; beyond this many ids all totals are read. */
const MAX_IDS = 5000

/** Quarter hours over all months, by assignment: of these assignments, or of all. One without hours may be missing. */
export async function readAssignmentTotals(db: Db, ids?: readonly string[]): Promise<Map<string, number>> {
  const few = ids && ids.length <= MAX_IDS ? ids : undefined
  const query = db
    .selectFrom((eb) =>
      eb
        .selectFrom('allocation')
        .select((e) => ['assignmentId', e.fn.sum<number>('quarters').as('quarters')])
        .$if(few !== undefined, (q) => q.where('assignmentId', 'in', few!))
        .groupBy('assignmentId')
        .as('s'),
    )
    .select([jsonList('assignmentId').as('a'), jsonList('quarters').as('q')])
  const { a, q } = (await plainRows(db, query))[0]!
  const quartersOf = JSON.parse(q) as number[]
  return new Map((JSON.parse(a) as string[]).map((id, i) => [id, quartersOf[i]!]))
}
