import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CellChange } from '../services/change.js'
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

describe('change_plan', () => {
  it('copies a month forward and leaves out months outside the project', async () => {
    const { plan: drawn, say } = await plan('change_plan', {
      operation: 'copy',
      employees: ['Sarah'],
      projects: ['ALPHA'],
      sourceMonth: '2025-04',
      from: '2025-08',
      to: '2025-10',
    })
    expect(cellsOf(drawn.changes)).toEqual(['Sarah Alpha 2025-08 0>100', 'Sarah Alpha 2025-09 0>100'])
    expect(say).toContain('2025-10 outside the project')
  })

  it('shifts months and adds to what stands there', async () => {
    const { plan: drawn } = await plan('change_plan', {
      operation: 'shift',
      projects: ['ALPHA'],
      from: '2025-04',
      months: 1,
    })
    expect(cellsOf(drawn.changes).sort()).toEqual(['Sarah Alpha 2025-04 100>0', 'Sarah Alpha 2025-05 60>160'])
  })

  it('shifts nothing by 0 months', async () => {
    await expect(
      plan('change_plan', { operation: 'shift', projects: ['ALPHA'], from: '2025-04', months: 0 }),
    ).rejects.toThrow('Nothing would change')
  })

  it.each([
    [{ operation: 'clear' }, 'Name at least one person or one project.'],
    [{ operation: 'copy', projects: ['ALPHA'] }, 'sourceMonth is missing.'],
    [{ operation: 'shift', projects: ['ALPHA'] }, 'months is missing.'],
    [{ operation: 'shift', projects: ['ALPHA'], months: 61 }, 'months 61 is above 60.'],
    [{ operation: 'distribute', projects: ['ALPHA'] }, 'hours is missing.'],
    [{ operation: 'scale', projects: ['ALPHA'] }, 'factor is missing.'],
    [
      { operation: 'replace', employees: ['Sarah', 'Jane'], replacement: 'Mark' },
      'Name the one person who is replaced.',
    ],
    [{ operation: 'replace', employees: ['Sarah'], replacement: 'Sarah' }, 'Sarah Jones cannot replace themselves.'],
    [
      { operation: 'clear', projects: ['ALPHA'], to: '2025-01' },
      'The period ends (2025-01) before it starts (2025-04).',
    ],
    [{ operation: 'clear', projects: ['ALPHA'], to: '2099-01' }, 'The period is longer than 20 years.'],
  ])('with %j is refused', async (input, reason) => {
    await expect(plan('change_plan', { from: '2025-04', ...input })).rejects.toThrow(reason)
  })

  it('refuses to shift hours out of the project', async () => {
    await expect(
      plan('change_plan', { operation: 'shift', projects: ['ALPHA'], from: '2025-04', to: '2025-05', months: 6 }),
    ).rejects.toThrow('October 2025 is outside Project Alpha')
  })

  it('distributes to the quarter hour', async () => {
    const { plan: drawn } = await plan('change_plan', {
      operation: 'distribute',
      employees: ['Mark'],
      projects: ['ALPHA'],
      from: '2025-06',
      to: '2025-08',
      hours: 100,
      method: 'evenly',
    })
    expect(drawn.changes.map((c) => (c as CellChange).after)).toEqual([33.5, 33.25, 33.25])
  })

  it('distributes to capacity and says what does not fit', async () => {
    const { plan: drawn, say } = await plan('change_plan', {
      operation: 'distribute',
      employees: ['Sarah'],
      projects: ['ALPHA'],
      from: '2025-05',
      hours: 200,
      method: 'capacity',
    })
    expect(cellsOf(drawn.changes)).toEqual(['Sarah Alpha 2025-05 60>96'])
    expect(say).toContain('Only 96 of 200 h fit into the free capacity; 104 h are not placed.')
  })

  it('multiplies the hours that stand there and rounds to the quarter hour', async () => {
    const scaled = (factor: number) =>
      plan('change_plan', { operation: 'scale', employees: ['Sarah'], from: '2025-04', to: '2025-05', factor })
    const { plan: drawn, say } = await scaled(1 / 3)
    expect(cellsOf(drawn.changes)).toEqual([
      'Sarah Alpha 2025-04 100>33.25',
      'Sarah Alpha 2025-05 60>20',
      'Sarah Beta 2025-05 80>26.75',
    ])
    expect(say).toContain('Cut the hours of Sarah Jones in April 2025 to May 2025 by 66.7 %.')
    expect((await scaled(0.5)).say).toMatch(/^Halve the hours of Sarah Jones/)
    expect((await scaled(1.1)).say).toMatch(/^Raise the hours of Sarah Jones .* by 10 %\./)
    await expect(
      plan('change_plan', { operation: 'scale', projects: ['ALPHA'], from: '2025-09', factor: 0.5 }),
    ).rejects.toThrow('No hours stand there')
  })

  it('replaces a person, making the assignment that is missing', async () => {
    const { changeSet } = await apply('change_plan', {
      operation: 'replace',
      employees: ['Sarah'],
      projects: ['BETA'],
      from: '2025-01',
      to: '2025-09',
      replacement: 'Mark',
    })
    expect(cellsOf(changeSet.changes)).toEqual(['Sarah Beta 2025-05 80>0', 'Mark Beta 2025-05 0>80'])
    expect(changeSet.changes[0]).toMatchObject({ table: 'assignment', after: { fundedHours: 80, lcatId: 'l-senior' } })
    await apply('undo_change', {})
    expect(await org.db.selectFrom('assignment').select('id').execute()).toHaveLength(4)
  })

  it('leaves other managers’ projects alone when only a person is named', async () => {
    const { plan: drawn, say } = await plan(
      'change_plan',
      { operation: 'clear', employees: ['Sarah'], from: '2025-05' },
      org.maria,
    )
    expect(cellsOf(drawn.changes)).toEqual(['Sarah Alpha 2025-05 60>0'])
    expect(say).toContain('1 assignment on projects of other managers left out')
  })
})
