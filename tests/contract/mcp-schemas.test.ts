// What a model sees of every tool over MCP, kept as files: a change of it shows in review.
// After a change on purpose: npx vitest run tests/contract/mcp-schemas.test.ts --update=all
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listTools } from '../../mcp-server/listed-tools.js'

const folder = join(import.meta.dirname, '..', '..', 'mcp-server', '__snapshots__')
const tools = listTools(false).map(({ effect: _, ...tool }) => tool)

describe('what a model sees over MCP', () => {
  it.each(tools.map((tool) => [tool.name, tool] as const))('%s is what was reviewed', async (name, tool) => {
    await expect(`${JSON.stringify(tool, null, 2)}\n`).toMatchFileSnapshot(join(folder, `${name}.json.snap`))
  })

  it('has no file of a tool that is no more', () => {
    const known = tools.map((tool) => `${tool.name}.json.snap`)
    expect(readdirSync(folder).filter((file) => !known.includes(file))).toEqual([])
  })

  it('fits, without output schemas, into 24,000 characters', () => {
    const listed = JSON.stringify({ tools: tools.map(({ outputSchema: _, ...tool }) => tool) })
    expect(listed.length).toBeLessThan(24_000)
    expect(listed).not.toContain('$schema')
  })

  it('marks what reads as read-only, and what applies as destructive', () => {
    const hints = (asks: boolean) => Object.fromEntries(listTools(asks).map((tool) => [tool.name, tool.annotations]))
    expect(hints(false)).toMatchObject({
      find_employees: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
      // Only plans, where the host must call apply_plan; applies, where its user is asked on the spot.
      set_hours: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
      apply_plan: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: false },
    })
    expect(hints(true)).toMatchObject({ set_hours: { destructiveHint: true } })
    expect(hints(true)).not.toHaveProperty('apply_plan')
  })
})
