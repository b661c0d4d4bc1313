import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Asker, type ModelChange, type ModelSet, RightsModel, type Role } from './rights-model.js'
import { hangUp, sendRandom } from './send-random.js'
import { openTrustServer, type TrustServer } from './trust-server.js'

/** Sequences of steps: a tenth of the requests that `npm run fuzz` sends to each route. */
const SEQUENCES = Math.max(30, Math.ceil(Number(process.env.FUZZ ?? 0) / 10))

let server: TrustServer
beforeAll(async () => {
  server = await openTrustServer()
})
afterAll(async () => {
  hangUp()
  await server.close()
})

const USERS = ['u-admin', 'u-maria', 'u-paul', 'u-director', 'u-sarah', 'u-mark', 'u-gone']
const pick = fc.nat(1000)
const step = fc.record({
  /** By token: Admin 0, Maria 1, Paul 2, the others of the beginning, then those made on the way; 7: without one. */
  who: fc.oneof(
    { weight: 5, arbitrary: fc.nat(2) },
    { weight: 2, arbitrary: fc.nat(7) },
    { weight: 1, arbitrary: pick },
  ),
  what: fc.constantFrom(
    ...['set', 'set', 'set', 'plan', 'apply', 'apply', 'withdraw', 'undo', 'undo', 'redo', 'undo that'],
    ...['hand over', 'assign', 'unassign', 'role', 'disable', 'enable', 'link', 'make token', 'revoke token'],
    ...['set', 'set', 'see hours', 'see history', 'see projects', 'see users'],
  ),
  which: pick,
  user: fc.constantFrom(...USERS),
  role: fc.constantFrom<Role>('Admin', 'Director', 'PM', 'Employee'),
  projectId: fc.constantFrom('p-alpha', 'p-beta'),
  employeeId: fc.constantFrom('e-sarah', 'e-mark', 'e-jane'),
  month: fc.constantFrom('2025-05', '2025-06'),
  hours: fc.constantFrom(0, 8, 40.25, 80, 100, 120),
  scope: fc.constantFrom('read', 'write'),
  stale: fc.nat(5).map((n) => n === 0),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

// biome-ignore lint/suspicious/noExplicitAny: replies of many routes
type Reply = { status: number; body: any }

async function call(secret: string | undefined, method: string, path: string, body?: unknown): Promise<Reply> {
  const request = { method, address: `/api/v1/${path}`, ...(body ? { type: 'application/json' } : {}) }
  const sent = body === undefined ? undefined : JSON.stringify(body)
  const { status, text } = await sendRandom(server.url, { ...request, body: sent }, secret)
  return { status, body: text ? JSON.parse(text) : undefined }
}

const OWNERS = [
  ['u-admin', 'admin'],
  ['u-maria', 'other manager'],
  ['u-paul', 'manager of the project'],
  ['u-director', 'director'],
  ['u-sarah', 'the employee'],
  ['u-mark', 'other employee'],
  ['u-gone', 'disabled'],
] as const

const pageOf = (userId: string) =>
  server.secretFor(OWNERS.find(([owner]) => owner === userId)![1], 'post /api/v1/me/tokens')

/** The model of the organisation as the server opened with it. */
function begin(): RightsModel {
  const model = new RightsModel()
  const { sqlite } = server.org
  for (const { id, role, disabled, employeeId, version } of sqlite
    .prepare('select id, system_role role, disabled_at disabled, employee_id employeeId, version from user')
    .all() as { id: string; role: Role; disabled: string | null; employeeId: string | null; version: number }[])
    model.users.set(id, { id, role, disabled: disabled !== null, employeeId, version })
  const ids = sqlite.prepare("select user_id, id from personal_token where name = 'test'").raw().all() as string[][]
  for (const [userId, name] of OWNERS) {
    const id = ids.find(([owner]) => owner === userId)?.[1] as string
    model.tokens.push({ id, secret: server.tokens[name] as string, userId, scope: 'write', revoked: false })
  }
  model.rows
    .set('project p-alpha', { value: 'u-maria', version: 1 })
    .set('project p-beta', { value: 'u-paul', version: 1 })
  model.managers.set('p-alpha', 'u-maria').set('p-beta', 'u-paul')
  for (const [id, projectId, employeeId] of [
    ['s-alpha', 'p-alpha', 'e-sarah'],
    ['s-beta', 'p-beta', 'e-sarah'],
    ['m-alpha', 'p-alpha', 'e-mark'],
    ['j-alpha', 'p-alpha', 'e-jane'],
  ] as const) {
    model.assignments.set(id, { projectId, employeeId })
    model.rows.set(`assignment ${id}`, { value: `${projectId} ${employeeId}`, version: 1 })
  }
  const first = (id: string, by: string, key: string): ModelSet => {
    return { id, by, root: id, depth: 0, changes: [{ key, before: 0, after: 40 }] }
  }
  model.commit(first('set-paul', 'u-paul', 'cell s-beta 2025-05'))
  model.commit(first('set-maria', 'u-maria', 'cell m-alpha 2025-05'))
  const change = { key: 'cell s-beta 2025-06', before: 0, after: 40 }
  model.plans.push({ id: 'plan-paul', owner: 'u-paul', change, version: 0, over: false })
  return model
}

/** Sends one step and says what the model expected and what came. */
class Walk {
  readonly model = begin()

  async take(given: Step): Promise<void> {
    const { model } = this
    const token = given.who === 7 ? undefined : model.tokens[given.who % model.tokens.length]
    const asker = model.asker(token)
    const { expected, reply } = await this.#send(given, token?.secret, asker)
    expect({ ...given, asker, status: reply.status }).toEqual({
      ...given,
      asker,
      // Where several reasons stand against it, which one is told is not the model's affair.
      status: expected === 'refused' && [400, 403, 404, 409, 422].includes(reply.status) ? reply.status : expected,
    })
  }

  async #send(given: Step, secret: string | undefined, asker: Asker | undefined) {
    const { model } = this
    const result = (expected: number | 'refused', reply: Reply) => ({ expected: asker ? expected : 401, reply })
    const user = asker?.user
    const target = model.users.get(given.user)!
    switch (given.what) {
      case 'set':
      case 'plan': {
        const ids = [...model.assignments.keys()]
        const assignmentId = ids[given.which % ids.length]!
        const key = `cell ${assignmentId} ${given.month}`
        const { value, version } = model.row(key)
        const change = { key, before: value, after: given.hours }
        const edit = { assignmentId, month: given.month, hours: given.hours, version: version + (given.stale ? 1 : 0) }
        const preview = given.what === 'plan'
        const reply = await call(secret, 'POST', 'allocations/changes', { changes: [edit], preview })
        const allowed = asker && model.mayMake(asker, change) && value !== given.hours && !given.stale
        if (!allowed) return result(asker && !model.mayWriteAtAll(asker) ? 403 : 'refused', reply)
        if (preview) model.plans.push({ id: reply.body.plan?.id, owner: user!.id, change, version, over: false })
        else this.#commit(reply, user!.id, [change])
        return result(200, reply)
      }
      case 'apply': {
        const plan = model.plans[given.which % model.plans.length]!
        const reply = await call(secret, 'POST', `plans/${plan.id}/apply`)
        if (asker && !asker.writes) return result(403, reply)
        if (user?.id !== plan.owner) return result(404, reply)
        if (plan.over) return result(409, reply)
        if (asker && !model.mayMake(asker, plan.change)) return result('refused', reply)
        if (!model.makesSense(plan.change) || model.row(plan.change.key).version !== plan.version)
          return result('refused', reply)
        plan.over = true
        this.#commit(reply, plan.owner, [plan.change])
        return result(200, reply)
      }
      case 'withdraw': {
        const plan = model.plans[given.which % model.plans.length]!
        const reply = await call(secret, 'POST', `plans/${plan.id}/withdraw`)
        // What is not one's own stays as it is, and nobody is told whether there is such a plan.
        if (asker?.writes && user?.id === plan.owner) plan.over = true
        return result(asker?.writes ? 204 : 403, reply)
      }
      case 'undo':
      case 'redo':
        return await this.#takeBack(
          given.what === 'undo' ? 'last' : 'redo',
          user && (given.what === 'undo' ? model.nextUndo(user.id) : model.nextRedo(user.id)),
          secret,
          asker,
        )
      case 'undo that': {
        const set = model.sets[given.which % model.sets.length]!
        const reach = user && (set.by === user.id || user.role === 'Admin') ? set : undefined
        return await this.#takeBack(set.id, reach, secret, asker)
      }
      case 'hand over': {
        const key = `project ${given.projectId}`
        const { value, version } = model.row(key)
        const change = { key, before: value, after: target.id }
        const reply = await call(secret, 'PATCH', `projects/${given.projectId}`, { managerId: target.id, version })
        if (asker && !model.mayWriteAtAll(asker)) return result(403, reply)
        if (value === target.id) return result('refused', reply)
        if (asker && !model.mayMake(asker, change)) return result(403, reply)
        if (!model.makesSense(change)) return result('refused', reply)
        this.#commit(reply, user?.id ?? '', [change])
        return result(200, reply)
      }
      case 'assign': {
        const { projectId, employeeId } = given
        // All of the small organisation are Senior: a second assignment of the same person would need another LCAT.
        const reply = await call(secret, 'POST', 'assignments', { projectId, employeeId, lcatId: 'l-senior' })
        const change = { key: `assignment ${reply.body?.id}`, before: null, after: `${projectId} ${employeeId}` }
        if (asker && !model.mayMake(asker, change)) return result('refused', reply)
        if (!model.makesSense(change)) return result('refused', reply)
        this.#commit(reply, user?.id ?? '', [change])
        return result(201, reply)
      }
      case 'unassign': {
        const ids = [...model.assignments.keys()]
        const id = ids[given.which % ids.length]!
        const { value, version } = model.row(`assignment ${id}`)
        const change = { key: `assignment ${id}`, before: value, after: null }
        const reply = await call(secret, 'DELETE', `assignments/${id}?version=${version}`)
        if (asker && !model.mayMake(asker, change)) return result(403, reply)
        if (!model.makesSense(change)) return result('refused', reply)
        this.#commit(reply, user?.id ?? '', [change])
        return result(200, reply)
      }
      case 'role':
      case 'disable':
      case 'enable':
      case 'link': {
        const fields = {
          role: { systemRole: given.role },
          disable: { disabled: true },
          enable: { disabled: false },
          link: { employeeId: given.stale ? null : given.employeeId },
        }[given.what]
        const reply = await call(secret, 'PATCH', `users/${target.id}`, { ...fields, version: target.version })
        if (asker && !model.mayAdminister(asker)) return result(403, reply)
        const leaves = given.what === 'disable' || (given.what === 'role' && given.role !== 'Admin')
        const admins = [...model.users.values()].filter((each) => each.role === 'Admin' && !each.disabled)
        if (leaves && admins.length === 1 && admins[0] === target) return result(422, reply)
        if (!asker) return result(401, reply)
        target.version++
        if (given.what === 'role') target.role = given.role
        else if (given.what === 'link') target.employeeId = given.stale ? null : given.employeeId
        else target.disabled = given.what === 'disable'
        // Their tokens and pages end for good: enabling them brings none back.
        if (target.disabled) target.signedOut = true
        if (target.disabled) for (const each of model.tokens) if (each.userId === target.id) each.revoked = true
        return result(200, reply)
      }
      case 'make token': {
        // By a page of theirs; a token makes none. Who was disabled meanwhile is signed out of the page for good.
        const page = given.stale ? undefined : user && pageOf(user.id)
        const reply = await call(page ?? secret, 'POST', 'me/tokens', { name: 'more', scope: given.scope })
        if (!asker || !page) return result(403, reply)
        if (asker.user.signedOut) return result(401, reply)
        const { id, token } = reply.body
        model.tokens.push({ id, secret: token, userId: asker.user.id, scope: given.scope, revoked: false })
        return result(201, reply)
      }
      case 'revoke token': {
        const token = model.tokens[given.which % model.tokens.length]!
        const page = given.stale ? undefined : user && pageOf(user.id)
        const reply = await call(page ?? secret, 'DELETE', `me/tokens/${token.id}`)
        if (!asker || !page) return result(403, reply)
        if (asker.user.signedOut) return result(401, reply)
        if (token.userId !== asker.user.id && asker.user.role !== 'Admin') return result(404, reply)
        token.revoked = true
        return result(204, reply)
      }
      case 'see hours': {
        const reply = await call(secret, 'GET', 'allocations?limit=1000')
        if (user) expect(hoursOf(reply)).toEqual(this.#hours(model.seenAssignments(user)))
        return result(200, reply)
      }
      case 'see history': {
        const reply = await call(secret, 'GET', 'change-sets?limit=200')
        if (user) {
          const seen = reply.body.items.map((set: { changeSetId: string }) => set.changeSetId)
          expect({ user, seen }).toEqual({ user, seen: model.seenSets(user) })
          expect(reply.body.undo).toBe(model.nextUndo(user.id)?.id ?? null)
        }
        return result(200, reply)
      }
      case 'see projects': {
        const reply = await call(secret, 'GET', 'projects')
        const seen = reply.body.items?.map((project: { id: string }) => project.id).sort()
        if (user) expect(seen).toEqual(model.seenProjects(user))
        return result(200, reply)
      }
      default: {
        const reply = await call(secret, 'GET', 'users')
        return result(user?.role === 'Admin' ? 200 : 403, reply)
      }
    }
  }

  async #takeBack(id: string, set: ModelSet | undefined, secret: string | undefined, asker: Asker | undefined) {
    const { model } = this
    const reply = await call(secret, 'POST', `change-sets/${id}/undo`)
    if (!asker) return { expected: 401 as const, reply }
    if (!model.mayWriteAtAll(asker)) return { expected: 403 as const, reply }
    if (!set) return { expected: 404 as const, reply }
    const changes = model.reverse(set)
    if (!changes?.every((change) => model.mayMake(asker, change) && model.makesSense(change)))
      return { expected: 'refused' as const, reply }
    this.#commit(reply, asker.user.id, changes, set)
    return { expected: 200 as const, reply }
  }

  #commit({ body }: Reply, by: string, changes: ModelChange[], undoes?: ModelSet): void {
    const id = body?.changeSet?.id
    if (id === undefined) return
    this.model.commit({ id, by, root: undoes?.root ?? id, depth: undoes ? undoes.depth + 1 : 0, changes })
  }

  #hours(assignmentIds: string[]): Record<string, string> {
    const cells = assignmentIds.flatMap((id) => this.model.cellsOf(id))
    return Object.fromEntries(cells.map(([key, { value, version }]) => [key, `${value} v${version}`]))
  }

  /** What is in the database is what the model says. */
  compare(): void {
    const { sqlite } = server.org
    const cells = sqlite
      .prepare(
        `select 'cell ' || assignment_id || ' ' || (month / 100) || '-' || substr('0' || (month % 100), -2),
           quarters / 4.0, version from allocation`,
      )
      .raw()
      .all() as [string, number, number][]
    expect(Object.fromEntries(cells.map(([key, hours, version]) => [key, `${hours} v${version}`]))).toEqual(
      this.#hours([...this.model.assignments.keys()]),
    )
    const managers = sqlite.prepare('select id, manager_id from project').raw().all() as [string, string][]
    expect(new Map(managers)).toEqual(this.model.managers)
    const assignments = sqlite.prepare('select id from assignment').pluck().all() as string[]
    expect(assignments.sort()).toEqual([...this.model.assignments.keys()].sort())
    const admins = "select count(*) from user where system_role = 'Admin' and disabled_at is null"
    expect(sqlite.prepare(admins).pluck().get()).toBeGreaterThan(0)
  }
}

