import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSmallOrganisation, type SmallOrganisation, setCells } from '../tests/small-organisation.js'
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
    [{ sprints: 0 }, 'sprints 0 is below 1.'],
    [{ sprints: -3 }, 'sprints -3 is below 1.'],
    [{ startsOn: '2025-13-01' }, "startsOn '2025-13-01' is not a date."],
    [{ name: '' }, 'name has 0 characters; at least 1.'],
    [{ status: 'Open' }, "('Open' was given)"],
    [{ name: 'x'.repeat(10_000) }, 'name has 10000 characters; at most 120.'],
    [{ managerId: 'u-director' }, 'Dora Director is Director; a project is managed by a PM or an Admin.'],
    [{ managerId: 'u-nobody' }, "There is no user 'u-nobody'"],
    [{ managerId: '' }, "There is no user ''"],
    [{ probabilityPct: 101 }, 'probabilityPct 101 is above 100.'],
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
    [{ hours: Number.NaN }, 'hours: Invalid input: expected number, received NaN.'],
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

describe('what makes no sense', () => {
  type Case = [Parameters<typeof createRecord>[1], object, string]
  const demand = { projectId: 'p-alpha', month: '2025-05', hours: 80 }
  const off = { employeeId: 'e-sarah', startsOn: '2025-05-02', endsOn: '2025-05-05' }
  it.each<Case>([
    [
      'assignment',
      { projectId: 'p-alpha', employeeId: 'e-sarah' },
      'This person is already on the project with that LCAT.',
    ],
    ['assignment', { projectId: 'p-none', employeeId: 'e-sarah' }, "There is no project 'p-none'."],
    ['assignment', { projectId: 'p-beta', employeeId: 'e-none' }, "There is no employee 'e-none'."],
    [
      'assignment',
      { projectId: 'p-beta', employeeId: 'e-mark', fundedHours: -1 },
      'fundedHours -1 is outside 0 to 2000000.',
    ],
    [
      'assignment',
      { projectId: 'p-beta', employeeId: 'e-mark', fundedHours: 0.3 },
      'fundedHours 0.3 is not a whole quarter hour.',
    ],
    ['monthOverride', { projectId: 'p-none', month: '2025-05', hours: 160 }, "There is no project 'p-none'."],
    [
      'demand',
      { ...demand, month: '2025-10' },
      '2025-10 is outside Project Alpha, which runs from 2025-01-01 to 2025-09-09.',
    ],
    ['demand', { ...demand, hours: 745 }, 'hours 745 is outside 0 to 744.'],
    ['demand', { ...demand, count: 0 }, 'count 0 is below 1.'],
    ['demand', { ...demand, roleId: 'r-none' }, "There is no role 'r-none'."],
    ['timeOff', { ...off, endsOn: '2025-05-01' }, 'endsOn 2025-05-01 is before startsOn 2025-05-02.'],
    ['timeOff', { ...off, endsOn: '2025-02-29' }, "endsOn '2025-02-29' is not a date."],
    ['timeOff', { ...off, endsOn: '2025-04-30' }, 'endsOn 2025-04-30 is before startsOn 2025-05-02.'],
    ['timeOff', { ...off, employeeId: 'e-none' }, "There is no employee 'e-none'."],
    ['holiday', { date: '2025-06-31', name: 'x' }, "date '2025-06-31' is not a date."],
    ['employee', { name: 'X', email: 'nobody' }, "email: is not an e-mail address ('nobody' was given)."],
    ['employee', { name: 'X', email: 'x@example.com', contractPct: 101 }, 'contractPct 101 is above 100.'],
    ['employee', { name: 'X', email: 'x@example.com', lcatId: 'l-none' }, "There is no LCAT 'l-none'."],
  ])('%s %j is refused and nothing is written', async (table, fields, reason) => {
    await expect(createRecord(admin(), table, fields as never)).rejects.toThrow(reason)
    expect(await org.db.selectFrom('changeSet').select('seq').execute()).toEqual([])
  })

  it.each<Case>([
    [
      'monthOverride',
      { projectId: 'p-alpha', month: '2025-05', hours: 160 },
      '2025-05 already has an override on this project.',
    ],
    ['holiday', { date: '2025-06-30', name: 'x' }, '2025-06-30 is already a holiday.'],
    ['lcat', { name: 'Lead' }, 'There is already a LCAT named Lead.'],
  ])('%s %j is not made twice', async (table, fields, reason) => {
    await createRecord(admin(), table, fields as never)
    await expect(createRecord(admin(), table, fields as never)).rejects.toThrow(reason)
  })

  it('outside a project that gets shorter is counted by months', async () => {
    await setCells(org, [
      ['s-alpha', '2025-05', 8],
      ['m-alpha', '2025-06', 8],
    ])
    const { applied } = await changeRecord(admin(), 'project', 'p-alpha', { sprints: 2 }, 1)
    expect(applied.warnings[0]?.message).toBe("Project Alpha has hours in 2 months outside the project's period.")
  })

  it('as taking an assignment with hours away is refused', async () => {
    await setCells(org, [['s-alpha', '2025-05', 8]])
    await expect(removeRecord(admin(), 'assignment', 's-alpha', 1)).rejects.toMatchObject({
      message: 'The assignment still has hours.',
      hint: 'Clear its hours in the same step, or keep the assignment.',
    })
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

  it('of another country replaces the days of its years and leaves the others', async () => {
    const set = (country: string, fromYear: number, toYear: number) =>
      commitStep(admin(), (db) => draftHolidayCalendar(db, { country, fromYear, toYear }, admin().newId))
    await set('US', 2025, 2026)
    await set('DE', 2026, 2026)
    const dates = (await org.db.selectFrom('holiday').select('date').execute()).map((h) => h.date)
    expect(dates).toEqual(expect.arrayContaining(['2025-07-04', '2026-05-01', '2026-12-25']))
    expect(dates).not.toContain('2026-07-03')
    await set('', 2026, 2026)
    expect((await org.db.selectFrom('holiday').select('date').execute()).length).toBe(dates.length)
    await expect(set('DE', 2026, 2025)).rejects.toThrow('The years 2026 to 2025 are not a range of at most 20 years.')
    await expect(set('DE', 2000, 2030)).rejects.toThrow('The years 2000 to 2030 are not a range of at most 20 years.')
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
