import { takesOut } from '../changes/takes-out.js'
import { effectOf } from '../intents/amount-effect.js'
import { input } from '../intents/intent.js'
import type { Cell } from '../intents/staff-first.js'
import { ask } from '../outcomes.js'
import type { LexiconProject, ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import type { AmountItem } from '../reading/items.js'
import { isoMonth, monthNumber, monthTitle } from '../reading/month-arithmetic.js'
import type { Span } from '../reading/resolve-period.js'
import { hoursAgain, inUnitSaid } from '../reading/said-amount.js'
import type { ShareOfHours } from '../reading/share-of-hours.js'
import { staffingAgain } from './staffing-again.js'
import { WRITE_TOOLS } from './thread-memory.js'

type Fields = Record<string, unknown>

/** The last change once more with another amount, person, project or month: "make it 60", "the same for Jane", "and in June". */
export function changeAgain(clause: Clause, last: ToolCall[], planning: Planning): ToolCall[] | null {
  if (clause.comparisons.length + clause.clients.length + clause.skills.length > 0) return null
  if (
    clause.people.length +
      clause.projects.length +
      clause.periods.length +
      clause.amounts.length +
      clause.roles.length +
      clause.lcats.length ===
    0
  )
    return null
  if (clause.amounts.length > 1) return null
  const calls = last.filter((c) => WRITE_TOOLS.has(c.tool))
  const results = calls.map((call) =>
    call.tool === 'set_hours' ? cellsAgain(clause, call, planning) : fieldsAgain(clause, call, planning),
  )
  return results.some((r) => r === null) ? null : (results as ToolCall[])
}

/** "double it", "half of that": the hours that were to be set, multiplied. Null where the last change set no hours. */
export function shareAgain(clause: Clause, { share, factor }: ShareOfHours, last: ToolCall[]): ToolCall[] | null {
  const named = clause.people.length + clause.projects.length + clause.periods.length + clause.amounts.length
  const times = factor ?? (clause.has('that', 'make', 'instead') ? share : undefined)
  if (named > 0 || times === undefined) return null
  const calls = last.filter((c) => WRITE_TOOLS.has(c.tool))
  const cells = calls.flatMap((c) => (c.input as { changes?: Cell[] }).changes ?? [])
  if (cells.length === 0 || calls.some((c) => c.tool !== 'set_hours') || cells.some((c) => c.mode !== 'set'))
    return null
  const changes = cells.map((c) => ({ ...c, hours: Math.round(c.hours * times * 4) / 4 }))
  return [{ tool: 'set_hours', input: { changes } }]
}

function projectNamed(name: unknown, planning: Planning): LexiconProject | undefined {
  return planning.request.lexicon.projects.find((p) => p.name === name || p.code === name || p.id === name)
}

function monthsOf(clause: Clause, planning: Planning, project: LexiconProject | undefined): Span | undefined {
  if (clause.periods.length === 0) return undefined
  const spans = planning.spansOf(clause, 'write', project)!
  const to = Math.max(...spans.map((s) => s.to))
  const since = clause.periods[0]!.stretch.open === 'until' ? planning.memory.period?.from : undefined
  return { from: Math.min(since ?? Math.min(...spans.map((s) => s.from)), to), to }
}

/** The months named, one by one: "March and May" are two. */
function monthListOf(clause: Clause, planning: Planning, project: LexiconProject | undefined): number[] | undefined {
  const span = monthsOf(clause, planning, project)
  if (!span) return undefined
  const spans = clause.periods.length > 1 ? planning.spansOf(clause, 'write', project)! : [span]
  return spans.flatMap((s) => Array.from({ length: s.to - s.from + 1 }, (_, i) => s.from + i))
}

function cellsAgain(clause: Clause, call: ToolCall, planning: Planning): ToolCall | null {
  const cells = (call.input as { changes?: Cell[] }).changes ?? []
  if (cells.length === 0) return null
  const people = planning.peopleOf(clause)
  const projects = planning.projectsOf(clause)
  const { role, lcat } = { role: planning.role(clause.roles), lcat: planning.lcat(clause.lcats) }
  const employees = people.length > 0 ? people : [...new Set(cells.map((c) => c.employee))]
  const names =
    projects.length > 0 ? projects.map((p) => planning.projectName(p)) : [...new Set(cells.map((c) => c.project))]
  const changes: Cell[] = []
  for (const employee of employees)
    for (const project of names) {
      const known = projectNamed(project, planning)
      const named = monthListOf(clause, planning, known)
      const own = cells.filter(
        (c) => (people.length > 0 || c.employee === employee) && (projects.length > 0 || c.project === project),
      )
      const months = named ? named.map(isoMonth) : [...new Set(own.map((c) => c.month))]
      for (const month of months) {
        const cell = own.find((c) => c.month === month) ?? own[0] ?? cells[0]!
        const amount = clause.amounts[0]
          ? amountFor(clause, clause.amounts[0], cell, known, planning)
          : {
              hours:
                hoursAgain(cell, projectNamed(cell.project, planning), known, month, planning) *
                (takenBack(clause, cell) ? -1 : 1),
              mode: cell.mode,
            }
        changes.push({
          project,
          employee,
          month,
          ...amount,
          ...((role ?? cell.role) ? { role: role ?? cell.role! } : {}),
          ...((lcat ?? (people.length === 0 && cell.lcat)) ? { lcat: (lcat ?? cell.lcat)! } : {}),
        })
      }
    }
  return { tool: 'set_hours', input: { changes } }
}

/** "and take them out of June" after "20 more in September": as many less. */
const takenBack = (clause: Clause, cell: Cell): boolean =>
  cell.mode === 'add' && cell.hours > 0 && takesOut(clause) && !clause.has('add')

/** "and 20 out of July": no verb needed. */
const OUT_OF = /\bout of\b|^(and |another )?· off\b/

/** "make it 60" sets; "add another 20", "20 more" adds to what the last change left; "by 20 less" takes off. */
function amountFor(
  clause: Clause,
  said: AmountItem,
  cell: Cell,
  project: LexiconProject | undefined,
  planning: Planning,
): { hours: number; mode: 'set' | 'add' } {
  const item = inUnitSaid(said, cell, projectNamed(cell.project, planning), planning)
  const hours = planning.hours(item, project ?? null, monthNumber(cell.month))
  const { mode, sign } = effectOf(clause, clause, item)
  if (mode === 'set' && item.prep !== 'to' && OUT_OF.test(clause.plain)) return { hours: -hours, mode: 'add' }
  if (mode === 'add' || item.amount.change === 'to' || item.prep === 'to' || item.prep === 'at')
    return { hours: sign * hours, mode }
  if (cell.mode === 'set' || clause.has('totalWord')) return { hours, mode: 'set' }
  askMoreOrInAll(cell, hours, planning)
  return { hours: Math.sign(cell.hours) * hours, mode: 'add' }
}

/** "make it 100" after "20 more" on top of 80: 100 more, or 100 in all? Asks where either may be meant. */
function askMoreOrInAll(cell: Cell, hours: number, planning: Planning): void {
  const { last, lastCells } = planning.memory
  const done = lastCells?.cells.find(
    (c) => c.month === cell.month && c.employee === cell.employee && c.project === cell.project,
  )
  const before = done && done.after - cell.hours
  // What corrects a correction may mean either.
  const corrected = last.some((c) => c.tool === 'undo_change')
  if (!corrected && (before === undefined || hours < Math.max(before, 1))) return
  const on = `${cell.employee} on ${cell.project} in ${monthTitle(monthNumber(cell.month))}`
  const change = cell.hours < 0 ? 'less' : 'more'
  const sum = before === undefined ? undefined : Math.max(0, before + Math.sign(cell.hours) * hours)
  ask(`${hours} hours ${change}, or ${hours} hours in all?`, [
    ...(sum === undefined
      ? []
      : [{ label: `${hours} hours ${change}: ${sum} in all`, message: `Set ${on} to ${sum} hours` }]),
    { label: `${hours} hours in all`, message: `Set ${on} to ${hours} hours` },
  ])
}

/** Other changes: the field that the new word belongs to is exchanged. */
function fieldsAgain(clause: Clause, call: ToolCall, planning: Planning): ToolCall | null {
  const fields: Fields = { ...(call.input as Fields) }
  const people = planning.peopleOf(clause)
  const projects = planning.projectsOf(clause)
  if (people.length > 1 && call.tool !== 'change_plan') return null
  if (projects.length > 1 && call.tool !== 'change_plan') return null
  if (people.length > 0) {
    if (call.tool === 'change_plan') {
      if (fields.operation === 'replace') fields.replacement = people[0]
      else fields.employees = people
    } else if (call.tool === 'move_hours' && clause.people[0]!.prep === 'to') fields.toEmployee = people[0]
    else if (
      call.tool === 'move_hours' &&
      fields.toEmployee &&
      clause.people[0]!.prep !== 'from' &&
      clause.has('instead', 'set', 'make', 'no')
    )
      fields.toEmployee = people[0]
    else fields.employee = people[0]
  }
  if (projects.length > 0) {
    const names = projects.map((p) => planning.projectName(p))
    if (call.tool === 'change_plan') fields.projects = names
    else if (
      call.tool === 'move_hours' &&
      (clause.projects[0]!.prep === 'to' || (fields.toProject && clause.projects[0]!.prep !== 'from'))
    )
      fields.toProject = names[0]
    else fields.project = names[0]
  }
  const project = projectNamed(fields.project ?? (fields.projects as string[] | undefined)?.[0], planning)
  const span = monthsOf(clause, planning, project)
  // One call has one stretch of months.
  if (span && monthListOf(clause, planning, project)!.length < span.to - span.from + 1) return null
  if (span) {
    if (call.tool === 'move_hours') {
      if (span.from !== span.to) return null
      fields[fields.toMonth && clause.periods[0]!.prep === 'to' ? 'toMonth' : 'month'] = isoMonth(span.from)
    } else {
      fields.from = isoMonth(span.from)
      fields.to = isoMonth(span.to)
    }
  }
  const roles = input({ role: planning.role(clause.roles), lcat: planning.lcat(clause.lcats) })
  if (call.tool === 'staff_employee') return staffingAgain(clause, { ...fields, ...roles }, project, span, planning)
  if (roles.role || roles.lcat) return null
  const amount = clause.amounts[0]
  if (amount) {
    const { unit, value } = amount.amount
    if (call.tool === 'change_plan' && unit === 'months') fields.months = Math.sign(Number(fields.months) || 1) * value
    else if (call.tool === 'change_plan' && fields.operation !== 'distribute') return null
    else
      fields.hours = planning.hours(
        amount,
        project ?? null,
        typeof fields.month === 'string' ? monthNumber(fields.month) : planning.today,
      )
  }
  return { tool: call.tool, input: fields }
}
