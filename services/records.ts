// The public form of every table that travels in change sets: camelCase terms of DESIGN section 1, hours in hours,
// months as '2025-09', lists as arrays. One schema and one codec per table; row types never leave services/.
import { z } from 'zod'
import type { Db } from '../db/open.js'
import { checkDate, fromMonthNumber, toMonthNumber } from './calendar.js'
import type { RecordTable } from './change.js'
import { Fault } from './fault.js'
import { parseInput } from './parse-input.js'
import { emailAddress, oneLine } from './plain-text.js'
import { toHours, toQuarters } from './units.js'

const name = (what: string, max = 120) => oneLine(max).describe(what)
const text = (what: string, max: number) => z.string().max(max).describe(what)
const reference = (what: string) => z.string().max(64).nullable().describe(`${what}; null = none`)
const date = (what: string) => z.string().max(10).describe(`${what}, YYYY-MM-DD`)
const month = (what: string) => z.string().max(7).describe(`${what}, YYYY-MM`)
const words = (what: string) => z.array(oneLine(80)).max(100).describe(what)
/** Fields of each record without id and version, as REST bodies and change sets carry them. */
export const recordSchemas = {
  organisation: z.strictObject({
    name: name('Name of the organisation'),
    calendarCountry: text('ISO country of the holiday calendar; empty = days kept by hand', 8),
    fiscalYearStart: z.int().min(1).max(12).describe('First month of the fiscal year, 1-12'),
    heatBands: z
      .array(z.number().gt(0).lt(1))
      .length(2)
      .describe('Upper bounds of the two lower heat bands as load fractions, e.g. [0.4, 0.8]'),
    overFunding: z.enum(['warn', 'refuse']).describe('Hours above funded: warn or refuse'),
    overAllocation: z.enum(['warn', 'refuse']).describe('Hours above capacity: warn or refuse'),
    demo: z.boolean().describe('True while only the demo organisation is here'),
  }),
  role: z.strictObject({
    name: name('Name of the role', 80),
    rank: z.int().min(0).max(9999).describe('Order of display'),
    active: z.boolean().describe('False = ended, not offered any more'),
  }),
  lcat: z.strictObject({
    name: name('Name of the labour category', 80),
    rank: z.int().min(0).max(9999).describe('Seniority, higher is more senior'),
    active: z.boolean().describe('False = ended, not offered any more'),
  }),
  employee: z.strictObject({
    email: emailAddress().describe('E-mail address, unique'),
    name: name('Full name'),
    roleId: reference('Home role'),
    lcatId: reference('Home LCAT'),
    contractPct: z.int().min(0).max(100).describe('Contract FTE in whole per cent, 100 = full time'),
    startsOn: date('First day of employment').nullable(),
    endsOn: date('Last day of employment').nullable(),
    skills: words('Skills'),
    clearances: words('Clearances'),
    yearsExperience: z.int().min(0).max(80).nullable().describe('Years of experience'),
    education: text('Education', 500),
    notes: text('Notes, seen by Admins, Directors and the managers concerned', 20_000),
  }),
  project: z.strictObject({
    code: name('Short code, unique', 40),
    name: name('Name of the project'),
    client: text('Client', 120),
    description: text('What the project is about', 20_000),
    managerId: reference('Manager, a user'),
    startsOn: date('First day'),
    sprints: z.int().min(1).max(260).describe('Number of 14-day sprints'),
    status: z.enum(['Planning', 'Active', 'On Hold', 'Closed']),
    probabilityPct: z.int().min(0).max(100).describe('Probability in whole per cent'),
  }),
  assignment: z.strictObject({
    projectId: z.string().max(64),
    employeeId: z.string().max(64),
    roleId: reference('Role on this project'),
    lcatId: reference('LCAT on this project'),
    fundedHours: z.number().describe('Budget in hours'),
    note: text('Note', 2000),
  }),
  monthOverride: z.strictObject({
    projectId: z.string().max(64),
    month: month('Month'),
    hours: z.number().describe('Full-time hours of that month on that project (US007)'),
  }),
  holiday: z.strictObject({ date: date('Day without work'), name: name('Name of the holiday') }),
  timeOff: z.strictObject({
    employeeId: z.string().max(64),
    startsOn: date('First day off'),
    endsOn: date('Last day off'),
    kind: name('Kind, e.g. leave', 60),
    halfDay: z.boolean().describe('True when each day counts half'),
  }),
  demand: z.strictObject({
    projectId: z.string().max(64),
    roleId: reference('Role wanted'),
    lcatId: reference('LCAT wanted'),
    skills: words('Skills wanted'),
    month: month('Month'),
    hours: z.number().describe('Hours wanted per position in that month'),
    count: z.int().min(1).max(999).describe('Number of positions'),
  }),
} satisfies Record<RecordTable, z.ZodObject>

export type RecordFields<T extends RecordTable> = z.output<(typeof recordSchemas)[T]>
export type PublicRecord<T extends RecordTable> = RecordFields<T> & { id: string; version: number }

