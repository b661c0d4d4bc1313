// Adding a tool is one file, one line in the registry, one eval (evals/coverage.test.ts): this says what is missing.
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Tool } from '../../tools/define-tool.js'
import { agentTools, screenTools } from '../../tools/registry.js'

const folder = join(import.meta.dirname, '..', '..', 'tools')
const definitions = (sub: string) =>
  readdirSync(join(folder, sub))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'define-tool.ts')
    .filter((name) => /define(Read|Write)Tool\(/.test(readFileSync(join(folder, sub, name), 'utf8')))
    .map((name) => basename(name, '.ts').replaceAll('-', '_'))

describe('the registry', () => {
  it.each(definitions('.'))('lists %s among the tools of the assistant', (name) => {
    expect(
      agentTools.map((tool) => tool.name),
      `add the tool of tools/${name.replaceAll('_', '-')}.ts to agentTools in tools/registry.ts`,
    ).toContain(name)
  })

  it.each(definitions('screens'))('lists %s among the tools of the page', (name) => {
    expect(
      screenTools.map((tool) => tool.name),
      `add the tool of tools/screens/${name.replaceAll('_', '-')}.ts to screenTools in tools/registry.ts`,
    ).toContain(name)
  })

  it('shows a model at most fifteen tools', () => {
    expect(agentTools.length).toBeLessThanOrEqual(15)
    expect(agentTools.filter((tool) => tool.screenOnly)).toEqual([])
    expect(screenTools.filter((tool) => !tool.screenOnly)).toEqual([])
  })
})

describe.each([...agentTools, ...screenTools].map((tool) => [tool.name, tool] as const))('%s', (name, tool) => {
  it('is named verb_noun, after its file', () => {
    expect(name).toMatch(/^[a-z]+(_[a-z]+)+$/)
    expect([...definitions('.'), ...definitions('screens')]).toContain(name)
  })

  it('tells a model in a few sentences what it is for', () => {
    expect(tool.title.length).toBeGreaterThan(3)
    expect(tool.description.length).toBeGreaterThan(60)
    expect(tool.description.length).toBeLessThan(700)
  })

  it('describes every field, and takes nothing that a model cannot fill in', () => {
    for (const [path, node] of fields(inputOf(tool))) {
      if (path !== '') expect(node.description, `${name}: ${path} has no description`).toBeTruthy()
      for (const key of ['anyOf', 'oneOf', 'allOf', 'not']) expect(node, `${name}: ${path}`).not.toHaveProperty(key)
      if (node.type === 'object')
        expect(node.additionalProperties, `${name}: ${path || 'input'} is not strict`).toBe(false)
    }
  })

  it('has an example that its own schema takes', () => {
    expect(tool.input.safeParse(tool.example).error).toBeUndefined()
  })
})

interface Node {
  type?: string
  description?: string
  additionalProperties?: unknown
  properties?: Record<string, Node>
  items?: Node
}

const inputOf = (tool: Tool) => z.toJSONSchema(tool.input, { io: 'input' }) as Node

/** Every object and property of a schema with its path; the items of a list count under the list's own name. */
function fields(node: Node, path = ''): [string, Node][] {
  const inside = Object.entries(node.properties ?? {}).flatMap(([key, child]) =>
    fields(child, path ? `${path}.${key}` : key),
  )
  const items = node.items?.properties ? fields({ ...node.items, description: node.description }, path) : []
  return [[path, node], ...inside, ...items]
}
