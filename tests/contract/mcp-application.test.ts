// The installed command as a desktop assistant runs it, beside the running application on the same data.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { newClient, oldClient, overHttp, overStdio } from './mcp-clients.js'
import { command, type RunningApplication, startApplication } from './running-application.js'

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let app: RunningApplication
let token: string
const open: { close(): Promise<void> }[] = []

beforeAll(async () => {
  app = await startApplication()
  token = (await app.staffalloc('user', 'token', await app.userOf('Admin'))).trim()
})
afterEach(async () => {
  for (const client of open.splice(0)) await client.close()
})
afterAll(() => app.stop())

async function assistant(...flags: string[]) {
  const client = oldClient()
  await client.connect(overStdio({ era: '2025' }, { command: [command, 'mcp', ...flags], env: app.env }) as never)
  open.push(client)
  return client
}

const setJane = (hours: number) => ({
  name: 'set_hours',
  arguments: {
    changes: [{ project: 'ALPHA', employee: 'jane@example.com', month: '2026-11', hours, mode: 'set' }],
  },
})

/** A person types hours into the page's cell. */
async function changeInPage(hours: number): Promise<void> {
  const { plan } = (await app.post('/api/v1/tools/set_hours', setJane(hours).arguments)) as { plan: { id: string } }
  await app.post(`/api/v1/plans/${plan.id}/apply`, {})
}

/** Opens the live feed, then reads it until the first change. */
async function listenForChange(): Promise<{ change: Promise<Record<string, unknown>> }> {
  const response = await fetch(`${app.url}/api/v1/events`, { headers: { Authorization: `Bearer ${app.accessToken}` } })
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  const read = async () => {
    for (let text = ''; ; ) {
      const { value, done } = await reader.read()
      if (done) throw new Error('the feed ended')
      text += value
      const found = /event: change\nid: \d+\ndata: (.*)\n/.exec(text)
      if (!found) continue
      await reader.cancel()
      return JSON.parse(found[1]!) as Record<string, unknown>
    }
  }
  return { change: read() }
}

describe('staffalloc mcp beside the running application', () => {
  it('shows a change by the assistant in the feed of the page', async () => {
    const { change } = await listenForChange()
    const client = await assistant()
    const planned = await client.callTool(setJane(12.25))
    const { plan } = planned.structuredContent as { plan: { id: string } }
    const applied = await client.callTool({ name: 'apply_plan', arguments: { planId: plan.id } })
    expect(applied.isError).toBeFalsy()
    expect(await change).toMatchObject({ via: 'mcp', changes: [{ kind: 'cell', month: '2026-11', after: 12.25 }] })
  })

  it('reads what the page has just changed', async () => {
    const client = await assistant('--read-only')
    await changeInPage(33)
    const sum = await client.callTool({
      name: 'query_allocations',
      arguments: { employees: ['jane@example.com'], projects: ['ALPHA'], from: '2026-11', to: '2026-11' },
    })
    expect(sum.structuredContent).toMatchObject({ totalHours: 33 })
  })

  it('leaves no way to write with --read-only, whatever is called', async () => {
    const client = await assistant('--read-only')
    const { tools } = await client.listTools()
    expect(tools.length).toBeGreaterThan(5)
    expect(tools.filter((t) => t.annotations?.readOnlyHint !== true)).toEqual([])
    for (const call of [setJane(2), { name: 'apply_plan', arguments: { planId: 'x' } }])
      await expect(client.callTool(call)).rejects.toThrow('not found')
  })

  it('acts with the rights of the user named with --as', async () => {
    const client = await assistant('--as', await app.userOf('Director'))
    expect((await client.callTool(setJane(1))).isError).toBe(true)
  })

  it('says in one line why it does not start, and prints nothing else', async () => {
    const failed = await app.staffalloc('mcp', '--as', 'nobody@nowhere').catch((error) => error)
    expect(failed).toMatchObject({ code: 1, stdout: '' })
    expect((failed as { stderr: string }).stderr.trim().split('\n')).toHaveLength(1)
  })

  it('prints what an assistant needs to start it: node and absolute paths', async () => {
    const config = JSON.parse(
      await app.staffalloc('mcp', '--print-config', '--client', 'claude-desktop', '--read-only'),
    )
    expect(config.mcpServers.staffalloc).toEqual({
      command: process.execPath,
      args: [command, 'mcp', '--read-only'],
      env: { STAFFALLOC_DATA: app.env.STAFFALLOC_DATA, STAFFALLOC_TODAY: '2026-10-15' },
    })
    expect(JSON.parse(await app.staffalloc('mcp', '--print-config', '--client', 'vscode'))).toHaveProperty(
      'servers.staffalloc.type',
      'stdio',
    )
  })
})

