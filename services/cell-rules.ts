// The rules of a cell, checked on a batch's end state: status, period, employment, budget. DESIGN section 1.
import type { Db } from '../db/open.js'
import { type Calendar, monthName, projectEnd, toMonthNumber } from './calendar.js'
import type { CellChange, Warning } from './change.js'
import { keyOf } from './change-keys.js'
import { batches } from './change-rows.js'
import { Fault } from './fault.js'
import { formatHours, toHours, toQuarters } from './units.js'

interface CellContext {
  assignmentId: string
  fundedQuarters: number
  allocatedQuarters: number
  projectId: string
  project: string
  status: string
  startsOn: string
  sprints: number
  employeeId: string
  employee: string
  hiredOn: string | null
  leftOn: string | null
}

/**
 * Refuses hours that may not be (Fault invalid or refused_by_policy); answers warnings for what a manager must be
 * able to see and do (US005, tentative projects). `db` already holds the end state.
 */
export async function checkCells(
  db: Db,
  calendar: Calendar,
  cells: readonly CellChange[],
  overFunding: 'warn' | 'refuse',
  /** Projects made by the same change set: one that arrives closed brings its hours along. Keys of cells outside. */
  { arriving, outside }: { arriving: ReadonlySet<string>; outside: ReadonlySet<string> } = {
    arriving: new Set(),
    outside: new Set(),
  },
): Promise<Warning[]> {
  const contexts = await readContexts(db, [...new Set(cells.map((c) => c.assignmentId))])
  const warnings: Warning[] = []
  const raised = new Set<string>()
  const tentative = new Set<string>()
  for (const cell of cells) {
    toQuarters(cell.after, `Hours of ${cell.employee} on ${cell.project} in ${cell.month}`)
    const context = contexts.get(cell.assignmentId)
    // An assignment that goes in the same step leaves with empty cells.
    if (!context && cell.after === 0) continue
    if (!context) throw new Fault('not_found', `There is no assignment '${cell.assignmentId}'.`)
    if (cell.after <= cell.before) continue
    checkStatus(context, arriving.has(context.projectId))
    if (!outside.has(keyOf(cell))) checkPeriod(calendar, cell, context)
    raised.add(cell.assignmentId)
  }
  for (const id of raised) {
    const c = contexts.get(id)!
    if (c.status === 'Planning' && !tentative.has(c.project)) {
      tentative.add(c.project)
      warnings.push({
        code: 'tentative',
        message: `${c.project} is still in planning: hours are tentative.`,
        project: c.project,
      })
    }
    if (c.allocatedQuarters <= c.fundedQuarters) continue
    const [funded, allocated] = [toHours(c.fundedQuarters), toHours(c.allocatedQuarters)]
    const message = `${c.employee} on ${c.project}: ${formatHours(allocated)} h allocated of ${formatHours(funded)} h funded, remaining ${formatHours(funded - allocated)} h.`
    if (overFunding === 'refuse')
      throw new Fault('refused_by_policy', message, 'Raise the funded hours, or plan fewer.', { funded, allocated })
    warnings.push({ code: 'over_funded', message, employee: c.employee, project: c.project })
  }
  return warnings
}

function checkStatus(c: CellContext, arriving: boolean): void {
  if (!arriving && (c.status === 'Closed' || c.status === 'On Hold'))
    throw new Fault(
      'refused_by_policy',
      `${c.project} is ${c.status === 'Closed' ? 'closed' : 'on hold'}: its hours may only go down.`,
      'Set the project to Active first.',
      { project: c.projectId, status: c.status },
    )
}

function checkPeriod(calendar: Calendar, cell: CellChange, c: CellContext): void {
  const month = toMonthNumber(cell.month)
  const end = projectEnd(c.startsOn, c.sprints)
  if (!calendar.belongsTo(month, c.startsOn, end))
    throw new Fault(
      'invalid',
      `${monthName(month)} is outside ${c.project}, which runs from ${c.startsOn} to ${end}.`,
      'Choose a month of the project, or change its start or number of sprints.',
      { field: 'month', value: cell.month, from: c.startsOn.slice(0, 7), to: end.slice(0, 7) },
    )
  if (calendar.businessDaysWithin(month, c.hiredOn, c.leftOn).length === 0)
    throw new Fault(
      'invalid',
      `${c.employee} is not employed in ${monthName(month)} (${c.hiredOn ?? '…'} to ${c.leftOn ?? '…'}).`,
      'Choose a month of the employment.',
      { field: 'month', value: cell.month },
    )
}

async function readContexts(db: Db, ids: string[]): Promise<Map<string, CellContext>> {
  const contexts = new Map<string, CellContext>()
  for (const batch of batches(ids)) {
    const rows = await db
      .selectFrom('assignment as a')
      .innerJoin('project as p', 'p.id', 'a.projectId')
      .innerJoin('employee as e', 'e.id', 'a.employeeId')
      .select((eb) => [
        'a.id as assignmentId',
        'a.fundedQuarters',
        'p.id as projectId',
        'p.name as project',
        'p.status',
        'p.startsOn',
        'p.sprints',
        'e.id as employeeId',
        'e.name as employee',
        'e.startsOn as hiredOn',
        'e.endsOn as leftOn',
        eb
          .selectFrom('allocation as al')
          .whereRef('al.assignmentId', '=', 'a.id')
          .select((s) => s.fn.coalesce(s.fn.sum<number>('al.quarters'), s.lit(0)).as('sum'))
          .as('allocatedQuarters'),
      ])
      .where('a.id', 'in', batch)
      .execute()
    for (const row of rows) contexts.set(row.assignmentId, { ...row, allocatedQuarters: Number(row.allocatedQuarters) })
  }
  return contexts
}
