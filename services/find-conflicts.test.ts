import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSmallOrganisation, type SmallOrganisation, setCells } from '../tests/small-organisation.js'
import { type ConflictQuery, findConflicts } from './find-conflicts.js'
import { readScope } from './policy.js'
import { changeRecord, createRecord } from './record-changes.js'

let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
})
afterEach(() => org.close())

const find = (query: Partial<ConflictQuery> = {}) =>
  findConflicts(org.db, { scope: { all: true }, from: 202505, to: 202506, ...query })
const texts = async (query: Partial<ConflictQuery> = {}) => (await find(query)).conflicts.map((c) => c.text)
const admin = () => org.context(org.admin)

describe('conflicts', () => {
  it('come by kind, month, size and name', async () => {
    await setCells(org, [
      ['s-alpha', '2025-05', 180],
      ['m-alpha', '2025-05', 180],
      ['j-alpha', '2025-06', 100],
      ['j-alpha', '2025-05', 100],
    ])
    const [first, second, third, fourth] = await texts()
    expect([first, second, third, fourth]).toEqual([
      'Jane Doe is 12 h over in May 2025: 57 % FTE of 176 h, capacity 88 h = 100 h Alpha.',
      'Mark Lee is 4 h over in May 2025: 102 % FTE of 176 h = 180 h Alpha.',
      'Sarah Jones is 4 h over in May 2025: 102 % FTE of 176 h = 180 h Alpha.',
      'Jane Doe is 16 h over in June 2025: 60 % FTE of 168 h, capacity 84 h = 100 h Alpha.',
    ])
  })

  it('are only of the kinds asked for, and only as many', async () => {
    await setCells(org, [
      ['s-alpha', '2025-05', 180],
      ['j-alpha', '2025-05', 700],
    ])
    expect(await find({ kinds: ['budget_overrun'] })).toMatchObject({
      total: 1,
      counts: { over_allocation: 0, budget_overrun: 1 },
      conflicts: [{ text: 'Jane Doe on Project Alpha: 700 h allocated of 500 h funded, remaining -200 h.' }],
    })
    expect(await find({ limit: 1 })).toMatchObject({ total: 3, conflicts: [{ employee: 'Jane Doe' }] })
    expect((await find({ projectId: 'p-beta' })).total).toBe(0)
  })

  it('of budgets come by hours too many, then by name', async () => {
    await setCells(org, [
      ['s-alpha', '2025-05', 40],
      ['m-alpha', '2025-05', 40],
      ['j-alpha', '2025-05', 40],
    ])
    for (const [id, hours] of [
      ['s-alpha', 30],
      ['m-alpha', 30],
      ['j-alpha', 20],
    ] as const)
      await changeRecord(admin(), 'assignment', id, { fundedHours: hours }, 1)
    expect((await find({ kinds: ['budget_overrun'] })).conflicts.map((c) => c.employee)).toEqual([
      'Jane Doe',
      'Mark Lee',
      'Sarah Jones',
    ])
  })

  it('name the full-time hours of each project where these differ', async () => {
    await createRecord(admin(), 'monthOverride', { projectId: 'p-alpha', month: '2025-05', hours: 160 })
    await setCells(org, [
      ['s-alpha', '2025-05', 160],
      ['s-beta', '2025-05', 44],
    ])
    expect(await texts()).toEqual([
      'Sarah Jones is 44 h over in May 2025: 125 % FTE of 176 h = 160 h of 160 Alpha + 44 h Beta.',
    ])
  })

  it.each([
    [{ endsOn: '2025-04-30' }, '(2020-01-01 to 2025-04-30)'],
    [{ startsOn: null, endsOn: '2025-04-30' }, '(… to 2025-04-30)'],
    [{ startsOn: '2025-06-02' }, '(2025-06-02 to …)'],
  ])('hold hours outside employment %j', async (dates, period) => {
    await setCells(org, [['s-alpha', '2025-05', 40]])
    await changeRecord(admin(), 'employee', 'e-sarah', dates, 1)
    expect(await texts()).toEqual([`Sarah Jones has 40 h in May 2025, outside employment ${period}.`])
    expect((await find()).conflicts[0]).toMatchObject({ kind: 'outside_employment', began: { by: 'Ada Admin' } })
  })

  it('hold hours in a month that somebody is away', async () => {
    await setCells(org, [['s-alpha', '2025-05', 40]])
    await createRecord(admin(), 'timeOff', { employeeId: 'e-sarah', startsOn: '2025-05-01', endsOn: '2025-05-31' })
    expect(await texts()).toEqual(['Sarah Jones has 40 h in May 2025 but no working time in that month.'])
  })

  it('began with the change that first made them', async () => {
    await setCells(org, [['s-alpha', '2025-05', 40]])
    const { applied } = await changeRecord(admin(), 'assignment', 's-alpha', { fundedHours: 30 }, 1)
    await changeRecord(admin(), 'assignment', 's-alpha', { note: 'small' }, 2)
    await setCells(org, [
      ['s-alpha', '2025-06', 8],
      ['m-alpha', '2025-06', 8],
    ])
    expect((await find()).conflicts[0]).toMatchObject({
      kind: 'budget_overrun',
      began: { changeSetId: applied.changeSet.id },
    })
  })

  it('outside a project whose assignment has no role name the person alone', async () => {
    await changeRecord(admin(), 'assignment', 's-alpha', { roleId: null, lcatId: null }, 1)
    await setCells(org, [['s-alpha', '2025-06', 40]])
    await changeRecord(admin(), 'project', 'p-alpha', { sprints: 4 }, 1)
    expect((await find()).conflicts[0]!.calls).toMatchObject([
      { tool: 'set_hours', input: { changes: [{ employee: 'sarah@example.com', hours: 0 }] } },
    ])
  })

  it('of an employee are her own; of a user who is no employee, none', async () => {
    await setCells(org, [
      ['s-alpha', '2025-05', 180],
      ['m-alpha', '2025-05', 180],
    ])
    expect(await find({ scope: await readScope(org.db, org.sarah) })).toMatchObject({ total: 1, people: 1 })
    const scope = await readScope(org.db, { ...org.sarah, employeeId: null })
    expect(await texts({ scope })).toEqual([])
  })
})
