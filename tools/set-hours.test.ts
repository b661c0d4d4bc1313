import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSmallOrganisation, type SmallOrganisation } from '../tests/small-organisation.js'
import { applyWith, cellsOf, hours, planWith } from '../tests/tool-plans.js'

let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
})
afterEach(() => org.close())

const plan = (changes: object[], actor = org.maria) => planWith(org.toolContext(actor), 'set_hours', { changes })

describe('set_hours', () => {
  it('replaces or adds, and adds twice where it is asked twice', async () => {
    await applyWith(org.toolContext(org.maria), 'set_hours', { changes: [hours('ALPHA', 'Sarah', '2025-05', 40)] })
    const add = { ...hours('ALPHA', 'Sarah', '2025-05', 8), mode: 'add' }
    const { plan: drawn, say } = await plan([add, add, hours('ALPHA', 'Mark', '2025-05', 20)])
    expect(cellsOf(drawn.changes)).toEqual(['Sarah Alpha 2025-05 40>56', 'Mark Alpha 2025-05 0>20'])
    expect(say).toBe(
      'Set Sarah Jones to 48 h on Project Alpha in May 2025. Set Sarah Jones to 56 h on Project Alpha in May 2025. Set Mark Lee to 20 h on Project Alpha in May 2025.',
    )
  })

  it.each([
    [1e9, 'Hours of Sarah Jones on Project Alpha in 2025-05 1000000000 is outside 0 to 744.'],
    [-5, 'is outside 0 to 744'],
    [80.3, 'is not a whole quarter hour'],
    [0.3, 'is not a whole quarter hour'],
    [Number.NaN, 'changes.0.hours'],
    [Number.POSITIVE_INFINITY, 'changes.0.hours'],
  ])('refuses %s hours', async (value, reason) => {
    await expect(plan([hours('ALPHA', 'Sarah', '2025-05', value)])).rejects.toThrow(reason)
  })

  it.each(['2025-13', '2025-00', '2025-5', '9999-01'])('refuses the month %s', async (month) => {
    await expect(plan([hours('ALPHA', 'Sarah', month, 8)])).rejects.toMatchObject({ code: 'invalid' })
  })

  it('refuses an unknown project and names the closest', async () => {
    await expect(plan([hours('Alpah', 'Sarah', '2025-05', 8)])).rejects.toThrow(
      "No project 'Alpah'. Closest: Project Alpha.",
    )
  })

  it('refuses all of them when one is not possible', async () => {
    const changes = [hours('ALPHA', 'Sarah', '2025-05', 8), hours('ALPHA', 'Mark', '2025-10', 8)]
    await expect(plan(changes)).rejects.toThrow('October 2025 is outside Project Alpha')
    expect(await org.db.selectFrom('allocation').select('month').execute()).toEqual([])
  })

  it('sets ten thousand cells as one change set, which one undo takes back', { timeout: 120_000 }, async () => {
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
    const changes = people.flatMap((p) => months.map((month) => hours('ALPHA', p.email, month, 8))).slice(0, 10_000)
    const { changeSet } = await applyWith(org.toolContext(org.maria), 'set_hours', { changes })
    expect(changeSet.changes).toHaveLength(10_000)
    const { say } = await planWith(org.toolContext(org.maria), 'undo_change', {})
    expect(say).toBe('Take back 10,000 changes.')
  })
})
