import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { planRequest } from '../plan-request.js'
import { FIRM, fullTimeHours } from '../testing/lexicons.js'
import { plainSpeech } from './plain-speech.js'

const plan = (text: string) =>
  planRequest({ text, today: '2026-10-15', lexicon: FIRM, context: { turns: [] }, fullTimeHours })
const lines = (file: string): string[] =>
  readFileSync(new URL(`../testing/${file}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))

function asks(file: string): void {
  let bare = ''
  for (const line of lines(file)) {
    if (!line.startsWith(' ')) bare = line
    const request = bare
    it(line.trim(), () => {
      const outcome = plan(line.trim())
      expect(outcome.kind).toBe('calls')
      expect({ ...outcome, leftOut: undefined }).toEqual({ ...plan(request), leftOut: undefined })
    })
  }
}

describe('what is told beside a request', () => {
  asks('remarks.txt')
  it('is named where a change leaves it out', () => {
    const outcome = plan('The client is unhappy with us. Add 20 hours to Jane Doe on Alpha in November.')
    expect(outcome).toMatchObject({ leftOut: ['The client is unhappy with us'] })
  })
})

describe('what is taken back in the same breath', () => asks('slips.txt'))

describe('what is said around a request', () => {
  asks('framed.txt')
  it('leaves a message alone that has nothing around its request', () => {
    for (const text of ['who is free in May?', '-8h Jane Alpha November', 'thanks', 'help', 'who is best?'])
      expect(plainSpeech(text)).toBeUndefined()
  })
})

describe('what staffing words do not make ours', () => {
  for (const line of lines('not-ours.txt')) it(line, () => expect(plan(line).kind).not.toBe('calls'))
})
