import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runCommand, startCommand, temporaryFolder } from '../run-command.js'
import { type MailServer, openMailServer } from '../smtp-server.js'

/** A secret for every place that takes one; none may turn up anywhere else. */
const CANARIES = {
  password: 'CanaryPassword-zebra-violin-41',
  wrongPassword: 'CanaryWrong-zebra-violin-42',
  note: 'CANARY-NOTE-4711',
  question: 'CANARY-QUESTION-4712',
  query: 'CANARY-QUERY-4713',
  badBody: 'CANARY-BODY-4714',
  smtp: 'CANARY-SMTP-4715',
  modelKey: 'CANARY-KEY-4716',
  asked: 'WOMBAT-ASKED-4717',
  foreignToken: 'sapat_CANARY-TOKEN-4718',
}

interface Job {
  id: string
  kind: string
  state: string
}

const HELLO = [
  'initialize',
  { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
] as const
const MESSAGES: [string, object][] = [
  ['tools/list', {}],
  ['resources/list', {}],
  ['resources/read', { uri: `staffalloc://people/${CANARIES.asked}` }],
  ['tools/call', { name: 'find_employees', arguments: { roles: [CANARIES.asked] } }],
  ['tools/call', { name: 'search_knowledge', arguments: { query: CANARIES.asked } }],
  ['tools/call', { name: 'set_hours', arguments: { changes: CANARIES.asked } }],
  ['tools/call', { name: CANARIES.asked, arguments: {} }],
  [CANARIES.asked, {}],
]

/** Asks again until there is an answer. */
async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** A mail with its encodings undone, so that nothing hides in them. */
const readable = (mail: string) =>
  mail
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/^[A-Za-z0-9+/]{40,}={0,2}$/gm, (text) => Buffer.from(text, 'base64').toString())

