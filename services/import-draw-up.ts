// From the rows of a file to the changes they mean for the organisation as it stands. Reads, checks, writes nothing.
import type { Db } from '../db/open.js'
import { Calendar } from './calendar.js'
import type { Change } from './change.js'
import type { ChangeContext } from './changes.js'
import { ImportDraft } from './import-draft.js'
import { managerRows } from './import-manager-rows.js'
import { readColumnMap } from './import-map.js'
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
import { recognise } from './import-recognise.js'
import { type ImportRow, RowRefused, type SheetReport } from './import-report.js'
import type { RowGroup } from './import-rows.js'
import type { TableFile } from './import-sheet.js'
import { type ImportState, loadImportState } from './import-state.js'
import { type ImportTable, tableNames } from './import-tables.js'
import { wideRows } from './import-wide.js'

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

/** Told how far an import is, 0 to 1; may throw to stop it, which then leaves nothing behind. */
export type ImportProgress = (fraction: number, message: string) => void

export interface DrawnImport {
  reports: SheetReport[]
  refused: number
  state: ImportState
  changes: Change[]
  usersChange: boolean
  /** Keys of changes that lie outside a period on purpose. */
  outside: ReadonlySet<string>
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

/**
 * What the file would change, row by row. Throws Fault invalid (nothing recognised; months without a year: details name
 * `start`; a mapping that fits nothing).
 */
export async function drawUp(
  db: Db,
  ctx: Pick<ChangeContext, 'actor' | 'now' | 'newId'>,
  file: TableFile,
  options: Pick<ImportOptions, 'start' | 'map'>,
  progress: ImportProgress,
): Promise<DrawnImport> {
  const { reports, groups, forms } = recognise(file, readColumnMap(options.map))
  progress(0.3, 'Reading the plan')
  const state = await loadImportState(db, ctx.newId)
  const fromForms = forms.flatMap((form) => {
    const source = { ...form, start: options.start, now: ctx.now() }
    return form.form.columns.project ? wideRows(source) : managerRows(source, state)
  })
  const draft = new ImportDraft(state, ctx.actor, new Calendar(new Set()))
  const taken = takeIn(draft, [...groups, ...fromForms], progress)
  taken.rankNewLcats()
  return {
    reports,
    refused: reports.reduce((sum, r) => sum + r.refusedCount, 0),
    state,
    changes: [...state.changes(), ...taken.cells],
    outside: taken.outside,
    usersChange: [...state.users.values()].some((u) => u.isNew || u.changed),
  }
}

/** All rows, table by table, so that what others refer to is there first. */
function takeIn(draft: ImportDraft, groups: readonly RowGroup[], progress: ImportProgress): ImportDraft {
  let current = draft
  const total = groups.reduce((sum, group) => sum + group.rows.length, 0)
  let done = 0
  for (const table of tableNames) {
    // Hours are judged by the calendar that the file brings along.
    if (table === 'users') current = withCalendar(current)
    for (const group of groups) {
      if (group.table !== table) continue
      for (const row of group.rows) {
        if (++done % 1000 === 0)
          progress(
            0.35 + (0.3 * done) / total,
            `Row ${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')}`,
          )
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
