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

describe('move_hours', () => {
  it('moves part of a month to another person on the project', async () => {
    const { plan: drawn, say } = await plan('move_hours', {
      employee: 'Sarah',
      project: 'ALPHA',
      month: '2025-05',
      hours: 32,
      toEmployee: 'Mark',
    })
    expect(cellsOf(drawn.changes)).toEqual(['Sarah Alpha 2025-05 60>28', 'Mark Alpha 2025-05 0>32'])
    expect(say).toBe('Move 32 h of Sarah Jones on Project Alpha in May 2025 to Mark Lee.')
  })

  it('puts somebody new on the project', async () => {
    const { plan: drawn } = await plan('move_hours', {
      employee: 'Sarah',
      project: 'BETA',
      month: '2025-05',
      toEmployee: 'Jane',
    })
    expect(cellsOf(drawn.changes)).toEqual(['Sarah Beta 2025-05 80>0', 'Jane Beta 2025-05 0>80'])
  })

  it('moves a share of a month, to the quarter hour', async () => {
    const { plan: drawn, say } = await plan('move_hours', {
      employee: 'Sarah',
      project: 'ALPHA',
      month: '2025-04',
      share: 1 / 3,
      toMonth: '2025-05',
    })
    expect(cellsOf(drawn.changes)).toEqual(['Sarah Alpha 2025-04 100>66.75', 'Sarah Alpha 2025-05 60>93.25'])
    expect(say).toContain('Move 33.25 h of Sarah Jones on Project Alpha in April 2025 to May 2025.')
  })

  it('says so where no hours stand', async () => {
    await expect(
      plan('move_hours', { employee: 'Sarah', project: 'ALPHA', month: '2025-06', toMonth: '2025-07' }),
    ).rejects.toThrow('Sarah Jones has no hours on Project Alpha in June 2025.')
  })

  it('refuses more than there is', async () => {
    await expect(
      plan('move_hours', { employee: 'Sarah', project: 'ALPHA', month: '2025-05', hours: 61, toMonth: '2025-06' }),
    ).rejects.toThrow('Sarah Jones has 60 h on Project Alpha in May 2025; 61 h cannot be moved.')
  })
})
