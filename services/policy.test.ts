import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSmallOrganisation, type SmallOrganisation } from '../tests/small-organisation.js'
import type { Actor } from './actor.js'
import type { Change, RecordTable } from './change.js'
import {
  authoriseChanges,
  managerName,
  mayWrite,
  mayWriteProject,
  privateEmployeeIds,
  readScope,
  requireAdmin,
  requirePortfolio,
  requireWriter,
  scopedEmployees,
  seesBeyondOwn,
  seesEmployee,
  seesProject,
} from './policy.js'

let org: SmallOrganisation
beforeAll(async () => {
  org = await openSmallOrganisation()
})
afterAll(() => org.close())

const cell = (assignmentId: string): Change => ({
  kind: 'cell',
  assignmentId,
  project: '',
  employee: '',
  role: '',
  lcat: '',
  month: '2025-05',
  before: 0,
  after: 8,
  version: 0,
})
const record = (table: RecordTable, before: object | null, after: object | null): Change => ({
  kind: 'record',
  table,
  id: 'x',
  before: before as Record<string, unknown> | null,
  after: after as Record<string, unknown> | null,
  version: 1,
})
const code = async (actor: Actor, ...changes: Change[]) =>
  await authoriseChanges(org.db, actor, changes).then(
    () => 'allowed',
    (fault) => fault.code,
  )

describe('who sees what', () => {
  it('Admin, Director and PM all of it, an employee the own', async () => {
    for (const actor of [org.admin, org.director, org.maria]) {
      const scope = await readScope(org.db, actor)
      expect(scope).toEqual({ all: true })
      expect(scopedEmployees(scope)).toBeUndefined()
      expect(seesEmployee(scope, 'e-mark') && seesProject(scope, 'p-beta')).toBe(true)
      expect(seesBeyondOwn(scope)).toBe(true)
    }
    const mark = { ...org.sarah, employeeId: 'e-mark' }
    const scope = await readScope(org.db, mark)
    expect(scope).toEqual({ all: false, employeeIds: ['e-mark'], projectIds: ['p-alpha'] })
    expect(scopedEmployees(scope)).toEqual(['e-mark'])
    expect(seesBeyondOwn(scope)).toBe(false)
    expect([seesEmployee(scope, 'e-mark'), seesEmployee(scope, 'e-sarah')]).toEqual([true, false])
    expect([seesProject(scope, 'p-alpha'), seesProject(scope, 'p-beta')]).toEqual([true, false])
  })

  it('an employee user who is nobody on the list sees nothing', async () => {
    const nobody = { ...org.sarah, employeeId: null }
    expect(await readScope(org.db, nobody)).toEqual({ all: false, employeeIds: [], projectIds: [] })
    expect(await privateEmployeeIds(org.db, nobody)).toEqual(new Set())
  })

  it('notes and kinds of time off: Admin and Director of all, a PM of her projects and herself', async () => {
    expect(await privateEmployeeIds(org.db, org.admin)).toBe('all')
    expect(await privateEmployeeIds(org.db, org.director)).toBe('all')
    expect(await privateEmployeeIds(org.db, org.paul)).toEqual(new Set(['e-sarah']))
    const himself = { ...org.paul, employeeId: 'e-mark' }
    expect(await privateEmployeeIds(org.db, himself)).toEqual(new Set(['e-mark', 'e-sarah']))
    expect(await privateEmployeeIds(org.db, org.sarah)).toEqual(new Set(['e-sarah']))
    const formerManager: Actor = { ...org.paul, systemRole: 'Employee' }
    expect(await privateEmployeeIds(org.db, formerManager)).toEqual(new Set())
  })

  it('roll-ups not for an employee, users and audit for Admins only', () => {
    expect(() => requirePortfolio(org.sarah)).toThrow('your own plan')
    expect(() => requirePortfolio(org.director)).not.toThrow()
    expect(() => requireAdmin(org.director)).toThrow('Only an Admin')
    expect(() => requireAdmin(org.admin)).not.toThrow()
  })
})

