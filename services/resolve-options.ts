// The ways out of one person's over-allocated month (US014): cut, hand over, move to other months, or a mix.

import type { Actor } from './actor.js'
import { addMonths, type MonthNumber, monthName, monthsBetween } from './calendar.js'
import { type LoadPart, type MonthLoad, quartersFree, quartersToTakeOff } from './load.js'
import { callsOfSteps, deltasOf, type ResolveStep, stepText } from './resolve-steps.js'
import { findTakers, isOpen, type Taker } from './resolve-takers.js'
import { effectsOf, loadAfter, needsOf, type StaffingOption } from './staffing-option.js'
import type { StaffingSnapshot } from './staffing-snapshot.js'
import { toHours } from './units.js'

/** How far hours may be moved in time, and to how many months or people at most. */
export const MOVE_MONTHS = 6
const AT_MOST = 3

export interface OptionContext {
  snapshot: StaffingSnapshot
  actor: Actor
  /** Hours are never moved to months before this one. */
  thisMonth: MonthNumber
}

/** An option before it is numbered. */
export type DraftOption = Omit<StaffingOption, 'number'> & { steps: ResolveStep[] }

/**
 * Options for one over-allocated month: first the best cut, the best hand-over and the best move, then the others.
 * A cut comes first on a project where the hours cannot be handed to somebody already there.
 */
export function monthOptions(context: OptionContext, load: MonthLoad): DraftOption[] {
  const parts = [...load.parts].sort(
    (a, b) => b.quarters - a.quarters || projectName(context, a).localeCompare(projectName(context, b)),
  )
  const cuts: DraftOption[] = []
  const hands: { option: DraftOption; taker: Taker; part: LoadPart }[] = []
  const moves: DraftOption[] = []
  const mixes: DraftOption[] = []
  for (const part of parts) {
    const amount = quartersToTakeOff(load, part.fullTimeQuarters)
    if (amount > part.quarters) continue
    cuts.push(optionOf(context, load, [{ part, quarters: amount }]))
    const takers = findTakers(
      context.snapshot,
      context.snapshot.assignments.get(part.assignmentId)!,
      load.month,
      part.fullTimeQuarters,
    )
    const able = takers.filter((t) => t.freeQuarters >= amount)
    for (const taker of able.slice(0, AT_MOST))
      hands.push({
        option: optionOf(context, load, [{ part, quarters: amount, toEmployeeId: taker.person.id }]),
        taker,
        part,
      })
    const moved = moveSteps(context, part, amount)
    if (moved.left === 0) moves.push(optionOf(context, load, moved.steps))
    // Moves alone that place everything are offered above.
    const isMix = takers.length + moved.steps.length > 1 && (takers.length > 0 || moved.left > 0)
    if (able.length === 0 && isMix) mixes.push(optionOf(context, load, mixSteps(part, amount, takers, moved.steps)))
  }
  if (cuts.length === 0) cuts.push(optionOf(context, load, cutAcross(load, parts)))
  hands.sort((a, b) => Number(Boolean(b.taker.assignment)) - Number(Boolean(a.taker.assignment)))
  const handed = hands[0]?.taker.assignment && hands[0].part.assignmentId
  if (handed) cuts.sort((a, b) => Number(isOn(a, handed)) - Number(isOn(b, handed)))
  const spread = spreadByPart(hands).map((h) => h.option)
  const first = [cuts[0], spread[0], moves[0]]
  const rest = [...cuts.slice(1), ...spread.slice(1, AT_MOST), ...moves.slice(1, 2), ...mixes.slice(0, 1)]
  return [...first, ...rest].filter((o) => o !== undefined)
}

const projectName = (context: OptionContext, part: LoadPart) => context.snapshot.projects.get(part.projectId)!.name
const isOn = (option: DraftOption, assignmentId: string) =>
  option.steps.some((s) => s.part.assignmentId === assignmentId)

/** The best of each project first, so that three offers are not three people for the same hours. */
function spreadByPart<T extends { part: LoadPart }>(hands: T[]): T[] {
  const seen = new Map<string, number>()
  const round = (hand: T) => {
    const n = seen.get(hand.part.assignmentId) ?? 0
    seen.set(hand.part.assignmentId, n + 1)
    return n
  }
  return hands
    .map((hand) => ({ hand, n: round(hand) }))
    .sort((a, b) => a.n - b.n)
    .map((h) => h.hand)
}

