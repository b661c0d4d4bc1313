import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { toSchema } from '../../server/openapi.js'
import { findBrokenAuditLink } from '../../services/audit.js'
import { agentTools } from '../../tools/registry.js'
import { mcpRequests, type RandomRequest, type RequestKinds, requestsOf } from './fuzz-requests.js'
import { hangUp, type RandomReply, sendRandom } from './send-random.js'
import { openTrustServer, PRINCIPALS } from './trust-server.js'

/** Requests per route and tool; `npm run fuzz` asks for ten thousand. */
const REQUESTS = Number(process.env.FUZZ ?? 12)
const SEED = Number(process.env.FUZZ_SEED ?? 20251015)
/** Only the routes whose "method path" matches. */
const ONLY = new RegExp(process.env.FUZZ_ROUTES ?? '.')

/** What hashes passwords, runs the language graph or reads files in a thread: fewer, unless asked for by a pattern. */
const SLOW = /password|\/token$|\/session$|ai\/|imports|notes$|export_report/
const MOST_SLOW = process.env.FUZZ_ROUTES ? REQUESTS : 1000

/** What was changed, deleted or locked comes back after so many requests, but where something works on in the background. */
const RESET_EVERY = 20
const WORKS_ON = /ai\/|imports|jobs|notes|export_report/

/** What a reply may never show: places, stacks, statements. */
const LEAK = /node_modules|\/work\/|\/home\/|\/tmp\/|\n\s+at |SQLITE_|sqlite3|kysely|ZodError|TypeError|RangeError/

const server = await openTrustServer()
afterAll(async () => {
  hangUp()
  await server.close()
})
const reached = { asked: 0, handled: 0 }
/** Of one route: replies by status, and how many valid requests of an Admin reached the handler. */
interface Tally {
  statuses: Map<number, number>
  asked: number
  handled: number
}

const ADMIN = PRINCIPALS.indexOf('admin')
/** Three of four requests come from an Admin: others are refused before much happens. */
const who = fc.oneof(
  { weight: 3, arbitrary: fc.constant(ADMIN) },
  { weight: 1, arbitrary: fc.nat(PRINCIPALS.length - 1) },
)

function check(path: string, reply: RandomReply, sent: RandomRequest): void {
  const shown = {
    path,
    sent: String(sent.body ?? sent.address).slice(0, 600),
    ...reply,
    text: reply.text.slice(0, 300),
  }
  if (reply.status >= 500 && reply.status !== 503) throw new Error(`a bug: ${JSON.stringify(shown)}`)
  if (/event: error/.test(reply.text) && /reported under|bug/i.test(reply.text))
    throw new Error(`a bug: ${JSON.stringify(shown)}`)
  if (path !== '/api/docs' && LEAK.test(reply.text)) throw new Error(`tells too much: ${JSON.stringify(shown)}`)
}

/** Sends the three kinds; `handled` says whether the last one got as far as the capability. */
async function sendAll(name: string, path: string, kinds: RequestKinds, handled: (text: string) => boolean) {
  const tally: Tally = { statuses: new Map(), asked: 0, handled: 0 }
  let sent = 0
  const runs = SLOW.test(path) ? Math.min(REQUESTS, MOST_SLOW) : REQUESTS
  const given = [kinds.valid, kinds.wrong, kinds.raw].filter((kind) => kind !== undefined)
  for (const kind of given) {
    await fc.assert(
      fc.asyncProperty(kind, who, async (request, principal) => {
        const reply = await sendRandom(server.url, request, server.secretFor(PRINCIPALS[principal] ?? 'admin', name))
        if (!WORKS_ON.test(path) && ++sent % RESET_EVERY === 0) server.reset()
        tally.statuses.set(reply.status, (tally.statuses.get(reply.status) ?? 0) + 1)
        check(path, reply, request)
        const reach = handled(reply.text)
        if (kind !== kinds.valid || principal !== ADMIN) return
        tally.asked++
        if (reach) tally.handled++
      }),
      {
        seed: SEED,
        endOnFailure: true,
        includeErrorInReport: true,
        numRuns: Math.max(4, Math.ceil(runs / given.length)),
      },
    )
  }
  reached.asked += tally.asked
  reached.handled += tally.handled
  if (process.env.FUZZ) process.stdout.write(`${lineOf(name, tally)}\n`)
}

