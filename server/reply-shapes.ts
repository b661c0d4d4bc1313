// Shapes that several replies share, for the API document. Replies are not parsed with them.
import { z } from 'zod'

/** A body that its handler parses itself, with better words than a schema has. */
export const anyObject = z.record(z.string(), z.unknown())

export const cellChange = z.object({
  kind: z.literal('cell'),
  assignmentId: z.string(),
  project: z.string(),
  employee: z.string(),
  role: z.string(),
  lcat: z.string(),
  month: z.string().describe('YYYY-MM'),
  before: z.number().describe('Hours'),
  after: z.number().describe('Hours'),
  version: z.int(),
})

export const recordChange = z.object({
  kind: z.literal('record'),
  table: z.string(),
  id: z.string(),
  before: anyObject.nullable(),
  after: anyObject.nullable(),
  version: z.int(),
})

export const changeShape = z.union([cellChange, recordChange])

export const loadShape = z.object({
  employeeId: z.string(),
  employee: z.string(),
  month: z.string(),
  capacityHours: z.number(),
  fullTimeHours: z.number(),
  fteBefore: z.number().describe('Fraction'),
  fteAfter: z.number().describe('Fraction'),
  overBefore: z.number().describe('Hours above capacity'),
  overAfter: z.number().describe('Hours above capacity'),
  loadAfter: z.number().nullable().describe('FTE / capacity'),
  bandAfter: z.enum(['none', 'low', 'medium', 'high', 'full', 'over']),
})

export const warningShape = z.object({
  code: z.string(),
  message: z.string(),
  employee: z.string().optional(),
  project: z.string().optional(),
  month: z.string().optional(),
})

export const planShape = z.object({
  id: z.string(),
  actor: z.string(),
  via: z.string(),
  changes: z.array(changeShape),
  loads: z.array(loadShape),
  warnings: z.array(warningShape),
  expiresAt: z.string(),
})

export const appliedShape = z.object({
  changeSet: z.object({
    id: z.string(),
    seq: z.int(),
    at: z.string(),
    by: z.string(),
    via: z.string(),
    undoes: z.string().optional(),
    changes: z.array(changeShape),
  }),
  loads: z.array(loadShape),
  warnings: z.array(warningShape),
})

export const tableShapes = {
  tables: z.array(
    z.object({
      title: z.string(),
      columns: z.array(z.object({ key: z.string(), label: z.string(), unit: z.string() })),
      rows: z.array(anyObject),
      cells: z.array(z.array(z.object({ assignmentId: z.string(), month: z.string() }))).optional(),
    }),
  ),
  figures: z.array(
    z.object({ text: z.string(), cells: z.array(z.object({ assignmentId: z.string(), month: z.string() })) }),
  ),
}

export const errorShape = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    hint: z.string().optional(),
    details: z.unknown().optional(),
  }),
})

/** A list: one page of items, and how many there are in all that the reader may see. */
export const listOf = (item: z.ZodType) => z.object({ items: z.array(item), total: z.int() })
