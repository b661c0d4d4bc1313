import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSmallOrganisation, type SmallOrganisation } from '../tests/small-organisation.js'
import type { Actor } from './actor.js'
import { draftCells } from './cells.js'
import { changesSince, eventsSince, FEED_KEEPS, listChangeSets, newestSeq, positionOf } from './change-feed.js'
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
    expect(sarah).toMatchObject([{ by: 'Paul Planner', changes: [{ assignmentId: 's-beta' }] }])
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
    const older = await listChangeSets(org.db, org.director, { limit: 10, before: '4' })
    expect(older.map((entry) => entry.seq)).toEqual([3, 2, 1])
    const byId = await listChangeSets(org.db, org.director, { limit: 10, before: page[1]?.changeSetId })
    expect(byId).toEqual(older)
    const mine = await listChangeSets(org.db, org.maria, { limit: 10, mine: true })
    expect(mine).toMatchObject([{ by: 'Maria Manager', changes: [{ assignmentId: 'm-alpha' }] }])
  })

  it('is silent about a change of nothing but what the reader may not know', async () => {
    const notes = (await newestSeq(org.db)) - 1
    expect(await changesSince(org.db, org.maria, notes)).toMatchObject([{ changes: [{ after: { notes: 'secret' } }] }])
    expect(await changesSince(org.db, org.paul, notes)).toEqual([])
    const own = { ...org.sarah, employeeId: 'e-mark' }
    expect(await changesSince(org.db, own, notes)).toEqual([])
  })

  it('names somebody where the user is gone', async () => {
    await org.db.updateTable('changeSet').set({ byId: 'gone' }).where('seq', '=', 1).execute()
    expect((await changesSince(org.db, org.director, 0))[0]?.by).toBe('somebody')
  })
})

describe('what tells an employee how much others change', () => {
  beforeAll(async () => {
    for (let hours = 1; hours <= 30; hours++) await edit(org.maria, 'm-alpha', hours)
    await edit(org.paul, 's-beta', 8)
  })

  it('is not in the pages: they are full whatever others did, and carry no numbers', async () => {
    const [newest, ...more] = await listChangeSets(org.db, org.sarah, { limit: 1 })
    expect([newest?.changes, more]).toMatchObject([[{ assignmentId: 's-beta', after: 8 }], []])
    expect(newest).not.toHaveProperty('seq')
    const before = newest?.changeSetId
    expect(await listChangeSets(org.db, org.sarah, { limit: 1, before })).toMatchObject([{ changes: [{ after: 20 }] }])
  })

  it('is not in what comes after a number or a set of others: there is no such thing for her', async () => {
    const [others] = await listChangeSets(org.db, org.director, { limit: 1, before: String(await newestSeq(org.db)) })
    for (const before of ['20', 'none', others!.changeSetId]) {
      await expect(listChangeSets(org.db, org.sarah, { limit: 1, before })).rejects.toThrow('no such change set')
      expect(await positionOf(org.db, org.sarah, before)).toBeUndefined()
    }
  })

  it('is not in the live events: a thousand changes of others are no reason to load anew', async () => {
    const [first] = await changesSince(org.db, org.sarah, 0)
    const at = (await positionOf(org.db, org.sarah, first!.changeSetId)) as number
    const fill = org.sqlite.prepare(
      `insert into change_set (id, at, by_id, via, root_id, depth, changes, loads)
       values ('many' || ?, '2025-05-15T09:00:00Z', 'u-maria', 'grid', 'x', 0, '[]', '[]')`,
    )
    for (let i = 0; i <= FEED_KEEPS; i++) fill.run(i)
    const events = await eventsSince(org.db, org.sarah, at)
    expect(events).toMatchObject([{ event: 'change', data: { changes: [{ assignmentId: 's-beta', after: 8 }] } }])
    expect(JSON.stringify(events)).not.toContain('seq')
    expect(await positionOf(org.db, org.director, '1')).toBeUndefined()
    expect(await positionOf(org.db, org.sarah, '0')).toBe(0)
  })

  it('and a plan that was replaced as a whole is loaded anew by everybody', async () => {
    const at = await newestSeq(org.db)
    org.sqlite.exec('delete from change_key; delete from change_set')
    await edit(org.paul, 's-beta', 12)
    expect(await eventsSince(org.db, org.sarah, at)).toEqual([{ event: 'reset', data: {} }])
    expect(await eventsSince(org.db, org.director, 1)).toMatchObject([{ event: 'reset', id: String(at + 1) }])
  })
})

describe('what tells a manager that something changed that she may not know of', () => {
  it('is not in the numbers: she has none, neither of others nor of her own change sets', async () => {
    const { changeSet } = await edit(org.maria, 'm-alpha', 7)
    expect(changeSet).not.toHaveProperty('seq')
    for (const entry of await listChangeSets(org.db, org.maria, { limit: 50 })) expect(entry).not.toHaveProperty('seq')
    const [event] = await eventsSince(org.db, org.maria, (await newestSeq(org.db)) - 1)
    expect(event).toMatchObject({ event: 'change', id: changeSet.id })
    expect(await positionOf(org.db, org.maria, String(await newestSeq(org.db)))).toBeUndefined()
  })

  it('is not in what makes her load anew: a large change of notes does not, a large one of hours does', async () => {
    const [last] = await listChangeSets(org.db, org.maria, { limit: 1 })
    const at = (await positionOf(org.db, org.maria, last!.changeSetId)) as number
    const record = { kind: 'record', table: 'employee', id: 'e-sarah', version: 1 }
    const notes = {
      ...record,
      before: { id: 'e-sarah', notes: '' },
      after: { id: 'e-sarah', notes: 'x'.repeat(600_000) },
    }
    const cell = { kind: 'cell', assignmentId: 's-beta', employee: 'Sarah', project: 'Beta', month: '2025-05' }
    const fill = org.sqlite.prepare(
      `insert into change_set (id, at, by_id, via, root_id, depth, changes, loads)
       values (?, '2025-05-15T09:00:00Z', 'u-admin', 'import', ?, 0, ?, '[]')`,
    )
    fill.run('large-notes', 'large-notes', JSON.stringify([notes]))
    const stranger = { ...org.maria, userId: 'u-stranger' }
    expect(await eventsSince(org.db, stranger, at)).toEqual([])
    expect(await eventsSince(org.db, org.director, at)).toMatchObject([{ event: 'reset' }])
    fill.run(
      'large-hours',
      'large-hours',
      JSON.stringify(Array(8000).fill({ ...cell, before: 0, after: 8, version: 0 })),
    )
    expect(await eventsSince(org.db, stranger, at)).toEqual([{ event: 'reset', data: {} }])
  })
})
