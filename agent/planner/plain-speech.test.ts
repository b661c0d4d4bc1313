import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { plainSpeech } from './plain-speech.js'
import { planRequest } from './plan-request.js'
import { FIRM, fullTimeHours } from './testing/lexicons.js'

const plan = (text: string) =>
  planRequest({ text, today: '2026-10-15', lexicon: FIRM, context: { turns: [] }, fullTimeHours })
const lines = (file: string): string[] =>
  readFileSync(new URL(`./testing/${file}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))

describe('what is said around a request', () => {
  let bare = ''
  for (const line of lines('framed.txt')) {
    if (!line.startsWith(' ')) bare = line
    const request = bare
    it(line.trim(), () => {
      const outcome = plan(line.trim())
      expect(outcome.kind).toBe('calls')
      expect(outcome).toEqual(plan(request))
    })
  }
  it('leaves a message alone that has nothing around its request', () => {
    for (const text of ['who is free in May?', '-8h Jane Alpha November', 'thanks', 'help', 'who is best?'])
      expect(plainSpeech(text)).toBeUndefined()
  })
})

describe('what staffing words do not make ours', () => {
  for (const line of lines('not-ours.txt')) it(line, () => expect(plan(line).kind).not.toBe('calls'))
})
