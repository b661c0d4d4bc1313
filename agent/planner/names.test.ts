import { describe, expect, it } from 'vitest'
import { planRequest } from './plan-request.js'
import { FIRM } from './testing/lexicons.js'

const namesake = { id: 'e900', name: 'Sarah Lind', email: 'sarah.lind@example.com', role: 'Developer', lcat: 'Mid' }
const lexicon = { ...FIRM, employees: [...FIRM.employees, namesake] }
const peopleOf = (text: string) => {
  const outcome = planRequest({ text, today: '2026-10-15', lexicon, context: { turns: [] } })
  return outcome.kind === 'calls' ? (outcome.calls[0]!.input as { employees?: string[] }).employees : outcome
}

describe('names with commas', () => {
  it('are two people where the first stands whole, though the second could be the first turned round', () => {
    expect(peopleOf('Hours of Sarah Jones, Sarah Lind and Bob Ode in November')).toEqual([
      'Sarah Jones',
      'Sarah Lind',
      'Bob Ode',
    ])
  })

  it('are one person where the surname comes first', () => {
    expect(peopleOf('Hours of Jones, Sarah in November')).toEqual(['Sarah Jones'])
    expect(peopleOf('Hours of Jones, Sarah and Lind, Sarah in November')).toEqual(['Sarah Jones', 'Sarah Lind'])
  })
})
