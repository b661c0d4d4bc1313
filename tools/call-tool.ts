// The one executor of all surfaces: parse strictly -> authorise -> run or plan -> check the output -> say.
import { z } from 'zod'
import type { Plan } from '../services/change.js'
import { type ChangeContext, planSteps, type Step } from '../services/changes.js'
import { Fault } from '../services/fault.js'
import { parseInput } from '../services/parse-input.js'
import { mayWrite, ownPlanNote } from '../services/policy.js'
import type { AnswerFigure, AnswerTable } from './answer.js'
import type { ReadTool, Tool, ToolContext, WriteTool } from './define-tool.js'
import { observe } from './observe.js'
import { findTool } from './registry.js'
import { sayWarnings } from './say-warnings.js'

export interface ReadResult {
  kind: 'read'
  data: Record<string, unknown>
  say: string
  tables: AnswerTable[]
  figures: AnswerFigure[]
}

export interface PlanResult {
  kind: 'plan'
  plan: Plan
  /** What the plan does, in the imperative, and its warnings. */
  say: string
}

export interface ToolCall {
  tool: string
  input: unknown
}

/** Calls one tool by name for `ctx.actor`. A write answers its plan and changes nothing. Throws Fault for what the asker can mend. */
export async function callTool(call: ToolCall, ctx: ToolContext): Promise<ReadResult | PlanResult> {
  const tool = findTool(call.tool)
  if (tool.effect === 'write') return await planCalls([call], ctx)
  return await observe(`tool ${tool.name}`, { via: ctx.via }, () => runRead(tool, call.input, ctx))
}

async function runRead(tool: ReadTool, input: unknown, ctx: ToolContext): Promise<ReadResult> {
  const parsed = parseArguments(tool, input)
  ctx.signal.throwIfAborted()
  const output = await tool.run(parsed, ctx)
  const data = z.parse(tool.output, output) as Record<string, unknown>
  const { tables = [], figures = [] } = tool.show?.(data) ?? {}
  const say = [tool.say(data), listsPeople(tool, parsed) ? ownPlanNote(ctx.actor) : ''].filter(Boolean).join(' ')
  return { kind: 'read', data, say, tables, figures }
}

/** Does the answer speak of whoever fits, not of people who were named? */
const listsPeople = (tool: ReadTool, input: Record<string, unknown>): boolean =>
  'employees' in tool.input.shape && input.employees === undefined

/** Plans several writes in order, each on top of the former, as one plan and later one change set. */
export async function planCalls(calls: readonly ToolCall[], ctx: ToolContext): Promise<PlanResult> {
  if (!mayWrite(ctx.actor))
    throw new Fault(
      'forbidden',
      ctx.actor.readOnly
        ? 'This sign-in may read only.'
        : `A${/^[AE]/.test(ctx.actor.systemRole) ? 'n' : ''} ${ctx.actor.systemRole} reads the plan and does not change it.`,
      'Ask the project manager or an Admin.',
    )
  const summaries: string[] = []
  const steps = calls.map(({ tool: name, input }): Step => {
    const tool = findTool(name)
    if (tool.effect !== 'write') throw new Fault('invalid', `${name} changes nothing, so it cannot be part of a plan.`)
    const parsed = parseArguments(tool, input)
    return async (db) => {
      const { changes, summary, undoes, warnings } = await tool.plan(parsed, { ...ctx, db })
      summaries.push(summary)
      return { changes, undoes, warnings }
    }
  })
  const names = calls.map((call) => call.tool).join(', ')
  const plan = await observe(`tool ${names}`, { via: ctx.via }, () => planSteps(changeContext(ctx), steps, calls))
  return { kind: 'plan', plan, say: [...summaries, ...sayWarnings(plan.warnings, plan.loads)].join(' ') }
}

/** The part of a tool's context that services/changes.ts needs. */
export function changeContext(ctx: ToolContext): ChangeContext {
  const { db, actor, via, now, newId, threadId, confirmation } = ctx
  return { db, actor, via, now, newId, threadId, confirmation }
}

/** Strict: an invented argument is answered with the expected ones. */
export function parseArguments<I extends z.ZodObject>(
  tool: Pick<ReadTool<I> | WriteTool<I>, 'name' | 'input'>,
  input: unknown,
): z.output<I> {
  const hint = `${tool.name} takes: ${Object.keys(tool.input.shape).join(', ')}.`
  return parseInput(tool.input, input ?? {}, { noun: 'argument', hint })
}

export type { Tool }
