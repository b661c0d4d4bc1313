import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readWith } from '../tests/demo-organisation.js'
import { openSmallOrganisation, type SmallOrganisation, setCells } from '../tests/small-organisation.js'
import { planCalls } from '../tools/call-tool.js'
import type { Actor } from './actor.js'
import { changeRecord, createRecord } from './record-changes.js'
import type { StaffingOption } from './staffing-option.js'

// May 2025 has 176 h, June 168 h. Sarah and Mark are Senior Cyber Analysts; Mark and Jane are on Alpha.
let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
})
afterEach(() => org.close())

const admin = () => org.context(org.admin)
const optionsOf = async (input: object, actor: Actor = org.admin) =>
  (await readWith(org.toolContext(actor), 'resolve_over_allocation', { from: '2025-05', to: '2025-05', ...input })).data
    .options as StaffingOption[]
const texts = async (input: object = {}, actor?: Actor) => (await optionsOf(input, actor)).map((o) => o.text)
/** What the calls of an option lead to is what it says remains. */
const remains = async (option: StaffingOption) => {
  const { plan } = await planCalls(option.calls, org.toolContext(org.admin))
  return plan.loads.reduce((sum, load) => sum + load.overAfter, 0)
}
const hire = (name: string, fields: object = {}) =>
  createRecord(admin(), 'employee', {
    name,
    email: `${name.split(' ')[0]!.toLowerCase()}@example.com`,
    roleId: 'r-cyber',
    lcatId: 'l-senior',
    ...fields,
  })

describe('of one project', () => {
  it('are options for those alone whose hours on it are part of the over-allocation', async () => {
    await setCells(org, [
      ['s-alpha', '2025-05', 200],
      ['j-alpha', '2025-05', 200],
      ['s-beta', '2025-05', 20],
    ])
    const overs = async (project?: string) => {
      const input = { from: '2025-05', to: '2025-05', ...(project ? { project } : {}) }
      const { data, say } = await readWith(org.toolContext(org.admin), 'resolve_over_allocation', input)
      return { say, names: (data.overs as { employee: string }[]).map((o) => o.employee) }
    }
    expect((await overs()).names).toEqual(['Jane Doe', 'Sarah Jones'])
    expect((await overs('Beta')).names).toEqual(['Sarah Jones'])
    await setCells(org, [['s-beta', '2025-05', 0]])
    expect((await overs('Beta')).say).toBe('Nobody on Beta is over-allocated in May 2025.')
  })
})

