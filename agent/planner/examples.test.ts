import { describe, expect, it } from 'vitest'
import { INTENTS } from './intents/all-intents.js'
import { planRequest } from './plan-request.js'
import type { ThreadTurn } from './planner-types.js'
import { FIRM, fullTimeHours } from './testing/lexicons.js'
import { CONVERSATIONS } from './thread/follow-up-examples.js'

const planFor = (text: string) =>
  planRequest({ text, today: '2026-10-15', lexicon: FIRM, context: { turns: [] }, fullTimeHours })

describe.each(INTENTS.filter((i) => i.examples.length > 0))('$title', (intent) => {
  it.each(intent.examples)('understands: $ask', ({ ask, calls }) => {
    expect(planFor(ask)).toEqual({ kind: 'calls', calls })
  })
})

describe('a conversation', () => {
  it.each(CONVERSATIONS)('$title', ({ says, lastCall }) => {
    const turns: ThreadTurn[] = []
    for (const text of says) {
      const outcome = planRequest({ text, today: '2026-10-15', lexicon: FIRM, context: { turns }, fullTimeHours })
      turns.push({ text, calls: outcome.kind === 'calls' ? outcome.calls : [] })
    }
    expect(turns[turns.length - 1]?.calls).toEqual([lastCall])
  })

  it('applies the option that is named, with the calls of the answer', () => {
    const calls = [1, 2, 3].map((n) => ({ tool: 'move_hours', input: { employee: 'Sarah Jones', hours: n } }))
    const options = calls.map((call, i) => ({
      number: i + 1,
      text: `Option about ${['Beta', 'Alpha', 'Mark'][i]}`,
      calls: [call],
    }))
    const turns = [
      { text: 'How do we fix it?', calls: [{ tool: 'resolve_over_allocation', input: {}, output: { options } }] },
    ]
    const choose = (text: string) => planRequest({ text, today: '2026-10-15', lexicon: FIRM, context: { turns } })
    for (const text of [
      'do the second one',
      'Option 2',
      'apply number two please',
      "let's go with the 2nd",
      '2',
      'take option #2',
    ])
      expect({ text, ...choose(text) }).toEqual({ text, kind: 'calls', calls: [calls[1]] })
    expect(choose('take the last one')).toEqual({ kind: 'calls', calls: [calls[2]] })
    expect(choose('go with Mark')).toEqual({ kind: 'calls', calls: [calls[2]] })
    expect(choose('do it').kind).toBe('ask')
    expect(choose('option 7').kind).toBe('ask')
  })
})
