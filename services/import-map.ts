// What the importer says a column is, where its header does not: 'Std' is 'Hours', 'Sheet2!Who' is 'Employees.Email'.
import { Fault } from './fault.js'
import { findMonth, type WrittenMonth } from './import-dates.js'
import { headerKey } from './import-match.js'
import {
  type FormColumn,
  formColumnNames,
  formColumns,
  type ImportColumn,
  type ImportTable,
  importTables,
  tableNames,
} from './import-tables.js'

export interface ColumnMapping {
  /** Of this sheet only. */
  sheet?: string
  /** As it is written in the file. */
  header: string
  /** Read as a column of this table only. */
  table?: ImportTable
  /** Key of the column's name; '' = the column is not to be used. */
  field: string
  /** A month of a staffing plan, where the field is one: 'P1' is '2025-09'. */
  month?: WrittenMonth
  /** As it was said. */
  said: string
}

/** The mappings of one import; remembers which ones found a column. */
export interface ColumnMap {
  mappings: readonly ColumnMapping[]
  used: Set<ColumnMapping>
}

const UNUSED = ['', '-', 'ignore', 'none', 'skip']

/** Headers and what they are, as `{'Std': 'Hours', 'Sheet2!Who': 'Employees.Email', 'Old': '-'}`. Throws Fault invalid. */
export function readColumnMap(given: Readonly<Record<string, string>> = {}): ColumnMap {
  return { mappings: Object.entries(given).map(([header, field]) => readMapping(header, field)), used: new Set() }
}

/** 'Header=Field' from a command line. Throws Fault invalid. */
export function splitMapping(text: string): [header: string, field: string] {
  const at = text.lastIndexOf('=')
  if (at < 1)
    throw new Fault('invalid', `'${text.slice(0, 80)}' maps nothing.`, 'Write it as "Header=Field", e.g. "Std=Hours".')
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()]
}

function readMapping(written: string, said: string): ColumnMapping {
  const bang = written.indexOf('!')
  const place = {
    ...(bang > 0 ? { sheet: written.slice(0, bang), header: written.slice(bang + 1) } : { header: written }),
    said: `${written}=${said}`.slice(0, 120),
  }
  if (UNUSED.includes(said.trim().toLowerCase())) return { ...place, field: '' }
  const dot = said.indexOf('.')
  const table =
    dot > 0 ? tableNames.find((t) => headerKey(importTables[t].title) === headerKey(said.slice(0, dot))) : undefined
  const field = headerKey(table ? said.slice(dot + 1) : said)
  const tables = table ? [table] : tableNames
  if (tables.some((t) => columnFor(t, field))) return { ...place, field, ...(table ? { table } : {}) }
  if (!table && formColumnFor(field)) return { ...place, field }
  const month = findMonth(said)
  if (month && !table) return { ...place, field, month }
  throw new Fault(
    'invalid',
    `'${written.slice(0, 80)}' cannot be mapped to '${said.slice(0, 80)}': there is no such column.`,
    `Map it to a column${table ? ` of ${importTables[table].title}` : ''}, or to - to leave it out.`,
    { field: 'map', columns: [...new Set(tables.flatMap(fieldNames))].sort() },
  )
}

/** The column of a table with that key, header or usual name. */
export function columnFor(table: ImportTable, field: string): ImportColumn | undefined {
  const { columns } = importTables[table]
  return (
    columns.find((c) => [c.key, c.header].some((name) => headerKey(name) === field)) ??
    columns.find((c) => c.aliases.some((name) => headerKey(name) === field))
  )
}

/** The column of a staffing plan with that key, header or usual name. */
export function formColumnFor(field: string): FormColumn | undefined {
  return formColumnNames.find((key) =>
    [key, formColumns[key].header, ...formColumns[key].aliases].some((name) => headerKey(name) === field),
  )
}

/** What a column of the table may be mapped to, in our own words. */
export function fieldNames(table: ImportTable): string[] {
  return importTables[table].columns.map((c) => c.header)
}

/** What a column of a sheet that is not known yet may be mapped to: 'Employees.Email'. */
export function allFieldNames(): string[] {
  return tableNames.flatMap((table) => fieldNames(table).map((field) => `${importTables[table].title}.${field}`))
}

/** What was said about a header of a sheet, the narrower word first. */
export function mappingOf(map: ColumnMap, sheet: string, header: string): ColumnMapping | undefined {
  if (map.mappings.length === 0 || header === '') return undefined
  const said = map.mappings.filter((m) => plain(m.header) === plain(header))
  return said.find((m) => m.sheet !== undefined && plain(m.sheet) === plain(sheet)) ?? said.find((m) => !m.sheet)
}

const plain = (text: string) => text.replace(/\s+/g, ' ').trim().toLowerCase()

/** A mapping whose header stands nowhere is a slip: Fault invalid with the headers there are. */
export function refuseUnusedMappings(map: ColumnMap, headers: readonly string[]): void {
  const missed = map.mappings.find((m) => !map.used.has(m))
  if (!missed) return
  throw new Fault(
    'invalid',
    `The mapping '${missed.said}' fits no sheet: there is no such header, or no such column in its table.`,
    'Write the header as it stands in the file.',
    { field: 'map', headers: [...new Set(headers)].filter(Boolean).slice(0, 200) },
  )
}
