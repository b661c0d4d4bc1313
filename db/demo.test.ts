import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addMonths, DemoCalendar, monthsBetween } from './demo/calendar.js'
import { demoBoard, seedDemo } from './demo.js'
import { type OpenDatabase, openDatabase } from './open.js'

type Row = Record<string, number>

describe.each(['2024-02', '2025-05', '2026-08', '2026-10', '2026-11', '2026-12', '2027-01'])('as of %s', (month) => {
  const today = Number(month.replace('-', ''))
  const year = Math.floor(today / 100)
  const calendar = new DemoCalendar(year - 2, year + 2)
  const coming = (number: number) => (year + (today % 100 > number ? 1 : 0)) * 100 + number
  let database: OpenDatabase

  beforeAll(async () => {
    database = await openDatabase(':memory:')
    await seedDemo(database.db, { month, now: new Date('2026-10-15T08:00:00Z') })
  })
  afterAll(() => database.close())

  const value = <T = number>(sql: string, ...values: unknown[]) =>
    database.sqlite
      .prepare(sql)
      .pluck()
      .get(...values) as T
  const list = <T = string>(sql: string, ...values: unknown[]) =>
    database.sqlite
      .prepare(sql)
      .pluck()
      .all(...values) as T[]
  const hours = (name: string, code: string, first: number, last = first) =>
    value(
      `select coalesce(sum(quarters), 0) / 4.0 from allocation join assignment a on a.id = assignment_id
       join employee e on e.id = employee_id join project p on p.id = project_id
       where e.name = ? and p.code = ? and month between ? and ?`,
      name,
      code,
      first,
      last,
    )

  test('sixty people in seven roles and four LCATs, fourteen projects of four managers', () => {
    const count = (table: string) => value(`select count(*) from ${table}`)
    expect(['employee', 'role', 'lcat', 'project'].map(count)).toEqual([60, 7, 4, 14])
    expect(value('select count(distinct manager_id) from project')).toBe(4)
    expect(list('select distinct system_role from user order by 1')).toEqual(['Admin', 'Director', 'Employee', 'PM'])
    expect(list("select name from employee where name like '% Smith' order by 1")).toEqual([
      'John Smith',
      'Olivia Smith',
    ])
    expect(value('select count(*) from employee where contract_pct < 100')).toBeGreaterThanOrEqual(3)
  })

  test('hours lie in the 24 months around today, inside project and employment', () => {
    const span = database.sqlite.prepare('select min(month) as first, max(month) as last from allocation').get() as Row
    expect(span).toEqual({ first: addMonths(today, -12), last: addMonths(today, 11) })
    for (const boundary of ['p.starts_on', "date(p.starts_on, '+' || (14 * p.sprints - 1) || ' days')", 'e.starts_on'])
      expect(
        value(`select count(*) from allocation join assignment a on a.id = assignment_id
          join project p on p.id = project_id join employee e on e.id = employee_id
          where quarters > 0 and ${boundary.includes('date(') ? 'month >' : 'month <'}
            cast(strftime('%Y%m', ${boundary}) as integer)`),
      ).toBe(0)
    expect(value('select count(*) from demand where count < 1 or quarters < 1')).toBe(0)
  })

  test('John Smith has 320 h on Alpha and 160 h on Beta in the fourth quarter, no month above full time', () => {
    const quarter = [year * 100 + 10, year * 100 + 12] as const
    expect([hours('John Smith', 'ALPHA', ...quarter), hours('John Smith', 'BETA', ...quarter)]).toEqual([320, 160])
    expect(
      value(
        `select sum(quarters) / 4.0 from allocation join assignment a on a.id = assignment_id
         where employee_id = 'emp-john-smith' and month between ? and ?`,
        ...quarter,
      ),
    ).toBe(480)
    for (const m of monthsBetween(...quarter))
      expect(hours('John Smith', 'ALPHA', m) + hours('John Smith', 'BETA', m)).toBeLessThanOrEqual(
        calendar.fullTimeHours(m),
      )
  })

  test('a month named without a year is one month of Alpha, and Jane Doe has 40 h in its September', () => {
    const [start, sprints] = database.sqlite
      .prepare("select starts_on, sprints from project where code = 'ALPHA'")
      .raw()
      .get() as [string, number]
    expect([start.slice(8), sprints]).toEqual(['01', 26])
    const { september } = demoBoard(month).months
    expect(hours('Jane Doe', 'ALPHA', september)).toBe(40)
    expect(hours('Jane Doe', 'ORION', september) + 80).toBeLessThanOrEqual(calendar.fullTimeHours(september))
    expect(list("select distinct month % 100 from allocation where assignment_id = 'asg-alpha-jane-doe'").length).toBe(
      value("select count(*) from allocation where assignment_id = 'asg-alpha-jane-doe'"),
    )
  })

  test('Sarah Jones stands at 60 % Beta and 48 % Alpha in the coming May', () => {
    const full = calendar.fullTimeHours(coming(5))
    const [beta, alpha] = [hours('Sarah Jones', 'BETA', coming(5)), hours('Sarah Jones', 'ALPHA', coming(5))]
    expect([beta / full, alpha / full, (alpha + beta) / full].map((fte) => Math.round(fte * 100))).toEqual([
      60, 48, 108,
    ])
    if (full === 160) expect([beta, alpha]).toEqual([96, 76.75])
  })

  test('Sarah Jones has 96 h + 96 h of 160 in a second month, in which Mark Chen stands at 80 of 160 on Alpha', () => {
    const { double } = demoBoard(month).months
    expect([hours('Sarah Jones', 'ALPHA', double), hours('Sarah Jones', 'BETA', double)]).toEqual([96, 96])
    for (const code of ['ALPHA', 'BETA'])
      expect(
        value(
          `select coalesce((select quarters / 4.0 from month_override join project p on p.id = project_id
           where code = ? and month = ?), ?)`,
          code,
          double,
          calendar.fullTimeHours(double),
        ),
      ).toBe(160)
    expect(hours('Mark Chen', 'ALPHA', double)).toBe(80)
    expect(
      value(
        `select sum(quarters) / 4.0 from allocation join assignment a on a.id = assignment_id
         where employee_id = 'emp-mark-chen' and month = ?`,
        double,
      ),
    ).toBe(80)
    const place = "select role_id || lcat_id from employee where name = 'X'"
    expect(value(place.replace('X', 'Mark Chen'))).toBe(value(place.replace('X', 'Sarah Jones')))
  })

  test('cyber analysts stand on both sides of half time in the coming November', () => {
    const half = calendar.fullTimeHours(coming(11)) / 2
    const november = (name: string, code: string) => hours(name, code, coming(11))
    expect(november('Ana Silva', 'SENTRY')).toBe(40)
    expect(november('Ben Ode', 'ZTA')).toBe(80)
    expect(november('Carlos Mendez', 'SENTRY')).toBe(half)
    expect(november('Mei Tanaka', 'SENTRY')).toBe(half - 4)
    expect(november('Grace Kim', 'ZTA')).toBe(0)
  })

  test('Phoenix has 4850 of 5000 funded hours allocated, Omar Haddad 450 of 500 on Alpha, payments tests too many', () => {
    const totals = (where: string) =>
      database.sqlite
        .prepare(
          `select (select sum(funded_quarters) from assignment a where ${where}) / 4.0 as funded, sum(quarters) / 4.0 as allocated
           from allocation join assignment a on a.id = assignment_id where ${where}`,
        )
        .get()
    expect(totals("a.project_id = 'prj-phx'")).toEqual({ funded: 5000, allocated: 4850 })
    expect(totals("a.id = 'asg-alpha-omar-haddad'")).toEqual({ funded: 500, allocated: 450 })
    const overrun = totals("a.id = 'asg-ledger-felix-braun'") as { funded: number; allocated: number }
    expect(overrun.allocated).toBeGreaterThan(overrun.funded)
  })

  test('Senior Developers have nothing free in the coming third quarter, and three are asked for', () => {
    const board = demoBoard(month)
    for (const m of board.months.thirdQuarter) {
      for (const name of list("select name from employee where role_id = 'role-developer' and lcat_id = 'lcat-senior'"))
        expect(board.fte(name, m) * calendar.fullTimeHours(m)).toBeCloseTo(board.capacityHours(name, m), 0)
      expect(value(`select sum(count) from demand where role_id = 'role-developer' and month = ?`, m)).toBe(3)
    }
    expect(value("select status from project where id = 'prj-vega'")).toBe('Planning')
    expect(value("select count(*) from demand where project_id = 'prj-vega'")).toBeGreaterThan(10)
  })

  test('this month: software engineers on Alpha average 95 %, cyber analysts 50 %, a bench of four or more', () => {
    const board = demoBoard(month)
    const full = calendar.fullTimeHours(today)
    const average = (names: string[]) =>
      names.reduce((sum, name) => sum + board.fte(name, today) * full, 0) /
      names.reduce((sum, name) => sum + board.capacityHours(name, today), 0)
    const engineers = list(
      `select name from employee e join assignment a on a.employee_id = e.id and project_id = 'prj-alpha'
       where e.role_id = 'role-sw-engineer'`,
    )
    expect(Math.round(average(engineers) * 1000)).toBe(950)
    expect(Math.round(average(list("select name from employee where role_id = 'role-cyber-analyst'")) * 1000)).toBe(500)
    const bench = list('select name from employee').filter((name) => {
      const capacity = board.capacityHours(name, today)
      return capacity > 0 && (board.fte(name, today) * full) / capacity < 0.25
    })
    expect(bench).toEqual(expect.arrayContaining(['Tyrone Banks', 'Jack Bennett', 'Gina Russo']))
    expect(bench.length).toBeGreaterThanOrEqual(4)
  })

  test('nobody is booked above capacity but those who are meant to be', () => {
    const board = demoBoard(month)
    const over = [...board.people.keys()].filter((name) =>
      monthsBetween(board.first, board.last).some(
        (m) => board.fte(name, m) * calendar.fullTimeHours(m) > board.capacityHours(name, m) + 1e-6,
      ),
    )
    expect(over.sort()).toEqual(['Daniel Kim', 'Ingrid Larsen', 'Sarah Jones', 'Tom Fischer'])
  })
})

test('is the same for the same month', async () => {
  const dump = async () => {
    const { db, close } = await openDatabase(':memory:')
    await seedDemo(db, { month: '2026-10', now: new Date(0) })
    const rows = [
      await db.selectFrom('employee').selectAll().execute(),
      await db.selectFrom('allocation').selectAll().execute(),
      await db.selectFrom('assignment').selectAll().execute(),
      await db.selectFrom('user').selectAll().execute(),
    ]
    await close()
    return rows
  }
  expect(await dump()).toEqual(await dump())
})

test('can be made for every month of today', () => {
  for (const month of monthsBetween(202501, 202812))
    expect(() => demoBoard(`${String(month).slice(0, 4)}-${String(month).slice(4)}`)).not.toThrow()
})
