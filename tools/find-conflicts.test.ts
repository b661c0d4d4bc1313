import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyPlan } from '../services/changes.js'
import { type DemoOrganisation, openDemoOrganisation, readWith } from '../tests/demo-organisation.js'
import { openSmallOrganisation } from '../tests/small-organisation.js'
import { callTool, changeContext } from './call-tool.js'

interface Conflict {
  kind: string
  text: string
  hours: number
  began?: { by: string; changeSetId: string }
  calls: { tool: string; input: unknown }[]
}

describe('on the demo organisation', () => {
  let demo: DemoOrganisation
  beforeAll(async () => {
    demo = await openDemoOrganisation()
  })
  afterAll(() => demo.close())

  it('names every over-allocation of the quarter with hours, denominators and causes', async () => {
    const answer = await demo.ask('maria', 'find_conflicts', { from: '2026-10', to: '2026-12' })
    const over = (answer.data.conflicts as Conflict[]).filter((c) => c.kind === 'over_allocation')
    expect(over.map((c) => c.text)).toEqual([
      'Tom Fischer is 16 h over in October 2026: 110 % FTE of 168 h = 100 h Orion Ground Station + 84 h Nimbus Landing Zone.',
      'Tom Fischer is 12 h over in November 2026: 108 % FTE of 152 h = 88 h Orion Ground Station + 76 h Nimbus Landing Zone.',
      'Daniel Kim is 4 h over in November 2026: 103 % FTE of 152 h = 112 h Nimbus Landing Zone + 44 h Atlas Mapping Portal.',
    ])
  })

  it('lists overruns alone, or people alone, where only they are asked for', async () => {
    const budgets = await demo.ask('maria', 'find_conflicts', { about: 'budgets' })
    expect(budgets.say).toMatch(/^1 budget overrun\.\n1\. Felix Braun on Ledger Payments Modernization: /)
    const people = await demo.ask('maria', 'find_conflicts', { about: 'people', from: '2026-12', to: '2026-12' })
    expect(people.say).toBe('Nobody is over-allocated in December 2026.')
  })

  it('counts 96 + 96 of an overridden 160 h as 32 h too many', async () => {
    const answer = await demo.ask('maria', 'find_conflicts', {
      employee: 'Sarah Jones',
      from: '2027-06',
      to: '2027-06',
    })
    expect(answer.say).toContain('Sarah Jones is 32 h over in June 2027: 120 % FTE of 160 h = 96 h Alpha + 96 h Beta.')
    expect(answer.data.conflicts).toMatchObject([{ hours: 32, fullTimeHours: 160 }])
  })

  it('says first that nobody is over-allocated, whatever else is found', async () => {
    const quarter = { from: '2027-01', to: '2027-03' }
    expect((await demo.ask('admin', 'find_conflicts', quarter)).say).toMatch(
      /^Nobody is over-allocated in Q1 2027\. 7 conflicts in Q1 2027: 1 budget overrun, 6 open positions\./,
    )
    expect((await demo.ask('admin', 'find_conflicts', { ...quarter, project: 'BETA' })).say).toMatch(
      /^Nobody on Project Beta is over-allocated in Q1 2027\. 1 conflict /,
    )
  })

  it('names hours of somebody who is away, a budget overrun and open positions with the call that helps', async () => {
    const answer = await demo.ask('admin', 'find_conflicts', {})
    expect(answer.data.counts).toMatchObject({ no_capacity: 1, budget_overrun: 1, outside_project: 0 })
    expect(answer.say).toContain('Ingrid Larsen has 80 h in November 2026 but no working time in that month.')
    expect(answer.say).toContain('2,688 h allocated of 2,280 h funded, remaining -408 h.')
    const open = (answer.data.conflicts as Conflict[]).find((c) => c.kind === 'uncovered_demand')!
    expect(open.calls[0]).toMatchObject({ tool: 'recommend_candidates', input: { role: 'Cyber Analyst', hours: 816 } })
  })

  it('keeps to one project', async () => {
    const { data } = await demo.ask('admin', 'find_conflicts', { project: 'NIMBUS', from: '2026-11', to: '2026-11' })
    const people = (data.conflicts as { employee?: string }[]).flatMap((c) => c.employee ?? [])
    expect([...new Set(people)].sort()).toEqual(['Daniel Kim', 'Ingrid Larsen', 'Tom Fischer'])
  })

  it('says so when there is nothing', async () => {
    const answer = await demo.ask('admin', 'find_conflicts', { employee: 'John Smith' })
    expect(answer.say).toBe('No conflicts for John Smith in October 2026 to September 2027.')
  })

  it("is refused to an employee who asks about everybody, and others' names do not exist for them", async () => {
    await expect(demo.ask('jane', 'find_conflicts', {})).rejects.toMatchObject({ code: 'forbidden' })
    await expect(demo.ask('jane', 'find_conflicts', { employee: 'Tom Fischer' })).rejects.toMatchObject({
      code: 'not_found',
    })
    expect((await demo.ask('jane', 'find_conflicts', { employee: 'Jane Doe' })).data.total).toBe(0)
  })
})

