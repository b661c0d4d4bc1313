import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSmallOrganisation, type SmallOrganisation, setCells } from '../tests/small-organisation.js'
import { draftCells } from './cells.js'
import { applyPlan, commitStep, planSteps, withdrawPlan } from './changes.js'
import { Fault } from './fault.js'
import { changeRecord, removeRecord } from './record-changes.js'
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
    expect(await org.db.selectFrom('changeSet').select('id').execute()).toEqual([{ id: changeSet.id }])
    expect(await hoursOf('s-alpha', 202505)).toBe(30)
  })

  it('outside the project is refused with its period', async () => {
    await expect(commitStep(org.context(org.maria), set('s-alpha', '2025-10', 8))).rejects.toThrow(
      'October 2025 is outside Project Alpha, which runs from 2025-01-01 to 2025-09-09.',
    )
  })

  it('on hold or closed takes no more, and says so', async () => {
    await changeRecord(org.context(org.admin), 'project', 'p-alpha', { status: 'On Hold' }, 1)
    await expect(commitStep(org.context(org.maria), set('s-alpha', '2025-05', 8))).rejects.toMatchObject({
      message: 'Project Alpha is on hold: its hours may only go down.',
      hint: 'Set the project to Active first.',
    })
  })

  it('of several people on a project in planning is said to be tentative once', async () => {
    await changeRecord(org.context(org.admin), 'project', 'p-alpha', { status: 'Planning' }, 1)
    const { warnings } = await setCells(org, [
      ['s-alpha', '2025-05', 8],
      ['m-alpha', '2025-05', 8],
    ])
    expect(warnings.map((w) => w.message)).toEqual(['Project Alpha is still in planning: hours are tentative.'])
  })

  it.each([
    [{ startsOn: '2025-06-01' }, 'Sarah Jones is not employed in May 2025 (2025-06-01 to …).'],
    [{ startsOn: null, endsOn: '2025-04-30' }, 'Sarah Jones is not employed in May 2025 (… to 2025-04-30).'],
  ])('outside employment %j is refused with its period', async (dates, reason) => {
    await changeRecord(org.context(org.admin), 'employee', 'e-sarah', dates, 1)
    await expect(setCells(org, [['s-alpha', '2025-05', 8]])).rejects.toThrow(reason)
  })

  it('in the month of joining or leaving is possible', async () => {
    const dates = { startsOn: '2025-05-30', endsOn: '2025-06-02' }
    await changeRecord(org.context(org.admin), 'employee', 'e-sarah', dates, 1)
    const { loads } = await setCells(org, [
      ['s-alpha', '2025-05', 8],
      ['s-alpha', '2025-06', 8],
    ])
    expect(loads.map((l) => [l.capacityHours, l.loadAfter])).toEqual([
      [8, 1],
      [8, 1],
    ])
  })

  it('of an assignment that went since it was planned is refused', async () => {
    const plan = await planSteps(org.context(org.maria), [set('j-alpha', '2025-05', 8)], {})
    await removeRecord(org.context(org.admin), 'assignment', 'j-alpha', 1)
    await expect(applyPlan(org.context(org.maria), plan.id)).rejects.toMatchObject({ code: 'not_found' })
    expect(await hoursOf('j-alpha', 202505)).toBe(0)
  })

  it('of nothing is refused', async () => {
    const nothing = async () => ({ changes: [] })
    await expect(planSteps(org.context(org.maria), [nothing], {})).rejects.toThrow('Nothing would change')
    await expect(commitStep(org.context(org.maria), nothing)).rejects.toThrow('Nothing would change')
    await expect(commitStep(org.context(org.maria), set('s-alpha', '2025-05', 0))).rejects.toThrow(
      'Nothing would change',
    )
  })

  it('before an organisation is set up is warned of, not refused', async () => {
    await org.db.deleteFrom('organisation').execute()
    const { warnings } = await setCells(org, [['j-alpha', '2025-05', 600]])
    expect(warnings.map((w) => w.code)).toEqual(['over_funded', 'over_allocated'])
  })

  it('made by a program that fails half way leaves nothing', async () => {
    const fails = async (db: SmallOrganisation['db']) => {
      await db.deleteFrom('allocation').execute()
      throw new Error('power cut')
    }
    await setCells(org, [['s-alpha', '2025-05', 80]])
    await expect(planSteps(org.context(org.admin), [set('s-alpha', '2025-06', 8), fails], {})).rejects.toThrow(
      'power cut',
    )
    expect(await hoursOf('s-alpha', 202505)).toBe(80)
  })

  it('on another manager’s project is refused and says whom it needs', async () => {
    await expect(commitStep(org.context(org.maria), set('s-beta', '2025-05', 8))).rejects.toMatchObject({
      code: 'forbidden',
      hint: 'Needs Paul Planner.',
    })
  })
})

