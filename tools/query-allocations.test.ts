import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readWith } from '../tests/demo-organisation.js'
import { openSmallOrganisation, type SmallOrganisation } from '../tests/small-organisation.js'
import { applyWith, hours } from '../tests/tool-plans.js'

let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
  await applyWith(org.toolContext(org.admin), 'set_hours', {
    changes: [
      hours('ALPHA', 'Sarah Jones', '2025-04', 100),
      hours('Alpha', 'sarah', '2025-05', 60),
      hours('Project Beta', 'Jones, Sarah', '2025-06', 80),
      hours('ALPHA', 'Mark', '2025-06', 40),
    ],
  })
})
afterEach(() => org.close())

const ask = (input: object, actor = org.director) => readWith(org.toolContext(actor), 'query_allocations', input)

describe('query_allocations', () => {
  it('answers a quarter in the words of the story', async () => {
    const { say } = await ask({ employees: ['Sarah'], from: '2025-04', to: '2025-06' })
    expect(say).toBe(
      'Sarah Jones has 240 hours in Q2 2025 across Project Alpha (160) and Project Beta (80): 46 % FTE of 520 full-time hours; 280 of 520 h free.',
    )
  })

  it.each([
    ['employee', { 'Sarah Jones': 240, 'Mark Lee': 40 }],
    ['project', { 'Project Alpha': 200, 'Project Beta': 80 }],
    ['month', { 'April 2025': 100, 'May 2025': 60, 'June 2025': 120 }],
    ['client', { ACME: 280 }],
    ['role', { 'Cyber Analyst': 280 }],
  ])('sums the same 280 hours by %s', async (groupBy, sums) => {
    const { data } = await ask({ from: '2025-04', to: '2025-06', groupBy })
    const rows = data.rows as { label: string; hours: number }[]
    expect(Object.fromEntries(rows.map((r) => [r.label, r.hours]))).toEqual(sums)
  })

  it('sets people beside each other with what each can work', async () => {
    const { say } = await ask({ employees: ['Sarah', 'Mark'], from: '2025-06', to: '2025-06', groupBy: 'employee' })
    expect(say).toBe(
      'Sarah Jones and Mark Lee have 120 hours in June 2025 across Sarah Jones (80 of 168 h, 48 %) and Mark Lee (40 of 168 h, 24 %): 0.7 FTE of 168 full-time hours; most time left: Mark Lee (128 h).',
    )
    expect((await ask({ employees: ['Sarah', 'Jane'], from: '2025-06', to: '2025-06' })).say).toContain(
      'Jane Doe (0 of 84 h, 0 %)',
    )
  })

  it('tells when somebody is free for the first time', async () => {
    await applyWith(org.toolContext(org.admin), 'set_hours', { changes: [hours('ALPHA', 'Sarah', '2025-04', 176)] })
    const { say } = await ask({ employees: ['Sarah'], from: '2025-04', to: '2025-06', groupBy: 'month' })
    expect(say).toContain('204 of 520 h free, the first of them in May 2025 (116 of 176 h).')
  })

  it('says so where nobody has hours', async () => {
    const { say } = await ask({ employees: ['Jane'], from: '2025-05', to: '2025-05' })
    expect(say).toBe(
      'Jane Doe has no hours in May 2025: all of 88 h free. There are none within two years of it either.',
    )
  })

  it('shows an employee their own plan only', async () => {
    await expect(ask({ employees: ['Mark'], from: '2025-06', to: '2025-06' }, org.sarah)).rejects.toMatchObject({
      code: 'not_found',
      details: { candidates: [] },
    })
  })

  it('says to an employee that what a project has is the own part of it', async () => {
    const { say } = await ask({ projects: ['ALPHA'], from: '2025-05', to: '2025-05' }, org.sarah)
    expect(say).toMatch(/You can see your own plan only\.$/)
  })
})
