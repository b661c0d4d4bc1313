import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HttpServer, openHttpServer } from '../tests/http-server.js'
import { openTrustServer } from '../tests/trust/trust-server.js'

let http: HttpServer
// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document
let document: any
beforeAll(async () => {
  http = await openHttpServer()
  document = (await http.call(null, 'GET', '/api/v1/openapi.json')).body
})
afterAll(() => http.close())

describe('the API document', () => {
  it('is OpenAPI 3.1 and lists every declared route', () => {
    expect(document.openapi).toBe('3.1.0')
    const listed = Object.entries<object>(document.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    )
    expect(listed.sort()).toEqual(http.app.routes.map((route) => `${route.method} ${route.path}`).sort())
  })

  it('names each operation once, describes every parameter in the path, refers to what exists', () => {
    const operations = Object.entries<object>(document.paths).flatMap(([path, item]) =>
      Object.values(item).map((operation) => ({ path, ...operation })),
    )
    expect(new Set(operations.map((one) => one.operationId)).size).toBe(operations.length)
    for (const { path, parameters, summary } of operations) {
      const inPath = parameters
        .filter((one: { in: string }) => one.in === 'path')
        .map((one: { name: string }) => one.name)
      expect(inPath).toEqual([...path.matchAll(/\{(\w+)\}/g)].map((found: string[]) => found[1]))
      expect(summary.length).toBeGreaterThan(5)
    }
    for (const [, name] of JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g))
      expect(document.components.schemas).toHaveProperty(name as string)
  })

  it('tells the body of every route that takes one, field by field', () => {
    const staff = document.paths['/api/v1/assignments'].post.requestBody.content['application/json'].schema
    expect(Object.keys(staff.properties)).toContain('fundedHours')
    const tool = document.paths['/api/v1/tools/set_hours'].post.requestBody.content['application/json'].schema
    expect(Object.keys(tool.properties)).toContain('changes')
  })

  it('is true: every route of it answers on a running server, the assistant and the live events too', async () => {
    const server = await openTrustServer()
    const { paths } = document
    for (const [path, item] of Object.entries<Record<string, object>>(paths))
      for (const method of Object.keys(item)) {
        const hasBody = method !== 'get' && method !== 'delete'
        const reply = await fetch(`${server.url}${path.replace(/\{\w+\}/g, 'none')}`, {
          method: method.toUpperCase(),
          headers: {
            authorization: `Bearer ${server.tokens.admin}`,
            ...(hasBody ? { 'content-type': 'application/json' } : {}),
          },
          ...(hasBody ? { body: '{}' } : {}),
        })
        const isStream = reply.headers.get('content-type')?.startsWith('text/event-stream')
        // Live events go on until one hangs up.
        const text = isStream ? await reply.body!.cancel().then(() => '') : await reply.text()
        expect({ path, method, known: !text.includes('There is nothing at') }).toEqual({ path, method, known: true })
        expect({ path, method, isBug: reply.status >= 500 && reply.status !== 503 }).toEqual({
          path,
          method,
          isBug: false,
        })
      }
    await server.close()
  })

  it('has a page for people that runs no script', async () => {
    const page = await http.call(null, 'GET', '/api/docs')
    expect(page.headers.get('content-type')).toContain('text/html')
    expect(page.text).toContain('POST /api/v1/tools/set_hours')
    expect(page.text).not.toMatch(/<script|style=|onload/)
  })
})
