import { expect, it } from 'vitest'
import { fixtureGrid } from '../plan/fixture-grid.js'
import { burnDown } from './burn-down.js'

it('takes the hours of each month off the funded hours', () => {
  const grid = fixtureGrid()
  const result = burnDown(grid, grid.projects[0]!)
  expect(result).toMatchObject({ funded: 564, allocated: 228.75, months: ['2026-04', '2026-05', '2026-06'] })
  expect(result.planned).toEqual([564, 476, 335.25, 335.25])
  expect(result.even.at(-1)).toBe(0)
})
