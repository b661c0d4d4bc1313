// The whole organisation as the tables that an import takes: exported and imported again it is the same organisation.
import type { Db } from '../db/open.js'
import type { Actor } from './actor.js'
import { type Calendar, fromMonthNumber, projectEnd } from './calendar.js'
import { Fault } from './fault.js'
import { type ImportTable, importTables } from './import-tables.js'
import { loadCalendar } from './load.js'
import { listRecords } from './records.js'
import {
  monthCell,
  type ReportBook,
  type ReportCell,
  type ReportColumn,
  type ReportFormat,
  type ReportSheet,
} from './report-book.js'
import { toHours } from './units.js'

const FORMATS: Record<string, ReportFormat> = {
  startsOn: 'day',
  endsOn: 'day',
  date: 'day',
  month: 'month',
  hours: 'hours',
  fundedHours: 'hours',
  fte: 'share',
  probability: 'share',
  sprints: 'count',
  count: 'count',
  rank: 'count',
  yearsExperience: 'count',
}
/** Columns that the export leaves out: they say again what others say. */
const DERIVED = new Set(['projects.endsOn', 'overrides.year', 'demand.year', 'allocations.year'])

type Row = Record<string, ReportCell>

interface Period {
  startsOn: string
  sprints: number
  hiredOn?: string | null
  leftOn?: string | null
}

/** Everything but accounts' secrets and history. For Admins and Directors; throws Fault forbidden. */
export async function organisationBook(db: Db, actor: Actor, today: string): Promise<ReportBook> {
  if (actor.systemRole !== 'Admin' && actor.systemRole !== 'Director')
    throw new Fault(
      'forbidden',
      'Only an Admin or a Director may export the whole organisation.',
      'Export a report instead.',
    )
  const read = new OrganisationReader(db, await loadCalendar(db))
  const tables: [ImportTable, Row[] | Iterable<Row>][] = [
    ['organisation', await read.settings()],
    ['projects', await read.projects()],
    ['employees', await read.employees()],
    ['users', await read.users()],
    ['assignments', await read.assignments()],
    ['allocations', await read.allocations()],
    ['timeOff', await read.timeOff()],
    ['overrides', await read.overrides()],
    ['demand', await read.demand()],
    ['holidays', (await listRecords(db, 'holiday')).map((h) => ({ date: { day: h.date }, name: h.name })).sort(byDate)],
    ['roles', await read.listed('role')],
    ['lcats', await read.listed('lcat')],
  ]
  return {
    title: 'Whole organisation',
    file: `Organisation ${today}`,
    cover: [],
    bands: [0.4, 0.8],
    sheets: tables.map(([table, rows]) => sheetOf(table, rows, read.outside)),
  }
}

const byDate = (a: { date: { day: string } }, b: { date: { day: string } }) => a.date.day.localeCompare(b.date.day)

function sheetOf(table: ImportTable, rows: Iterable<Row>, outside: ReadonlySet<string>): ReportSheet {
  const columns = importTables[table].columns.filter(
    (c) => !DERIVED.has(`${table}.${c.key}`) && (c.key !== 'outside' || outside.has(table)),
  )
  return {
    name: importTables[table].title,
    main: table === 'allocations',
    lead: [],
    columns: columns.map(
      (c): ReportColumn => ({
        header: c.header,
        width: Math.max(12, c.header.length + 4),
        format: FORMATS[c.key] ?? 'text',
      }),
    ),
    rows: map(rows, (row) => columns.map((c) => row[c.key] ?? null)),
    foot: [],
    freeze: { rows: 1, columns: 0 },
    heat: [],
  }
}

function* map<A, B>(list: Iterable<A>, make: (item: A) => B): Generator<B> {
  for (const item of list) yield make(item)
}

class OrganisationReader {
  /** Tables in which a row lies outside the period of its project, or outside an employment. */
  readonly outside = new Set<string>()

  constructor(
    readonly db: Db,
    readonly calendar: Calendar,
  ) {}