describe('a plan that waits', () => {
  const drawn = () =>
    planSteps(org.context(org.maria), [set('s-alpha', '2025-05', 80), set('m-alpha', '2025-05', 40)], {})
  const edit = (assignmentId: string, hours: number) => new Map([[`cell:${assignmentId}:2025-05`, hours]])

  it('is corrected on its card before it is applied', async () => {
    const { id } = await drawn()
    const { changeSet } = await applyPlan(org.context(org.maria), id, edit('s-alpha', 60))
    expect(changeSet.changes).toMatchObject([{ after: 60 }, { after: 40 }])
  })

  it('leaves out a cell corrected back to what it was; of nothing else it is refused', async () => {
    const { id } = await drawn()
    const both = new Map([...edit('s-alpha', 0), ...edit('m-alpha', 0)])
    await expect(applyPlan(org.context(org.maria), id, both)).rejects.toThrow('Nothing would change with these values.')
    const { changeSet } = await applyPlan(org.context(org.maria), id, edit('m-alpha', 0))
    expect(changeSet.changes).toHaveLength(1)
  })

  it.each([80.3, 745, -1])('cannot be corrected to %s hours', async (hours) => {
    const { id } = await drawn()
    await expect(applyPlan(org.context(org.maria), id, edit('s-alpha', hours))).rejects.toMatchObject({
      code: 'invalid',
    })
    expect(await hoursOf('m-alpha', 202505)).toBe(0)
  })

  it('is worth ten minutes', async () => {
    const { id } = await drawn()
    const at = (time: string) => ({ ...org.context(org.maria), now: () => new Date(time) })
    await expect(applyPlan(at('2025-05-15T09:10:00Z'), id)).rejects.toThrow('This plan is more than ten minutes old.')
    await applyPlan(at('2025-05-15T09:09:59Z'), id)
  })

  it('that was withdrawn is not applied', async () => {
    const { id } = await drawn()
    await withdrawPlan(org.context(org.maria), id)
    await expect(applyPlan(org.context(org.maria), id)).rejects.toMatchObject({
      message: 'This plan was withdrawn.',
      hint: 'Ask for the change again.',
    })
  })

  it('is its user’s alone', async () => {
    const { id } = await drawn()
    await withdrawPlan(org.context(org.paul), id)
    await expect(applyPlan(org.context(org.paul), id)).rejects.toThrow('There is no such plan.')
    await applyPlan({ ...org.context(org.maria), confirmation: 'via MCP, confirmed by the host' }, id)
    const audit = await org.db.selectFrom('audit').select('detail').orderBy('seq', 'desc').executeTakeFirstOrThrow()
    expect(JSON.parse(audit.detail)).toMatchObject({ confirmation: 'via MCP, confirmed by the host' })
  })

  it('to take something back among other steps is an ordinary change', async () => {
    const { changeSet } = await commitStep(org.context(org.maria), set('s-alpha', '2025-05', 80))
    const plan = await planSteps(
      org.context(org.maria),
      [(db) => draftUndo(db, org.maria, changeSet.id), set('m-alpha', '2025-05', 8)],
      {},
    )
    const applied = await applyPlan(org.context(org.maria), plan.id)
    expect(applied.changeSet.undoes).toBeUndefined()
    expect(applied.changeSet.changes).toHaveLength(2)
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
