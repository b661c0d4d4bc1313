import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSmallOrganisation, type SmallOrganisation } from '../tests/small-organisation.js'
import type { Actor } from './actor.js'
import { draftCells } from './cells.js'
import { changesSince, listChangeSets, newestSeq } from './change-feed.js'
import { commitStep } from './changes.js'
import { changeRecord, createRecord, removeRecord } from './record-changes.js'

let org: SmallOrganisation
beforeAll(async () => {
  org = await openSmallOrganisation()
})
afterAll(() => org.close())

const edit = (who: Actor, assignmentId: string, hours: number) =>
  commitStep(org.context(who), async (db) => ({
    changes: await draftCells(db, [{ assignmentId, month: '2025-05', hours }]),
  }))

describe('the change feed', () => {
  it('begins at nothing and rises by one with each change set', async () => {
    expect(await newestSeq(org.db)).toBe(0)
    await edit(org.maria, 'm-alpha', 40)
    await edit(org.paul, 's-beta', 20)
    const off = { employeeId: 'e-mark', startsOn: '2025-07-01', endsOn: '2025-07-01', kind: 'parental' }
    const { record } = await createRecord(org.context(org.admin), 'timeOff', off)
    await removeRecord(org.context(org.admin), 'timeOff', record?.id ?? '', 1)
    await changeRecord(org.context(org.admin), 'employee', 'e-mark', { notes: 'secret' }, 1)
    expect(await newestSeq(org.db)).toBe(5)
  })

  it('tells a reader of what they may see, in the order of the changes', async () => {
    expect((await changesSince(org.db, org.director, 0)).map((entry) => entry.seq)).toEqual([1, 2, 3, 4, 5])
    expect((await changesSince(org.db, org.director, 3, 1)).map((entry) => entry.seq)).toEqual([4])
    const sarah = await changesSince(org.db, org.sarah, 0)
    expect(sarah.map((entry) => entry.seq)).toEqual([2])
    const nobody = { ...org.sarah, employeeId: null }
    expect(await changesSince(org.db, nobody, 0)).toEqual([])
  })

  it('cuts notes and kinds of time off out where the reader may not know them', async () => {
    const paul = JSON.stringify(await changesSince(org.db, org.paul, 0))
    expect(paul).not.toMatch(/secret|parental|mornings/)
    const maria = JSON.stringify(await changesSince(org.db, org.maria, 0))
    expect(maria).toMatch(/secret/)
    expect(maria).toMatch(/parental/)
  })

  it('is also a list, newest first, by page, of everybody or only of oneself', async () => {
    const page = await listChangeSets(org.db, org.director, { limit: 2 })
    expect(page.map((entry) => entry.seq)).toEqual([5, 4])
    const older = await listChangeSets(org.db, org.director, { limit: 10, before: 4 })
    expect(older.map((entry) => entry.seq)).toEqual([3, 2, 1])
    const mine = await listChangeSets(org.db, org.maria, { limit: 10, mine: true })
    expect(mine).toMatchObject([{ seq: 1, by: 'Maria Manager' }])
  })

  it('names somebody where the user is gone', async () => {
    await org.db.updateTable('changeSet').set({ byId: 'gone' }).where('seq', '=', 1).execute()
    expect((await changesSince(org.db, org.director, 0))[0]?.by).toBe('somebody')
  })
})
