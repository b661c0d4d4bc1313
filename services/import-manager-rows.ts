// A project manager's sheet as rows of the tables: the project, its people, their hours month by month, full-time hours
// that differ from the calendar, and rows without a name as open positions.
import { Calendar, firstDay, fromMonthNumber, lastDay, type MonthNumber, projectEnd } from './calendar.js'
import { columnLabel, type FormMonth, type ManagerForm } from './import-manager-form.js'
import { monthNumbers } from './import-manager-months.js'
import { cellText } from './import-match.js'
import { ImportRow, type SheetReport } from './import-report.js'
import type { RowGroup } from './import-rows.js'
import type { CellValue, SheetRow, TableSheet } from './import-sheet.js'
import { type ImportState, type Kept, nameKey } from './import-state.js'
import type { ImportTable } from './import-tables.js'
import { isBlank, readHours, readNumber } from './import-values.js'
import { fold } from './names.js'
import { toHours } from './units.js'

export interface FormSource {
  sheet: TableSheet
  form: ManagerForm
  report: SheetReport
  /** Name of the file without extension: names the project where nothing else does. */
  fileName: string
  start?: string
  now: Date
}

const NOBODY = /^(tb[adhn]|t\.b\.d\.?|open|vacant|vacancy|unfilled|new hire|none|n\/?a|\?+|-+|x+)$/i
const TOTAL = /^(grand |sub ?)?(totals?|sum)\b/i
const PLAIN_SHEET = /^(sheet|table|tabelle|feuil|plan|staffing( plan)?|grid|data)\s*\d*$/i

/** Rows of the form, in groups by table. Throws Fault invalid (details.field 'start') when the year cannot be known. */
export function managerRows(source: FormSource, state: ImportState): RowGroup[] {
  const rows = new FormRows(source, state)
  rows.addProject()
  for (const row of source.sheet.rows) if (row.number >= source.form.firstRow) rows.addRow(row)
  return rows.groups()
}

class FormRows {
  readonly #rows = new Map<ImportTable, ImportRow[]>()
  readonly #calendar: Calendar
  readonly #project: Kept<'project'> | undefined
  readonly #code: string
  readonly #name: string
  readonly #months: { at: MonthNumber; column: FormMonth; fullTime: number }[]
  /** People that the form brings: name key -> their row. */
  readonly #people = new Map<string, ImportRow>()
  readonly #sums = new Map<number, number>()