describe('one month above capacity', () => {
  it('of two projects neither of which has enough hours is cut across both', async () => {
    await changeRecord(admin(), 'employee', 'e-sarah', { contractPct: 25 }, 1)
    await setCells(org, [
      ['s-alpha', '2025-05', 100],
      ['s-beta', '2025-05', 100],
    ])
    const options = await optionsOf({ employee: 'Sarah' })
    expect(options[0]!.text).toBe('reduce Alpha by 100 h and reduce Beta by 56 h (May 2025)')
    expect(await remains(options[0]!)).toBe(0)
  })

  it('whom nobody can relieve alone is shared among those with room, the rest moved or cut', async () => {
    await setCells(org, [
      ['s-alpha', '2025-05', 276],
      ['m-alpha', '2025-05', 136],
      ...['2025-06', '2025-07', '2025-08', '2025-09'].map((m): [string, string, number] => ['s-beta', m, 168]),
    ])
    const options = await optionsOf({ employee: 'Sarah' })
    expect(options.map((o) => o.text)).toMatchInlineSnapshot(`
      [
        "reduce Alpha by 100 h (May 2025)",
        "hand 88 h of Alpha to Jane, who is at 0 % and 12 h to Mark, who is at 77 % (May 2025)",
      ]
    `)
    for (const option of options) expect(await remains(option)).toBe(option.remainingOverHours)
  })

  it('on a project on hold can only be cut', async () => {
    await setCells(org, [['s-alpha', '2025-05', 186]])
    await changeRecord(admin(), 'project', 'p-alpha', { status: 'On Hold' }, 1)
    expect(await texts({ employee: 'Sarah' })).toEqual(['reduce Alpha by 10 h (May 2025)'])
  })

  it('is not handed to somebody who is on the project in another role with that LCAT', async () => {
    await changeRecord(admin(), 'assignment', 'm-alpha', { roleId: 'r-sw' }, 1)
    await setCells(org, [['s-alpha', '2025-05', 186]])
    expect((await texts({ employee: 'Sarah' })).join()).not.toContain('Mark')
  })

  it('offers who shares the skills first, equal takers by name', async () => {
    await hire('Zoe Twin')
    await hire('Abe Twin')
    await setCells(org, [['s-beta', '2025-05', 186]])
    const handed = (await texts({ employee: 'Sarah' })).filter((t) => t.startsWith('hand'))
    expect(handed.map((t) => /to (\w+)/.exec(t)?.[1])).toEqual(['Mark', 'Abe', 'Zoe'])
  })

  it('that only two other months can take is offered to them once', async () => {
    await setCells(org, [
      ['j-alpha', '2025-05', 98],
      ['j-alpha', '2025-06', 78],
      ['m-alpha', '2025-05', 176],
      ['s-alpha', '2025-05', 176],
    ])
    expect(await texts({ employee: 'Jane' })).toEqual([
      'reduce Alpha by 10 h (May 2025)',
      'move 6 h of Alpha to June 2025 and 4 h to July 2025 (May 2025)',
    ])
  })

  it('of another manager’s project needs that manager', async () => {
    await setCells(org, [['s-beta', '2025-05', 186]])
    const options = await optionsOf({ employee: 'Sarah' }, org.maria)
    expect(options.every((o) => o.needs === 'Paul Planner')).toBe(true)
  })
})

describe('many months above capacity', () => {
  it('of one person in one month have one option each', async () => {
    await setCells(org, [['s-beta', '2025-05', 186]])
    expect(await texts()).toMatchInlineSnapshot(`
      [
        "move 10 h of Sarah's Beta to June 2025 (May 2025)",
      ]
    `)
  })

  it('are repaired at once, with people newly on projects and what nobody can take said', async () => {
    await setCells(org, [
      ['s-beta', '2025-05', 744],
      ['s-beta', '2025-06', 744],
      ['m-alpha', '2025-05', 168],
    ])
    const options = await optionsOf({ to: '2025-06' })
    expect(options.map((o) => o.text)).toMatchInlineSnapshot(`
      [
        "repair all 2 months at once (May 2025 to June 2025): hand over 176 h, move 528 h to other months, reduce by 440 h that nobody can take, 1 person newly on projects",
        "move 184 h of Sarah's Beta to July 2025 and 168 h to August 2025 and 176 h to September 2025 and hand 8 h of Sarah's Beta to Mark, who is at 95 % and new on the project and reduce Sarah's Beta by 32 h (May 2025)",
        "hand 168 h of Sarah's Beta to Mark, who is at 0 % and new on the project and reduce Sarah's Beta by 408 h (June 2025)",
      ]
    `)
    expect(await remains(options[0]!)).toBe(options[0]!.remainingOverHours)
  })

  it('that are all another manager’s are still repaired, with the word whom it needs', async () => {
    await setCells(org, [
      ['s-beta', '2025-05', 186],
      ['s-beta', '2025-06', 178],
    ])
    const [whole] = await optionsOf({ to: '2025-06' }, org.maria)
    expect(whole).toMatchObject({ needs: 'Paul Planner', text: expect.stringMatching(/needs Paul Planner$/) })
  })

  it('put several people newly on projects where one is not enough', async () => {
    await hire('Abe One', { contractPct: 10 })
    await hire('Bea Two', { contractPct: 10 })
    await setCells(org, [
      ['s-beta', '2025-05', 204],
      ['s-beta', '2025-06', 196],
      ...(['2025-05', '2025-06'] as const).map((m): [string, string, number] => [
        'm-alpha',
        m,
        m === '2025-05' ? 176 : 168,
      ]),
      ...['2025-07', '2025-08', '2025-09'].map((m): [string, string, number] => ['s-alpha', m, 184]),
    ])
    const [whole] = await optionsOf({ to: '2025-06' })
    expect(whole!.text).toMatchInlineSnapshot(
      `"repair all 2 months at once (May 2025 to June 2025): hand over 56 h, 2 people newly on projects"`,
    )
    expect(await remains(whole!)).toBe(whole!.remainingOverHours)
  })
})

