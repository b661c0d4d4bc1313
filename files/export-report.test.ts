import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedDemo } from '../db/demo.js'
import { type OpenDatabase, openDatabase } from '../db/open.js'
import type { Actor } from '../services/actor.js'
import { type CellValue, columnLetter, type TableSheet } from '../services/import-sheet.js'
import type { ReportBook, ReportCell } from '../services/report-book.js'
import { conflictsReport } from '../services/report-conflicts.js'
import { portfolioReport } from '../services/report-portfolio.js'
import { projectReport } from '../services/report-project.js'
import { utilisationReport } from '../services/report-utilisation.js'
import { csvRows, decodeText } from './csv-rows.js'
import { readWorkbook } from './read-workbook.js'
import { csvOfSheet } from './write-csv.js'
import { writeWorkbook } from './write-workbook.js'

const run = promisify(execFile)
const office = ['soffice', 'libreoffice'].find((name) => spawnSync(name, ['--version']).status === 0)
const folder = mkdtempSync(join(tmpdir(), 'staffalloc-report-'))
const admin: Actor = {
  userId: 'user-admin',
  name: 'Ada',
  email: 'admin@example.com',
  systemRole: 'Admin',
  employeeId: null,
  readOnly: false,
}
let demo: OpenDatabase
const reports = new Map<string, ReportBook>()

beforeAll(async () => {
  demo = await openDatabase(':memory:')
  await seedDemo(demo.db, { month: '2026-10', now: new Date('2026-10-15T08:00:00Z') })
  const request = { db: demo.db, actor: admin, today: '2026-10-15', from: 202609, to: 202702 }
  const { id } = await demo.db.selectFrom('project').select('id').where('code', '=', 'ALPHA').executeTakeFirstOrThrow()
  for (const [name, book] of [
    ['portfolio', await portfolioReport(request)],
    ['project', await projectReport(request, id)],
    ['utilisation', await utilisationReport(request)],
    ['conflicts', await conflictsReport(request)],
  ] as const) {
    reports.set(name, {
      ...book,
      sheets: book.sheets.map((s) => ({ ...s, rows: [...(s.rows as Iterable<ReportCell[]>)] })),
    })
    await writeWorkbook(reports.get(name)!, join(folder, `${name}.xlsx`))
  }
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await demo.close()
})

/** The values that a sheet should show, row by row. */
function expected(book: ReportBook, name: string): ReportCell[][] {
  if (name === 'Cover') return book.cover.map(([label, value]) => [label, value])
  const sheet = book.sheets.find((s) => s.name === name)!
  return [
    ...sheet.lead.map((l) => l.cells),
    sheet.columns.map((c) => c.header),
    ...(sheet.rows as ReportCell[][]),
    ...sheet.foot,
  ]
}

const plain = (cell: ReportCell | undefined): string | number | null => {
  if (cell === null || cell === undefined || cell === '') return null
  if (typeof cell === 'object') return 'day' in cell ? cell.day : plain(cell.value)
  return typeof cell === 'boolean' ? String(cell) : cell
}
const read = (cell: CellValue | undefined): string | number | null => {
  if (cell === null || cell === undefined || cell === '') return null
  if (typeof cell === 'object') return 'date' in cell ? cell.date : cell.fault
  return typeof cell === 'boolean' ? String(cell) : cell
}

/** Every difference between what a report says and what a program reads in its file. */
function differences(book: ReportBook, sheets: TableSheet[]): string[] {
  const wrong: string[] = []
  for (const name of [...(book.cover.length ? ['Cover'] : []), ...book.sheets.map((s) => s.name)]) {
    const sheet = sheets.find((s) => s.name === name)
    const rows = expected(book, name)
    for (const [r, cells] of rows.entries()) {
      const got = sheet?.rows.find((row) => row.number === r + 1)?.cells ?? []
      for (let c = 0; c < Math.max(cells.length, got.length); c++) {
        const [want, is] = [plain(cells[c]), read(got[c])]
        const same = typeof want === 'number' && typeof is === 'number' ? Math.abs(want - is) < 1e-9 : want === is
        if (!same)
          wrong.push(`${name}!${columnLetter(c + 1)}${r + 1}: ${JSON.stringify(want)} is ${JSON.stringify(is)}`)
      }
    }
  }
  return wrong
}

describe.each(['portfolio', 'project', 'utilisation', 'conflicts'])('the %s report', (name) => {
  it('holds its values as real numbers and dates', () => {
    const book = reports.get(name)!
    expect(book.sheets[0]!.rows).not.toEqual([])
    expect(differences(book, readWorkbook(readFileSync(join(folder, `${name}.xlsx`)), name).sheets)).toEqual([])
  })

  it.skipIf(!office)(
    'opens in LibreOffice, whose recomputed formulas give the same values (skipped without soffice)',
    async () => {
      const file = join(folder, `${name}.xlsx`)
      const out = join(folder, 'opened')
      // A profile of its own, told to compute all formulas anew on loading.
      const profile = join(folder, `profile-${name}`)
      await run('mkdir', ['-p', join(profile, 'user')])
      writeFileSync(
        join(profile, 'user', 'registrymodifications.xcu'),
        '<?xml version="1.0"?><oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>',
      )
      await run(office!, [
        `-env:UserInstallation=file://${profile}`,
        '--headless',
        '--convert-to',
        'xlsx',
        '--outdir',
        out,
        file,
      ])
      const opened = readWorkbook(readFileSync(join(out, `${name}.xlsx`)), name)
      expect(differences(reports.get(name)!, opened.sheets)).toEqual([])
    },
    120_000,
  )

  it('says as CSV what its main sheet says', async () => {
    const sheet = reports.get(name)!.sheets.find((s) => s.main)!
    const pieces: Uint8Array[] = []
    for await (const piece of csvOfSheet(sheet)) pieces.push(piece)
    const rows = csvRows(decodeText(Buffer.concat(pieces)).replace(/^\ufeff/, ''), 10_000, 600)
    const want = expected(reports.get(name)!, sheet.name).map((cells) => cells.map(plain))
    const got = rows.map((row) => row.cells.map(read))
    expect(got.length).toBe(want.filter((cells) => cells.some((c) => c !== null)).length)
    expect(got[0]?.[0]).toBe(want[0]?.[0])
  })
})
