import type { StandardSchemaWithJSON } from '@modelcontextprotocol/server'
import { z } from 'zod'

export type JsonSchema = Record<string, unknown>

/**
 * The JSON schema of a tool's input or output as a model needs it: without `$schema`, and without the limits of
 * safe integers that zod writes at every integer. Every character here is read by a model in every conversation.
 */
export function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' })
  return lean(rest) as JsonSchema
}

function lean(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(lean)
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(
    Object.entries(node)
      .filter(
        ([key, value]) => !((key === 'minimum' || key === 'maximum') && Math.abs(value) === Number.MAX_SAFE_INTEGER),
      )
      .map(([key, value]) => [key, lean(value)]),
  )
}

/**
 * What the SDK wants of a schema, made once: the JSON is fixed, and values pass, because the one executor
 * (tools/call-tool.ts) checks input and output itself and words its faults better.
 */
export function listedSchema(json: JsonSchema): StandardSchemaWithJSON<Record<string, unknown>> {
  return {
    '~standard': {
      version: 1,
      vendor: 'staffalloc',
      validate: (value) => ({ value: value as Record<string, unknown> }),
      jsonSchema: { input: () => json, output: () => json },
    },
  }
}
