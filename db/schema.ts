// The tables of staffalloc.db as kysely sees them: camelCase here, snake_case in SQL (CamelCasePlugin).
// Nothing of ours may be imported here. Rows never leave services/; anyone may `import type` these.

import type { Generated } from 'kysely'

/** Hours are stored as whole quarter hours, months as the integer 202509, dates as 2025-09-30, times as ISO UTC. */
export interface Database {
  organisation: OrganisationRow
  role: NamedListRow
  lcat: NamedListRow
  employee: EmployeeRow
  user: UserRow
  project: ProjectRow
  assignment: AssignmentRow
  allocation: AllocationRow
  monthOverride: MonthOverrideRow
  holiday: HolidayRow
  timeOff: TimeOffRow
  demand: DemandRow
  plan: PlanRow
  changeSet: ChangeSetRow
  changeKey: ChangeKeyRow
  audit: AuditRow
  signInLink: SignInLinkRow
  refreshToken: RefreshTokenRow
  personalToken: PersonalTokenRow
  thread: ThreadRow
  threadTurn: ThreadTurnRow
  modelTurn: ModelTurnRow
  report: ReportRow
  job: JobRow
  note: NoteRow
  passage: PassageRow
  setting: SettingRow
}

/** One row, id 'organisation'. `json` columns hold JSON text. */
export interface OrganisationRow {
  id: string
  name: string
  /** ISO country of the holiday calendar, '' when days are kept by hand. */
  calendarCountry: string
  /** First month of the fiscal year, 1-12. */
  fiscalYearStart: number
  /** JSON: the three upper bounds of the heat map below 100 %, e.g. [0.4,0.8]. */
  heatBands: string
  overFunding: 'warn' | 'refuse'
  overAllocation: 'warn' | 'refuse'
  /** 1 while the data are the built-in demo organisation and nothing else. */
  demo: number
  version: number
}

export interface NamedListRow {
  id: string
  name: string
  /** Order of seniority for LCATs (higher is more senior), of display for roles. */
  rank: number
  /** 0 = ended: kept for history, not offered any more. */
  active: number
  version: number
}

export interface EmployeeRow {
  id: string
  email: string
  name: string
  roleId: string | null
  lcatId: string | null
  /** Whole per cent of full time, 100 = full time. */
  contractPct: number
  startsOn: string | null
  endsOn: string | null
  /** JSON array of strings. */
  skills: string
  /** JSON array of strings. */
  clearances: string
  yearsExperience: number | null
  education: string
  notes: string
  version: number
}

export interface UserRow {
  id: string
  email: string
  name: string
  systemRole: 'Admin' | 'Director' | 'PM' | 'Employee'
  employeeId: string | null
  /** argon2id PHC string; null = invited, signs in by link. */
  passwordHash: string | null
  disabledAt: string | null
  /** JSON: what mail the user wants, interface choices. */
  preferences: string
  createdAt: string
  version: number
}

export interface ProjectRow {
  id: string
  code: string
  name: string
  client: string
  description: string
  managerId: string | null
  startsOn: string
  /** Number of 14-day sprints; the last day is startsOn + 14 x sprints - 1. */
  sprints: number
  status: 'Planning' | 'Active' | 'On Hold' | 'Closed'
  probabilityPct: number
  version: number
}

export interface AssignmentRow {
  id: string
  projectId: string
  employeeId: string
  roleId: string | null
  lcatId: string | null
  fundedQuarters: number
  note: string
  version: number
}

/** A cell keeps its row at 0 hours, so that its version goes on rising. */
export interface AllocationRow {
  assignmentId: string
  month: number
  quarters: number
  version: number
}

export interface MonthOverrideRow {
  id: string
  projectId: string
  month: number
  quarters: number
  version: number
}

export interface HolidayRow {
  id: string
  date: string
  name: string
  version: number
}

export interface TimeOffRow {
  id: string
  employeeId: string
  startsOn: string
  endsOn: string
  kind: string
  halfDay: number
  version: number
}

export interface DemandRow {
  id: string
  projectId: string
  roleId: string | null
  lcatId: string | null
  /** JSON array of strings. */
  skills: string
  month: number
  quarters: number
  count: number
  version: number
}

