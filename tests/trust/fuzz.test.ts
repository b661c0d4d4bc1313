import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toSchema } from '../../server/openapi.js'
import type { Route } from '../../server/route.js'
import { findBrokenAuditLink } from '../../services/audit.js'
import { valid, withOneWrong } from './arbitrary.js'
import { openTrustServer, PRINCIPALS, type TrustServer } from './trust-server.js'

/** Requests per route. `FUZZ=10000 npx vitest run tests/trust/fuzz.test.ts` is the full run. */
const REQUESTS = Number(process.env.FUZZ ?? 12)
const SEED = Number(process.env.FUZZ_SEED ?? 20251015)

/** Routes that hash passwords or load the language graph: slower, so fewer. */
const SLOW = /password|\/token$|\/session$|ai\/|imports|export_report/

let server: TrustServer
const reached = { asked: 0, handled: 0 }
beforeAll(async () => {
  server = await openTrustServer()
})
afterAll(() => server.close())

/** What a reply may never show: places, stacks, statements. */
const LEAK = /node_modules|\/work\/|\/home\/|\/tmp\/|\n\s+at |SQLITE_|sqlite3|kysely|ZodError|TypeError|RangeError/

async function send(route: Route, address: string, body: string | Uint8Array | undefined, principal: number) {
  const token = server.tokens[PRINCIPALS[principal % PRINCIPALS.length] ?? 'admin']
  const response = await fetch(`${server.url}${address}`, {
    method: route.method.toUpperCase(),
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body as string | undefined,
  })
  return { status: response.status, text: await response.text() }
}

const ADMIN = PRINCIPALS.indexOf('admin')
/** Three of four requests come from an Admin: others are refused before much happens. */
const who = fc.oneof(
  { weight: 3, arbitrary: fc.constant(ADMIN) },
  { weight: 1, arbitrary: fc.nat(PRINCIPALS.length - 1) },
)

function addressOf(route: Route): fc.Arbitrary<string> {
  const params = route.params ? valid(toSchema(route.params, 'input')) : fc.constant({})
  const query = route.query ? valid(toSchema(route.query, 'input')) : fc.constant({})
  return fc.tuple(params, query).map(([inPath, inQuery]) => {
    const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
      encodeURIComponent(toWellFormed(String((inPath as Record<string, unknown>)[name] || 'x'))),
    )
    const pairs = Object.entries(inQuery as object).map(
      ([name, value]) => `${name}=${encodeURIComponent(toWellFormed(String(value)))}`,
    )
    return pairs.length > 0 ? `${path}?${pairs.join('&')}` : path
  })
}

const toWellFormed = (text: string) => text.replace(/[\ud800-\udfff]/g, '')

function check(route: Route, reply: { status: number; text: string }, sent: unknown): void {
  const shown = {
    route: route.path,
    sent: String(sent).slice(0, 300),
    status: reply.status,
    text: reply.text.slice(0, 300),
  }
  if (reply.status >= 500 && reply.status !== 503) throw new Error(`a bug: ${JSON.stringify(shown)}`)
  if (route.path !== '/api/docs' && LEAK.test(reply.text)) throw new Error(`tells too much: ${JSON.stringify(shown)}`)
}

const checked: fc.Parameters<unknown> = { seed: SEED, endOnFailure: true }

describe('random requests', () => {
  it('of three kinds for every route find no bug, no leak and no broken plan', async () => {
    const routes = server.routes.filter((route) => !route.streams?.includes('event-stream') && !route.accepts)
    for (const route of routes) {
      server.reset()
      const runs = SLOW.test(route.path) ? Math.min(REQUESTS, 300) : REQUESTS
      const third = Math.max(4, Math.round(runs / 3))
      const body = route.documentedBody ?? route.body
      const schema = body && toSchema(body, 'input')
      let handled = 0
      const original = route.handle
      route.handle = (call) => {
        handled++
        return original(call)
      }

      const good = schema ? valid(schema).map((value) => JSON.stringify(value)) : fc.constant(undefined)
      await fc.assert(
        fc.asyncProperty(addressOf(route), good, who, async (address, text, principal) => {
          const before = handled
          const reply = await send(route, address, text, principal)
          check(route, reply, text ?? address)
          if (principal !== ADMIN) return
          reached.asked++
          // A tool parses its own input: what it found wrong there did not reach the capability.
          if (handled > before && !reply.text.includes('"issues":[')) reached.handled++
        }),
        { ...checked, numRuns: third },
      )
      if (schema) {
        await fc.assert(
          fc.asyncProperty(addressOf(route), withOneWrong(schema), who, async (address, text, principal) =>
            check(route, await send(route, address, text, principal), text),
          ),
          { ...checked, numRuns: third },
        )
        await fc.assert(
          fc.asyncProperty(addressOf(route), fc.uint8Array({ maxLength: 200 }), async (address, bytes) =>
            check(route, await send(route, address, bytes, ADMIN), bytes),
          ),
          { ...checked, numRuns: third },
        )
      }
      route.handle = original
      expect(({} as Record<string, unknown>).x ?? ({} as Record<string, unknown>).admin).toBeUndefined()
    }
    expect(server.org.sqlite.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(server.org.sqlite.pragma('foreign_key_check')).toEqual([])
    expect(await findBrokenAuditLink(server.org.db)).toBeUndefined()
    expect(
      server.org.sqlite
        .prepare('select count(*) from user where system_role = ? and disabled_at is null')
        .pluck()
        .get('Admin'),
    ).toBeGreaterThan(0)
  }, 3_600_000)

  it('reach a handler often enough to mean something', () => {
    const share = reached.handled / reached.asked
    process.stdout.write(`fuzz: ${reached.asked} valid requests, ${Math.round(100 * share)} % reached a handler\n`)
    expect(share).toBeGreaterThan(0.4)
  })

  it('leave no bug in the log', () => {
    expect(server.log.filter((line) => line.includes('"msg":"bug"'))).toEqual([])
  })
})
