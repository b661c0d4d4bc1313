import { effectOf } from '../intents/amount-effect.js'
import type { Cell } from '../intents/staff-first.js'
import type { ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { isFiller, isWords } from '../reading/items.js'
import { isoMonth, monthNumber } from '../reading/month-arithmetic.js'

const CUE = /\b(no|nope|not|instead|actually|rather|meant|mean|correction|sorry|oops|whoops|wrong|mistake|wait|make)\b/

/** "no, I meant Bob", "make it 10", "60": the last change was wrong; "and Bob", "same for Bob", "10 more" adds to it. */
export function correctsChange(clause: Clause): boolean {
  const [amount] = clause.amounts
  if (amount && effectOf(clause, clause, amount).mode === 'add' && !clause.has('instead')) return false
  const first = clause.items.find((i) => !isFiller(i))
  if (!clause.has('instead', 'no', 'not') && (isWords(first, 'and', 'about', 'same') || clause.has('same', 'also')))
    return false
  if (CUE.test(clause.plain)) return true
  return amount !== undefined && clause.items.every((i) => i === amount || isFiller(i))
}

/**
 * The calls that put a correction in the place of the last change: hours that were not named again stay in it, and a
 * change that was applied is taken back first unless the new one overwrites it anyway.
 */
export function inPlaceOf(again: ToolCall[], last: ToolCall[], planning: Planning): ToolCall[] {
  const part = partOf(again, last, planning)
  if (part) return planning.memory.lastCells?.applied === false ? [...last.map(bare), part] : [part]
  const calls = withUnnamed(again, last)
  if (!planning.memory.lastCells?.applied || overwrites(calls, last)) return calls
  return [{ tool: 'undo_change', input: {} }, ...calls]
}

const bare = ({ tool, input }: ToolCall): ToolCall => ({ tool, input })

/** "actually 60 in February" after 40 hours a month from January to March: these months alone. */
function partOf(again: ToolCall[], last: ToolCall[], planning: Planning): ToolCall | undefined {
  const [now, before] = [again[0]!.input, last[0]?.input] as Record<string, unknown>[]
  if (
    again.length !== 1 ||
    last.length !== 1 ||
    again[0]!.tool !== 'staff_employee' ||
    last[0]!.tool !== again[0]!.tool
  )
    return undefined
  const [from, to] = [String(now!.from ?? ''), String(now!.to ?? '')]
  const inside = from >= String(before!.from ?? '~') && to <= String(before!.to ?? '') && to >= from
  const whole = from === before!.from && to === before!.to
  if (now!.employee !== before!.employee || now!.project !== before!.project || !inside || whole) return undefined
  // "I meant until October" names no hours: the months behind it shall go.
  if (now!.hoursPerMonth === before!.hoursPerMonth && now!.fte === before!.fte) return undefined
  const { employee, project } = now as { employee: string; project: string }
  const code = planning.request.lexicon.projects.find((p) => p.name === project || p.code === project)?.code ?? null
  const months = Array.from({ length: monthNumber(to) - monthNumber(from) + 1 }, (_, i) =>
    isoMonth(monthNumber(from) + i),
  )
  const hoursIn = (month: string) => {
    if (typeof now!.hoursPerMonth === 'number') return now!.hoursPerMonth
    const full = planning.request.fullTimeHours?.(code, month)
    return full === undefined ? undefined : Math.round(Number(now!.fte) * full * 4) / 4
  }
  const changes = months.map((month) => ({ project, employee, month, hours: hoursIn(month), mode: 'set' }))
  if (changes.some((c) => c.hours === undefined)) return undefined
  return { tool: 'set_hours', input: { changes } }
}

const cellsOf = (calls: ToolCall[]): Cell[] =>
  calls.flatMap((c) => (c.tool === 'set_hours' ? (c.input as { changes: Cell[] }).changes : []))

const keyOf = ({ project, employee, month }: Cell): string => [project, employee, month].join('|')

/** "make that 10 for February" after hours for January and February: January stays as it was to be. */
function withUnnamed(again: ToolCall[], last: ToolCall[]): ToolCall[] {
  if (again.length !== 1 || again[0]!.tool !== 'set_hours' || last.some((c) => c.tool !== 'set_hours')) return again
  const old = cellsOf(last)
  const fresh = new Map(cellsOf(again).map((c) => [keyOf(c), c]))
  if (fresh.size >= old.length || ![...fresh.keys()].every((key) => old.some((c) => keyOf(c) === key))) return again
  return [{ tool: 'set_hours', input: { changes: old.map((c) => fresh.get(keyOf(c)) ?? c) } }]
}

/** Does the new change write everything that the last one wrote? */
function overwrites(again: ToolCall[], last: ToolCall[]): boolean {
  const old = cellsOf(last)
  if (old.length > 0 && last.every((c) => c.tool === 'set_hours')) {
    const fresh = cellsOf(again)
    return fresh.every((c) => c.mode === 'set') && old.every((c) => fresh.some((f) => keyOf(f) === keyOf(c)))
  }
  return again.length === last.length && again.every((call, at) => covers(call, last[at]!))
}

/** The same people and projects staffed or filled evenly again, over the same months or more. */
function covers(call: ToolCall, before: ToolCall): boolean {
  const [now, old] = [call.input as Record<string, unknown>, before.input as Record<string, unknown>]
  const sets = call.tool === 'staff_employee' || now.operation === 'distribute'
  const same = ['employee', 'project', 'employees', 'projects', 'operation', 'role', 'lcat'].every(
    (key) => JSON.stringify(now[key]) === JSON.stringify(old[key]),
  )
  return (
    sets && same && String(now.from ?? '') <= String(old.from ?? '') && String(now.to ?? '~') >= String(old.to ?? '~')
  )
}