/** Fields whose stored form differs from the public one: how each is stored. */
type Codec = { column: string; toRow(value: unknown, field: string): unknown; fromRow(value: unknown): unknown }
const json = (column: string): Codec => ({
  column,
  toRow: (v) => JSON.stringify(v),
  fromRow: (v) => JSON.parse(v as string),
})
const flag = (column: string): Codec => ({ column, toRow: (v) => (v ? 1 : 0), fromRow: (v) => v === 1 })
const hours = (column: string, max?: number): Codec => ({
  column,
  toRow: (v, field) => toQuarters(v as number, field, max),
  fromRow: (v) => toHours(v as number),
})
const monthCodec: Codec = {
  column: 'month',
  toRow: (v, field) => toMonthNumber(v as string, field),
  fromRow: (v) => fromMonthNumber(v as number),
}

/** A budget may be as large as a decade of a hundred people. */
export const MAX_FUNDED_HOURS = 2_000_000

const codecs: Partial<Record<RecordTable, Record<string, Codec>>> = {
  organisation: { heatBands: json('heatBands'), demo: flag('demo') },
  role: { active: flag('active') },
  lcat: { active: flag('active') },
  employee: { skills: json('skills'), clearances: json('clearances') },
  assignment: { fundedHours: hours('fundedQuarters', MAX_FUNDED_HOURS) },
  monthOverride: { month: monthCodec, hours: hours('quarters') },
  timeOff: { halfDay: flag('halfDay') },
  demand: { skills: json('skills'), month: monthCodec, hours: hours('quarters') },
}

const DATE_FIELDS = ['startsOn', 'endsOn', 'date'] as const

type Row = Record<string, unknown>

/** Public record -> row. Throws Fault invalid naming field, value and limit. */
export function toRow(table: RecordTable, id: string, record: Record<string, unknown>): Row {
  const row: Row = { id, version: record.version }
  for (const field of Object.keys(recordSchemas[table].shape)) {
    const value = record[field]
    const codec = codecs[table]?.[field]
    if (codec) row[codec.column] = codec.toRow(value, field)
    else row[field] = value ?? null
  }
  return row
}

/** Row -> public record with id and version. */
export function fromRow<T extends RecordTable>(table: T, row: Row): PublicRecord<T> {
  const record: Row = { id: row.id, version: row.version }
  for (const field of Object.keys(recordSchemas[table].shape)) {
    const codec = codecs[table]?.[field]
    record[field] = codec ? codec.fromRow(row[codec.column]) : row[field]
  }
  return record as PublicRecord<T>
}

/** Checks the fields of a new or changed record. Throws Fault invalid with the first fault in words. */
export function parseRecord<T extends RecordTable>(table: T, fields: unknown): RecordFields<T> {
  const hint = `Check the ${TITLES[table]} and send it again.`
  const record = parseInput(recordSchemas[table], fields, { hint }) as RecordFields<T>
  checkDates(record)
  return record
}

/** Dates exist, and what ends does not end before it starts: a person leaves on or after the day of joining. */
function checkDates(record: Record<string, unknown>): void {
  for (const field of DATE_FIELDS) if (typeof record[field] === 'string') checkDate(record[field], field)
  const { startsOn, endsOn } = record
  if (typeof startsOn === 'string' && typeof endsOn === 'string' && endsOn < startsOn)
    throw new Fault(
      'invalid',
      `endsOn ${endsOn} is before startsOn ${startsOn}.`,
      'Give a last day on or after the first.',
      { field: 'endsOn', value: endsOn, min: startsOn },
    )
}

/** What a record is called in sentences. */
export const TITLES: Record<RecordTable, string> = {
  organisation: 'organisation',
  role: 'role',
  lcat: 'LCAT',
  employee: 'employee',
  project: 'project',
  assignment: 'assignment',
  monthOverride: 'month override',
  holiday: 'holiday',
  timeOff: 'time off',
  demand: 'demand',
}

/** The record as it stands, or undefined. Rights are the caller's. */
export async function findRecord<T extends RecordTable>(
  db: Db,
  table: T,
  id: string,
): Promise<PublicRecord<T> | undefined> {
  const row = await db.selectFrom(anyTable(table)).selectAll().where('id', '=', id).executeTakeFirst()
  return row && fromRow(table, row as unknown as Row)
}

/** The record as it stands; Fault not_found names the table and id. */
export async function getRecord<T extends RecordTable>(db: Db, table: T, id: string): Promise<PublicRecord<T>> {
  const record = await findRecord(db, table, id)
  if (!record) throw new Fault('not_found', `There is no ${TITLES[table]} '${id.slice(0, 64)}'.`)
  return record
}

/** All records of a table, optionally of some ids, in a stable order. */
export async function listRecords<T extends RecordTable>(
  db: Db,
  table: T,
  ids?: readonly string[],
): Promise<PublicRecord<T>[]> {
  let query = db.selectFrom(anyTable(table)).selectAll().orderBy('id')
  if (ids) query = query.where('id', 'in', [...ids])
  return ((await query.execute()) as unknown as Row[]).map((row) => fromRow(table, row))
}

/** kysely cannot type a union of tables; every record table has the id that these queries use. */
const anyTable = (table: RecordTable) => table as 'role'
