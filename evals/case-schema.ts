// The form of an eval case: what is asked, in which organisation, and what must be true of the answer.
import { z } from 'zod'

export const OUTCOMES = ['answered', 'asked', 'refused', 'failed'] as const
export type Outcome = (typeof OUTCOMES)[number]

const month = z.string().regex(/^\d{4}-\d{2}$/)

/** A difference in the plan: hours of a cell, or the funded hours of an assignment that came, went or changed. */
const change = z.strictObject({
  project: z.string().optional(),
  employee: z.string().optional(),
  month: month.optional(),
  before: z.number().optional(),
  after: z.number().optional(),
  fundedBefore: z.number().nullable().optional(),
  fundedAfter: z.number().nullable().optional(),
})

const expectation = z.strictObject({
  /** Exactly these, in order; [] = none. */
  tools: z.array(z.string()).optional(),
  /** By tool: what its input must hold at least; null = must be absent. A list where the tool is called more than once. */
  args: z
    .record(z.string(), z.union([z.record(z.string(), z.unknown()), z.array(z.record(z.string(), z.unknown()))]))
    .optional(),
  mentions: z.array(z.union([z.string(), z.number().transform(String)])).optional(),
  omits: z.array(z.string()).optional(),
  numbers: z.array(z.number()).optional(),
  /** All differences since the turn began. */
  changes: z.array(change).optional(),
  outcome: z.union([z.enum(OUTCOMES), z.array(z.enum(OUTCOMES)).min(1)]).optional(),
})

const turn = z.strictObject({
  ask: z.string(),
  /** What the person answers to an approval card. */
  approve: z.boolean().default(true),
  expect: expectation.default({}),
})

const evalCase = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is not kebab-case'),
  tags: z.array(z.string().min(1)).default([]),
  turns: z.array(turn).min(1),
  /** Why the case is known to fail; only while it does. */
  known: z.string().optional(),
})

export const caseFile = z.strictObject({
  /** 'demo', or the path of a workbook from the project's folder or this file's. */
  dataset: z.string().default('demo'),
  now: z.iso.date(),
  /** E-mail of a user of that organisation, or 'owner': the Admin of this machine. */
  actor: z.string().min(1),
  cases: z.array(evalCase).min(1),
})

export type CaseFile = z.output<typeof caseFile>
export type EvalCase = z.output<typeof evalCase>
export type Turn = z.output<typeof turn>
export type Expectation = z.output<typeof expectation>
export type ExpectedChange = z.output<typeof change>
