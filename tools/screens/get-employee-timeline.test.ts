import { afterAll, beforeAll, expect, it } from 'vitest'
import type { EmployeeTimeline } from '../../services/employee-timeline.js'
import { type DemoOrganisation, openDemoOrganisation } from '../../tests/demo-organisation.js'

let demo: DemoOrganisation
beforeAll(async () => {
  demo = await openDemoOrganisation()
})
afterAll(() => demo.close())

const timeline = async (mailbox: string, employee: string, month = '2027-05') =>
  (await demo.ask(mailbox, 'get_employee_timeline', { employee, from: month, to: month }))
    .data as unknown as EmployeeTimeline

it('shows two blocks for May: 60 % Beta and 48 % Alpha', async () => {
  const { months } = await timeline('maria', 'Sarah Jones')
  expect(months[0]!.blocks.map((b) => [b.code, Math.round(b.fte * 100), b.fullTimeHours])).toEqual([
    ['BETA', 60, 160],
    ['ALPHA', 48, 160],
  ])
  expect(months[0]).toMatchObject({ band: 'over', overHours: 12.75, capacityHours: 160 })
})

it('counts a block on an overridden month by its own full-time hours', async () => {
  const { months } = await timeline('maria', 'Sarah Jones', '2027-06')
  expect(months[0]!.blocks.map((b) => [b.hours, b.fullTimeHours, b.fte])).toEqual([
    [96, 160, 0.6],
    [96, 160, 0.6],
  ])
  expect(months[0]).toMatchObject({ fullTimeHours: 168, overHours: 32 })
})

it('is for employees their own only', async () => {
  expect((await timeline('jane', 'Jane Doe')).name).toBe('Jane Doe')
  await expect(timeline('jane', 'Sarah Jones')).rejects.toMatchObject({ code: 'not_found' })
})
