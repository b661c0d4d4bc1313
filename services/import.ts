// Takes a file of tables into the plan: recognise, check every row, rehearse or commit as one change set.
// Every import is a rehearsal first; nothing is ever half applied. DESIGN section 7.
import type { Db } from '../db/open.js'
import { Calendar } from './calendar.js'
import type { Applied, Warning } from './change.js'
import { type ChangeContext, commitBatch, type Draft, planSteps } from './changes.js'
import { Fault } from './fault.js'
import { ImportDraft } from './import-draft.js'
import { findManagerForm, type ManagerForm } from './import-manager-form.js'
import { type FormSource, managerRows } from './import-manager-rows.js'
import { allFieldNames, type ColumnMap, readColumnMap, refuseUnusedMappings } from './import-map.js'
import { cellText, headerKey } from './import-match.js'
import {
  type RowReader,
  readEmployee,
  readHoliday,
  readLcat,
  readOrganisation,
  readRole,
  readUser,
} from './import-people.js'
import {
  readAllocation,
  readAssignment,
  readDemand,
  readOverride,
  readProject,
  readTimeOff,
} from './import-projects.js'
import {
  type ImportReport,
  ImportRow,
  type ImportSummary,
  newSheetReport,
  RowRefused,
  type SheetReport,
} from './import-report.js'
import { type RowGroup, tableRows } from './import-rows.js'
import type { TableFile } from './import-sheet.js'
import { loadImportState } from './import-state.js'
import {
  type FormColumn,
  formColumnNames,
  formColumns,
  type ImportTable,
  importTables,
  tableNames,
} from './import-tables.js'
import { linkUsers, writeUsers } from './import-users.js'
import { mayWrite } from './policy.js'
import { emptyDemo, ensureOrganisation, hasOnlyDemo } from './replace-demo.js'

export interface ImportOptions {
  /** Check and report; change nothing. */
  dryRun: boolean
  /** Leave refused rows out instead of refusing the whole file. */
  skipRefused?: boolean
  /** First month of a staffing plan whose months have no year, '2025-09'. */
  start?: string
  /** What columns are, where their headers do not say: `{'Std': 'Hours', 'Sheet2!Who': 'Employees.Email'}`. */
  map?: Readonly<Record<string, string>>
  /** While only demo data exist: replace them (default) or add to them. */
  replaceDemo?: boolean
}

const READERS: Record<ImportTable, RowReader> = {
  organisation: readOrganisation,
  roles: readRole,
  lcats: readLcat,
  holidays: readHoliday,
  users: readUser,
  employees: readEmployee,
  projects: readProject,
  assignments: readAssignment,
  overrides: readOverride,
  timeOff: readTimeOff,
  demand: readDemand,
  allocations: readAllocation,
}

/** What the plan says about the changes, listed up to this many. */
const LISTED_WARNINGS = 200
/** A rehearsal of up to this many plain changes also answers a plan that can be applied by id. */
const PLANNED_CHANGES = 500

/**
 * Rehearses or makes the import. Throws Fault forbidden, invalid (nothing recognised; months without a year: details
 * name `start`), refused_by_policy when rows are refused and not skipped (details is the report); otherwise the report.
 */
