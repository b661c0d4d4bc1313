import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSmallOrganisation, type SmallOrganisation } from '../tests/small-organisation.js'
import { draftCells } from './cells.js'
import { applyPlan, commitStep, planSteps } from './changes.js'
import { Fault } from './fault.js'
import { draftUndo, nextRedo, nextUndo } from './undo.js'

let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
})
afterEach(() => org.close())

const set = (assignmentId: string, month: string, hours: number) => async (db: SmallOrganisation['db']) => ({
  changes: await draftCells(db, [{ assignmentId, month, hours }]),
})
const hoursOf = async (assignmentId: string, month: number) =>
  ((
    await org.db
      .selectFrom('allocation')
      .select('quarters')
      .where('assignmentId', '=', assignmentId)
      .where('month', '=', month)
      .executeTakeFirst()
  )?.quarters ?? 0) / 4

describe('a change of hours', () => {
  it('warns that 108 % puts Sarah above her capacity across all projects', async () => {
    // May 2025 without holidays: 22 days, 176 h. 60 % + 48 %.
    await commitStep(org.context(org.paul), set('s-beta', '2025-05', 105.5))
    const { loads, warnings } = await commitStep(org.context(org.maria), set('s-alpha', '2025-05', 84.5))
    expect(loads[0]).toMatchObject({ employee: 'Sarah Jones', capacityHours: 176, overAfter: 14, bandAfter: 'over' })
    expect(warnings.map((w) => w.message)).toContain(
      'This puts Sarah Jones at 108 % FTE for May 2025 across all projects (14 h above a capacity of 176 h).',
    )
  })

  it('is planned without writing, applied once, and refused the second time', async () => {
    const ctx = org.context(org.maria)
    const plan = await planSteps(ctx, [set('s-alpha', '2025-05', 80)], {})
    expect(await hoursOf('s-alpha', 202505)).toBe(0)
    await applyPlan(ctx, plan.id)
    expect(await hoursOf('s-alpha', 202505)).toBe(80)
    await expect(applyPlan(ctx, plan.id)).rejects.toMatchObject({ code: 'stale' })
  })

  it('is stale when the cell was changed in between, with the present value', async () => {
    const plan = await planSteps(org.context(org.maria), [set('s-alpha', '2025-05', 80)], {})
    await commitStep(org.context(org.admin), set('s-alpha', '2025-05', 40))
    const error = await applyPlan(org.context(org.maria), plan.id).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(Fault)
    expect(error).toMatchObject({ code: 'stale', details: { current: [{ hours: 40, version: 1 }] } })
  })

  it('of steps planned in order lands as one change set', async () => {
    const ctx = org.context(org.maria)
    const add = (hours: number) => async (db: SmallOrganisation['db']) => {
      const [cell] = await draftCells(db, [{ assignmentId: 's-alpha', month: '2025-05', hours: 0 }])
      return { changes: [{ ...cell!, after: cell!.before + hours }] }
    }
    const plan = await planSteps(ctx, [add(10), add(20)], {})
    expect(plan.changes).toMatchObject([{ before: 0, after: 30 }])
    const { changeSet } = await applyPlan(ctx, plan.id)
    expect(changeSet.seq).toBe(1)
    expect(await hoursOf('s-alpha', 202505)).toBe(30)
  })

  it('outside the project is refused with its period', async () => {
    await expect(commitStep(org.context(org.maria), set('s-alpha', '2025-10', 8))).rejects.toThrow(
      'October 2025 is outside Project Alpha, which runs from 2025-01-01 to 2025-09-09.',
    )
  })

  it('on another manager’s project is refused and says whom it needs', async () => {
    await expect(commitStep(org.context(org.maria), set('s-beta', '2025-05', 8))).rejects.toMatchObject({
      code: 'forbidden',
      hint: 'Needs Paul Planner.',
    })
  })
})

describe('undo', () => {
  it('gives the former state back, redo the later one', async () => {
    const ctx = org.context(org.maria)
    await commitStep(ctx, set('s-alpha', '2025-05', 80))
    await commitStep(ctx, set('s-alpha', '2025-06', 40))
    const undo = async () => {
      const id = (await nextUndo(org.db, org.maria))!
      await commitStep(ctx, (db) => draftUndo(db, org.maria, id))
    }
    await undo()
    await undo()
    expect(await hoursOf('s-alpha', 202505)).toBe(0)
    expect(await nextUndo(org.db, org.maria)).toBeUndefined()
    const redo = (await nextRedo(org.db, org.maria))!
    await commitStep(ctx, (db) => draftUndo(db, org.maria, redo))
    expect(await hoursOf('s-alpha', 202505)).toBe(80)
    expect(await hoursOf('s-alpha', 202506)).toBe(0)
  })

  it('is refused where a later change is in the way, and says whose', async () => {
    const { changeSet } = await commitStep(org.context(org.maria), set('s-alpha', '2025-05', 80))
    await commitStep(org.context(org.admin), set('s-alpha', '2025-05', 40))
    await expect(draftUndo(org.db, org.maria, changeSet.id)).rejects.toThrow(/later change is in the way \(Ada Admin/)
  })
})
