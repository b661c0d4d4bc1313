import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runCommand, startCommand, temporaryFolder } from '../run-command.js'

const root = join(import.meta.dirname, '..', '..')
let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

describe('nothing leaves the machine', () => {
  it('while a person signs in, asks, changes, undoes and exports', async () => {
    const connections = join(folder.path, 'connections.txt')
    const watch = pathToFileURL(join(import.meta.dirname, 'watch-connections.mjs')).href
    const env = {
      STAFFALLOC_DATA: join(folder.path, 'data'),
      STAFFALLOC_TODAY: '2026-10-15',
      PORT: '0',
      // What would make a library phone home, were it believed.
      LANGCHAIN_TRACING_V2: 'true',
      LANGSMITH_TRACING: 'true',
      LANGSMITH_API_KEY: 'canary',
    }
    const token = (await runCommand(['user', 'token', 'admin@example.com'], env)).out.trim()
    const running = startCommand(['start'], {
      ...env,
      NODE_OPTIONS: `--import ${watch}`,
      STAFFALLOC_CONNECTIONS: connections,
    })
    const [, url] = await running.line(/^StaffAlloc ready (\S+)$/m)
    const post = async (path: string, body: object) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
      const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
      return { status: response.status, text: await response.text() }
    }
    const asked = await post('/api/v1/ai/query', {
      message: 'Show me all Cyber Analysts with less than 50% FTE in November',
    })
    expect(asked.text).toContain('event: answer')
    await post('/api/v1/ai/query', { message: 'Write a poem about the sea' })
    const exported = await post('/api/v1/tools/export_report', {
      report: 'portfolio',
      from: '2026-10',
      to: '2026-12',
      format: 'xlsx',
    })
    expect(exported.status).toBe(200)
    await post('/api/v1/tools/search_knowledge', { query: 'zero trust' })
    running.child.kill('SIGTERM')
    await running.ended
    const seen = existsSync(connections) ? readFileSync(connections, 'utf8') : ''
    // The question that no rule understands makes it look for a model server on this machine: the watch works.
    expect(seen).toContain('local 127.0.0.1')
    expect(seen.split('\n').filter((line) => line.startsWith('OUTSIDE'))).toEqual([])
  }, 120_000)

  it('the built page names no other address', () => {
    const assets = join(root, 'dist', 'web')
    if (!existsSync(assets)) throw new Error('The page is not built: npm run build')
    const names = readdirSync(assets, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(html|css)$/.test(name),
    )
    expect(names.length).toBeGreaterThan(0)
    for (const name of names) {
      const text = readFileSync(join(assets, name), 'utf8')
      const addresses = [...text.matchAll(/(?:src|href)="(https?:)?\/\/[^"]*"|url\((["']?)https?:[^)]*\)/g)].map(
        (found) => found[0],
      )
      expect({ name, addresses }).toEqual({ name, addresses: [] })
    }
  })

  it('only the reviewed packages run a script when they are installed', () => {
    const { allowScripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
    const scripts = Object.entries<{ hasInstallScript?: boolean }>(packages)
      .filter(([, entry]) => entry.hasInstallScript)
      .map(([path]) => path.replace(/^.*node_modules\//, ''))
    expect([...new Set(scripts)].filter((name) => !(name in allowScripts) && name !== 'fsevents')).toEqual([])
  })
})
