import { describe, expect, it } from 'vitest'
import { INTENTS } from './intents/all-intents.js'
import { planRequest } from './plan-request.js'
import { FIRM, fullTimeHours } from './testing/lexicons.js'

const planFor = (text: string) =>
  planRequest({ text, today: '2026-10-15', lexicon: FIRM, context: { turns: [] }, fullTimeHours })

describe.each(INTENTS.filter((i) => i.examples.length > 0))('$title', (intent) => {
  it.each(intent.examples)('understands: $ask', ({ ask, calls }) => {
    expect(planFor(ask)).toEqual({ kind: 'calls', calls })
  })
})
