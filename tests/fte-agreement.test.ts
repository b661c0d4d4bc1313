import { afterAll, beforeAll, expect, it } from 'vitest'
import { readWorkbook } from '../files/read-workbook.js'
import { type DemoOrganisation, openDemoOrganisation, readWith } from './demo-organisation.js'
import { testFiles } from './small-organisation.js'

let demo: DemoOrganisation
beforeAll(async () => {
  demo = await openDemoOrganisation()
})
afterAll(() => demo.close())

const ask = async <T>(tool: string, input: object) => (await demo.ask('admin', tool, input)).data as unknown as T

/** The cells of one sheet of an exported workbook. */
async function reportCells(input: object, sheet: string): Promise<unknown[][]> {
  const { data } = await readWith({ ...demo.as('admin'), files: testFiles }, 'export_report', input)
  const report = await demo.db
    .selectFrom('report')
    .select('storageKey')
    .where('id', '=', String(data.reportId))
    .executeTakeFirstOrThrow()
  const pieces: Uint8Array[] = []
  for await (const piece of testFiles.read(report.storageKey)) pieces.push(piece)
  const { sheets } = readWorkbook(Buffer.concat(pieces), 'report.xlsx')
  return sheets.find((s) => s.name === sheet)!.rows.map((row) => row.cells)
}

interface Person {
  name: string
  fte: number
}

interface Board {
  roles: { role: string; members?: Person[] }[]
}

// A month with an override and an over-allocation, one with somebody away, and one in the past.
it.each(['2027-06', '2026-11', '2026-03'])(
  'FTE of everybody in %s is the same from grid, chat, dashboard, timeline, conflict list and report',
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

    const board = await ask<Board>('get_portfolio', { month })
    for (const { role } of board.roles) {
      const members = (await ask<Board>('get_portfolio', { month, role })).roles.flatMap((r) => r.members ?? [])
      expect(members.length).toBeGreaterThan(0)
      for (const m of members) expect([m.name, m.fte]).toEqual([m.name, fteOf.get(m.name)])
    }

    const conflicts = await ask<{ conflicts: { employee?: string; kind: string; fte?: number }[] }>(
      'find_conflicts',
      period,
    )
    for (const c of conflicts.conflicts)
      if (c.fte !== undefined) expect([c.employee, c.fte]).toEqual([c.employee, fteOf.get(c.employee!)])

    // The workbook's cells, read back: name in the first column, the month in the sixth.
    const cells = await reportCells({ report: 'utilisation', ...period, format: 'xlsx' }, 'FTE')
    const reported = cells.filter(([name]) => fteOf.has(String(name)))
    expect(reported.length).toBeGreaterThan(50)
    for (const row of reported) expect([row[0], Number(row[5] ?? 0)]).toEqual([row[0], fteOf.get(String(row[0]))])

    for (const name of ['Sarah Jones', 'Ingrid Larsen', 'John Smith']) {
      const timeline = await ask<{ months: { fte: number }[] }>('get_employee_timeline', { employee: name, ...period })
      expect(timeline.months[0]!.fte).toBe(fteOf.get(name))
    }
  },
)
