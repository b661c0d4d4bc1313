import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { evalCaseFile, listModelTurns } from '../services/model-turns.js'
import { openSmallAssistant } from '../tests/small-assistant.js'
import { loadCases, projectFolder } from './load-cases.js'

it('reads all committed cases: enough of them, in the shares that make a rate worth reading', () => {
  const files = loadCases([join(projectFolder, 'evals', 'cases')])
  const cases = files.flatMap((file) => file.cases.map((one) => ({ ...one, file: file.path })))
  const share = (tags: string[]) =>
    cases.filter((one) => one.tags.some((tag) => tags.includes(tag))).length / cases.length
  expect(cases.length).toBeGreaterThanOrEqual(400)
  expect(cases.filter((one) => one.file.includes('/blind/')).length / cases.length).toBeGreaterThanOrEqual(1 / 3)
  expect(share(['oos', 'ambiguous', 'forbidden', 'invalid'])).toBeGreaterThanOrEqual(0.2)
})

it('says where a case file is wrong', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cases-'))
  const wrong = (text: string) => {
    writeFileSync(join(folder, 'wrong.yaml'), text)
    return () => loadCases([folder])
  }
  const head = "now: '2026-10-15'\nactor: maria@example.com\n"
  expect(wrong(`${head}cases:\n  - id: a\n    turns:\n      - ask: x\n        expekt: {}`)).toThrow(
    /cases\.0\.turns\.0 .*expekt/,
  )
  expect(wrong(`${head}cases:\n  - id: a\n    turns: [{ask: x}]\n  - id: a\n    turns: [{ask: y}]`)).toThrow(
    /the id a is used/,
  )
  expect(wrong('cases: [')).toThrow(/wrong\.yaml/)
  rmSync(folder, { recursive: true })
})

it('reads the logged turns of people that were taken as cases', async () => {
  const small = await openSmallAssistant(() => ({ kind: 'calls', calls: [{ tool: 'find_conflicts', input: {} }] }))
  await small.ask(small.org.maria, 'Who is overbooked?')
  await small.ask(small.org.paul, 'Conflicts, please')
  const turns = await listModelTurns(small.org.db, small.org.admin, {})
  const folder = mkdtempSync(join(tmpdir(), 'cases-'))
  writeFileSync(join(folder, 'logged.yaml'), await evalCaseFile(small.org.db, turns, '2025-05-15'))
  const loaded = Object.fromEntries(loadCases([folder]).map(({ actor, cases }) => [actor, cases[0]?.turns[0]]))
  const expected = { tools: ['find_conflicts'], outcome: 'answered' }
  expect(loaded).toMatchObject({
    'u-paul@example.com': { ask: 'Conflicts, please', expect: expected },
    'u-maria@example.com': { ask: 'Who is overbooked?', expect: expected },
  })
  rmSync(folder, { recursive: true })
  await small.close()
})
