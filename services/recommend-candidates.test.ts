import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readWith } from '../tests/demo-organisation.js'
import { openSmallOrganisation, type SmallOrganisation, setCells } from '../tests/small-organisation.js'
import { changeRecord, createRecord } from './record-changes.js'

// May 2025: 176 h. Sarah and Mark are Senior Cyber Analysts on Alpha, Sarah on Beta too; Jane is a Mid SW Engineer, half time.
let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
  await changeRecord(admin(), 'assignment', 'j-alpha', { roleId: 'r-sw', lcatId: 'l-mid' }, 1)
})
afterEach(() => org.close())

const admin = () => org.context(org.admin)
const hire = async (name: string, fields: object = {}) =>
  (
    await createRecord(admin(), 'employee', {
      name,
      email: `${name.split(' ')[0]!.toLowerCase()}@example.com`,
      roleId: 'r-cyber',
      lcatId: 'l-senior',
      ...fields,
    })
  ).record!.id
const ask = async (input: object = {}, actor = org.admin) => {
  const asked = { role: 'Cyber Analyst', project: 'BETA', from: '2025-05', to: '2025-05', ...input }
  const { data } = await readWith(org.toolContext(actor), 'recommend_candidates', asked)
  return data as {
    // biome-ignore lint/suspicious/noExplicitAny: answers are asserted, not typed
    candidates: any[]
    notOffered: { name: string; reason: string }[]
    neededHours: number
    // biome-ignore lint/suspicious/noExplicitAny: answers are asserted, not typed
    explanation?: any
    assumptions: string[]
  }
}
const names = async (input: object = {}) => (await ask(input)).candidates.map((c) => c.name.split(' ')[0])
const why = async (explain: string, input: object = {}) => (await ask({ explain, ...input })).explanation.text