describe('who changes what', () => {
  it('an Admin all, a PM the projects she manages, others nothing', async () => {
    expect(await code(org.admin, cell('s-beta'), record('role', null, { name: 'x' }))).toBe('allowed')
    expect(await code(org.maria, cell('s-alpha'), cell('m-alpha'))).toBe('allowed')
    expect(await code(org.maria, cell('s-alpha'), cell('s-beta'))).toBe('forbidden')
    for (const actor of [org.director, org.sarah]) expect(await code(actor, cell('s-alpha'))).toBe('forbidden')
  })

  it('a Director or an employee who is named as manager changes nothing either', async () => {
    await org.db.updateTable('project').set({ managerId: 'u-director' }).where('id', '=', 'p-beta').execute()
    expect(await code(org.director, cell('s-beta'))).toBe('forbidden')
    await org.db.updateTable('project').set({ managerId: 'u-sarah' }).where('id', '=', 'p-beta').execute()
    expect(await code(org.sarah, cell('s-beta'))).toBe('forbidden')
    await org.db.updateTable('project').set({ managerId: 'u-paul' }).where('id', '=', 'p-beta').execute()
  })

  it('nobody with a sign-in that reads only', async () => {
    for (const actor of [org.admin, org.maria]) {
      const reader = { ...actor, readOnly: true }
      expect(await code(reader, cell('s-alpha'))).toBe('forbidden')
      expect(mayWrite(reader)).toBe(false)
      expect(mayWriteProject(reader, actor.userId)).toBe(false)
    }
  })

  it('is asked before anything is looked up', () => {
    for (const actor of [org.admin, org.maria]) expect(() => requireWriter(actor)).not.toThrow()
    for (const actor of [org.director, org.sarah, { ...org.admin, readOnly: true }])
      expect(() => requireWriter(actor)).toThrow()
    expect(() => requireWriter({ ...org.admin, readOnly: true })).toThrow('may read only')
    expect(mayWriteProject(org.maria, 'u-maria')).toBe(true)
    expect(mayWriteProject(org.maria, 'u-paul')).toBe(false)
    expect(mayWriteProject(org.admin, 'u-paul')).toBe(true)
    expect(mayWriteProject(org.director, 'u-director')).toBe(false)
  })

  it.each([
    ['role', { name: 'x' }],
    ['lcat', { name: 'x' }],
    ['employee', { name: 'x' }],
    ['holiday', { date: '2025-12-25' }],
    ['timeOff', { employeeId: 'e-sarah' }],
    ['organisation', { name: 'x' }],
  ] as const)('a PM does not change any %s', async (table, fields) => {
    expect(await code(org.maria, record(table, null, fields))).toBe('forbidden')
  })

  it.each(['assignment', 'monthOverride', 'demand'] as const)('a PM changes %s of her projects only', async (table) => {
    const mine = { projectId: 'p-alpha' }
    const his = { projectId: 'p-beta' }
    expect(await code(org.maria, record(table, null, mine))).toBe('allowed')
    expect(await code(org.maria, record(table, mine, null))).toBe('allowed')
    expect(await code(org.maria, record(table, null, his))).toBe('forbidden')
    expect(await code(org.maria, record(table, his, mine))).toBe('forbidden')
    expect(await code(org.maria, record(table, mine, his))).toBe('forbidden')
  })

  it('a PM makes a project of her own, keeps it, and does not hand it over, take one or delete one', async () => {
    const mine = { name: 'Alpha', managerId: 'u-maria' }
    const his = { name: 'Beta', managerId: 'u-paul' }
    expect(await code(org.maria, record('project', null, mine))).toBe('allowed')
    expect(await code(org.maria, record('project', mine, { ...mine, name: 'Alpha II' }))).toBe('allowed')
    expect(await code(org.maria, record('project', null, his))).toBe('forbidden')
    expect(await code(org.maria, record('project', his, mine))).toBe('forbidden')
    await expect(authoriseChanges(org.db, org.maria, [record('project', mine, his)])).rejects.toThrow(
      'Only an Admin may hand',
    )
    expect(await code(org.maria, record('project', mine, null))).toBe('forbidden')
    expect(await code(org.admin, record('project', mine, null))).toBe('allowed')
  })

  it('a new project with its first people and hours is one change', async () => {
    const project = { ...record('project', null, { name: 'New', managerId: 'u-maria' }), id: 'p-new' } as Change
    const assignment = { ...record('assignment', null, { projectId: 'p-new' }), id: 'a-new' } as Change
    expect(await code(org.maria, project, assignment, cell('a-new'))).toBe('allowed')
    const elsewhere = { ...record('assignment', null, { projectId: 'p-beta' }), id: 'a-new' } as Change
    expect(await code(org.maria, project, elsewhere, cell('a-new'))).toBe('forbidden')
  })

  it('who can is named instead', async () => {
    await expect(authoriseChanges(org.db, org.maria, [cell('s-beta')])).rejects.toMatchObject({
      hint: 'Needs Paul Planner.',
    })
    expect(await managerName(org.db, null)).toBe('an Admin')
    expect(await managerName(org.db, 'gone')).toBe('an Admin')
  })

  it('no change needs no right', async () => {
    expect(await code(org.director)).toBe('allowed')
  })
})
