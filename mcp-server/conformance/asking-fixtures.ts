// Fixtures that ask the client: forms, model answers, roots, in one round or several, with sealed state.
import {
  acceptedContent,
  type CallToolResult,
  type InputRequests,
  inputRequired,
  inputResponse,
  type McpServer,
  type RequestStateCodec,
  type ServerContext,
} from '@modelcontextprotocol/server'
import { z } from 'zod'
import type { StateCodec } from '../ask-to-apply.js'

const text = (value: string): CallToolResult => ({ content: [{ type: 'text', text: value }] })
const nameForm = z.object({ name: z.string() })
const okForm = z.object({ ok: z.boolean() })
const colorForm = z.object({ color: z.string() })

const askName = (message = 'What is your name?') => inputRequired.elicit({ message, requestedSchema: nameForm })
const askModel = (question: string, maxTokens: number) =>
  inputRequired.createMessage({
    messages: [{ role: 'user', content: { type: 'text', text: question } }],
    maxTokens,
  })

export function registerAskingFixtures(mcp: McpServer, sealed: StateCodec): void {
  const states = sealed as unknown as RequestStateCodec<{ step: number }>
  const fixture = (name: string, run: (ctx: ServerContext) => ReturnType<Parameters<McpServer['registerTool']>[2]>) =>
    mcp.registerTool(name, { description: `Fixture: ${name}` }, run as never)
  const ask = (inputRequests: InputRequests) => inputRequired({ inputRequests })
  const askSealed = async (ctx: ServerContext, step: number, inputRequests: InputRequests) =>
    inputRequired({ inputRequests, requestState: await states.mint({ step }, ctx) })
  const responses = (ctx: ServerContext) => ctx.mcpReq.inputResponses

  fixture('test_input_required_result_elicitation', (ctx) => {
    const given = acceptedContent(responses(ctx), 'user_name', nameForm)
    return given ? text(`Hello, ${given.name}!`) : ask({ user_name: askName() })
  })
  fixture('test_input_required_result_sampling', (ctx) => {
    const given = inputResponse(responses(ctx), 'capital_question')
    return given.kind === 'sampling'
      ? text(JSON.stringify(given.result.content))
      : ask({ capital_question: askModel('What is the capital of France?', 100) })
  })
  fixture('test_input_required_result_list_roots', (ctx) => {
    const given = inputResponse(responses(ctx), 'client_roots')
    return given.kind === 'roots'
      ? text(given.roots.map((root) => root.uri).join(', '))
      : ask({ client_roots: inputRequired.listRoots() })
  })
  const confirm = () => inputRequired.elicit({ message: 'Please confirm', requestedSchema: okForm })
  for (const name of ['test_input_required_result_request_state', 'test_input_required_result_tampered_state'])
    fixture(name, (ctx) => {
      const given = acceptedContent(responses(ctx), 'confirm', okForm)
      return given && ctx.mcpReq.requestState<{ step: number }>()?.step === 1
        ? text('state-ok')
        : askSealed(ctx, 1, { confirm: confirm() })
    })
  fixture('test_input_required_result_multiple_inputs', (ctx) => {
    const name = acceptedContent(responses(ctx), 'user_name', nameForm)
    const greeting = inputResponse(responses(ctx), 'greeting')
    const roots = inputResponse(responses(ctx), 'client_roots')
    if (name && greeting.kind === 'sampling' && roots.kind === 'roots')
      return text(`${name.name}: ${JSON.stringify(greeting.result.content)} (${roots.roots.length} roots)`)
    return askSealed(ctx, 1, {
      user_name: askName(),
      greeting: askModel('Generate a greeting', 50),
      client_roots: inputRequired.listRoots(),
    })
  })
  fixture('test_input_required_result_multi_round', (ctx) => {
    const step = ctx.mcpReq.requestState<{ step: number }>()?.step
    const color = acceptedContent(responses(ctx), 'step2', colorForm)
    if (step === 2 && color) return text(`done: ${color.color}`)
    if (step === 1 && acceptedContent(responses(ctx), 'step1', nameForm)) {
      const message = 'Step 2: What is your favorite color?'
      return askSealed(ctx, 2, { step2: inputRequired.elicit({ message, requestedSchema: colorForm }) })
    }
    return askSealed(ctx, 1, { step1: askName('Step 1: What is your name?') })
  })
  // Asks only for what the client declared.
  fixture('test_input_required_result_capabilities', (ctx) => {
    const declared = (ctx.mcpReq.envelope as Record<string, { sampling?: object; elicitation?: object }> | undefined)?.[
      'io.modelcontextprotocol/clientCapabilities'
    ]
    const requests: InputRequests = {
      ...(declared?.elicitation ? { user_name: askName() } : {}),
      ...(declared?.sampling ? { greeting: askModel('Generate a greeting', 50) } : {}),
    }
    return Object.keys(requests).length > 0 && responses(ctx) === undefined ? ask(requests) : text('nothing to ask')
  })
  fixture('test_missing_capability', () => ask({ question: askModel('This needs sampling', 10) }))
  fixture('test_streaming_elicitation', (ctx) => {
    const given = acceptedContent(responses(ctx), 'user_name', nameForm)
    return given ? text(given.name) : ask({ user_name: askName() })
  })
  registerFormFixtures(mcp)
}

