// Which table a sheet is, where its header is, and which column is what: exact names first, then similar ones.
import { type ColumnMap, type ColumnMapping, columnFor, mappingOf } from './import-map.js'
import type { CellValue, SheetRow, TableSheet } from './import-sheet.js'
import { type ImportTable, importTables, tableNames } from './import-tables.js'
import { editDistance, fold } from './names.js'

export interface MatchedColumn {
  key: string
  /** Column from 1. */
  column: number
  /** As it is written in the file. */
  header: string
  /** The name we use, when the written one was only similar. */
  guessed?: string
  /** The importer said so. */
  mapped?: true
}

export interface MatchedSheet {
  table: ImportTable
  /** Number of the last header row. */
  headerRow: number
  columns: MatchedColumn[]
  /** Headers that nothing was made of. */
  unused: string[]
  /** Required columns that are not there. */
  missing: string[]
  /** What the importer said about these headers. */
  said: ColumnMapping[]
}

/** Headers are looked for in this many first rows. */
const SEARCHED_ROWS = 30

/** 'Employee  E-Mail*' -> 'employeeemail'. */
export function headerKey(text: string): string {
  let key = keys.get(text)
  if (key === undefined) {
    key = fold(text)
      .replace(/\(.*?\)/g, '')
      .replace(/[^a-z0-9%#]/g, '')
    // Aliases come again for every row that might be a header; cells of the body come once.
    if (keys.size < 2000) keys.set(text, key)
  }
  return key
}

const keys = new Map<string, string>()

export function cellText(value: CellValue | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'object') return 'date' in value ? value.date : value.fault
  return String(value).replace(/\s+/g, ' ').trim()
}

/** The best reading of the sheet as one of the tables; undefined when it looks like none. */
export function matchSheet(sheet: TableSheet, map: ColumnMap): MatchedSheet | undefined {
  let best: { score: number; match: MatchedSheet } | undefined
  const rows = sheet.rows.slice(0, SEARCHED_ROWS)
  for (const [i, row] of rows.entries()) {
    const next = rows[i + 1]
    const candidates = [{ headers: row.cells.map(cellText), headerRow: row.number }]
    if (next && next.number === row.number + 1)
      candidates.push({ headers: joined(sheet, row, next), headerRow: next.number })
    for (const { headers, headerRow } of candidates)
      for (const table of tableNames) {
        const match = matchHeaders(table, headers, headerRow, sheet.name, map)
        if (!match) continue
        const score = scoreOf(match, sheet.name)
        if (score > (best?.score ?? 0)) best = { score, match }
      }
  }
  return best && best.score >= 4 ? best.match : undefined
}

/** Two header rows read as one: 'Project' merged above 'Code' and 'Name' gives 'Project Code' and 'Project Name'. */
function joined(sheet: TableSheet, upper: SheetRow, lower: SheetRow): string[] {
  const width = Math.max(upper.cells.length, lower.cells.length)
  return Array.from({ length: width }, (_, i) => {
    const above = cellText(mergedValue(sheet, upper, i + 1))
    const below = cellText(lower.cells[i])
    return above === below ? above : `${above} ${below}`.trim()
  })
}

/** The value of a cell, or that of the merged range it lies in (header rows only). */
export function mergedValue(sheet: TableSheet, row: SheetRow, column: number): CellValue {
  const own = row.cells[column - 1]
  if (own !== null && own !== undefined) return own
  const range = sheet.merged.find(
    (m) => m.top <= row.number && row.number <= m.bottom && m.left <= column && column <= m.right,
  )
  if (!range) return null
  return sheet.rows.find((r) => r.number === range.top)?.cells[range.left - 1] ?? null
}

/** The header row as that table; undefined when the importer said that it is another one. */
function matchHeaders(
  table: ImportTable,
  headers: string[],
  headerRow: number,
  sheetName: string,
  map: ColumnMap,
): MatchedSheet | undefined {
  const shape = importTables[table]
  const columns: MatchedColumn[] = []
  const free = new Map(headers.map((header, i) => [i + 1, header]).filter(([, h]) => h !== '') as [number, string][])
  const take = (key: string, at: number, guessed?: string) => {
    columns.push({ key, column: at, header: free.get(at)!, ...(guessed ? { guessed } : {}) })
    free.delete(at)
  }
  const open = new Set(shape.columns)
  const followed: ColumnMapping[] = []
  for (const [at, header] of [...free]) {
    const said = mappingOf(map, sheetName, header)
    if (!said) continue
    if (said.table && said.table !== table) return undefined
    const column = columnFor(table, said.field)
    if (column && open.delete(column)) columns.push({ key: column.key, column: at, header, mapped: true })
    if (column || said.field === '') followed.push(said)
    // What the importer said is something else is not guessed at.
    free.delete(at)
  }
  for (const exact of [true, false])
    for (const column of [...open]) {
      const names = (exact ? [column.header] : column.aliases).map(headerKey)
      const at = [...free].find(([, header]) => names.includes(headerKey(header)))?.[0]
      if (at === undefined) continue
      take(column.key, at)
      open.delete(column)
    }
  const enough = columns.length >= 2
  if (enough)
    for (const column of [...open]) {
      const names = [column.header, ...column.aliases.filter((a) => a.length > 5)].map(headerKey)
      const near = [...free]
        .map(([at, header]) => ({
          at,
          distance: Math.min(...names.map((name) => similarity(headerKey(header), name))),
        }))
        .sort((a, b) => a.distance - b.distance)[0]
      if (!near || near.distance > 1) continue
      take(column.key, near.at, column.header)
      open.delete(column)
    }
  return {
    table,
    headerRow,
    columns,
    unused: [...free.values()],
    missing: [...open].filter((c) => c.required).map((c) => c.header),
    said: followed,
  }
}

/** Distance as a share of what is tolerated: a quarter of the letters. Above 1: something else. */
function similarity(written: string, name: string): number {
  if (written.length < 3) return Number.POSITIVE_INFINITY
  return editDistance(written, name) / Math.max(1, Math.floor(name.length / 4))
}

function scoreOf(match: MatchedSheet, sheetName: string): number {
  const shape = importTables[match.table]
  const titles = [shape.title, ...shape.aliases].map(headerKey)
  const name = headerKey(sheetName)
  const titled = titles.includes(name) || titles.some((t) => t.length > 4 && similarity(name, t) <= 1)
  const mapped = match.columns.filter((c) => c.mapped).length
  if ((shape.byTitleOnly && !titled) || match.columns.length === 0) return 0
  const required = shape.columns.filter((c) => c.required).length
  const share = (required - match.missing.length) / required
  if (share < (titled ? 0.4 : 1)) return 0
  return (
    (match.columns.length + mapped) * 2 -
    match.missing.length * 2 -
    match.unused.length * 0.5 +
    share * 4 +
    (titled ? 8 : 0)
  )
}
