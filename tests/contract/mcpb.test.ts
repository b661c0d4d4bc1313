// The bundle for desktop assistants, unpacked and started as they do it.
import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import JSZip from 'jszip'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { agentTools } from '../../tools/registry.js'
import { newClient, oldClient, overStdio, type UserSays } from './mcp-clients.js'
import { command, type RunningApplication, startApplication } from './running-application.js'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

const root = join(import.meta.dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'staffalloc-mcpb-'))
const bridge = join(folder, 'server', 'bridge.mjs')
let app: RunningApplication
let token: string
let names: string[]
const open: { close(): Promise<void> }[] = []

beforeAll(async () => {
  const file = join(folder, 'staffalloc.mcpb')
  execFileSync(process.execPath, ['--import', 'tsx', join(root, 'scripts', 'mcpb.ts'), file])
  const zip = await JSZip.loadAsync(readFileSync(file))
  names = Object.keys(zip.files).filter((name) => !zip.files[name]?.dir)
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), await zip.files[name]!.async('nodebuffer'))
  }
  app = await startApplication()
  token = (await app.staffalloc('user', 'token', await app.userOf('Admin'))).trim()
})
afterEach(async () => {
  for (const client of open.splice(0)) await client.close()
})
afterAll(async () => {
  await app.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function assistant(era: '2025' | '2026', settings: Record<string, string>, answer?: UserSays) {
  const client = era === '2025' ? oldClient(answer) : newClient(answer)
  await client.connect(overStdio({ era }, { command: [bridge], env: { ...app.env, ...settings } }) as never)
  open.push(client)
  return client
}

const eras = ['2025', '2026'] as const
const setHours = (hours: number) => ({
  name: 'set_hours',
  arguments: { changes: [{ project: 'ALPHA', employee: 'jane@example.com', month: '2026-11', hours, mode: 'set' }] },
})

describe('the bundle', () => {
  it('holds a manifest and one script: nothing native, no packages', () => {
    expect(names.sort()).toEqual(['manifest.json', 'server/bridge.mjs'])
    const imports = [...readFileSync(bridge, 'utf8').matchAll(/(?:from|import|require)\s*\(?["']([^"']+)["']/g)]
    expect(imports.length).toBeGreaterThan(0)
    for (const [, name] of imports) expect(builtinModules).toContain(name?.replace(/^node:/, ''))
  })

  it('names every tool, and starts what is installed here', () => {
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
    expect(manifest.tools.map((tool: { name: string }) => tool.name)).toEqual([
      ...agentTools.map((tool) => tool.name),
      'apply_plan',
    ])
    expect(manifest.server.mcp_config.args).toEqual([`\${__dirname}/server/bridge.mjs`])
    expect(manifest.user_config.command.default).toBe(command)
  })

  it.each(eras)('starts the installed command for an assistant of %s', async (era) => {
    const client = await assistant(era, { STAFFALLOC_COMMAND: command, STAFFALLOC_TOKEN: `\${user_config.token}` })
    expect((await client.listTools()).tools).toHaveLength(agentTools.length + 1)
  })

  it('says where to look when StaffAlloc is not installed', async () => {
    const env = { ...app.env, STAFFALLOC_COMMAND: '/nowhere/staffalloc.mjs' }
    const child = spawn(process.execPath, [bridge], { env, stdio: ['pipe', 'pipe', 'pipe'] })
    const said = new Promise<string>((resolve) => child.stderr.once('data', (data) => resolve(String(data))))
    const code = new Promise((resolve) => child.once('exit', resolve))
    expect(await said).toContain('StaffAlloc was not found')
    expect(await code).toBe(1)
  })
})

describe.each(eras)('the bundle beside the running application, for an assistant of %s', (era) => {
  const settings = () => ({ STAFFALLOC_URL: app.url, STAFFALLOC_TOKEN: token })

  it('relays calls and answers', async () => {
    const client = await assistant(era, settings())
    expect((await client.listTools()).tools).toHaveLength(agentTools.length + 1)
    const result = await client.callTool({ name: 'find_employees', arguments: { roles: ['Cyber Analyst'] } })
    expect(result.structuredContent).toMatchObject({ employees: expect.any(Array) })
    expect((await client.readResource({ uri: 'staffalloc://projects' })).contents).toHaveLength(1)
  })

  it('relays the question to the user', async () => {
    const asked: string[] = []
    const client = await assistant(era, settings(), (message) => {
      asked.push(message)
      return { action: 'accept', content: { apply: true } }
    })
    const result = await client.callTool(setHours(era === '2025' ? 17 : 18))
    expect(asked).toHaveLength(1)
    expect(result.structuredContent).toMatchObject({ status: 'applied' })
  })
})

describe('the bundle, where it cannot speak to the application', () => {
  it('says that the application is not running', async () => {
    const gone = { STAFFALLOC_URL: 'http://127.0.0.1:9', STAFFALLOC_TOKEN: token }
    await expect(assistant('2025', gone)).rejects.toThrow('staffalloc start')
  })

  it('passes on why a token is refused', async () => {
    await expect(assistant('2025', { STAFFALLOC_URL: app.url, STAFFALLOC_TOKEN: 'sapat_no' })).rejects.toThrow(/token/)
  })
})
