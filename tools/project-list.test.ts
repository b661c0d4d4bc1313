import { afterAll, beforeAll, expect, it } from 'vitest'
import { type DemoOrganisation, openDemoOrganisation } from '../tests/demo-organisation.js'

let demo: DemoOrganisation
beforeAll(async () => {
  demo = await openDemoOrganisation()
})
afterAll(() => demo.close())

interface Row {
  name: string
  client: string
  manager: string
  status: string
  startsOn: string
  endsOn: string
  people: number
  fundedHours: number
  allocatedHours: number
  remainingHours: number
  plannedToDateHours: number
}

const list = async (input: object, mailbox = 'maria') => {
  const answer = await demo.ask(mailbox, 'get_project_status', input)
  const data = answer.data as { list: Row[]; total: number; fundedHours: number; remainingHours: number }
  return { say: answer.say, data, rows: data.list }
}

it('shows every open project with the figures that its own status has', async () => {
  const { rows, data } = await list({})
  expect(rows.some((p) => p.status === 'Closed')).toBe(false)
  expect(data.total).toBe(rows.length)
  for (const row of rows) {
    const one = (await demo.ask('maria', 'get_project_status', { project: row.name })).data as unknown as Row
    const {
      client,
      manager,
      status,
      startsOn,
      endsOn,
      fundedHours,
      allocatedHours,
      remainingHours,
      plannedToDateHours,
    } = one
    expect(row).toMatchObject({
      client,
      manager,
      status,
      startsOn,
      endsOn,
      fundedHours,
      allocatedHours,
      remainingHours,
      plannedToDateHours,
    })
  }
  expect(data.fundedHours).toBe(rows.reduce((sum, p) => sum + p.fundedHours, 0))
})

it('says which projects have the least left, and how much there is in all', async () => {
  const { say, rows, data } = await list({ sort: 'left' })
  const left = rows.map((p) => p.remainingHours)
  expect(left).toEqual([...left].sort((a, b) => a - b))
  expect(say).toContain(
    `Least left of the funded hours: ${rows[0]!.name} ${rows[0]!.remainingHours.toLocaleString('en-US')} of `,
  )
  expect(say).toContain(`${data.remainingHours.toLocaleString('en-US')} left.`)
})

it('keeps the projects under a share of their budget, those above it too', async () => {
  const all = (await list({})).rows
  const { rows, say } = await list({ leftBelow: 0.1 })
  expect(rows.map((p) => p.name)).toEqual(all.filter((p) => p.remainingHours < p.fundedHours / 10).map((p) => p.name))
  expect(say).toContain('less than 10 % of the budget left')
  expect((await list({ leftHoursBelow: -100_000 })).say).toContain('None of ')
})

it('tells who manages what, what ends when, and sums by client', async () => {
  expect((await list({ tell: 'manager' })).say).toMatch(/Maria Torres manages .*; /)
  const { rows } = await list({})
  const last = rows.map((p) => p.endsOn).sort()[0]!
  const ends = await list({ turn: 'ends', from: last.slice(0, 7), to: last.slice(0, 7) })
  expect(ends.rows.every((p) => p.endsOn.startsWith(last.slice(0, 7)))).toBe(true)
  expect(ends.say).toContain(last)
  const groups = (await list({ groupBy: 'client' })).data as unknown as { groups: { fundedHours: number }[] }
  expect(groups.groups.reduce((sum, g) => sum + g.fundedHours, 0)).toBe(rows.reduce((sum, p) => sum + p.fundedHours, 0))
})

it('tells what will be left of all budgets at the end of a month', async () => {
  const { data } = await list({ month: '2027-03' })
  const { rows } = await list({})
  let left = 0
  for (const row of rows) {
    const one = await demo.ask('maria', 'get_project_status', { project: row.name, month: '2027-03' })
    left += (one.data as unknown as { atEnd: { remainingHours: number } }).atEnd.remainingHours
  }
  expect(data).toMatchObject({ atEnd: { month: '2027-03', remainingHours: left } })
})

it('is no list for an employee', async () => {
  await expect(list({}, 'jane')).rejects.toMatchObject({ code: 'forbidden' })
})
