// Asking the user on the spot (elicitation). The plan is stored before the question, so that what is applied is
// exactly what was shown; the sealed state brings its id back with the answer.
import {
  type CallToolResult,
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  createRequestStateCodec,
  type InputRequiredResult,
  inputRequired,
  inputResponse,
  type RequestStateCodec,
  type Server,
  type ServerContext,
} from '@modelcontextprotocol/server'
import { applyToolPlan, withdrawToolPlan } from '../tools/apply-plan.js'
import type { PlanResult } from '../tools/call-tool.js'
import type { ToolContext } from '../tools/define-tool.js'
import { appliedText, planText } from './answer-text.js'
import type { Call } from './call-listed-tool.js'

interface Asked {
  tool: string
  planId: string
  say: string
}
export type StateCodec = RequestStateCodec<Asked>

/** Seals with a key of this process: a question asked by one process is answered to the same one. */
export function stateCodec(key: Uint8Array): StateCodec {
  return createRequestStateCodec<Asked>({ key, ttlSeconds: 600, bind: (ctx) => ctx.http?.authInfo?.clientId ?? '' })
}

/** True when the client of this request can put a form to its user. A 2025 client over HTTP never can: no channel back. */
export function canAsk(ctx: ServerContext, server: Server): boolean {
  const envelope = ctx.mcpReq.envelope as Record<string, ClientCapabilities> | undefined
  const declared = envelope?.[CLIENT_CAPABILITIES_META_KEY] ?? server.getClientCapabilities()
  const elicitation = declared?.elicitation as { form?: object; url?: object } | undefined
  return elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined)
}

/** The question: the plan in words, one tick, applied when the user accepts. */
export async function askToApply(
  states: StateCodec,
  call: Call,
  { plan, say }: PlanResult,
): Promise<InputRequiredResult> {
  return inputRequired({
    inputRequests: {
      apply: inputRequired.elicit({
        message: planText(say, plan),
        requestedSchema: {
          type: 'object',
          properties: {
            apply: { type: 'boolean', title: 'Apply this change', description: 'It can be undone.', default: true },
          },
          required: ['apply'],
        },
      }),
    },
    requestState: await states.mint({ tool: call.name, planId: plan.id, say }, call.ctx),
  })
}

/** When the call brings the user's answer: what to do about it. Undefined: it is a new call. */
export function decisionOf({ name, ctx }: Call): ((context: ToolContext) => Promise<CallToolResult>) | undefined {
  const asked = ctx.mcpReq.requestState<Asked>()
  const answer = inputResponse(ctx.mcpReq.inputResponses, 'apply')
  if (asked?.tool !== name || answer.kind !== 'elicit') return undefined
  const { planId, say } = asked
  return async (context) => {
    if (answer.action !== 'accept' || answer.content?.apply !== true) {
      await withdrawToolPlan(context, planId)
      const text = 'The user did not agree. Nothing has changed; ask what to do instead.'
      return { content: [{ type: 'text', text }], structuredContent: { status: 'declined', say } }
    }
    const applied = await applyToolPlan({ ...context, confirmation: 'via MCP, asked on the spot' }, planId)
    const text = appliedText(applied)
    return { content: [{ type: 'text', text }], structuredContent: { status: 'applied', say, applied } }
  }
}
