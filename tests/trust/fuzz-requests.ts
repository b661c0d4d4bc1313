// Random requests of a route in three kinds: what its schemas allow, the same with one thing wrong, and raw bytes.
import fc from 'fast-check'
import { toSchema } from '../../server/openapi.js'
import type { Route } from '../../server/route.js'
import { valid, withOneWrong } from './arbitrary.js'

export interface RandomRequest {
  method: string
  address: string
  type?: string
  body?: string | Uint8Array
  cookie?: string
}

export interface RequestKinds {
  valid: fc.Arbitrary<RandomRequest>
  /** Absent for routes that read no body. */
  wrong?: fc.Arbitrary<RandomRequest>
  raw?: fc.Arbitrary<RandomRequest>
}

const JSON_TYPE = 'application/json'

/** The three kinds for a declared route; where a cookie is read, with those of sign-ins and others. */
export function requestsOf(route: Route, cookies: readonly string[]): RequestKinds {
  const method = route.method.toUpperCase()
  const address = addressOf(route)
  if (/\/token\/(refresh|revoke)$/.test(route.path))
    return { valid: fc.tuple(address, cookieOf(cookies)).map(([at, cookie]) => ({ method, address: at, cookie })) }
  if (route.accepts) {
    const send = (form: fc.Arbitrary<Form>) =>
      fc.tuple(address, form).map(([at, { type, body }]) => ({ method, address: at, type, body }))
    return { valid: send(validForm), wrong: send(wrongForm), raw: send(rawForm) }
  }
  const body = route.documentedBody ?? route.body
  if (!body) return { valid: address.map((at) => ({ method, address: at })) }
  const schema = toSchema(body, 'input')
  const send = (content: fc.Arbitrary<string | Uint8Array>) =>
    fc.tuple(address, content).map(([at, text]) => ({ method, address: at, type: JSON_TYPE, body: text }))
  return {
    valid: send(valid(schema).map((value) => JSON.stringify(value))),
    wrong: send(withOneWrong(schema)),
    raw: send(fc.uint8Array({ maxLength: 200 })),
  }
}

/** Messages of the Model Context Protocol, most of them calls of a tool with the given input schema. */
export function mcpRequests(tools: readonly { name: string; schema: unknown }[]): RequestKinds {
  const send = (text: fc.Arbitrary<string | Uint8Array>) =>
    text.map((body) => ({ method: 'POST', address: '/mcp', type: JSON_TYPE, body }))
  const call = (name: string, input: fc.Arbitrary<string>) =>
    input.map(
      (text) =>
        `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":${JSON.stringify(name)},"arguments":${text}}}`,
    )
  const uris = ['staffalloc://people', 'staffalloc://people/sarah@example.com', 'staffalloc://projects/BETA.json', 'x:']
  const other = fc.oneof(
    fc.constantFrom('tools/list', 'resources/list', 'resources/templates/list', 'prompts/list', 'ping').map(rpc),
    fc.constantFrom(...uris).map((uri) => rpc('resources/read', { uri })),
    fc.tuple(fc.string(), fc.jsonValue({ maxDepth: 2 })).map(([method, params]) => rpc(method, params)),
  )
  const calls = tools.map(({ name, schema }) => call(name, valid(schema).map(asText)))
  const wrongCalls = tools.map(({ name, schema }) => call(name, withOneWrong(schema)))
  return {
    valid: send(fc.oneof({ weight: 3, arbitrary: fc.oneof(...calls) }, { weight: 1, arbitrary: other })),
    wrong: send(fc.oneof(...wrongCalls)),
    raw: send(fc.uint8Array({ maxLength: 200 })),
  }
}

/** Cookies of sign-ins, twice the same, with one sign wrong, with others around; and what no browser sends. */
function cookieOf(known: readonly string[]): fc.Arbitrary<string> {
  const one = fc.constantFrom(...known)
  return fc.oneof(
    { weight: 4, arbitrary: one },
    fc.tuple(one, one).map(([a, b]) => `${a}; ${b}`),
    fc.tuple(one, fc.nat(60)).map(([a, at]) => `${a.slice(0, at)}x${a.slice(at + 1)}`),
    one.map((a) => `x=1; ${a.replace('=', '==')};;=; ${'y'.repeat(3000)}=1`),
    fc.stringMatching(/^[ -~]{0,80}$/),
  )
}

const asText = (value: unknown) => JSON.stringify(value)
const rpc = (method: string, params: unknown = {}) => asText({ jsonrpc: '2.0', id: 1, method, params })

const toWellFormed = (text: string) => text.replace(/[\ud800-\udfff]/g, '')

