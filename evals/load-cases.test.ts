import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
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
