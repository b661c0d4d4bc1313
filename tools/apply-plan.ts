// What a surface does with a write tool's plan once a person has decided.
import type { Applied, Change } from '../services/change.js'
import { applyPlan, withdrawPlan } from '../services/changes.js'
import { formatHours } from '../services/units.js'
import { changeContext } from './call-tool.js'
import type { ToolContext } from './define-tool.js'

/** Applies a stored plan of `ctx.actor`, once. Throws Fault not_found or stale; see services/changes.ts. */
export async function applyToolPlan(ctx: ToolContext, planId: string): Promise<Applied> {
  return applyPlan(changeContext(ctx), planId)
}

/** Makes a plan unusable because the person said no. */
export async function withdrawToolPlan(ctx: ToolContext, planId: string): Promise<void> {
  await withdrawPlan(changeContext(ctx), planId)
}

/** One line per change, for people: "Jane Doe on Project Alpha, 2026-11: 40 h -> 80 h". At most `limit` lines. */
export function describeChanges(changes: readonly Change[], limit = 12): string[] {
  const lines = changes.slice(0, limit).map(describeChange)
  if (changes.length > limit) lines.push(`and ${changes.length - limit} more`)
  return lines
}

function describeChange(change: Change): string {
  if (change.kind === 'cell')
    return `${change.employee} on ${change.project}, ${change.month}: ${formatHours(change.before)} h -> ${formatHours(change.after)} h`
  const record = change.after ?? change.before ?? {}
  const what = change.table.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  const named = record.name ?? record.code ?? record.month ?? change.id
  return `${change.before ? (change.after ? 'change' : 'remove') : 'add'} ${what} ${String(named)}`
}
