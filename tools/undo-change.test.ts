import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { applyPlan } from '../services/changes.js'
import { openSmallOrganisation, type SmallOrganisation } from '../tests/small-organisation.js'
import { applyWith, cellsOf, hours, planWith } from '../tests/tool-plans.js'
import { changeContext, planCalls } from './call-tool.js'

let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
})
afterEach(() => org.close())

const maria = (threadId?: string) => ({ ...org.toolContext(org.maria), threadId })
const set = (amount: number, threadId?: string, month = '2025-05') =>
  applyWith(maria(threadId), 'set_hours', { changes: [hours('ALPHA', 'Sarah', month, amount)] })
const undo = (input = {}, threadId?: string) => planWith(maria(threadId), 'undo_change', input)

describe('undo_change', () => {
  it('plans to take back the last change of its user', async () => {
    await set(40)
    await set(60)
    const { plan, say } = await undo()
    expect(say).toBe('Take back 1 change.')
    expect(cellsOf(plan.changes)).toEqual(['Sarah Alpha 2025-05 60>40'])
  })

  it('means the last change of the conversation, not a later one made elsewhere', async () => {
    await set(40, 'thread-one')
    await set(20, undefined, '2025-06')
    const { plan } = await undo({}, 'thread-one')
    expect(cellsOf(plan.changes)).toEqual(['Sarah Alpha 2025-05 40>0'])
  })

  it('takes back the change that is named; taking that back brings it again', async () => {
    const { changeSet } = await set(40)
    await set(20, undefined, '2025-06')
    const back = await undo({ changeSetId: changeSet.id })
    const { changeSet: undone } = await applyPlan(changeContext(maria()), back.plan.id)
    expect(undone.undoes).toBe(changeSet.id)
    const again = await undo({ changeSetId: undone.id })
    expect(cellsOf(again.plan.changes)).toEqual(['Sarah Alpha 2025-05 0>40'])
  })

  it('is refused where a later change is in the way, and says which', async () => {
    const { changeSet } = await set(40)
    await set(60)
    await expect(undo({ changeSetId: changeSet.id })).rejects.toThrow(
      'A later change is in the way (Maria Manager, 2025-05-15 09:00): Sarah Jones on Project Alpha, May 2025.',
    )
  })

  it('stands on one card with what shall be there instead: the same person, staffed in another way', async () => {
    const staff = (fundedHours: number) => ({ employee: 'Mark', project: 'BETA', fundedHours })
    await applyWith(org.toolContext(org.paul), 'staff_employee', staff(200))
    const calls = [
      { tool: 'undo_change', input: {} },
      { tool: 'staff_employee', input: staff(80) },
    ]
    const { plan } = await planCalls(calls, org.toolContext(org.paul))
    const { changeSet } = await applyPlan(changeContext(org.toolContext(org.paul)), plan.id)
    const funded = () =>
      org.db
        .selectFrom('assignment')
        .select('fundedQuarters')
        .where('projectId', '=', 'p-beta')
        .where('employeeId', '=', 'e-mark')
        .execute()
    expect(await funded()).toEqual([{ fundedQuarters: 320 }])
    const back = await planWith(org.toolContext(org.paul), 'undo_change', { changeSetId: changeSet.id })
    await applyPlan(changeContext(org.toolContext(org.paul)), back.plan.id)
    expect(await funded()).toEqual([{ fundedQuarters: 800 }])
  })

  it('says that there is nothing of the user’s to take back', async () => {
    await expect(undo()).rejects.toThrow('There is nothing of yours to take back.')
  })
})
