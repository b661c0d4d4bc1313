import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSmallOrganisation, type SmallOrganisation, setCells } from '../tests/small-organisation.js'
import { readEmployeeTimeline } from './employee-timeline.js'
import { readLoads } from './load.js'
import { readScope } from './policy.js'
import { compare, sumExact } from './ratio.js'
import { createRecord } from './record-changes.js'

let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
  await setCells(org, [
    ['s-alpha', '2025-05', 80],
    ['m-alpha', '2025-05', 40],
  ])
})
afterEach(() => org.close())

describe('loads', () => {
  it('of more people than a statement takes names are the same', async () => {
    const many = Array.from({ length: 5001 }, (_, i) => `nobody-${i}`)
    const loads = await readLoads(org.db, { employeeIds: ['e-sarah', ...many], months: [202505] })
    expect(loads.employees.map((e) => e.id)).toEqual(['e-sarah'])
    expect(loads.of('e-sarah', 202505).fte).toBe(80 / 176)
  })

  it('of somebody or a month that was not asked for are a fault of the program, not a zero', async () => {
    const loads = await readLoads(org.db, { employeeIds: ['e-sarah'], months: [202505] })
    expect(() => loads.of('e-mark', 202505)).toThrow('employee e-mark is not in the scope of these loads')
    expect(() => loads.of('e-sarah', 202506)).toThrow('month 202506 is not in the scope of these loads')
  })

  it('leave free what fits below capacity in the project’s own hours', async () => {
    await createRecord(org.context(org.admin), 'monthOverride', { projectId: 'p-alpha', month: '2025-05', hours: 160 })
    const loads = await readLoads(org.db, { months: [202505] })
    // 50 % of an overridden 160 h: half of the 176 h, or 80 of 160, are left.
    expect(loads.free('e-sarah', 202505, 176 * 4)).toBe(88 * 4)
    expect(loads.free('e-sarah', 202505, 160 * 4)).toBe(80 * 4)
    expect(loads.free('e-jane', 202505, 160 * 4)).toBe(80 * 4)
  })

  it('of everybody together are those of each added up, with a project’s own hours and without', async () => {
    await createRecord(org.context(org.admin), 'monthOverride', { projectId: 'p-alpha', month: '2025-05', hours: 60 })
    const loads = await readLoads(org.db, { months: [202505, 202506] })
    for (const month of loads.months) {
      const each = loads.employees.map((e) => loads.of(e.id, month))
      const group = loads.group(month)
      expect(compare(group.fte, sumExact(each.map((load) => load.exact.fte)))).toBe(0)
      expect(group.capacityQuarters).toBe(each.reduce((sum, load) => sum + load.capacityQuarters, 0))
      expect(group.over).toBe(each.filter((load) => load.side > 0).length)
    }
    expect(loads.group(202505).over).toBe(1)
  })
})

describe('a timeline', () => {
  it('of somebody one may not see, or who does not exist, is none', async () => {
    const scope = await readScope(org.db, org.sarah)
    expect(await readEmployeeTimeline(org.db, scope, 'e-mark', 202505, 202505)).toBeUndefined()
    expect(await readEmployeeTimeline(org.db, { all: true }, 'e-none', 202505, 202505)).toBeUndefined()
    expect((await readEmployeeTimeline(org.db, scope, 'e-sarah', 202505, 202505))?.months).toHaveLength(1)
  })
})
