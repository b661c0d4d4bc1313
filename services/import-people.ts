// Rows of the sheets about the organisation itself: settings, lists, holidays, users, employees.
import { type DayOrder, readDate } from './import-dates.js'
import type { ImportDraft } from './import-draft.js'
import { type ImportRow, RowRefused } from './import-report.js'
import { type KeptUser, nameKey, type Outcome } from './import-state.js'
import {
  isBlank,
  readChoice,
  readEmail,
  readList,
  readNumber,
  readPercent,
  readText,
  readTruth,
  readWhole,
} from './import-values.js'
import { fold } from './names.js'

/** Takes one row in; throws RowRefused. `order` says how the sheet writes 03/04/2026. */
export type RowReader = (draft: ImportDraft, row: ImportRow, order: DayOrder) => Outcome

const SYSTEM_ROLES = ['Admin', 'Director', 'PM', 'Employee'] as const
const ALSO: Record<string, KeptUser['systemRole']> = {
  administrator: 'Admin',
  projectmanager: 'PM',
  manager: 'PM',
  resourcemanager: 'Admin',
  staff: 'Employee',
  user: 'Employee',
}

/** Settings by name; unknown names are refused. */
export const readOrganisation: RowReader = (draft, row) => {
  const setting = row.read('setting', (v) => readText(v, 80))
  const [kept] = draft.state.organisation.find('organisation')
  if (!kept) throw new RowRefused('setting', 'there is no organisation yet')
  const next = { ...kept.fields }
  const key = fold(setting).replace(/[^a-z]/g, '')
  const values = () =>
    row
      .read('value', (v) => readText(v, 100))
      .split(/[;,]/)
      .map((part) => Number(part.trim().replace('%', '')))
  if (key === 'name' || key === 'organisation') next.name = row.read('value', (v) => readText(v, 120))
  else if (key === 'holidaycalendar') next.calendarCountry = row.read('value', (v) => readText(v, 8))
  else if (key === 'fiscalyearstart') next.fiscalYearStart = row.read('value', (v) => readWhole(v, 1, 12))
  else if (key === 'heatmapbands') next.heatBands = values().map((n) => (n > 1 ? n / 100 : n))
  else if (key === 'abovefundedhours') next.overFunding = row.read('value', (v) => readChoice(v, ['warn', 'refuse']))
  else if (key === 'abovecapacity') next.overAllocation = row.read('value', (v) => readChoice(v, ['warn', 'refuse']))
  else throw new RowRefused('setting', 'is not a setting of an organisation')
  if (JSON.stringify(next) !== JSON.stringify(kept.fields)) draft.requireAdmin('setting', 'change the organisation')
  const before = JSON.stringify(kept.fields)
  draft.state.save(draft.state.organisation, kept, next, { heatBands: 'value', name: 'value' })
  return JSON.stringify(kept.fields) === before ? 'unchanged' : 'changed'
}

const readNamed =
  (table: 'role' | 'lcat'): RowReader =>
  (draft, row) => {
    const name = row.read('name', (v) => readText(v, 80))
    if (!name) throw new RowRefused('name', 'is blank')
    const shelf = draft.state[table] as typeof draft.state.role
    const [existing] = shelf.find(fold(name))
    const last = Math.max(0, ...shelf.all.map((r) => r.fields.rank))
    const blankRank = isBlank(row.values.rank)
    const fields = {
      name: existing?.fields.name ?? name,
      rank: blankRank ? (existing?.fields.rank ?? last + 1) : row.read('rank', (v) => readWhole(v, 0, 9999)),
      active: isBlank(row.values.active) ? (existing?.fields.active ?? true) : row.read('active', readTruth),
    }
    if (!existing || fields.rank !== existing.fields.rank || fields.active !== existing.fields.active)
      draft.requireAdmin('name', 'change this list')
    const { kept, outcome } = draft.state.save(shelf, existing, fields)
    draft.claim(kept, row, 'name', 'this name')
    return outcome
  }
export const readRole = readNamed('role')
export const readLcat = readNamed('lcat')

export const readHoliday: RowReader = (draft, row, order) => {
  const date = row.read('date', (v) => readDate(v, order))
  const name = row.read('name', (v) => readText(v, 120)) || 'Holiday'
  const [existing] = draft.state.holiday.find(date)
  if (existing?.fields.name !== name) draft.requireAdmin('date', 'change holidays')
  const { kept, outcome } = draft.state.save(draft.state.holiday, existing, { date, name })
  draft.claim(kept, row, 'date', 'this day')
  return outcome
}

