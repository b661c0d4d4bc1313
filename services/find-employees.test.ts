import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSmallOrganisation, type SmallOrganisation, setCells } from '../tests/small-organisation.js'
import { type EmployeeQuery, listEmployees } from './find-employees.js'
import { readScope } from './policy.js'
import { createRecord } from './record-changes.js'

let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
  // May 2025: 176 h. Sarah 100 + 20 h, Mark 44 h, Jane (half time, 88 h) 88 h.
  await setCells(org, [
    ['s-alpha', '2025-05', 20],
    ['s-beta', '2025-05', 100],
    ['m-alpha', '2025-05', 44],
    ['j-alpha', '2025-05', 88],
  ])
})
afterEach(() => org.close())

const list = (query: Partial<EmployeeQuery> = {}) =>
  listEmployees(org.db, { scope: { all: true }, from: 202505, to: 202505, ...query })
const names = async (query: Partial<EmployeeQuery>) =>
  (await list(query)).employees.map((e) => e.name.split(' ')[0]).join(' ')

describe('the list of people', () => {
  it.each([
    ['name', 'Jane Mark Sarah'],
    ['fte', 'Mark Jane Sarah'],
    ['-fte', 'Sarah Jane Mark'],
    ['load', 'Mark Sarah Jane'],
    ['-load', 'Jane Sarah Mark'],
    ['free', 'Jane Sarah Mark'],
    ['-free', 'Mark Sarah Jane'],
  ] as const)('is sorted by %s', async (sort, order) => {
    expect(await names({ sort })).toBe(order)
  })

  it('goes by name where two are equal', async () => {
    await setCells(org, [['m-alpha', '2025-05', 88]])
    expect(await names({ sort: 'fte' })).toBe('Jane Mark Sarah')
  })

  it('tells hours by project, the most first, equal ones by name', async () => {
    const [line] = (await list({ sort: '-fte', limit: 1 })).employees
    expect(line!.projects.map((p) => `${p.name} ${p.hours}`)).toEqual(['Project Beta 100', 'Project Alpha 20'])
    await setCells(org, [['s-beta', '2025-05', 20]])
    const again = (await list({ roles: ['Cyber Analyst'], sort: 'name' })).employees.find((e) => e.id === 'e-sarah')
    expect(again!.projects.map((p) => p.name)).toEqual(['Project Alpha', 'Project Beta'])
  })

  it('sums the months of a period on each project', async () => {
    await setCells(org, [['s-alpha', '2025-06', 30]])
    const { employees } = await list({ to: 202506, sort: '-fte', limit: 1 })
    expect(employees[0]!.projects).toMatchObject([{ hours: 100 }, { hours: 50 }])
    expect(employees[0]!.fullTimeHours).toBe(176 + 168)
  })

  it('counts people of capacity 0 apart, and names who comes nearest when nobody fits', async () => {
    await createRecord(org.context(org.admin), 'employee', {
      name: 'Zoe Zero',
      email: 'zoe@example.com',
      contractPct: 0,
    })
    const found = await list({ fte: { above: 0.7, below: 0.75 } })
    expect(found).toMatchObject({ total: 0, considered: 4, withoutCapacity: 1 })
    expect(found.nearest.map((n) => n.name)).toEqual(['Sarah Jones', 'Jane Doe', 'Mark Lee'])
    const free = await list({ load: { atMost: 0.2 } })
    expect(free.nearest[0]).toMatchObject({ name: 'Mark Lee', load: 0.25 })
    const busy = await list({ load: { atLeast: 1.5 } })
    expect(busy.nearest[0]).toMatchObject({ name: 'Jane Doe', load: 1 })
  })

  it('holds somebody without a role or LCAT', async () => {
    await createRecord(org.context(org.admin), 'employee', { name: 'Lee Park', email: 'lee@example.com' })
    expect((await list()).employees.find((e) => e.name === 'Lee Park')).toMatchObject({ role: '', lcat: '', fte: 0 })
  })

  it('of an employee is herself; of a user who is no employee, nobody', async () => {
    expect(await names({ scope: await readScope(org.db, org.sarah) })).toBe('Sarah')
    expect(await names({ scope: await readScope(org.db, { ...org.sarah, employeeId: null }) })).toBe('')
  })
})
