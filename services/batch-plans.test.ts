import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hoursOf, openSmallOrganisation, type SmallOrganisation, setCells } from '../tests/small-organisation.js'
import type { Actor } from './actor.js'
import { type BatchDraft, draftClear, draftCopy, draftDistribute, draftReplace, draftShift } from './batch-plans.js'
import { monthRange } from './calendar.js'
import { commitStep } from './changes.js'
import { type AssignmentFilter, selectAssignments } from './plan-cells.js'
import { changeRecord, createRecord } from './record-changes.js'

let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
})
afterEach(() => org.close())

type Assignments = Awaited<ReturnType<typeof selectAssignments>>['assignments']
/** Applies a batch over the assignments of the filter; answers its warnings. */
async function run(
  filter: AssignmentFilter,
  draft: (db: SmallOrganisation['db'], assignments: Assignments) => Promise<BatchDraft>,
  actor: Actor = org.admin,
): Promise<string[]> {
  const { assignments, warnings } = await selectAssignments(org.db, actor, filter)
  const applied = await commitStep(org.context(actor), (db) => draft(db, assignments))
  return [...warnings, ...applied.warnings].map((w) => w.message)
}
const sarah = { employeeIds: ['e-sarah'], projectIds: ['p-alpha'] }
const handTo = (id: string, name: string, from = 202505, to = 202506) => {
  let n = 0
  return (db: SmallOrganisation['db'], list: Assignments) =>
    draftReplace(db, list, monthRange(from, to), { id, name }, () => `new-${++n}`)
}

describe('copying a month', () => {
  it('replaces what stands in the other months, leaves the month itself and people without hours alone', async () => {
    await setCells(org, [
      ['s-alpha', '2025-04', 100],
      ['s-alpha', '2025-05', 30],
    ])
    await run({ projectIds: ['p-alpha'] }, (db, list) => draftCopy(db, list, 202504, monthRange(202503, 202506)))
    expect(await hoursOf(org)).toEqual({
      's-alpha 2025-03': 100,
      's-alpha 2025-04': 100,
      's-alpha 2025-05': 100,
      's-alpha 2025-06': 100,
    })
  })

  it('names the months left out, and counts them when they are many', async () => {
    await setCells(org, [['s-alpha', '2025-09', 40]])
    const few = await run(sarah, (db, list) => draftCopy(db, list, 202509, monthRange(202508, 202511)))
    expect(few).toEqual([
      'Sarah Jones on Project Alpha: 2025-10, 2025-11 outside the project or the employment left out.',
    ])
    const many = await run(sarah, (db, list) => draftCopy(db, list, 202509, monthRange(202507, 202602)))
    expect(many).toEqual(['Sarah Jones on Project Alpha: 5 months outside the project or the employment left out.'])
  })

  it('leaves out the months before somebody joins and after she leaves', async () => {
    await setCells(org, [['s-alpha', '2025-05', 40]])
    await changeRecord(
      org.context(org.admin),
      'employee',
      'e-sarah',
      { startsOn: '2025-04-01', endsOn: '2025-06-30' },
      1,
    )
    const warnings = await run(sarah, (db, list) => draftCopy(db, list, 202505, monthRange(202503, 202507)))
    expect(warnings).toEqual([
      'Sarah Jones on Project Alpha: 2025-03, 2025-07 outside the project or the employment left out.',
    ])
    expect(Object.keys(await hoursOf(org))).toEqual(['s-alpha 2025-04', 's-alpha 2025-05', 's-alpha 2025-06'])
  })
})