describe('a better balance', () => {
  const balance = async (input: object = {}) => {
    const asked = { from: '2025-05', to: '2025-05', ...input }
    const { data } = await readWith(org.toolContext(org.admin), 'suggest_balance', asked)
    return data as unknown as {
      groups: { name: string }[]
      contrasts: { text: string }[]
      suggestions: StaffingOption[]
    }
  }

  it('is suggested for months to come, not for past ones', async () => {
    await setCells(org, [
      ['s-alpha', '2025-03', 160],
      ['s-alpha', '2025-05', 160],
      ['s-alpha', '2025-06', 160],
    ])
    const { suggestions } = await balance({ from: '2025-03', to: '2025-06' })
    expect(suggestions.map((s) => s.text)).toMatchInlineSnapshot(`
      [
        "hand 160 h of Sarah's Alpha to Mark in May 2025 to June 2025 (Sarah 93 % to 47 %, Mark 0 % to 47 % load)",
      ]
    `)
    expect((await balance({ from: '2025-03', to: '2025-03' })).suggestions).toEqual([])
  })

  it('leaves hours where they are that an earlier suggestion brings to a busy person', async () => {
    await setCells(org, [
      ['s-beta', '2025-05', 225],
      ['m-alpha', '2025-05', 145],
    ])
    const { suggestions } = await balance()
    expect(suggestions.map((s) => s.text)).toMatchInlineSnapshot(`
      [
        "hand 58 h of Mark's Alpha to Jane in May 2025 (Mark 82 % to 49 %, Jane 0 % to 66 % load)",
        "hand 31 h of Sarah's Beta to Mark in May 2025 (Sarah 128 % to 110 %, Mark 82 % to 100 % load)",
      ]
    `)
  })

  it('is asked for some roles or projects only', async () => {
    await setCells(org, [
      ['s-alpha', '2025-05', 160],
      ['j-alpha', '2025-05', 80],
    ])
    await changeRecord(admin(), 'assignment', 'j-alpha', { roleId: null }, 1)
    expect((await balance({ roles: ['SW Engineer'] })).suggestions).toEqual([])
    expect((await balance({ roles: ['SW Engineer'] })).groups).toEqual([])
    expect((await balance({ roles: ['Cyber Analyst'] })).suggestions).toHaveLength(1)
    expect((await balance({ projects: ['BETA'] })).suggestions).toEqual([])
    expect((await balance()).groups.map((g) => g.name)).not.toContain('')
  })

  it('is not worth less than four hours', async () => {
    await hire('Abe Small', { contractPct: 4 })
    await changeRecord(admin(), 'employee', 'e-mark', { roleId: 'r-sw' }, 1)
    await setCells(org, [['s-alpha', '2025-05', 160]])
    expect((await balance()).suggestions.filter((s) => s.text.includes('Abe'))).toEqual([])
  })

  it('of exchanges of equal size comes by person', async () => {
    await hire('Zoe Busy')
    const zoe = (
      await org.db.selectFrom('employee').select('id').where('name', '=', 'Zoe Busy').executeTakeFirstOrThrow()
    ).id
    const { record } = await createRecord(admin(), 'assignment', { projectId: 'p-beta', employeeId: zoe })
    await hire('Abe Idle')
    await setCells(org, [
      ['s-alpha', '2025-05', 160],
      [record!.id, '2025-05', 160],
    ])
    expect((await balance()).suggestions.map((s) => s.text)).toMatchInlineSnapshot(`
      [
        "hand 80 h of Sarah's Alpha to Mark in May 2025 (Sarah 91 % to 45 %, Mark 0 % to 45 % load)",
        "hand 80 h of Zoe's Beta to Abe in May 2025 (Zoe 91 % to 45 %, Abe 0 % to 45 % load)",
      ]
    `)
  })
})