/** What the organisation has of each kind: three of four requests about one thing mean a thing that exists. */
const OWN: Record<string, string[]> = {
  'ai/threads': ['thread-paul'],
  assignments: ['s-alpha', 's-beta', 'm-alpha', 'j-alpha'],
  'change-sets': ['set-paul', 'set-maria'],
  demand: ['d-beta'],
  employees: ['e-sarah', 'e-mark', 'e-jane'],
  holidays: ['h-one'],
  lcats: ['l-mid', 'l-senior'],
  'me/sign-ins': ['paul'],
  'me/tokens': ['paul'],
  overrides: ['o-beta'],
  plans: ['plan-paul'],
  projects: ['p-alpha', 'p-beta'],
  reports: ['report-paul'],
  roles: ['r-cyber', 'r-sw'],
  'time-off': ['t-sarah'],
  users: ['u-sarah', 'u-mark', 'u-paul', 'u-maria', 'u-admin'],
}

function addressOf(route: Route): fc.Arbitrary<string> {
  const any = route.params ? valid(toSchema(route.params, 'input')) : fc.constant({})
  const own = OWN[/^\/api\/v1\/(.+?)\/:id/.exec(route.path)?.[1] ?? '']
  const params = own
    ? fc.oneof({ weight: 3, arbitrary: fc.record({ id: fc.constantFrom(...own) }) }, { weight: 1, arbitrary: any })
    : any
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

interface Form {
  type: string
  body: Uint8Array
}

const BOUNDARY = 'frontier'
const TYPE = `multipart/form-data; boundary=${BOUNDARY}`
const encoder = new TextEncoder()

interface Part {
  name: string
  file?: string
  content: string | Uint8Array
}

function form(parts: Part[], end = `--${BOUNDARY}--\r\n`): Uint8Array {
  const pieces = parts.flatMap(({ name, file, content }) => [
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${file === undefined ? '' : `; filename="${file}"`}\r\n\r\n`,
    content,
    '\r\n',
  ])
  return Buffer.concat([...pieces, end].map((piece) => (typeof piece === 'string' ? encoder.encode(piece) : piece)))
}

const cell = fc.oneof(
  fc.constantFrom('ALPHA', 'BETA', 'sarah@example.com', 'mark@example.com', '2025-05', '40', '0.25', '-1', '50 %', ''),
  fc.string({ maxLength: 12 }),
)
const HEADERS = [
  'Project Code,Employee Email,Month,Hours',
  'Project Code,Employee Email,Role,LCAT,Funded Hours',
  'Email,Name,Role,LCAT,System Role,FTE,Skills',
  'Code,Name,Client,Manager Email,Start Date,Sprints,Status',
  'Date,Name',
]
const sheet = fc
  .tuple(fc.constantFrom(...HEADERS), fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 5 }))
  .map(([head, rows]) => [head, ...rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(','))])
  .map((lines) => lines.join('\n'))
const note = fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' })
const validForm: fc.Arbitrary<Form> = fc
  .tuple(fc.constantFrom('hours.csv', 'Employees.csv', 'beta.md', 'talk.txt'), sheet, note)
  .map(([file, table, text]) => ({
    type: TYPE,
    body: form([{ name: 'file', file, content: file.endsWith('.csv') ? table : text }]),
  }))

const bytes = fc.uint8Array({ maxLength: 300 })
const wrongForm: fc.Arbitrary<Form> = fc
  .oneof(
    // A file that is not what its name says; a zip that is none.
    fc
      .tuple(
        fc.constantFrom('a.xlsx', 'a.docx', 'a.pdf', 'a.csv', '../../a.md', 'a\u0000.md', `${'x'.repeat(5000)}.md`),
        bytes,
      )
      .map(([file, content]) => form([{ name: 'file', file, content }])),
    bytes.map((rest) =>
      form([{ name: 'file', file: 'a.xlsx', content: Buffer.from(`PK\u0003\u0004${rest}`, 'latin1') }]),
    ),
    // No file, another part, two files, parts without end, cut off.
    fc.string({ maxLength: 50 }).map((content) => form([{ name: 'file', content }])),
    fc.string({ maxLength: 20 }).map((name) => form([{ name, file: 'a.csv', content: 'x' }])),
    fc
      .nat(20)
      .map((count) => form(Array.from({ length: count }, () => ({ name: 'file', file: 'a.md', content: 'x' })))),
    fc.string({ maxLength: 50 }).map((end) => form([{ name: 'file', file: 'a.md', content: 'x' }], end)),
    // Fields that a route reads beside the file.
    fc
      .tuple(fc.constantFrom('map', 'title', 'subjectTable', 'subjectId', '__proto__'), fc.string({ maxLength: 300 }))
      .map(([name, content]) =>
        form([
          { name, content },
          { name: 'file', file: 'a.md', content: 'x' },
        ]),
      ),
  )
  .map((body) => ({ type: TYPE, body }))

const rawForm: fc.Arbitrary<Form> = fc
  .tuple(fc.constantFrom(TYPE, 'multipart/form-data', 'multipart/form-data; boundary=', 'text/plain'), bytes)
  .map(([type, body]) => ({ type, body }))
