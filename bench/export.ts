// A million cells as a workbook, against bare exceljs streaming the same values in the same run; each in a process of
// its own, so that the memory is its own. Run: npx tsx bench/export.ts [--quick]
import { execFile } from 'node:child_process'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import ExcelJS from 'exceljs'
import { writeWorkbook } from '../files/write-workbook.js'
import type { ReportBook, ReportCell } from '../services/report-book.js'

export interface ExportFigure {
  name: string
  value: number
  unit: 'times' | 'MB'
  limit: number
  ok: boolean
}

const COLUMNS = 50
const ROWS = 20_000

/** A plan's rows: who and where in words, then hours by month. */
function* rows(): Generator<(string | number)[]> {
  for (let r = 0; r < ROWS; r++) {
    const row: (string | number)[] = [`Project ${r % 500}`, `Person Number ${r}`]
    for (let c = 2; c < COLUMNS; c++) row.push(((r * 31 + c * 17) % 640) / 4)
    yield row
  }
}

function book(): ReportBook {
  return {
    title: 'Bench',
    file: 'bench',
    cover: [['Report', 'Bench']],
    bands: [0.4, 0.8],
    sheets: [
      {
        name: 'Plan',
        main: true,
        lead: [],
        columns: Array.from({ length: COLUMNS }, (_, c) => ({
          header: `Column ${c + 1}`,
          width: 12,
          format: c < 2 ? ('text' as const) : ('hours' as const),
        })),
        rows: rows() as Iterable<ReportCell[]>,
        foot: [],
        freeze: { rows: 1, columns: 2 },
        heat: [],
      },
    ],
  }
}

async function bare(path: string): Promise<void> {
  const writer = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: createWriteStream(path) })
  const sheet = writer.addWorksheet('Plan')
  for (const row of rows()) sheet.addRow(row).commit()
  sheet.commit()
  await writer.commit()
}

/** One writing in this process: milliseconds, those of the processor, and the most memory it had. */
async function one(which: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'staffalloc-bench-'))
  const path = join(folder, 'out.xlsx')
  const before = process.cpuUsage()
  const start = performance.now()
  await (which === 'bare' ? bare(path) : writeWorkbook(book(), path))
  const ms = performance.now() - start
  const { user, system } = process.cpuUsage(before)
  rmSync(folder, { recursive: true })
  process.stdout.write(JSON.stringify({ ms, cpu: (user + system) / 1000, mb: process.resourceUsage().maxRSS / 1024 }))
}

/** Ours and bare in turn; the best of each, as the pace of a machine in use varies by more than the limit allows. */
export async function benchExport(quick = false): Promise<ExportFigure[]> {
  const self = fileURLToPath(import.meta.url)
  const run = async (which: string) => {
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', self, '--one', which])
    return JSON.parse(stdout) as { ms: number; cpu: number; mb: number }
  }
  const none = Number.POSITIVE_INFINITY
  const best = { bare: none, ours: none, bareCpu: none, oursCpu: none, mb: none }
  for (let i = 0; i < (quick ? 1 : 12); i++) {
    const bare = await run('bare')
    best.bare = Math.min(best.bare, bare.ms)
    best.bareCpu = Math.min(best.bareCpu, bare.cpu)
    const ours = await run('ours')
    best.ours = Math.min(best.ours, ours.ms)
    best.oursCpu = Math.min(best.oursCpu, ours.cpu)
    best.mb = Math.min(best.mb, ours.mb)
  }
  const times = best.oursCpu / best.bareCpu
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
  return [
    {
      name: `export of 1,000,000 cells (${seconds(best.ours)}) against bare exceljs streaming (${seconds(best.bare)})`,
      value: times,
      unit: 'times',
      limit: 1.2,
      ok: times <= 1.2,
    },
    { name: 'memory of that export', value: best.mb, unit: 'MB', limit: 250, ok: best.mb <= 250 },
  ]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const at = process.argv.indexOf('--one')
  if (at > 0) await one(process.argv[at + 1]!)
  else {
    const figures = await benchExport(process.argv.includes('--quick'))
    for (const f of figures)
      process.stdout.write(`${f.ok ? 'ok  ' : 'OVER'} ${f.name}: ${f.value.toFixed(2)} ${f.unit} of ${f.limit}\n`)
    process.exitCode = figures.every((f) => f.ok) ? 0 : 1
  }
}
