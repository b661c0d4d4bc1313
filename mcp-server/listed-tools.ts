// The registry as MCP lists it: names, texts, lean schemas, the four annotations. Made once per process.
import type { ToolAnnotations } from '@modelcontextprotocol/server'
import { z } from 'zod'
import type { Tool } from '../tools/define-tool.js'
import { agentTools } from '../tools/registry.js'
import { type JsonSchema, toJsonSchema } from './json-schema.js'
import { applyOutput, writeOutput } from './plan-schema.js'

export interface ListedTool {
  name: string
  title: string
  description: string
  inputSchema: JsonSchema
  outputSchema: JsonSchema
  annotations: ToolAnnotations
  effect: 'read' | 'write' | 'apply'
}

export const APPLY_PLAN = 'apply_plan'

export const applyInput = z.strictObject({
  planId: z.string().min(1).max(64).describe('Id of the plan that a write tool answered'),
})

/** A write tool asks its user on the spot, or only answers a plan: then it changes nothing, and says so to the host. */
export function listTools(asksUser: boolean): ListedTool[] {
  return asksUser ? asking : planning
}

const readOnly = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false }

const applyPlan: ListedTool = {
  name: APPLY_PLAN,
  title: 'Apply a plan',
  description:
    'Applies a plan that a write tool answered, exactly as it was shown. Call it only after the user has seen the plan and said yes in this conversation; never on your own account. A plan lasts ten minutes and is used once. undo_change takes it back.',
  inputSchema: toJsonSchema(applyInput, 'input'),
  outputSchema: toJsonSchema(applyOutput, 'output'),
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: false },
  effect: 'apply',
}

const outputOfWrites = toJsonSchema(writeOutput, 'output')

function listed(tool: Tool, destructiveHint: boolean): ListedTool {
  const write = tool.effect === 'write'
  return {
    name: tool.name,
    title: tool.title,
    description: tool.description,
    inputSchema: toJsonSchema(tool.input, 'input'),
    outputSchema: write ? outputOfWrites : toJsonSchema(tool.output, 'output'),
    annotations: write
      ? { readOnlyHint: false, destructiveHint, idempotentHint: false, openWorldHint: false }
      : readOnly,
    effect: tool.effect,
  }
}

const asking = agentTools.map((tool) => listed(tool, true))
const planning = [...agentTools.map((tool) => listed(tool, false)), applyPlan]
