import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSmallOrganisation, type SmallOrganisation } from '../tests/small-organisation.js'
import { importFile } from './import.js'
import type { CellValue, TableFile } from './import-sheet.js'

let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
})
afterEach(() => org.close())

const take = (rows: CellValue[][], start?: string) => {
  const file: TableFile = {
    file: 'hours.xlsx',
    sheets: [{ name: 'Hours', rows: rows.map((cells, i) => ({ number: i + 1, cells })), merged: [] }],
    warnings: [],
  }
  return importFile(org.context(org.admin), file, { dryRun: true, start })
}

describe('a sheet of hours by month', () => {
  it.each<[string, CellValue, CellValue]>([
    ['dates', { date: '2025-03-01' }, { date: '2025-04-01' }],
    ['serial numbers', 45717, 45748],
    ['names with a short year', 'Mar-25', 'Apr-25'],
    ['ISO months', '2025-03', '2025-04'],
  ])('of several projects is read by its %s, blank cells left as they are', async (_, march, april) => {
    const report = await take([
      ['Project', 'Resource', march, april],
      ['ALPHA', 'Sarah Jones', 40, null],
      ['BETA', 'Sarah Jones', 8, 16],
      ['Total', null, 48, 16],
    ])
    expect(report.sheets).toMatchObject([{ table: 'Allocations', new: 3, refusedCount: 0 }])
    expect(report.plan?.changes.map((c) => c.kind === 'cell' && [c.project, c.month, c.after])).toEqual([
      ['Project Alpha', '2025-03', 40],
      ['Project Beta', '2025-03', 8],
      ['Project Beta', '2025-04', 16],
    ])
  })

  it('says which row and month column cannot be', async () => {
    const report = await take([
      ['Project', 'Resource', '2025-03', '2025-04'],
      ['OMEGA', 'Sarah Jones', 40, null],
      ['ALPHA', 'Sarah Jones', 'lots', null],
    ])
    expect(report.sheets[0]?.refused).toMatchObject([
      { row: 2, column: 'Project', value: 'OMEGA' },
      { row: 3, column: '2025-03 (C)', value: 'lots' },
    ])
  })

  it('with people and months alone is the plan of one project', async () => {
    const report = await take([
      ['Resource', '2025-03', '2025-04'],
      ['Sarah Jones', 8, 8],
    ])
    expect(report.sheets[0]).toMatchObject({ table: 'Staffing plan', refusedCount: 0 })
  })
})
