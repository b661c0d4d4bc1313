import { expect, test } from 'vitest'
import { addMonths, DemoCalendar, federalHolidays, monthsBetween } from './calendar.js'

const hoursOf = (calendar: DemoCalendar, year: number) =>
  monthsBetween(year * 100 + 1, year * 100 + 12).map((month) => calendar.fullTimeHours(month))
const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0)

test('counts the full-time hours of federal offices', () => {
  const calendar = new DemoCalendar(2024, 2028)
  expect([202509, 202510, 202511, 202512].map((month) => calendar.fullTimeHours(month))).toEqual([168, 176, 144, 176])
  expect(hoursOf(calendar, 2026)).toEqual([160, 152, 176, 176, 160, 168, 176, 168, 168, 168, 152, 176])
  expect([2025, 2026, 2027].map((year) => sum(hoursOf(calendar, year)))).toEqual([2000, 2000, 1992])
})

test('keeps a holiday on a Saturday the Friday before, also across New Year', () => {
  expect(federalHolidays(2026).find((holiday) => holiday.name === 'Independence Day')?.date).toBe('2026-07-03')
  expect(new DemoCalendar(2027, 2027).holidays.map((holiday) => holiday.date)).toContain('2027-12-31')
})

test('adds months across years', () => {
  expect([addMonths(202601, -1), addMonths(202612, 1), addMonths(202610, -12)]).toEqual([202512, 202701, 202510])
})
