import type { Change, Plan } from '../services/change.js'

const MAX_LINES = 60

/** A plan as numbered lines: who, where, when, before and after; then the loads that end above capacity. */
export function changeLines(plan: Plan): string[] {
  const lines = plan.changes.slice(0, MAX_LINES).map((change, i) => `${String(i + 1).padStart(3)}  ${sentence(change)}`)
  const more = plan.changes.length - lines.length
  const over = plan.loads
    .filter((load) => load.overAfter > 0)
    .map(
      (load) => `     ${load.employee}, ${load.month}: ${load.overAfter} h above capacity (of ${load.capacityHours} h)`,
    )
  return [...lines, ...(more > 0 ? [`     ... ${more} more`] : []), ...over]
}

function sentence(change: Change): string {
  if (change.kind === 'cell')
    return `${change.employee} on ${change.project}, ${change.month}: ${change.before} h -> ${change.after} h`
  const name = change.after?.name ?? change.before?.name ?? change.id
  const verb = change.before === null ? 'new' : change.after === null ? 'removed' : 'changed'
  return `${change.table} ${String(name)}: ${verb}`
}
