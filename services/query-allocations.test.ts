import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSmallOrganisation, type SmallOrganisation, setCells } from '../tests/small-organisation.js'
import { readScope } from './policy.js'
import { type AllocationQuery, sumAllocations } from './query-allocations.js'
import { changeRecord } from './record-changes.js'

let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
  await setCells(org, [
    ['s-alpha', '2025-05', 60],
    ['s-beta', '2025-05', 20],
    ['s-beta', '2025-06', 20],
    ['m-alpha', '2025-05', 40],
  ])
})
afterEach(() => org.close())

const sum = (query: Partial<AllocationQuery> = {}) =>
  sumAllocations(org.db, { scope: { all: true }, from: 202505, to: 202506, groupBy: 'project', ...query })
const rows = async (query: Partial<AllocationQuery>) =>
  Object.fromEntries((await sum(query)).rows.map((r) => [r.label, r.hours]))

describe('sums of hours', () => {
  it('of equal size come by name', async () => {
    expect((await sum({ employeeIds: ['e-mark'], groupBy: 'role' })).rows).toHaveLength(1)
    await setCells(org, [['m-alpha', '2025-05', 100]])
    expect(Object.keys(await rows({ groupBy: 'employee' }))).toEqual(['Mark Lee', 'Sarah Jones'])
  })

  it('name what has no role and no client', async () => {
    await changeRecord(org.context(org.admin), 'assignment', 's-beta', { roleId: null }, 1)
    await changeRecord(org.context(org.admin), 'project', 'p-beta', { client: '' }, 1)
    expect(await rows({ groupBy: 'role' })).toEqual({ 'Cyber Analyst': 100, 'without a role': 40 })
    expect(await rows({ groupBy: 'client' })).toEqual({ ACME: 100, 'without a client': 40 })
    expect(await rows({ roles: ['Cyber Analyst'] })).toEqual({ 'Project Alpha': 100 })
  })

  it('of quarters are those of their months, and name what lies in the period only', async () => {
    const quarters = await sum({ groupBy: 'quarter', to: 202508 })
    expect(quarters.rows.map((r) => [r.label, r.hours])).toEqual([['May 2025 to June 2025', 140]])
    const months = await sum({ groupBy: 'quarter', from: 202504, to: 202609 })
    expect(months.rows.map((r) => [r.key, r.label, r.hours])).toEqual([['2025-04', 'Q2 2025', 140]])
    expect(months.rows[0]!.fte).toBeCloseTo((await sum({ from: 202504, to: 202506 })).fte)
  })

  it('are marked tentative while all of a group is still being planned', async () => {
    await changeRecord(org.context(org.admin), 'project', 'p-beta', { status: 'Planning' }, 1)
    expect((await sum()).rows.map((r) => [r.label, r.tentative])).toEqual([
      ['Project Alpha', false],
      ['Project Beta', true],
    ])
    expect((await sum({ groupBy: 'month' })).rows.map((r) => r.tentative)).toEqual([false, true])
  })

  it('of an employee hold nobody else, whomever is asked for', async () => {
    const scope = await readScope(org.db, org.sarah)
    expect(await rows({ scope, groupBy: 'employee' })).toEqual({ 'Sarah Jones': 100 })
    expect(await rows({ scope, groupBy: 'employee', employeeIds: ['e-sarah', 'e-mark'] })).toEqual({
      'Sarah Jones': 100,
    })
    expect(await sum({ scope, employeeIds: ['e-mark'] })).toMatchObject({ totalHours: 0, people: 0, rows: [] })
  })

  it('of some projects leave the others out', async () => {
    expect(await rows({ projectIds: ['p-beta'] })).toEqual({ 'Project Beta': 40 })
  })
})
