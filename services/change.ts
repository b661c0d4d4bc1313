// The shapes of change: what is planned, shown, applied, recorded and undone. DESIGN section 4.

/** A month as it stands outside services: '2025-09'. */
export type Month = string

export interface CellChange {
  kind: 'cell'
  assignmentId: string
  /** Project code and name, employee name, for people to read. */
  project: string
  employee: string
  role: string
  lcat: string
  month: Month
  /** Hours. */
  before: number
  after: number
  /** Version of the cell that this change was made from; 0 = no such row yet. */
  version: number
}

/** The tables whose rows travel in change sets. */
export type RecordTable =
  | 'organisation'
  | 'role'
  | 'lcat'
  | 'employee'
  | 'project'
  | 'assignment'
  | 'monthOverride'
  | 'holiday'
  | 'timeOff'
  | 'demand'

export interface RecordChange {
  kind: 'record'
  table: RecordTable
  id: string
  /** The record in its public form (services/records.ts); null = does not exist. */
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  version: number
}

export type Change = CellChange | RecordChange

/** One employee's month before and after: hours of capacity and of full time, FTE as fractions, hours above capacity. */
export interface Load {
  employeeId: string
  employee: string
  month: Month
  capacityHours: number
  fullTimeHours: number
  fteBefore: number
  fteAfter: number
  overBefore: number
  overAfter: number
  /** FTE / capacity after; null where capacity is 0. */
  loadAfter: number | null
  /** Heat band after (US008). */
  bandAfter: 'none' | 'low' | 'medium' | 'high' | 'full' | 'over'
}

export interface Warning {
  code: 'over_allocated' | 'over_funded' | 'rounded' | 'tentative' | 'no_role' | 'left_out' | 'outside'
  message: string
  employee?: string
  project?: string
  month?: Month
}

export interface Plan {
  id: string
  actor: string
  via: string
  changes: Change[]
  loads: Load[]
  warnings: Warning[]
  expiresAt: string
}

export interface ChangeSet {
  id: string
  /** Number in the change feed, rising by one; only for who sees every change. */
  seq?: number
  at: string
  by: string
  via: string
  undoes?: string
  changes: Change[]
}

export interface Applied {
  changeSet: ChangeSet
  loads: Load[]
  warnings: Warning[]
}
