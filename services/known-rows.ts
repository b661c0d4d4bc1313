// Lookups while a change set is checked: one query each for a handful of changes, whole tables once for a file's worth.
import type { Db } from '../db/open.js'
import { projectEnd } from './calendar.js'
import { Fault } from './fault.js'

/** From this many changed records on, tables are read whole. */
const MANY = 50

type Row = Record<string, unknown> & { id: string }

/** Columns whose text is compared without case. */
const CASELESS = new Set(['name', 'email', 'code'])

export class KnownRows {
  readonly #many: boolean
  readonly #ids = new Map<string, Promise<Set<string>>>()
  readonly #keys = new Map<string, Promise<Map<string, string[]>>>()
  readonly #periods = new Map<string, { name: string; startsOn: string; endsOn: string }>()

  constructor(
    readonly db: Db,
    changes: number,
  ) {
    this.#many = changes >= MANY
  }

  /** Is there a row of that id? */
  async has(table: string, id: string): Promise<boolean> {
    const from = this.db.selectFrom(table as 'role').select('id')
    if (!this.#many) return (await from.where('id', '=', id).executeTakeFirst()) !== undefined
    let ids = this.#ids.get(table)
    if (!ids) {
      ids = from.execute().then((rows) => new Set(rows.map((r) => r.id)))
      this.#ids.set(table, ids)
    }
    return (await ids).has(id)
  }

  /** Ids of the rows with these values, names compared without case. */
  async withValues(table: string, values: Record<string, unknown>): Promise<string[]> {
    const columns = Object.keys(values)
    if (!this.#many) {
      let query = this.db.selectFrom(table as 'role').select('id')
      for (const [column, value] of Object.entries(values))
        query =
          value === null
            ? query.where(column as 'name', 'is', null)
            : typeof value === 'string' && CASELESS.has(column)
              ? // Both by the database, as its index does: it knows the case of ASCII letters only.
                query.where((eb) => eb(eb.fn('lower', [column as 'name']), '=', eb.fn('lower', [eb.val(value)])))
              : query.where(column as 'name', '=', value as string)
      return (await query.execute()).map((r) => r.id)
    }
    const index = `${table}:${columns.join()}`
    let keys = this.#keys.get(index)
    if (!keys) {
      keys = this.#readKeys(table, columns)
      this.#keys.set(index, keys)
    }
    return (await keys).get(keyOf(values, columns)) ?? []
  }

  async #readKeys(table: string, columns: string[]): Promise<Map<string, string[]>> {
    const rows = (await this.db
      .selectFrom(table as 'role')
      .select(['id', ...columns] as ['id'])
      .execute()) as Row[]
    const keys = new Map<string, string[]>()
    for (const row of rows) {
      const key = keyOf(row, columns)
      const ids = keys.get(key)
      if (ids) ids.push(row.id)
      else keys.set(key, [row.id])
    }
    return keys
  }

  /** Name, first and last day of a project; Fault not_found. */
  async period(projectId: string): Promise<{ name: string; startsOn: string; endsOn: string }> {
    let period = this.#periods.get(projectId)
    if (!period) {
      const row = await this.db
        .selectFrom('project')
        .select(['name', 'startsOn', 'sprints'])
        .where('id', '=', projectId)
        .executeTakeFirst()
      if (!row) throw new Fault('not_found', `There is no project '${projectId.slice(0, 64)}'.`)
      period = { name: row.name, startsOn: row.startsOn, endsOn: projectEnd(row.startsOn, row.sprints) }
      this.#periods.set(projectId, period)
    }
    return period
  }
}

function keyOf(values: Record<string, unknown>, columns: string[]): string {
  return JSON.stringify(
    columns.map((c) => (typeof values[c] === 'string' && CASELESS.has(c) ? values[c].toLowerCase() : values[c])),
  )
}
