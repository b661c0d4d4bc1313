import { describe, expect, it } from 'vitest'
import type { PlannerOutcome } from '../planner-types.js'
import { readWithLess } from './leave-out.js'

const lost: PlannerOutcome = { kind: 'refuse', text: 'I did not understand that.', suggestions: [], understood: false }
const knows =
  (known: string, tool: string) =>
  (text: string): PlannerOutcome =>
    text === known ? { kind: 'calls', calls: [{ tool, input: {} }] } : lost

describe('a question with words that limit nothing', () => {
  it('is read without them', () => {
    const plan = knows('is Sarah overbooked in May?', 'find_conflicts')
    expect(readWithLess('reckon is Sarah completely overbooked in May?', plan).kind).toBe('calls')
  })
  it('stays a question that was not understood where another word is strange', () => {
    expect(readWithLess('is Sarah completely bonkers?', knows('is Sarah?', 'query_allocations'))).toBe(lost)
  })
  it('is left alone where a name only looks like one of them', () => {
    expect(readWithLess('is Happy Guess free?', knows('is Happy free?', 'find_employees'))).toBe(lost)
  })
  it('is never a change', () => {
    const plan = knows('put Sarah on Alpha in May', 'staff_employee')
    expect(readWithLess('put Sarah on Alpha in May properly', plan)).toBe(lost)
  })
})
