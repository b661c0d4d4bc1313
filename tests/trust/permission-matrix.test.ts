import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agentTools, screenTools } from '../../tools/registry.js'
import { REQUESTS, type SampleRequest, TOOL_INPUTS } from './requests.js'
import { sendAs } from './send-as.js'
import { openTrustServer, PRINCIPALS, type Principal, SECRETS, type TrustServer } from './trust-server.js'

/** What each principal gets for each request. Reviewed by people; `UPDATE_PERMISSIONS=1` writes it anew for review. */
const TABLE = join(import.meta.dirname, 'permissions.md')

let server: TrustServer
beforeAll(async () => {
  server = await openTrustServer()
})
afterAll(() => server.close())

const send = (principal: Principal, sample: SampleRequest) => sendAs(server, principal, sample)

/** Status, number of items of a list, and whom or which secret the reply shows: S(arah), M(ark), N(otes), K(ind). */
function digest(status: number, text: string): string {
  const total = status === 200 ? /"total":(\d+)/.exec(text)?.[1] : undefined
  const ids = status < 300 ? { S: ['e-sarah', 's-beta', 's-alpha'], M: ['e-mark', 'm-alpha'] } : { S: [], M: [] }
  const marks = [
    ['Sarah Jones', ...ids.S].some((word) => text.includes(word)) && 'S',
    ['Mark Lee', ...ids.M].some((word) => text.includes(word)) && 'M',
    text.includes(SECRETS.notes) && 'N',
    text.includes(SECRETS.kind) && 'K',
  ].filter(Boolean)
  return [status, total && `n=${total}`, marks.join('')].filter(Boolean).join(' ')
}

const nameOf = ({ route, about }: SampleRequest) => (about ? `${route} (${about})` : route)

async function fillMatrix(): Promise<Map<string, string[]>> {
  const matrix = new Map<string, string[]>()
  for (const sample of REQUESTS) {
    const row: string[] = []
    for (const principal of PRINCIPALS) {
      const before = stateOf(server)
      const { status, text } = await send(principal, sample)
      row.push(digest(status, text))
      const wrote = !sample.route.startsWith('get ') && status < 300
      // What was refused has changed nothing of the plan; what was done is forgotten before the next one asks.
      if (!wrote) expect(stateOf(server), nameOf(sample)).toEqual(before)
      if (wrote) server.reset()
    }
    matrix.set(nameOf(sample), row)
  }
  return matrix
}

/** Changes whenever any row of the plan, of users or of their sign-ins does. */
function stateOf({ org }: TrustServer): unknown {
  const versioned = [
    'organisation',
    'role',
    'lcat',
    'employee',
    'user',
    'project',
    'assignment',
    'allocation',
    'demand',
  ]
  const counted = ['change_set', 'personal_token', 'sign_in_link', 'time_off', 'holiday', 'month_override', 'thread']
  const sums = versioned.map((table) => `(select count(*) || ':' || sum(version) from "${table}")`)
  const counts = counted.map((table) => `(select count(*) from ${table})`)
  return org.sqlite
    .prepare(`select ${[...sums, ...counts].join(', ')}`)
    .raw()
    .get()
}

