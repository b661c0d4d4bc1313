// Batches over any mix of people, projects and months, as one plan: copy, shift, distribute, replace, scale, clear.
import type { Db } from '../db/open.js'
import { addMonths, fromMonthNumber, type MonthNumber } from './calendar.js'
import { type CellEdit, draftCells } from './cells.js'
import type { Change, RecordChange, Warning } from './change.js'
import { Fault } from './fault.js'
import { loadCalendar, quartersFree, readLoads } from './load.js'
import { leftOutMonths, type PlanAssignment, workableDays } from './plan-cells.js'
import { spread } from './spread.js'
import { toHours, toQuarters } from './units.js'

export interface BatchDraft {
  changes: Change[]
  warnings: Warning[]
}

const edit = (assignmentId: string, month: MonthNumber, quarters: number): CellEdit => ({
  assignmentId,
  month: fromMonthNumber(month),
  hours: toHours(quarters),
})

/** Copies the hours of `source` into every month, replacing what is there; months that cannot take hours are left out with a warning. */
export async function draftCopy(
  db: Db,
  assignments: readonly PlanAssignment[],
  source: MonthNumber,
  months: readonly MonthNumber[],
): Promise<BatchDraft> {
  const calendar = await loadCalendar(db)
  const edits: CellEdit[] = []
  const warnings: Warning[] = []
  for (const a of assignments) {
    const quarters = a.quarters.get(source) ?? 0
    if (quarters === 0) continue
    const targets = months.filter((m) => m !== source)
    warnings.push(
      ...leftOutMonths(
        a,
        targets.filter((m) => workableDays(calendar, a, m) === 0),
      ),
    )
    for (const month of targets) if (workableDays(calendar, a, month) > 0) edits.push(edit(a.id, month, quarters))
  }
  return { changes: await draftCells(db, edits), warnings }
}

/** Moves the hours of the months by `by` months (negative: earlier), added to what stands there. Nothing may fall outside the project. */
export async function draftShift(
  db: Db,
  assignments: readonly PlanAssignment[],
  months: readonly MonthNumber[],
  by: number,
): Promise<BatchDraft> {
  const moved = new Set(months)
  const edits: CellEdit[] = []
  for (const a of assignments) {
    const after = new Map<MonthNumber, number>()
    for (const [month, quarters] of a.quarters) if (!moved.has(month)) after.set(month, quarters)
    for (const [month, quarters] of a.quarters) {
      if (!moved.has(month)) continue
      const target = addMonths(month, by)
      after.set(target, (after.get(target) ?? 0) + quarters)
    }
    for (const month of new Set([...a.quarters.keys(), ...after.keys()]))
      if (after.get(month) !== a.quarters.get(month)) edits.push(edit(a.id, month, after.get(month) ?? 0))
  }
  return { changes: await draftCells(db, edits), warnings: [] }
}

export type DistributeMethod = 'evenly' | 'business_days' | 'capacity'

/**
 * Spreads `hours` over the months and assignments so that they sum exactly: the same everywhere, by business days, or by
 * free capacity and never above it (what does not fit is said in a warning). Replaces the hours of these cells.
 */
export async function draftDistribute(
  db: Db,
  assignments: readonly PlanAssignment[],
  months: readonly MonthNumber[],
  hours: number,
  method: DistributeMethod,
): Promise<BatchDraft> {
  const calendar = await loadCalendar(db)
  const total = toQuarters(hours, 'hours', 1_000_000)
  const cells = assignments.flatMap((a) =>
    months.map((month) => ({ a, month, days: workableDays(calendar, a, month) })).filter((c) => c.days > 0),
  )
  if (cells.length === 0)
    throw new Fault(
      'invalid',
      'None of these months lies inside the project and the employment.',
      'Choose other months.',
    )
  const warnings: Warning[] = []
  let quarters: number[]
  if (method === 'capacity') {
    const free = await freeWithout(db, cells, months)
    const room = free.reduce((sum, f) => sum + f, 0)
    quarters = room <= total ? free : capped(total, free)
    if (room < total)
      warnings.push({
        code: 'left_out',
        message: `Only ${toHours(room)} of ${toHours(total)} h fit into the free capacity; ${toHours(total - room)} h are not placed.`,
      })
  } else
    quarters = spread(
      total,
      cells.map((c) => (method === 'evenly' ? 1 : c.days)),
    )
  return {
    changes: await draftCells(
      db,
      cells.map((c, i) => edit(c.a.id, c.month, quarters[i]!)),
    ),
    warnings,
  }
}

/** Largest remainder by free hours never exceeds a weight while total <= sum of weights. */
const capped = (total: number, free: readonly number[]) => spread(total, free)

/** Free quarters of each cell's person in its month, the cell's own hours counted as free; shared months are used once. */
async function freeWithout(
  db: Db,
  cells: readonly { a: PlanAssignment; month: MonthNumber }[],
  months: readonly MonthNumber[],
): Promise<number[]> {
  const loads = await readLoads(db, {
    employeeIds: [...new Set(cells.map((c) => c.a.employeeId))],
    months: [...months],
  })
  const used = new Set<string>()
  return cells.map(({ a, month }) => {
    const key = `${a.employeeId}:${month}`
    if (used.has(key)) return 0
    used.add(key)
    const load = loads.of(a.employeeId, month)
    const own = a.quarters.get(month) ?? 0
    const part = load.parts.find((p) => p.assignmentId === a.id)
    const free = quartersFree(load, part?.fullTimeQuarters ?? load.fullTimeQuarters)
    return load.side > 0 ? 0 : Math.min(free + own, 2976)
  })
}