export async function importFile(ctx: ChangeContext, file: TableFile, options: ImportOptions): Promise<ImportReport> {
  if (!mayWrite(ctx.actor))
    throw new Fault('forbidden', 'You may not import: it changes the plan.', 'Ask the project manager or an Admin.')
  const { reports, groups, forms } = recognise(file, readColumnMap(options.map))
  const replacesDemo = (options.replaceDemo ?? true) && ctx.actor.systemRole === 'Admin' && (await hasOnlyDemo(ctx.db))
  let invited = 0
  let drafted: Draft = { changes: [] }
  let usersChange = false
  const step = async (trx: Db): Promise<Draft> => {
    if (replacesDemo) await emptyDemo(trx, ctx.actor, ctx.now())
    await ensureOrganisation(trx)
    const state = await loadImportState(trx, ctx.newId)
    const fromForms = forms.flatMap((form) => managerRows({ ...form, start: options.start, now: ctx.now() }, state))
    const draft = takeIn(new ImportDraft(state, ctx.actor, new Calendar(new Set())), [...groups, ...fromForms])
    draft.rankNewLcats()
    const refused = reports.reduce((sum, r) => sum + r.refusedCount, 0)
    if (refused > 0 && !options.dryRun && !options.skipRefused) throw new RefusedImport()
    usersChange = [...state.users.values()].some((u) => u.isNew || u.changed)
    invited = await writeUsers(trx, ctx, state)
    drafted = {
      changes: [...state.changes(), ...draft.cells],
      afterwards: (db) => linkUsers(db, state),
    }
    return drafted
  }
  const finish = (applied: Applied | undefined): ImportReport => {
    const warnings = (applied?.warnings ?? []).filter((w) => w.code !== 'no_role')
    const summary = summarise(file, reports, warnings, options, { invited, replacesDemo })
    if (applied && !options.dryRun) summary.changeSetId = applied.changeSet.id
    summary.applied = !options.dryRun && (applied !== undefined || usersChange)
    summary.text = sentence(summary)
    return { summary, sheets: reports, warnings: warnings.slice(0, LISTED_WARNINGS) }
  }
  try {
    const report = finish(await commitBatch({ ...ctx, via: 'import' }, step, !options.dryRun))
    const plain = options.dryRun && !replacesDemo && !usersChange && report.summary.refused === 0
    if (plain && drafted.changes.length > 0 && drafted.changes.length <= PLANNED_CHANGES)
      report.plan = await planSteps({ ...ctx, via: 'import' }, [async () => drafted], { import: file.file })
    return report
  } catch (error) {
    if (!(error instanceof RefusedImport)) throw error
    const report = finish(undefined)
    throw new Fault(
      'refused_by_policy',
      `${count(report.summary.refused, 'row')} of ${file.file} cannot be imported: ${firstRefusal(reports)}`,
      'Mend them and import again, or leave them out on purpose (skip refused rows).',
      report,
    )
  }
}

class RefusedImport extends Error {}

type FoundForm = Omit<FormSource, 'start' | 'now'>

function recognise(
  file: TableFile,
  map: ColumnMap,
): { reports: SheetReport[]; groups: RowGroup[]; forms: FoundForm[] } {
  const reports: SheetReport[] = []
  const groups: RowGroup[] = []
  const forms: FoundForm[] = []
  for (const sheet of file.sheets) {
    if (sheet.rows.length === 0) continue
    const table = tableRows(sheet, map)
    // A sheet with the title and the columns of a table is that table, whatever stands in its cells.
    const isTitled =
      table && table.group.rows.length > 0 && headerKey(sheet.name) === headerKey(importTables[table.group.table].title)
    const form = isTitled ? undefined : findManagerForm(sheet, map)
    const found = form ? undefined : table
    const report = found?.report ?? newSheetReport(sheet.name, form ? 'Staffing plan' : '')
    reports.push(report)
    for (const said of (form ?? found?.match)?.said ?? []) map.used.add(said)
    if (form) {
      report.columns = columnsOf(form)
      report.fields = formColumnNames.map((key) => formColumns[key].header)
      forms.push({ sheet, form, report, fileName: file.file.replace(/\.[^.]*$/, '') })
    } else if (found) groups.push(found.group)
    else {
      report.unused = sheet.rows[0]!.cells.map(cellText).filter(Boolean)
      report.fields = allFieldNames()
      new ImportRow(report, 0, {}, {}).warn(
        '',
        'not recognised as one of the tables: left out, unless you map its columns',
      )
    }
  }
  refuseUnusedMappings(
    map,
    file.sheets.flatMap((s) => s.rows.slice(0, 30).flatMap((r) => r.cells.map(cellText))),
  )
  if (groups.length === 0 && forms.length === 0)
    throw new Fault(
      'invalid',
      `Nothing in ${file.file} looks like a table to import.`,
      `Name the sheets ${tableNames.map((t) => importTables[t].title).join(', ')}, use a project manager's plan with Role, LCAT, Name, Funded Hours and months, or map its columns.`,
      { sheets: reports.map((r) => ({ sheet: r.sheet, headers: r.unused, fields: r.fields })) },
    )
  for (const message of file.warnings) new ImportRow(reports[0]!, 0, {}, {}).warn('', message)
  return { reports, groups, forms }
}

