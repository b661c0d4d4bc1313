// What a signal does to the real program: everything in hand is finished or handed back, and it ends with 0.
import { request } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Running, runCommand, startCommand, temporaryFolder } from './run-command.js'

let folder: ReturnType<typeof temporaryFolder>
let env: Record<string, string>
let children: Running[]
beforeEach(() => {
  children = []
  folder = temporaryFolder()
  env = {
    STAFFALLOC_DATA: join(folder.path, 'data'),
    STAFFALLOC_TODAY: '2026-10-15',
    STAFFALLOC_MODEL: 'none',
    PORT: '0',
  }
})
afterEach(() => {
  for (const { child } of children) child.kill('SIGKILL')
  folder.remove()
})

function run(args: string[], more: Record<string, string> = {}, input?: string, node?: string[]): Running {
  const running = startCommand(args, { ...env, ...more }, input, { node })
  children.push(running)
  return running
}

function jobs(): { kind: string; state: string; attempts: number }[] {
  const database = new Sqlite(join(env.STAFFALLOC_DATA!, 'staffalloc.db'), { readonly: true })
  try {
    return database.prepare("select kind, state, attempts from job where kind <> 'backup'").all() as never
  } finally {
    database.close()
  }
}

/** A server that takes connections and never says a word. */
async function silentServer(): Promise<{ port: number; reached: Promise<void>; server: Server }> {
  let tell = () => {}
  const reached = new Promise<void>((resolve) => {
    tell = resolve
  })
  const server = createTcpServer((socket) => {
    socket.on('error', () => {})
    tell()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, reached, server }
}

/** A request whose body is sent in two halves. */
function slowRequest(url: string, token: string) {
  const body = JSON.stringify({ roles: ['Cyber Analyst'] })
  const sent = request(`${url}/api/v1/tools/find_employees`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    },
  })
  sent.write(body.slice(0, 5))
  const answered = new Promise<{ status: number; text: string }>((resolve, reject) => {
    sent.on('error', reject)
    sent.on('response', (reply) => {
      let text = ''
      reply.on('data', (chunk) => {
        text += chunk
      })
      reply.on('end', () => resolve({ status: reply.statusCode!, text }))
    })
  })
  return { answered, finish: () => sent.end(body.slice(5)) }
}

async function call(url: string, token: string, path: string, method: string, body: object | FormData) {
  const isForm = body instanceof FormData
  const response = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(isForm ? {} : { 'content-type': 'application/json' }) },
    body: isForm ? body : JSON.stringify(body),
  })
  expect(response.status, path).toBeLessThan(300)
}

describe('a signal', () => {
  it('lets a request end, closes live streams, hands a hanging job back, and ends with 0', async () => {
    const { port, reached, server } = await silentServer()
    const token = (await runCommand(['user', 'token', 'admin@example.com'], env)).out.trim()
    const running = run(['start', '--no-open'], { SMTP_URL: `smtp://127.0.0.1:${port}` })
    const [, url] = await running.line(/^StaffAlloc ready (http:\S+)$/m)
    await call(url!, token, '/api/v1/me/mail', 'PATCH', { reportReady: true })
    const input = { report: 'portfolio', from: '2026-10', to: '2026-11', format: 'csv' }
    await call(url!, token, '/api/v1/jobs', 'POST', { kind: 'report', input })
    await reached
    const events = await fetch(`${url}/api/v1/events`, { headers: { authorization: `Bearer ${token}` } })
    const slow = slowRequest(url!, token)
    // Sent after the first half on a connection of its own: once it is answered, the other is being read.
    await fetch(`${url}/health`).then((r) => r.text())
    running.child.kill('SIGTERM')
    // The stream is ended, not torn: reading it to its end fails otherwise.
    expect(await events.text()).toMatch(/^: /)
    await expect(fetch(`${url}/health`)).rejects.toThrow()
    slow.finish()
    const { status, text } = await slow.answered
    expect([status, text]).toEqual([200, expect.stringContaining('Cyber Analyst')])
    const { code, err } = await running.ended
    server.close()
    expect(err).not.toContain('cut off')
    expect(code).toBe(0)
    expect(jobs()).toEqual([
      { kind: 'report', state: 'done', attempts: 1 },
      { kind: 'mail', state: 'queued', attempts: 0 },
    ])
    const next = await runCommand(['jobs', 'run'], env)
    expect(next.err).toContain('Your report is ready')
    expect(jobs().at(-1)).toEqual({ kind: 'mail', state: 'done', attempts: 1 })
  })

  it('ends an import that has not been committed, which the next start makes', async () => {
    const token = (await runCommand(['user', 'token', 'admin@example.com'], env)).out.trim()
    const hold = new URL('./die-at.mjs', import.meta.url)
    hold.search = new URLSearchParams({ sql: '^commit', in: 'thread', how: 'hold' }).toString()
    const running = run(['start', '--no-open'], {}, undefined, ['--import', hold.href])
    const held = new Promise<void>((resolve) =>
      running.child.stderr!.on('data', (chunk) => String(chunk).includes('die-at reached') && resolve()),
    )
    const [, url] = await running.line(/^StaffAlloc ready (http:\S+)$/m)
    const form = new FormData()
    form.append(
      'file',
      new Blob(['Code,Name,Client,Start Date,Sprints\nNEW,New one,Own,2026-02-01,4\n']),
      'Projects.csv',
    )
    await call(url!, token, '/api/v1/imports?dryRun=false&replaceDemo=false&background=true', 'POST', form)
    await held
    running.child.kill('SIGINT')
    const { code } = await running.ended
    expect(code).toBe(0)
    expect(jobs()).toEqual([{ kind: 'import', state: 'queued', attempts: 0 }])
    expect((await runCommand(['jobs', 'run'], env)).code).toBe(0)
    expect(jobs()).toEqual([{ kind: 'import', state: 'done', attempts: 1 }])
    const projects = await runCommand(['tool', 'get_project_status', '--json', '{"project":"NEW"}'], env)
    expect(projects.out).toContain('New one')
  })

  it('ends a terminal conversation and its answer in the making', async () => {
    const { port, reached, server } = await silentServer()
    const model = {
      STAFFALLOC_ASSISTANT: 'llm',
      STAFFALLOC_MODEL: 'openai:test',
      OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`,
    }
    const talk = run(['chat', 'Write me a poem about the plan'], model, '')
    await reached
    talk.child.kill('SIGINT')
    const { code, err } = await talk.ended
    server.close()
    expect([code, err]).toEqual([0, ''])
  })

  it('ends an MCP server whose assistant is still there', async () => {
    const mcp = startCommand(['mcp'], env, { open: true })
    children.push(mcp)
    mcp.child.stdin!.write(
      `${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 't', version: '1' } } })}\n`,
    )
    await mcp.line(/"id":1/)
    mcp.child.kill('SIGTERM')
    const { code, err } = await mcp.ended
    expect([code, err]).toEqual([0, ''])
  })
})
