import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Forecast } from '../services/forecast-staffing.js'
import { type DemoOrganisation, openDemoOrganisation, readWith } from '../tests/demo-organisation.js'
import { openSmallOrganisation } from '../tests/small-organisation.js'

let demo: DemoOrganisation
beforeAll(async () => {
  demo = await openDemoOrganisation()
})
afterAll(() => demo.close())

const forecast = async (mailbox: string, input: object) => {
  const answer = await demo.ask(mailbox, 'forecast_staffing', input)
  return { say: answer.say, data: answer.data as unknown as Forecast }
}

describe('the forecast', () => {
  it('says the shortage as the story does, with figures and who could be trained', async () => {
    const { say } = await forecast('raj', { from: '2027-07', to: '2027-09' })
    expect(say.split('\n')[0]).toBe(
      'Short of 3 Senior Developers in Q3 2027 (3 FTE wanted, 0 free in July 2027). To train: Tomas Vidal (Mid Developer, 1 FTE free), Aisha Bello (Mid Developer, 0.75 FTE free), Daniel Kim (Mid Developer, 0.26 FTE free).',
    )
  })

  it('understands "Senior Developers" as role and LCAT', async () => {
    const one = await forecast('raj', { roles: ['Senior Developers'], from: '2027-07', to: '2027-09' })
    const two = await forecast('raj', { roles: ['Developer'], lcats: ['Senior'], from: '2027-07', to: '2027-09' })
    expect(one.data.lines).toEqual(two.data.lines)
    expect(one.data.lines).toMatchObject([{ role: 'Developer', lcat: 'Senior', shortage: 3, period: 'Q3 2027' }])
  })

  it('counts demand and assignments of a project in planning by its probability', async () => {
    const { data } = await forecast('raj', { roles: ['Data Scientist'], from: '2027-01', to: '2027-03' })
    const senior = data.lines.find((l) => l.lcat === 'Senior')!
    // Two positions at full time on a project of 50 %.
    expect(senior.months.map((m) => m.demandFte)).toEqual([1, 1, 1])
    expect(data.planning).toEqual([{ project: 'Vega Telemetry Analytics', probability: 0.5 }])
    expect(data.assumptions.join(' ')).toContain('Vega Telemetry Analytics 50 %')
  })

  it('splits a year into its quarters', async () => {
    const { data } = await forecast('raj', { roles: ['Developer'], from: '2026-11', to: '2027-04' })
    expect([...new Set(data.lines.map((l) => l.period))]).toEqual([
      'November 2026 to December 2026',
      'Q1 2027',
      'April 2027',
    ])
  })

  it('names the bench to come', async () => {
    const { data } = await forecast('raj', { from: '2026-11', to: '2026-12' })
    expect(data.bench.map((b) => b.name)).toEqual(
      expect.arrayContaining(['Tyrone Banks', 'Jack Bennett', 'Gina Russo']),
    )
    expect(data.bench.every((b) => b.load < 0.25)).toBe(true)
  })

  it('is not for an employee', async () => {
    await expect(forecast('jane', { from: '2027-07', to: '2027-09' })).rejects.toMatchObject({ code: 'forbidden' })
  })
})

it('rounds a shortage up to whole people, exactly', async () => {
  const org = await openSmallOrganisation()
  const demand = (id: string, hours: number) => ({
    id,
    projectId: 'p-alpha',
    roleId: 'r-cyber',
    lcatId: 'l-senior',
    skills: '[]',
    month: 202505,
    quarters: hours * 4,
    count: 1,
    version: 1,
  })
  // Two Cyber Analysts with nothing to do: 2 FTE of 176 h are free.
  await org.db
    .insertInto('demand')
    .values([demand('d-1', 176), demand('d-2', 176)])
    .execute()
  const ask = async () =>
    (await readWith(org.toolContext(org.admin), 'forecast_staffing', { from: '2025-05', to: '2025-05' }))
      .data as unknown as Forecast
  expect((await ask()).lines.find((l) => l.lcat === 'Senior')!.shortage).toBe(0)
  await org.db.insertInto('demand').values(demand('d-3', 0.25)).execute()
  expect((await ask()).lines.find((l) => l.lcat === 'Senior')).toMatchObject({
    shortage: 1,
    text: 'short of 1 Senior Cyber Analyst in May 2025',
  })
  await org.close()
})
