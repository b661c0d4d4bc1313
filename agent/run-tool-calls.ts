// The graph's own tool node: reads run at once through the one executor, writes of one message become one card, and
// reads after a write wait for the decision on it: they would tell of the plan before the change. No LangChain in here.
import { Fault } from '../services/fault.js'
import { callTool, planCalls } from '../tools/call-tool.js'
import { agentTools, findTool } from '../tools/registry.js'
import type { Choice } from './assistant-events.js'
import { countToolCall, expectToolCalls, type Run } from './run.js'

export interface ModelCall {
  id: string
  name: string
  input: Record<string, unknown>
}

/** What the model is told about one of its calls. */
export interface CallReply {
  id: string
  name: string
  text: string
  failed: boolean
}

/** Largest output of a read, as JSON without the cells that its figures link to, that is kept for follow-ups. */
const KEEP_OUTPUT = 100_000

/**
 * Runs the calls of one model message. Answers the replies that are ready; calls without a reply wait for the
 * decision on `run.card`. A fault that the asker can mend is a reply, a bug is thrown.
 */
export async function runToolCalls(run: Run, calls: readonly ModelCall[]): Promise<CallReply[]> {
  expectToolCalls(run, calls.length)
  const replies: CallReply[] = []
  const writes: ModelCall[] = []
  const later: ModelCall[] = []
  for (const call of calls) {
    if (writes.length > 0 && !isWrite(call)) {
      later.push(call)
      continue
    }
    countToolCall(run, call.name, call.input)
    run.emit({ type: 'tool_start', name: call.name, input: call.input })
    try {
      const tool = findTool(call.name)
      if (tool.screenOnly) throw new Fault('not_found', `There is no tool '${call.name}'.`)
      if (tool.effect === 'write') writes.push(call)
      else replies.push(await read(run, call))
    } catch (error) {
      replies.push(failed(run, call, error))
    }
  }
  if (writes.length === 0) return replies
  const refused = await plan(run, writes)
  if (refused.length > 0) return [...replies, ...refused, ...skipped(later, refused[0]!.text)]
  if (later.length > 0) run.card!.text += `\n\n${FOLLOWS}`
  return replies
}

const FOLLOWS = 'The rest of the request follows your decision.'

/**
 * Goes on after the decision on the card: the writes among the waiting calls get `reply`, the reads after them run when
 * the change was made, and are left out when it was not.
 */
export async function runAfterDecision(
  run: Run,
  waiting: readonly ModelCall[],
  { reply, applied }: DecisionReply,
): Promise<CallReply[]> {
  const later = waiting.filter((call) => !isWrite(call))
  const decided = skipped(waiting.filter(isWrite), reply)
  return [...decided, ...(applied ? await runToolCalls(run, later) : skipped(later, reply))]
}

/** What became of a card, for the calls that waited for it. */
export interface DecisionReply {
  reply: string
  applied: boolean
}

const isWrite = ({ name }: ModelCall) => agentTools.some((tool) => tool.name === name && tool.effect === 'write')

const skipped = (calls: readonly ModelCall[], text: string): CallReply[] =>
  calls.map(({ id, name }) => ({ id, name, text, failed: false }))

async function read(run: Run, call: ModelCall): Promise<CallReply> {
  const progress = (fraction: number, message: string) =>
    run.emit({ type: 'tool_progress', name: call.name, fraction, message })
  const result = await callTool({ tool: call.name, input: call.input }, { ...run.context, progress })
  if (result.kind !== 'read') throw new Error(`${call.name} is not a read`)
  const output = JSON.stringify(result.data, (key, value) => (key === 'cells' ? undefined : value))
  const kept = output.length <= KEEP_OUTPUT ? { output: JSON.parse(output) as unknown } : {}
  run.tools.push({ name: call.name, input: call.input, say: result.say, ...kept })
  run.outcome = 'answered'
  run.choices = []
  run.tables.push(...result.tables)
  run.figures.push(...result.figures)
  run.emit({ type: 'tool_end', name: call.name, data: result.data })
  return { id: call.id, name: call.name, text: result.say, failed: false }
}

/** One card per model message: its writes in order, each on top of the former. Any fault refuses them all. */
async function plan(run: Run, writes: readonly ModelCall[]): Promise<CallReply[]> {
  const calls = writes.map(({ name, input }) => ({ tool: name, input }))
  try {
    const { plan, say } = await planCalls(calls, run.context)
    for (const { name, input } of writes) {
      run.tools.push({ name, input, say })
      run.emit({ type: 'tool_end', name, data: { plan } })
    }
    run.card = {
      approvalId: run.context.newId(),
      plans: [plan],
      expiresAt: plan.expiresAt,
      text: say,
      calls,
      answeredBy: run.answerer.name,
      question: run.question,
    }
    return []
  } catch (error) {
    return writes.map((call) => failed(run, call, error))
  }
}

function failed(run: Run, call: ModelCall, error: unknown): CallReply {
  if (!(error instanceof Fault)) throw error
  const text = [error.message, error.hint].filter(Boolean).join(' ')
  run.tools.push({ name: call.name, input: call.input, say: text, failed: true })
  run.emit({ type: 'tool_end', name: call.name, data: { code: error.code, message: text }, failed: true })
  const choices = choicesOf(run.question, error)
  run.outcome = choices.length > 0 ? 'asked' : 'refused'
  run.choices = choices
  return { id: call.id, name: call.name, text, failed: true }
}

/** The question again with each name that it may have meant, where the fault says which word was unclear. */
function choicesOf(question: string, fault: Fault): Choice[] {
  const candidates = (fault.details as { candidates?: { label: string }[] } | undefined)?.candidates ?? []
  const word = /'([^']+)'/.exec(fault.message)?.[1]
  if (!word || (fault.code !== 'ambiguous' && fault.code !== 'not_found')) return []
  const at = question.toLowerCase().indexOf(word.toLowerCase())
  if (at < 0) return []
  return candidates.slice(0, 6).map(({ label }) => {
    const exact = /\(([^()]+)\)$/.exec(label)?.[1] ?? label
    return { label, message: question.slice(0, at) + exact + question.slice(at + word.length) }
  })
}
