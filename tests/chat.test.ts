import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommand, temporaryFolder } from './run-command.js'

let folder: ReturnType<typeof temporaryFolder>
let env: Record<string, string>
beforeAll(() => {
  folder = temporaryFolder()
  env = { STAFFALLOC_DATA: folder.path, STAFFALLOC_TODAY: '2026-10-15', STAFFALLOC_MODEL: 'none' }
})
afterAll(() => folder.remove())

const chat = async (args: string[], input = '') => {
  const { code, out, err } = await runCommand(['chat', ...args], env, input)
  expect([code, err]).toEqual([0, ''])
  return out
}

describe('staffalloc chat', { timeout: 120_000 }, () => {
  it('answers one question with its table', async () => {
    const out = await chat(["What is John Smith's total allocation for Q4?"])
    expect(out).toContain('John Smith has 480 hours in Q4 2026 across Project Alpha (320) and Project Beta (160)')
    expect(out).toMatch(/^Project Alpha +320 +65 %$/m)
  })

  it('applies a change after a y, one corrected on the card, and takes it back', async () => {
    const lines = [
      'Set Jane Doe to 80 hours on Project Alpha in November 2026',
      'n too much',
      'Set Jane Doe to 80 hours on Project Alpha in November 2026',
      '1=72.5',
      'undo that',
      'y',
    ]
    const out = await chat([], lines.join('\n'))
    expect(out).toMatch(/1 {2}Jane Doe on Project Alpha, 2026-11: [\d.]+ h -> 80 h/)
    expect(out).toContain('Discarded, nothing was changed. Your word on it: "too much"')
    expect(out).toMatch(/Applied 1 change: Jane Doe on Project Alpha, November 2026: [\d.]+ → 72.5 h/)
    expect(out).toMatch(/Took back 1 change: Jane Doe on Project Alpha, November 2026: 72.5 → [\d.]+ h/)
  })

  it('leaves a change that nobody decided unapplied', async () => {
    const out = await chat(['Set Jane Doe to 80 hours on Project Alpha in November 2026'])
    expect(out).toContain('The change was not applied')
  })

  it('prints events as JSON for scripts', async () => {
    const out = await chat(['--json', 'hours of Jane Doe in November 2026'])
    const events = out.trim().split('\n')
    expect(events.map((line) => JSON.parse(line).type)).toEqual(['tool_start', 'tool_end', 'answer', 'done'])
  })
})
