// What every piece of advice is made of: a sentence, the tool calls that apply it exactly, and what it does to everybody.
import type { Actor } from './actor.js'
import { fromMonthNumber, type MonthNumber } from './calendar.js'
import type { HeatBands, LoadPart, MonthLoad } from './load.js'
import { fullTimeOf, withParts } from './load.js'
import { mayWriteProject } from './policy.js'
import type { PersonFacts, ProjectFacts } from './staffing-snapshot.js'
import { toHours } from './units.js'

/** A call of a tool that changes the plan, as the assistant, a page or a script sends it. */
export interface OptionCall {
  tool: string
  input: Record<string, unknown>
}

/** One person's month before and after: FTE and load as fractions, the rest in hours. */
export interface OptionEffect {
  employee: string
  month: string
  hoursBefore: number
  hoursAfter: number
  fteBefore: number
  fteAfter: number
  /** What FTE divides by without overrides. */
  fullTimeHours: number
  capacityHours: number
  overBefore: number
  overAfter: number
}

export interface StaffingOption {
  number: number
  text: string
  calls: OptionCall[]
  effects: OptionEffect[]
  /** Hours that nobody does any more. */
  unplacedHours: number
  /** Hours above capacity that stay with the person. */
  remainingOverHours: number
  /** Whose word it needs: managers of projects that the asker may not change. Absent when the asker can apply it. */
  needs?: string
}

/** Who has to agree, in words: managers of those projects that `actor` may not change; undefined when none. */
export function needsOf(actor: Actor, projects: Iterable<ProjectFacts>): string | undefined {
  const names = new Set<string>()
  for (const p of projects) if (!mayWriteProject(actor, p.managerId)) names.add(p.manager)
  return names.size > 0 ? [...names].sort().join(' and ') : undefined
}

/** A change of one person's hours on one project in one month, in quarter hours. */
export interface HoursDelta {
  employeeId: string
  assignmentId: string
  projectId: string
  month: MonthNumber
  quarters: number
  /** F(p,m). */
  fullTimeQuarters: number
}

/** The month with the changes on top. */
export function loadAfter(load: MonthLoad, deltas: readonly HoursDelta[], bands?: HeatBands): MonthLoad {
  const parts: LoadPart[] = load.parts.map((p) => ({ ...p }))
  for (const delta of deltas) {
    if (delta.employeeId !== load.employeeId || delta.month !== load.month) continue
    const part = parts.find((p) => p.assignmentId === delta.assignmentId)
    if (part) part.quarters += delta.quarters
    else parts.push({ ...delta })
  }
  return withParts(load, parts, bands)
}

/** Before and after of every person and month that the changes touch, in the order of the changes. */
export function effectsOf(
  deltas: readonly HoursDelta[],
  before: (employeeId: string, month: MonthNumber) => MonthLoad,
  people: ReadonlyMap<string, PersonFacts>,
): OptionEffect[] {
  const seen = new Map<string, HoursDelta>()
  for (const delta of deltas)
    if (!seen.has(`${delta.employeeId}:${delta.month}`)) seen.set(`${delta.employeeId}:${delta.month}`, delta)
  return [...seen.values()].map(({ employeeId, month }) => {
    const was = before(employeeId, month)
    return effectOf(people.get(employeeId)!.name, was, loadAfter(was, deltas))
  })
}

export function effectOf(employee: string, was: MonthLoad, then: MonthLoad): OptionEffect {
  return {
    employee,
    month: fromMonthNumber(was.month),
    hoursBefore: toHours(quartersOf(was)),
    hoursAfter: toHours(quartersOf(then)),
    fteBefore: was.fte,
    fteAfter: then.fte,
    fullTimeHours: toHours(fullTimeOf(was)),
    capacityHours: toHours(was.capacityQuarters),
    overBefore: toHours(was.overQuarters),
    overAfter: toHours(then.overQuarters),
  }
}

export const quartersOf = (load: MonthLoad): number => load.parts.reduce((sum, p) => sum + p.quarters, 0)
