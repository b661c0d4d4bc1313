import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createSignInLink } from '../../services/account-links.js'
import { resetPassword } from '../../services/account-passwords.js'
import { createPersonalToken, revokePersonalToken } from '../../services/account-tokens.js'
import { changeUser } from '../../services/account-users.js'
import type { Actor } from '../../services/actor.js'
import { draftCells } from '../../services/cells.js'
import { commitStep } from '../../services/changes.js'
import { openTrustServer, type TrustServer } from './trust-server.js'

let server: TrustServer
beforeAll(async () => {
  server = await openTrustServer()
})
beforeEach(() => server.reset())
afterAll(() => server.close())

const account = () => server.application.accountContext('cli')

async function newToken(actor: Actor, expiresOn?: string) {
  const fields = { name: 'stream', scope: 'write' as const, expiresOn }
  return await createPersonalToken(server.org.db, actor.userId, fields, account(), actor)
}

async function signIn(userId: string) {
  const token = await createSignInLink(server.org.db, userId, account())
  const reply = await fetch(`${server.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  const cookie = (reply.headers.get('set-cookie') ?? '').split(';')[0] as string
  return { cookie, token: ((await reply.json()) as { accessToken: string }).accessToken }
}

/** An open stream: what came so far, and a promise of the whole once the server has cut it off. */
async function open(token: string, path = '/api/v1/events', headers: Record<string, string> = {}) {
  const response = await fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${token}`, ...headers } })
  expect(response.status).toBe(200)
  const stream = { text: '', ended: Promise.resolve('') }
  const reader = (response.body as ReadableStream).pipeThrough(new TextDecoderStream()).getReader()
  stream.ended = (async () => {
    try {
      for (let part = await reader.read(); !part.done; part = await reader.read()) stream.text += part.value
    } catch {
      // Cut off.
    }
    return stream.text
  })()
  return stream
}

/** Commits a change that everybody who reads the plan would hear of. */
const change = async (hours: number) =>
  await commitStep(server.org.context(server.org.admin), async (db) => ({
    changes: await draftCells(db, [{ assignmentId: 's-beta', month: '2025-06', hours }]),
  }))

const WAYS: [string, (paul: Actor) => Promise<void>][] = [
  [
    'is disabled',
    async () => {
      await changeUser(server.org.db, server.org.admin, 'u-paul', { disabled: true, version: 1 }, account())
    },
  ],
  ['gets the password reset', () => resetPassword(server.org.db, server.org.admin, 'u-paul', account())],
]

describe('the live events of somebody who', () => {
  it.each(WAYS)('%s end at once, and what is committed right after is not in them', async (_, end) => {
    const page = await signIn('u-paul')
    const stream = await open(page.token)
    await end(server.org.paul)
    await change(16)
    expect(await stream.ended).not.toContain('event:')
  })

  it('signs out end at once without any change, those of another browser go on', async () => {
    const here = await signIn('u-paul')
    const there = await signIn('u-paul')
    const [ending, staying] = [await open(here.token), await open(there.token)]
    await fetch(`${server.url}/api/v1/token/revoke`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: here.cookie },
      body: '{}',
    })
    expect(await ending.ended).not.toContain('event:')
    await change(16)
    await expect.poll(() => staying.text).toContain('event: change')
  })

  it('revokes the token end at once, those of another token go on', async () => {
    const [lost, kept] = [await newToken(server.org.paul), await newToken(server.org.paul)]
    const [ending, staying] = [await open(lost.token), await open(kept.token)]
    await revokePersonalToken(server.org.db, server.org.paul, lost.id, account())
    await change(16)
    expect(await ending.ended).not.toContain('event:')
    await expect.poll(() => staying.text).toContain('event: change')
  })

  it('becomes an Employee go on with the own plan only', async () => {
    const stream = await open((await newToken(server.org.paul)).token)
    const fields = { systemRole: 'Employee' as const, employeeId: 'e-mark', version: 1 }
    await changeUser(server.org.db, server.org.admin, 'u-paul', fields, account())
    await change(16)
    await commitStep(server.org.context(server.org.admin), async (db) => ({
      changes: await draftCells(db, [{ assignmentId: 'm-alpha', month: '2025-06', hours: 8 }]),
    }))
    await expect.poll(() => stream.text).toContain('m-alpha')
    expect(stream.text).not.toContain('s-beta')
  })
})

describe('the notices to a desktop assistant', () => {
  async function session(token: string) {
    const headers = {
      accept: 'application/json, text/event-stream',
      'content-type': 'application/json',
      'mcp-protocol-version': '2025-11-25',
      authorization: `Bearer ${token}`,
    }
    const send = async (message: object, id = '') =>
      await fetch(`${server.url}/mcp`, {
        method: 'POST',
        headers: id ? { ...headers, 'mcp-session-id': id } : headers,
        body: JSON.stringify({ jsonrpc: '2.0', ...message }),
      })
    const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 't', version: '1' } }
    const opened = await send({ id: 1, method: 'initialize', params })
    const id = opened.headers.get('mcp-session-id') as string
    await opened.text()
    await send({ method: 'notifications/initialized' }, id)
    await send({ id: 2, method: 'resources/subscribe', params: { uri: 'staffalloc://people' } }, id)
    return { id, send, stream: () => open(token, '/mcp', { ...headers, 'mcp-session-id': id }) }
  }

  it('end with the token, those of another token of the same user go on', async () => {
    const [lost, kept] = [await newToken(server.org.paul), await newToken(server.org.paul)]
    const [one, other] = [await session(lost.token), await session(kept.token)]
    const [ending, staying] = [await one.stream(), await other.stream()]
    await revokePersonalToken(server.org.db, server.org.paul, lost.id, account())
    await change(16)
    expect(await ending.ended).not.toContain('resources/updated')
    await expect.poll(() => staying.text).toContain('resources/updated')
  })

  it('end with the user', async () => {
    const stream = await (await session((await newToken(server.org.paul)).token)).stream()
    await changeUser(server.org.db, server.org.admin, 'u-paul', { disabled: true, version: 1 }, account())
    await change(16)
    expect(await stream.ended).not.toContain('resources/updated')
  })

  it('reach nobody through the session of somebody else, or of another token of the same user', async () => {
    const mine = await session((await newToken(server.org.paul)).token)
    for (const actor of [server.org.paul, server.org.admin]) {
      const { token } = await newToken(actor)
      const reply = await fetch(`${server.url}/mcp`, {
        headers: { accept: 'text/event-stream', authorization: `Bearer ${token}`, 'mcp-session-id': mine.id },
      })
      expect(reply.status).toBe(404)
    }
  })
})
