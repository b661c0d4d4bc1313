import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CellChange } from '../services/change.js'
import { applyPlan } from '../services/changes.js'
import { openSmallOrganisation, type SmallOrganisation } from '../tests/small-organisation.js'
import { callTool, changeContext } from './call-tool.js'

let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
  await apply('set_hours', {
    changes: [
      ['ALPHA', 'Sarah', '2025-04', 100],
      ['ALPHA', 'Sarah', '2025-05', 60],
      ['BETA', 'Sarah', '2025-05', 80],
    ].map(([project, employee, month, hours]) => ({ project, employee, month, hours, mode: 'set' })),
  })
})
afterEach(() => org.close())

async function plan(tool: string, input: unknown, actor = org.admin) {
  const result = await callTool({ tool, input }, org.toolContext(actor))
  if (result.kind !== 'plan') throw new Error('not a plan')
  return result
}
async function apply(tool: string, input: unknown, actor = org.admin) {
  const { plan: drawn } = await plan(tool, input, actor)
  return applyPlan(changeContext(org.toolContext(actor)), drawn.id)
}
const cells = (changes: readonly { kind: string }[]) =>
  changes
    .filter((c): c is CellChange => c.kind === 'cell')
    .map((c) => `${c.employee.split(' ')[0]} ${c.project.split(' ')[1]} ${c.month} ${c.before}>${c.after}`)

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
    expect(cells(drawn.changes)).toEqual(['Sarah Alpha 2025-08 0>100', 'Sarah Alpha 2025-09 0>100'])
    expect(say).toContain('2025-10 outside the project')
  })

  it('shifts months and adds to what stands there', async () => {
    const { plan: drawn } = await plan('change_plan', {
      operation: 'shift',
      projects: ['ALPHA'],
      from: '2025-04',
      months: 1,
    })
    expect(cells(drawn.changes).sort()).toEqual(['Sarah Alpha 2025-04 100>0', 'Sarah Alpha 2025-05 60>160'])
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
    expect(cells(drawn.changes)).toEqual(['Sarah Alpha 2025-05 60>96'])
    expect(say).toContain('Only 96 of 200 h fit into the free capacity; 104 h are not placed.')
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
    expect(cells(changeSet.changes)).toEqual(['Sarah Beta 2025-05 80>0', 'Mark Beta 2025-05 0>80'])
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
    expect(cells(drawn.changes)).toEqual(['Sarah Alpha 2025-05 60>0'])
    expect(say).toContain('1 assignment on projects of other managers left out')
  })

  it('clears ten thousand cells as one change set', async () => {
    const months = Array.from({ length: 9 }, (_, i) => `2025-0${i + 1}`)
    const version = 1
    const people = Array.from({ length: 1112 }, (_, i) => ({
      id: `x-${i}`,
      name: `Person ${i}`,
      email: `p${i}@example.com`,
      roleId: 'r-sw',
      lcatId: 'l-mid',
      contractPct: 100,
      startsOn: null,
      endsOn: null,
      skills: '[]',
      clearances: '[]',
      yearsExperience: null,
      education: '',
      notes: '',
      version,
    }))
    for (let i = 0; i < people.length; i += 500)
      await org.db
        .insertInto('employee')
        .values(people.slice(i, i + 500))
        .execute()
    for (let i = 0; i < people.length; i += 500)
      await org.db
        .insertInto('assignment')
        .values(
          people.slice(i, i + 500).map((p) => ({
            id: `xa-${p.id}`,
            projectId: 'p-alpha',
            employeeId: p.id,
            roleId: null,
            lcatId: null,
            fundedQuarters: 4000,
            note: '',
            version,
          })),
        )
        .execute()
    const set = people.flatMap((p) =>
      months.map((month) => ({ project: 'ALPHA', employee: p.email, month, hours: 8, mode: 'set' as const })),
    )
    const { changeSet } = await apply('set_hours', { changes: set.slice(0, 10_000) }, org.maria)
    expect(changeSet.changes).toHaveLength(10_000)
    const { say } = await plan('undo_change', {}, org.maria)
    expect(say).toBe('Take back 10000 changes.')
  })
})

describe('move_hours', () => {
  it('moves part of a month to another person on the project', async () => {
    const { plan: drawn, say } = await plan('move_hours', {
      employee: 'Sarah',
      project: 'ALPHA',
      month: '2025-05',
      hours: 32,
      toEmployee: 'Mark',
    })
    expect(cells(drawn.changes)).toEqual(['Sarah Alpha 2025-05 60>28', 'Mark Alpha 2025-05 0>32'])
    expect(say).toBe('Move 32 h of Sarah Jones on Project Alpha in May 2025 to Mark Lee.')
  })

  it('puts somebody new on the project', async () => {
    const { plan: drawn } = await plan('move_hours', {
      employee: 'Sarah',
      project: 'BETA',
      month: '2025-05',
      toEmployee: 'Jane',
    })
    expect(cells(drawn.changes)).toEqual(['Sarah Beta 2025-05 80>0', 'Jane Beta 2025-05 0>80'])
  })

  it('refuses more than there is', async () => {
    await expect(
      plan('move_hours', { employee: 'Sarah', project: 'ALPHA', month: '2025-05', hours: 61, toMonth: '2025-06' }),
    ).rejects.toThrow('Sarah Jones has 60 h on Project Alpha in May 2025; 61 h cannot be moved.')
  })
})

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
    expect(cells(drawn.changes)).toEqual(['Mark Beta 2025-06 0>84', 'Mark Beta 2025-07 0>92'])
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
    expect(cells(drawn.changes)).toEqual(['Sarah Alpha 2025-06 0>84'])
    expect(say).toContain('Set Sarah Jones on Project Alpha to 50 % FTE in June 2025 (84 h).')
  })

  it('refuses a second assignment with the same LCAT', async () => {
    await expect(plan('staff_employee', { employee: 'Mark', project: 'ALPHA' })).rejects.toThrow(
      'This person is already on the project with that LCAT.',
    )
  })
})
