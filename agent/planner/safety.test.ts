import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { INTENTS } from './intents/all-intents.js'
import { planRequest } from './plan-request.js'
import type { PlannerOutcome, ThreadTurn } from './planner-types.js'
import { FIRM, fullTimeHours, HOUSE } from './testing/lexicons.js'

const plan = (text: string, turns: ThreadTurn[] = []): PlannerOutcome =>
  planRequest({ text, today: '2026-10-15', lexicon: FIRM, context: { turns }, fullTimeHours })

const KNOWN = readFileSync(new URL('./testing/phrases-firm.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('    '))
  .map((line) => line.replace(/^\+ /, ''))

const WORDS = [...new Set(KNOWN.join(' ').split(' '))]

describe('what is not understood', () => {
  it('never acts on a request with one word in it that nobody knows', () => {
    for (const { name, examples } of INTENTS) {
      if (name === 'search' || name === 'known topic') continue
      for (const { ask } of examples) {
        const words = ask.split(' ')
        for (let at = 0; at <= words.length; at += 1) {
          const text = [...words.slice(0, at), 'zorbleflux', ...words.slice(at)].join(' ')
          expect({ text, kind: plan(text).kind }).not.toEqual({ text, kind: 'calls' })
        }
      }
    }
  })

  it('never acts on letters without sense, nor throws', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        const outcome = plan(text)
        expect(['calls', 'ask', 'refuse']).toContain(outcome.kind)
      }),
      { numRuns: 300 },
    )
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[bcdfghjklmnpqrstvwxz]{5,9}$/), { minLength: 1, maxLength: 12 }),
        (words) => {
          expect(plan(words.join(' ')).kind).not.toBe('calls')
        },
      ),
      { numRuns: 200 },
    )
  })

  it('survives any order of its own words, with or without a conversation', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 14 }),
        fc.constantFrom(...KNOWN),
        (words, before) => {
          const first = plan(before)
          const turns = [{ text: before, calls: first.kind === 'calls' ? first.calls : [] }]
          const outcome = plan(words.join(' '), turns)
          if (outcome.kind === 'ask') expect(outcome.question.length).toBeGreaterThan(5)
          if (outcome.kind === 'refuse') expect(outcome.text.length).toBeGreaterThan(10)
        },
      ),
      { numRuns: 400 },
    )
  })

  it('offers choices whose messages are whole requests that it understands', () => {
    for (const text of [
      'Set Brown to 40 hours on Alpha in November',
      'What is Jones working on?',
      'Set Jane to 80 hours on Alpha',
    ]) {
      const outcome = plan(text)
      expect(outcome.kind).toBe('ask')
      if (outcome.kind !== 'ask') continue
      expect(outcome.choices.length).toBeGreaterThan(1)
      for (const choice of outcome.choices)
        expect({ ...choice, kind: plan(choice.message).kind }).toEqual({ ...choice, kind: 'calls' })
    }
  })
})

describe('the same request', () => {
  it('gives the same outcome every time and leaves its input alone', () => {
    const request = { text: 'Who is free in November?', today: '2026-10-15', lexicon: HOUSE, context: { turns: [] } }
    const copy = JSON.stringify(request)
    expect(planRequest(request)).toEqual(planRequest(request))
    expect(JSON.stringify(request)).toBe(copy)
  })
})
