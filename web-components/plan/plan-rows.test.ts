import { describe, expect, it } from 'vitest'
import { fixtureGrid } from './fixture-grid.js'
import { PlanModel } from './plan-model.js'
import { buildRows, type PlanChoices } from './plan-rows.js'

const choices: PlanChoices = {
  rows: 'projects',
  text: '',
  role: '',
  lcat: '',
  manager: '',
  client: '',
  show: 'all',
  sort: 'name',
  group: 'none',
  expanded: new Set(),
  sortMonth: 1,
}
const ids = (over: Partial<PlanChoices>) =>
  buildRows(new PlanModel(fixtureGrid()), { ...choices, ...over }).map((row) => row.id)

describe('rows of the plan', () => {
  it('lists projects, opened into their people', () => {
    expect(ids({})).toEqual(['p1', 'p2'])
    expect(ids({ expanded: new Set(['p1']) })).toEqual(['p1', 'a3', 'a1', 'p2'])
  })

  it('lists people, those without a project too, opened into their projects', () => {
    expect(ids({ rows: 'people', expanded: new Set(['e1']) })).toEqual(['e2', 'e3', 'e1', 'a1', 'a2'])
  })

  it("shows one project's team as rows", () => {
    expect(ids({ projectId: 'p1' })).toEqual(['a3', 'a1'])
  })

  it('opens the project in which a searched person works', () => {
    expect(ids({ text: 'silva' })).toEqual(['p1', 'a3'])
    expect(ids({ text: 'beta' })).toEqual(['p2'])
  })

  it('keeps people above 100 % or on the bench alone', () => {
    expect(ids({ rows: 'people', show: 'over' })).toEqual(['e1'])
    expect(ids({ rows: 'people', show: 'bench' })).toEqual(['e3'])
  })

  it('sorts by FTE of a month and groups by role', () => {
    expect(ids({ rows: 'people', sort: '-fte' })).toEqual(['e1', 'e2', 'e3'])
    expect(ids({ rows: 'people', group: 'role' })).toEqual(['group Analyst', 'e1', 'group Cyber Analyst', 'e2', 'e3'])
  })

  it('filters by manager', () => {
    expect(ids({ manager: 'Tom Reed' })).toEqual(['p2'])
  })
})
