import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSmallOrganisation, type SmallOrganisation } from '../tests/small-organisation.js'
import { applyWith, cellsOf, hours, planWith } from '../tests/tool-plans.js'

let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
  await applyWith(org.toolContext(org.admin), 'set_hours', {
    changes: [
      hours('ALPHA', 'Sarah', '2025-04', 100),
      hours('ALPHA', 'Sarah', '2025-05', 60),
      hours('BETA', 'Sarah', '2025-05', 80),
    ],
  })
})
afterEach(() => org.close())

const plan = (tool: string, input: unknown, actor = org.admin) => planWith(org.toolContext(actor), tool, input)
const apply = (tool: string, input: unknown, actor = org.admin) => applyWith(org.toolContext(actor), tool, input)

describe('staff_employee', () => {
  it('makes a row with 1000 funded hours and nothing allocated', async () => {
    const { changeSet } = await apply('staff_employee', { employee: 'Mark', project: 'BETA', fundedHours: 1000 })
    expect(changeSet.changes).toMatchObject([
      { table: 'assignment', after: { fundedHours: 1000, roleId: 'r-cyber', lcatId: 'l-senior' } },
    ])
  })

  it('plans half time in every month named', async () => {
    const { plan: drawn, say } = await plan('staff_employee', {
      employee: 'Mark',
      project: 'BETA',
      from: '2025-06',
      to: '2025-07',
      fte: 0.5,
    })
    expect(cellsOf(drawn.changes)).toEqual(['Mark Beta 2025-06 0>84', 'Mark Beta 2025-07 0>92'])
    expect(say).toContain('50 % FTE in June 2025 to July 2025 (176 h)')
  })

  it('sets the hours of somebody who is on the project already', async () => {
    const { plan: drawn, say } = await plan('staff_employee', {
      employee: 'Sarah',
      project: 'ALPHA',
      from: '2025-06',
      to: '2025-06',
      fte: 0.5,
    })
    expect(cellsOf(drawn.changes)).toEqual(['Sarah Alpha 2025-06 0>84'])
    expect(say).toContain('Set Sarah Jones on Project Alpha to 50 % FTE in June 2025 (84 h).')
  })

  it('refuses a second assignment with the same LCAT', async () => {
    await expect(plan('staff_employee', { employee: 'Mark', project: 'ALPHA' })).rejects.toThrow(
      'This person is already on the project with that LCAT.',
    )
  })
})
