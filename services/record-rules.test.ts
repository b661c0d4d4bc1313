import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSmallOrganisation, type SmallOrganisation } from '../tests/small-organisation.js'
import { applyPlan, commitStep } from './changes.js'
import { draftHolidayCalendar, publicHolidays } from './holiday-calendar.js'
import { changeRecord, createRecord, removeRecord } from './record-changes.js'
import { draftUndo } from './undo.js'

let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
})
afterEach(() => org.close())

const admin = () => org.context(org.admin)
const project = { code: 'GAMMA', name: 'Gamma', startsOn: '2025-01-01', sprints: 18 }

describe('a project', () => {
  it('of a PM is managed by her and starts Active', async () => {
    const { record } = await createRecord(org.context(org.maria), 'project', project)
    expect(record).toMatchObject({ managerId: 'u-maria', status: 'Active', probabilityPct: 100, version: 1 })
  })

  it.each([
    [{ code: 'alpha' }, 'There is already a project with the code alpha.'],
    [{ startsOn: '2025-02-30' }, "startsOn '2025-02-30' is not a date."],
    [{ sprints: 0 }, 'sprints: Too small'],
    [{ name: 'x'.repeat(10_000) }, 'name: Too big'],
    [{ managerId: 'u-director' }, 'Dora Director is Director; a project is managed by a PM or an Admin.'],
    [{ managerId: 'u-nobody' }, "There is no user 'u-nobody'"],
    [{ probabilityPct: 101 }, 'probabilityPct: Too big'],
  ])('with %j is refused', async (fields, reason) => {
    await expect(createRecord(admin(), 'project', { ...project, ...fields })).rejects.toThrow(reason)
  })

  it('may be named in any script', async () => {
    const name = 'مشروع 🚀 Проект'
    const { record } = await createRecord(admin(), 'project', { ...project, name })
    expect(record?.name).toBe(name)
  })

  it('with assignments is closed, not removed', async () => {
    await expect(removeRecord(admin(), 'project', 'p-alpha', 1)).rejects.toMatchObject({
      code: 'refused_by_policy',
      hint: 'Close the project instead.',
    })
  })

  it('that is closed takes no more hours, but gives them back', async () => {
    const set = (hours: number) => async (db: SmallOrganisation['db']) => {
      const { draftCells } = await import('./cells.js')
      return { changes: await draftCells(db, [{ assignmentId: 's-alpha', month: '2025-05', hours }]) }
    }
    await commitStep(admin(), set(80))
    await changeRecord(admin(), 'project', 'p-alpha', { status: 'Closed' }, 1)
    await expect(commitStep(admin(), set(81))).rejects.toThrow('Project Alpha is closed: its hours may only go down.')
    await commitStep(admin(), set(40))
  })

  it('cannot be handed to another manager by its PM', async () => {
    await expect(
      changeRecord(org.context(org.maria), 'project', 'p-alpha', { managerId: 'u-paul' }, 1),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('that is shortened keeps its hours and says how many months lie outside', async () => {
    const { draftCells } = await import('./cells.js')
    await commitStep(admin(), async (db) => ({
      changes: await draftCells(db, [{ assignmentId: 's-alpha', month: '2025-05', hours: 80 }]),
    }))
    const { applied } = await changeRecord(admin(), 'project', 'p-alpha', { sprints: 2 }, 1)
    expect(applied.warnings[0]?.message).toBe("Project Alpha has hours in 1 month outside the project's period.")
  })
})

describe('an employee', () => {
  const person = { name: 'Lee Park', email: 'Lee@Example.com' }

  it('has a lower-case e-mail that belongs to one person', async () => {
    const { record } = await createRecord(admin(), 'employee', person)
    expect(record?.email).toBe('lee@example.com')
    await expect(createRecord(admin(), 'employee', { ...person, email: 'LEE@example.com' })).rejects.toThrow(
      'There is already an employee with the e-mail lee@example.com.',
    )
  })

  it('does not leave before joining', async () => {
    await expect(
      createRecord(admin(), 'employee', { ...person, startsOn: '2025-05-01', endsOn: '2025-04-30' }),
    ).rejects.toThrow('endsOn 2025-04-30 is before startsOn 2025-05-01.')
  })

  it('is changed by an Admin only', async () => {
    await expect(createRecord(org.context(org.maria), 'employee', person)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(createRecord(org.context(org.director), 'employee', person)).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})

describe('a role', () => {
  it('in use is ended, not removed (US018)', async () => {
    await expect(removeRecord(admin(), 'role', 'r-cyber', 1)).rejects.toThrow(
      'The role Cyber Analyst is in use by 3 employees.'.replace('3', '2'),
    )
    const { record } = await changeRecord(admin(), 'role', 'r-cyber', { active: false }, 1)
    expect(record?.active).toBe(false)
  })

  it('not in use is removed, and comes back by undo', async () => {
    const { record } = await createRecord(admin(), 'role', { name: 'Architect' })
    const { applied } = await removeRecord(admin(), 'role', record!.id, 1)
    await commitStep(admin(), (db) => draftUndo(db, org.admin, applied.changeSet.id))
    expect(await org.db.selectFrom('role').select('name').where('id', '=', record!.id).execute()).toEqual([
      { name: 'Architect' },
    ])
  })

  it('is not made twice, whatever the case', async () => {
    await expect(createRecord(admin(), 'role', { name: 'cyber ANALYST' })).rejects.toThrow('There is already a role')
  })
})

describe('records', () => {
  it('carry versions: who changes an old one gets the present one back', async () => {
    await changeRecord(admin(), 'project', 'p-alpha', { client: 'Umbrella' }, 1)
    await expect(changeRecord(admin(), 'project', 'p-alpha', { client: 'Initech' }, 1)).rejects.toMatchObject({
      code: 'stale',
      details: { current: [{ record: { client: 'Umbrella' }, version: 2 }] },
    })
  })

  it('of a month override change the FTE of everybody on the project in that month (US007)', async () => {
    const { draftCells } = await import('./cells.js')
    await commitStep(admin(), async (db) => ({
      changes: await draftCells(db, [{ assignmentId: 's-alpha', month: '2025-05', hours: 80 }]),
    }))
    const { applied } = await createRecord(org.context(org.maria), 'monthOverride', {
      projectId: 'p-alpha',
      month: '2025-05',
      hours: 160,
    })
    expect(applied.loads).toMatchObject([{ employee: 'Sarah Jones', fteBefore: 80 / 176, fteAfter: 0.5 }])
  })

  it.each([
    [{ month: '2025-13' }, "month '2025-13' is not a month."],
    [{ month: '2025-00' }, "month '2025-00' is not a month."],
    [{ month: '2025-10' }, '2025-10 is outside Project Alpha'],
    [{ hours: 0 }, 'Full-time hours must be above 0.'],
    [{ hours: Number.NaN }, 'hours: Invalid input'],
    [{ hours: 160.3 }, 'hours 160.3 is not a whole quarter hour.'],
  ])('of a month override with %j are refused', async (fields, reason) => {
    await expect(
      createRecord(admin(), 'monthOverride', { projectId: 'p-alpha', month: '2025-05', hours: 160, ...fields }),
    ).rejects.toThrow(reason)
  })

  it('of time off lower the capacity of the months they touch', async () => {
    const { applied } = await createRecord(admin(), 'timeOff', {
      employeeId: 'e-sarah',
      startsOn: '2025-05-26',
      endsOn: '2025-06-02',
      kind: 'leave',
    })
    expect(applied.loads.map((l) => [l.month, l.capacityHours])).toEqual([
      ['2025-05', 136],
      ['2025-06', 160],
    ])
  })
})

describe('the organisation’s policy', () => {
  it('can refuse hours above funded hours and above capacity', async () => {
    const { draftCells } = await import('./cells.js')
    const set = (assignmentId: string, hours: number) =>
      commitStep(admin(), async (db) => ({
        changes: await draftCells(db, [{ assignmentId, month: '2025-05', hours }]),
      }))
    await changeRecord(admin(), 'assignment', 's-alpha', { fundedHours: 50 }, 1)
    const { warnings } = await set('s-alpha', 80)
    expect(warnings[0]?.message).toBe('Sarah Jones on Project Alpha: 80 h allocated of 50 h funded, remaining -30 h.')
    await changeRecord(admin(), 'organisation', 'organisation', { overFunding: 'refuse', overAllocation: 'refuse' }, 1)
    await expect(set('s-alpha', 81)).rejects.toMatchObject({ code: 'refused_by_policy' })
    await expect(set('s-beta', 160)).rejects.toThrow('This puts Sarah Jones at')
  })
})

describe('the holiday calendar', () => {
  it('of the United States gives the federal full-time hours', async () => {
    const draft = await draftHolidayCalendar(org.db, { country: 'US', fromYear: 2025, toYear: 2027 }, admin().newId)
    await commitStep(admin(), async () => draft)
    const { loadCalendar } = await import('./load.js')
    const calendar = await loadCalendar(org.db)
    const hours = (year: number) =>
      Array.from({ length: 12 }, (_, i) => calendar.fullTimeQuarters(year * 100 + i + 1) / 4)
    const sum = (list: number[]) => list.reduce((a, b) => a + b, 0)
    expect(hours(2025).slice(8)).toEqual([168, 176, 144, 176])
    expect(hours(2026)).toEqual([160, 152, 176, 176, 160, 168, 176, 168, 168, 168, 152, 176])
    expect([2025, 2026, 2027].map((y) => sum(hours(y)))).toEqual([2000, 2000, 1992])
  })

  it('of an unknown country is refused', async () => {
    await expect(publicHolidays('ZZ', 2026, 2026)).rejects.toThrow("There is no holiday calendar of 'ZZ'.")
  })

  it('is the Admin’s to set', async () => {
    const draft = await draftHolidayCalendar(org.db, { country: 'US', fromYear: 2026, toYear: 2026 }, admin().newId)
    await expect(commitStep(org.context(org.maria), async () => draft)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(applyPlan(admin(), 'nothing')).rejects.toMatchObject({ code: 'not_found' })
  })
})