let folder: ReturnType<typeof temporaryFolder>
let model: Server
let smtp: MailServer
const passwords: string[] = []
const mails: string[] = []
/** At first the mail server refuses the password, repeating it; then it takes what comes. */
let isMailTaken = false
beforeAll(async () => {
  folder = temporaryFolder()
  // Both servers repeat the secret in their refusals, as real ones do.
  model = createServer((req, res) => {
    res.writeHead(401, { 'content-type': 'application/json' })
    res.end(JSON.stringify({ error: { message: `Incorrect API key provided: ${req.headers.authorization}` } }))
  })
  smtp = await openMailServer((text) => mails.push(text), {
    authOptional: false,
    authMethods: ['PLAIN', 'LOGIN'],
    allowInsecureAuth: true,
    onAuth: (auth, _session, done) => {
      passwords.push(String(auth.password))
      if (isMailTaken) done(null, { user: auth.username })
      else done(new Error(`535 no account for ${auth.username} with ${auth.password}`))
    },
  })
  await new Promise<void>((resolve) => model.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  model.close()
  await smtp.close()
  folder.remove()
})

it('no secret reaches the log, a reply, a mail, a desktop assistant or the audit trail', async () => {
  const port = (server: { address(): unknown }) => (server.address() as AddressInfo).port
  const env = {
    STAFFALLOC_DATA: join(folder.path, 'data'),
    PORT: '0',
    STAFFALLOC_TODAY: '2026-10-15',
    STAFFALLOC_LOG_LEVEL: 'debug',
    STAFFALLOC_ASSISTANT: 'llm',
    STAFFALLOC_MODEL: 'openai:test',
    OPENAI_BASE_URL: `http://127.0.0.1:${port(model)}/v1`,
    OPENAI_API_KEY: CANARIES.modelKey,
    SMTP_URL: `smtp://staffalloc:${CANARIES.smtp}@127.0.0.1:${smtp.port}`,
  }
  const pat = (await runCommand(['user', 'token', 'admin@example.com'], env)).out.trim()
  const running = startCommand(['start', '--no-open'], env)
  const [, url] = await running.line(/^StaffAlloc ready (http:\S+)$/m)
  const [, link] = await running.line(/\?token=(\S+)$/m)
  const replies: string[] = []
  const secrets = new Set<string>([...Object.values(CANARIES), pat, link!])
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const isForm = body instanceof FormData
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${pat}`,
        ...(isForm || !body ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: isForm ? body : typeof body === 'string' ? body : body ? JSON.stringify(body) : undefined,
    })
    const text = await response.text()
    const cookie = response.headers.getSetCookie().map((c) => /=([^;]+)/.exec(c)?.[1] ?? '')
    for (const value of cookie) if (value.length > 16) secrets.add(value)
    return { status: response.status, text, cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' }
  }
  /** Calls whose reply may not hold any secret. */
  const look = async (...args: Parameters<typeof call>) => {
    const reply = await call(...args)
    replies.push(reply.text)
    return reply
  }
  const session = await call('POST', '/api/v1/session', { token: link })
  expect(session.status).toBe(200)
  const { accessToken } = JSON.parse(session.text) as { accessToken: string }
  secrets.add(accessToken)
  await look('POST', '/api/v1/session', { token: link })
  const own = { authorization: `Bearer ${accessToken}` }
  expect((await look('POST', '/api/v1/me/password', { password: CANARIES.password }, own)).status).toBeLessThan(300)
  const email = (JSON.parse(session.text) as { user: { email: string } }).user.email
  await look('POST', '/api/v1/token', { email, password: CANARIES.wrongPassword })
  const signIn = await call('POST', '/api/v1/token', { email, password: CANARIES.password })
  secrets.add((JSON.parse(signIn.text) as { accessToken: string }).accessToken)
  await call('POST', '/api/v1/token/refresh', {}, { cookie: signIn.cookie })
  await look('POST', '/api/v1/token/refresh', {}, { cookie: signIn.cookie })
  await look('GET', `/api/v1/projects?q=${CANARIES.query}`)
  await look('GET', `/api/v1/nowhere/${CANARIES.query}?token=${pat}`)
  await look('POST', '/api/v1/tools/find_employees', `{"roles": "${CANARIES.badBody}`)
  const note = new FormData()
  note.append('file', new Blob([`Likes mornings. ${CANARIES.note}`]), 'note.md')
  expect((await look('POST', '/api/v1/notes', note)).status).toBe(201)
  const broken = new FormData()
  broken.append('file', new Blob([`\u0000${CANARIES.note}`]), 'plan.xlsx')
  await look('POST', '/api/v1/imports', broken)
  await look('POST', '/api/v1/ai/query', { message: `What about ${CANARIES.question}?` })
  await look('PATCH', '/api/v1/me/mail', { reportReady: true })
  const input = { report: 'portfolio', from: '2026-10', to: '2026-11', format: 'csv' }
  await look('POST', '/api/v1/jobs', { kind: 'report', input })
  const mailJob = await until(async () => {
    const { items } = JSON.parse((await look('GET', '/api/v1/jobs')).text) as { items: Job[] }
    return items.find((job) => job.kind === 'mail' && job.state === 'failed')
  })
  isMailTaken = true
  expect((await look('POST', `/api/v1/jobs/${mailJob.id}/retry`)).status).toBeLessThan(300)
  await until(async () => mails[0])

  // What a desktop assistant is told: over HTTP, with a token that is unknown, and over standard input and output.
  const assistant: string[] = []
  const mcp = async (method: string, params: object, headers: Record<string, string> = {}) => {
    const accept = { accept: 'application/json, text/event-stream', 'mcp-protocol-version': '2025-11-25' }
    const reply = await call('POST', '/mcp', { jsonrpc: '2.0', id: 1, method, params }, { ...accept, ...headers })
    assistant.push(reply.text)
    return reply
  }
  for (const [method, params] of MESSAGES) expect((await mcp(method, params)).status).toBe(200)
  expect((await mcp('tools/list', {}, { authorization: `Bearer ${CANARIES.foreignToken}` })).status).toBe(401)
  const stdio = await runCommand(
    ['mcp'],
    env,
    `${[HELLO, ...MESSAGES].map(([method, params], id) => JSON.stringify({ jsonrpc: '2.0', id, method, params })).join('\n')}\n`,
  )
  expect(stdio.out.split('\n').filter(Boolean).length).toBeGreaterThanOrEqual(MESSAGES.length)
  assistant.push(stdio.out)
  for (const path of [
    '/health',
    '/metrics',
    '/api/v1/users',
    '/api/v1/me/tokens',
    '/api/v1/me/sign-ins',
    '/api/v1/audit',
  ])
    await look('GET', path)
  await look('GET', '/api/v1/jobs')
  running.child.kill('SIGTERM')
  const { err, out } = await running.ended
  const database = new Sqlite(join(env.STAFFALLOC_DATA, 'staffalloc.db'), { readonly: true })
  const audit = JSON.stringify(database.prepare('select * from audit').all())
  const jobs = JSON.stringify(database.prepare('select * from job').all())
  database.close()
  // The link is printed for the person at the keyboard: that is what it is for.
  const places = {
    log: err + stdio.err,
    output: out.replace(link!, ''),
    replies: replies.join('\n'),
    assistant: assistant.join('\n'),
    mails: mails.map(readable).join('\n'),
    audit,
    jobs,
  }
  // What somebody asks comes back in the answer to that person, and nowhere else.
  places.replies = places.replies.replaceAll(CANARIES.question, '')
  places.assistant = places.assistant.replaceAll(CANARIES.asked, '')
  expect(places.mails).toContain('Subject: ')
  const found = Object.entries(places).flatMap(([place, text]) =>
    [...secrets].filter((secret) => text.includes(secret)).map((secret) => `${place}: ${secret.slice(0, 20)}`),
  )
  expect(passwords).toContain(CANARIES.smtp)
  expect(found).toEqual([])
})
