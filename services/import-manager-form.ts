// The project manager's own sheet: full-time hours of each month on top, then Role, LCAT, Name, Funded Hours, a pair of
// columns per month (hours, %FTE), Hours Delta, and a note such as "18 Sprints, 36 weeks". Finds where everything is.
import { findMonth, readDate, type WrittenMonth } from './import-dates.js'
import { type ColumnMap, type ColumnMapping, formColumnFor, mappingOf } from './import-map.js'
import { cellText, headerKey, mergedValue } from './import-match.js'
import { type CellValue, columnLetter, type SheetRow, type TableSheet } from './import-sheet.js'
import { type FormColumn, formColumnNames, formColumns } from './import-tables.js'
import { editDistance } from './names.js'

export interface FormMonth extends WrittenMonth {
  /** Columns from 1; 0 = there is none. */
  hours: number
  fte: number
  header: string
  /** Full-time hours written above, if any. */
  fullTime?: { value: CellValue; row: number }
}

export interface ManagerForm {
  /** First row of people. */
  firstRow: number
  monthRow: number
  columns: Partial<Record<FormColumn, number>>
  /** What the importer said about these headers. */
  said: ColumnMapping[]
  headers: Record<string, string>
  months: FormMonth[]
  sprints?: number
  weeks?: number
  /** What stands above the table: 'Project: Alpha', 'Client | ACME'. */
  about: { name?: string; code?: string; client?: string; manager?: string; startsOn?: string }
}

const SEARCHED_ROWS = 30
const IS_FTE = /fte|%|percent|load/i
const IS_HOURS = /hours?|hrs?\b/i
/** Beyond this share of its letters a header is another word. */
const NEAR = 4

/** The form, or undefined when the sheet is something else: at least two months and who or what they are for. */
export function findManagerForm(sheet: TableSheet, map: ColumnMap): ManagerForm | undefined {
  const rows = sheet.rows.slice(0, SEARCHED_ROWS)
  const monthRow = rows
    .map((row) => ({ row, months: monthsOf(row, sheet.name, map) }))
    .filter(({ months }) => months.length >= 2)
    .sort((a, b) => b.months.length - a.months.length)[0]
  if (!monthRow) return undefined
  const at = rows.indexOf(monthRow.row)
  const labels = rows
    .slice(Math.max(0, at - 2), at + 3)
    .map((row) => ({ row, found: labelsOf(row, monthRow.months, sheet.name, map) }))
    .sort((a, b) => Object.keys(b.found).length - Object.keys(a.found).length)[0]
  if (!labels) return undefined
  const count = Object.keys(labels.found).length
  // Who and months alone are a plan where hours stand below.
  const person = labels.found.name ?? labels.found.email
  const isPlan = count >= 2 && (person !== undefined || labels.found.role !== undefined)
  if (!isPlan && !(count === 1 && person !== undefined && hasHours(sheet, monthRow))) return undefined
  const months = withSubHeaders(sheet, monthRow.months, monthRow.row, rows[at + 1])
  const last = Math.max(monthRow.row.number, labels.row.number, subHeaderRow(monthRow.months, rows[at + 1]) ?? 0)
  const firstRow = addFullTime(sheet, months, labels.found, monthRow.row.number, last) + 1
  const headers: Record<string, string> = {}
  for (const [key, column] of Object.entries(labels.found)) headers[key] = cellText(labels.row.cells[column - 1])
  const said = [...new Set([monthRow.row, labels.row])]
    .flatMap((row) => row.cells.map((cell) => mappingOf(map, sheet.name, cellText(cell))))
    .filter((m): m is ColumnMapping => m !== undefined && (m.field === '' || !!m.month || !!formColumnFor(m.field)))
  const columns = labels.found
  return { firstRow, monthRow: monthRow.row.number, columns, headers, months, said, ...notes(sheet, firstRow) }
}

/** Is there a number in a column of a month below the header? */
function hasHours(sheet: TableSheet, { row, months }: { row: SheetRow; months: readonly FormMonth[] }): boolean {
  return sheet.rows.some((r) => r.number > row.number && months.some((m) => typeof r.cells[m.hours - 1] === 'number'))
}

