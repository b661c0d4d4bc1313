import { afterEach, beforeEach, expect, it } from 'vitest'
import { openSmallOrganisation, type SmallOrganisation } from '../tests/small-organisation.js'
import { draftCells } from './cells.js'
import { commitStep } from './changes.js'
import { readPortfolio } from './portfolio.js'

let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
  const set = (assignmentId: string, hours: number) => async (db: SmallOrganisation['db']) => ({
    changes: await draftCells(db, [{ assignmentId, month: '2025-05', hours }]),
  })
  await commitStep(org.context(org.paul), set('s-beta', 105.5))
  await commitStep(org.context(org.maria), set('s-alpha', 84.5))
  await commitStep(org.context(org.maria), set('j-alpha', 44))
})
afterEach(() => org.close())

it('sums FTE by role with the projects and people behind it', async () => {
  const { roles } = await readPortfolio(org.db, org.director, 202505, 'Cyber Analyst')
  const cyber = roles.find((role) => role.role === 'Cyber Analyst')!
  expect(cyber).toMatchObject({ people: 2, capacityFte: 2 })
  expect(cyber.fte).toBeCloseTo(1.0795, 4)
  expect(cyber.projects?.map((project) => project.code)).toEqual(['BETA', 'ALPHA'])
  expect(cyber.members?.map((member) => member.name)).toEqual(['Mark Lee', 'Sarah Jones'])
  expect(roles.filter((role) => role.members || role.projects)).toEqual([cyber])
})

it('names who is above capacity and who is on the bench', async () => {
  const { over, bench, utilisation } = await readPortfolio(org.db, org.director, 202505)
  expect(over).toMatchObject([{ name: 'Sarah Jones', overHours: 14 }])
  expect(bench.map((person) => person.name)).toEqual(['Mark Lee'])
  expect(utilisation).toBeCloseTo((190 + 44) / (176 * 2.5), 6)
})

it('lists budgets of projects', async () => {
  const { projects } = await readPortfolio(org.db, org.director, 202505)
  expect(projects.find((project) => project.code === 'ALPHA')).toMatchObject({ allocated: 128.5, monthHours: 128.5 })
})

it('is not for an employee', async () => {
  await expect(readPortfolio(org.db, org.sarah, 202505)).rejects.toMatchObject({ code: 'forbidden' })
})
