import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ProjectStatus } from '../services/project-status.js'
import { type DemoOrganisation, openDemoOrganisation } from '../tests/demo-organisation.js'

let demo: DemoOrganisation
beforeAll(async () => {
  demo = await openDemoOrganisation()
})
afterAll(() => demo.close())

const status = async (mailbox: string, project: string) => {
  const answer = await demo.ask(mailbox, 'get_project_status', { project })
  return { say: answer.say, data: answer.data as unknown as ProjectStatus }
}

it('says funded and allocated as the story does', async () => {
  const { say } = await status('maria', 'Phoenix Data Migration')
  expect(say).toContain('Funded 5,000 h / Allocated 4,850 h (97 % of funded), remaining 150 h')
  expect(say).toContain('managed by David Okafor, 2026-01-01 to 2027-06-30 (39 sprints, 78 weeks)')
})

it('tells an employee the own part of a project and nothing else of it', async () => {
  const { data, say } = await status('sarah', 'ALPHA')
  const all = (await status('maria', 'ALPHA')).data
  const own = all.people.filter((p) => p.name === 'Sarah Jones')
  expect(data.people).toEqual(own)
  expect(data).toMatchObject({ fundedHours: own[0]!.fundedHours, allocatedHours: own[0]!.allocatedHours })
  expect(data.openPositions).toEqual([])
  const hidden = ['client', 'status', 'tentative', 'probability', 'manager', 'startsOn', 'endsOn', 'sprints', 'weeks']
  expect(Object.keys(data).filter((name) => hidden.includes(name))).toEqual([])
  expect(say).toMatch(/^Your part of Project Alpha \(ALPHA\)\. Funded/)
  await expect(status('sarah', 'PHX')).rejects.toMatchObject({ code: 'not_found' })
})

it('burns the funded hours down month by month to what remains', async () => {
  const { data } = await status('maria', 'PHX')
  let left = data.fundedHours
  for (const m of data.months) {
    left -= m.plannedHours
    expect(m.remainingHours).toBe(left)
  }
  expect(left).toBe(data.remainingHours)
  expect(data.months.at(-1)!.month).toBe('2027-06')
  expect(data.people.reduce((sum, p) => sum + p.allocatedHours, 0)).toBe(data.allocatedHours)
})

it('tells what is left at the end of a month, before and behind the project too', async () => {
  const { data } = await status('maria', 'PHX')
  const march = data.months.find((m) => m.month === '2027-03')!
  const at = async (month: string) => (await demo.ask('maria', 'get_project_status', { project: 'PHX', month })).say
  expect(await at('2027-03')).toBe(
    `Phoenix Data Migration has ${march.remainingHours.toLocaleString('en-US')} of 5,000 funded hours left at the end of March 2027: ${march.cumulativeHours.toLocaleString('en-US')} h are planned up to then, 4,850 h over all months.`,
  )
  expect(await at('2028-01')).toContain('has 150 of 5,000 funded hours left at the end of January 2028')
  expect(await at('2020-01')).toContain('has 5,000 of 5,000 funded hours left')
})

it('tells the budget of one person', async () => {
  const { data } = await status('maria', 'LEDGER')
  const felix = data.people.find((p) => p.name === 'Felix Braun')!
  const answer = await demo.ask('maria', 'get_project_status', { project: 'LEDGER', employee: 'Felix Braun' })
  expect(answer.say).toBe(
    `Felix Braun on Ledger Payments Modernization: funded ${felix.fundedHours.toLocaleString('en-US')} h / allocated ${felix.allocatedHours.toLocaleString('en-US')} h, 408 h above budget.`,
  )
  await expect(demo.ask('maria', 'get_project_status', { project: 'LEDGER', employee: 'Ana Silva' })).rejects.toThrow(
    'Ana Silva is not on Ledger Payments Modernization.',
  )
})

it('names whose budget is overrun', async () => {
  const { data, say } = await status('maria', 'LEDGER')
  expect(say).toContain('Above budget: Felix Braun by 408 h.')
  expect(data.people.find((p) => p.name === 'Felix Braun')!.remainingHours).toBe(-408)
})

it('marks a project in planning as tentative, and its open positions', async () => {
  const { data, say } = await status('maria', 'Vega')
  expect(say).toContain('is Planning')
  expect(say).toContain('In planning, probability 50 %.')
  expect(data).toMatchObject({ tentative: true, probability: 0.5 })
  expect(data.openPositions[0]).toMatchObject({ position: 'Senior Data Scientists', count: 2 })
})

it('names who is above capacity in coming months', async () => {
  const { say } = await status('maria', 'ALPHA')
  expect(say).toContain('Over-allocated: Sarah Jones 12.75 h in May 2027, Sarah Jones 32 h in June 2027.')
})

it('tells an employee whose hours are not planned yet so, not that something broke', async () => {
  await demo.db.deleteFrom('allocation').where('assignmentId', '=', 'asg-alpha-jane-doe').execute()
  const { data, say } = await status('jane', 'ALPHA')
  expect(data).toMatchObject({ allocatedHours: 0, months: [], people: [{ name: 'Jane Doe', overMonths: [] }] })
  expect(say).toContain('Allocated 0 h')
})
