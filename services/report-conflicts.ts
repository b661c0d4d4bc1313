// All conflicts of a period as a table: what find_conflicts lists, without its limit.
import { findConflicts } from './find-conflicts.js'
import { readScope } from './policy.js'
import { monthCell, type ReportBook, type ReportCell } from './report-book.js'
import { type ReportRequest, startReport } from './report-source.js'

const LISTED = 100_000

const KINDS = {
  over_allocation: 'Over-allocation',
  no_capacity: 'Hours without capacity',
  outside_employment: 'Outside employment',
  outside_project: 'Outside the project',
  budget_overrun: 'Budget overrun',
  uncovered_demand: 'Uncovered demand',
} as const

/** Over-allocations, budget overruns, hours where nobody can work, open demand: one row each. */
export async function conflictsReport(request: ReportRequest, projectId?: string): Promise<ReportBook> {
  const { db, actor, from, to } = request
  const book = await startReport(request, 'Conflicts', 'Conflicts', [])
  const list = await findConflicts(db, { scope: await readScope(db, actor), from, to, projectId, limit: LISTED })
  book.cover.push(['Conflicts', list.total], ['People concerned', list.people])
  for (const assumption of list.assumptions) book.cover.push(['Assumed', assumption])
  book.sheets.push({
    name: 'Conflicts',
    main: true,
    lead: [],
    columns: [
      { header: 'No.', width: 6, format: 'count' },
      { header: 'Kind', width: 22, format: 'text' },
      { header: 'Name', width: 24, format: 'text' },
      { header: 'Project', width: 32, format: 'text', wrap: true },
      { header: 'Month', width: 11, format: 'month' },
      { header: 'Hours', width: 10, format: 'hours' },
      { header: 'FTE', width: 10, format: 'share' },
      { header: 'Capacity hours', width: 14, format: 'hours' },
      { header: 'Full-time hours', width: 14, format: 'hours' },
      { header: 'What it is', width: 64, format: 'text', wrap: true },
      { header: 'Began with', width: 30, format: 'text' },
    ],
    rows: list.conflicts.map((c): ReportCell[] => [
      c.number,
      KINDS[c.kind],
      c.employee ?? '',
      c.project ?? c.parts.map((p) => p.project).join(', '),
      c.month ? monthCell(c.month) : null,
      c.hours,
      c.fte ?? null,
      c.capacityHours ?? null,
      c.fullTimeHours ?? null,
      c.text,
      c.began ? `${c.began.by}, ${c.began.at.slice(0, 10)}` : '',
    ]),
    foot: [],
    freeze: { rows: 1, columns: 3 },
    heat: [],
  })
  return book
}