describe('the permission matrix', () => {
  it('has a request for every route', () => {
    const asked = new Set(REQUESTS.map((sample) => sample.route))
    const routes = server.routes.map((route) => `${route.method} ${route.path}`)
    // The live events are proved by tests of their own: who hears of what.
    expect(routes.filter((route) => !asked.has(route) && !route.endsWith('/events'))).toEqual([])
    expect([...asked].filter((route) => !routes.includes(route))).toEqual([])
  })

  it('opens and closes ways in for somebody in the page only, not for a token, whoever it is of', async () => {
    const { routes } = server
    expect(routes.filter((route) => route.interactive).map((route) => `${route.method} ${route.path}`)).toEqual([
      'post /api/v1/me/password',
      'delete /api/v1/me/sign-ins/:id',
      'post /api/v1/me/tokens',
      'delete /api/v1/me/tokens/:id',
      'post /api/v1/users/:id/link',
    ])
    const before = stateOf(server)
    for (const sample of REQUESTS) {
      const [method, path] = sample.route.split(' ')
      if (!routes.find((route) => route.method === method && route.path === path)?.interactive) continue
      const { status, text } = await sendAs(server, 'admin', sample, server.tokens.admin)
      expect({ route: sample.route, status, text }).toMatchObject({
        status: 403,
        text: expect.stringContaining('token'),
      })
    }
    expect(stateOf(server)).toEqual(before)
  })

  it('has an input for every tool', () => {
    const names = [...agentTools, ...screenTools].map((tool) => tool.name)
    expect(names.filter((name) => !(name in TOOL_INPUTS))).toEqual([])
  })

  it('is what was reviewed', async () => {
    const matrix = await fillMatrix()
    if (process.env.UPDATE_PERMISSIONS === '1') writeFileSync(TABLE, print(matrix))
    const reviewed = existsSync(TABLE) ? read(readFileSync(TABLE, 'utf8')) : new Map<string, string[]>()
    expect(Object.fromEntries(matrix)).toEqual(Object.fromEntries(reviewed))
  }, 600_000)

  it('shows no employee another one, and no outsider anything', () => {
    for (const [name, row] of read(readFileSync(TABLE, 'utf8'))) {
      // The examples in the tools' descriptions name people of the demo organisation.
      if (name === 'get /api/v1/tools') continue
      const of = (principal: Principal) => row[PRINCIPALS.indexOf(principal)] as string
      const shown = (principal: Principal) => /[A-Z]+$/.exec(of(principal))?.[0] ?? ''
      expect({ name, shown: shown('the employee') }).toEqual({
        name,
        shown: shown('the employee').replace(/[MN]/g, ''),
      })
      expect({ name, shown: shown('other employee') }).toEqual({
        name,
        shown: shown('other employee').replace(/[SNK]/g, ''),
      })
      for (const outsider of ['anonymous', 'disabled'] as const)
        expect({ name, shown: shown(outsider) }).toEqual({ name, shown: '' })
    }
  })

  it('answers an employee for a hidden thing exactly as for one that does not exist', async () => {
    for (const sample of REQUESTS.filter((one) => /^get .*:id/.test(one.route) && !one.route.includes('/users'))) {
      const at = sample.route.split(' ')[1]?.split('/').indexOf(':id') as number
      const id = (sample.path as string).split('/')[at] as string
      const hidden = await send('other employee', sample)
      if (hidden.status < 400) continue
      const absent = await send('other employee', { ...sample, path: sample.path?.replace(id, 'none') })
      expect({ route: sample.route, ...hidden, text: hidden.text.replaceAll(id, 'none') }).toEqual({
        route: sample.route,
        ...absent,
      })
    }
  })
})

function print(matrix: Map<string, string[]>): string {
  const rows = [...matrix].map(([name, row]) => `| ${name} | ${row.join(' | ')} |`)
  return `# Who gets what

Every request is about Project Beta, about Sarah Jones who is on it, or about something of Paul, who manages it. A cell is
the status, n = the number of items of a list, and what the reply shows: S(arah), M(ark), N(otes about people), K(inds of
time off). The test beside this file fills the table anew and compares; a change here is a change of rights: review it.

| request | ${PRINCIPALS.join(' | ')} |
|---|${PRINCIPALS.map(() => '---|').join('')}
${rows.join('\n')}
`
}

function read(text: string): Map<string, string[]> {
  const rows = text.split('\n').filter((line) => /^\| (get|post|patch|delete) /.test(line))
  return new Map(
    rows.map((line) => {
      const [name, ...cells] = line.slice(2, -2).split(' | ')
      return [name as string, cells.map((cell) => cell.trim())]
    }),
  )
}
