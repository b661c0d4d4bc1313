// What an import says about a file: by sheet what is new, changed and refused, with row, column, value and reason.
import type { Warning } from './change.js'
import { cellText } from './import-match.js'
import type { CellValue } from './import-sheet.js'
import type { Read } from './import-values.js'

export interface RefusedRow {
  row: number
  /** Header of the column, or its letter; '' when the whole row is meant. */
  column: string
  value: string
  reason: string
}

export interface RowWarning {
  /** 0 = the sheet as a whole. */
  row: number
  column: string
  message: string
}

export interface SheetReport {
  sheet: string
  /** What the sheet was taken for: 'Employees', 'Staffing plan', '' when not recognised. */
  table: string
  /** Which column was read as what; `guessed` where the header was only similar, `mapped` where the importer said so. */
  columns: { header: string; field: string; guessed: boolean; mapped?: true }[]
  /** Headers that nothing was made of. */
  unused: string[]
  /** What a header of this sheet can be mapped to. */
  fields: string[]
  new: number
  changed: number
  unchanged: number
  refused: RefusedRow[]
  /** Rows refused; `refused` lists the first thousand. */
  refusedCount: number
  warnings: RowWarning[]
  warningCount: number
}

export interface ImportSummary {
  /** One sentence for people. */
  text: string
  file: string
  dryRun: boolean
  /** True when the changes were made. */
  applied: boolean
  new: number
  changed: number
  unchanged: number
  refused: number
  warnings: number
  /** Accounts that are invited: they sign in by link. */
  invited: number
  /** The built-in demo organisation is (or would be) replaced. */
  replacesDemo: boolean
  changeSetId?: string
}

export interface ImportReport {
  summary: ImportSummary
  sheets: SheetReport[]
  /** What the plan looks like afterwards: over-allocations, budgets. The first two hundred. */
  warnings: Warning[]
  plan?: import('./change.js').Plan
}

const LISTED = 1000
const LISTED_WARNINGS = 200

export function newSheetReport(sheet: string, table: string): SheetReport {
  return {
    sheet,
    table,
    columns: [],
    unused: [],
    fields: [],
    new: 0,
    changed: 0,
    unchanged: 0,
    refused: [],
    refusedCount: 0,
    warnings: [],
    warningCount: 0,
  }
}

/** Thrown while a row is read: the row is left out, the reason is reported. */
export class RowRefused extends Error {
  constructor(
    readonly key: string,
    readonly reason: string,
  ) {
    super(reason)
  }
}

/** One row of a known table, its values by column key. */
export class ImportRow {
  constructor(
    readonly report: SheetReport,
    readonly number: number,
    readonly values: Record<string, CellValue>,
    /** Headers by column key. */
    readonly headers: Readonly<Record<string, string>>,
    /** A row without which this one means nothing: left out in silence when that one is refused. */
    readonly dependsOn?: ImportRow,
  ) {}

  refused = false

  /** Is there such a column in the sheet at all? */
  has(key: string): boolean {
    return key in this.headers
  }

  /** The value read, or RowRefused with the column and reason. Remarks become warnings. */
  read<T>(key: string, read: (value: CellValue | undefined) => Read<T>): T {
    const result = read(this.values[key])
    if ('reason' in result) throw new RowRefused(key, result.reason)
    if (result.remark) this.warn(key, result.remark)
    return result.value
  }

  warn(key: string, message: string): void {
    this.report.warningCount++
    if (this.report.warnings.length < LISTED_WARNINGS)
      this.report.warnings.push({ row: this.number, column: this.headers[key] ?? '', message })
  }

  refuse({ key, reason }: RowRefused): void {
    this.refused = true
    this.report.refusedCount++
    if (this.report.refused.length < LISTED)
      this.report.refused.push({
        row: this.number,
        column: this.headers[key] ?? '',
        value: reason.startsWith('holds ') ? '' : cellText(this.values[key]).slice(0, 200),
        reason,
      })
  }
}
