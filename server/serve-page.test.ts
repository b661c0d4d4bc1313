import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HttpServer, openHttpServer } from '../tests/http-server.js'

let http: HttpServer
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'staffalloc-page-'))
  mkdirSync(join(folder, 'web', 'assets'), { recursive: true })
  writeFileSync(join(folder, 'web', 'index.html'), '<!doctype html><title>StaffAlloc</title>')
  writeFileSync(join(folder, 'web', 'bench.html'), '<!doctype html><title>Bench</title>')
  writeFileSync(join(folder, 'web', 'assets', 'app-1a2b.js'), 'export {}')
  writeFileSync(join(folder, 'secret.txt'), 'CANARY')
  symlinkSync(join(folder, 'secret.txt'), join(folder, 'web', '.hidden'))
  http = await openHttpServer({ webFolder: join(folder, 'web') })
})
afterAll(async () => {
  await http.close()
  rmSync(folder, { recursive: true })
})
const get = (path: string) => http.call(null, 'GET', path)

describe('the page', () => {
  it.each(['/', '/plan', '/projects/p-alpha', '/?token=x'])('opens at %s, always fresh', async (path) => {
    const page = await get(path)
    expect(page.status).toBe(200)
    expect(page.text).toContain('<title>StaffAlloc</title>')
    expect(page.headers.get('cache-control')).toBe('no-cache')
  })

  it('keeps files with hashed names for a year', async () => {
    const file = await get('/assets/app-1a2b.js')
    expect(file.headers.get('content-type')).toContain('javascript')
    expect(file.headers.get('cache-control')).toContain('immutable')
  })

  it.each([
    '/assets/none.js',
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/.hidden',
    '/assets/..%5c..%5csecret.txt',
  ])('answers nothing else: %s', async (path) => {
    const reply = await get(path)
    expect(reply.text).not.toContain('CANARY')
    expect(reply.status).toBeGreaterThanOrEqual(400)
  })

  it('shows the page that measures the grid only when told to', async () => {
    for (const path of ['/bench.html', '/BENCH.html', '/bench%2ehtml']) expect((await get(path)).status).toBe(404)
    const bench = await openHttpServer({ webFolder: join(folder, 'web'), bench: true })
    expect((await bench.call(null, 'GET', '/bench.html')).text).toContain('Bench')
    await bench.close()
  })
})