export const readUser: RowReader = (draft, row) => {
  const email = row.read('email', readEmail)
  const name = row.read('name', (v) => readText(v, 120)) || email
  return grantRole(
    draft,
    row,
    email,
    name,
    row.read('systemRole', (v) => readChoice(v, SYSTEM_ROLES, ALSO)),
  )
}

/** Invites the user, or gives an existing one this role; nobody changes their own. */
function grantRole(
  draft: ImportDraft,
  row: ImportRow,
  email: string,
  name: string,
  role: KeptUser['systemRole'],
): Outcome {
  const user = draft.state.users.get(email)
  if (user?.systemRole === role) return 'unchanged'
  draft.requireAdmin('systemRole', 'give somebody a system role')
  if (!user) {
    draft.invite(email, name, role)
    return 'new'
  }
  if (user.id === draft.actor.userId) {
    row.warn('systemRole', `your own system role stays ${user.systemRole}`)
    return 'unchanged'
  }
  user.systemRole = role
  user.changed = true
  return 'changed'
}

export const readEmployee: RowReader = (draft, row, order) => {
  const name = row.read('name', (v) => readText(v, 120)).replace(/^([^,]+),\s*([^,]+)$/, '$2 $1')
  const email = row.read('email', readEmail)
  if (!name) throw new RowRefused('name', 'is blank')
  const { state } = draft
  const [existing] = state.employee.find(email)
  const before = existing?.fields
  const keep = <T>(key: string, read: () => T, otherwise: T): T => (row.has(key) ? read() : otherwise)
  const day = (key: string) => (isBlank(row.values[key]) ? null : row.read(key, (v) => readDate(v, order)))
  const roleId = keep('role', () => draft.listed('role', row, 'role'), before?.roleId ?? null)
  const lcatId = keep('lcat', () => draft.listed('lcat', row, 'lcat'), before?.lcatId ?? null)
  const fields = {
    email,
    name,
    roleId,
    lcatId,
    contractPct: isBlank(row.values.fte) ? (before?.contractPct ?? 100) : row.read('fte', readPercent),
    startsOn: keep('startsOn', () => day('startsOn'), before?.startsOn ?? null),
    endsOn: keep('endsOn', () => day('endsOn'), before?.endsOn ?? null),
    skills: keep('skills', () => row.read('skills', readList), before?.skills ?? []),
    clearances: keep('clearances', () => row.read('clearances', readList), before?.clearances ?? []),
    yearsExperience: keep('yearsExperience', () => years(row), before?.yearsExperience ?? null),
    education: keep('education', () => row.read('education', (v) => readText(v, 500)), before?.education ?? ''),
    notes: keep('notes', () => row.read('notes', (v) => readLines(v)), before?.notes ?? ''),
  }
  if (fields.startsOn && fields.endsOn && fields.endsOn < fields.startsOn)
    throw new RowRefused('endsOn', `is before the start on ${fields.startsOn}`)
  if (!draft.isAdmin && JSON.stringify(fields) !== JSON.stringify(ordered(before, fields)))
    throw new RowRefused('email', existing ? 'only an Admin may change people' : 'only an Admin may add people')
  const namesake = existing ? undefined : state.employee.find(`name:${nameKey(name)}`)[0]
  const { kept, outcome } = state.save(state.employee, existing, fields)
  draft.claim(kept, row, 'email', 'this e-mail')
  if (namesake) row.warn('name', `there is another ${name} (${namesake.fields.email})`)
  const blank = [roleId ? '' : 'role', lcatId ? '' : 'LCAT'].filter(Boolean).join(' and ')
  if (blank && outcome !== 'unchanged') row.warn(roleId ? 'lcat' : 'role', `${name} has no ${blank}`)
  if (isBlank(row.values.systemRole)) return outcome
  const role = row.read('systemRole', (v) => readChoice(v, SYSTEM_ROLES, ALSO))
  const granted = grantRole(draft, row, email, name, role)
  return outcome === 'unchanged' && granted !== 'unchanged' ? 'changed' : outcome
}

function years(row: ImportRow): number | null {
  if (isBlank(row.values.yearsExperience)) return null
  const read = row.read('yearsExperience', readNumber)
  if (read < 0 || read > 80) throw new RowRefused('yearsExperience', 'is outside 0 to 80')
  return Math.round(read)
}

/** Notes keep their line breaks. */
function readLines(value: Parameters<typeof readText>[0]) {
  return typeof value === 'string' && value.length <= 20_000
    ? { value: value.replaceAll('\r\n', '\n').trim() }
    : readText(value, 20_000)
}

/** The former fields in the order of the new ones, so that the two can be compared as text. */
function ordered<T extends object>(before: T | undefined, like: T): T | undefined {
  return before && (Object.fromEntries(Object.keys(like).map((key) => [key, before[key as keyof T]])) as T)
}
