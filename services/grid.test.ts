import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSmallOrganisation, type SmallOrganisation, TODAY } from '../tests/small-organisation.js'
import { callTool } from '../tools/call-tool.js'
import { draftCells } from './cells.js'
import { commitStep } from './changes.js'
import { defaultWindow, readGrid } from './grid.js'

let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
  const set = (assignmentId: string, month: string, hours: number) => async (db: SmallOrganisation['db']) => ({
    changes: await draftCells(db, [{ assignmentId, month, hours }]),
  })
  await commitStep(org.context(org.paul), set('s-beta', '2025-05', 105.5))
  await commitStep(org.context(org.maria), set('s-alpha', '2025-05', 84.5))
  await commitStep(org.context(org.maria), set('s-alpha', '2025-09', 40))
})
afterEach(() => org.close())

const window = { from: 202504, to: 202506 }
const grid = (actor: SmallOrganisation['admin'], projectId?: string) =>
  readGrid(org.db, actor, TODAY, { ...window, projectId })

describe('the data of the grid', () => {
  it('hold hours and versions by month, the load over all projects and the number of the feed', async () => {
    const data = await grid(org.admin)
    expect(data.months.map((month) => month.fullTimeHours)).toEqual([176, 176, 168])
    const sarah = data.employees.find((employee) => employee.id === 'e-sarah')!
    expect(sarah.fte[1]).toBeCloseTo(1.0795, 4)
    expect(sarah).toMatchObject({ band: [0, 5, 0], overHours: [0, 14, 0], capacityHours: [176, 176, 168] })
    expect(data.assignments.find((a) => a.id === 's-alpha')).toMatchObject({
      hours: [0, 84.5, 0],
      versions: [0, 1, 0],
      funded: 1000,
      allocated: 124.5,
      remaining: 875.5,
    })
  })

  it('say which projects a manager may write, and who may where she may not', async () => {
    const { projects } = await grid(org.maria)
    expect(projects.map((p) => [p.code, p.editable, p.whyNot])).toEqual([
      ['ALPHA', true, ''],
      ['BETA', false, expect.stringContaining('needs Paul Planner')],
    ])
    expect((await grid(org.director)).projects.every((p) => !p.editable)).toBe(true)
  })

  it('show an employee nothing but their own plan', async () => {
    const data = await grid(org.sarah)
    expect(data.employees.map((e) => e.name)).toEqual(['Sarah Jones'])
    expect(data.assignments.map((a) => a.id).sort()).toEqual(['s-alpha', 's-beta'])
    expect(data.projects.map((p) => p.manager)).toEqual(['', ''])
  })

  it('of one project hold its team and what they do elsewhere', async () => {
    const data = await grid(org.maria, 'p-alpha')
    expect(data.employees.map((e) => e.id)).not.toContain('nobody')
    expect(data.projects.map((p) => p.code)).toEqual(['ALPHA', 'BETA'])
    expect(data.assignments.map((a) => a.id)).toContain('s-beta')
  })

  it('of one person hold that person and what they work on, and nobody for a reader who may not see them', async () => {
    const of = (actor: SmallOrganisation['admin'], employeeId: string) =>
      readGrid(org.db, actor, TODAY, { ...window, employeeId })
    const whole = await grid(org.director)
    const sarah = await of(org.director, 'e-sarah')
    expect(sarah.employees).toEqual(whole.employees.filter((e) => e.id === 'e-sarah'))
    expect(sarah.assignments).toEqual(whole.assignments.filter((a) => a.employeeId === 'e-sarah'))
    expect(sarah.projects.map((p) => p.code)).toEqual(['ALPHA', 'BETA'])
    expect(await of(org.sarah, 'e-mark')).toMatchObject({ employees: [], assignments: [], projects: [] })
  })

  it('take an override into the full-time hours of that project alone', async () => {
    await org.db
      .insertInto('monthOverride')
      .values({ id: 'o', projectId: 'p-alpha', month: 202505, quarters: 640, version: 1 })
      .execute()
    const { projects } = await grid(org.admin)
    expect(projects.map((p) => [p.fullTimeHours[1], p.overridden[1]])).toEqual([
      [160, true],
      [176, false],
    ])
  })

  it('name the holidays of a month and count its business days', async () => {
    await org.db
      .insertInto('holiday')
      .values([
        { id: 'h1', date: '2025-05-26', name: 'Memorial Day', version: 1 },
        { id: 'h2', date: '2025-05-31', name: 'On a Saturday', version: 1 },
      ])
      .execute()
    const { months } = await grid(org.admin)
    expect(months[1]).toEqual({
      month: '2025-05',
      fullTimeHours: 168,
      businessDays: 21,
      holidays: [{ date: '2025-05-26', name: 'Memorial Day' }],
    })
  })

  it('open with a year around today, or with the whole project', async () => {
    expect(defaultWindow('2025-01-15')).toEqual({ from: 202411, to: 202510 })
    const read = await callTool({ tool: 'get_grid', input: { project: 'Alpha' } }, org.toolContext(org.maria))
    const months = (read as unknown as { data: { months: { month: string }[] } }).data.months
    expect([months[0]?.month, months.at(-1)?.month]).toEqual(['2025-01', '2025-09'])
  })
})
