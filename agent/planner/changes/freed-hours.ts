import { ask } from '../outcomes.js'
import type { ChangedCell, ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { isWords } from '../reading/items.js'
import { isoMonth } from '../reading/month-arithmetic.js'
import type { Amount } from '../reading/read-amount.js'
import { slotsOf, standing, type ThreadMemory, WRITE_TOOLS } from '../thread/thread-memory.js'

interface Cell {
  project: string
  employee: string
  month: string
  hours: number
  mode: 'add'
}

/**
 * "and put the hours on Beta instead", "give those hours to Ann": the hours that the last change took away, added on the
 * project, to the person or in the month named; the change itself goes along where its card was never approved. Undefined
 * where the message is about something else. Asks for the hours where the thread does not hold them.
 */
export function giveFreedHours(clause: Clause, planning: Planning): ToolCall[] | undefined {
  const { last } = planning.memory
  const { lastChange, lastCells } = changeBefore(planning)
  const owner = ownerOf(lastChange)
  const net = freedCells(planning, owner)
  const freed = net ?? lastCells?.cells.filter((c) => c.after < c.before) ?? takenBy(lastChange)
  if (!pointsToHours(clause, freed)) return undefined
  const looked = slotsOf(last).people
  const onIt = last.length > 0 && looked.length === 1 && planning.nameOf(looked[0]!) === owner
  if (!last.every((c) => WRITE_TOOLS.has(c.tool)) && !(onIt && lastCells?.applied)) return undefined
  if (!tookHours(lastChange, lastCells?.cells) && !net?.length) return undefined
  const people = planning.peopleOf(clause)
  const takers = people.filter((name) => name !== owner)
  const projects = planning.projectsOf(clause).map((p) => planning.projectName(p))
  const spans = planning.spansOf(clause, 'write', planning.projectsOf(clause)[0])
  if (takers.length > 1 || projects.length > 1 || (spans && (spans.length > 1 || spans[0]!.from !== spans[0]!.to)))
    return undefined
  if (takers.length + projects.length + (spans?.length ?? 0) === 0) return undefined
  const target = { employee: takers[0], project: projects[0], month: spans && isoMonth(spans[0]!.from) }
  const changes = together(freed.map((cell) => moved(cell, target)))
  if (changes.length === 0) ask('How many hours a month?', [])
  if (freed.some((cell) => changes.some((c) => sameCell(c, cell)))) return undefined
  const again = lastCells?.applied ? [] : lastChange
  return [...again.map(({ tool, input }) => ({ tool, input })), { tool: 'set_hours', input: { changes } }]
}

/** What the newest changes of one person took away in all: a part that was put back is not free any more. */
function freedCells({ memory }: Planning, owner: string | undefined): ChangedCell[] | undefined {
  if (!owner || !standing(memory.recent)[0]?.change?.cells.length || memory.lastCells?.applied === false)
    return undefined
  const own: ChangedCell[] = []
  for (const turn of standing(memory.recent)) {
    if (ownerOf(turn.calls) !== owner) break
    own.push(...turn.change!.cells)
  }
  const net: ChangedCell[] = []
  for (const cell of own) {
    const later = net.find((c) => sameCell(c, cell))
    if (later) later.before = cell.before
    else net.push({ ...cell })
  }
  return net.filter((c) => c.after < c.before)
}

/** The last change; where its card never came about, the one before it on the same hours. */
function changeBefore({ memory }: Planning): Pick<ThreadMemory, 'lastChange' | 'lastCells'> {
  const before = memory.lastCells ? undefined : standing(memory.recent)[0]
  const same = before && slotsOf(before.calls).people.join() === slotsOf(memory.lastChange).people.join()
  return same ? { lastChange: before.calls, lastCells: before.change } : memory
}

/** "the hours", "them", "these 20 hours": no amount but the freed one, and a verb that gives, or takes for the taker. */
function pointsToHours(clause: Clause, freed: ChangedCell[]): boolean {
  if (clause.comparisons.length > 0 || clause.has('who', 'which', 'how', 'undo')) return false
  const takes = TAKES.test(clause.plain)
  const gives = clause.items.some(
    (i) => isWords(i, 'set', 'add', 'give', 'move', 'staff') && !isWords(i, 'subtract', 'clear', 'filler'),
  )
  if (!takes && !gives) return false
  const [amount, more] = clause.amounts
  if (amount) return more === undefined && isFreed(amount.amount, freed) && THESE_HOURS.test(clause.plain)
  return THE_HOURS.test(clause.plain) || (gives && clause.has('instead'))
}

/** "Kim gets them", "Kim can have these 20": who takes stands first. */
const TAKES =
  /\b(gets|receives|takes( over)?|picks up|goe?s? to|(can|could|should|shall|will) (have|do|get|take|receive))\b/

const THE_HOURS =
  /\b(the|those|these|his|her|their|that|freed|freed up|free) (\w+ )?(hours|hrs|time)\b|\b(them|those|it|that)\b/

const THESE_HOURS = /\b(the|those|these|his|her|their|that|freed|same) (freed )?\d/

/** As many hours as were taken away, in all or in each month. */
function isFreed({ value, unit }: Amount, freed: ChangedCell[]): boolean {
  if (freed.length === 0 || (unit !== 'hours' && unit !== 'none')) return false
  const hours = freed.map((c) => c.before - c.after)
  return value === hours.reduce((sum, h) => sum + h, 0) || hours.every((h) => h === value)
}

/** What was taken away hour by hour, where the thread does not say what it did. */
const takenBy = (calls: ToolCall[]): ChangedCell[] =>
  calls.flatMap(({ tool, input }) =>
    tool === 'set_hours'
      ? (input as { changes: Cell[] }).changes
          .filter((c) => c.mode === 'add' && c.hours < 0)
          .map((c) => ({ project: c.project, employee: c.employee, month: c.month, before: -c.hours, after: 0 }))
      : [],
  )

/** Did these calls take hours away and put them nowhere? */
const tookHours = (calls: ToolCall[], cells: ChangedCell[] | undefined): boolean =>
  calls.length > 0 &&
  calls.every(({ tool, input }) => {
    const { operation, changes } = input as { operation?: string; changes?: { hours: number; mode: string }[] }
    if (tool === 'change_plan') return operation === 'clear'
    if (tool !== 'set_hours') return false
    if (cells && cells.length > 0) return cells.every((c) => c.after < c.before)
    return (changes ?? []).every((c) => (c.mode === 'add' ? c.hours < 0 : c.hours === 0))
  })

function ownerOf(calls: ToolCall[]): string | undefined {
  const names = calls.flatMap(({ input }) => {
    const { employees, changes } = input as { employees?: string[]; changes?: { employee: string }[] }
    return [...(employees ?? []), ...(changes ?? []).map((c) => c.employee)]
  })
  return new Set(names).size === 1 ? names[0] : undefined
}

const moved = (cell: ChangedCell, to: { employee?: string; project?: string; month?: string }): Cell => ({
  project: to.project ?? cell.project,
  employee: to.employee ?? cell.employee,
  month: to.month ?? cell.month,
  hours: cell.before - cell.after,
  mode: 'add',
})

/** Hours of several months moved into one add up. */
function together(cells: Cell[]): Cell[] {
  const sums: Cell[] = []
  for (const cell of cells) {
    const same = sums.find((c) => sameCell(c, cell))
    if (same) same.hours += cell.hours
    else sums.push({ ...cell })
  }
  return sums
}

const sameCell = (
  a: Pick<Cell, 'project' | 'employee' | 'month'>,
  b: Pick<Cell, 'project' | 'employee' | 'month'>,
): boolean => a.project === b.project && a.employee === b.employee && a.month === b.month
