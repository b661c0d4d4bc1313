import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { changeUser } from '../services/account-users.js'
import type { Actor } from '../services/actor.js'
import { type HttpServer, openHttpServer } from '../tests/http-server.js'

let http: HttpServer
const open: AbortController[] = []
beforeEach(async () => {
  http = await openHttpServer()
})
afterEach(async () => {
  for (const controller of open.splice(0)) controller.abort()
  await http.close()
})

/** Listens as a user; `next()` waits for the next event. */
async function listen(actor: Actor, lastEventId?: number | string) {
  const stop = new AbortController()
  open.push(stop)
  const response = await fetch(`${http.url}/api/v1/events`, {
    signal: stop.signal,
    headers: {
      authorization: `Bearer ${await http.tokenOf(actor)}`,
      ...(lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) }),
    },
  })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const next = async (): Promise<{ event: string; data: Record<string, unknown> } | undefined> => {
    for (;;) {
      const end = text.indexOf('\n\n')
      if (end >= 0) {
        const block = text.slice(0, end)
        text = text.slice(end + 2)
        const field = (name: string) =>
          block
            .split('\n')
            .find((line) => line.startsWith(`${name}: `))
            ?.slice(name.length + 2)
        if (field('event')) return { event: field('event') as string, data: JSON.parse(field('data') ?? '{}') }
        continue
      }
      const part = await reader?.read()
      if (!part || part.done) return undefined
      text += part.value
    }
  }
  return { response, next, stop }
}

const edit = (assignmentId: string, hours: number, version = 0) =>
  http.call(http.org.admin, 'POST', '/api/v1/allocations/changes', {
    changes: [{ assignmentId, month: '2025-05', hours, version }],
    via: 'grid',
  })

it('a change arrives with who, through what, cells and loads', async () => {
  const director = await listen(http.org.director)
  await edit('s-alpha', 80)
  expect(await director.next()).toMatchObject({
    event: 'change',
    data: {
      seq: 1,
      by: 'Ada Admin',
      via: 'grid',
      changes: [{ kind: 'cell', assignmentId: 's-alpha', before: 0, after: 80 }],
      loads: [{ employee: 'Sarah Jones', month: '2025-05' }],
    },
  })
})

it('a change of this process is heard at its commit, before any look at the file', async () => {
  vi.useFakeTimers({ toFake: ['setInterval'] })
  try {
    const director = await listen(http.org.director)
    await edit('s-alpha', 80)
    expect(await director.next()).toMatchObject({ event: 'change', data: { seq: 1 } })
  } finally {
    vi.useRealTimers()
  }
})

it('an employee hears of the own plan only', async () => {
  const sarah = await listen(http.org.sarah)
  await edit('m-alpha', 40)
  await edit('s-beta', 8)
  const event = await sarah.next()
  expect(event?.data).toMatchObject({ changes: [{ assignmentId: 's-beta' }] })
  expect(event?.data).not.toHaveProperty('seq')
  expect(JSON.stringify(event)).not.toContain('Mark')
})

it('a listener that was away gets what it missed, or is told to load anew', async () => {
  await edit('s-alpha', 80)
  const first = await http.org.db.selectFrom('changeSet').select('id').executeTakeFirstOrThrow()
  await edit('s-alpha', 90, 1)
  const back = await listen(http.org.director, 1)
  expect((await back.next())?.data).toMatchObject({ seq: 2 })
  const lost = await listen(http.org.director, 99)
  expect(await lost.next()).toMatchObject({ event: 'reset', data: { seq: 2 } })
  const manager = await listen(http.org.maria, first.id)
  expect((await manager.next())?.data).toMatchObject({ changes: [{ after: 90 }] })
  expect(await (await listen(http.org.maria, 1)).next()).toEqual({ event: 'reset', data: {} })
})

it('a commit past the server is noticed too', async () => {
  const director = await listen(http.org.director)
  const { commitStep } = await import('../services/changes.js')
  const { draftCells } = await import('../services/cells.js')
  await commitStep(http.org.context(http.org.admin), async (db) => ({
    changes: await draftCells(db, [{ assignmentId: 's-alpha', month: '2025-06', hours: 8 }]),
  }))
  expect((await director.next())?.data).toMatchObject({ seq: 1 })
})

it('a user disabled meanwhile hears no more', async () => {
  const director = await listen(http.org.director)
  const context = { now: () => new Date(), newId: () => 'x', via: 'cli' }
  await changeUser(http.org.db, http.org.admin, 'u-director', { disabled: true, version: 1 }, context)
  await edit('s-alpha', 80)
  await expect(director.next()).rejects.toThrow()
})

it('more windows than allowed are refused, and a closed one makes room', async () => {
  const windows = await Promise.all(Array.from({ length: 8 }, () => listen(http.org.maria)))
  expect(windows.every((window) => window.response.status === 200)).toBe(true)
  expect((await listen(http.org.maria)).response.status).toBe(429)
  windows[0]?.stop.abort()
  await expect.poll(async () => (await listen(http.org.maria)).response.status).toBe(200)
})

it('a listener that does not read is dropped instead of filling the memory', async () => {
  const { createChangeStream } = await import('./change-stream.js')
  const { EventEmitter } = await import('node:events')
  const stream = createChangeStream({
    database: http.org,
    limits: { requestsPerMinute: 1, passwordTries: 1, streamsPerUser: 8 },
    log: { error: () => {} } as never,
  })
  let destroyed = false
  const stalled = Object.assign(new EventEmitter(), {
    writableLength: 2 * 1024 * 1024,
    status: () => stalled,
    set: () => stalled,
    flushHeaders: () => {},
    write: () => false,
    end: () => {},
    destroy: () => {
      destroyed = true
    },
  })
  const actor = http.org.director
  const auth = { id: 'token', actor, kind: 'token' as const, stillHolds: async () => actor }
  await stream.listen(auth, stalled as never, undefined)
  expect(destroyed).toBe(true)
  stream.close()
})
