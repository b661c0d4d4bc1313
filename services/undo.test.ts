import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hoursOf, openSmallOrganisation, type SmallOrganisation, setCells } from '../tests/small-organisation.js'
import type { Actor } from './actor.js'
import { commitStep } from './changes.js'
import { changeRecord, createRecord } from './record-changes.js'
import { draftUndo, lastOfThread, nextRedo, nextUndo } from './undo.js'

let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
})
afterEach(() => org.close())

const undo = (actor: Actor, id: string) => commitStep(org.context(actor), (db) => draftUndo(db, actor, id))

describe('taking back', () => {
  it('is walked through one’s own changes only', async () => {
    expect([await nextUndo(org.db, org.maria), await nextRedo(org.db, org.maria)]).toEqual([undefined, undefined])
    await setCells(org, [['s-beta', '2025-05', 8]], org.paul)
    expect(await nextUndo(org.db, org.maria)).toBeUndefined()
    expect(await nextUndo(org.db, org.paul)).toBeDefined()
  })

  it('of somebody else’s change is for an Admin; for others there is none', async () => {
    const { changeSet } = await setCells(org, [['s-beta', '2025-05', 8]], org.paul)
    await expect(draftUndo(org.db, org.maria, changeSet.id)).rejects.toThrow('There is no such change of yours.')
    await expect(draftUndo(org.db, org.maria, 'no-such-id')).rejects.toThrow('There is no such change of yours.')
    await undo(org.admin, changeSet.id)
    expect(await hoursOf(org)).toEqual({})
  })

  it('twice is refused: redo brings it back', async () => {
    const { changeSet } = await setCells(org, [['s-alpha', '2025-05', 8]], org.maria)
    const { changeSet: back } = await undo(org.maria, changeSet.id)
    await expect(draftUndo(org.db, org.maria, changeSet.id)).rejects.toMatchObject({
      code: 'stale',
      hint: 'Use redo to bring it back.',
    })
    expect(await nextRedo(org.db, org.maria)).toBe(back.id)
  })

  it('redoes nothing once the user has made another change', async () => {
    const { changeSet } = await setCells(org, [['s-alpha', '2025-05', 8]], org.maria)
    await undo(org.maria, changeSet.id)
    await setCells(org, [['s-alpha', '2025-06', 8]], org.maria)
    expect(await nextRedo(org.db, org.maria)).toBeUndefined()
  })

  it('redoes what was taken back last first', async () => {
    const first = (await setCells(org, [['s-alpha', '2025-05', 8]], org.maria)).changeSet
    const second = (await setCells(org, [['s-alpha', '2025-06', 8]], org.maria)).changeSet
    await undo(org.maria, second.id)
    const { changeSet: last } = await undo(org.maria, first.id)
    expect(await nextRedo(org.db, org.maria)).toBe(last.id)
  })

  it('says which cells are in the way, the first three by name', async () => {
    const months = ['2025-01', '2025-02', '2025-03', '2025-04', '2025-05']
    const set = (hours: number) =>
      setCells(
        org,
        months.map((m) => ['s-alpha', m, hours] as const).map((c) => [...c]),
      )
    const { changeSet } = await set(8)
    await set(16)
    await expect(undo(org.admin, changeSet.id)).rejects.toMatchObject({
      message: expect.stringMatching(/May 2025; .*April 2025; .*March 2025 and 2 more\.$/),
      details: { blocked: 5 },
    })
  })

  it('names records by what they are called', async () => {
    const { applied } = await changeRecord(org.context(org.admin), 'project', 'p-alpha', { client: 'Initech' }, 1)
    await changeRecord(org.context(org.admin), 'project', 'p-alpha', { client: 'Umbrella' }, 2)
    await expect(undo(org.admin, applied.changeSet.id)).rejects.toThrow('project Project Alpha.')

    const made = await createRecord(org.context(org.admin), 'timeOff', {
      employeeId: 'e-sarah',
      startsOn: '2025-06-02',
      endsOn: '2025-06-03',
    })
    await changeRecord(org.context(org.admin), 'timeOff', made.record!.id, { kind: 'sick' }, 1)
    await expect(undo(org.admin, made.applied.changeSet.id)).rejects.toThrow(`time off ${made.record!.id}.`)
  })

  it('names a record that is gone by its former name', async () => {
    const { record } = await createRecord(org.context(org.admin), 'role', { name: 'Architect' })
    const { applied } = await changeRecord(org.context(org.admin), 'role', record!.id, { name: 'Chief Architect' }, 1)
    await org.db.deleteFrom('role').where('id', '=', record!.id).execute()
    await expect(undo(org.admin, applied.changeSet.id)).rejects.toThrow('role Chief Architect.')
  })

  it('“that” in a conversation is its last change', async () => {
    const context = { ...org.context(org.maria), threadId: 'thread-1' }
    expect(await lastOfThread(org.db, org.maria, 'thread-1')).toBeUndefined()
    const { applied } = await changeRecord(context, 'project', 'p-alpha', { client: 'Initech' }, 1)
    await setCells(org, [['s-alpha', '2025-06', 8]], org.maria)
    expect(await lastOfThread(org.db, org.maria, 'thread-1')).toBe(applied.changeSet.id)
    expect(await lastOfThread(org.db, org.paul, 'thread-1')).toBeUndefined()
  })
})