/** The nearest later months with room, then earlier ones that are not past; inside the project and the employment. */
function moveSteps(context: OptionContext, part: LoadPart, amount: number): { steps: ResolveStep[]; left: number } {
  const { snapshot, thisMonth } = context
  const project = snapshot.projects.get(part.projectId)!
  const targets = snapshot.months
    .filter((m) => m !== part.month && m >= thisMonth && Math.abs(monthsBetween(part.month, m)) <= MOVE_MONTHS)
    .sort((a, b) => Math.abs(monthsBetween(part.month, a)) - Math.abs(monthsBetween(part.month, b)) || b - a)
  const steps: ResolveStep[] = []
  let left = amount
  for (const month of targets) {
    if (left === 0 || steps.length === AT_MOST) break
    if (!isOpen(snapshot, project, month)) continue
    const load = snapshot.loads.of(part.employeeId, month)
    const free = load.capacityQuarters > 0 ? quartersFree(load, snapshot.fullTimeQuarters(project.id, month)) : 0
    if (free <= 0) continue
    const quarters = Math.min(free, left)
    steps.push({ part, quarters, toMonth: month })
    left -= quarters
  }
  return { steps, left }
}

/** Hands what people can take, moves what fits into other months, cuts the rest. */
function mixSteps(part: LoadPart, amount: number, takers: Taker[], moves: ResolveStep[]): ResolveStep[] {
  const steps: ResolveStep[] = []
  let left = amount
  for (const taker of takers.slice(0, AT_MOST)) {
    const quarters = Math.min(taker.freeQuarters, left)
    if (quarters > 0) steps.push({ part, quarters, toEmployeeId: taker.person.id })
    left -= quarters
  }
  for (const move of moves) {
    const quarters = Math.min(move.quarters, left)
    if (quarters > 0) steps.push({ ...move, quarters })
    left -= quarters
  }
  if (left > 0) steps.push({ part, quarters: left })
  return steps
}

/** No single project has enough hours: cut the largest ones away until the month fits. */
export function cutAcross(load: MonthLoad, parts: readonly LoadPart[]): ResolveStep[] {
  const steps: ResolveStep[] = []
  let rest = load
  for (const part of parts) {
    const quarters = Math.min(part.quarters, quartersToTakeOff(rest, part.fullTimeQuarters))
    if (quarters <= 0) continue
    steps.push({ part, quarters })
    rest = loadAfter(rest, [{ ...part, quarters: -quarters }])
  }
  return steps
}

/** Words, calls, effects and what remains of a set of steps for one month. */
export function optionOf(context: OptionContext, load: MonthLoad, steps: ResolveStep[], who = ''): DraftOption {
  const { snapshot, actor } = context
  const deltas = steps.flatMap((s) => deltasOf(snapshot, s))
  const words = steps.map((step, i) => {
    const taker = step.toEmployeeId ? snapshot.loads.of(step.toEmployeeId, step.part.month) : undefined
    return stepText(snapshot, step, taker, { who, after: steps[i - 1] })
  })
  const needs = needsOf(
    actor,
    steps.map((s) => snapshot.projects.get(s.part.projectId)!),
  )
  const after = loadAfter(load, deltas)
  const unplaced = steps.filter((s) => !s.toEmployeeId && !s.toMonth).reduce((sum, s) => sum + s.quarters, 0)
  return {
    text: `${words.join(' and ')} (${monthName(load.month)})${needs ? `, needs ${needs}` : ''}`,
    calls: callsOfSteps(snapshot, steps),
    effects: effectsOf(deltas, (id, month) => snapshot.loads.of(id, month), snapshot.people),
    unplacedHours: toHours(unplaced),
    remainingOverHours: toHours(after.overQuarters),
    ...(needs ? { needs } : {}),
    steps,
  }
}

/** The months that a snapshot must hold so that hours can be moved: the period and half a year around it. */
export function monthsAround(from: MonthNumber, to: MonthNumber, thisMonth: MonthNumber): [MonthNumber, MonthNumber] {
  const first = Math.max(addMonths(from, -MOVE_MONTHS), thisMonth)
  return [Math.min(first, from), addMonths(to, MOVE_MONTHS)]
}
