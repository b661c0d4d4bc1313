import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OptionCall, StaffingOption } from '../services/staffing-option.js'
import { type DemoOrganisation, openDemoOrganisation, readWith } from '../tests/demo-organisation.js'
import { openSmallOrganisation, type SmallOrganisation } from '../tests/small-organisation.js'
import { planCalls } from './call-tool.js'
import type { ToolContext } from './define-tool.js'

/** What an option promises is exactly what its calls do: every month touched, FTE and hours above capacity. */
async function expectPromiseKept(option: StaffingOption, ctx: ToolContext) {
  const { plan } = await planCalls(option.calls, ctx)
  const promised = option.effects.map((e) => [e.employee, e.month, e.fteBefore, e.fteAfter, e.overAfter])
  const done = plan.loads.map((l) => [l.employee, l.month, l.fteBefore, l.fteAfter, l.overAfter])
  expect(done.sort()).toEqual(promised.sort())
}

describe('on the demo organisation', () => {
  let demo: DemoOrganisation
  beforeAll(async () => {
    demo = await openDemoOrganisation()
  })
  afterAll(() => demo.close())
  const optionsOf = async (mailbox: string, input: object) =>
    (await demo.ask(mailbox, 'resolve_over_allocation', input)).data.options as StaffingOption[]

  it('offers what the story says for the month in which Sarah is 32 h over', async () => {
    const answer = await demo.ask('admin', 'resolve_over_allocation', {
      employee: 'Sarah Jones',
      from: '2027-06',
      to: '2027-06',
    })
    expect(answer.say.split('\n').slice(0, 4)).toEqual([
      'Sarah Jones is 32 h over in June 2027: 120 % FTE of 160 h = 96 h Alpha + 96 h Beta.',
      'Options:',
      '1. reduce Beta by 32 h (June 2027)',
      '2. hand 32 h of Alpha to Mark, who is at 50 % (June 2027)',
    ])
    const [reduce, hand] = answer.data.options as StaffingOption[]
    expect(reduce!.calls).toEqual([
      {
        tool: 'set_hours',
        input: {
          changes: [{ project: 'BETA', employee: 'sarah@example.com', month: '2027-06', hours: -32, mode: 'add' }],
        },
      },
    ])
    expect(hand!.effects.map((e) => [e.employee, e.fteBefore, e.fteAfter, e.overAfter])).toEqual([
      ['Sarah Jones', 1.2, 1, 0],
      ['Mark Chen', 0.5, 0.7, 0],
    ])
  })

  it('tells an employee about the own months, without options: those name free hours of colleagues', async () => {
    const own = await demo.ask('sarah', 'resolve_over_allocation', { employee: 'Sarah Jones' })
    expect(own.say).toBe(
      [
        'Sarah Jones is 12.75 h over in May 2027: 108 % FTE of 160 h = 96 h Beta + 76.75 h Alpha.',
        'Sarah Jones is 32 h over in June 2027: 120 % FTE of 160 h = 96 h Alpha + 96 h Beta.',
        'Your project managers can change this.',
      ].join('\n'),
    )
    expect(own.data.options).toEqual([])
    await expect(demo.ask('sarah', 'resolve_over_allocation', { employee: 'Mark Chen' })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(demo.ask('sarah', 'resolve_over_allocation', {})).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('has calls that do exactly what each option promises, for one person and for everybody', async () => {
    const all = [
      ...(await optionsOf('admin', {})),
      ...(await optionsOf('admin', { employee: 'Sarah Jones' })),
      ...(await optionsOf('admin', { employee: 'Tom Fischer' })),
      ...(await optionsOf('admin', { employee: 'Ingrid Larsen' })),
    ]
    expect(all.length).toBeGreaterThan(30)
    for (const option of all) await expectPromiseKept(option, demo.as('admin'))
  })

  it('repairs the whole portfolio in one plan that leaves nobody above capacity', async () => {
    const [whole] = await optionsOf('admin', {})
    const { plan } = await planCalls(whole!.calls, demo.as('admin'))
    expect(plan.loads.filter((l) => l.overAfter > 0)).toEqual([])
    expect(whole).toMatchObject({ unplacedHours: 0, remainingOverHours: 0 })
  })

  it("says whose word an option needs, and its calls are refused to a manager of another's project", async () => {
    const options = await optionsOf('maria', { employee: 'Sarah Jones', from: '2027-06', to: '2027-06' })
    const beta = options.find((o) => o.text.startsWith('reduce Beta'))!
    expect(beta).toMatchObject({ needs: 'David Okafor', text: 'reduce Beta by 32 h (June 2027), needs David Okafor' })
    await expect(planCalls(beta.calls, demo.as('maria'))).rejects.toMatchObject({
      code: 'forbidden',
      hint: 'Needs David Okafor.',
    })
    for (const option of options.filter((o) => !o.needs)) await expectPromiseKept(option, demo.as('maria'))
  })

  it('offers a manager one plan of all months that are hers to change', async () => {
    const [mine] = await optionsOf('maria', {})
    expect(mine!.text).toMatch(/^repair the \d of 6 months that are yours to change at once/)
    await expectPromiseKept(mine!, demo.as('maria'))
  })

  it('says so when nobody is above capacity', async () => {
    const answer = await demo.ask('admin', 'resolve_over_allocation', { employee: 'John Smith' })
    expect(answer.say).toBe('John Smith is not over-allocated in October 2026 to September 2027.')
  })

  it('is not for an employee', async () => {
    await expect(demo.ask('jane', 'resolve_over_allocation', {})).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('with two assignments of one person on a project', () => {
  let org: SmallOrganisation
  beforeEach(async () => {
    org = await openSmallOrganisation()
    await org.db
      .insertInto('assignment')
      .values({
        id: 's-alpha-mid',
        projectId: 'p-alpha',
        employeeId: 'e-sarah',
        roleId: 'r-cyber',
        lcatId: 'l-mid',
        fundedQuarters: 4000,
        note: '',
        version: 1,
      })
      .execute()
    await org.db
      .insertInto('allocation')
      .values([
        { assignmentId: 's-alpha', month: 202505, quarters: 400, version: 1 },
        { assignmentId: 's-alpha-mid', month: 202505, quarters: 400, version: 1 },
      ])
      .execute()
  })
  afterEach(() => org.close())

  it('says role and LCAT in the calls', async () => {
    const { data } = await readWith(org.toolContext(org.admin), 'resolve_over_allocation', { employee: 'Sarah' })
    const options = data.options as StaffingOption[]
    const changes = options.flatMap((o) =>
      o.calls.flatMap((c: OptionCall) => (c.input.changes ?? []) as { lcat?: string }[]),
    )
    expect(new Set(changes.map((c) => c.lcat))).toContain('Mid')
    for (const option of options) await expectPromiseKept(option, org.toolContext(org.admin))
  })
})
