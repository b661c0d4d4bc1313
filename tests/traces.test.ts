import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runCommand, startCommand, temporaryFolder } from './run-command.js'

interface SpanData {
  name: string
  spanId: string
  traceId: string
  parentSpanId?: string
  attributes: { key: string; value: { stringValue?: string } }[]
}

let folder: ReturnType<typeof temporaryFolder>
let collector: Server
const spans: SpanData[] = []
let contentType = ''
beforeAll(async () => {
  folder = temporaryFolder()
  collector = createServer((req, res) => {
    let body = ''
    req.on('data', (chunk) => {
      body += chunk
    })
    req.on('end', () => {
      contentType = `${req.url} ${req.headers['content-type']}`
      for (const resource of JSON.parse(body).resourceSpans)
        for (const scope of resource.scopeSpans) spans.push(...scope.spans)
      res.setHeader('content-type', 'application/json').end('{}')
    })
  })
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  collector.close()
  folder.remove()
})

/** Says on standard error which modules of OpenTelemetry are loaded. */
const WATCH = `data:text/javascript,${encodeURIComponent(
  `import { register } from 'node:module'
   register('data:text/javascript,' + encodeURIComponent(
     "export async function load(url, context, next) { if (/@opentelemetry.(sdk|exporter|otlp|resources)/.test(url)) process._rawDebug('LOADED ' + url); return next(url, context) }"))`,
)}`

async function use(more: Record<string, string>) {
  const env = {
    STAFFALLOC_DATA: join(folder.path, 'data'),
    PORT: '0',
    STAFFALLOC_TODAY: '2026-10-15',
    NODE_OPTIONS: `--import ${WATCH}`,
    ...more,
  }
  const { out: token } = await runCommand(['user', 'token', 'admin@example.com'], { ...env, NODE_OPTIONS: '' })
  const running = startCommand(['start', '--no-open'], env)
  const [, url] = await running.line(/^StaffAlloc ready (http:\S+)$/m)
  const response = await fetch(`${url}/api/v1/tools/find_employees`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token.trim()}`, 'content-type': 'application/json' },
    body: '{"roles":["Developer"]}',
  })
  expect(response.status).toBe(200)
  await response.text()
  running.child.kill('SIGTERM')
  const { err, code } = await running.ended
  expect(code).toBe(0)
  return { err, requestId: response.headers.get('x-request-id')! }
}

it('sends a trace of each request and its tools to the collector that is set', async () => {
  const { port } = collector.address() as AddressInfo
  const { err, requestId } = await use({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` })
  expect(err).toContain('LOADED ')
  expect(contentType).toBe('/v1/traces application/json')
  const tool = spans.find((span) => span.name === 'tool find_employees')
  const request = spans.find((span) => span.spanId === tool?.parentSpanId)
  expect(request).toMatchObject({ name: 'request POST', traceId: tool?.traceId })
  expect(tool?.attributes).toContainEqual({ key: 'requestId', value: { stringValue: requestId } })
})

it('loads nothing of OpenTelemetry where no collector is set, and still says in the log what belongs together', async () => {
  const { err, requestId } = await use({})
  expect(err).not.toContain('LOADED ')
  const lines = err.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []))
  expect(lines.filter((line) => line.requestId === requestId).map((line) => line.work ?? line.route)).toEqual([
    'tool find_employees',
    'post /api/v1/tools/find_employees',
  ])
})
