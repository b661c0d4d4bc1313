import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSmallOrganisation, type SmallOrganisation } from '../tests/small-organisation.js'
import { changeRecord, createRecord, removeRecord } from './record-changes.js'

let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
})
afterEach(() => org.close())

describe('a new record', () => {
  it('of a planned project is half probable, of an active one certain, and belongs to the PM who makes it', async () => {
    const fields = { code: 'N', name: 'New', startsOn: '2025-01-01', sprints: 2 }
    const planned = await createRecord(org.context(org.maria), 'project', { ...fields, status: 'Planning' })
    expect(planned.record).toMatchObject({ status: 'Planning', probabilityPct: 50, managerId: 'u-maria' })
    const active = await createRecord(org.context(org.admin), 'project', { ...fields, code: 'M' })
    expect(active.record).toMatchObject({ status: 'Active', probabilityPct: 100, managerId: null })
  })

  it('of an employee works full time unless said otherwise', async () => {
    const { record } = await createRecord(org.context(org.admin), 'employee', { email: 'n@example.com', name: 'N' })
    expect(record).toMatchObject({ contractPct: 100, skills: [], roleId: null })
  })

  it('of an assignment takes the home role and LCAT of the person, unless the project needs others', async () => {
    const context = org.context(org.paul)
    const home = await createRecord(context, 'assignment', { projectId: 'p-beta', employeeId: 'e-jane' })
    expect(home.record).toMatchObject({ roleId: 'r-sw', lcatId: 'l-mid', fundedHours: 0 })
    const other = await createRecord(context, 'assignment', {
      projectId: 'p-beta',
      employeeId: 'e-mark',
      roleId: 'r-sw',
    })
    expect(other.record).toMatchObject({ roleId: 'r-sw', lcatId: 'l-senior' })
    const nobody = { projectId: 'p-beta', employeeId: 'none' }
    await expect(createRecord(context, 'assignment', nobody)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('of a role goes to the end of the list; the first one begins it', async () => {
    expect((await createRecord(org.context(org.admin), 'role', { name: 'Z' })).record).toMatchObject({
      rank: 3,
      active: true,
    })
    await org.db.deleteFrom('assignment').execute()
    await org.db.updateTable('employee').set({ lcatId: null }).execute()
    await org.db.deleteFrom('lcat').execute()
    expect((await createRecord(org.context(org.admin), 'lcat', { name: 'One', rank: undefined })).record?.rank).toBe(1)
  })

  it('of demand, time off, a holiday and an override needs only what it is about', async () => {
    const admin = org.context(org.admin)
    const demand = await createRecord(admin, 'demand', { projectId: 'p-beta', month: '2025-06', hours: 8 })
    expect(demand.record).toMatchObject({ count: 1, roleId: null })
    const off = await createRecord(admin, 'timeOff', {
      employeeId: 'e-mark',
      startsOn: '2025-06-02',
      endsOn: '2025-06-02',
    })
    expect(off.record).toMatchObject({ kind: 'leave', halfDay: false })
    await createRecord(admin, 'holiday', { date: '2025-12-25', name: 'Christmas' })
    await createRecord(admin, 'monthOverride', { projectId: 'p-beta', month: '2025-06', hours: 150 })
  })
})

describe('changing and removing', () => {
  it('keeps what was not named, and needs the version that was seen', async () => {
    const done = await changeRecord(org.context(org.admin), 'role', 'r-sw', { name: 'Coder', rank: undefined }, 1)
    expect(done.record).toMatchObject({ name: 'Coder', rank: 2, version: 2 })
    await expect(removeRecord(org.context(org.admin), 'role', 'r-sw', 1)).rejects.toMatchObject({ code: 'stale' })
    await expect(removeRecord(org.context(org.admin), 'role', 'none', 1)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is refused before anything is looked up where the role changes nothing', async () => {
    for (const who of [org.director, org.sarah])
      await expect(changeRecord(org.context(who), 'role', 'none', {}, 1)).rejects.toMatchObject({ code: 'forbidden' })
  })
})
