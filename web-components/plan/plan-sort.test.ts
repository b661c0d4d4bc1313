import { describe, expect, it } from 'vitest'
import { fixtureGrid } from './fixture-grid.js'
import { FRESH } from './plan-address.js'
import { PlanModel } from './plan-model.js'
import { buildRows, type PlanChoices } from './plan-rows.js'
import { readSort, sortAfterClick, sortKey, sortOrder } from './plan-sort.js'

const model = new PlanModel(fixtureGrid())
const ids = (choices: Partial<PlanChoices>) =>
  buildRows(model, { ...FRESH, expanded: new Set(), sortMonth: 1, ...choices }).map((row) => row.id)

describe('sorting by a heading', () => {
  it('begins with the usual order of the column, then turns it around, then goes back to names', () => {
    expect(sortAfterClick('name', 'allocated')).toBe('allocated')
    expect(sortAfterClick('allocated', 'allocated')).toBe('-allocated')
    expect(sortAfterClick('-allocated', 'allocated')).toBe('name')
    expect(sortAfterClick('name', 'name')).toBe('-name')
  })

  it('says the order as a screen reader does: most hours first is descending', () => {
    expect([sortOrder('2026-05', '2026-05'), sortOrder('-2026-05', '2026-05'), sortOrder('name', '2026-05')]).toEqual([
      'descending',
      'ascending',
      'none',
    ])
    expect([sortOrder('name', 'name'), sortOrder('remaining', 'remaining')]).toEqual(['ascending', 'ascending'])
  })

  it('knows the column: name, months, then the three budgets', () => {
    const { months } = model.data
    expect([-1, 0, 2, 3, 5].map((column) => sortKey(column, months))).toEqual([
      'name',
      '2026-04',
      '2026-06',
      'funded',
      'remaining',
    ])
  })

  it('puts the fullest person of a month first, and last when turned around', () => {
    expect(ids({ rows: 'people', sort: '2026-05' })).toEqual(['e1', 'e2', 'e3'])
    expect(ids({ rows: 'people', sort: '-2026-05' })).toEqual(['e3', 'e2', 'e1'])
    expect(ids({ rows: 'people', sort: '-name' })).toEqual(['e1', 'e3', 'e2'])
  })

  it('puts the project with most hours of a month or most funded hours first', () => {
    expect(ids({ sort: '2026-04' })).toEqual(['p1', 'p2'])
    expect(ids({ sort: '-funded' })).toEqual(['p2', 'p1'])
  })

  it('takes an unknown order in an address as the order by name', () => {
    expect([readSort('size'), readSort(null), readSort('-2026-11'), readSort('-fte')]).toEqual([
      'name',
      'name',
      '-2026-11',
      '-fte',
    ])
  })
})
