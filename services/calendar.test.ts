import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  Calendar,
  checkDate,
  fromMonthNumber,
  monthRange,
  monthsBetween,
  periodName,
  projectEnd,
  toMonthNumber,
} from './calendar.js'
import { publicHolidays } from './holiday-calendar.js'

const none = new Calendar(new Set())
const hours = (calendar: Calendar, from: number, to = from) =>
  monthRange(from, to).map((month) => calendar.fullTimeQuarters(month) / 4)
const sum = (list: number[]) => list.reduce((a, b) => a + b, 0)

describe('full-time hours', () => {
  it('of September 2024 without holidays are 168', () => {
    expect(hours(none, 202409)).toEqual([168])
  })

  it('of United States federal offices are those of the worked figures', async () => {
    const federal = new Calendar(new Set((await publicHolidays('US', 2025, 2028)).map((h) => h.date)))
    expect(hours(federal, 202509, 202512)).toEqual([168, 176, 144, 176])
    expect(hours(federal, 202601, 202612)).toEqual([160, 152, 176, 176, 160, 168, 176, 168, 168, 168, 152, 176])
    expect([2025, 2026, 2027].map((y) => sum(hours(federal, y * 100 + 1, y * 100 + 12)))).toEqual([2000, 2000, 1992])
  })

  it('of 2026 without holidays are 2088', () => {
    expect(sum(hours(none, 202601, 202612))).toBe(2088)
  })

  it('leave out a holiday on a weekday, not one on a weekend', () => {
    expect(hours(new Calendar(new Set(['2024-09-02'])), 202409)).toEqual([160])
    expect(hours(new Calendar(new Set(['2024-09-01'])), 202409)).toEqual([168])
  })
})

describe('a project', () => {
  it('of 18 sprints from 2025-01-01 ends on 2025-09-09', () => {
    expect(projectEnd('2025-01-01', 18)).toBe('2025-09-09')
  })

  it('owns a month when one of its business days lies inside', () => {
    // 1 November 2025 is a Saturday.
    expect(none.belongsTo(202511, '2025-01-01', '2025-11-02')).toBe(false)
    expect(none.belongsTo(202511, '2025-01-01', '2025-11-03')).toBe(true)
    expect(none.belongsTo(202508, '2025-08-30', '2025-12-31')).toBe(false)
  })
})

describe('business days between two dates', () => {
  it('are those of a filter over every day, with open ends', () => {
    const day = fc.integer({ min: 0, max: 120 }).map((n) => addDays('2025-12-15', n))
    fc.assert(
      fc.property(fc.option(day), fc.option(day), fc.constantFrom(202601, 202602, 202603), (from, to, month) => {
        const expected = none.businessDays(month).filter((d) => (!from || d >= from) && (!to || d <= to))
        expect(none.businessDaysWithin(month, from, to)).toEqual(expected)
      }),
    )
  })
})

describe('months', () => {
  it('are added and counted across years', () => {
    expect([addMonths(202601, -1), addMonths(202612, 1), addMonths(202610, 15)]).toEqual([202512, 202701, 202801])
    expect(monthsBetween(202611, 202702)).toBe(3)
  })

  it('travel to text and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1970, max: 2200 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
        expect(toMonthNumber(fromMonthNumber(year * 100 + month))).toBe(year * 100 + month)
      }),
    )
  })

  it.each(['2025-13', '2025-00', '2025-1', '25-01', 'May', ''])('named %j are refused', (text) => {
    expect(() => toMonthNumber(text)).toThrow('is not a month')
  })

  it('that end before they start, or span more than 20 years, are refused', () => {
    expect(() => monthRange(202605, 202604)).toThrow('ends (2026-04) before it starts (2026-05)')
    expect(() => monthRange(202601, 204701)).toThrow('longer than 20 years')
  })
})

it.each(['2026-02-30', '2025-02-29', '2026-13-01', '26-01-01', '2026-1-1'])('the date %s is refused', (date) => {
  expect(() => checkDate(date, 'startsOn')).toThrow(`startsOn '${date}' is not a date.`)
})

it.each([
  [202609, 202609, 'September 2026'],
  [202610, 202612, 'Q4 2026'],
  [202601, 202612, '2026'],
  [202607, 202612, 'H2 2026'],
  [202611, 202701, 'November 2026 to January 2027'],
])('the period %i to %i is called %s', (from, to, name) => {
  expect(periodName(from, to)).toBe(name)
})