  /** 'yes' for a row that an import may take only because it says so. */
  #outside(table: ImportTable, month: number, p: Period): string | null {
    const within =
      this.calendar.belongsTo(month, p.startsOn, projectEnd(p.startsOn, p.sprints)) &&
      ((!p.hiredOn && !p.leftOn) ||
        this.calendar.businessDaysWithin(month, p.hiredOn ?? null, p.leftOn ?? null).length > 0)
    if (!within) this.outside.add(table)
    return within ? null : 'yes'
  }

  async settings(): Promise<Row[]> {
    const row = await this.db.selectFrom('organisation').selectAll().executeTakeFirst()
    if (!row) return []
    const setting = (name: string, value: ReportCell): Row => ({ setting: name, value })
    return [
      setting('Name', row.name),
      setting('Holiday calendar', row.calendarCountry),
      setting('Fiscal year start', row.fiscalYearStart),
      setting('Heat map bands', (JSON.parse(row.heatBands) as number[]).join('; ')),
      setting('Above funded hours', row.overFunding),
      setting('Above capacity', row.overAllocation),
    ]
  }

  async projects(): Promise<Row[]> {
    const rows = await this.db
      .selectFrom('project as p')
      .leftJoin('user as u', 'u.id', 'p.managerId')
      .selectAll('p')
      .select('u.email as manager')
      .orderBy('p.code')
      .execute()
    return rows.map((p) => ({ ...p, startsOn: { day: p.startsOn }, probability: p.probabilityPct / 100 }))
  }

  async employees(): Promise<Row[]> {
    const rows = await this.db
      .selectFrom('employee as e')
      .leftJoin('role as r', 'r.id', 'e.roleId')
      .leftJoin('lcat as l', 'l.id', 'e.lcatId')
      .leftJoin('user as u', (join) => join.onRef('u.employeeId', '=', 'e.id').onRef('u.email', '=', 'e.email'))
      .selectAll('e')
      .select(['r.name as role', 'l.name as lcat', 'u.systemRole'])
      .orderBy('e.email')
      .execute()
    const list = (json: string) => (JSON.parse(json) as string[]).join('; ')
    return rows.map((e) => ({
      ...e,
      fte: e.contractPct / 100,
      skills: list(e.skills),
      clearances: list(e.clearances),
      startsOn: day(e.startsOn),
      endsOn: day(e.endsOn),
    }))
  }

  /** Users who are no employees; those who are stand in the employees' sheet. */
  async users(): Promise<Row[]> {
    return await this.db
      .selectFrom('user as u')
      .leftJoin('employee as e', 'e.email', 'u.email')
      .select(['u.email', 'u.name', 'u.systemRole'])
      .where('e.id', 'is', null)
      .orderBy('u.email')
      .execute()
  }

  async assignments(): Promise<Row[]> {
    const rows = await this.#assignmentRows()
    return rows.map((a) => ({ ...a, fundedHours: toHours(a.fundedQuarters) }))
  }

  #assignmentRows() {
    return this.db
      .selectFrom('assignment as a')
      .innerJoin('project as p', 'p.id', 'a.projectId')
      .innerJoin('employee as e', 'e.id', 'a.employeeId')
      .leftJoin('role as r', 'r.id', 'a.roleId')
      .leftJoin('lcat as l', 'l.id', 'a.lcatId')
      .select([
        'a.id',
        'p.code as project',
        'e.email as employee',
        'r.name as role',
        'l.name as lcat',
        'a.fundedQuarters',
        'a.note',
        'p.startsOn',
        'p.sprints',
        'e.startsOn as hiredOn',
        'e.endsOn as leftOn',
      ])
      .orderBy('p.code')
      .orderBy('e.email')
      .orderBy('l.name')
      .execute()
  }

  async allocations(): Promise<Iterable<Row>> {
    const assignments = new Map((await this.#assignmentRows()).map((a) => [a.id, a]))
    const cells = await this.db
      .selectFrom('allocation')
      .selectAll()
      .where('quarters', '>', 0)
      .orderBy('assignmentId')
      .orderBy('month')
      .execute()
    const outside = (cell: (typeof cells)[number]) =>
      this.#outside('allocations', cell.month, assignments.get(cell.assignmentId)!)
    // The columns are drawn up before the rows are read.
    cells.some(outside)
    return map(cells, (cell): Row => {
      const { project, employee, role, lcat } = assignments.get(cell.assignmentId)!
      return {
        project,
        employee,
        role,
        lcat,
        month: monthCell(fromMonthNumber(cell.month)),
        hours: toHours(cell.quarters),
        outside: outside(cell),
      }
    })
  }

  async timeOff(): Promise<Row[]> {
    const rows = await this.db
      .selectFrom('timeOff as t')
      .innerJoin('employee as e', 'e.id', 't.employeeId')
      .select(['e.email as employee', 't.startsOn', 't.endsOn', 't.kind', 't.halfDay'])
      .orderBy('e.email')
      .orderBy('t.startsOn')
      .execute()
    return rows.map((t) => ({
      ...t,
      startsOn: { day: t.startsOn },
      endsOn: { day: t.endsOn },
      halfDay: t.halfDay ? 'yes' : 'no',
    }))
  }

  async overrides(): Promise<Row[]> {
    const rows = await this.db
      .selectFrom('monthOverride as o')
      .innerJoin('project as p', 'p.id', 'o.projectId')
      .select(['p.code as project', 'p.startsOn', 'p.sprints', 'o.month', 'o.quarters'])
      .orderBy('p.code')
      .orderBy('o.month')
      .execute()
    return rows.map((o) => ({
      project: o.project,
      month: monthCell(fromMonthNumber(o.month)),
      hours: toHours(o.quarters),
      outside: this.#outside('overrides', o.month, o),
    }))
  }

  async demand(): Promise<Row[]> {
    const rows = await this.db
      .selectFrom('demand as d')
      .innerJoin('project as p', 'p.id', 'd.projectId')
      .leftJoin('role as r', 'r.id', 'd.roleId')
      .leftJoin('lcat as l', 'l.id', 'd.lcatId')
      .select(['p.code as project', 'p.startsOn', 'p.sprints', 'r.name as role', 'l.name as lcat'])
      .select(['d.skills', 'd.month', 'd.quarters', 'd.count'])
      .orderBy('p.code')
      .orderBy('d.month')
      .orderBy('d.id')
      .execute()
    return rows.map((d) => ({
      ...d,
      skills: (JSON.parse(d.skills) as string[]).join('; '),
      month: monthCell(fromMonthNumber(d.month)),
      hours: toHours(d.quarters),
      outside: this.#outside('demand', d.month, d),
    }))
  }

  async listed(table: 'role' | 'lcat'): Promise<Row[]> {
    const rows = await this.db.selectFrom(table).selectAll().orderBy('rank').orderBy('name').execute()
    return rows.map((r) => ({ name: r.name, rank: r.rank, active: r.active ? 'yes' : 'no' }))
  }
}

const day = (date: string | null): ReportCell => (date ? { day: date } : null)
