import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyPlan } from '../services/changes.js'
import type { Candidate } from '../services/recommend-candidates.js'
import { type DemoOrganisation, openDemoOrganisation, readWith } from '../tests/demo-organisation.js'
import { openSmallOrganisation } from '../tests/small-organisation.js'
import { changeContext, planCalls } from './call-tool.js'

let demo: DemoOrganisation
beforeAll(async () => {
  demo = await openDemoOrganisation()
})
afterAll(() => demo.close())

const recommend = (mailbox: string, input: object) => demo.ask(mailbox, 'recommend_candidates', input)
const sentry = { role: 'Cyber Analyst', project: 'SENTRY', from: '2026-11', to: '2027-01' }

describe('recommended candidates', () => {
  it('come ranked, with the reason of every part, FTE now and then, and who is left out', async () => {
    const answer = await recommend('helen', { ...sentry, lcat: 'Mid' })
    expect(answer.say).toMatchInlineSnapshot(`
      "6 people could be Mid Cyber Analyst on Sentry SOC Operations in November 2026 to January 2027 (480 h needed; FTE of 480 h):
      1. Ana Silva (SIEM, Splunk, threat hunting, incident response): Cyber Analyst; Senior, above Mid; free for 344 of 480 h; on Sentry SOC Operations already; no other project; 28 % FTE now, 100 % then.
      2. Mei Tanaka (SIEM, malware analysis, Python): Cyber Analyst; Senior, above Mid; free for 252 of 480 h; on Sentry SOC Operations already; no other project; 48 % FTE now, 100 % then.
      3. Carlos Mendez (SIEM, Splunk, network forensics): Cyber Analyst; Senior, above Mid; free for 240 of 480 h; on Sentry SOC Operations already; no other project; 50 % FTE now, 100 % then.
      3 more could be offered.
      Not offered: Priya Raman is full, Tyrone Banks is below the LCAT Mid, Victor Osei is below the LCAT Mid."
    `)
  })

  it('have parts that add up to their score', async () => {
    const { data } = await recommend('helen', sentry)
    for (const c of data.candidates as Candidate[]) {
      const points = c.parts.reduce((sum, p) => sum + p.points, 0)
      const most = c.parts.reduce((sum, p) => sum + p.of, 0)
      expect(c.score).toBe(Math.round((100 * points) / most))
      expect(c.plannedHours).toBe(c.months.reduce((sum, m) => sum + m.plannedHours, 0))
    }
  })

  it('take the LCAT and the hours of the open position where none are named', async () => {
    const { data } = await recommend('helen', sentry)
    expect(data.position).toBe('Senior Cyber Analyst on Sentry SOC Operations')
    expect(data.neededHours).toBe(480)
    expect((data.notOffered as { reason: string }[]).map((n) => n.reason)).toContain('is below the LCAT Senior')
  })

  it('fill the position in one plan: on the project, with the hours, and the demand goes down by them', async () => {
    const { data } = await recommend('helen', sentry)
    const [first] = data.candidates as Candidate[]
    const ctx = demo.as('helen')
    const { plan } = await planCalls(first!.calls, ctx)
    const added = plan.changes.reduce((sum, c) => sum + (c.kind === 'cell' ? c.after - c.before : 0), 0)
    const left = plan.changes.reduce(
      (sum, c) =>
        c.kind === 'record' && c.table === 'demand'
          ? sum + Number(c.before?.hours ?? 0) - Number(c.after?.hours ?? 0)
          : sum,
      0,
    )
    expect([added, left]).toEqual([first!.plannedHours, first!.plannedHours])
    const loads = plan.loads.filter((l) => l.employee === first!.name)
    expect(loads.map((l) => [l.month, l.fteAfter])).toEqual(first!.months.map((m) => [m.month, m.fteThen]))
    expect(loads.every((l) => l.overAfter === 0)).toBe(true)
    const { changeSet } = await applyPlan(changeContext(ctx), plan.id)
    expect(changeSet.changes).toHaveLength(plan.changes.length)
    await demo.close()
    demo = await openDemoOrganisation()
  })

  it("of another manager's project say whose word they need", async () => {
    const { data } = await recommend('maria', sentry)
    expect((data.candidates as Candidate[])[0]!.needs).toBe('Helen Brandt')
  })

  it('rank the same way every time', async () => {
    const ask = async () => (await recommend('admin', { role: 'Cyber Analyst', from: '2026-11', to: '2026-11' })).data
    expect(await ask()).toEqual(await ask())
  })

  it('leave out who is named', async () => {
    const { data } = await recommend('admin', { ...sentry, lcat: 'Mid', exclude: ['Ana Silva'] })
    expect((data.candidates as Candidate[]).map((c) => c.name)).not.toContain('Ana Silva')
  })

  it('are nobody where nobody has the role in time, and the answer says why', async () => {
    const answer = await recommend('admin', { role: 'Senior Developer', from: '2027-08', to: '2027-08' })
    expect(answer.data.total).toBeGreaterThanOrEqual(0)
    expect(answer.say).toContain('Not offered:')
  })

  it('are not for an employee', async () => {
    await expect(recommend('jane', sentry)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('why not Lee?', () => {
  it('is answered with the smallest change that would put him first, and that change does', async () => {
    const input = { role: 'Senior Developer', project: 'ORION', from: '2026-12', to: '2026-12', explain: 'Lee' }
    const { data } = await recommend('admin', input)
    const explanation = data.explanation as { text: string; calls: Candidate['calls'] }
    expect(explanation.text).toMatch(
      /^Lee Novak is full\. To come first before Ingrid Larsen: take [\d.]+ h off Nimbus Landing Zone in December 2026\.$/,
    )
    const first = async (calls: Candidate['calls']) => {
      const org = await openDemoOrganisation()
      const ctx = org.as('admin')
      await applyPlan(changeContext(ctx), (await planCalls(calls, ctx)).plan.id)
      const again = await readWith(ctx, 'recommend_candidates', input)
      await org.close()
      return (again.data.candidates as Candidate[])[0]!.name
    }
    expect(await first(explanation.calls)).toBe('Lee Novak')
    const less = structuredClone(explanation.calls)
    const change = (less[0]!.input.changes as { hours: number }[])[0]!
    change.hours += 0.25
    expect(await first(less)).not.toBe('Lee Novak')
  })

  it('says who is first, which skills are missing, and who would have to be left out', async () => {
    const ask = async (input: object) =>
      ((await recommend('admin', { ...sentry, ...input })).data.explanation as { text: string }).text
    expect(await ask({ explain: 'Ana Silva' })).toBe('Ana Silva is first.')
    expect(await ask({ explain: 'Mei Tanaka' })).toBe(
      'Mei Tanaka is number 2 of 3. Even with the missing skills, Mei Tanaka would come first only without Ana Silva.',
    )
    expect(await ask({ project: 'ZTA', hours: 300, skills: ['zero trust', 'SIEM'], explain: 'Hannah Weiss' })).toMatch(
      /^Hannah Weiss is number 8 of 8\. To come first before Ben Ode: add the skills zero trust, SIEM\.$/,
    )
  })
})

it('spreads hours over months without losing a quarter hour', async () => {
  const org = await openSmallOrganisation()
  const input = { role: 'Cyber Analyst', project: 'BETA', from: '2025-05', to: '2025-07', hours: 100.25 }
  const { data } = await readWith(org.toolContext(org.admin), 'recommend_candidates', input)
  const [first] = data.candidates as Candidate[]
  expect(first!.months.map((m) => m.neededHours)).toEqual([33.5, 31.75, 35])
  expect(data.neededHours).toBe(100.25)
  await org.close()
})
