import { afterAll, beforeAll, expect, it } from 'vitest'
import { type DemoOrganisation, openDemoOrganisation } from './demo-organisation.js'

let demo: DemoOrganisation
beforeAll(async () => {
  demo = await openDemoOrganisation()
})
afterAll(() => demo.close())

const ask = async <T>(tool: string, input: object) => (await demo.ask('admin', tool, input)).data as unknown as T

interface Person {
  name: string
  fte: number
}

// A month with an override and an over-allocation, one with somebody away, and one in the past.
it.each(['2027-06', '2026-11', '2026-03'])(
  'FTE of everybody in %s is the same from grid, chat, dashboard, timeline and conflict list',
  async (month) => {
    const period = { from: month, to: month }
    const grid = await ask<{ employees: { name: string; fte: number[] }[] }>('get_grid', period)
    const fteOf = new Map(grid.employees.map((e) => [e.name, e.fte[0]!]))
    expect(fteOf.size).toBe(60)

    const listed = await ask<{ employees: Person[] }>('find_employees', { ...period, limit: 500 })
    for (const e of listed.employees) expect([e.name, e.fte]).toEqual([e.name, fteOf.get(e.name)])

    const sums = await ask<{ rows: { label: string; fte: number }[] }>('query_allocations', {
      ...period,
      groupBy: 'employee',
    })
    for (const row of sums.rows) expect(row.fte).toBeCloseTo(fteOf.get(row.label)!, 12)

    const board = await ask<{ roles: { members: Person[] }[] }>('get_portfolio', { month })
    for (const m of board.roles.flatMap((r) => r.members)) expect([m.name, m.fte]).toEqual([m.name, fteOf.get(m.name)])

    const conflicts = await ask<{ conflicts: { employee?: string; kind: string; fte?: number }[] }>(
      'find_conflicts',
      period,
    )
    for (const c of conflicts.conflicts)
      if (c.fte !== undefined) expect([c.employee, c.fte]).toEqual([c.employee, fteOf.get(c.employee!)])

    for (const name of ['Sarah Jones', 'Ingrid Larsen', 'John Smith']) {
      const timeline = await ask<{ months: { fte: number }[] }>('get_employee_timeline', { employee: name, ...period })
      expect(timeline.months[0]!.fte).toBe(fteOf.get(name))
    }
  },
)
