import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BalanceAnswer } from '../services/balance-workload.js'
import { type DemoOrganisation, openDemoOrganisation } from '../tests/demo-organisation.js'
import { planCalls } from './call-tool.js'

let demo: DemoOrganisation
beforeAll(async () => {
  demo = await openDemoOrganisation()
})
afterAll(() => demo.close())

const balance = async (mailbox: string, input: object) => {
  const answer = await demo.ask(mailbox, 'suggest_balance', input)
  return { say: answer.say, data: answer.data as unknown as BalanceAnswer }
}

describe('suggestions for an even workload', () => {
  it('compare a busy group with a team that has time', async () => {
    const { say } = await balance('maria', {})
    expect(say).toContain('SW Engineers on Alpha average 95 %, the Cyber team 50 %.')
    expect(say).toContain('October 2026 (full time 168 h)')
  })

  it('are plans that can be applied, each bringing the two closer and nobody above capacity', async () => {
    const { data } = await balance('admin', {})
    expect(data.suggestions.length).toBeGreaterThan(3)
    for (const suggestion of data.suggestions) {
      const { plan } = await planCalls(suggestion.calls, demo.as('admin'))
      expect(plan.loads.every((l) => l.overAfter <= l.overBefore)).toBe(true)
      for (const load of plan.loads) {
        const promised = suggestion.effects.find((e) => e.employee === load.employee && e.month === load.month)!
        expect(promised.fteAfter).toBeCloseTo(load.fteAfter, 12)
      }
    }
  })

  it('use no free hour twice: all of them together are a plan too', async () => {
    const { data } = await balance('admin', {})
    const { plan } = await planCalls(
      data.suggestions.flatMap((s) => s.calls),
      demo.as('admin'),
    )
    expect(plan.loads.every((l) => l.overAfter <= l.overBefore)).toBe(true)
  })

  it('keep to the projects asked for, and say whose word they need', async () => {
    const { data } = await balance('maria', { projects: ['BETA'] })
    expect(data.suggestions.length).toBeGreaterThan(0)
    for (const s of data.suggestions)
      expect(s).toMatchObject({ needs: 'David Okafor', text: expect.stringContaining('Beta') })
  })

  it('are none where nobody has work to give', async () => {
    const { data, say } = await balance('admin', { from: '2028-01', to: '2028-01' })
    expect(data.suggestions).toEqual([])
    expect(say).toContain('No groups are far apart.')
  })

  it('are not for an employee', async () => {
    await expect(balance('jane', {})).rejects.toMatchObject({ code: 'forbidden' })
  })
})
