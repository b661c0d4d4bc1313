import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { agentTools } from '../../tools/registry.js'
import { openSmallOrganisation, type SmallOrganisation } from '../small-organisation.js'
import { type CallResult, type TestClient, ways } from './mcp-clients.js'
import { type ConnectOptions, connect } from './serve-for-test.js'

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

let folder: string
let org: SmallOrganisation
/** One connection per way, user and set-up: starting a process takes a while. */
const open = new Map<string, Promise<TestClient>>()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'staffalloc-mcp-'))
  org = await openSmallOrganisation(join(folder, 'staffalloc.db'))
})
afterAll(async () => {
  for (const client of open.values()) await (await client).close()
  await org.close()
  rmSync(folder, { recursive: true, force: true })
})

type Way = Pick<ConnectOptions, 'era' | 'transport'>
function start(way: Way, more: Partial<ConnectOptions> = {}): Promise<TestClient> {
  const { answer, actor = org.maria, ...rest } = more
  const key = JSON.stringify([way, rest, actor.userId, answer !== undefined])
  const answerNow = answer && ((message: string) => userSays(message))
  userSays = answer ?? userSays
  const options = { ...way, db: org.db, file: join(folder, 'staffalloc.db'), actor, ...rest, answer: answerNow }
  const client = open.get(key) ?? connect(options)
  open.set(key, client)
  return client
}
let userSays: NonNullable<ConnectOptions['answer']> = () => ({ action: 'decline' })

function planId({ structuredContent }: CallResult): string {
  return (structuredContent as { plan: { id: string } }).plan.id
}

/** A month of its own for every way, so that tests do not see each other's hours. */
const monthOf = (way: Way) => `2025-0${1 + ways.findIndex((w) => w.era === way.era && w.transport === way.transport)}`
const setSarah = (month: string, hours: number) => ({
  name: 'set_hours',
  arguments: { changes: [{ project: 'ALPHA', employee: 'Sarah Jones', month, hours, mode: 'set' }] },
})
const hoursOfSarah = async (month: string) => {
  const row = await org.db
    .selectFrom('allocation')
    .select('quarters')
    .where('assignmentId', '=', 's-alpha')
    .where('month', '=', Number(month.replace('-', '')))
    .executeTakeFirst()
  return (row?.quarters ?? 0) / 4
}

describe.each(ways)('an assistant of $era over $transport', (way) => {
  it('finds every agent tool with title, description, strict schemas and the four annotations', async () => {
    const { tools } = await (await start(way)).listTools()
    expect(tools.map((t) => t.name)).toEqual([...agentTools.map((t) => t.name), 'apply_plan'])
    for (const tool of tools) {
      expect(tool.title, tool.name).toBeTruthy()
      expect(tool.description?.length, tool.name).toBeGreaterThan(60)
      expect(tool.inputSchema, tool.name).toMatchObject({ type: 'object', additionalProperties: false })
      expect(tool.outputSchema, tool.name).toMatchObject({ type: 'object', additionalProperties: false })
      expect(Object.keys(tool.annotations ?? {}).sort(), tool.name).toEqual([
        'destructiveHint',
        'idempotentHint',
        'openWorldHint',
        'readOnlyHint',
      ])
    }
  })

  it('reads: a sentence in text, the data as structured content', async () => {
    const client = await start(way)
    const result = await client.callTool({
      name: 'find_employees',
      arguments: { roles: ['Cyber Analyst'], from: '2025-09', to: '2025-09' },
    })
    expect(result.isError).toBeFalsy()
    expect(result.content[0]?.text).toContain('Mark Lee')
    expect(result.structuredContent).toMatchObject({ total: 2, from: '2025-09' })
  })

  it('gets a plan from a write, which changes nothing until apply_plan', async () => {
    const month = monthOf(way)
    const client = await start(way)
    const before = await hoursOfSarah(month)
    const planned = await client.callTool(setSarah(month, before + 16))
    expect(planned.structuredContent).toMatchObject({ status: 'planned' })
    expect(await hoursOfSarah(month)).toBe(before)

    const id = planId(planned)
    const applied = await client.callTool({ name: 'apply_plan', arguments: { planId: id } })
    expect(applied.structuredContent).toMatchObject({ status: 'applied' })
    expect(await hoursOfSarah(month)).toBe(before + 16)

    const again = await client.callTool({ name: 'apply_plan', arguments: { planId: id } })
    expect(again).toMatchObject({ isError: true, content: [{ text: expect.stringContaining('applied already') }] })
  })

  it('is told what to mend', async () => {
    const client = await start(way)
    const unknown = await client.callTool({
      name: 'query_allocations',
      arguments: { projects: ['Alpah'], from: '2025-01', to: '2025-03' },
    })
    expect(unknown).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining("No project 'Alpah'. Closest: Project Alpha") }],
    })
    const invented = await client.callTool({ name: 'undo_change', arguments: { id: 'x' } })
    expect(invented.content[0]?.text).toBe("there is no argument 'id'. undo_change takes: changeSetId.")
  })
})