  constructor(
    readonly source: FormSource,
    readonly state: ImportState,
  ) {
    const { form, sheet, fileName } = source
    this.#calendar = new Calendar(new Set(state.holiday.all.map((h) => h.fields.date)))
    this.#name = form.about.name ?? (PLAIN_SHEET.test(sheet.name.trim()) ? fileName : sheet.name.trim())
    this.#project = this.#findProject([form.about.code, this.#name, codeOf(this.#name)])
    this.#code = this.#project?.fields.code ?? form.about.code ?? codeOf(this.#name)
    this.#months = monthNumbers(source, this.#project).map((at, i) => {
      const column = form.months[i]!
      const written = column.fullTime ? readNumber(column.fullTime.value) : undefined
      const calendar = toHours(this.#calendar.fullTimeQuarters(at))
      return { at, column, fullTime: written && 'value' in written ? written.value : calendar }
    })
  }

  #findProject(names: (string | undefined)[]): Kept<'project'> | undefined {
    for (const name of names) {
      if (!name) continue
      for (const key of [`code:${fold(name)}`, `name:${fold(name)}`, `name:project ${fold(name)}`]) {
        const found = this.state.project.find(key)
        if (found.length === 1) return found[0]
      }
    }
    return undefined
  }

  addProject(): void {
    const { form, report } = this.source
    const first = this.#months[0]!.at
    const last = this.#months[this.#months.length - 1]!.at
    const sprints = form.sprints ?? (form.weeks ? Math.ceil(form.weeks / 2) : undefined)
    const head = new ImportRow(report, form.monthRow, {}, {})
    if (form.sprints && form.weeks && form.weeks !== form.sprints * 2)
      head.warn('', `${form.sprints} sprints are ${form.sprints * 2} weeks, the note says ${form.weeks}: sprints count`)
    if (this.#project) {
      const { startsOn, sprints: has } = this.#project.fields
      if (sprints && sprints !== has)
        head.warn(
          '',
          `the note says ${sprints} sprints, ${this.#code} has ${has} (to ${projectEnd(startsOn, has)}): kept`,
        )
    } else {
      const startsOn = form.about.startsOn ?? firstDay(first)
      const days = (Date.parse(lastDay(last)) - Date.parse(startsOn)) / 86_400_000 + 1
      const count = sprints ?? Math.ceil(days / 14)
      const end = projectEnd(startsOn, count)
      head.warn('', `new project ${this.#name} (${this.#code}), ${count} sprints from ${startsOn} to ${end}`)
      this.#add('projects', form.monthRow, {
        code: this.#code,
        name: this.#name,
        startsOn,
        sprints: count,
        ...(form.about.client ? { client: form.about.client } : {}),
        ...(form.about.manager ? { manager: form.about.manager } : {}),
      })
    }
    for (const { at, column, fullTime } of this.#months) {
      if (!column.fullTime || fullTime === toHours(this.#calendar.fullTimeQuarters(at))) continue
      const known = this.#project && this.state.monthOverride.find(`${this.#project.id}:${fromMonthNumber(at)}`)[0]
      if (known?.fields.hours === fullTime) continue
      const values = { project: this.#code, month: fromMonthNumber(at), hours: column.fullTime.value }
      this.#add('overrides', column.fullTime.row, values, { hours: columnLabel(column.header, column.hours) })
    }
  }

  addRow(row: SheetRow): void {
    const { form, report } = this.source
    const cell = (key: keyof ManagerForm['columns']) => row.cells[(form.columns[key] ?? 0) - 1] ?? null
    const [role, lcat] = [cell('role'), cell('lcat')]
    const written = cellText(cell('name'))
    const hours = this.#months.map((month) => this.#hoursOf(row, month))
    const filled = hours.some((h) => !isBlank(h.value) && h.value !== 0)
    const first = row.cells.find((c) => !isBlank(c))
    if (typeof first === 'string' && TOTAL.test(first.trim())) return
    const blank = !written && isBlank(role) && isBlank(lcat)
    if (blank && !filled) return
    if (blank && this.#isTotal(row)) return
    this.#sum(row)
    if (!written && !filled && isBlank(lcat) && isBlank(cell('funded')) && !looksLikeRole(cellText(role))) {
      if (!/sprint|week/i.test(cellText(role)))
        new ImportRow(report, row.number, { role }, this.#headers()).warn(
          'role',
          `'${cellText(role).slice(0, 60)}' is no position: left out`,
        )
      return
    }
    if (!written || NOBODY.test(written)) {
      this.#addOpenPosition(row, { role, lcat, funded: cell('funded') }, hours)
      return
    }
    const person = this.#person(row, written, cell('email'), role, lcat)
    const base = { project: this.#code, employee: person.reference, role, lcat }
    const assignment = this.#add(
      'assignments',
      row.number,
      { ...base, fundedHours: cell('funded') },
      this.#headers(),
      person.row,
    )
    for (const [i, { value, label }] of hours.entries())
      this.#add(
        'allocations',
        row.number,
        { ...base, month: fromMonthNumber(this.#months[i]!.at), hours: value },
        { ...this.#headers(), month: label, hours: label },
        assignment,
      )
  }

  /** Hours of a month cell; worked out from the %FTE where only that is filled in. */
  #hoursOf(row: SheetRow, month: { column: FormMonth; fullTime: number }): { value: CellValue; label: string } {
    const { column, fullTime } = month
    const label = columnLabel(column.header, column.hours || column.fte)
    const hours = column.hours > 0 ? (row.cells[column.hours - 1] ?? null) : null
    const share = column.fte > 0 ? shareOf(row.cells[column.fte - 1] ?? null) : undefined
    if (isBlank(hours)) {
      if (!share) return { value: null, label }
      const value = Math.round(share * fullTime * 4) / 4
      this.#warn(row, label, `${percent(share)} of ${fullTime} h taken as ${value} h`)
      return { value, label }
    }
    const read = readHours(hours)
    if (share !== undefined && 'value' in read && fullTime > 0 && Math.abs(read.value / fullTime - share) > 0.0151)
      this.#warn(
        row,
        label,
        `the sheet says ${percent(share)}; ${read.value} h of ${fullTime} h are ${percent(read.value / fullTime)}`,
      )
    return { value: hours, label }
  }

  #warn(row: SheetRow, label: string, message: string): void {
    new ImportRow(this.source.report, row.number, {}, { at: label }).warn('at', message)
  }

  /** Somebody known by name or e-mail, or a new person with an address to be mended later. */
  #person(row: SheetRow, written: string, email: CellValue, role: CellValue, lcat: CellValue) {
    const name = written.replace(/^([^,]+),\s*([^,]+)$/, '$2 $1')
    const given = cellText(email) || (written.includes('@') ? written : '')
    const key = given ? given.toLowerCase() : nameKey(written)
    if (given ? this.state.employee.find(key)[0] : this.state.employee.find(`name:${key}`)[0])
      return { reference: given || written, row: undefined }
    const known = this.#people.get(key)
    if (known) return { reference: cellText(known.values.email), row: known }
    const address = given || this.#freeAddress(name)
    const added = this.#add(
      'employees',
      row.number,
      { email: address, name, role, lcat },
      { ...this.#headers(), email: this.#headers().name! },
    )
    if (!given) added.warn('name', `${name} is new; the sheet has no e-mail, so ${address} stands in`)
    this.#people.set(key, added)
    return { reference: address, row: added }
  }

  #freeAddress(name: string): string {
    const slug =
      fold(name)
        .replace(/[^a-z0-9]+/g, '.')
        .replace(/^\.|\.$/g, '') || 'person'
    for (let n = 1; ; n++) {
      const address = `${slug}${n > 1 ? n : ''}@no-email.invalid`
      const taken = this.state.employee.find(address).length > 0
      if (!taken && ![...this.#people.values()].some((r) => r.values.email === address)) return address
    }
  }

  /** A row without a name is demand; without hours it keeps its funded hours, spread evenly, or none. */
  #addOpenPosition(
    row: SheetRow,
    position: { role: CellValue; lcat: CellValue; funded: CellValue },
    hours: { value: CellValue; label: string }[],
  ): void {
    const { role, lcat } = position
    const base = { project: this.#code, role, lcat, position: 1 }
    const add = (at: MonthNumber, value: CellValue, label: string) =>
      this.#add(
        'demand',
        row.number,
        { ...base, month: fromMonthNumber(at), hours: value },
        { ...this.#headers(), month: label, hours: label },
      )
    const filled = hours.flatMap((h, i) =>
      isBlank(h.value) || h.value === 0 ? [] : [{ ...h, at: this.#months[i]!.at }],
    )
    for (const { at, value, label } of filled) add(at, value, label)
    if (filled.length > 0) return
    const funded = readNumber(position.funded)
    const total = 'value' in funded ? Math.max(0, funded.value) : 0
    const title = `${cellText(role) || 'a position'} without a name`
    if (total === 0) {
      add(this.#months[0]!.at, 0, hours[0]!.label).warn('role', `${title} and hours: kept as an open position`)
      return
    }
    const each = Math.floor((total / this.#months.length) * 4) / 4
    const note = `${title}: ${total} funded hours kept as open, ${each} h a month`
    for (const [i, { at, fullTime }] of this.#months.entries()) {
      const added = add(at, Math.min(each, fullTime), hours[i]!.label)
      if (i === 0) added.warn('role', note)
    }
  }

  #literal(row: SheetRow, month: { column: FormMonth }): number {
    const read = readNumber(row.cells[month.column.hours - 1] ?? null)
    return 'value' in read ? read.value : 0
  }

  #sum(row: SheetRow): void {
    for (const [i, month] of this.#months.entries())
      this.#sums.set(i, (this.#sums.get(i) ?? 0) + this.#literal(row, month))
  }

  /** Sums below the people, without a word beside them. */
  #isTotal(row: SheetRow): boolean {
    return this.#months.every((month, i) => Math.abs(this.#literal(row, month) - (this.#sums.get(i) ?? 0)) < 0.01)
  }

  #headers(): Record<string, string> {
    const { headers } = this.source.form
    return {
      project: '',
      employee: headers.name ?? headers.email ?? '',
      name: headers.name ?? '',
      role: headers.role ?? '',
      lcat: headers.lcat ?? '',
      fundedHours: headers.funded ?? '',
    }
  }

  #add(
    table: ImportTable,
    number: number,
    values: Record<string, CellValue>,
    headers?: Record<string, string>,
    dependsOn?: ImportRow,
  ): ImportRow {
    const named = Object.fromEntries(Object.keys(values).map((key) => [key, headers?.[key] ?? '']))
    const row = new ImportRow(this.source.report, number, values, named, dependsOn)
    const list = this.#rows.get(table)
    if (list) list.push(row)
    else this.#rows.set(table, [row])
    return row
  }

  groups(): RowGroup[] {
    return [...this.#rows].map(([table, rows]) => ({ table, rows, order: 'unknown' as const }))
  }
}

/** 'Project Alpha' -> 'ALPHA'. */
export function codeOf(name: string): string {
  const words = fold(name)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .split(' ')
  const rest = words.filter((w) => !['project', 'staffing', 'plan', 'the'].includes(w))
  return (rest.length > 0 ? rest : words).join('-').toUpperCase().slice(0, 40) || 'PROJECT'
}

/** A %FTE cell as a fraction: 0.5, '50 %', 50. */
function shareOf(value: CellValue): number | undefined {
  if (isBlank(value)) return undefined
  const text = typeof value === 'string' ? value.trim() : ''
  const read = readNumber(text.endsWith('%') ? text.slice(0, -1) : value)
  if ('reason' in read || read.value < 0) return undefined
  return text.endsWith('%') || read.value > 3 ? read.value / 100 : read.value
}

const percent = (share: number) => `${Number((share * 100).toFixed(1))} %`

/** A few words without punctuation are a role; a sentence is a remark. */
function looksLikeRole(text: string): boolean {
  return text.length > 0 && text.length <= 60 && text.split(' ').length <= 5 && !/[:.!?]|sprint|week/i.test(text)
}