function columnsOf(form: ManagerForm): SheetReport['columns'] {
  const column = (header: string, field: string, exact: boolean) => {
    const mapped = form.said.some((m) => headerKey(m.header) === headerKey(header))
    return { header, field, guessed: !mapped && !exact, ...(mapped ? { mapped: true as const } : {}) }
  }
  const labels = Object.entries(form.headers).map(([key, header]) => {
    const field = formColumns[key as FormColumn].header
    return column(header, field, headerKey(header) === headerKey(field))
  })
  return [...labels, ...form.months.map((m) => column(m.header, 'Hours of a month', true))]
}

/** All rows, table by table, so that what others refer to is there first. */
function takeIn(draft: ImportDraft, groups: readonly RowGroup[]): ImportDraft {
  let current = draft
  for (const table of tableNames) {
    // Hours are judged by the calendar that the file brings along.
    if (table === 'users') current = withCalendar(current)
    for (const group of groups) {
      if (group.table !== table) continue
      for (const row of group.rows) {
        try {
          if (isLeftOut(row)) continue
          row.report[READERS[table](current, row, group.order)]++
        } catch (error) {
          if (!(error instanceof RowRefused)) throw error
          row.refuse(error)
        }
      }
    }
  }
  return current
}

/** What it hangs on was refused: one reason is enough. */
function isLeftOut(row: ImportRow): boolean {
  if (!row.dependsOn || !(row.dependsOn.refused || isLeftOut(row.dependsOn))) return false
  row.refused = true
  return true
}

function withCalendar(draft: ImportDraft): ImportDraft {
  const holidays = new Set(draft.state.holiday.all.map((h) => h.fields.date))
  return new ImportDraft(draft.state, draft.actor, new Calendar(holidays))
}

function summarise(
  file: TableFile,
  reports: readonly SheetReport[],
  warnings: readonly Warning[],
  options: ImportOptions,
  also: { invited: number; replacesDemo: boolean },
): ImportSummary {
  const sum = (of: (r: SheetReport) => number) => reports.reduce((total, r) => total + of(r), 0)
  return {
    text: '',
    file: file.file,
    dryRun: options.dryRun,
    applied: false,
    new: sum((r) => r.new),
    changed: sum((r) => r.changed),
    unchanged: sum((r) => r.unchanged),
    refused: sum((r) => r.refusedCount),
    warnings: sum((r) => r.warningCount) + warnings.length,
    ...also,
  }
}

function sentence(s: ImportSummary): string {
  const what = `${s.new.toLocaleString('en-US')} new, ${s.changed.toLocaleString('en-US')} changed, ${s.refused.toLocaleString('en-US')} refused`
  const extra = [
    s.invited > 0 ? `${count(s.invited, 'user')} invited` : '',
    s.warnings > 0 ? count(s.warnings, 'warning') : '',
    s.replacesDemo ? `the demo organisation ${s.applied ? 'was' : 'would be'} replaced` : '',
  ].filter(Boolean)
  const head = s.applied
    ? `Imported ${s.file}`
    : s.dryRun
      ? `${s.file}, nothing changed yet`
      : `${s.file}, nothing changed`
  return `${head}: ${[what, ...extra].join('; ')}.`
}

function firstRefusal(reports: readonly SheetReport[]): string {
  const report = reports.find((r) => r.refused.length > 0)
  const first = report?.refused[0]
  if (!report || !first) return ''
  const value = first.value ? ` '${first.value.slice(0, 60)}'` : ''
  return `sheet ${report.sheet}, row ${first.row}${first.column ? `, ${first.column}` : ''}${value}${/^(is|has|holds|fits) /.test(first.reason) ? ' ' : ': '}${first.reason}.`
}

const count = (n: number, what: string) => `${n.toLocaleString('en-US')} ${what}${n === 1 ? '' : 's'}`
