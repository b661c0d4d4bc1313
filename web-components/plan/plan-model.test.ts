import { describe, expect, it } from 'vitest'
import { fixtureGrid } from './fixture-grid.js'
import { PlanModel } from './plan-model.js'

const load = (fteAfter: number, overAfter = 0) => ({
  employeeId: 'e1',
  employee: 'Sarah Jones',
  month: '2026-05',
  capacityHours: 160,
  fullTimeHours: 160,
  fteBefore: 0,
  fteAfter,
  overBefore: 0,
  overAfter,
  loadAfter: fteAfter,
  bandAfter: overAfter ? ('over' as const) : ('medium' as const),
})

describe('the plan on the page', () => {
  it('takes a cell with its totals and version, and the person from the server', () => {
    const model = new PlanModel(fixtureGrid())
    const cell = model.data.assignments[0]!
    const month = model.data.months[0]!.month
    const { allocated, funded } = cell
    const before = cell.hours[0]!
    const change = {
      kind: 'cell' as const,
      assignmentId: cell.id,
      project: '',
      employee: '',
      role: '',
      lcat: '',
      month,
      before,
      after: before + 8,
      version: 3,
    }
    const patched = model.take([change], [{ ...load(1.08, 12.75), employeeId: cell.employeeId, month }])
    expect(patched).toEqual({ cells: [{ assignmentId: cell.id, month }], reload: false })
    expect(cell).toMatchObject({ allocated: allocated + 8, remaining: funded - allocated - 8 })
    expect(cell.versions[0]).toBe(4)
    expect(model.employees.get(cell.employeeId)).toMatchObject({ band: expect.arrayContaining([5]) })
    expect(model.employees.get(cell.employeeId)!.overHours[0]).toBe(12.75)
  })

  it('asks for everything anew when a record changed that cells cannot show', () => {
    const model = new PlanModel(fixtureGrid())
    expect(
      model.take([{ kind: 'record', table: 'assignment', id: 'x', before: null, after: {}, version: 0 }], []).reload,
    ).toBe(true)
  })
})
