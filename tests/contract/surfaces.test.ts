// One definition, every surface: the same call gives the same answer in chat, over HTTP, on the command line and over
// MCP, in both protocol eras and over both transports, all on one running application.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { functionTools } from '../../agent/model/model-tools.js'
import { newRun } from '../../agent/new-run.js'
import { runToolCalls } from '../../agent/run-tool-calls.js'
import { type Application, compose } from '../../app/compose.js'
import { readSettings } from '../../app/settings.js'
import { applyToolPlan } from '../../tools/apply-plan.js'
import { callTool } from '../../tools/call-tool.js'
import { agentTools } from '../../tools/registry.js'
import { connectTo, type TestClient, ways } from './mcp-clients.js'
import { command, type RunningApplication, startApplication } from './running-application.js'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

let running: RunningApplication
let application: Application
let token: string
const clients = new Map<string, TestClient>()

beforeAll(async () => {
  running = await startApplication()
  application = await compose(readSettings(running.env))
  const { email } = await application.owner()
  token = (await running.staffalloc('user', 'token', email)).trim()
  // Something to undo, so that undo_change has an answer.
  const ctx = application.toolContext(await application.owner(), 'cli')
  const planned = await callTool({ tool: 'set_hours', input: exampleOf('set_hours') }, ctx)
  if (planned.kind === 'plan') await applyToolPlan(ctx, planned.plan.id)
  const target = { command: [command, 'mcp'], env: running.env, url: `${running.url}/mcp`, token }
  for (const way of ways) clients.set(JSON.stringify(way), await connectTo(way, target))
})

afterAll(async () => {
  for (const client of clients.values()) await client.close()
  await application?.close()
  await running.stop()
})

const exampleOf = (name: string) => agentTools.find((tool) => tool.name === name)?.example
/** After set_hours was applied with its example, the same would change nothing. */
const inputOf = (name: string) =>
  name === 'set_hours'
    ? JSON.parse(JSON.stringify(exampleOf(name)).replace(/"hours":\d+/, '"hours":44'))
    : exampleOf(name)

interface Answer {
  say: string
  data?: unknown
  plan?: unknown
}

/** Without what differs from call to call: ids of plans and reports, times. */
function comparable({ say, data, plan }: Answer): unknown {
  const fleeting = new Set(['id', 'expiresAt', 'via', 'reportId', 'url', 'file', 'createdAt'])
  const what = JSON.stringify(data ?? (plan as { changes: unknown }).changes, (key, value) =>
    fleeting.has(key) ? undefined : value,
  )
  return { say: say.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID').replace(/\S+\.xlsx/g, 'FILE'), what: JSON.parse(what) }
}

const surfaces: Record<string, (name: string) => Promise<Answer>> = {
  'over HTTP': async (name) => {
    const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` }
    const body = JSON.stringify(inputOf(name))
    return (await (
      await fetch(`${running.url}/api/v1/tools/${name}`, { method: 'POST', headers, body })
    ).json()) as Answer
  },
  'on the command line': async (name) => {
    return JSON.parse(await running.staffalloc('tool', name, '--json', JSON.stringify(inputOf(name)))) as Answer
  },
  ...Object.fromEntries(
    ways.map((way) => [
      `over MCP of ${way.era}, ${way.transport}`,
      async (name: string) => {
        const client = clients.get(JSON.stringify(way))
        const result = await client!.callTool({ name, arguments: inputOf(name) })
        const text = result.content[0]?.text ?? ''
        if (result.isError) throw new Error(text)
        const structured = result.structuredContent as Record<string, unknown>
        if (structured.plan) return structured as unknown as Answer
        return { say: text.split('\n\n')[0] ?? '', data: structured }
      },
    ]),
  ),
}

describe.each(agentTools.map((tool) => tool.name))('%s', (name) => {
  it.each(Object.keys(surfaces))('answers %s as the executor does', async (surface) => {
    const ctx = application.toolContext(await application.owner(), 'cli')
    const expected = await callTool({ tool: name, input: inputOf(name) }, ctx)
    const answer = await surfaces[surface]!(name)
    expect(comparable(answer)).toEqual(comparable(expected))
  })

  it('is a function of the chat model, which runs it through the same executor', async () => {
    expect(functionTools().map((tool) => tool.function.name)).toContain(name)
    const actor = await application.owner()
    const expected = await callTool({ tool: name, input: inputOf(name) }, application.toolContext(actor, 'cli'))
    const chat = newRun(
      { toolContext: (who: typeof actor) => application.toolContext(who, 'chat') } as never,
      { modelTurns: 8, toolCalls: 20, sameCall: 3 } as never,
      { signal: new AbortController().signal, stop: () => {} } as never,
      {
        actor,
        threadId: 'contract',
        question: '',
        emit: () => {},
        plan: async () => ({ kind: 'calls', calls: [] }),
        former: [],
        names: [],
      },
    )
    const replies = await runToolCalls(chat, [{ id: 'call', name, input: inputOf(name) }])
    const said = expected.kind === 'plan' ? chat.card?.text : replies[0]?.text
    expect(replies.filter((reply) => reply.failed)).toEqual([])
    expect(said?.replace(/\S+\.xlsx/g, 'FILE')).toBe(expected.say.replace(/\S+\.xlsx/g, 'FILE'))
  })
})