/** Month headers of a row, each once: a second mention of the same month is its %FTE column. */
function monthsOf(row: SheetRow, sheetName: string, map: ColumnMap): FormMonth[] {
  const months: FormMonth[] = []
  for (const [i, cell] of row.cells.entries()) {
    const value = cell ?? null
    // Numbers such as 160 are hours, not dates of 1900; real dates and texts are months.
    const header = cellText(value)
    const said = mappingOf(map, sheetName, header)
    const month = said ? said.month : typeof value === 'number' && value < 10_000 ? undefined : headerMonth(value)
    if (!month) continue
    const previous = months[months.length - 1]
    if (previous && previous.month === month.month && previous.year === month.year) {
      if (previous.fte === 0 && IS_FTE.test(header)) previous.fte = i + 1
      continue
    }
    months.push({ ...month, hours: i + 1, fte: 0, header })
  }
  return months
}

/** A header is a month when it says little else: 'Sept', 'Oct Hrs', "Nov '25", not 'Start in March'. */
function headerMonth(value: CellValue): WrittenMonth | undefined {
  if (typeof value === 'string') {
    if (value.length > 24) return undefined
    const rest = value.replace(IS_FTE, '').replace(/hours?|hrs?|fte|plan(ned)?|[%()'’.,/\-\d\s]/gi, '')
    if (/\s/.test(rest.trim()) || rest.length > 11) return undefined
  }
  return findMonth(value)
}

function labelsOf(
  row: SheetRow,
  months: readonly FormMonth[],
  sheetName: string,
  map: ColumnMap,
): ManagerForm['columns'] {
  const taken = new Set(months.flatMap((m) => [m.hours, m.fte]))
  const found: ManagerForm['columns'] = {}
  for (const [i, cell] of row.cells.entries()) {
    const said = mappingOf(map, sheetName, cellText(cell))
    if (!said || taken.has(i + 1)) continue
    taken.add(i + 1)
    const key = formColumnFor(said.field)
    if (key) found[key] ??= i + 1
  }
  for (const exact of [true, false])
    for (const key of formColumnNames) {
      if (found[key]) continue
      const names = [headerKey(formColumns[key].header), ...formColumns[key].aliases]
      for (const [i, cell] of row.cells.entries()) {
        const text = typeof cell === 'string' ? headerKey(cell) : ''
        if (!text || taken.has(i + 1) || Object.values(found).includes(i + 1)) continue
        const fits = names.some((n) =>
          exact ? n === text : text.length > 2 && editDistance(n, text) <= Math.max(1, Math.floor(n.length / NEAR)),
        )
        if (!fits) continue
        found[key] = i + 1
        break
      }
    }
  return found
}

/** Row of 'Hours | %FTE' below the months, if there is one. */
function subHeaderRow(months: readonly FormMonth[], next: SheetRow | undefined): number | undefined {
  if (!next) return undefined
  const said = months.filter((m) => {
    const text = cellText(next.cells[m.hours - 1])
    return (
      typeof next.cells[m.hours - 1] === 'string' && (IS_HOURS.test(text) || IS_FTE.test(text) || /^h$/i.test(text))
    )
  })
  return said.length >= 2 ? next.number : undefined
}

/** Which column of a month's pair holds hours and which %FTE. */
function withSubHeaders(
  sheet: TableSheet,
  months: FormMonth[],
  row: SheetRow,
  next: SheetRow | undefined,
): FormMonth[] {
  const below = subHeaderRow(months, next) ? next : undefined
  const width = Math.max(row.cells.length, below?.cells.length ?? 0)
  return months.map((month, i) => {
    const end = (months[i + 1]?.hours ?? Math.min(month.hours + 2, width + 1)) - 1
    const columns = Array.from({ length: Math.max(1, Math.min(end - month.hours + 1, 3)) }, (_, n) => month.hours + n)
    const says = (column: number) => {
      const own = cellText(below?.cells[column - 1]) || (column === month.hours ? '' : cellText(row.cells[column - 1]))
      return own || (column === month.hours ? month.header : '')
    }
    const isMerged = (column: number) => cellText(mergedValue(sheet, row, column)) === month.header
    const fte =
      month.fte ||
      columns.find((c) => IS_FTE.test(says(c)) && !(IS_HOURS.test(says(c)) && c === month.hours)) ||
      (columns[1] && (says(columns[1]) === '' || isMerged(columns[1])) && !below ? columns[1] : 0)
    const hours = columns.find((c) => c !== fte) ?? 0
    return { ...month, hours, fte }
  })
}

/**
 * Finds the row of full-time hours: above the months, or right below them where it has a label and no person. Answers
 * the last row of the head.
 */
function addFullTime(
  sheet: TableSheet,
  months: FormMonth[],
  labels: ManagerForm['columns'],
  monthRow: number,
  head: number,
): number {
  const counts = (row: SheetRow) => months.filter((m) => fullTimeOf(row, m) !== undefined).length
  const person = (row: SheetRow) => cellText(row.cells[(labels.name ?? 0) - 1]) !== ''
  const above = sheet.rows
    .filter(
      (row) =>
        row.number < head && row.number !== monthRow && counts(row) >= Math.max(1, Math.floor(months.length / 2)),
    )
    .pop()
  const below = sheet.rows.find((row) => row.number > head)
  const isBelow =
    below &&
    !above &&
    counts(below) >= 2 &&
    !person(below) &&
    /full|ft|avail|work|max|hours/i.test(below.cells.map((c) => (typeof c === 'string' ? c : '')).join(' '))
  const row = above ?? (isBelow ? below : undefined)
  if (!row) return head
  for (const month of months) {
    const value = fullTimeOf(row, month)
    if (value !== undefined) month.fullTime = { value, row: row.number }
  }
  return Math.max(head, isBelow ? row.number : 0)
}

/** Numbers from 40 to 260 can be a month's full-time hours. */
function fullTimeOf(row: SheetRow, month: FormMonth): CellValue | undefined {
  for (const column of [month.hours, month.fte]) {
    const value = column > 0 ? row.cells[column - 1] : null
    const number = typeof value === 'number' ? value : typeof value === 'string' ? Number.parseFloat(value) : Number.NaN
    if (
      number >= 40 &&
      number <= 260 &&
      !(typeof value === 'string' && /[a-z]{3}/i.test(value.replace(/hours?|hrs?/i, '')))
    )
      return value
  }
  return undefined
}

/** Sprints and weeks wherever they are noted; project, client, manager and start above the table. */
function notes(sheet: TableSheet, firstRow: number): Pick<ManagerForm, 'sprints' | 'weeks' | 'about'> {
  const about: ManagerForm['about'] = {}
  let sprints: number | undefined
  let weeks: number | undefined
  for (const row of sheet.rows) {
    for (const [i, cell] of row.cells.entries()) {
      if (typeof cell !== 'string') continue
      sprints ??= numberBefore(cell, /(\d{1,3})\s*sprints?\b/i) ?? numberBefore(cell, /\bsprints?\s*[:=]\s*(\d{1,3})/i)
      weeks ??= numberBefore(cell, /(\d{1,3})\s*(?:weeks?|wks?)\b/i)
      if (row.number >= firstRow) continue
      const match =
        /^\s*(project(?: name| code| manager)?|client|customer|manager|pm|code|start(?: date)?|starts)\s*(?::|$)\s*(.*)$/i.exec(
          cell,
        )
      if (!match) continue
      const next = row.cells.slice(i + 1).find((c) => c !== null)
      note(about, match[1]!.toLowerCase(), match[2] ? match[2] : (next ?? null))
    }
  }
  return { sprints, weeks, about }
}

function note(about: ManagerForm['about'], label: string, value: CellValue): void {
  const text = cellText(value)
  if (!text) return
  if (label.startsWith('start')) {
    const date = readDate(value)
    if ('value' in date) about.startsOn ??= date.value
  } else if (label === 'client' || label === 'customer') about.client ??= text
  else if (label === 'manager' || label === 'pm' || label === 'project manager') about.manager ??= text
  else if (label.includes('code')) about.code ??= text
  else about.name ??= text
}

function numberBefore(text: string, pattern: RegExp): number | undefined {
  const match = pattern.exec(text)
  return match ? Number(match[1]) : undefined
}

/** 'Sep (F)' for reports: header and letter of a column. */
export function columnLabel(header: string, column: number): string {
  return header ? `${header} (${columnLetter(column)})` : columnLetter(column)
}
