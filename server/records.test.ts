import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HttpServer, openHttpServer } from '../tests/http-server.js'

let http: HttpServer
beforeAll(async () => {
  http = await openHttpServer()
})
afterAll(() => http.close())

const project = { code: 'GAMMA', name: 'Project Gamma', client: 'ACME', startsOn: '2025-01-01', sprints: 18 }

describe('records over HTTP', () => {
  it('18 sprints from 2025-01-01 end on 2025-09-09', async () => {
    const made = await http.call(http.org.maria, 'POST', '/api/v1/projects', project)
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ ...project, managerId: 'u-maria', endsOn: '2025-09-09', version: 1 })
    const read = await http.call(http.org.director, 'GET', `/api/v1/projects/${made.body.id}`)
    expect(read.body).toMatchObject({ name: 'Project Gamma', endsOn: '2025-09-09' })
  })

  it('a person is staffed with the home role and LCAT and 1000 funded hours', async () => {
    const body = { projectId: 'p-beta', employeeId: 'e-jane', fundedHours: 1000 }
    const made = await http.call(http.org.paul, 'POST', '/api/v1/assignments', body)
    expect(made.body).toMatchObject({ ...body, roleId: 'r-sw', lcatId: 'l-mid', changeSet: { id: expect.any(String) } })
  })

  it.each(['roleId', 'lcatId'])('an empty %s is no id: refused, not a bug', async (field) => {
    const reply = await http.call(http.org.admin, 'PATCH', '/api/v1/assignments/s-alpha', { [field]: '', version: 1 })
    expect(reply.status).toBe(404)
  })

  it.each([
    ['roles', { name: 'Ünïcödé' }],
    ['lcats', { name: 'ÉCOLE' }],
    ['projects', { ...project, code: 'ÄRA' }],
  ])('a second one of %s with the name %j is refused, not a bug', async (path, fields) => {
    expect((await http.call(http.org.admin, 'POST', `/api/v1/${path}`, fields)).status).toBe(201)
    const again = await http.call(http.org.admin, 'POST', `/api/v1/${path}`, fields)
    expect(again.status).toBe(400)
    expect(again.body.error.message).toContain('already')
  })

  it('a change needs the version that was seen; an old one answers the present record', async () => {
    const { body: before } = await http.call(http.org.admin, 'GET', '/api/v1/roles/r-sw')
    const path = '/api/v1/roles/r-sw'
    const first = await http.call(http.org.admin, 'PATCH', path, { name: 'Software Engineer', version: before.version })
    expect(first.body).toMatchObject({ name: 'Software Engineer', version: before.version + 1 })
    const late = await http.call(http.org.admin, 'PATCH', path, { name: 'Coder', version: before.version })
    expect(late.status).toBe(409)
    expect(late.body.error.details.current[0].record.name).toBe('Software Engineer')
  })

  it('a new role is there at once; one in use is not deleted', async () => {
    const made = await http.call(http.org.admin, 'POST', '/api/v1/roles', { name: 'Data Scientist' })
    const list = await http.call(http.org.maria, 'GET', '/api/v1/roles')
    expect(list.body.items.map((role: { name: string }) => role.name)).toContain('Data Scientist')
    const gone = await http.call(http.org.admin, 'DELETE', `/api/v1/roles/${made.body.id}?version=1`)
    expect(gone.status).toBe(200)
    const used = await http.call(http.org.admin, 'DELETE', '/api/v1/roles/r-cyber?version=1')
    expect(used.status).toBe(422)
    expect(used.body.error).toMatchObject({ code: 'refused_by_policy', message: expect.stringContaining('in use') })
  })

  it.each([
    [{ id: 'mine' }, 'id'],
    [{ version: 7 }, 'version'],
    [{ createdBy: 'me' }, 'createdBy'],
  ])('a field that nobody asked for (%j) is refused', async (extra, field) => {
    const reply = await http.call(http.org.admin, 'POST', '/api/v1/roles', { name: 'X', ...extra })
    expect(reply.status).toBe(400)
    expect(reply.body.error.message).toContain(field)
  })

  it('lists count and show what the reader may see only', async () => {
    const everybody = await http.call(http.org.director, 'GET', '/api/v1/employees')
    expect(everybody.body.total).toBe(3)
    const own = await http.call(http.org.sarah, 'GET', '/api/v1/employees')
    expect(own.body).toMatchObject({ total: 1, items: [{ name: 'Sarah Jones', notes: '' }] })
    const search = await http.call(http.org.sarah, 'GET', '/api/v1/employees?q=mark')
    expect(search.body).toEqual({ items: [], total: 0 })
  })

  it('notes reach the managers concerned only, and cannot be found by searching', async () => {
    const path = '/api/v1/employees/e-mark'
    expect((await http.call(http.org.maria, 'GET', path)).body.notes).toBe('Prefers mornings')
    expect((await http.call(http.org.paul, 'GET', path)).body.notes).toBe('')
    expect((await http.call(http.org.admin, 'GET', '/api/v1/employees?q=mornings')).body.total).toBe(0)
  })

  it('a hidden record answers exactly as one that does not exist', async () => {
    const hidden = await http.call(http.org.sarah, 'GET', '/api/v1/employees/e-mark')
    const absent = await http.call(http.org.sarah, 'GET', '/api/v1/employees/e-none')
    expect(hidden.status).toBe(404)
    expect(hidden.text.replace('e-mark', 'e-none')).toBe(absent.text)
  })

  it('time off is made and seen with its kind by the managers concerned', async () => {
    const body = { employeeId: 'e-mark', startsOn: '2025-07-01', endsOn: '2025-07-04', kind: 'parental' }
    const made = await http.call(http.org.admin, 'POST', '/api/v1/time-off', body)
    expect(made.body).toMatchObject({ ...body, halfDay: false })
    const path = `/api/v1/time-off/${made.body.id}`
    expect((await http.call(http.org.maria, 'GET', path)).body.kind).toBe('parental')
    expect((await http.call(http.org.paul, 'GET', path)).body.kind).toBe('')
    expect((await http.call(http.org.sarah, 'GET', path)).status).toBe(404)
  })

  it('the policy of the organisation is changed by an Admin only', async () => {
    const body = { overAllocation: 'refuse', version: 1 }
    expect((await http.call(http.org.maria, 'PATCH', '/api/v1/organisation', body)).status).toBe(403)
    const done = await http.call(http.org.admin, 'PATCH', '/api/v1/organisation', body)
    expect(done.body).toMatchObject({ overAllocation: 'refuse', version: 2 })
    await http.call(http.org.admin, 'PATCH', '/api/v1/organisation', { overAllocation: 'warn', version: 2 })
  })

  it('an override and demand belong to the manager of the project', async () => {
    const override = { projectId: 'p-alpha', month: '2025-09', hours: 160 }
    expect((await http.call(http.org.paul, 'POST', '/api/v1/overrides', override)).status).toBe(403)
    expect((await http.call(http.org.maria, 'POST', '/api/v1/overrides', override)).body).toMatchObject(override)
    const demand = { projectId: 'p-alpha', roleId: 'r-sw', month: '2025-06', hours: 160 }
    expect((await http.call(http.org.maria, 'POST', '/api/v1/demand', demand)).body).toMatchObject({
      count: 1,
      skills: [],
    })
  })
})

