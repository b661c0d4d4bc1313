import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSmallOrganisation, type SmallOrganisation } from '../tests/small-organisation.js'
import { listAllocations } from './allocation-list.js'
import { readAudit } from './audit-trail.js'
import { draftCells } from './cells.js'
import { commitStep } from './changes.js'
import { getReport, listReports } from './report-files.js'

let org: SmallOrganisation
beforeAll(async () => {
  org = await openSmallOrganisation()
  await commitStep(org.context(org.admin), async (db) => ({
    changes: await draftCells(db, [
      { assignmentId: 's-alpha', month: '2025-05', hours: 40 },
      { assignmentId: 's-beta', month: '2025-06', hours: 20.25 },
      { assignmentId: 'm-alpha', month: '2025-06', hours: 8 },
    ]),
  }))
})
afterAll(() => org.close())
const page = { limit: 100, offset: 0 }

describe('allocations as rows', () => {
  it.each([
    [{}, ['m-alpha', 's-alpha', 's-beta']],
    [{ projectId: 'p-beta' }, ['s-beta']],
    [{ employeeId: 'e-mark' }, ['m-alpha']],
    [{ assignmentId: 's-alpha' }, ['s-alpha']],
    [{ from: '2025-06' }, ['m-alpha', 's-beta']],
    [{ to: '2025-05' }, ['s-alpha']],
    [{ projectId: 'p-none' }, []],
  ])('narrowed by %j are %j', async (filter, ids) => {
    const { items, total } = await listAllocations(org.db, org.director, { ...page, ...filter })
    expect(items.map((item) => item.assignmentId)).toEqual(ids)
    expect(total).toBe(ids.length)
  })

  it('say hours, month and version, and come by page', async () => {
    const { items, total } = await listAllocations(org.db, org.admin, { limit: 1, offset: 2 })
    expect(total).toBe(3)
    expect(items).toEqual([
      {
        assignmentId: 's-beta',
        projectId: 'p-beta',
        employeeId: 'e-sarah',
        month: '2025-06',
        hours: 20.25,
        version: 1,
      },
    ])
  })

  it('show an employee their own, and nobody nothing', async () => {
    expect((await listAllocations(org.db, org.sarah, page)).total).toBe(2)
    expect((await listAllocations(org.db, { ...org.sarah, employeeId: null }, page)).total).toBe(0)
  })

  it('refuse a month that does not exist', async () => {
    await expect(listAllocations(org.db, org.admin, { ...page, from: '2025-13' })).rejects.toMatchObject({
      code: 'invalid',
    })
  })
})

describe('the audit trail', () => {
  it('is read newest first by Admins only', async () => {
    expect(await readAudit(org.db, org.admin, { limit: 5 })).toMatchObject([
      { seq: 1, action: 'change plan', actor: 'Ada Admin' },
    ])
    expect(await readAudit(org.db, org.admin, { limit: 5, before: 1 })).toEqual([])
    await expect(readAudit(org.db, org.director, { limit: 5 })).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('reports', () => {
  it('belong to who made them', async () => {
    const row = { report: 'portfolio', file: 'a.csv', format: 'csv', bytes: 1, createdAt: '2025-05-15T09:00:00Z' }
    await org.db
      .insertInto('report')
      .values({ id: 'r1', userId: 'u-maria', storageKey: 'reports/r1.csv', ...row })
      .execute()
    expect(await listReports(org.db, org.maria)).toEqual([{ id: 'r1', ...row }])
    expect(await listReports(org.db, org.admin)).toEqual([])
    expect(await getReport(org.db, org.maria, 'r1')).toMatchObject({ storageKey: 'reports/r1.csv' })
    await expect(getReport(org.db, org.admin, 'r1')).rejects.toMatchObject({ code: 'not_found' })
  })
})
