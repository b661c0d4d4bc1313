// Single steps out of an over-allocation (cut, hand over, move to other months), as words, tool calls and deltas.
import { fromMonthNumber, type MonthNumber, monthName } from './calendar.js'
import type { LoadPart, MonthLoad } from './load.js'
import { placeFor } from './resolve-takers.js'
import type { HoursDelta, OptionCall } from './staffing-option.js'
import { type AssignmentFacts, type StaffingSnapshot, spokenProject } from './staffing-snapshot.js'
import { formatHours, formatPercent, toHours } from './units.js'

/** Hours of one part of somebody's month that go away, to somebody else, or to another month. */
export interface ResolveStep {
  part: LoadPart
  quarters: number
  /** Hand over to this employee. */
  toEmployeeId?: string
  /** Move to this month of the same person. */
  toMonth?: MonthNumber
}

/** What the step changes, in quarter hours. */
export function deltasOf(snapshot: StaffingSnapshot, step: ResolveStep): HoursDelta[] {
  const { part, quarters } = step
  const deltas: HoursDelta[] = [{ ...part, quarters: -quarters }]
  if (step.toEmployeeId) {
    const of = snapshot.assignments.get(part.assignmentId)!
    const own = placeFor(snapshot, of, snapshot.people.get(step.toEmployeeId)!)
    deltas.push({
      ...part,
      employeeId: step.toEmployeeId,
      assignmentId: own ? own.id : `new:${of.projectId}:${step.toEmployeeId}`,
      quarters,
    })
  }
  if (step.toMonth)
    deltas.push({
      ...part,
      month: step.toMonth,
      quarters,
      fullTimeQuarters: snapshot.fullTimeQuarters(part.projectId, step.toMonth),
    })
  return deltas
}

/**
 * The tool calls of the steps, planned in order, each on top of the former. Somebody new on a project is staffed
 * first, with all the hours of the steps as budget.
 */
export function callsOfSteps(snapshot: StaffingSnapshot, steps: readonly ResolveStep[]): OptionCall[] {
  const fresh = new Map<string, { step: ResolveStep; quarters: number }>()
  for (const step of steps) {
    if (!step.toEmployeeId || takerPlace(snapshot, step)) continue
    const key = `${step.part.projectId}:${step.toEmployeeId}`
    fresh.set(key, { step, quarters: (fresh.get(key)?.quarters ?? 0) + step.quarters })
  }
  return [...staffingCalls(snapshot, fresh.values()), ...steps.map((step) => callOf(snapshot, step))]
}

/** The same as few calls: newcomers are staffed, then one set_hours changes every cell. */
export function bulkCalls(snapshot: StaffingSnapshot, steps: readonly ResolveStep[]): OptionCall[] {
  const staff = callsOfSteps(snapshot, steps).filter((c) => c.tool === 'staff_employee')
  const changes = steps.flatMap((step) => cellChanges(snapshot, step))
  return [...staff, { tool: 'set_hours', input: { changes } }]
}

function staffingCalls(
  snapshot: StaffingSnapshot,
  fresh: Iterable<{ step: ResolveStep; quarters: number }>,
): OptionCall[] {
  return [...fresh].map(({ step, quarters }): OptionCall => {
    const of = snapshot.assignments.get(step.part.assignmentId)!
    return {
      tool: 'staff_employee',
      input: {
        employee: snapshot.people.get(step.toEmployeeId!)!.email,
        project: snapshot.projects.get(of.projectId)!.code,
        ...(of.role ? { role: of.role } : {}),
        ...(of.lcat ? { lcat: of.lcat } : {}),
        fundedHours: toHours(quarters),
      },
    }
  })
}

/** The taker's own assignment on the project; undefined for somebody new there. */
function takerPlace(snapshot: StaffingSnapshot, step: ResolveStep): AssignmentFacts | undefined {
  const of = snapshot.assignments.get(step.part.assignmentId)!
  return placeFor(snapshot, of, snapshot.people.get(step.toEmployeeId!)!) ?? undefined
}

