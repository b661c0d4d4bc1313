import { describe, expect, it } from 'vitest'
import type { PresentHours } from '../services/present-hours.js'
import { planWithHours } from './plan-with-hours.js'
import type { PlannerOutcome } from './planner/planner-types.js'

const full = {
  hours: new Map([['ALPHA', 40]]),
  fundedHours: new Map<string, number>(),
  contractFte: 1,
  capacityHours: 168,
  freeHours: () => 128,
}
const done = (text: string): PlannerOutcome => ({ kind: 'refuse', text, suggestions: [] })

describe('a request that leans on hours in the plan', () => {
  it('is planned once where it looks for none', async () => {
    const read = () => Promise.reject(new Error('nothing was wanted'))
    expect(await planWithHours(() => done('at once'), read)).toEqual(done('at once'))
  })

  it('is planned again with all the people and months it looked for', async () => {
    const wanted: unknown[] = []
    const plan = (monthOf: PresentHours) => {
      const found = [monthOf('jane', '2026-12'), monthOf('bob', '2026-11')]
      return done(found.every((f) => f) ? 'known' : 'unknown')
    }
    const outcome = await planWithHours(plan, async (range) => {
      wanted.push(range)
      return () => full
    })
    expect(outcome).toEqual(done('known'))
    expect(wanted).toEqual([{ employeeIds: ['jane', 'bob'], from: '2026-11', to: '2026-12' }])
  })

  it('stays as it was planned where nothing can be read', async () => {
    let reads = 0
    const outcome = await planWithHours(
      (monthOf) => done(monthOf('jane', '2026-11') ? 'known' : 'unknown'),
      async () => {
        reads += 1
        return () => undefined
      },
    )
    expect([outcome, reads]).toEqual([done('unknown'), 1])
  })
})
