// `staffalloc import FILE`: a workbook or CSV file into the plan, rehearsed first where asked.
import { createInterface } from 'node:readline/promises'
import { columnMap, importPath } from '../app/import-file.js'
import { Fault } from '../services/fault.js'
import type { ImportReport, SheetReport } from '../services/import-report.js'
import { print, withApplication } from './with-application.js'

interface Options {
  dryRun?: boolean
  skipRefused?: boolean
  start?: string
  map?: string[]
  keepDemo?: boolean
  json?: boolean
  as?: string
}

/** Prints what is new, changed and refused by sheet; exit code 1 when rows are refused and not left out on purpose. */
export async function importCommand(file: string, options: Options): Promise<void> {
  await withApplication(async (application) => {
    const actor = await application.actor(options.as)
    const attempt = (start = options.start) =>
      importPath(application, actor, file, {
        dryRun: options.dryRun ?? false,
        skipRefused: options.skipRefused,
        replaceDemo: !options.keepDemo,
        start,
        map: options.map && columnMap(options.map),
      })
    try {
      const report = await attempt().catch(async (error) => attempt(await askStart(error, options)))
      show(report, options)
      if (options.dryRun && report.summary.refused > 0 && !options.skipRefused) process.exitCode = 1
    } catch (error) {
      const report = reportOf(error)
      if (!report) throw error
      show(report, options)
      const { message, hint } = error as Fault
      process.stderr.write(`${message} ${hint?.replace('skip refused rows', '--skip-refused') ?? ''}\n`)
      process.exitCode = 1
    }
  })
}

/** Months without a year: asked at a terminal, refused with what to type elsewhere. */
async function askStart(error: unknown, options: Options): Promise<string> {
  const details = error instanceof Fault ? (error.details as { field?: string } | undefined) : undefined
  if (details?.field !== 'start' || options.json || !process.stdin.isTTY) throw error
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await lines.question(`${(error as Fault).message} First month (YYYY-MM): `)
  lines.close()
  return answer.trim()
}

function reportOf(error: unknown): ImportReport | undefined {
  const details = error instanceof Fault ? (error.details as ImportReport | undefined) : undefined
  return details?.summary && details.sheets ? details : undefined
}

const SHOWN = 20

function show(report: ImportReport, { json }: Options): void {
  if (json) {
    print(JSON.stringify(report, null, 2))
    return
  }
  for (const sheet of report.sheets) showSheet(sheet)
  for (const warning of report.warnings.slice(0, SHOWN)) print(`  note: ${warning.message}`)
  if (report.warnings.length > SHOWN) print(`  ... ${report.warnings.length - SHOWN} more notes (--json lists them)`)
  print(report.summary.text)
}

function showSheet(sheet: SheetReport): void {
  const counts = `${sheet.new} new, ${sheet.changed} changed, ${sheet.unchanged} as before, ${sheet.refusedCount} refused`
  print(`${sheet.sheet}${sheet.table && sheet.table !== sheet.sheet ? ` (${sheet.table})` : ''}: ${counts}`)
  for (const { header, field, mapped } of sheet.columns)
    if (mapped) print(`  column: '${header}' is ${field}, as you said`)
  for (const { row, column, value, reason } of sheet.refused.slice(0, SHOWN))
    print(
      `  refused: row ${row}${column ? `, ${column}` : ''}${value ? ` '${value.slice(0, 60)}'` : ''}${/^(is|has|holds|fits) /.test(reason) ? ' ' : ': '}${reason}`,
    )
  if (sheet.refusedCount > SHOWN) print(`  ... ${sheet.refusedCount - SHOWN} more refused`)
  for (const { row, column, message } of sheet.warnings.slice(0, SHOWN))
    print(`  note: ${row > 0 ? `row ${row}${column ? `, ${column}` : ''}: ` : ''}${message}`)
  if (sheet.warningCount > SHOWN) print(`  ... ${sheet.warningCount - SHOWN} more notes`)
}
