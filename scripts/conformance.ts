// `npm run conformance`: the official MCP conformance suite against a real run of the application, in both revisions
// with the suite's fixtures mounted, and its general scenarios against the application as it is.
// Needs Node 22 through npm for the suite itself; says so and ends well where that cannot be had.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const SUITE = '@modelcontextprotocol/conformance@0.2.0-alpha.12'
const root = join(import.meta.dirname, '..')
const command = join(root, 'bin', 'staffalloc.mjs')

/** Scenarios that hold without fixtures. */
const GENERAL = [
  'tools-list',
  'prompts-list',
  'resources-list',
  'caching',
  'sep-2164-resource-not-found',
  'dns-rebinding-protection',
  'http-header-validation',
  'server-sse-multiple-streams',
]

const expected = join(root, 'mcp-server', 'conformance', 'expected-failures.yml')
const work = mkdtempSync(join(tmpdir(), 'staffalloc-conformance-'))
const failures: string[] = []
let scored = 0

const suitePaths = findSuite()
if (!suitePaths) {
  process.stdout.write(`skipped: the conformance suite needs Node 22 and ${SUITE}, which npm could not bring.\n`)
  process.exit(0)
}
const [node22, suiteEntry] = suitePaths

try {
  await against(['--conformance'], async (url) => {
    for (const revision of ['2026-07-28', '2025-11-25'])
      await suite(url, revision, ['--requirements', revision, '--expected-failures', expected], scoredOf(revision))
  })
  await against([], async (url) => {
    for (const scenario of GENERAL)
      await suite(url, 'without fixtures', ['--scenario', scenario, '--spec-version', '2026-07-28'], [scenario])
  })
} finally {
  rmSync(work, { recursive: true, force: true })
}
process.stdout.write(`\n${scored} scored scenarios, ${failures.length} failures\n`)
for (const failure of failures) process.stdout.write(`  ${failure}\n`)
process.exitCode = failures.length === 0 ? 0 : 1

/** Starts the application on data of its own and a proxy that brings the bearer token the suite cannot send. */
async function against(flags: string[], run: (url: string) => Promise<void>): Promise<void> {
  const env = {
    ...process.env,
    STAFFALLOC_DATA: join(work, `data${flags.length}`),
    PORT: '0',
    HOST: '127.0.0.1',
    STAFFALLOC_RATE_LIMIT: '100000',
  }
  const application = spawn(process.execPath, [command, 'start', '--no-open', ...flags], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  try {
    const target = await readyUrl(application)
    const cli = (...args: string[]) => spawnSync(process.execPath, [command, ...args], { env, encoding: 'utf8' }).stdout
    const admin = /^(\S+)\s+Admin/m.exec(cli('user', 'list'))?.[1] ?? ''
    const proxy = await proxyWithToken(target, cli('user', 'token', admin).trim())
    await run(proxy.url)
    proxy.stop()
  } finally {
    const ended = new Promise((resolve) => application.once('exit', resolve))
    application.kill('SIGTERM')
    await ended
  }
}

async function readyUrl(application: ChildProcess): Promise<URL> {
  for await (const line of createInterface({ input: application.stdout! })) {
    const url = /^StaffAlloc ready (\S+)/.exec(line)?.[1]
    if (url) return new URL(url)
  }
  throw new Error('the application did not start')
}

/** Passes everything on as it came, except its own name in the Host and Origin headers, and adds the token. */
async function proxyWithToken(target: URL, token: string): Promise<{ url: string; stop: () => void }> {
  let own = ''
  const rename = (value: string | undefined) => value?.replace(/(localhost|127\.0\.0\.1):\d+/, `$1:${target.port}`)
  const server = createServer((incoming, answer) => {
    const headers = { ...incoming.headers, authorization: `Bearer ${token}` }
    headers.host = incoming.headers.host?.endsWith(`:${own}`) ? rename(incoming.headers.host) : incoming.headers.host
    if (headers.origin?.endsWith(`:${own}`)) headers.origin = rename(headers.origin)
    const options = { host: target.hostname, port: target.port, path: incoming.url, method: incoming.method, headers }
    const outgoing = request(options, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers)
      reply.pipe(answer)
    })
    outgoing.on('error', () => answer.destroy())
    answer.on('close', () => outgoing.destroy())
    incoming.pipe(outgoing)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  own = String((server.address() as AddressInfo).port)
  const stop = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${own}/mcp`, stop }
}

interface Check {
  id: string
  status: 'SUCCESS' | 'FAILURE' | 'WARNING' | 'SKIPPED' | 'INFO'
  errorMessage?: string
}

/** The paths of a Node 22 and of the suite in npm's cache, brought there where need be. */
function findSuite(): [string, string] | undefined {
  const args = ['-y', '-p', 'node@22', '-p', SUITE, '-c', 'command -v node && command -v conformance']
  const env = { ...process.env, npm_config_loglevel: 'error' }
  const { stdout, status } = spawnSync('npx', args, { encoding: 'utf8', timeout: 300_000, env })
  const [node, entry] = stdout.trim().split('\n').slice(-2)
  return status === 0 && node && entry ? [node, entry] : undefined
}

/** What a server must pass of a revision, as the suite itself lists it. */
function scoredOf(revision: string): string[] {
  const args = [suiteEntry, 'list', '--server', '--requirements', revision]
  const { stdout } = spawnSync(node22, args, { encoding: 'utf8' })
  const server = /Server scenarios[^\n]*\n((?: +- .*\n)+)/.exec(stdout)?.[1] ?? ''
  return [...server.matchAll(/- (\S+)/g)].map((match) => match[1] as string)
}

/**
 * Runs a part of the suite. A failed check of a `wanted` scenario fails it, and so does one that did not run, and the
 * suite's own verdict; what the suite runs beyond that is reported only.
 */
async function suite(url: string, title: string, args: string[], wanted: string[]): Promise<void> {
  const output = mkdtempSync(join(work, 'results-'))
  const all = [suiteEntry, 'server', '--url', url, '-o', output, ...args]
  const code = await new Promise<number | null>((resolve) => {
    const stdio = process.env.VERBOSE ? 'inherit' : 'ignore'
    spawn(node22, all, { stdio: ['ignore', stdio, 'inherit'] }).once('exit', resolve)
  })
  if (code !== 0) failures.push(`${title}: ${args.slice(0, 2).join(' ')}: the suite ended with ${code}`)
  const results = readdirSync(output, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('checks.json'))
  const missing = new Set(wanted)
  for (const file of results) {
    const scenario = file.split('/')[0]?.replace(/^server-(?=.*-\d{4}-\d\d-\d\dT)|-\d{4}-\d\d-\d\dT.*$/g, '') ?? file
    const counts = missing.delete(scenario)
    const checks = JSON.parse(readFileSync(join(output, file), 'utf8')) as Check[]
    const failed = checks.filter((check) => check.status === 'FAILURE')
    if (counts) scored++
    const word = failed.length === 0 ? 'ok ' : counts ? 'BAD' : '-- '
    process.stdout.write(`${word} ${title}: ${scenario} (${checks.length} checks${counts ? '' : ', not scored'})\n`)
    for (const { id, errorMessage } of counts ? failed : []) {
      process.stdout.write(`    ${id}: ${errorMessage ?? ''}\n`)
      failures.push(`${title}: ${scenario}: ${id}`)
    }
  }
  for (const scenario of missing) failures.push(`${title}: ${scenario} did not run`)
  if (wanted.length === 0) failures.push(`${title}: no scenario is wanted`)
}
