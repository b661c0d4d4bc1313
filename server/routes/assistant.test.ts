import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlannerOutcome } from '../../agent/planner/planner-types.js'
import { type HttpServer, openHttpServer, type Reply } from '../../tests/http-server.js'
import { openSmallAssistant } from '../../tests/small-assistant.js'

let http: HttpServer
const call = (tool: string, input: object): PlannerOutcome => ({ kind: 'calls', calls: [{ tool, input }] })
const plan = (text: string) => {
  const hours = Number(/\d+/.exec(text)?.[0] ?? 0)
  return hours
    ? call('set_hours', { changes: [{ project: 'ALPHA', employee: 'Sarah', month: '2025-05', hours, mode: 'set' }] })
    : call('query_allocations', { employees: ['Sarah'], from: '2025-05', to: '2025-05' })
}
beforeAll(async () => {
  http = await openHttpServer(async (organisation) => {
    const { assistant } = await openSmallAssistant(plan, { organisation })
    return { assistant: async () => assistant }
  })
})
afterAll(() => http.close())

/** The events of a reply as [name, data]. */
// biome-ignore lint/suspicious/noExplicitAny: replies are asserted, not typed
function events(reply: Reply): Record<string, any> {
  expect(reply.headers.get('content-type')).toContain('text/event-stream')
  const blocks = reply.text.split('\n\n').filter((block) => block.startsWith('event: '))
  return Object.fromEntries(
    blocks.map((block) => [/^event: (.*)$/m.exec(block)?.[1], JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? '{}')]),
  )
}

const ask = (message: string, threadId?: string, who = http.org.maria) =>
  http.call(who, 'POST', '/api/v1/ai/query', { message, ...(threadId ? { threadId } : {}) })

describe('the assistant over HTTP', () => {
  it('streams tools, answer and the id of the conversation', async () => {
    const got = events(await ask('Hours of Sarah in May'))
    expect(Object.keys(got)).toEqual(['tool_start', 'tool_end', 'answer', 'done'])
    expect(got.tool_start).toEqual({
      name: 'query_allocations',
      input: { employees: ['Sarah'], from: '2025-05', to: '2025-05' },
    })
    expect(got.answer).toMatchObject({
      text: 'Sarah Jones has no hours in May 2025: all of 176 h free. There are none within two years of it either.',
      answeredBy: 'planner',
    })
    const read = await http.call(http.org.maria, 'GET', `/api/v1/ai/threads/${got.done.threadId}`)
    expect(read.body).toMatchObject({ title: 'Hours of Sarah in May', card: null, messages: [{}, {}] })
  })

  it('holds a change until the decision and applies it once', async () => {
    const asked = events(await ask('Set Sarah to 80'))
    const { approvalId, plans } = asked.approval
    const path = `/api/v1/ai/threads/${asked.done.threadId}/decision`
    const body = {
      approvalId,
      decisions: [{ planId: plans[0].id, approve: true, edits: [{ change: 0, after: 76.5 }] }],
    }
    const malformed = await http.call(http.org.maria, 'POST', path, { approvalId, decisions: [] })
    expect(malformed.status).toBe(400)
    const decided = events(await http.call(http.org.maria, 'POST', path, body))
    expect(decided.answer).toMatchObject({ outcome: 'answered', changeSet: { changes: 1 } })
    const again = await http.call(http.org.maria, 'POST', path, body)
    expect([again.status, again.body.error.code]).toEqual([409, 'stale'])
  })

  it('is closed to strangers, to read-only tokens that decide, and to other people', async () => {
    expect((await http.call(null, 'POST', '/api/v1/ai/query', { message: 'x' })).status).toBe(401)
    const asked = events(await ask('Set Sarah to 40'))
    const path = `/api/v1/ai/threads/${asked.done.threadId}`
    const readOnly = await http.tokenOf(http.org.maria, 'read')
    const body = { approvalId: asked.approval.approvalId, decisions: [{ planId: 'x', approve: true }] }
    expect((await http.call(readOnly, 'POST', `${path}/decision`, body)).status).toBe(403)
    expect((await http.call(http.org.paul, 'GET', path)).status).toBe(404)
    expect((await ask('x', asked.done.threadId, http.org.paul)).status).toBe(404)
    const refused = events(await http.call(readOnly, 'POST', '/api/v1/ai/query', { message: 'Set Sarah to 8' }))
    expect(refused.answer).toMatchObject({ outcome: 'refused', text: expect.stringContaining('may read only') })
  })

  it('renames, finds and removes a conversation', async () => {
    const { threadId } = events(await ask('Hours of Sarah, please')).done
    const path = `/api/v1/ai/threads/${threadId}`
    expect((await http.call(http.org.maria, 'PATCH', path, { title: 'Sarah' })).body.title).toBe('Sarah')
    const found = await http.call(http.org.maria, 'GET', '/api/v1/ai/threads?q=please')
    expect(found.body.items.map((t: { id: string }) => t.id)).toEqual([threadId])
    expect((await http.call(http.org.maria, 'DELETE', path)).status).toBe(204)
    expect((await http.call(http.org.maria, 'GET', path)).status).toBe(404)
  })
})