/** The forms that 2025 clients are asked to fill in. */
function registerFormFixtures(mcp: McpServer): void {
  const form = (name: string, message: string, requestedSchema: object) =>
    mcp.registerTool(name, { description: `Fixture: ${name}` }, (ctx) => {
      const answer = inputResponse(ctx.mcpReq.inputResponses, 'form')
      if (answer.kind === 'elicit')
        return text(`Elicitation completed: action=${answer.action}, content=${JSON.stringify(answer.content ?? {})}`)
      return inputRequired({
        inputRequests: { form: inputRequired.elicit({ message, requestedSchema: requestedSchema as never }) },
      })
    })
  form('test_elicitation_sep1034_defaults', 'Please review the defaults', {
    type: 'object',
    properties: {
      name: { type: 'string', description: 'Name', default: 'John Doe' },
      age: { type: 'integer', description: 'Age', default: 30 },
      score: { type: 'number', description: 'Score', default: 95.5 },
      status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
      verified: { type: 'boolean', description: 'Verified', default: true },
    },
    required: [],
  })
  const titled = (names: string[]) => names.map((title, i) => ({ const: `value${i + 1}`, title }))
  form('test_elicitation_sep1330_enums', 'Please choose', {
    type: 'object',
    properties: {
      untitledSingle: { type: 'string', enum: ['option1', 'option2', 'option3'] },
      titledSingle: { type: 'string', oneOf: titled(['First Option', 'Second Option', 'Third Option']) },
      legacyEnum: {
        type: 'string',
        enum: ['opt1', 'opt2', 'opt3'],
        enumNames: ['Option One', 'Option Two', 'Option Three'],
      },
      untitledMulti: { type: 'array', items: { type: 'string', enum: ['option1', 'option2', 'option3'] } },
      titledMulti: { type: 'array', items: { anyOf: titled(['First Choice', 'Second Choice', 'Third Choice']) } },
    },
    required: [],
  })
  mcp.registerTool(
    'test_elicitation',
    { description: 'Fixture: asks its user', inputSchema: z.object({ message: z.string() }) },
    ({ message }, ctx) => {
      const answer = inputResponse(ctx.mcpReq.inputResponses, 'user')
      if (answer.kind === 'elicit')
        return text(`User response: action=${answer.action}, content=${JSON.stringify(answer.content ?? {})}`)
      const requestedSchema = z.object({
        username: z.string().describe("User's response"),
        email: z.string().describe("User's email address"),
      })
      return inputRequired({ inputRequests: { user: inputRequired.elicit({ message, requestedSchema }) } })
    },
  )
  mcp.registerTool(
    'test_sampling',
    { description: 'Fixture: asks the model', inputSchema: z.object({ prompt: z.string() }) },
    ({ prompt }, ctx) => {
      const answer = inputResponse(ctx.mcpReq.inputResponses, 'model')
      if (answer.kind !== 'sampling') return inputRequired({ inputRequests: { model: askModel(prompt, 100) } })
      const { content } = answer.result
      const said = Array.isArray(content) ? content[0] : content
      return text(`LLM response: ${said?.type === 'text' ? said.text : ''}`)
    },
  )
}
