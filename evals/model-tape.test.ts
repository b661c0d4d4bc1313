import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startFakeOllama } from '../tests/fake-ollama.js'
import { main } from './run.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tape-'))
})
afterEach(() => {
  delete process.env.OLLAMA_URL
  rmSync(folder, { recursive: true })
})

const cases = (ask: string) => {
  const file = join(folder, 'cases.yaml')
  const expectation = '{ tools: [query_allocations], numbers: [480], outcome: answered }'
  writeFileSync(
    file,
    `now: '2026-10-15'\nactor: maria@example.com\ncases:\n  - id: taped\n    turns:\n      - ask: ${ask}\n        expect: ${expectation}\n`,
  )
  return file
}
const run = async (ask: string, ...flags: string[]) => {
  const out = join(folder, 'out.json')
  const args = ['--cases', cases(ask), '--assistant', 'llm', '--model', 'ollama:qwen3.5:4b', '--json', out, ...flags]
  expect(await main(args)).toBe(0)
  return JSON.parse(readFileSync(out, 'utf8'))
}

it("records a model's answers, plays them back without it, and names the cases that need it again", async () => {
  const ollama = await startFakeOllama()
  const query = { employees: ['John Smith'], from: '2026-10', to: '2026-12' }
  ollama.say = [
    { calls: [{ name: 'query_allocations', arguments: query }] },
    { text: 'John Smith has 480 hours in Q4 2026.' },
  ]
  process.env.OLLAMA_URL = ollama.url
  const recorded = await run('How much has John?', '--record', join(folder, 'tape'))
  await ollama.close()
  expect(recorded.cases[0]).toMatchObject({ passed: true, turns: [{ answeredBy: 'ollama:qwen3.5:4b' }] })
  expect(recorded.summary.tokens.input).toBeGreaterThan(100)

  const replayed = await run('How much has John?', '--replay', join(folder, 'tape'))
  expect(replayed.cases[0].turns[0].answer).toBe(recorded.cases[0].turns[0].answer)
  expect(replayed.summary.needModel).toEqual([])

  const changed = await run('How many hours has John?', '--replay', join(folder, 'tape'))
  expect(changed.cases[0].passed).toBe(false)
  expect(changed.summary.needModel).toEqual(['taped'])
})