function callOf(snapshot: StaffingSnapshot, step: ResolveStep): OptionCall {
  const of = snapshot.assignments.get(step.part.assignmentId)!
  const hours = toHours(step.quarters)
  const own = step.toEmployeeId ? takerPlace(snapshot, step) : undefined
  const twice = isTwice(snapshot, of) || (own !== undefined && isTwice(snapshot, own))
  if (!twice && (step.toEmployeeId || step.toMonth))
    return {
      tool: 'move_hours',
      input: {
        employee: snapshot.people.get(of.employeeId)!.email,
        project: snapshot.projects.get(of.projectId)!.code,
        month: fromMonthNumber(step.part.month),
        hours,
        ...(step.toEmployeeId ? { toEmployee: snapshot.people.get(step.toEmployeeId)!.email } : {}),
        ...(step.toMonth ? { toMonth: fromMonthNumber(step.toMonth) } : {}),
      },
    }
  return { tool: 'set_hours', input: { changes: cellChanges(snapshot, step) } }
}

function cellChanges(snapshot: StaffingSnapshot, step: ResolveStep) {
  const of = snapshot.assignments.get(step.part.assignmentId)!
  const hours = toHours(step.quarters)
  const changes = [addHours(snapshot, of, step.part.month, -hours)]
  if (step.toMonth) changes.push(addHours(snapshot, of, step.toMonth, hours))
  if (step.toEmployeeId) {
    const place = takerPlace(snapshot, step) ?? { ...of, employeeId: step.toEmployeeId }
    changes.push(addHours(snapshot, place, step.part.month, hours))
  }
  return changes
}

/** The person has two assignments on the project, so role and LCAT must be said. */
function isTwice(snapshot: StaffingSnapshot, of: AssignmentFacts): boolean {
  return snapshot.assignmentsOf('employeeId', of.employeeId).filter((a) => a.projectId === of.projectId).length > 1
}

function addHours(snapshot: StaffingSnapshot, of: AssignmentFacts, month: MonthNumber, hours: number) {
  return {
    project: snapshot.projects.get(of.projectId)!.code,
    employee: snapshot.people.get(of.employeeId)!.email,
    month: fromMonthNumber(month),
    hours,
    mode: 'add',
    ...(isTwice(snapshot, of) && of.role ? { role: of.role } : {}),
    ...(isTwice(snapshot, of) && of.lcat ? { lcat: of.lcat } : {}),
  }
}

/**
 * The step as a manager says it (US014): "reduce Beta by 32 h", "hand 32 h of Alpha to Mark, who is at 50 %",
 * "move 32 h of Alpha to April 2027". `who` names the person where the sentence stands alone; `after` is the step said
 * just before: "... and 4 h to Ana".
 */
export function stepText(
  snapshot: StaffingSnapshot,
  step: ResolveStep,
  load: MonthLoad | undefined,
  said: { who?: string; after?: ResolveStep } = {},
): string {
  const project = spokenProject(snapshot.projects.get(step.part.projectId)!.name)
  const hours = `${formatHours(toHours(step.quarters))} h`
  const own = said.who ? `${said.who}'s ` : ''
  const goesOn =
    said.after?.part === step.part &&
    Boolean(said.after.toEmployeeId) === Boolean(step.toEmployeeId) &&
    Boolean(said.after.toMonth) === Boolean(step.toMonth)
  const what = goesOn ? hours : `${step.toEmployeeId ? 'hand' : 'move'} ${hours} of ${own}${project}`
  if (step.toEmployeeId) {
    const fresh = takerPlace(snapshot, step) ? '' : ' and new on the project'
    return `${what} to ${snapshot.nick(step.toEmployeeId)}, who is at ${formatPercent(load!.fte)}${fresh}`
  }
  if (step.toMonth) return `${what} to ${monthName(step.toMonth)}`
  return `reduce ${own}${project} by ${hours}`
}
