import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSmallOrganisation, type SmallOrganisation } from '../tests/small-organisation.js'
import { importFile } from './import.js'
import { splitMapping } from './import-map.js'
import type { CellValue, TableFile } from './import-sheet.js'

let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
})
afterEach(() => org.close())

const take = (sheets: Record<string, CellValue[][]>, map?: Record<string, string>, start?: string) => {
  const file: TableFile = {
    file: 'plan.xlsx',
    sheets: Object.entries(sheets).map(([name, rows]) => ({
      name,
      rows: rows.map((cells, i) => ({ number: i + 1, cells })),
      merged: [],
    })),
    warnings: [],
  }
  return importFile(org.context(org.admin), file, { dryRun: true, map, start })
}
const ODD: CellValue[][] = [
  ['WBS', 'Wer', 'Periode', 'Std', 'Hours'],
  ['ALPHA', 'sarah@example.com', '2025-03', 40, 999],
]

describe('headers that say nothing', () => {
  it('are read as the importer says, whatever else stands there', async () => {
    const report = await take(
      { Sheet1: ODD },
      { WBS: 'Project Code', wer: 'Allocations.Employee Email', Periode: 'month', Std: 'Hours', Hours: '-' },
    )
    expect(report.summary).toMatchObject({ new: 1, refused: 0 })
    expect(report.plan?.changes).toMatchObject([{ month: '2025-03', after: 40 }])
    expect(report.sheets[0]?.columns).toEqual([
      { header: 'WBS', field: 'Project Code', guessed: false, mapped: true },
      { header: 'Wer', field: 'Employee Email', guessed: false, mapped: true },
      { header: 'Periode', field: 'Month', guessed: false, mapped: true },
      { header: 'Std', field: 'Hours', guessed: false, mapped: true },
    ])
  })

  it('are named, with what they can be mapped to, and what was guessed from which header', async () => {
    const report = await take({
      Allocations: [
        ['Project Code', 'Employe Emial', 'Month', 'Std'],
        ['ALPHA', 'sarah@example.com', '2025-03', 40],
      ],
    })
    const [sheet] = report.sheets
    expect(sheet).toMatchObject({ unused: ['Std'], refused: [{ row: 1, column: 'Hours' }] })
    expect(sheet?.fields).toContain('Hours')
    expect(sheet?.columns).toContainEqual({ header: 'Employe Emial', field: 'Employee Email', guessed: true })
  })

  it('can be mapped for one sheet only', async () => {
    const report = await take(
      {
        March: ODD,
        April: [
          ['WBS', 'Wer', 'Periode', 'Std'],
          ['BETA', 'sarah@example.com', '2025-04', 8],
        ],
      },
      {
        WBS: 'Project Code',
        Wer: 'Email',
        Periode: 'Month',
        'March!Std': '-',
        'March!Hours': 'Hours',
        'April!Std': 'Hours',
      },
    )
    expect(report.sheets.map((s) => [s.sheet, s.new, s.refused.map((r) => r.value)])).toEqual([
      ['March', 0, ['999']],
      ['April', 1, []],
    ])
  })

  it('of a staffing plan are mapped too, months included', async () => {
    const report = await take(
      {
        Alpha: [
          ['Funktion', 'Wer', 'P1', 'P2'],
          ['Cyber Analyst', 'Sarah Jones', 40, 48],
        ],
      },
      { Funktion: 'Role', Wer: 'Name', P1: '2025-03', P2: '2025-04' },
    )
    expect(report.sheets[0]).toMatchObject({ table: 'Staffing plan', refusedCount: 0 })
    expect(report.sheets[0]?.columns.map((c) => [c.header, c.field])).toEqual([
      ['Funktion', 'Role'],
      ['Wer', 'Name'],
      ['P1', 'Hours of a month'],
      ['P2', 'Hours of a month'],
    ])
  })

  it('that are mapped to nothing, or stand nowhere, are refused with what there is', async () => {
    await expect(take({ Sheet1: ODD }, { Std: 'Stunden' })).rejects.toMatchObject({
      code: 'invalid',
      message: "'Std' cannot be mapped to 'Stunden': there is no such column.",
      details: { columns: expect.arrayContaining(['Hours']) },
    })
    await expect(take({ Allocations: ODD }, { Stunden: 'Hours' })).rejects.toMatchObject({
      message: expect.stringContaining("'Stunden=Hours' fits no sheet"),
      details: { headers: expect.arrayContaining(['Std']) },
    })
    expect(() => splitMapping('Std')).toThrow('maps nothing')
    expect(splitMapping('a=b=Hours')).toEqual(['a=b', 'Hours'])
  })
})
