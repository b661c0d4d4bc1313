// The installed command as a desktop assistant runs it, beside the running application on the same data.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const root = join(import.meta.dirname, '..', '..')
const command = join(root, 'bin', 'staffalloc.mjs')
const run = promisify(execFile)
const data = mkdtempSync(join(tmpdir(), 'staffalloc-beside-'))
const env = { ...process.env, STAFFALLOC_DATA: data, STAFFALLOC_TODAY: '2026-10-15', PORT: '0', HOST: '127.0.0.1' }

let application: ChildProcess
let url: string
let accessToken: string

beforeAll(async () => {
  application = spawn(process.execPath, [command, 'start', '--no-open'], { env, stdio: ['ignore', 'pipe', 'ignore'] })
  for await (const line of createInterface({ input: application.stdout! })) {
    url = /^StaffAlloc ready (\S+)/.exec(line)?.[1] ?? url
    const token = /^Sign in: \S+\?token=(\S+)/.exec(line)?.[1]
    if (!token) continue
    const signedIn = await post('/api/v1/session', { token })
    accessToken = (signedIn as { accessToken: string }).accessToken
    break
  }
}, 60_000)

afterAll(async () => {
  const ended = new Promise((resolve) => application.once('exit', resolve))
  application.kill('SIGTERM')
  await ended
  rmSync(data, { recursive: true, force: true })
})

async function post(path: string, body: object): Promise<unknown> {
  const headers = { 'Content-Type': 'application/json', ...(accessToken && { Authorization: `Bearer ${accessToken}` }) }
  return (await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).json()
}

async function assistant(...flags: string[]): Promise<OldClient> {
  const client = new OldClient({ name: 'desktop', version: '1' })
  const args = [command, 'mcp', ...flags]
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args, env: env as Record<string, string>, stderr: 'ignore' }),
  )
  return client
}

const setJane = (hours: number) => ({
  name: 'set_hours',
  arguments: {
    changes: [{ project: 'ALPHA', employee: 'jane@example.com', month: '2026-11', hours, mode: 'set' }],
  },
})

/** Opens the live feed, then reads it until the first change. */
async function listenForChange(): Promise<{ change: Promise<Record<string, unknown>> }> {
  const response = await fetch(`${url}/api/v1/events`, { headers: { Authorization: `Bearer ${accessToken}` } })
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
    await client.close()
  })

  it('reads what the page has just changed', async () => {
    const client = await assistant('--read-only')
    const { plan } = (await post('/api/v1/tools/set_hours', setJane(33).arguments)) as { plan: { id: string } }
    await post(`/api/v1/plans/${plan.id}/apply`, {})
    const sum = await client.callTool({
      name: 'query_allocations',
      arguments: { employees: ['jane@example.com'], projects: ['ALPHA'], from: '2026-11', to: '2026-11' },
    })
    expect(sum.structuredContent).toMatchObject({ totalHours: 33 })
    await client.close()
  })

  it('acts with the rights of the user named with --as', async () => {
    const { stdout } = await run(process.execPath, [command, 'user', 'list'], { env })
    const director = /^(\S+)\s+Director/m.exec(stdout)?.[1] as string
    const client = await assistant('--as', director)
    const refused = await client.callTool(setJane(1))
    expect(refused.isError).toBe(true)
    await client.close()
  })

  it('says in one line why it does not start, and prints nothing else', async () => {
    const failed = await run(process.execPath, [command, 'mcp', '--as', 'nobody@nowhere'], { env }).catch((e) => e)
    expect(failed).toMatchObject({ code: 1, stdout: '' })
    expect((failed as { stderr: string }).stderr.trim().split('\n')).toHaveLength(1)
  })
})

describe('/mcp of the running application', () => {
  const connect = async (token: string, headers: Record<string, string> = {}) => {
    const client = new Client(
      { name: 'over http', version: '1' },
      { versionNegotiation: { mode: { pin: '2026-07-28' } } },
    )
    const requestInit = { headers: { Authorization: `Bearer ${token}`, ...headers } }
    await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { requestInit }))
    return client
  }
  const makeToken = async (...flags: string[]) => {
    const { stdout } = await run(process.execPath, [command, 'user', 'list'], { env })
    const admin = /^(\S+)\s+Admin/m.exec(stdout)?.[1] as string
    return (await run(process.execPath, [command, 'user', 'token', admin, ...flags], { env })).stdout.trim()
  }

  it('serves the holder of a personal access token', async () => {
    const client = await connect(await makeToken())
    const { tools } = await client.listTools()
    expect(tools.map((t) => t.name)).toContain('apply_plan')
    await client.close()
  })

  it('offers nothing that writes to a token that may read only', async () => {
    const client = await connect(await makeToken('--read'))
    const { tools } = await client.listTools()
    expect(tools.filter((t) => t.annotations?.readOnlyHint !== true)).toEqual([])
    await client.close()
  })

  it.each([
    ['no token', {}, 401],
    ["the page's token", { Authorization: 'PAGE' }, 401],
    ['an unknown token', { Authorization: 'Bearer sapat_unknown' }, 401],
    ['a foreign origin', { Origin: 'https://evil.example' }, 403],
  ])('refuses %s', async (_what, headers: Record<string, string>, status) => {
    if (headers.Authorization === 'PAGE') headers.Authorization = `Bearer ${accessToken}`
    const response = await fetch(`${url}/mcp`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream', ...headers },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
    })
    expect(response.status).toBe(status)
  })
})
