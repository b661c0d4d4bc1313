import { request } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HttpServer, openHttpServer } from '../tests/http-server.js'

let http: HttpServer
beforeAll(async () => {
  http = await openHttpServer()
})
afterAll(() => http.close())

/** A request with exactly these headers, as a browser or an attacker sends it. */
function send(
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: string,
): Promise<{ status: number; text: string; headers: Record<string, unknown> }> {
  return new Promise((resolve, reject) => {
    const req = request({ host: '127.0.0.1', port: http.port, method, path, headers, setHost: false }, (res) => {
      let text = ''
      res.on('data', (chunk) => {
        text += chunk
      })
      res.on('end', () => resolve({ status: res.statusCode ?? 0, text, headers: res.headers }))
    })
    req.on('error', reject)
    req.end(body)
  })
}
const own = () => `127.0.0.1:${http.port}`

describe('the gate of host and origin', () => {
  it.each(['localhost', '127.0.0.1', '[::1]'])('lets %s with its port in', async (name) => {
    expect((await send('GET', '/health', { host: `${name}:${http.port}` })).status).toBe(200)
  })

  it.each([
    'evil.example',
    '127.0.0.1.nip.io',
    'localhost.evil.example',
    'localhost.',
    '0.0.0.0',
    '127.0.0.1',
    'localhost:1',
    '',
  ])("turns the host '%s' away", async (host) => {
    const name = host.includes(':') || host === '' || host === '127.0.0.1' ? host : `${host}:${http.port}`
    for (const path of ['/', '/health', '/api/v1/projects', '/api/v1/events', '/mcp']) {
      const { status } = await send('GET', path, { host: name })
      // Without any Host, Node's own HTTP parser answers 400 before we do.
      expect([400, 403]).toContain(status)
    }
  })

  it.each([
    'null',
    'http://evil.example',
    'http://localhost.evil.example',
    'http://localhost:1',
    'http://127.0.0.1',
    'https://xn--localhost-9xa',
    'file://',
  ])('turns the origin %s away and allows it nothing', async (origin) => {
    const reply = await send(
      'POST',
      '/api/v1/session',
      { host: own(), origin, 'content-type': 'application/json' },
      '{}',
    )
    expect(reply.status).toBe(403)
    expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  it('answers no preflight', async () => {
    const headers = { host: own(), origin: 'http://evil.example', 'access-control-request-method': 'POST' }
    expect((await send('OPTIONS', '/api/v1/projects', headers)).status).toBe(403)
  })

  it('lets a link from a mail open the page but nothing of another site call the API', async () => {
    const cross = { host: own(), 'sec-fetch-site': 'cross-site' }
    expect((await send('GET', '/', { ...cross, 'sec-fetch-mode': 'navigate' })).status).not.toBe(403)
    expect((await send('GET', '/api/v1/projects', { ...cross, 'sec-fetch-mode': 'cors' })).status).toBe(403)
    expect((await send('POST', '/api/v1/token/refresh', { ...cross, 'sec-fetch-mode': 'navigate' })).status).toBe(403)
    expect((await send('GET', '/health', { host: own(), 'sec-fetch-site': 'same-site' })).status).toBe(403)
  })

  it('turns an absolute address and two hosts away', async () => {
    expect((await send('GET', 'http://evil.example/health', { host: own() })).status).toBe(403)
    const raw = await new Promise<string>((resolve) => {
      const socket = connect(http.port, '127.0.0.1')
      socket.on('data', (data) => resolve(String(data)))
      socket.write(`GET /health HTTP/1.1\r\nHost: ${own()}\r\nHost: evil.example\r\nConnection: close\r\n\r\n`)
    })
    expect(raw).toMatch(/^HTTP\/1.1 40[03]/)
  })
})

describe('a form of another site', () => {
  it.each([
    ['text/plain', '{"name":"X"}'],
    ['application/x-www-form-urlencoded', 'name=X'],
    ['multipart/form-data; boundary=b', '--b\r\nContent-Disposition: form-data; name="name"\r\n\r\nX\r\n--b--'],
  ])('of type %s reaches no route', async (type, body) => {
    const token = await http.pageOf(http.org.admin)
    const before = await http.call(http.org.admin, 'GET', '/api/v1/roles')
    const headers = { host: own(), 'content-type': type, authorization: `Bearer ${token}` }
    for (const { method, path } of http.app.routes.filter((route) => route.method !== 'get' && !route.accepts)) {
      const { status } = await send(method.toUpperCase(), path.replace(/:\w+/, 'x'), headers, body)
      expect({ path, status }).toEqual({ path, status: 400 })
    }
    expect((await http.call(http.org.admin, 'GET', '/api/v1/roles')).text).toBe(before.text)
  })
})

describe('limits', () => {
  const post = async (path: string, body: string) => {
    const token = await http.tokenOf(http.org.admin)
    const headers = { host: own(), 'content-type': 'application/json', authorization: `Bearer ${token}` }
    return await send('POST', path, headers, body)
  }

  it('64 kB for a body, 4 MB for changes', async () => {
    const fits = JSON.stringify({ name: 'x'.repeat(64 * 1024 - 20) })
    expect((await post('/api/v1/roles', fits)).status).toBe(400)
    const over = await post('/api/v1/roles', JSON.stringify({ name: 'x'.repeat(64 * 1024) }))
    expect(over.status).toBe(413)
    expect(over.text).toContain('65536 bytes')
    const changes = JSON.stringify({ changes: [], note: 'x'.repeat(4 * 1024 * 1024) })
    expect((await post('/api/v1/allocations/changes', changes)).status).toBe(413)
    expect((await post('/api/v1/allocations/changes', changes.slice(0, 300_000))).status).toBe(400)
  })

  it('32 levels of nesting', async () => {
    const reply = await post('/api/v1/roles', `${'['.repeat(50_000)}${']'.repeat(50_000)}`.slice(0, 60_000))
    expect(reply.status).toBe(400)
    const nested = await post('/api/v1/tools/find_employees', `{"roles":${'['.repeat(40)}${']'.repeat(40)}}`)
    expect(nested.text).toContain('levels deep')
  })

  it.each(['{"__proto__": {"x": 1}}', '{"a": {"\\u005f_proto__": 1}}', '{"constructor": {"prototype": {"x": 1}}}'])(
    'no way into prototypes: %s',
    async (body) => {
      expect((await post('/api/v1/roles', body)).status).toBe(400)
      expect((await post('/api/v1/tools/find_employees', body)).status).toBe(400)
      expect(({} as Record<string, unknown>).x).toBeUndefined()
    },
  )

  it.each([
    ['a number of pages that is none', '/api/v1/projects?limit=abc'],
    ['a negative offset', '/api/v1/projects?offset=-1'],
    ['an unknown filter', '/api/v1/employees?notes=a'],
    ['a filter given twice', '/api/v1/projects?code=a&code=b'],
    ['a sort by any column', '/api/v1/employees?sort=notes'],
    ['an object in the address', '/api/v1/projects?code[$ne]=x'],
  ])('refuses %s', async (_, path) => {
    expect((await http.call(http.org.admin, 'GET', path)).status).toBe(400)
  })

  it.each(["' or 1=1 --", 'x"; drop table project; --', '%', '_', 'a*', '\\'])('takes %s as text', async (text) => {
    const path = `/api/v1/projects?code=${encodeURIComponent(text)}`
    expect((await http.call(http.org.admin, 'GET', path)).body).toEqual({ items: [], total: 0 })
  })

  it('so many requests per account and minute, whatever headers claim', async () => {
    const limits = { requestsPerMinute: 5, passwordTries: 3, streamsPerUser: 1 }
    const strict = await openHttpServer({ limits })
    try {
      const statuses = []
      for (let i = 0; i < 8; i++)
        statuses.push((await fetch(`${strict.url}/health`, { headers: { 'x-forwarded-for': `10.0.0.${i}` } })).status)
      expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429, 429])
    } finally {
      await strict.close()
    }
  })

  it('so many password tries per address', async () => {
    const strict = await openHttpServer({ limits: { requestsPerMinute: 1000, passwordTries: 3, streamsPerUser: 1 } })
    try {
      const tries = []
      for (let i = 0; i < 5; i++) {
        const body = { email: `u${i}@example.com`, password: 'guess' }
        tries.push((await strict.call(null, 'POST', '/api/v1/token', body)).status)
      }
      expect(tries).toEqual([401, 401, 401, 429, 429])
    } finally {
      await strict.close()
    }
  })
})