describe('the change that began it', () => {
  it('is the one that first took the person above capacity, and that first overran the budget', async () => {
    const org = await openSmallOrganisation()
    const set = async (actor: typeof org.maria, project: string, month: string, hours: number) => {
      const ctx = org.toolContext(actor)
      const changes = [{ project, employee: 'Sarah', month, hours, mode: 'set' }]
      const result = await callTool({ tool: 'set_hours', input: { changes } }, ctx)
      if (result.kind !== 'plan') throw new Error('not a plan')
      return (await applyPlan(changeContext(ctx), result.plan.id)).changeSet.id
    }
    await set(org.paul, 'BETA', '2025-05', 100)
    const began = await set(org.maria, 'ALPHA', '2025-05', 100)
    await set(org.maria, 'ALPHA', '2025-05', 120)
    const conflicts = async () => {
      const { data } = await readWith(org.toolContext(org.admin), 'find_conflicts', { from: '2025-05', to: '2025-08' })
      return data.conflicts as Conflict[]
    }
    expect((await conflicts())[0]!.began).toMatchObject({ changeSetId: began, by: 'Maria Manager' })

    await set(org.maria, 'ALPHA', '2025-06', 744)
    const overran = await set(org.maria, 'ALPHA', '2025-07', 300)
    await set(org.maria, 'ALPHA', '2025-08', 10)
    const budget = (await conflicts()).find((c) => c.kind === 'budget_overrun')!
    expect(budget).toMatchObject({ hours: 174, began: { changeSetId: overran } })
    await org.close()
  })

  it('is said once where all began with the same one', async () => {
    const org = await openSmallOrganisation()
    const ctx = org.toolContext(org.admin)
    const changes = ['2025-05', '2025-06'].map((month) => ({
      project: 'ALPHA',
      employee: 'Sarah',
      month,
      hours: 250,
      mode: 'set',
    }))
    const result = await callTool({ tool: 'set_hours', input: { changes } }, ctx)
    if (result.kind !== 'plan') throw new Error('not a plan')
    await applyPlan(changeContext(ctx), result.plan.id)
    const { say } = await readWith(ctx, 'find_conflicts', { from: '2025-05', to: '2025-06' })
    expect(say.split('\n').slice(-1)).toEqual([`Both began with a change by ${org.admin.name} on 2025-05-15.`])
    expect(say.match(/began with/gi)).toHaveLength(1)
    await org.close()
  })

  it('finds hours outside the project after its period was shortened', async () => {
    const org = await openSmallOrganisation()
    await org.db
      .insertInto('allocation')
      .values({ assignmentId: 's-alpha', month: 202508, quarters: 160, version: 1 })
      .execute()
    await org.db.updateTable('project').set({ sprints: 6 }).where('id', '=', 'p-alpha').execute()
    const { data } = await readWith(org.toolContext(org.admin), 'find_conflicts', {})
    expect((data.conflicts as Conflict[])[0]).toMatchObject({
      kind: 'outside_project',
      text: 'Sarah Jones has 40 h on Project Alpha in August 2025, outside the project (2025-01-01 to 2025-03-25).',
      calls: [{ tool: 'set_hours' }],
    })
    await org.close()
  })
})
