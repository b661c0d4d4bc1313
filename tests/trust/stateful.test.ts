import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Change } from '../../services/change.js'
import { openTrustServer, type Principal, type TrustServer } from './trust-server.js'

/** Sequences of steps: a tenth of the requests that `npm run fuzz` sends to each route. */
const SEQUENCES = Math.max(20, Math.ceil(Number(process.env.FUZZ ?? 0) / 10))

let server: TrustServer
beforeAll(async () => {
  server = await openTrustServer()
})
afterAll(() => server.close())

/** The whole model of who may write which cells: an Admin all, a manager those of the own project. */
const MAY: Partial<Record<Principal, string[]>> = {
  admin: ['s-alpha', 's-beta', 'm-alpha', 'j-alpha'],
  'other manager': ['s-alpha', 'm-alpha', 'j-alpha'],
  'manager of the project': ['s-beta'],
}

const people: Principal[] = [
  'admin',
  'other manager',
  'manager of the project',
  'director',
  'the employee',
  'anonymous',
]
const step = fc.record({
  who: fc.constantFrom(...people),
  what: fc.constantFrom('set', 'set', 'set', 'undo', 'redo', 'read'),
  assignmentId: fc.constantFrom('s-alpha', 's-beta', 'm-alpha', 'j-alpha'),
  month: fc.constantFrom('2025-05', '2025-06', '2025-12'),
  hours: fc.constantFrom(0, 8, 40.25, 80, 160, 0.3, 745, -1),
  stale: fc.boolean(),
})

async function call(who: Principal, method: string, path: string, body?: unknown) {
  const token = server.tokens[who]
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    body: body ? JSON.stringify(body) : undefined,
  })
  const text = await response.text()
  return { status: response.status, body: text ? JSON.parse(text) : undefined }
}

type Cells = Map<string, { hours: number; version: number }>

async function readAll(): Promise<Cells> {
  const { body } = await call('admin', 'GET', '/api/v1/allocations?limit=1000')
  return new Map(
    body.items.map((item: { assignmentId: string; month: string; hours: number; version: number }) => [
      `${item.assignmentId} ${item.month}`,
      { hours: item.hours, version: item.version },
    ]),
  )
}

describe('random sequences of edits by several people', () => {
  it('do what the small model says: rights, versions, limits, undo', async () => {
    const sequence = fc.array(step, { minLength: 3, maxLength: 14 })
    await fc.assert(
      fc.asyncProperty(sequence, async (steps) => {
        server.reset()
        const model = await readAll()
        for (const { who, what, assignmentId, month, hours, stale } of steps) {
          const key = `${assignmentId} ${month}`
          const cell = model.get(key) ?? { hours: 0, version: 0 }
          if (what === 'set') {
            const version = stale ? cell.version + 1 : cell.version
            const changes = [{ assignmentId, month, hours, version }]
            const reply = await call(who, 'POST', '/api/v1/allocations/changes', { changes })
            expect({ who, key, hours, stale, status: reply.status }).toEqual({
              who,
              key,
              hours,
              stale,
              status: expected(who, assignmentId, month, hours, stale, cell.hours),
            })
            if (reply.status === 200) model.set(key, { hours, version: cell.version + 1 })
          } else if (what !== 'read') {
            const reply = await call(who, 'POST', `/api/v1/change-sets/${what === 'undo' ? 'last' : 'redo'}/undo`)
            if (who === 'anonymous') expect(reply.status).toBe(401)
            else if (!MAY[who]) expect(reply.status).toBe(403)
            else expect([200, 404, 409]).toContain(reply.status)
            for (const change of (reply.body.changeSet?.changes ?? []) as Change[]) {
              if (change.kind !== 'cell') continue
              const changed = `${change.assignmentId} ${change.month}`
              expect(MAY[who]).toContain(change.assignmentId)
              const before = model.get(changed) ?? { hours: 0, version: 0 }
              expect(change.before).toBe(before.hours)
              model.set(changed, { hours: change.after, version: before.version + 1 })
            }
          } else if (who !== 'anonymous') {
            const { body } = await call(who, 'GET', '/api/v1/allocations?limit=1000')
            const seen = body.items.map((item: { assignmentId: string }) => item.assignmentId)
            if (who === 'the employee') expect(seen.every((id: string) => id.startsWith('s-'))).toBe(true)
            else expect(seen).toHaveLength(model.size)
          }
        }
        expect(await readAll()).toEqual(model)
      }),
      { numRuns: SEQUENCES, seed: Number(process.env.FUZZ_SEED ?? 20251015), endOnFailure: true },
    )
  }, 1_800_000)
})

function expected(
  who: Principal,
  assignmentId: string,
  month: string,
  hours: number,
  stale: boolean,
  before: number,
): number {
  if (who === 'anonymous') return 401
  if (!MAY[who]) return 403
  if (![0, 8, 40.25, 80, 160].includes(hours)) return 400
  if (hours === before) return 400
  if (!MAY[who]?.includes(assignmentId)) return 403
  if (stale) return 409
  return month === '2025-12' ? 400 : 200
}