describe('cells over HTTP', () => {
  const cell = { assignmentId: 's-alpha', month: '2025-05', hours: 80, version: 0 }

  it('a preview changes nothing and can be applied once', async () => {
    const body = { changes: [cell], preview: true }
    const { body: preview } = await http.call(http.org.maria, 'POST', '/api/v1/allocations/changes', body)
    expect(preview.plan.changes).toMatchObject([{ before: 0, after: 80, employee: 'Sarah Jones' }])
    expect((await http.call(http.org.maria, 'GET', '/api/v1/allocations?assignmentId=s-alpha')).body.total).toBe(0)
    const apply = `/api/v1/plans/${preview.plan.id}/apply`
    expect((await http.call(http.org.paul, 'POST', apply)).status).toBe(404)
    expect((await http.call(http.org.maria, 'POST', apply)).body.changeSet.changes).toHaveLength(1)
    expect((await http.call(http.org.maria, 'POST', apply)).status).toBe(409)
  })

  it('an edit of an old version answers the present hours', async () => {
    const body = { changes: [{ ...cell, hours: 100 }] }
    const late = await http.call(http.org.maria, 'POST', '/api/v1/allocations/changes', body)
    expect(late.status).toBe(409)
    expect(late.body.error.details.current).toMatchObject([{ hours: 80, version: 1 }])
  })

  it('undo takes back the last change, redo brings it again', async () => {
    const hours = async () =>
      (await http.call(http.org.maria, 'GET', '/api/v1/allocations?assignmentId=s-alpha')).body.items[0].hours
    await http.call(http.org.maria, 'POST', '/api/v1/change-sets/last/undo')
    expect(await hours()).toBe(0)
    const { body } = await http.call(http.org.maria, 'GET', '/api/v1/change-sets?mine=true&limit=1')
    expect(body.items[0].undoes).not.toBeNull()
    await http.call(http.org.maria, 'POST', `/api/v1/change-sets/${body.redo}/undo`, {})
    expect(await hours()).toBe(80)
  })

  it('who may not write learns nothing about what exists', async () => {
    const known = await http.call(http.org.sarah, 'POST', '/api/v1/allocations/changes', { changes: [cell] })
    const unknown = { changes: [{ ...cell, assignmentId: 'none' }] }
    const absent = await http.call(http.org.sarah, 'POST', '/api/v1/allocations/changes', unknown)
    expect(known.status).toBe(403)
    expect(absent.text).toBe(known.text)
    const own = await http.call(http.org.sarah, 'GET', '/api/v1/allocations')
    expect(own.body.items.every((item: { employeeId: string }) => item.employeeId === 'e-sarah')).toBe(true)
  })

  it.each([
    [{ hours: 0.3 }, 'is not a whole quarter hour'],
    [{ hours: 1e9 }, 'is outside 0 to 744'],
    [{ hours: '80' }, 'hours'],
    [{ month: '2025-13' }, '2025-13'],
    [{ month: '2025-00' }, '2025-00'],
  ])('bad input %j is refused with field and limit', async (part, words) => {
    const body = { changes: [{ ...cell, version: 1, ...part }] }
    const reply = await http.call(http.org.maria, 'POST', '/api/v1/allocations/changes', body)
    expect(reply.status).toBe(400)
    expect(reply.body.error.message).toContain(words)
  })
})

describe('tools over HTTP', () => {
  it('a read answers data and a sentence, a write a plan that is applied by its id', async () => {
    const read = await http.call(http.org.director, 'POST', '/api/v1/tools/find_employees', {
      roles: ['Cyber Analyst'],
    })
    expect(read.body).toMatchObject({ data: expect.any(Object), say: expect.stringContaining('Mark Lee') })
    const changes = [{ project: 'ALPHA', employee: 'Mark Lee', month: '2025-06', hours: 84, mode: 'set' }]
    const write = await http.call(http.org.maria, 'POST', '/api/v1/tools/set_hours', { changes })
    expect(write.body.plan.loads).toMatchObject([{ employee: 'Mark Lee', fteAfter: 0.5 }])
    const applied = await http.call(http.org.maria, 'POST', `/api/v1/plans/${write.body.plan.id}/apply`, {})
    expect(applied.body.changeSet.changes).toMatchObject([{ after: 84 }])
  })

  it('an unknown tool is answered with those there are', async () => {
    const reply = await http.call(http.org.maria, 'POST', '/api/v1/tools/fly', {})
    expect(reply.status).toBe(404)
    expect(reply.body.error.hint).toContain('find_employees')
  })
})
