import { createHmac } from 'node:crypto'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSignInLink } from '../services/account-links.js'
import { changeUser } from '../services/account-users.js'
import { type HttpServer, openHttpServer } from '../tests/http-server.js'

let http: HttpServer
const context = { now: () => new Date(), newId: () => crypto.randomUUID(), via: 'cli' }
beforeAll(async () => {
  http = await openHttpServer()
})
afterAll(() => http.close())

async function signIn(userId = 'u-maria') {
  const token = await createSignInLink(http.org.db, userId, context)
  const response = await post('/api/v1/session', { token })
  const body = (await response.json()) as { accessToken: string; expiresIn: number; user: object }
  return { ...body, cookie: cookieOf(response), header: response.headers.get('set-cookie') ?? '' }
}
const cookieOf = (response: Response) => (response.headers.get('set-cookie') ?? '').split(';')[0] as string
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${http.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
const refresh = (cookie: string) => post('/api/v1/token/refresh', {}, { cookie })

describe('signing in', () => {
  it('by link answers an access token and keeps the refresh token out of reach of scripts', async () => {
    const session = await signIn()
    expect(session).toMatchObject({ expiresIn: 600, user: { id: 'u-maria', systemRole: 'PM' } })
    expect(session.header).toContain('HttpOnly')
    expect(session.header).toContain('SameSite=Strict')
    expect(session.header).toContain('Path=/api/v1/token')
    expect((await http.call(session.accessToken, 'GET', '/api/v1/me')).body).toMatchObject({ name: 'Maria Manager' })
  })

  it('by password works after one was set, and answers alike for a wrong one and an unknown address', async () => {
    const session = await signIn('u-paul')
    const set = await http.call(session.accessToken, 'POST', '/api/v1/me/password', { password: 'violet harbour' })
    expect(set.status).toBe(204)
    const right = await post('/api/v1/token', { email: 'u-paul@example.com', password: 'violet harbour' })
    expect(right.status).toBe(200)
    const wrong = await post('/api/v1/token', { email: 'u-paul@example.com', password: 'violet' })
    const unknown = await post('/api/v1/token', { email: 'nobody@example.com', password: 'violet' })
    expect([wrong.status, unknown.status]).toEqual([401, 401])
    expect(await wrong.text()).toBe(await unknown.text())
  })

  it('stays by the cookie, which changes each time; a former one ends the sign-in', async () => {
    const first = await signIn()
    const second = await refresh(first.cookie)
    expect(second.status).toBe(200)
    const { accessToken } = (await second.json()) as { accessToken: string }
    expect((await refresh(first.cookie)).status).toBe(401)
    expect((await refresh(cookieOf(second))).status).toBe(401)
    expect((await http.call(accessToken, 'GET', '/api/v1/me')).status).toBe(401)
  })

  it('stays where a page was left before the answer came: the next asks with the same key', async () => {
    const first = await signIn()
    const ask = (cookie: string) => post('/api/v1/token/refresh', {}, { cookie, 'idempotency-key': 'of this page' })
    expect((await ask(first.cookie)).status).toBe(200)
    const second = await ask(first.cookie)
    expect(second.status).toBe(200)
    expect((await refresh(cookieOf(second))).status).toBe(200)
    expect((await ask(first.cookie)).status).toBe(401)
  })

  it('ends by signing out, at once and for the access token too', async () => {
    const session = await signIn()
    const out = await post('/api/v1/token/revoke', {}, { cookie: session.cookie })
    expect(out.status).toBe(204)
    expect((await http.call(session.accessToken, 'GET', '/api/v1/me')).status).toBe(401)
    expect((await refresh(session.cookie)).status).toBe(401)
  })

  it('of a disabled user ends at the next call, with every kind of token', async () => {
    const session = await signIn('u-director')
    const token = await http.tokenOf(http.org.director)
    await changeUser(http.org.db, http.org.admin, 'u-director', { disabled: true, version: 1 }, context)
    for (const each of [session.accessToken, token])
      expect((await http.call(each, 'GET', '/api/v1/projects')).status).toBe(401)
    await changeUser(http.org.db, http.org.admin, 'u-director', { disabled: false, version: 2 }, context)
  })

  it('is listed, and one of the list can be ended', async () => {
    const here = await signIn('u-admin')
    const there = await signIn('u-admin')
    const list = await http.call(here.accessToken, 'GET', '/api/v1/me/sign-ins')
    expect(list.body.items.filter((item: { current: boolean }) => item.current)).toHaveLength(1)
    const other = list.body.items.find((item: { current: boolean }) => !item.current)
    await http.call(here.accessToken, 'DELETE', `/api/v1/me/sign-ins/${other.id}`)
    expect((await http.call(there.accessToken, 'GET', '/api/v1/me')).status).toBe(401)
  })
})

describe('an access token', () => {
  const secret = Buffer.alloc(32, 7)
  const now = () => Math.floor(Date.now() / 1000)
  const good = { sub: 'u-maria', sid: '', iss: 'staffalloc', aud: 'staffalloc-page', iat: now(), exp: now() + 300 }
  const header = { alg: 'HS256', typ: 'at+jwt', kid: 'k1' }
  const make = (claims: object, head: object = header, key: Uint8Array = secret) =>
    new SignJWT(claims as never).setProtectedHeader(head as never).sign(key)
  const without = (name: string) => Object.fromEntries(Object.entries(good).filter(([key]) => key !== name))
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')

  beforeAll(async () => {
    const family = await signIn()
    const { sid } = JSON.parse(Buffer.from(family.accessToken.split('.')[1] as string, 'base64url').toString())
    good.sid = sid
  })

  it('made right is taken, so that the refusals below mean something', async () => {
    expect((await http.call(await make(good), 'GET', '/api/v1/me')).status).toBe(200)
  })

  it.each([
    ['without a signature', async () => `${encode({ ...header, alg: 'none' })}.${encode(good)}.`],
    ['signed with another key', () => make(good, header, Buffer.alloc(32, 8))],
    // Signed rightly with our own key: only the list of algorithms stands in the way.
    [
      'of another algorithm',
      async () => {
        const signed = `${encode({ ...header, alg: 'HS512' })}.${encode(good)}`
        return `${signed}.${createHmac('sha512', secret).update(signed).digest('base64url')}`
      },
    ],
    ['of an unknown key', () => make(good, { ...header, kid: 'k2' })],
    ['without a key id', () => make(good, { alg: 'HS256', typ: 'at+jwt' })],
    ['with a key id out of a prototype', () => make(good, { ...header, kid: 'constructor' })],
    ['of another type', () => make(good, { ...header, typ: 'JWT' })],
    ['of another audience', () => make({ ...good, aud: 'mcp' })],
    ['of another issuer', () => make({ ...good, iss: 'somebody' })],
    ['without an end', () => make(without('exp'))],
    ['past its end', () => make({ ...good, iat: now() - 700, exp: now() - 60 })],
    ['longer lived than ten minutes', () => make({ ...good, iat: now() - 700, exp: now() + 9999 })],
    ['without a user', () => make(without('sub'))],
    ['of a sign-in that is not this user', () => make({ ...good, sub: 'u-admin' })],
    ['without a sign-in', () => make(without('sid'))],
  ])('%s is refused', async (_, make) => {
    expect((await http.call(await make(), 'GET', '/api/v1/me')).status).toBe(401)
  })
})

describe('a personal access token', () => {
  it('that reads only cannot call any writing route', async () => {
    const token = await http.tokenOf(http.org.admin, 'read')
    expect((await http.call(token, 'GET', '/api/v1/projects')).status).toBe(200)
    expect((await http.call(token, 'POST', '/api/v1/roles', { name: 'X' })).status).toBe(403)
    expect((await http.call(token, 'POST', '/api/v1/tools/set_hours', { changes: [] })).status).toBe(403)
    expect((await http.call(token, 'POST', '/api/v1/me/tokens', { name: 'x', scope: 'write' })).status).toBe(403)
  })

  it('that reads only is refused by every writing route before anything else is looked at', async () => {
    const token = await http.tokenOf(http.org.admin, 'read')
    const routes = http.app.routes.filter(({ effect, access }) => effect === 'write' && access !== 'public')
    expect(routes.length).toBeGreaterThan(30)
    for (const { method, path } of routes) {
      const { status } = await http.call(token, method.toUpperCase(), path.replace(/:\w+/g, 'none'), {})
      expect({ method, path, status }).toEqual({ method, path, status: 403 })
    }
  })

  it('makes no other token, no link and no password, and ends none, so that revoking it is enough', async () => {
    const token = await http.tokenOf(http.org.admin)
    for (const [method, path, body] of [
      ['POST', 'me/tokens', { name: 'more', scope: 'write' }],
      ['DELETE', 'me/tokens/none', undefined],
      ['POST', 'me/password', { password: 'violet harbour' }],
      ['POST', 'users/u-admin/link', undefined],
      ['DELETE', 'me/sign-ins/none', undefined],
    ] as const) {
      const reply = await http.call(token, method, `/api/v1/${path}`, body)
      expect({ path, status: reply.status }).toEqual({ path, status: 403 })
      expect(reply.text).toContain('Sign in to the page for this.')
    }
  })

  it('is made, listed without its secret, and revoked', async () => {
    const page = await http.pageOf(http.org.maria)
    const made = await http.call(page, 'POST', '/api/v1/me/tokens', { name: 'report', scope: 'read' })
    expect(made.body.token).toMatch(/^sapat_/)
    const list = await http.call(http.org.maria, 'GET', '/api/v1/me/tokens')
    expect(list.text).not.toContain(made.body.token)
    expect((await http.call(page, 'DELETE', `/api/v1/me/tokens/${made.body.id}`)).status).toBe(204)
    expect((await http.call(made.body.token, 'GET', '/api/v1/me')).status).toBe(401)
  })
})

describe('users', () => {
  it('are invited by an Admin, who hands over a link', async () => {
    const fields = { email: 'new@example.com', name: 'Nina New', systemRole: 'PM' }
    const made = await http.call(http.org.admin, 'POST', '/api/v1/users', fields)
    expect(made.status).toBe(201)
    const page = await http.pageOf(http.org.admin)
    const link = await http.call(page, 'POST', `/api/v1/users/${made.body.id}/link`)
    const token = new URL(link.body.url).searchParams.get('token')
    expect((await post('/api/v1/session', { token })).status).toBe(200)
    expect((await post('/api/v1/session', { token })).status).toBe(401)
  })
})