/**
 * Multiplies the hours of the months by `factor`, each cell rounded to the quarter hour. Throws Fault invalid where no
 * hours stand there.
 */
export async function draftScale(
  db: Db,
  assignments: readonly PlanAssignment[],
  months: readonly MonthNumber[],
  factor: number,
): Promise<BatchDraft> {
  const inRange = new Set(months)
  const edits = assignments.flatMap((a) =>
    [...a.quarters]
      .filter(([m]) => inRange.has(m))
      .map(([m, quarters]) => edit(a.id, m, Math.round(quarters * factor))),
  )
  if (edits.length === 0)
    throw new Fault(
      'invalid',
      'No hours stand there, so there is nothing to take a share of.',
      'Say the hours instead.',
    )
  return { changes: await draftCells(db, edits), warnings: [] }
}

/** Sets every cell of the months to 0. */
export async function draftClear(
  db: Db,
  assignments: readonly PlanAssignment[],
  months: readonly MonthNumber[],
): Promise<BatchDraft> {
  const inRange = new Set(months)
  const edits = assignments.flatMap((a) =>
    [...a.quarters.keys()].filter((m) => inRange.has(m)).map((m) => edit(a.id, m, 0)),
  )
  return { changes: await draftCells(db, edits), warnings: [] }
}

/**
 * Hands the hours of the months to another person: onto their assignment on the project with the same LCAT (or their
 * only one there), else onto a new one with the same role and LCAT, funded with what is handed over.
 */
export async function draftReplace(
  db: Db,
  assignments: readonly PlanAssignment[],
  months: readonly MonthNumber[],
  replacement: { id: string; name: string },
  newId: () => string,
): Promise<BatchDraft> {
  const inRange = new Set(months)
  const records: RecordChange[] = []
  const handed = new Map<string, Map<MonthNumber, number>>()
  const sources: CellEdit[] = []
  for (const a of assignments) {
    const moving = [...a.quarters].filter(([month]) => inRange.has(month))
    if (moving.length === 0) continue
    const target = await findOrDraftAssignment(db, a, replacement, records, moving, newId)
    const hours = handed.get(target) ?? new Map<MonthNumber, number>()
    for (const [month, quarters] of moving) {
      sources.push(edit(a.id, month, 0))
      hours.set(month, (hours.get(month) ?? 0) + quarters)
    }
    handed.set(target, hours)
  }
  const created = new Map(records.map((r) => [r.id, r]))
  const additions: CellEdit[] = []
  const fresh: Change[] = []
  for (const [id, hours] of handed)
    for (const [month, quarters] of hours) {
      const record = created.get(id)
      if (record) fresh.push(freshCell(record, assignments, replacement.name, month, quarters))
      else additions.push(edit(id, month, quarters))
    }
  const added = (await draftCells(db, additions)).map((c) => ({ ...c, after: c.before + c.after }))
  return { changes: [...records, ...(await draftCells(db, sources)), ...added, ...fresh], warnings: [] }
}

async function findOrDraftAssignment(
  db: Db,
  source: PlanAssignment,
  replacement: { id: string; name: string },
  records: RecordChange[],
  moving: [MonthNumber, number][],
  newId: () => string,
): Promise<string> {
  const rows = await db
    .selectFrom('assignment')
    .select(['id', 'lcatId'])
    .where('projectId', '=', source.projectId)
    .where('employeeId', '=', replacement.id)
    .execute()
  const same = rows.find((r) => r.lcatId === source.lcatId) ?? (rows.length === 1 ? rows[0] : undefined)
  if (same) return same.id
  const funded = toHours(moving.reduce((sum, [, quarters]) => sum + quarters, 0))
  const drafted = records.find((r) => r.after?.projectId === source.projectId && r.after?.lcatId === source.lcatId)
  if (drafted?.after) {
    drafted.after.fundedHours = Number(drafted.after.fundedHours) + funded
    return drafted.id
  }
  const { projectId, roleId, lcatId } = source
  const after = { projectId, employeeId: replacement.id, roleId, lcatId, fundedHours: funded, note: '' }
  const record: RecordChange = { kind: 'record', table: 'assignment', id: newId(), before: null, after, version: 0 }
  records.push(record)
  return record.id
}

function freshCell(
  record: RecordChange,
  assignments: readonly PlanAssignment[],
  employee: string,
  month: MonthNumber,
  quarters: number,
): Change {
  const project = assignments.find((a) => a.projectId === record.after?.projectId)!.project
  return {
    kind: 'cell',
    assignmentId: record.id,
    project,
    employee,
    role: '',
    lcat: '',
    month: fromMonthNumber(month),
    before: 0,
    after: toHours(quarters),
    version: 0,
  }
}