function hoursOf({ body }: Reply): Record<string, string> {
  type Item = { assignmentId: string; month: string; hours: number; version: number }
  return Object.fromEntries(
    (body.items as Item[]).map((each) => [`cell ${each.assignmentId} ${each.month}`, `${each.hours} v${each.version}`]),
  )
}

describe('random sequences by several people, while roles, accounts, tokens, managers and assignments change', () => {
  it('do what the small model says: who may do what, who sees what, what is taken back', async () => {
    const reached = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 30, size: 'max' }), async (steps) => {
        server.reset()
        const walk = new Walk()
        for (const each of steps) {
          const before = walk.model.sets.length
          await walk.take(each)
          if (walk.model.sets.length > before) reached.set(each.what, (reached.get(each.what) ?? 0) + 1)
        }
        walk.compare()
      }),
      { numRuns: SEQUENCES, seed: Number(process.env.FUZZ_SEED ?? 20251015), endOnFailure: SEQUENCES > 30 },
    )
    process.stdout.write(
      `stateful: ${SEQUENCES} sequences; changed by ${JSON.stringify(Object.fromEntries(reached))}\n`,
    )
    expect([...reached.keys()]).toEqual(expect.arrayContaining(['set', 'undo', 'hand over', 'assign']))
  }, 3_600_000)
})
