// One tools/call: read, plan, ask the user, apply. Every right and rule is the executor's; nothing is decided here.
import type { CallToolResult, InputRequiredResult, ServerContext } from '@modelcontextprotocol/server'
import type { Actor } from '../services/actor.js'
import { Fault } from '../services/fault.js'
import { applyToolPlan } from '../tools/apply-plan.js'
import { callTool, type PlanResult, parseArguments } from '../tools/call-tool.js'
import type { ToolContext } from '../tools/define-tool.js'
import { appliedText, planText, readText } from './answer-text.js'
import { askToApply, decisionOf, type StateCodec } from './ask-to-apply.js'
import { APPLY_PLAN, applyInput } from './listed-tools.js'
import { reportLink } from './report-resource.js'
import type { McpDeps, McpSession } from './session.js'
import { faultResult } from './tool-fault.js'

export interface Call {
  name: string
  args: Record<string, unknown>
  ctx: ServerContext
  /** The client can put a form to its user, and the session wants that. */
  asksUser: boolean
}

/** Answers one call; a failure that the asker can mend is a result with isError, so that the model can mend it. */
export async function callListedTool(
  deps: McpDeps,
  session: McpSession,
  states: StateCodec,
  call: Call,
): Promise<CallToolResult | InputRequiredResult> {
  try {
    const actor = await session.actor()
    const context = toolContextOf(deps, actor, call.ctx)
    if (call.name === APPLY_PLAN) return await apply(context, call)
    const decision = decisionOf(call)
    if (decision) return await decision(context)
    const result = await callTool({ tool: call.name, input: call.args }, context)
    if (result.kind === 'read')
      return {
        content: [{ type: 'text', text: readText(result) }, ...reportLink(result.data)],
        structuredContent: result.data,
      }
    return call.asksUser ? await askToApply(states, call, result) : planned(result)
  } catch (error) {
    // A cancelled call gets no answer; the SDK drops what is thrown after that.
    if (call.ctx.mcpReq.signal.aborted) throw error
    return faultResult(error, deps.logError)
  }
}

function planned({ plan, say }: PlanResult): CallToolResult {
  const until = `${plan.expiresAt.slice(11, 16)} UTC`
  const text = `PLAN, nothing has changed yet.\n${planText(say, plan)}\nShow this to the user. When the user says yes, call ${APPLY_PLAN} {"planId":"${plan.id}"} (until ${until}).`
  return { content: [{ type: 'text', text }], structuredContent: { status: 'planned', say, plan } }
}

async function apply(context: ToolContext, call: Call): Promise<CallToolResult> {
  const { planId } = parseArguments({ name: APPLY_PLAN, input: applyInput }, call.args)
  if (call.asksUser)
    throw new Fault(
      'invalid',
      'Here the user is asked on the spot.',
      'Call the write tool again instead of apply_plan.',
    )
  const applied = await applyToolPlan({ ...context, confirmation: 'via MCP, confirmed by the host' }, planId)
  const text = appliedText(applied)
  return { content: [{ type: 'text', text }], structuredContent: { status: 'applied', say: text, applied } }
}

/** A tool's context for this actor; with the request's signal and progress where there is a request. */
export function toolContextOf(deps: McpDeps, actor: Actor, ctx?: ServerContext): ToolContext {
  return deps.toolContext(actor, ctx && { signal: ctx.mcpReq.signal, progress: progressTo(ctx) })
}

/** Only when the client asked for it, and only ever rising. */
function progressTo(ctx: ServerContext): ToolContext['progress'] {
  const progressToken = ctx.mcpReq._meta?.progressToken
  if (progressToken === undefined) return () => {}
  let last = -1
  return (fraction, message) => {
    if (fraction <= last) return
    last = fraction
    const params = { progressToken, progress: fraction, total: 1, message }
    ctx.mcpReq.notify({ method: 'notifications/progress', params }).catch(() => {})
  }
}
