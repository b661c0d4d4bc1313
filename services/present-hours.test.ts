import { afterAll, beforeAll, expect, it } from 'vitest'
import { type DemoOrganisation, openDemoOrganisation } from '../tests/demo-organisation.js'
import { readPresentHours } from './present-hours.js'

let demo: DemoOrganisation
beforeAll(async () => {
  demo = await openDemoOrganisation()
})
afterAll(() => demo.close())

const idOf = async (email: string) =>
  (await demo.db.selectFrom('employee').select('id').where('email', '=', email).executeTakeFirstOrThrow()).id

it('tells hours by project, what is free on one of them, and the contract of a part-timer', async () => {
  const employeeIds = [await idOf('jane@example.com'), await idOf('rose@example.com')]
  const monthOf = await readPresentHours(demo.db, demo.as('maria').actor, {
    employeeIds,
    from: '2026-11',
    to: '2027-01',
  })
  const jane = monthOf(employeeIds[0]!, '2026-11')!
  expect([...jane.hours]).toEqual(
    expect.arrayContaining([
      ['ALPHA', 40],
      ['ORION', 66.5],
    ]),
  )
  expect([jane.capacityHours, jane.freeHours('ALPHA'), jane.contractFte]).toEqual([152, 45.5, 1])
  expect(monthOf(employeeIds[1]!, '2027-01')?.contractFte).toBe(0.6)
  expect(monthOf(employeeIds[0]!, '2027-02')).toBeUndefined()
})

it('shows an employee nobody else', async () => {
  const jane = await idOf('jane@example.com')
  const actor = {
    ...demo.as('maria').actor,
    systemRole: 'Employee' as const,
    employeeId: await idOf('rose@example.com'),
  }
  const monthOf = await readPresentHours(demo.db, actor, { employeeIds: [jane], from: '2026-11', to: '2026-11' })
  expect(monthOf(jane, '2026-11')).toBeUndefined()
})
