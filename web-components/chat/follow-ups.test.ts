import { describe, expect, it } from 'vitest'
import type { UsedTool } from './conversation.js'
import { followUps } from './follow-ups.js'

const used = (name: string, input: Record<string, unknown>, output: unknown): UsedTool[] => [
  { name, input, output, state: 'done', note: '' },
]
const messages = (tools: UsedTool[], writes = true) => followUps(tools, writes).map(({ message }) => message)

describe('what to ask next', () => {
  it('takes the list of people to the month after, a recommendation and the first of them', () => {
    const output = { from: '2026-11', to: '2026-11', period: 'November 2026', employees: [{ name: 'Ana Silva' }] }
    expect(messages(used('find_employees', { roles: ['Cyber Analyst'] }, output))).toEqual([
      'And in December 2026?',
      'Recommend a Cyber Analyst in November 2026',
      "What is Ana Silva's total allocation for November 2026?",
    ])
  })

  it('goes on to the next quarter, also over the end of a year', () => {
    const output = { from: '2026-10', to: '2026-12', period: 'Q4 2026', fte: 1, groupBy: 'project', rows: [] }
    expect(messages(used('query_allocations', { employees: ['Sarah Jones'] }, output))).toEqual([
      'And in Q1 2027?',
      "Show me Sarah Jones's hours by month in Q4 2026",
    ])
  })

  it('offers options that the reader may apply, and none to who may not write', () => {
    const options = [
      { number: 1, text: 'reduce Beta by 32 h', calls: [{}] },
      { number: 2, text: 'move 32 h', calls: [{}], needs: 'David' },
    ]
    const tools = used('resolve_over_allocation', {}, { options })
    expect(followUps(tools, true)).toEqual([{ label: '1. Reduce Beta by 32 h', message: 'Do option 1' }])
    expect(followUps(tools, false)).toEqual([])
  })

  it('offers nothing after a tool that failed or is unknown', () => {
    expect(messages([{ name: 'find_conflicts', input: {}, state: 'failed', note: '' }])).toEqual([])
    expect(messages(used('another', {}, {}))).toEqual([])
  })
})