export interface PlanRow {
  id: string
  actorId: string
  via: string
  threadId: string | null
  /** JSON: the canonical calls that made the plan. */
  input: string
  /** JSON: Change[]. */
  changes: string
  undoes: string | null
  createdAt: string
  expiresAt: string
  /** Set when applied (or withdrawn): a plan is used once. */
  usedAt: string | null
  changeSetId: string | null
}

export interface ChangeSetRow {
  seq: Generated<number>
  id: string
  at: string
  byId: string
  via: string
  threadId: string | null
  /** The change set that this one takes back, if any. */
  undoes: string | null
  /** The original at the end of the chain of undoes: itself for an original. */
  rootId: string
  /** 0 original, 1 undo, 2 redo, ... */
  depth: number
  /** JSON: Change[]. */
  changes: string
  /** JSON: Load[], as they were right after the change. */
  loads: string
}

/** Which rows a change set touched: for cell history and "a later change is in the way". */
export interface ChangeKeyRow {
  seq: number
  key: string
}

export interface AuditRow {
  seq: Generated<number>
  at: string
  actorId: string | null
  actorName: string
  via: string
  action: string
  /** JSON, no free text of people, no secrets. */
  detail: string
  changeSetId: string | null
  previousHash: string
  hash: string
}

export interface SignInLinkRow {
  tokenHash: string
  userId: string
  expiresAt: string
  usedAt: string | null
}

export interface RefreshTokenRow {
  tokenHash: string
  familyId: string
  userId: string
  createdAt: string
  expiresAt: string
  rotatedAt: string | null
  /** Hash of the key that the rotation came with. */
  rotationKey: string | null
  revokedAt: string | null
  userAgent: string
}

export interface PersonalTokenRow {
  id: string
  tokenHash: string
  userId: string
  name: string
  scope: 'read' | 'write'
  createdAt: string
  expiresAt: string | null
  lastUsedAt: string | null
  revokedAt: string | null
}

export interface ThreadRow {
  id: string
  userId: string
  title: string
  createdAt: string
  updatedAt: string
  /** JSON: the open approval card, or null. */
  card: string | null
}

export interface ThreadTurnRow {
  threadId: string
  seq: number
  /** 'user' | 'assistant' */
  author: string
  /** JSON: {text, tables?, figures?, tools?, plans?, answeredBy?, outcome?}. */
  content: string
  createdAt: string
}

export interface ModelTurnRow {
  id: string
  threadId: string | null
  userId: string
  at: string
  answeredBy: string
  promptHash: string
  /** JSON of the request and reply without secrets. */
  exchange: string
  tools: string
  inputTokens: number
  outputTokens: number
  durationMs: number
  outcome: string
}

export interface ReportRow {
  id: string
  userId: string
  report: string
  file: string
  format: string
  bytes: number
  createdAt: string
  /** Key in the FileStore. */
  storageKey: string
}

export interface JobRow {
  id: string
  kind: string
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
  userId: string | null
  payload: string
  result: string | null
  progress: number
  message: string
  attempts: number
  maxAttempts: number
  runAfter: string
  leaseUntil: string | null
  idempotencyKey: string | null
  createdAt: string
  updatedAt: string
}

/** An uploaded text (Markdown, PDF, DOCX as plain text) for knowledge search. */
export interface NoteRow {
  id: string
  title: string
  body: string
  /** Optional row that the note belongs to: 'project' | 'employee' | ''. */
  subjectTable: string
  subjectId: string
  userId: string
  createdAt: string
  version: number
}

export interface PassageRow {
  id: string
  /** 'employee' | 'project' | 'assignment' | 'demand' | 'note' */
  kind: string
  /** Whose passage it is, where it is about one person; which project, where about one. */
  employeeId: string | null
  projectId: string | null
  /** 1: notes about a person, seen only by who may read those. */
  private: number
  sourceTable: string
  sourceId: string
  title: string
  text: string
  hash: string
  embedder: string
  /** Float32 little endian. */
  vector: Uint8Array | null
}

export interface SettingRow {
  key: string
  value: string
}