describe('shifting months', () => {
  it('moves every month at once, adding to what is not moved', async () => {
    await setCells(org, [
      ['s-alpha', '2025-04', 10],
      ['s-alpha', '2025-05', 20],
      ['s-alpha', '2025-06', 40],
    ])
    await run(sarah, (db, list) => draftShift(db, list, monthRange(202504, 202505), 1))
    expect(await hoursOf(org)).toEqual({ 's-alpha 2025-05': 10, 's-alpha 2025-06': 60 })
  })

  it('moves earlier too', async () => {
    await setCells(org, [['s-alpha', '2025-05', 20]])
    await run(sarah, (db, list) => draftShift(db, list, [202505], -4))
    expect(await hoursOf(org)).toEqual({ 's-alpha 2025-01': 20 })
  })
})

describe('distributing hours', () => {
  it('goes by business days: 21, 23 and 21 days share 65 h', async () => {
    await run(sarah, (db, list) => draftDistribute(db, list, monthRange(202506, 202508), 65, 'business_days'))
    expect(await hoursOf(org)).toEqual({ 's-alpha 2025-06': 21, 's-alpha 2025-07': 23, 's-alpha 2025-08': 21 })
  })

  it('to capacity fills what is free and no more, its own hours counted as free', async () => {
    await setCells(org, [
      ['s-beta', '2025-05', 100],
      ['s-alpha', '2025-05', 50],
      ['s-beta', '2025-06', 200],
    ])
    // May 176 h: 76 free beside Beta. June is over already. July 184 h.
    await run(sarah, (db, list) => draftDistribute(db, list, monthRange(202505, 202507), 130, 'capacity'))
    expect(await hoursOf(org)).toMatchObject({ 's-alpha 2025-05': 38, 's-alpha 2025-07': 92 })
    expect(await hoursOf(org)).not.toHaveProperty('s-alpha 2025-06')
  })

  it('to capacity uses a month of somebody with two assignments once', async () => {
    await createRecord(org.context(org.admin), 'assignment', {
      projectId: 'p-alpha',
      employeeId: 'e-sarah',
      lcatId: 'l-mid',
    })
    const { assignments } = await selectAssignments(org.db, org.admin, sarah)
    const { changes, warnings } = await draftDistribute(org.db, assignments, [202505], 200, 'capacity')
    expect(changes.map((c) => (c.kind === 'cell' ? c.after : 0)).sort()).toEqual([0, 176])
    expect(warnings[0]?.message).toBe('Only 176 of 200 h fit into the free capacity; 24 h are not placed.')
  })

  it('to capacity counts in the full-time hours that the project says', async () => {
    await setCells(org, [['s-alpha', '2025-05', 80]])
    await createRecord(org.context(org.admin), 'monthOverride', {
      projectId: 'p-alpha',
      month: '2025-05',
      hours: 160,
    })
    await run(sarah, (db, list) => draftDistribute(db, list, [202505], 160, 'capacity'))
    expect(await hoursOf(org)).toEqual({ 's-alpha 2025-05': 160 })
  })

  it.each([
    [0.3, [202505], 'hours 0.3 is not a whole quarter hour.'],
    [-1, [202505], 'hours -1 is outside 0 to 1000000.'],
    [10, [202510], 'None of these months lies inside the project and the employment.'],
  ])('of %s h over %j is refused', async (hours, months, reason) => {
    await expect(run(sarah, (db, list) => draftDistribute(db, list, months, hours, 'evenly'))).rejects.toThrow(reason)
  })
})

describe('clearing', () => {
  it('sets only the months of the range to 0', async () => {
    await setCells(org, [
      ['s-alpha', '2025-04', 10],
      ['s-alpha', '2025-05', 20],
    ])
    await run(sarah, (db, list) => draftClear(db, list, [202505, 202506]))
    expect(await hoursOf(org)).toEqual({ 's-alpha 2025-04': 10 })
  })
})

