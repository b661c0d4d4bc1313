import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { agentTools } from '../../tools/registry.js'
import { TOOL_INPUTS } from './requests.js'
import { openTrustServer, PRINCIPALS, type Principal, SECRETS, type TrustServer } from './trust-server.js'

let server: TrustServer
beforeAll(async () => {
  server = await openTrustServer()
})
beforeEach(() => server.reset())
afterAll(() => server.close())

/** One MCP message over HTTP; the reply's status and its JSON-RPC text, whichever way it is framed. */
async function mcp(token: string | undefined, method: string, params: object = {}) {
  const response = await fetch(`${server.url}/mcp`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2025-11-25',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  })
  const text = await response.text()
  const data = /^data: (.*)$/m.exec(text)?.[1] ?? text
  return { status: response.status, text: data }
}
const call = (principal: Principal, name: string, input: unknown) =>
  mcp(server.tokens[principal], 'tools/call', { name, arguments: input })

const signedIn = PRINCIPALS.filter((name) => name !== 'anonymous' && name !== 'disabled')

describe('MCP', () => {
  it.each(['tools/list', 'tools/call', 'prompts/list', 'resources/list', 'resources/read', 'initialize', 'ping'])(
    '%s answers nobody without a personal token that holds',
    async (method) => {
      const link = await import('../../services/account-links.js')
      const context = server.application.accountContext('cli')
      const token = await link.createSignInLink(server.org.db, 'u-admin', context)
      const session = await fetch(`${server.url}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token }),
      })
      const page = ((await session.json()) as { accessToken: string }).accessToken
      for (const each of [undefined, server.tokens.disabled, 'sapat_unknown', page])
        expect((await mcp(each, method)).status).toBe(401)
    },
  )

  it.each(agentTools.map((tool) => tool.name))('%s answers each as the same tool over HTTP does', async (name) => {
    const shown = (text: string) =>
      ['Sarah Jones', 'Mark Lee', SECRETS.notes, SECRETS.kind].filter((word) => text.includes(word))
    for (const principal of signedIn) {
      const input = TOOL_INPUTS[name]
      const overMcp = await call(principal, name, input)
      const overHttp = await fetch(`${server.url}/api/v1/tools/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${server.tokens[principal]}` },
        body: JSON.stringify(input),
      })
      const text = await overHttp.text()
      const refused = overMcp.text.includes('"isError":true') || overMcp.text.includes('"error":')
      expect({ name, principal, refused }).toEqual({ name, principal, refused: overHttp.status >= 400 })
      expect({ name, principal, shown: shown(overMcp.text) }).toEqual({ name, principal, shown: shown(text) })
    }
  })

  it('a writing tool changes nothing, and its plan is good for its asker only', async () => {
    const before = server.org.sqlite.prepare('select max(seq) from change_set').pluck().get()
    const planned = await call('manager of the project', 'set_hours', TOOL_INPUTS.set_hours)
    expect(server.org.sqlite.prepare('select max(seq) from change_set').pluck().get()).toBe(before)
    const planId = /[\w-]*id-\d+|[0-9a-f]{8}-[0-9a-f-]{27}/.exec(planned.text)?.[0]
    expect(planId).toBeDefined()
    for (const other of ['other manager', 'director', 'the employee', 'admin'] as const) {
      const reply = await call(other, 'apply_plan', { planId })
      expect({ other, refused: /isError":true|"error":/.test(reply.text) }).toEqual({ other, refused: true })
    }
    expect(server.org.sqlite.prepare('select max(seq) from change_set').pluck().get()).toBe(before)
    const applied = await call('manager of the project', 'apply_plan', { planId })
    expect(applied.text).not.toContain('"isError":true')
    expect(server.org.sqlite.prepare('select max(seq) from change_set').pluck().get()).not.toBe(before)
  })

  it('a read-only token is offered no writing tool and can call none', async () => {
    const { createPersonalToken } = await import('../../services/account-tokens.js')
    const { paul } = server.org
    const context = server.application.accountContext('cli')
    const { token } = await createPersonalToken(server.org.db, paul.userId, { name: 'r', scope: 'read' }, context, paul)
    const list = await mcp(token, 'tools/list')
    expect(list.text).toContain('find_employees')
    expect(list.text).not.toMatch(/"name":"(set_hours|apply_plan|undo_change)"/)
    expect((await mcp(token, 'tools/call', { name: 'set_hours', arguments: TOOL_INPUTS.set_hours })).text).toMatch(
      /isError":true|"error":/,
    )
  })
})