/** 'post /api/v1/roles: 10002 requests, 0 of 5xx, 92 % of valid ones reached the handler (200: 3000, 400: 7002)' */
function lineOf(name: string, { statuses, asked, handled }: Tally): string {
  const pairs = [...statuses].sort(([a], [b]) => a - b)
  const sum = (from: number) => pairs.reduce((total, [status, count]) => total + (status >= from ? count : 0), 0)
  const share = asked === 0 ? '-' : Math.round((100 * handled) / asked)
  const each = pairs.map(([status, count]) => `${status}: ${count}`).join(', ')
  return `${name}: ${sum(0)} requests, ${sum(500)} of 5xx, ${share} % of valid ones reached the handler (${each})`
}

/** Whatever was asked for, the plan is whole, somebody can administer it, and nothing of the program was changed. */
function checkPlan(): void {
  const { sqlite } = server.org
  expect(sqlite.pragma('foreign_key_check')).toEqual([])
  const count = (sql: string) => sqlite.prepare(`select count(*) from ${sql}`).pluck().get()
  expect(count("user where system_role = 'Admin' and disabled_at is null")).toBeGreaterThan(0)
  expect(count("allocation where quarters < 0 or quarters > 2976 or typeof(quarters) <> 'integer'")).toBe(0)
  expect(count('allocation where month % 100 not between 1 and 12')).toBe(0)
  expect(count('(select 1 from allocation group by assignment_id, month having count(*) > 1)')).toBe(0)
  expect(({} as Record<string, unknown>).x ?? ({} as Record<string, unknown>).admin).toBeUndefined()
  const bugs = server.log.filter((line) => line.includes('"msg":"bug'))
  server.log.length = 0
  expect(bugs).toEqual([])
}

describe('random requests of three kinds find no bug, no leak and no broken plan', () => {
  const routes = server.routes.filter((route) => ONLY.test(`${route.method} ${route.path}`))
  it.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s',
    async (_, route) => {
      server.reset()
      server.log.length = 0
      let calls = 0
      const original = route.handle
      route.handle = (call) => {
        calls++
        return original(call)
      }
      let before = 0
      await sendAll(`${route.method} ${route.path}`, route.path, requestsOf(route, server.cookies), (text) => {
        const arrived = calls > before
        before = calls
        // A tool parses its own input: what it found wrong there did not reach the capability.
        return arrived && !text.includes('"issues":[')
      })
      route.handle = original
      checkPlan()
    },
    3_600_000,
  )

  it.runIf(ONLY.test('post /mcp'))(
    'post /mcp',
    async () => {
      server.reset()
      server.log.length = 0
      const tools = agentTools.map((tool) => ({ name: tool.name, schema: toSchema(tool.input, 'input') }))
      await sendAll(
        'post /mcp',
        '/mcp',
        mcpRequests(tools),
        (text) => text.includes('"result"') && !text.includes('-326'),
      )
      checkPlan()
    },
    3_600_000,
  )
})

describe('after all of them', () => {
  it('a handler was reached often enough to mean something', () => {
    const share = reached.handled / reached.asked
    process.stdout.write(`fuzz: ${reached.asked} valid requests, ${Math.round(100 * share)} % reached a handler\n`)
    expect(share).toBeGreaterThan(0.4)
  })

  it('the database and the audit trail are whole', async () => {
    expect(server.org.sqlite.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(await findBrokenAuditLink(server.org.db)).toBeUndefined()
  })
})