describe('candidates', () => {
  it('who are equal in everything come by name', async () => {
    await hire('Zoe Young')
    await hire('Abe Young')
    expect(await names({ project: undefined })).toEqual(['Abe', 'Mark', 'Sarah', 'Zoe'])
  })

  it('count alike with as many hours free as are needed, half-timers too', async () => {
    await hire('Abe Part', { contractPct: 50 })
    const { candidates } = await ask({ project: undefined, hours: 40 })
    expect(candidates.map((c) => [c.name, c.score])).toEqual([
      ['Abe Part', 100],
      ['Mark Lee', 100],
      ['Sarah Jones', 100],
    ])
  })

  it('on the project already, then working for its client, then others', async () => {
    await setCells(org, [
      ['s-beta', '2025-05', 16],
      ['m-alpha', '2025-05', 16],
    ])
    await hire('Abe New')
    const { candidates } = await ask({ hours: 40 })
    expect(
      candidates.map((c) => [c.name, c.parts.find((p: { part: string }) => p.part === 'continuity').text]),
    ).toEqual([
      ['Sarah Jones', 'on Beta already'],
      ['Mark Lee', 'works for ACME'],
      ['Abe New', 'new on Beta'],
    ])
  })

  it('are told by how many other projects they have', async () => {
    const { record } = await createRecord(admin(), 'project', {
      code: 'G',
      name: 'Gamma',
      startsOn: '2025-01-01',
      sprints: 18,
    })
    const own = await createRecord(admin(), 'assignment', { projectId: record!.id, employeeId: 'e-sarah' })
    await setCells(org, [
      ['s-alpha', '2025-05', 8],
      [own.record!.id, '2025-05', 8],
    ])
    const [sarah] = (await ask({ project: undefined })).candidates.filter((c) => c.name === 'Sarah Jones')
    expect(sarah.text).toContain('2 other projects')
  })

  it('may be left out as asked', async () => {
    const { candidates, notOffered } = await ask({ exclude: ['Mark'] })
    expect(candidates.map((c) => c.name)).toEqual(['Sarah Jones'])
    expect(notOffered).toEqual([{ name: 'Mark Lee', reason: 'was left out as asked' }])
  })

  it.each([
    [{ endsOn: '2025-04-30' }, 'has left'],
    [{ startsOn: '2025-06-01' }, 'has not started yet'],
    [{ contractPct: 0 }, 'is away'],
    [{ lcatId: 'l-mid' }, 'is below the LCAT Senior'],
  ])('with %j are not on offer, with the reason', async (fields, reason) => {
    await hire('Abe Gone', fields)
    const { notOffered } = await ask({ lcat: 'Senior' })
    expect(notOffered).toEqual([{ name: 'Abe Gone', reason }])
    const explained = await why('Abe', { lcat: 'Senior' })
    expect(explained).toContain(`Abe Gone ${reason}`)
  })

  it('who are full are not on offer', async () => {
    await setCells(org, [['m-alpha', '2025-05', 176]])
    expect((await ask()).notOffered).toEqual([{ name: 'Mark Lee', reason: 'is full' }])
  })

  it('above the LCAT asked for count less, and are told so', async () => {
    await createRecord(admin(), 'lcat', { name: 'Lead', rank: 4 })
    const [lead] = await org.db.selectFrom('lcat').select('id').where('name', '=', 'Lead').execute()
    await hire('Abe Lead', { lcatId: lead!.id })
    await hire('Abi Mid', { lcatId: 'l-mid' })
    const { candidates } = await ask({ lcat: 'Mid', project: undefined, exclude: ['Sarah'] })
    expect(candidates.map((c) => [c.name, c.parts.find((p: { part: string }) => p.part === 'lcat').text])).toEqual([
      ['Abi Mid', 'Mid'],
      ['Mark Lee', 'Senior, above Mid'],
      ['Abe Lead', 'Lead, above Mid'],
    ])
  })

  it('who held the role on a project are offered too', async () => {
    await changeRecord(admin(), 'employee', 'e-mark', { roleId: null }, 1)
    const [mark] = (await ask({ exclude: ['Sarah', 'Jane'] })).candidates
    expect(mark.text).toContain('no home role, has worked as Cyber Analyst')
  })

  it('of a project on hold come without calls: it takes no hours', async () => {
    await changeRecord(admin(), 'project', 'p-beta', { status: 'On Hold' }, 1)
    expect((await ask()).candidates.map((c) => c.calls)).toEqual([[], []])
  })
})

describe('what is needed', () => {
  const open = (fields: object) =>
    createRecord(admin(), 'demand', { projectId: 'p-beta', roleId: 'r-cyber', month: '2025-06', hours: 80, ...fields })

  it('is what the open position says, in its months only', async () => {
    await open({ lcatId: 'l-senior', skills: ['Zero Trust'] })
    const { neededHours, candidates } = await ask({ to: '2025-07' })
    expect(neededHours).toBe(80)
    expect(candidates[0].months.map((m: { month: string }) => m.month)).toEqual(['2025-06'])
    expect(candidates[0]).toMatchObject({ skillsHeld: ['Zero Trust'] })
  })

  it('of positions with different LCATs asks for none', async () => {
    await open({ lcatId: 'l-senior' })
    await open({ lcatId: 'l-mid', month: '2025-07' })
    const { candidates } = await ask({ to: '2025-07' })
    expect(candidates[0].parts.map((p: { part: string }) => p.part)).not.toContain('lcat')
  })

  it('leaves out positions in months that the project no longer has', async () => {
    await open({ month: '2025-09' })
    await changeRecord(admin(), 'project', 'p-beta', { sprints: 12 }, 1)
    expect((await ask({ to: '2025-09' })).neededHours).toBeGreaterThan(176)
  })

  it('is spread by full-time hours where a sum is given', async () => {
    const { candidates } = await ask({ to: '2025-06', hours: 86 })
    expect(candidates[0].months.map((m: { neededHours: number }) => m.neededHours)).toEqual([44, 42])
  })

  it.each([
    [{ hours: 0 }, 'hours 0 is not above 0.'],
    [
      { from: '2026-01', to: '2026-03' },
      'Q1 2026 holds no working day of Project Beta, which runs from 2025-01-01 to 2025-09-09.',
    ],
  ])('with %j is refused', async (input, reason) => {
    await expect(ask(input)).rejects.toThrow(reason)
  })
})

