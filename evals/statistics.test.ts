import { expect, it } from 'vitest'
import { quantile, wilson } from './statistics.js'

it("gives Wilson's interval, also where nothing or everything passed", () => {
  const rounded = (passed: number, total: number) =>
    wilson(passed, total).map((bound) => Math.round(bound * 1000) / 1000)
  expect(rounded(8, 10)).toEqual([0.49, 0.943])
  expect(rounded(0, 10)).toEqual([0, 0.278])
  expect(rounded(10, 10)).toEqual([0.722, 1])
  expect(wilson(0, 0)).toEqual([0, 1])
})

it('takes quantiles by nearest rank', () => {
  expect([quantile([3, 1, 2], 0.5), quantile([3, 1, 2], 0.95), quantile([], 0.5)]).toEqual([2, 3, 0])
})