describe.each(ways)('an assistant of $era over $transport that can ask its user', (way) => {
  it('asks on the spot, and applies exactly what was shown', async () => {
    const month = monthOf(way)
    const asked: string[] = []
    const client = await start(way, {
      answer: (message) => {
        asked.push(message)
        return { action: 'accept', content: { apply: true } }
      },
    })
    const { tools } = await client.listTools()
    expect(tools.map((t) => t.name)).not.toContain('apply_plan')
    const result = await client.callTool(setSarah(month, 40))
    expect(asked).toEqual([expect.stringContaining('Set Sarah Jones to 40 h on Project Alpha')])
    expect(result.structuredContent).toMatchObject({ status: 'applied' })
    expect(await hoursOfSarah(month)).toBe(40)
  })

  it('changes nothing when the user says no, and the plan is gone', async () => {
    const month = monthOf(way)
    const before = await hoursOfSarah(month)
    const client = await start(way, { answer: () => ({ action: 'decline' }) })
    const result = await client.callTool(setSarah(month, before + 3))
    expect(result.structuredContent).toMatchObject({ status: 'declined' })
    expect(await hoursOfSarah(month)).toBe(before)
    const open = await org.db.selectFrom('plan').select('id').where('usedAt', 'is', null).execute()
    expect(open).toEqual([])
  })
})

describe('the safety of writes', () => {
  it('is audited with who said yes', async () => {
    const rows = await org.db.selectFrom('audit').select(['via', 'detail']).where('via', '=', 'mcp').execute()
    const said = new Set(rows.map((row) => (JSON.parse(row.detail) as { confirmation: string }).confirmation))
    expect(said).toEqual(new Set(['via MCP, confirmed by the host', 'via MCP, asked on the spot']))
  })

  it('leaves no way to write when writes are off', async () => {
    const client = await start({ era: '2026', transport: 'stdio' }, { writes: 'off' })
    const { tools } = await client.listTools()
    expect(tools.map((t) => t.name)).toEqual(agentTools.filter((t) => t.effect === 'read').map((t) => t.name))
    await expect(client.callTool(setSarah('2025-06', 8))).rejects.toThrow('set_hours')
  })

  it('plans in two steps, whatever the client can do, when writes are set to plan', async () => {
    const client = await start(
      { era: '2025', transport: 'stdio' },
      { writes: 'plan', answer: () => ({ action: 'accept', content: { apply: true } }) },
    )
    const result = await client.callTool(setSarah('2025-06', 8))
    expect(result.structuredContent).toMatchObject({ status: 'planned' })
  })

  it('does not let one user apply the plan of another', async () => {
    const maria = await start({ era: '2026', transport: 'http' })
    const planned = await maria.callTool(setSarah('2025-07', 8))
    const id = planId(planned)
    const admin = await start({ era: '2026', transport: 'http' }, { actor: org.admin })
    const stolen = await admin.callTool({ name: 'apply_plan', arguments: { planId: id } })
    expect(stolen).toMatchObject({ isError: true, content: [{ text: expect.stringContaining('no such plan') }] })
  })

  it('gives a Director every reading tool and refuses a write with the reason', async () => {
    const client = await start({ era: '2026', transport: 'http' }, { actor: org.director })
    const result = await client.callTool(setSarah('2025-08', 8))
    expect(result).toMatchObject({ isError: true, content: [{ text: expect.stringContaining('Director') }] })
  })
})

describe('standard output', () => {
  it('carries nothing but the protocol, whatever is printed', async () => {
    const client = await start({ era: '2025', transport: 'stdio' }, { noise: true })
    expect((await client.listTools()).tools.length).toBeGreaterThan(3)
  })
})
