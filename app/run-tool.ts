// Calling a tool outside any server: the command line and the evals.
import type { Applied } from '../services/change.js'
import { applyPlan } from '../services/changes.js'
import { callTool, type PlanResult, type ReadResult } from '../tools/call-tool.js'
import type { ToolContext } from '../tools/define-tool.js'
import { agentTools, screenTools } from '../tools/registry.js'
import type { Application } from './compose.js'

/** Calls a tool; a plan is applied when `apply` is set. Throws Fault. */
export async function runTool(
  application: Application,
  ctx: ToolContext,
  call: { tool: string; input: unknown },
  apply = false,
): Promise<ReadResult | PlanResult | (Applied & { kind: 'applied'; say: string })> {
  const result = await callTool(call, ctx)
  if (result.kind === 'read' || !apply) return result
  const applied = await applyPlan(application.changeContext(ctx.actor, ctx.via, ctx.threadId), result.plan.id)
  return { kind: 'applied', say: result.say, ...applied }
}

/** Name, effect and title of every tool. */
export function listTools(): { name: string; effect: 'read' | 'write'; title: string }[] {
  return [...agentTools, ...screenTools].map(({ name, effect, title }) => ({ name, effect, title }))
}
