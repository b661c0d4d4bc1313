import { describe, expect, it } from 'vitest'
import { planRequest } from './plan-request.js'
import type { PlannerOutcome, ThreadTurn } from './planner-types.js'
import { FIRM } from './testing/lexicons.js'

const planFor = (text: string, turns: ThreadTurn[] = []) =>
  planRequest({ text, today: '2026-10-15', lexicon: FIRM, context: { turns } })
const suggested = (outcome: PlannerOutcome) => (outcome.kind === 'refuse' ? outcome.suggestions : [])

describe('what a refusal offers', () => {
  it('is about the person and project of the question', () => {
    const offered = suggested(planFor('Frobnicate the hours of Sarah Jones on Beta'))
    expect(offered).toEqual([
      'What is Sarah Jones working on in November 2026?',
      'Is Sarah Jones overbooked in November 2026?',
      'How is Project Beta doing?',
      'Who is on Project Beta in November 2026?',
    ])
  })

  it('is about whom the conversation is about, in its months', () => {
    const before = {
      text: 'Is Jane Doe free in May?',
      calls: [{ tool: 'find_conflicts', input: { employee: 'Jane Doe', from: '2027-05', to: '2027-05' } }],
    }
    const offered = suggested(planFor('Frobnicate these allocations', [before]))
    expect(offered[0]).toBe('What is Jane Doe working on in May 2027?')
    expect(offered).toHaveLength(4)
  })

  it('is understood', () => {
    for (const text of [
      'Frobnicate the hours of Sarah Jones on Beta',
      'Frobnicate all testers',
      'What is the weather?',
    ])
      for (const offer of suggested(planFor(text)))
        expect({ offer, kind: planFor(offer).kind }).toEqual({ offer, kind: 'calls' })
  })
})
