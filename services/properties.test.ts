import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Db } from '../db/open.js'
import { openSmallOrganisation, type SmallOrganisation } from '../tests/small-organisation.js'
import { findBrokenAuditLink } from './audit.js'
import { draftCells } from './cells.js'
import { applyPlan, commitStep, planSteps, type Step } from './changes.js'
import { readPlanAt } from './history.js'
import { draftUndo } from './undo.js'

let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
})
afterEach(() => org.close())

interface Edit {
  assignmentId: string
  month: string
  hours: number
}
const edit = fc.record({
  assignmentId: fc.constantFrom('s-alpha', 's-beta', 'm-alpha', 'j-alpha'),
  month: fc.constantFrom('2025-03', '2025-04', '2025-05', '2025-06'),
  hours: fc.integer({ min: 0, max: 800 }).map((q) => q / 4),
})
const batch = fc.array(edit, { minLength: 1, maxLength: 12 })
const step =
  (edits: Edit[]): Step =>
  async (db: Db) => ({ changes: await draftCells(db, edits) })

async function state() {
  const rows = await org.db
    .selectFrom('allocation')
    .select(['assignmentId', 'month', 'quarters'])
    .where('quarters', '>', 0)
    .orderBy('assignmentId')
    .orderBy('month')
    .execute()
  return rows.map((r) => `${r.assignmentId} ${r.month} ${r.quarters}`)
}
const commit = (edits: Edit[]) =>
  commitStep(org.context(org.admin), step(edits)).catch((error: Error) => {
    if (!/Nothing would change/.test(error.message)) throw error
    return undefined
  })

it('undo gives exactly the former state, redo the later one', async () => {
  await fc.assert(
    fc.asyncProperty(batch, batch, async (first, second) => {
      await commit(first)
      const before = await state()
      const applied = await commit(second)
      if (!applied) return
      const after = await state()
      const ctx = org.context(org.admin)
      const undone = await commitStep(ctx, (db) => draftUndo(db, org.admin, applied.changeSet.id))
      expect(await state()).toEqual(before)
      await commitStep(ctx, (db) => draftUndo(db, org.admin, undone.changeSet.id))
      expect(await state()).toEqual(after)
    }),
    { numRuns: 25 },
  )
})

it('a batch equals its single steps', async () => {
  await fc.assert(
    fc.asyncProperty(batch, async (edits) => {
      const start = await state()
      const whole = await commit(edits)
      const together = await state()
      if (whole) await commitStep(org.context(org.admin), (db) => draftUndo(db, org.admin, whole.changeSet.id))
      expect(await state()).toEqual(start)
      for (const one of edits) await commit([one])
      expect(await state()).toEqual(together)
      const plan = await planSteps(org.context(org.admin), [step([{ ...edits[0]!, hours: 199.25 }])], null).catch(
        () => undefined,
      )
      if (plan) await applyPlan(org.context(org.admin), plan.id)
    }),
    { numRuns: 25 },
  )
})

it('the plan as it stood can be read back after every change', async () => {
  const states: [number, string[]][] = [[0, []]]
  for (const edits of fc.sample(batch, { numRuns: 15, seed: 7 })) {
    const applied = await commit(edits)
    if (applied) states.push([applied.changeSet.seq!, await state()])
  }
  for (const [seq, expected] of states) {
    const past = await readPlanAt(org.db, { all: true }, seq)
    expect(past.map((c) => `${c.assignmentId} ${c.month.replace('-', '')} ${c.hours * 4}`).sort()).toEqual(
      [...expected].sort(),
    )
  }
  expect(await findBrokenAuditLink(org.db)).toBeUndefined()
})

it('of edits made from the same version one wins and the others are told, whatever the order', async () => {
  const raise: Step = async (db) => {
    const [cell] = await draftCells(db, [{ assignmentId: 's-alpha', month: '2025-05', hours: 0 }])
    return { changes: [{ ...cell!, after: cell!.before + 1 }] }
  }
  // Read-modify-write inside the transaction: none is lost.
  await Promise.all(Array.from({ length: 40 }, () => commitStep(org.context(org.admin), raise)))
  expect(await state()).toEqual(['s-alpha 202505 160'])
  // Made from what was on the screen: the first wins, the rest are stale.
  const seen = step([{ assignmentId: 's-alpha', month: '2025-05', hours: 80 }])
  const drafts = await seen(org.db)
  const results = await Promise.allSettled(
    Array.from({ length: 10 }, (_, i) =>
      commitStep(org.context(org.admin), async () => ({
        changes: drafts.changes.map((c) => ({ ...c, after: 80 + i })) as typeof drafts.changes,
      })),
    ),
  )
  expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1)
  expect(results.filter((r) => r.status === 'rejected' && r.reason.code === 'stale')).toHaveLength(9)
})

it('an altered audit entry is found', async () => {
  await commit([{ assignmentId: 's-alpha', month: '2025-05', hours: 8 }])
  await commit([{ assignmentId: 's-alpha', month: '2025-05', hours: 9 }])
  org.sqlite.exec("drop trigger audit_no_update; update audit set detail = '{}' where seq = 1")
  expect(await findBrokenAuditLink(org.db)).toBe(1)
})
