import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSmallOrganisation, type SmallOrganisation, setCells } from '../tests/small-organisation.js'
import { commitStep } from './changes.js'
import { readCellHistory, readPlanAt, seqAt } from './history.js'
import { readScope, type Scope } from './policy.js'
import { changeRecord, removeRecord } from './record-changes.js'
import { draftUndo } from './undo.js'

let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
})
afterEach(() => org.close())

const all: Scope = { all: true }
const cell = { assignmentId: 's-alpha', month: '2025-05' }
const planAt = async (seq: number, scope: Scope = all) =>
  (await readPlanAt(org.db, scope, seq)).map((c) => `${c.assignmentId} ${c.month} ${c.hours}`).sort()

describe('the history of a cell', () => {
  it('tells who set it to what, the newest first, undo among it', async () => {
    await setCells(
      org,
      [
        ['s-alpha', '2025-05', 80],
        ['m-alpha', '2025-05', 10],
      ],
      org.maria,
    )
    const { changeSet } = await setCells(org, [['s-alpha', '2025-05', 40]])
    await commitStep(org.context(org.admin), (db) => draftUndo(db, org.admin, changeSet.id))
    const { hours, events, ...who } = await readCellHistory(org.db, org.director, cell)
    expect({ hours, ...who }).toEqual({
      hours: 80,
      employee: 'Sarah Jones',
      project: 'Project Alpha',
      month: '2025-05',
    })
    expect(events.map(({ seq }) => seq)).toEqual([3, 2, 1])
    const unnumbered = events.map(({ seq: _, ...event }) => event)
    expect((await readCellHistory(org.db, org.maria, cell)).events).toEqual(unnumbered)
    expect(events.map((e) => `${e.by} ${e.before}>${e.after} ${e.via}`)).toEqual([
      'Ada Admin 40>80 grid',
      'Ada Admin 80>40 grid',
      'Maria Manager 0>80 grid',
    ])
  })

  it('never touched is empty, with 0 hours', async () => {
    expect(await readCellHistory(org.db, org.director, cell)).toMatchObject({ hours: 0, events: [] })
  })

  it('is the employee’s own; another’s does not exist for her', async () => {
    expect(await readCellHistory(org.db, org.sarah, cell)).toMatchObject({ employee: 'Sarah Jones' })
    await expect(readCellHistory(org.db, org.sarah, { ...cell, assignmentId: 'm-alpha' })).rejects.toThrow(
      "There is no assignment 'm-alpha'.",
    )
    await expect(readCellHistory(org.db, org.director, { ...cell, assignmentId: 'none' })).rejects.toThrow(
      "There is no assignment 'none'.",
    )
  })
})

describe('the plan at an earlier moment', () => {
  it('is the present one with every later change taken back', async () => {
    await setCells(org, [['s-alpha', '2025-05', 80]])
    await setCells(org, [
      ['s-alpha', '2025-05', 40],
      ['m-alpha', '2025-06', 20],
    ])
    await changeRecord(org.context(org.admin), 'project', 'p-alpha', { client: 'Initech' }, 1)
    expect(await planAt(0)).toEqual([])
    expect(await planAt(1)).toEqual(['s-alpha 2025-05 80'])
    expect(await planAt(2)).toEqual(['m-alpha 2025-06 20', 's-alpha 2025-05 40'])
  })

  it('holds assignments that were removed since', async () => {
    await setCells(org, [['j-alpha', '2025-05', 8]])
    await setCells(org, [['j-alpha', '2025-05', 0]])
    await removeRecord(org.context(org.admin), 'assignment', 'j-alpha', 1)
    expect(await planAt(1)).toEqual(['j-alpha 2025-05 8'])
  })

  it('shows an employee her own cells', async () => {
    await setCells(org, [
      ['s-alpha', '2025-05', 80],
      ['m-alpha', '2025-05', 60],
      ['j-alpha', '2025-05', 8],
    ])
    await setCells(org, [
      ['s-alpha', '2025-05', 0],
      ['m-alpha', '2025-05', 50],
      ['j-alpha', '2025-05', 0],
    ])
    const scope = await readScope(org.db, org.sarah)
    expect(await planAt(1, scope)).toEqual(['s-alpha 2025-05 80'])
    expect(await planAt(2, scope)).toEqual([])
  })

  it('is found by a time: the last change at or before it', async () => {
    expect(await seqAt(org.db, '2025-05-15T09:00:00.000Z')).toBe(0)
    await setCells(org, [['s-alpha', '2025-05', 80]])
    expect(await seqAt(org.db, '2025-05-15T09:00:00.000Z')).toBe(1)
    expect(await seqAt(org.db, '2025-05-15T08:59:59.000Z')).toBe(0)
  })
})
