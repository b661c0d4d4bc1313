import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openSmallOrganisation } from '../tests/small-organisation.js'
import { readOverMonths } from './find-conflicts-over.js'
import { readLoads } from './load.js'

const months = [202505, 202506, 202507]
const ASSIGNMENTS = ['s-alpha', 's-beta', 'm-alpha', 'j-alpha']

/** Hours around full and half time of 176, 168 and 184 h, so that many months lie within a quarter hour of capacity. */
const quarters = fc.oneof(
  fc.integer({ min: 0, max: 900 }),
  fc.constantFrom(336, 352, 368, 672, 704, 736).chain((full) => fc.integer({ min: full - 1, max: full + 1 })),
)
const cells = fc.array(fc.tuple(fc.constantFrom(...ASSIGNMENTS), fc.constantFrom(...months), quarters), {
  maxLength: 14,
})
const overrides = fc.array(
  fc.tuple(fc.constantFrom('p-alpha', 'p-beta'), fc.constantFrom(...months), fc.constantFrom(640, 600)),
  { maxLength: 3 },
)
const day = fc.integer({ min: 1, max: 92 }).map((n) => new Date(Date.UTC(2025, 4, n)).toISOString().slice(0, 10))
const off = fc.array(fc.tuple(fc.constantFrom('e-sarah', 'e-mark', 'e-jane'), day, day, fc.nat(1)), { maxLength: 3 })

it('finds exactly the months that weighing every month finds, whatever overrides, days off and employments', async () => {
  const org = await openSmallOrganisation()
  let over = 0
  await fc.assert(
    fc.asyncProperty(
      cells,
      overrides,
      off,
      fc.option(day),
      fc.option(day),
      async (hours, monthly, spans, first, last) => {
        for (const table of ['allocation', 'month_override', 'time_off']) org.sqlite.exec(`delete from ${table}`)
        for (const [a, m, q] of hours)
          org.sqlite.prepare('insert or replace into allocation values (?, ?, ?, 1)').run(a, m, q)
        for (const [p, m, q] of monthly)
          org.sqlite.prepare('insert or replace into month_override values (?, ?, ?, ?, 1)').run(`${p}-${m}`, p, m, q)
        for (const [i, [e, a, b, half]] of spans.entries())
          org.sqlite
            .prepare("insert into time_off values (?, ?, ?, ?, 'leave', ?, 1)")
            .run(`t-${i}`, e, a < b ? a : b, a < b ? b : a, half)
        org.sqlite.prepare("update employee set starts_on = ?, ends_on = ? where id = 'e-mark'").run(first, last)
        const key = (l: { employeeId: string; month: number; overQuarters: number }) =>
          `${l.employeeId} ${l.month} ${l.overQuarters}`
        const loads = await readLoads(org.db, { months })
        const expected = loads.employees
          .flatMap((e) => loads.row(e.id))
          .filter((l) => l.side > 0)
          .map(key)
        over += expected.length
        expect(loads.over().map(key).sort()).toEqual([...expected].sort())
        const found = await readOverMonths(org.db, loads.calendar, months)
        expect(found.map(key).sort()).toEqual([...expected].sort())
        const sarah = await readOverMonths(org.db, loads.calendar, months, 'e-sarah')
        expect(sarah.map(key).sort()).toEqual(expected.filter((k) => k.startsWith('e-sarah ')).sort())
        for (const e of loads.employees)
          for (const month of months) {
            const load = loads.of(e.id, month)
            expect(loads.capacity(e.id, month)).toBe(load.capacityQuarters)
          }
      },
    ),
    { numRuns: 150, seed: 8 },
  )
  expect(over).toBeGreaterThan(100)
  await org.close()
})
