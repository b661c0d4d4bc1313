import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSmallOrganisation, type SmallOrganisation } from '../tests/small-organisation.js'
import type { Actor } from './actor.js'
import { listReadable, readRecord, readRights, visibleRecord } from './record-access.js'

let org: SmallOrganisation
let mark: Actor
beforeAll(async () => {
  org = await openSmallOrganisation()
  mark = { ...org.sarah, employeeId: 'e-mark' }
})
afterAll(() => org.close())

const seen = async (actor: Actor, table: Parameters<typeof visibleRecord>[0], record: object) =>
  visibleRecord(table, record as Record<string, unknown>, await readRights(org.db, actor))
const page = { limit: 100, offset: 0 }

describe('a record', () => {
  it('of a project shows an employee code and name only, and only where they work', async () => {
    const beta = await readRecord(org.db, org.sarah, 'project', 'p-beta')
    // The true version would count the edits of what she does not see.
    expect(beta).toEqual({ id: 'p-beta', code: 'BETA', name: 'Project Beta', version: 0 })
    await expect(readRecord(org.db, mark, 'project', 'p-beta')).rejects.toMatchObject({ code: 'not_found' })
    expect(await readRecord(org.db, org.director, 'project', 'p-beta')).toMatchObject({ client: 'ACME' })
  })

  it('of a person shows notes to those concerned, and never to the person', async () => {
    const notes = async (actor: Actor, id = 'e-mark') => (await readRecord(org.db, actor, 'employee', id)).notes
    expect(await notes(org.admin)).toBe('Prefers mornings')
    expect(await notes(org.director)).toBe('Prefers mornings')
    expect(await notes(org.maria)).toBe('Prefers mornings')
    expect(await notes(org.paul)).toBe('')
    expect(await notes(mark)).toBe('')
    const edited = { id: 'e-mark', notes: 'x', version: 7 }
    expect(await seen(mark, 'employee', edited)).toEqual({ id: 'e-mark', notes: '', version: 0 })
    expect(await seen(org.maria, 'employee', edited)).toEqual(edited)
    await expect(notes(mark, 'e-sarah')).rejects.toMatchObject({ code: 'not_found' })
  })

  it('of time off hides its kind from managers of other projects, and itself from colleagues', async () => {
    const off = { id: 't', employeeId: 'e-mark', kind: 'parental' }
    expect(await seen(org.maria, 'timeOff', off)).toMatchObject({ kind: 'parental' })
    expect(await seen(org.paul, 'timeOff', { ...off, version: 7 })).toMatchObject({ kind: '', version: 0 })
    expect(await seen(mark, 'timeOff', off)).toMatchObject({ kind: 'parental' })
    expect(await seen(org.sarah, 'timeOff', off)).toBeUndefined()
  })

  it('of an assignment keeps the note from the person', async () => {
    const assignment = { id: 'm', employeeId: 'e-mark', fundedHours: 100, note: 'slow', version: 7 }
    expect(await seen(mark, 'assignment', assignment)).toEqual({ ...assignment, note: '', version: 0 })
    expect(await seen(org.paul, 'assignment', assignment)).toEqual(assignment)
  })

  it.each([
    ['assignment', { employeeId: 'e-mark' }],
    ['monthOverride', { projectId: 'p-alpha' }],
  ] as const)('of %s is seen by whom it is about', async (table, record) => {
    expect(await seen(mark, table, record)).toBeDefined()
    expect(await seen(org.director, table, record)).toBeDefined()
    const stranger = { ...org.sarah, employeeId: null }
    expect(await seen(stranger, table, record)).toBeUndefined()
  })

  it('of demand is not for employees; roles, LCATs, holidays and the organisation are for all', async () => {
    expect(await seen(org.sarah, 'demand', { projectId: 'p-alpha' })).toBeUndefined()
    expect(await seen(org.director, 'demand', { projectId: 'p-alpha' })).toBeDefined()
    for (const table of ['role', 'lcat', 'holiday', 'organisation'] as const)
      expect(await seen(org.sarah, table, { id: 'x' })).toBeDefined()
  })

  it('that does not exist is a Fault', async () => {
    await expect(readRecord(org.db, org.admin, 'role', 'none')).rejects.toThrow("There is no role 'none'.")
  })
})

describe('a list', () => {
  it('is searched, narrowed, ordered and cut over what is visible', async () => {
    const all = await listReadable(org.db, org.admin, 'employee', page)
    expect(all.items.map((item) => item.name)).toEqual(['Jane Doe', 'Mark Lee', 'Sarah Jones'])
    expect((await listReadable(org.db, org.admin, 'employee', { ...page, q: 'LEE mark' })).total).toBe(1)
    expect((await listReadable(org.db, org.admin, 'employee', { ...page, q: 'lee jane' })).total).toBe(0)
    const narrowed = await listReadable(org.db, org.admin, 'employee', { ...page, where: { roleId: 'r-sw' } })
    expect(narrowed.items.map((item) => item.name)).toEqual(['Jane Doe'])
    const second = await listReadable(org.db, org.admin, 'employee', { limit: 1, offset: 1 })
    expect(second).toMatchObject({ total: 3, items: [{ name: 'Mark Lee' }] })
    expect((await listReadable(org.db, mark, 'employee', page)).total).toBe(1)
  })

  it('is ordered by date, month or id where there is no name', async () => {
    await org.db
      .insertInto('holiday')
      .values([
        { id: 'h2', date: '2025-12-25', name: 'B', version: 1 },
        { id: 'h1', date: '2025-01-01', name: 'C', version: 1 },
      ])
      .execute()
    expect((await listReadable(org.db, org.admin, 'holiday', page)).items.map((item) => item.id)).toEqual(['h2', 'h1'])
    expect((await listReadable(org.db, org.admin, 'assignment', page)).items[0]?.id).toBe('j-alpha')
  })
})
