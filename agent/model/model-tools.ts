// The registry as a language model sees it: one function per agent tool, schemas without ballast.
import { z } from 'zod'
import { agentTools } from '../../tools/registry.js'

export type FunctionTool = {
  type: 'function'
  function: { name: string; description: string; parameters: Record<string, unknown> }
}

let cached: FunctionTool[] | undefined

/** The functions that a model may call. */
export function functionTools(): FunctionTool[] {
  cached ??= agentTools.map(({ name, description, input }) => ({
    type: 'function',
    function: { name, description, parameters: parameters(input) },
  }))
  return cached
}

function parameters(input: z.ZodObject): Record<string, unknown> {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(input, { io: 'input' }) as Record<string, unknown>
  return schema
}
