import { INTENTS } from '../intents/all-intents.js'
import { refuse, Unanswered } from '../outcomes.js'
import type { PlannerOutcome, ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { unexplained } from '../reading/clause.js'
import { namedGroup } from './group-change.js'
import { holdChange } from './hold-change.js'

/** The calls of a change for a group of people by name; null where none is meant. */
export function groupCalls(clause: Clause, planning: Planning): ToolCall[] | null {
  const named = namedGroup(clause, planning)
  if (!named) return null
  refuseReaders(planning)
  const outcome = planChange(named, planning)
  if (outcome && outcome.kind !== 'calls') throw new Unanswered(outcome)
  return outcome?.calls ?? null
}

/** Who may not change the plan is not asked for the details of a change. */
export function refuseReaders({ request }: Planning): void {
  const { systemRole } = request.lexicon.actor
  if (!/^(Director|Employee)$/.test(systemRole)) return
  refuse(
    `A${systemRole === 'Employee' ? 'n' : ''} ${systemRole} reads the plan and does not change it. Ask the project manager or an Admin.`,
    [],
  )
}

/** What the changing intents make of a clause whose slots the thread has filled: calls, a question, or nothing. */
export function planChange(clause: Clause, planning: Planning): PlannerOutcome | undefined {
  for (const intent of INTENTS) {
    if (!intent.writes || intent.name === 'incomplete' || !intent.when(clause, planning)) continue
    if (unexplained(clause, intent.accepts).length > 0) continue
    try {
      holdChange(clause, planning, intent)
      const calls = intent.plan(clause, planning)
      if (calls && calls.length > 0) return { kind: 'calls', calls }
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
      return error.outcome
    }
  }
  return undefined
}