describe('standard output of staffalloc mcp', () => {
  it('holds nothing but JSON-RPC, whatever comes in', async () => {
    const child = spawn(process.execPath, [command, 'mcp'], { env: app.env, stdio: ['pipe', 'pipe', 'ignore'] })
    const lines: string[] = []
    const answered = new Promise<void>((resolve) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        lines.push(line)
        if (line.includes('"id":"last"')) resolve()
      })
    })
    const call = (id: string, name: string, args: unknown) =>
      JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: { name, arguments: args } })
    const clientInfo = { name: 'raw', version: '1' }
    const opening = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo }
    child.stdin.write(
      [
        JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: opening }),
        JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' }),
        'not JSON at all',
        '{"jsonrpc":"1.0","id":9,"method":"tools/list"}',
        '[]',
        '\u0000\u0007',
        call('unknown', 'drop_tables', {}),
        call('text', 'set_hours', 'not an object'),
        call('missing', 'set_hours', {}),
        call('nan', 'find_employees', { limit: 1e99, fteBelow: '0.5' }),
        call('long', 'search_knowledge', { query: 'x'.repeat(100_000) }),
        call('proto', 'query_allocations', JSON.parse('{"__proto__":{"a":1},"from":"2026-10","to":"2026-12"}')),
        JSON.stringify({ jsonrpc: '2.0', id: 'method', method: 'no/such/method' }),
        JSON.stringify({ jsonrpc: '2.0', id: 'uri', method: 'resources/read', params: { uri: 'file:///etc/passwd' } }),
        call('last', 'undo_change', { changeSetId: "'; drop table plan; --" }),
        '',
      ].join('\n'),
    )
    await answered
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.stdin.end()
    expect(await ended).toBe(0)
    const replies = lines.map(
      (line) => JSON.parse(line) as { jsonrpc: string; id?: string; result?: { isError?: boolean } },
    )
    expect(replies.filter((reply) => reply.jsonrpc !== '2.0')).toEqual([])
    const failed = (id: string) => {
      const reply = replies.find((one) => one.id === id)
      return reply !== undefined && (reply.result === undefined || reply.result.isError === true)
    }
    for (const id of ['unknown', 'text', 'missing', 'nan', 'long', 'method', 'uri', 'last'])
      expect(failed(id), `${id} is refused`).toBe(true)
  })
})

describe('a long call', () => {
  const report = { report: 'portfolio', from: '2026-10', to: '2026-12', format: 'xlsx' }

  it('tells how far it is, and hands the report over as a file', async () => {
    const client = await assistant()
    const heard: number[] = []
    const made = await client.callTool({ name: 'export_report', arguments: report }, undefined, {
      onprogress: ({ progress }) => heard.push(progress),
    })
    expect(heard.length).toBeGreaterThan(0)
    expect(heard).toEqual([...heard].sort((a, b) => a - b))
    const link = (made.content as { type: string; uri?: string }[]).find((part) => part.type === 'resource_link')
    const { contents } = await client.readResource({ uri: link?.uri ?? '' })
    const { blob = '', mimeType } = contents[0] as { blob?: string; mimeType?: string }
    expect(mimeType).toContain('spreadsheetml')
    expect(Buffer.from(blob, 'base64').subarray(0, 2).toString()).toBe('PK')
  })

  it('is given up when the assistant cancels it, and the connection goes on', async () => {
    const client = await assistant()
    const stop = new AbortController()
    const call = client.callTool({ name: 'export_report', arguments: report }, undefined, { signal: stop.signal })
    stop.abort('not needed any more')
    await expect(call).rejects.toThrow('not needed any more')
    expect((await client.listTools()).tools.length).toBeGreaterThan(5)
  })
})

