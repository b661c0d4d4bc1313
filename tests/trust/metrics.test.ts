import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { REQUESTS } from './requests.js'
import { sendAs } from './send-as.js'
import { openTrustServer, PRINCIPALS, type TrustServer } from './trust-server.js'

let server: TrustServer
beforeAll(async () => {
  server = await openTrustServer()
  for (const sample of REQUESTS) {
    await sendAs(server, 'admin', sample)
    if (!sample.route.startsWith('get ')) server.reset()
  }
  await sendAs(server, 'admin', {
    route: 'post /api/v1/ai/query',
    body: { message: 'Who is over-allocated in May 2025?' },
  })
  await sendOddThings()
}, 300_000)
afterAll(() => server.close())

/** Addresses, methods and names that nobody declared: a label made of them would grow without end. */
async function sendOddThings(): Promise<void> {
  for (let i = 0; i < 60; i++) {
    for (const path of [
      `/secret-${i}`,
      `/api/v1/secret-${i}`,
      `/api/v1/projects/secret-${i}`,
      `/api/v1/tools/secret-${i}`,
    ])
      await send(['GET', 'POST', 'PURGE', 'PROPFIND', 'M-SEARCH'][i % 5] as string, `${path}?token=secret-${i}`)
  }
  await fetch(`${server.url}/mcp`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.tokens.admin}`, 'content-type': 'application/json', accept: '*/*' },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'secret-mcp', arguments: {} },
    }),
  })
}

const send = (method: string, path: string) =>
  new Promise<void>((resolve, reject) => {
    const sent = request(`${server.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${server.tokens.admin}` },
    })
    sent.on('error', reject)
    sent.on('response', (reply) => reply.resume().on('end', resolve))
    sent.end()
  })

async function read(): Promise<{ text: string; series: { name: string; labels: Record<string, string> }[] }> {
  const { text } = await sendAs(server, 'admin', { route: 'get /metrics' })
  const series = text
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => {
      const [, name, labels = ''] = /^(\w+)(?:\{(.*)\})? /.exec(line) as unknown as [string, string, string?]
      return { name, labels: Object.fromEntries([...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, k, v]) => [k, v])) }
    })
  return { text, series }
}

const known = () => new Set(server.routes.map(({ method, path }) => `${method} ${path}`))

describe('/metrics', () => {
  it('is for Admins', async () => {
    for (const who of PRINCIPALS) {
      const { status } = await sendAs(server, who, { route: 'get /metrics' })
      expect({ who, status }).toEqual({
        who,
        status: who === 'admin' ? 200 : /anonymous|disabled/.test(who) ? 401 : 403,
      })
    }
  })

  it('labels a request by its declared route and status alone, whatever the address, method or name sent', async () => {
    const { series } = await read()
    const routes = new Set(series.map(({ labels }) => labels.route).filter((route) => route !== undefined))
    const others = [...routes].filter((route) => !known().has(route))
    expect(others.sort()).toEqual(['get page', 'other page', 'post /mcp', 'post page'])
    expect(routes.size).toBeGreaterThan(100)
  })

  it('has labels of a fixed set of names, each with few values', async () => {
    const { series } = await read()
    const values = new Map<string, Set<string>>()
    for (const { labels } of series)
      for (const [name, value] of Object.entries(labels)) values.set(name, (values.get(name) ?? new Set()).add(value))
    const own = new Set(['route', 'status', 'le', 'by', 'outcome', 'direction', 'state'])
    const ofNode = new Set(['kind', 'space', 'type', 'version', 'major', 'minor', 'patch'])
    expect([...values.keys()].filter((name) => !own.has(name) && !ofNode.has(name))).toEqual([])
    for (const [name, seen] of values)
      if (name !== 'route') expect({ name, few: seen.size <= 15 }).toEqual({ name, few: true })
    expect(values.get('by')).toEqual(new Set(['planner']))
  })

  it('holds no name, address, id, note or question of anybody, and nothing that was sent', async () => {
    const { text } = await read()
    const { sqlite } = server.org
    const told = ['secret-', 'CANARY', ...Object.values(server.tokens)]
    for (const column of [
      'employee.name',
      'employee.email',
      'employee.id',
      'user.name',
      'user.email',
      'project.name',
    ]) {
      const [table, field] = column.split('.') as [string, string]
      told.push(...(sqlite.prepare(`select ${field} from "${table}"`).pluck().all() as string[]))
    }
    expect(told.filter((word) => word && text.includes(word))).toEqual([])
  })

  it('does not grow with what is sent: the same again makes no new line', async () => {
    const requests = async () => (await read()).series.filter(({ labels }) => labels.route !== undefined).length
    await requests()
    const before = await requests()
    await sendOddThings()
    expect(await requests()).toBe(before)
  })
})
