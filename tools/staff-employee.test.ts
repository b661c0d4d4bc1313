import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createRecord } from '../services/record-changes.js'
import { getRecord } from '../services/records.js'
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

  it('sets hours and budget of somebody who is there already in one plan, and takes both back', async () => {
    const input = { employee: 'Sarah', project: 'ALPHA', from: '2025-06', to: '2025-07', hoursPerMonth: 40 }
    const { plan: drawn, say } = await plan('staff_employee', { ...input, fundedHours: 700 })
    expect(drawn.changes[0]).toMatchObject({ table: 'assignment', after: { fundedHours: 700 } })
    expect(cellsOf(drawn.changes)).toEqual(['Sarah Alpha 2025-06 0>40', 'Sarah Alpha 2025-07 0>40'])
    expect(say).toContain(
      'Set Sarah Jones on Project Alpha to 700 funded hours and 40 h a month in June 2025 to July 2025.',
    )
    const id = drawn.changes[0]!.kind === 'record' ? drawn.changes[0]!.id : ''
    const before = await getRecord(org.db, 'assignment', id)
    await apply('staff_employee', { employee: 'Sarah', project: 'ALPHA', fundedHours: 650 })
    expect(await getRecord(org.db, 'assignment', id)).toMatchObject({ fundedHours: 650 })
    await apply('undo_change', {})
    expect(await getRecord(org.db, 'assignment', id)).toMatchObject({ fundedHours: before.fundedHours })
  })

  it('plans the same hours in every month, for somebody without role and LCAT too', async () => {
    await createRecord(org.context(org.admin), 'employee', { name: 'Noa Blank', email: 'noa@example.com' })
    const input = { employee: 'Noa', project: 'BETA', from: '2025-06', to: '2025-07', hoursPerMonth: 80 }
    const { plan: drawn, say } = await plan('staff_employee', input)
    expect(cellsOf(drawn.changes)).toEqual(['Noa Beta 2025-06 0>80', 'Noa Beta 2025-07 0>80'])
    expect(say).toContain('with 160 funded hours, 80 h a month in June 2025 to July 2025.')
    await expect(plan('staff_employee', { ...input, hoursPerMonth: 80.3 })).rejects.toThrow(
      'hoursPerMonth 80.3 is not a whole quarter hour.',
    )
  })

  it('refuses months outside the project, and hours together with FTE', async () => {
    const mark = { employee: 'Mark', project: 'BETA', from: '2026-01', to: '2026-02' }
    await expect(plan('staff_employee', { ...mark, fte: 0.5 })).rejects.toThrow(
      'None of these months lies inside Project Beta (2025-01-01 to 2025-09-09) and the employment of Mark Lee.',
    )
    await expect(plan('staff_employee', { ...mark, fte: 0.5, hoursPerMonth: 8 })).rejects.toThrow('not both')
  })

  it('refuses a second assignment with the same LCAT', async () => {
    await expect(plan('staff_employee', { employee: 'Mark', project: 'ALPHA' })).rejects.toThrow(
      'This person is already on the project with that LCAT.',
    )
  })
})
