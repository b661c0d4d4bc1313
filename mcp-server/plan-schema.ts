// What a write tool and apply_plan answer, as schemas: the shapes of services/change.ts for a reader outside.
import { z } from 'zod'

const month = z.string().describe('YYYY-MM')

const change = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('cell'),
    assignmentId: z.string(),
    project: z.string(),
    employee: z.string(),
    role: z.string(),
    lcat: z.string(),
    month,
    before: z.number().describe('Hours before'),
    after: z.number().describe('Hours after'),
    version: z.number(),
  }),
  z.strictObject({
    kind: z.literal('record'),
    table: z.string(),
    id: z.string(),
    before: z.record(z.string(), z.unknown()).nullable().describe('null = is created'),
    after: z.record(z.string(), z.unknown()).nullable().describe('null = is removed'),
    version: z.number(),
  }),
])

const load = z.strictObject({
  employeeId: z.string(),
  employee: z.string(),
  month,
  capacityHours: z.number().describe('Hours the person can work'),
  fullTimeHours: z.number().describe('What the FTE divides by'),
  fteBefore: z.number().describe('FTE before, a fraction'),
  fteAfter: z.number().describe('FTE after, a fraction'),
  overBefore: z.number().describe('Hours above capacity before'),
  overAfter: z.number().describe('Hours above capacity after'),
  loadAfter: z.number().nullable().describe('FTE / capacity after; null without capacity'),
  bandAfter: z.string().describe('Heat band after'),
})

const warning = z.strictObject({
  code: z.string(),
  message: z.string(),
  employee: z.string().optional(),
  project: z.string().optional(),
  month: month.optional(),
})

const plan = z.strictObject({
  id: z.string(),
  actor: z.string().describe('Id of the user whose rights hold'),
  via: z.string(),
  changes: z.array(change),
  loads: z.array(load).describe('Months of people before and after'),
  warnings: z.array(warning),
  expiresAt: z.string().describe('Until when it can be applied, UTC'),
})

const applied = z.strictObject({
  changeSet: z.strictObject({
    id: z.string(),
    seq: z.number().optional().describe('Number in the change feed'),
    at: z.string(),
    by: z.string(),
    via: z.string(),
    undoes: z.string().optional(),
    changes: z.array(change),
  }),
  loads: z.array(load),
  warnings: z.array(warning),
})

/** `planned`: nothing has changed yet. `applied`: the user said yes. `declined`: the user said no. */
export const writeOutput = z.strictObject({
  status: z.enum(['planned', 'applied', 'declined']).describe('planned and declined: nothing has changed'),
  say: z.string().describe('What the plan does, and its warnings'),
  plan: plan.optional().describe('The stored plan, where it waits for a yes'),
  applied: applied.optional().describe('What was done, where the user said yes on the spot'),
})

export const applyOutput = z.strictObject({ status: z.literal('applied'), say: z.string(), applied })
