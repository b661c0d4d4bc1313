import { join } from 'node:path'
import { expect, it } from 'vitest'
import { agentTools } from '../tools/registry.js'
import { loadCases, projectFolder } from './load-cases.js'
import { MUTATION_FILES, mutate } from './make-mutations.js'

const folder = join(projectFolder, 'evals', 'cases')
const cases = loadCases([folder]).flatMap((file) => file.cases.map((one) => ({ ...one, file: file.path })))
const called = new Set(cases.flatMap((one) => one.turns.flatMap((turn) => turn.expect.tools ?? [])))

it.each(agentTools.map((tool) => tool.name))('%s is asked for in at least one case', (name) => {
  expect(called).toContain(name)
})

it('a fifth of the cases is typed as people type', () => {
  const asTyped = (tags: string[]) => tags.includes('mutation') || tags.includes('typed')
  const share = cases.filter((one) => asTyped(one.tags)).length / cases.length
  expect(share).toBeGreaterThanOrEqual(0.2)
})

it.each(MUTATION_FILES)('the committed $folder/$file.yaml is made of its sources', ({ folder: sub, file, sources }) => {
  const made = mutate(loadCases(sources.map((name) => join(folder, sub, `${name}.yaml`))).flatMap((one) => one.cases))
  const committed = loadCases([join(folder, sub, `${file}.yaml`)]).flatMap((one) => one.cases)
  expect(committed.map((one) => [one.id, one.turns[0]?.ask])).toEqual(made.map((one) => [one.id, one.turns[0]?.ask]))
})
