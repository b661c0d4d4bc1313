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

/** What the schemas of all tools cost of a model's context, in tokens, estimated upwards. */
export function toolTokens(): number {
  return Math.ceil(JSON.stringify(functionTools()).length / 3.2)
}

/** Limits that the executor checks anyway, and that cost tokens in every request. */
const BALLAST = new Set([
  '$schema',
  'pattern',
  'maxLength',
  'minLength',
  'maxItems',
  'minItems',
  'minimum',
  'maximum',
  'additionalProperties',
])

function parameters(input: z.ZodObject): Record<string, unknown> {
  return withoutBallast(z.toJSONSchema(input, { io: 'input' })) as Record<string, unknown>
}

function withoutBallast(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBallast)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([key, v]) => !(BALLAST.has(key) && typeof v !== 'object'))
  return Object.fromEntries(entries.map(([key, v]) => [key, withoutBallast(v)]))
}
