import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FakeOllama, startFakeOllama } from '../../tests/fake-ollama.js'
import { type HttpServer, openHttpServer } from '../../tests/http-server.js'
import { openSmallAssistant } from '../../tests/small-assistant.js'

let http: HttpServer
let ollama: FakeOllama
beforeAll(async () => {
  ollama = await startFakeOllama()
  http = await openHttpServer(async (organisation) => {
    const small = await openSmallAssistant(
      () => [['query_allocations', { employees: ['Sarah'], from: '2025-05', to: '2025-05' }]],
      { organisation },
    )
    Object.assign(small.settings, { mode: 'hybrid', model: 'auto', ollamaUrl: ollama.url })
    return { assistant: async () => small.assistant }
  })
})
afterAll(async () => {
  await http.close()
  await ollama.close()
})

describe('the choice of a model over HTTP', () => {
  it('shows who answers and what can be chosen', async () => {
    const { body } = await http.call(http.org.maria, 'GET', '/api/v1/ai/models')
    expect(body).toMatchObject({
      mode: 'hybrid',
      model: 'auto',
      strict: false,
      state: { provider: 'ollama', state: 'not_loaded', model: 'qwen3.5:4b', fix: null },
    })
    const offered = body.offers.filter((offer: { pulled: boolean }) => offer.pulled)
    expect(offered).toMatchObject([{ model: 'ollama:qwen3.5:4b', tools: true }])
  })

  it('is an Admin’s, and holds at once', async () => {
    const change = { mode: 'llm', model: 'ollama:qwen3.5:4b', strict: true }
    expect((await http.call(http.org.maria, 'PATCH', '/api/v1/ai/models', change)).status).toBe(403)
    expect((await http.call(http.org.admin, 'PATCH', '/api/v1/ai/models', { mode: 'magic' })).status).toBe(400)
    expect((await http.call(http.org.admin, 'PATCH', '/api/v1/ai/models', change)).body).toMatchObject(change)
    await http.call(http.org.admin, 'PATCH', '/api/v1/ai/models', { mode: 'hybrid' })
  })

  it('pulls a model by a click, with progress, and loads it', async () => {
    const pulled = await http.call(http.org.admin, 'POST', '/api/v1/ai/models/pull', { name: 'qwen3:8b' })
    expect(pulled.text).toContain('event: progress\ndata: {"status":"pulling 8934d96d3f08","fraction":0.5}')
    expect(pulled.text).toMatch(/event: done\ndata: \{\}\n\n$/)
    const failed = await http.call(http.org.admin, 'POST', '/api/v1/ai/models/pull', { name: 'nothing:1b' })
    expect(failed.text).toContain('event: error')
    expect((await http.call(http.org.admin, 'POST', '/api/v1/ai/models/pull', { name: '../x' })).status).toBe(400)
    expect((await http.call(http.org.maria, 'POST', '/api/v1/ai/models/load')).body).toMatchObject({ state: 'ready' })
    expect((await http.call(http.org.maria, 'POST', '/api/v1/ai/models/check')).body).toMatchObject({ state: 'ready' })
  })
})

describe('the log of model turns', () => {
  it('is an Admin’s to read, and to take as eval cases', async () => {
    await http.call(http.org.maria, 'POST', '/api/v1/ai/query', { message: 'Hours of Sarah in May' })
    expect((await http.call(http.org.maria, 'GET', '/api/v1/model-turns')).status).toBe(403)
    const { body } = await http.call(http.org.admin, 'GET', '/api/v1/model-turns?limit=5')
    expect(body.items).toMatchObject([
      {
        answeredBy: 'planner',
        outcome: 'answered',
        tools: [{ name: 'query_allocations' }],
        exchange: { question: 'Hours of Sarah in May' },
      },
    ])
    const cases = await http.call(http.org.admin, 'GET', '/api/v1/model-turns/cases')
    expect(cases.text).toContain('ask: Hours of Sarah in May')
    expect(cases.text).toContain('- query_allocations')
    expect(cases.text).toContain('actor: u-maria@example.com')
  })
})
