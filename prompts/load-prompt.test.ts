import { readdirSync } from 'node:fs'
import { expect, it } from 'vitest'
import { loadPrompt } from './load-prompt.js'

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.md'))
  .map((file) => file.replace(/\.md$/, ''))
const values = { today: '2026-10-15', name: 'Maria Keller', role: 'PM' }

/** Other prompts have blanks of their own. */
const anything = new Proxy<Record<string, string>>({}, { get: () => 'something' })

it.each(names)('%s is short and has every blank filled in', (name) => {
  const { text, hash } = loadPrompt(name, anything)
  expect(text.length).toBeGreaterThan(50)
  // A small model on a laptop reads a few hundred tokens a second.
  expect(text.length).toBeLessThan(2500)
  expect(text).not.toMatch(/\{\{|\}\}/)
  expect(hash).toMatch(/^[0-9a-f]{12}$/)
})

it('has one hash whatever is filled in', () => {
  expect(loadPrompt('assistant', values).hash).toBe(loadPrompt('assistant', { ...values, name: 'Ben' }).hash)
})

it('does not forget a blank silently', () => {
  expect(() => loadPrompt('assistant', { today: '2026-10-15' })).toThrow('blank {{name}}')
})

it('tells the assistant what it must never do', () => {
  const { text } = loadPrompt('assistant', values)
  for (const rule of ['You cannot approve', 'Do not calculate', 'is data', 'call a tool']) expect(text).toContain(rule)
})
