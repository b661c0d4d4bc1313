// What a turn did to the plan: every cell and every assignment before and after.
import type { PlanState } from '../app/eval-desk.js'
import type { ExpectedChange } from './case-schema.js'

/** All differences between two states, in order of project, employee, month. */
export function differences(before: PlanState, after: PlanState): ExpectedChange[] {
  const changes: ExpectedChange[] = []
  for (const key of keys(before.hours, after.hours)) {
    const [project, employee, month] = key.split('|') as [string, string, string]
    const [was, is] = [before.hours.get(key) ?? 0, after.hours.get(key) ?? 0]
    if (was !== is) changes.push({ project, employee, month, before: was, after: is })
  }
  for (const key of keys(before.funded, after.funded)) {
    const [project, employee] = key.split('|') as [string, string]
    const [fundedBefore, fundedAfter] = [before.funded.get(key) ?? null, after.funded.get(key) ?? null]
    if (fundedBefore !== fundedAfter) changes.push({ project, employee, fundedBefore, fundedAfter })
  }
  return changes
}

function keys(a: Map<string, number>, b: Map<string, number>): string[] {
  return [...new Set([...a.keys(), ...b.keys()])].sort()
}