describe('replacing a person', () => {
  it('adds to the assignment the other one has there, months outside the range stay', async () => {
    await setCells(org, [
      ['s-alpha', '2025-04', 10],
      ['s-alpha', '2025-05', 20],
      ['m-alpha', '2025-05', 5],
    ])
    await run(sarah, handTo('e-mark', 'Mark Lee'))
    expect(await hoursOf(org)).toEqual({ 's-alpha 2025-04': 10, 'm-alpha 2025-05': 25 })
  })

  it('uses the one assignment the other one has there, even with another LCAT', async () => {
    await changeRecord(org.context(org.admin), 'assignment', 'j-alpha', { lcatId: 'l-mid' }, 1)
    await setCells(org, [['s-alpha', '2025-05', 20]])
    await run(sarah, handTo('e-jane', 'Jane Doe'))
    expect(await hoursOf(org)).toEqual({ 'j-alpha 2025-05': 20 })
  })

  it('of two assignments with one LCAT and role makes one new one, funded with all that is handed over', async () => {
    await changeRecord(org.context(org.admin), 'assignment', 's-beta', { lcatId: null, roleId: null }, 1)
    await setCells(org, [
      ['s-alpha', '2025-04', 10],
      ['s-beta', '2025-05', 20],
      ['s-beta', '2025-06', 30],
    ])
    await run({ employeeIds: ['e-sarah'] }, handTo('e-mark', 'Mark Lee'))
    expect(await hoursOf(org)).toEqual({ 'new-1 2025-05': 20, 'new-1 2025-06': 30, 's-alpha 2025-04': 10 })
    expect(await org.db.selectFrom('assignment').selectAll().where('id', '=', 'new-1').execute()).toMatchObject([
      { employeeId: 'e-mark', projectId: 'p-beta', lcatId: null, fundedQuarters: 200 },
    ])
  })

  it('of several people on one project hands both their hours to the same new assignment', async () => {
    await createRecord(org.context(org.admin), 'assignment', { projectId: 'p-beta', employeeId: 'e-mark' })
    const [added] = await org.db
      .selectFrom('assignment')
      .select('id')
      .where('employeeId', '=', 'e-mark')
      .where('projectId', '=', 'p-beta')
      .execute()
    await setCells(org, [
      ['s-beta', '2025-05', 20],
      [added!.id, '2025-05', 12],
    ])
    await run({ projectIds: ['p-beta'] }, handTo('e-jane', 'Jane Doe'))
    expect(await hoursOf(org)).toEqual({ 'new-1 2025-05': 32 })
    expect(await org.db.selectFrom('assignment').select('fundedQuarters').where('id', '=', 'new-1').execute()).toEqual([
      { fundedQuarters: 128 },
    ])
  })
})

describe('which assignments a batch means', () => {
  it('are those of her own projects where only people are named, with a word about the others', async () => {
    const { assignments, warnings } = await selectAssignments(org.db, org.maria, { employeeIds: ['e-sarah'] })
    expect(assignments.map((a) => a.id)).toEqual(['s-alpha'])
    expect(warnings.map((w) => w.message)).toEqual(['1 assignment on projects of other managers left out.'])
    await createRecord(org.context(org.admin), 'assignment', { projectId: 'p-beta', employeeId: 'e-mark' })
    const two = await selectAssignments(org.db, org.maria, { employeeIds: ['e-sarah', 'e-mark'] })
    expect(two.warnings.map((w) => w.message)).toEqual(['2 assignments on projects of other managers left out.'])
  })

  it('are none where all are on other managers’ projects, or nobody meant is on a project meant', async () => {
    await org.db.deleteFrom('assignment').where('id', '=', 's-alpha').execute()
    await expect(selectAssignments(org.db, org.maria, { employeeIds: ['e-sarah'] })).rejects.toMatchObject({
      message: 'All of these assignments are on projects you do not manage.',
      hint: 'Name the project to see whom it needs.',
    })
    await expect(
      selectAssignments(org.db, org.admin, { employeeIds: ['e-jane'], projectIds: ['p-beta'] }),
    ).rejects.toMatchObject({ message: 'Nobody meant is on a project meant.' })
    await expect(selectAssignments(org.db, org.admin, { employeeIds: [] })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})