describe('“why not …?”', () => {
  it('is answered with the least that would put somebody first', async () => {
    expect(await why('Sarah')).toBe('Sarah Jones is first.')
    await setCells(org, [['s-alpha', '2025-05', 176]])
    const { explanation } = await ask({ explain: 'Sarah' })
    expect(explanation.text).toMatchInlineSnapshot(
      `"Sarah Jones is full. To come first before Mark Lee: take 123.25 h off Alpha in May 2025."`,
    )
    expect(explanation.calls).toMatchInlineSnapshot(`
      [
        {
          "input": {
            "changes": [
              {
                "employee": "sarah@example.com",
                "hours": -123.25,
                "lcat": "Senior",
                "mode": "add",
                "month": "2025-05",
                "project": "ALPHA",
                "role": "Cyber Analyst",
              },
            ],
          },
          "tool": "set_hours",
        },
      ]
    `)
  })

  it('names role, LCAT and skills', async () => {
    expect(await why('Jane', { lcat: 'Senior', hours: 40 })).toMatchInlineSnapshot(
      `"Jane Doe is a SW Engineer. Even with another LCAT and another role, Jane Doe would come first only without Sarah Jones."`,
    )
    await hire('Noa Blank', { roleId: null, lcatId: null })
    expect(await why('Noa', { lcat: 'Senior', hours: 40, skills: ['zero trust'] })).toMatchInlineSnapshot(
      `"Noa Blank is without a role. Even with the missing skills, another LCAT and another role, Noa Blank would come first only without Sarah Jones and Mark Lee."`,
    )
    expect(await why('Noa', { lcat: 'Senior', hours: 40, skills: ['zero trust', 'SIEM'] })).toMatchInlineSnapshot(
      `"Noa Blank is without a role. To come first before Sarah Jones: add the skills zero trust, SIEM and be Senior instead of no LCAT and have the home role Cyber Analyst."`,
    )
  })

  it('names months from the first to the last where hours are in the way for long', async () => {
    await setCells(
      org,
      ['2025-05', '2025-06', '2025-07'].map((m) => ['m-alpha', m, 160]),
    )
    expect(await why('Mark', { to: '2025-07', exclude: ['Sarah'] })).toMatchInlineSnapshot(`"Mark Lee is first."`)
    expect(await why('Mark', { to: '2025-07', project: undefined })).toMatchInlineSnapshot(
      `"Mark Lee is number 2 of 2. Even with other hours, Mark Lee would come first only without Sarah Jones."`,
    )
  })

  it('says who is ahead where nothing about the person would do', async () => {
    for (const name of ['Abe One', 'Bea Two', 'Cy Three', 'Di Four', 'Ed Five']) await hire(name)
    expect(await why('Sarah', { project: undefined })).toMatchInlineSnapshot(
      `"Sarah Jones is number 7 of 7. As it is, Sarah Jones would come first only without Abe One, Bea Two, Cy Three and 3 more."`,
    )
    expect(await why('Ed', { project: undefined })).toMatchInlineSnapshot(
      `"Ed Five is number 5 of 7. As it is, Ed Five would come first only without Abe One, Bea Two, Cy Three and 1 more."`,
    )
    await hire('Flo Half', { contractPct: 0 })
    expect(await why('Flo', { project: undefined })).toMatchInlineSnapshot(
      `"Flo Half is away in the period: only another period could put Flo Half first."`,
    )
  })
})