describe('what leaves', () => {
  it('every reply forbids what is not needed', async () => {
    const { headers } = await send('GET', '/health', { host: own() })
    const policy = String(headers['content-security-policy'])
    for (const part of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"])
      expect(policy).toContain(part)
    expect(policy).toContain("require-trusted-types-for 'script'")
    expect(policy).toContain('trusted-types lit-html dompurify')
    expect(policy).not.toContain('unsafe')
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
    expect(headers['x-powered-by']).toBeUndefined()
  })

  it('a bug answers an id, and the log has the rest', async () => {
    const broken = await openHttpServer({
      health: () => Promise.reject(new Error('select secret from /home/someone/plan.db')),
    })
    try {
      const reply = await broken.call(null, 'GET', '/health')
      expect(reply.status).toBe(500)
      expect(reply.text).not.toMatch(/select|\/home|at /)
      const id = reply.headers.get('x-request-id') as string
      expect(reply.body.error.message).toContain(id)
      expect(broken.log.some((line) => line.includes(id) && line.includes('/home/someone'))).toBe(true)
    } finally {
      await broken.close()
    }
  })

  it.each([
    ['GET', '/nothing.html'],
    ['GET', '/api/v1/nothing'],
    ['POST', '/api/v1/projects/../../etc/passwd'],
    ['GET', '/%00'],
    ['GET', '/%E0%A4%A'],
    ['GET', '/..%2f..%2fpackage.json'],
    ['GET', '/api/v1/reports/..%2f..%2fsigning-keys.json/file'],
    ['TRACE', '/'],
  ])('%s %s tells nothing about the machine', async (method, path) => {
    const token = await http.tokenOf(http.org.admin)
    const reply = await send(method, path, { host: own(), authorization: `Bearer ${token}` })
    expect(reply.status).toBeGreaterThanOrEqual(400)
    expect(reply.status).toBeLessThan(500)
    expect(reply.text).not.toMatch(/node_modules|\/work|\/home|Error:|SQLITE|at \w+ \(/)
  })

  it('no secret is in the log: tokens, links, cookies, passwords, notes', async () => {
    const token = await http.tokenOf(http.org.maria)
    const canaries = ['canary-password', 'canary-link', 'canary-cookie', 'canary-note', 'canary-query']
    await http.call(null, 'POST', '/api/v1/token', { email: 'canary@example.com', password: 'canary-password' })
    await http.call(null, 'POST', '/api/v1/session', { token: 'canary-link' })
    await send('POST', '/api/v1/token/refresh', { host: own(), cookie: 'staffalloc_refresh=canary-cookie' })
    await http.call(token, 'POST', '/api/v1/assignments', {
      projectId: 'none',
      employeeId: 'none',
      note: 'canary-note',
    })
    await http.call(token, 'GET', '/api/v1/projects?q=canary-query')
    await send('GET', `/?token=canary-link`, { host: own() })
    const log = http.log.join('')
    expect(log.length).toBeGreaterThan(500)
    for (const canary of [...canaries, token, 'canary@example.com']) expect(log).not.toContain(canary)
    const audit = JSON.stringify(await http.org.db.selectFrom('audit').selectAll().execute())
    for (const canary of [...canaries, token]) expect(audit).not.toContain(canary)
  })
})
