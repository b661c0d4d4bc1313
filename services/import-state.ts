// The organisation as an import sees it: every record by the keys people use, what was there and what the file makes
// of it. In memory, so that fifty thousand rows need a dozen queries.
import type { Db } from '../db/open.js'
import type { UserRow } from '../db/schema.js'
import { fromMonthNumber } from './calendar.js'
import type { RecordChange, RecordTable } from './change.js'
import { sameState } from './change-keys.js'
import { Fault } from './fault.js'
import { RowRefused } from './import-report.js'
import { fold } from './names.js'
import { listRecords, type PublicRecord, parseRecord, type RecordFields } from './records.js'
import { toHours } from './units.js'

/** A record before and after. */
export interface Kept<T extends RecordTable> {
  table: T
  id: string
  version: number
  before: PublicRecord<T> | null
  fields: RecordFields<T>
  /** 'Employees row 12' once the file has named it. */
  givenAt?: string
}

export interface KeptUser {
  id: string
  email: string
  name: string
  systemRole: UserRow['systemRole']
  employeeId: string | null
  version: number
  isNew: boolean
  changed: boolean
  givenAt?: string
}

export type Outcome = 'new' | 'changed' | 'unchanged'

/** Records of one table by any number of keys. */
class Shelf<T extends RecordTable> {
  readonly byId = new Map<string, Kept<T>>()
  readonly #byKey = new Map<string, Kept<T>[]>()

  constructor(
    readonly table: T,
    readonly keysOf: (fields: RecordFields<T>) => string[],
  ) {}

  add(kept: Kept<T>): void {
    this.byId.set(kept.id, kept)
    for (const key of this.keysOf(kept.fields)) {
      const list = this.#byKey.get(key)
      if (list) list.push(kept)
      else this.#byKey.set(key, [kept])
    }
  }

  find(key: string): Kept<T>[] {
    return this.#byKey.get(key) ?? []
  }

  get all(): Kept<T>[] {
    return [...this.byId.values()]
  }
}

export interface KeptCell {
  hours: number
  version: number
}

/** Everything the import compares with and adds to. */
export class ImportState {
  readonly organisation = new Shelf('organisation', () => ['organisation'])
  readonly role = new Shelf('role', (r) => [fold(r.name)])
  readonly lcat = new Shelf('lcat', (r) => [fold(r.name)])
  readonly holiday = new Shelf('holiday', (r) => [r.date])
  readonly employee = new Shelf('employee', (r) => [r.email.toLowerCase(), `name:${nameKey(r.name)}`])
  readonly project = new Shelf('project', (r) => [`code:${fold(r.code)}`, `name:${fold(r.name)}`])
  readonly assignment = new Shelf('assignment', (r) => [`${r.projectId}:${r.employeeId}`])
  readonly monthOverride = new Shelf('monthOverride', (r) => [`${r.projectId}:${r.month}`])
  readonly timeOff = new Shelf('timeOff', (r) => [r.employeeId])
  readonly demand = new Shelf('demand', (r) => [`${r.projectId}:${r.month}:${r.roleId ?? ''}:${r.lcatId ?? ''}`])
  /** By e-mail. */
  readonly users = new Map<string, KeptUser>()
  /** By assignment and month, '2025-09'. */
  readonly cells = new Map<string, KeptCell>()

  constructor(readonly newId: () => string) {}

  /**
   * Puts a record of the file beside what is there. Throws RowRefused when its fields may not be; `columns` says which
   * column of the row a field comes from.
   */
  save<T extends RecordTable>(
    shelf: Shelf<T>,
    existing: Kept<T> | undefined,
    fields: RecordFields<T>,
    columns: Record<string, string> = {},
  ): { kept: Kept<T>; outcome: Outcome } {
    const parsed = this.#parse(shelf.table, fields, columns)
    if (!existing) {
      const kept: Kept<T> = { table: shelf.table, id: this.newId(), version: 0, before: null, fields: parsed }
      shelf.add(kept)
      return { kept, outcome: 'new' }
    }
    existing.fields = parsed
    return { kept: existing, outcome: sameState(existing.before, parsed) ? 'unchanged' : 'changed' }
  }

  #parse<T extends RecordTable>(table: T, fields: RecordFields<T>, columns: Record<string, string>): RecordFields<T> {
    try {
      return parseRecord(table, fields)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      const field = String((error.details as { field?: string } | undefined)?.field ?? '')
      throw new RowRefused(columns[field] ?? field, error.message.replace(/^[\w.]+: /, '').replace(/\.$/, ''))
    }
  }

  /** The records that differ from what is there. */
  changes(): RecordChange[] {
    const shelves = [
      this.organisation,
      this.role,
      this.lcat,
      this.holiday,
      this.employee,
      this.project,
      this.assignment,
      this.monthOverride,
      this.timeOff,
      this.demand,
    ] as unknown as Shelf<RecordTable>[]
    return shelves.flatMap((shelf) =>
      shelf.all
        .filter((kept) => kept.before === null || !sameState(kept.before, kept.fields))
        .map(
          (kept): RecordChange => ({
            kind: 'record',
            table: kept.table,
            id: kept.id,
            before: kept.before as Record<string, unknown> | null,
            after: kept.fields as Record<string, unknown>,
            version: kept.version,
          }),
        ),
    )
  }
}

/** 'Jones, Sarah' and 'sarah  jones' are one. */
export function nameKey(name: string): string {
  const text = fold(name)
  const [last, first] = text.split(',').map((part) => part.trim())
  return first && last ? `${first} ${last}` : text.replaceAll(',', '')
}

/** Reads the organisation as it stands inside `db`. */
export async function loadImportState(db: Db, newId: () => string): Promise<ImportState> {
  const state = new ImportState(newId)
  const fill = async <T extends RecordTable>(shelf: Shelf<T>) => {
    for (const record of await listRecords(db, shelf.table)) {
      const { id, version, ...fields } = record
      shelf.add({
        table: shelf.table,
        id,
        version,
        before: record,
        fields: fields as unknown as RecordFields<T>,
      })
    }
  }
  await fill(state.organisation)
  await fill(state.role)
  await fill(state.lcat)
  await fill(state.holiday)
  await fill(state.employee)
  await fill(state.project)
  await fill(state.assignment)
  await fill(state.monthOverride)
  await fill(state.timeOff)
  await fill(state.demand)
  for (const user of await db
    .selectFrom('user')
    .select(['id', 'email', 'name', 'systemRole', 'employeeId', 'version'])
    .execute())
    state.users.set(user.email.toLowerCase(), { ...user, isNew: false, changed: false })
  for (const cell of await db.selectFrom('allocation').selectAll().execute())
    state.cells.set(`${cell.assignmentId}:${fromMonthNumber(cell.month)}`, {
      hours: toHours(cell.quarters),
      version: cell.version,
    })
  return state
}
