import { describe, expect, it } from 'vitest'
import type { Approval } from '../../agent/assistant-events.js'
import { type AssistantMessage, emptyAnswer, fromTurns, linesOf, segmentsOf, withEvent } from './conversation.js'

const run = (...events: Parameters<typeof withEvent>[1][]) => events.reduce(withEvent, emptyAnswer('m'))
const approval: Approval = { approvalId: 'a', plans: [], expiresAt: '2026-10-15T10:00:00Z', text: 'Set Jane to 80 h.' }

describe('a conversation', () => {
  it('builds an answer from tokens, tools and the final text', () => {
    const message = run(
      { type: 'tool_start', name: 'find_employees', input: { roles: ['Cyber Analyst'] } },
      { type: 'tool_end', name: 'find_employees', data: { employees: [] } },
      { type: 'token', text: '3 ' },
      { type: 'token', text: 'people' },
      {
        type: 'answer',
        text: '3 people.',
        tables: [],
        figures: [],
        tools: [],
        answeredBy: 'planner',
        outcome: 'answered',
      },
      { type: 'done', threadId: 't' },
    )
    expect(message).toMatchObject({ state: 'done', text: '3 people.', answeredBy: 'planner' })
    expect(message.tools).toEqual([
      {
        name: 'find_employees',
        input: { roles: ['Cyber Analyst'] },
        state: 'done',
        note: '',
        output: { employees: [] },
      },
    ])
  })

  it('holds an approval card open until it is decided', () => {
    const message = run({ type: 'approval', ...approval }, { type: 'done', threadId: 't' })
    expect(message.card).toMatchObject({ approvalId: 'a', state: 'open' })
  })

  it('keeps the reason of a failure, and stays failed', () => {
    const message = run(
      { type: 'error', code: 'busy', message: 'Busy.', hint: 'Try again.' },
      { type: 'done', threadId: 't' },
    )
    expect(message).toMatchObject({ state: 'failed', error: 'Busy. Try again.' })
  })

  it('is taken up again from stored turns, the open card with it', () => {
    const turns = [
      { seq: 1, author: 'user' as const, text: 'Set Jane to 80' },
      {
        seq: 2,
        author: 'assistant' as const,
        text: 'Set Jane to 80 h.',
        approvalId: 'a',
        plans: [],
        card: 'open' as const,
      },
    ]
    expect((fromTurns(turns, approval)[1] as AssistantMessage).card?.state).toBe('open')
    expect((fromTurns(turns, null)[1] as AssistantMessage).card?.state).toBe('withdrawn')
  })

  it('links figures to their cells in order and marks doubtful numbers', () => {
    const cells = [{ assignmentId: 'a1', month: '2026-10' }]
    expect(
      segmentsOf(
        '480 hours: Alpha (320), 999 more',
        [
          { text: '480', cells },
          { text: '320', cells },
        ],
        [{ start: 24, end: 27 }],
      ),
    ).toEqual([
      { text: '480', cells },
      { text: ' hours: Alpha (' },
      { text: '320', cells },
      { text: '), ' },
      { text: '999', doubtful: true },
      { text: ' more' },
    ])
  })

  it('is read line by line, options apart from sentences', () => {
    expect(
      linesOf([{ text: 'Over by ' }, { text: '32', cells: [] }, { text: ' h.\n1. reduce Beta\n12. wait' }]),
    ).toEqual([
      { numbered: false, segments: [{ text: 'Over by ' }, { text: '32', cells: [] }, { text: ' h.' }] },
      { numbered: true, segments: [{ text: '1. reduce Beta' }] },
      { numbered: true, segments: [{ text: '12. wait' }] },
    ])
  })
})
