// Write tools in tests: draw up the plan, apply it, read its cells.
import type { CellChange } from '../services/change.js'
import { applyPlan } from '../services/changes.js'
import { callTool, changeContext, type PlanResult } from '../tools/call-tool.js'
import type { ToolContext } from '../tools/define-tool.js'

/** The plan that a write tool draws up; nothing is written yet. */
export async function planWith(ctx: ToolContext, tool: string, input: unknown): Promise<PlanResult> {
  const result = await callTool({ tool, input }, ctx)
  if (result.kind !== 'plan') throw new Error(`${tool} is not a write`)
  return result
}

/** The same, applied. */
export async function applyWith(ctx: ToolContext, tool: string, input: unknown) {
  return applyPlan(changeContext(ctx), (await planWith(ctx, tool, input)).plan.id)
}

/** One cell of set_hours: project, employee, month, hours. */
export const hours = (project: string, employee: string, month: string, hours: number) => ({
  project,
  employee,
  month,
  hours,
  mode: 'set' as const,
})

/** The cells among changes as 'Sarah Alpha 2025-05 60>28'. */
export const cellsOf = (changes: readonly { kind: string }[]): string[] =>
  changes
    .filter((c): c is CellChange => c.kind === 'cell')
    .map((c) => `${c.employee.split(' ')[0]} ${c.project.split(' ')[1]} ${c.month} ${c.before}>${c.after}`)