describe('a change in the page', () => {
  const grid = 'staffalloc://projects/ALPHA/grid'

  it.each(['stdio', 'http'] as const)(
    'is told to an assistant of 2025 over %s that subscribed to its grid',
    async (way) => {
      const client = oldClient()
      const target = { command: [command, 'mcp'], env: app.env, url: `${app.url}/mcp`, token }
      await client.connect((way === 'stdio' ? overStdio : overHttp)({ era: '2025' }, target) as never)
      open.push(client)
      const told = new Promise((resolve) => {
        client.fallbackNotificationHandler = async ({ params }) => resolve(params?.uri)
      })
      await client.subscribeResource({ uri: grid })
      await changeInPage(way === 'stdio' ? 41 : 42)
      expect(await told).toBe(grid)
    },
  )

  it.each(['stdio', 'http'] as const)('is told to an assistant of 2026 over %s that listens for it', async (way) => {
    const client = newClient()
    const target = { command: [command, 'mcp'], env: app.env, url: `${app.url}/mcp`, token }
    await client.connect((way === 'stdio' ? overStdio : overHttp)({ era: '2026' }, target) as never)
    open.push(client)
    const told = new Promise((resolve) => {
      client.setNotificationHandler('notifications/resources/updated', ({ params }) => resolve(params.uri))
    })
    const { honoredFilter } = await client.listen({ resourceSubscriptions: [grid] })
    expect(honoredFilter).toEqual({ resourceSubscriptions: [grid] })
    await changeInPage(way === 'stdio' ? 43 : 44)
    expect(await told).toBe(grid)
  })
})

describe('/mcp of the running application', () => {
  const connect = async (bearer: string) => {
    const client = newClient()
    await client.connect(overHttp({ era: '2026' }, { url: `${app.url}/mcp`, token: bearer }) as never)
    open.push(client)
    return client
  }

  it('serves the holder of a personal access token', async () => {
    const { tools } = await (await connect(token)).listTools()
    expect(tools.map((t) => t.name)).toContain('apply_plan')
  })

  it('offers nothing that writes to a token that may read only', async () => {
    const readToken = (await app.staffalloc('user', 'token', await app.userOf('Admin'), '--read')).trim()
    const { tools } = await (await connect(readToken)).listTools()
    expect(tools.length).toBeGreaterThan(5)
    expect(tools.filter((t) => t.annotations?.readOnlyHint !== true)).toEqual([])
  })

  it.each([
    ['no token', {}, 401],
    ["the page's token", { Authorization: 'PAGE' }, 401],
    ['an unknown token', { Authorization: 'Bearer sapat_unknown' }, 401],
    ['a foreign origin', { Origin: 'https://evil.example' }, 403],
  ])('refuses %s', async (_what, headers: Record<string, string>, status) => {
    if (headers.Authorization === 'PAGE') headers.Authorization = `Bearer ${app.accessToken}`
    const response = await fetch(`${app.url}/mcp`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream', ...headers },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
    })
    expect(response.status).toBe(status)
  })

  it('does not let one user continue the session of another', async () => {
    const initialize = (bearer: string, session?: string) =>
      fetch(`${app.url}/mcp`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          Accept: 'application/json, text/event-stream',
          Authorization: `Bearer ${bearer}`,
          ...(session ? { 'Mcp-Session-Id': session, 'Mcp-Protocol-Version': '2025-11-25' } : {}),
        },
        body: JSON.stringify(
          session
            ? { jsonrpc: '2.0', id: 2, method: 'tools/list' }
            : {
                jsonrpc: '2.0',
                id: 1,
                method: 'initialize',
                params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'x', version: '1' } },
              },
        ),
      })
    const session = (await initialize(token)).headers.get('mcp-session-id') as string
    expect((await initialize(token, session)).status).toBe(200)
    const other = (await app.staffalloc('user', 'token', await app.userOf('Director'))).trim()
    expect((await initialize(other, session)).status).toBe(404)
  })
})
