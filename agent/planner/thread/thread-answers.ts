import type { PlannerOutcome, PlannerRequest } from '../planner-types.js'
import { monthTitle } from '../reading/month-arithmetic.js'
import { periodOf, slotsOf } from './thread-memory.js'

/**
 * The choice of a question about a change that needs no asking: the only one there is, or what the turn just before
 * was about: its one month, its one project. Undefined where the question stands.
 */
export function choiceKnown(asked: PlannerOutcome, { context }: PlannerRequest): string | undefined {
  if (asked.kind !== 'ask') return undefined
  const { question, choices } = asked
  const chosen = (label: string | undefined) => choices.find((c) => c.label === label)?.message
  const calls = context.turns.at(-1)?.calls ?? []
  if (/^For which months?\?$/.test(question)) {
    const spans = calls.map((c) => periodOf(c.input as Record<string, unknown>))
    const [span] = spans
    if (!span || spans.some((s) => s?.from !== span.from || s.to !== span.from)) return undefined
    return chosen(monthTitle(span.from))
  }
  if (!/^(On|From) which project\?$/.test(question)) return undefined
  const { projects } = slotsOf(calls)
  return choices.length === 1 ? choices[0]!.message : projects.length === 1 ? chosen(projects[0]) : undefined
}
