import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runCommand, startCommand, temporaryFolder } from './run-command.js'

let folder: ReturnType<typeof temporaryFolder>
let env: Record<string, string>
beforeEach(() => {
  folder = temporaryFolder()
  env = { STAFFALLOC_DATA: join(folder.path, 'data'), PORT: '0', STAFFALLOC_TODAY: '2026-10-15' }
})
afterEach(() => folder.remove())

describe('staffalloc start', () => {
  it('says where it is ready and prints a link that signs in once', async () => {
    const running = startCommand(['start'], env)
    const [, url] = await running.line(/^StaffAlloc ready (http:\S+)$/m)
    const [, token] = await running.line(/^Sign in: http:\S+\/\?token=(\S+)$/m)
    const signIn = () =>
      fetch(`${url}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token }),
      })
    const first = await signIn()
    expect(first.status).toBe(200)
    const { accessToken, user } = (await first.json()) as { accessToken: string; user: { systemRole: string } }
    expect(user.systemRole).toBe('Admin')
    expect((await signIn()).status).toBe(401)
    const projects = await fetch(`${url}/api/v1/projects`, { headers: { authorization: `Bearer ${accessToken}` } })
    expect(((await projects.json()) as { total: number }).total).toBeGreaterThan(10)
    expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ status: 'ok', database: 'ok' })
    running.child.kill('SIGTERM')
    expect((await running.ended).code).toBe(0)
  })

  it('stops within its patience while a listener and a slow request are open', async () => {
    const running = startCommand(['start'], env)
    const [, url] = await running.line(/^StaffAlloc ready (http:\S+)$/m)
    const { out } = await runCommand(['user', 'token', 'admin@example.com'], env)
    const events = await fetch(`${url}/api/v1/events`, { headers: { authorization: `Bearer ${out.trim()}` } })
    expect(events.status).toBe(200)
    running.child.kill('SIGTERM')
    const { code, err } = await running.ended
    expect(code).toBe(0)
    expect(err).toContain('stopping')
    await events.body?.cancel().catch(() => {})
  })

  it('takes the next free port when none was asked for, and says in one line when the one asked for is taken', async () => {
    const taken: Server = createServer()
    const port = await new Promise<number>((resolve) =>
      taken.listen(0, '127.0.0.1', () => resolve((taken.address() as { port: number }).port)),
    )
    const ended = await runCommand(['start'], { ...env, PORT: String(port) })
    taken.close()
    expect(ended).toMatchObject({ code: 1, out: '' })
    expect(ended.err.trim()).toBe(`Port ${port} is in use. Set PORT to another one, or stop the program that uses it.`)
    const { PORT: _, ...free } = env
    const both = [startCommand(['start'], free), startCommand(['start'], { ...free, STAFFALLOC_DATA: folder.path })]
    const urls = await Promise.all(both.map(async (one) => (await one.line(/ready (\S+)/))[1]))
    expect(new Set(urls).size).toBe(2)
    for (const one of both) one.child.kill('SIGTERM')
    await Promise.all(both.map((one) => one.ended))
  })

  it.each([
    [{ PORT: 'http' }, /^PORT must be a port number/],
    [{ HOST: '203.0.113.7' }, /^HOST 203.0.113.7 is not an address of this machine/],
    [{ STAFFALLOC_TODAY: 'tomorrow' }, /^STAFFALLOC_TODAY must be a date that exists/],
    [{ STAFFALLOC_DATA: '/dev/null/plans' }, /^The data folder \/dev\/null\/plans cannot be written/],
  ])('with %j says so in one line and starts nothing', async (wrong, message) => {
    const ended = await runCommand(['start'], { ...env, ...wrong })
    expect(ended.code).toBe(1)
    expect(ended.err).toMatch(message)
    expect(ended.err.trim().split('\n')).toHaveLength(1)
  })

  it('refuses a file that is no database, and leaves it as it is', async () => {
    mkdirSync(env.STAFFALLOC_DATA as string)
    const file = join(env.STAFFALLOC_DATA as string, 'staffalloc.db')
    writeFileSync(file, 'my shopping list, not a database, long enough to be looked at as one')
    const ended = await runCommand(['start'], env)
    expect(ended).toMatchObject({ code: 1 })
    expect(ended.err).toContain('is not a StaffAlloc database')
    expect(statSync(file).size).toBe(68)
  })

  it('keeps every file of the data folder for its owner, whatever the umask', async () => {
    const before = process.umask(0)
    try {
      const running = startCommand(['start'], env)
      await running.line(/ready/)
      await running.line(/Sign in/)
      const data = env.STAFFALLOC_DATA as string
      expect(statSync(data).mode & 0o777).toBe(0o700)
      for (const name of readdirSync(data))
        expect({ name, others: statSync(join(data, name)).mode & 0o077 }).toEqual({ name, others: 0 })
      running.child.kill('SIGTERM')
      await running.ended
      expect(existsSync(join(data, 'running.json'))).toBe(false)
    } finally {
      process.umask(before)
    }
  })

  it('makes other keys for each installation', async () => {
    const keys = []
    for (const name of ['one', 'two']) {
      const data = join(folder.path, name)
      await runCommand(['doctor', '--rotate-keys'], { ...env, STAFFALLOC_DATA: data })
      keys.push((await import('../server/signing-keys.js')).loadSigningKeys(data, new Date()))
    }
    expect(keys[0]?.current).not.toBe(keys[1]?.current)
    expect(keys[0]?.installation).not.toBe(keys[1]?.installation)
  })

  it('starts empty when told to', async () => {
    const empty = { ...env, STAFFALLOC_EMPTY: '1' }
    const { out } = await runCommand(['user', 'list'], empty)
    expect(out).toContain('owner@localhost')
    const projects = await runCommand(['tool', 'get_grid', '--json', '{"from":"2026-10","to":"2026-10"}'], empty)
    expect(JSON.parse(projects.out).data.projects ?? []).toEqual([])
  })
})

describe('the command line', () => {
  it('calls a tool as the owner or as a user, plans by default and applies with --yes', async () => {
    const list = await runCommand(['tool'], env)
    expect(list.out).toMatch(/^find_employees\s+read/m)
    const read = await runCommand(['tool', 'find_employees', '--json', '{"roles":["Cyber Analyst"]}'], env)
    expect(JSON.parse(read.out)).toMatchObject({ say: expect.stringContaining('Cyber Analyst') })
    const unknown = await runCommand(['tool', 'find_employees', '--json', '{"department":"x"}'], env)
    expect(unknown).toMatchObject({ code: 1, err: expect.stringContaining("there is no argument 'department'") })
    const noJson = await runCommand(['tool', 'find_employees', '--json', '{'], env)
    expect(noJson).toMatchObject({ code: 1, err: expect.stringContaining('not valid JSON') })
    const nobody = await runCommand(['tool', 'find_employees', '--as', 'nobody@example.com'], env)
    expect(nobody).toMatchObject({ code: 1, err: expect.stringContaining("no user 'nobody@example.com'") })
  })

  it('adds, changes, disables and lists users', async () => {
    const run = (...args: string[]) => runCommand(['user', ...args], env)
    const added = await run('add', 'nina.new@example.com', '--role', 'pm')
    expect(added.out).toMatch(/Nina New is a user now \(PM\)\.\nhttp:\/\/127\.0\.0\.1:\d+\/\?token=salink_/)
    expect((await run('role', 'nina.new@example.com', 'director')).out).toContain('is Director now')
    expect((await run('role', 'nina.new@example.com', 'king')).code).toBe(1)
    expect((await run('disable', 'nina.new@example.com')).out).toContain('kept out')
    expect((await run('link', 'nina.new@example.com')).err).toContain('is disabled')
    expect((await run('list')).out).toMatch(/nina\.new@example\.com\s+Director\s+Nina New \(disabled\)/)
    expect((await run('disable', 'nina.new@example.com', '--undo')).code).toBe(0)
    expect((await run('reset', 'nina.new@example.com')).out).toContain('token=salink_')
  })

  it('checks the installation and finds what is not in order', async () => {
    expect((await runCommand(['doctor'], env)).out).toMatch(/^ok {2}Database/m)
    chmodSync(env.STAFFALLOC_DATA as string, 0o755)
    const open = await runCommand(['doctor'], env)
    expect(open).toMatchObject({ code: 1, out: expect.stringContaining('BAD Data folder') })
    expect(open.out).toContain(`    chmod 700 ${env.STAFFALLOC_DATA}\n`)
    chmodSync(env.STAFFALLOC_DATA as string, 0o700)
    // Somebody writes past the program into the audit trail, then over the file.
    const file = join(env.STAFFALLOC_DATA as string, 'staffalloc.db')
    await runCommand(['user', 'add', 'nina@example.com'], env)
    const sqlite = new Sqlite(file)
    sqlite.exec("drop trigger audit_no_update; update audit set action = 'nothing' where seq = 1")
    sqlite.close()
    const found = async () => {
      const { code, out } = await runCommand(['doctor', '--json'], env)
      const bad = (JSON.parse(out) as { what: string; ok: boolean }[]).filter(({ ok }) => !ok)
      return { code, bad }
    }
    expect(await found()).toEqual({
      code: 1,
      bad: [
        {
          what: 'Audit trail',
          ok: false,
          detail: 'altered at entry 1',
          fix: 'Compare with a backup: somebody wrote to the database past StaffAlloc.',
        },
      ],
    })
    writeFileSync(file, 'a shopping list '.repeat(500))
    expect(await found()).toEqual({
      code: 1,
      bad: [
        {
          what: 'Database',
          ok: false,
          detail: `${file} is not a StaffAlloc database.`,
          fix: 'Move it away, or set STAFFALLOC_DATA to another folder.',
        },
      ],
    })
  })
})
