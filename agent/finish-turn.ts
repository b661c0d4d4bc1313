// What remains of a turn: the answer or the card for the person, the turn for the conversation, a line for the log.

import type { AssistantDeps } from './assistant-deps.js'
import type { Answer, AssistantEvent } from './assistant-events.js'
import { checkWords } from './check-words.js'
import type { GraphResult } from './graph.js'
import type { Run } from './run.js'
import type { AssistantTurn } from './thread-memory.js'

interface Ending {
  /** What the person wrote; absent after a decision. */
  userText?: string
  ms: number
}

/** A turn keeps the plans of its card only up to this size as JSON; the open card always has them. */
const KEEP_PLANS = 200_000

/** Gives the person the answer, or the card once it is stored; then keeps the turn and its line for the log. */
export async function finishTurn(deps: AssistantDeps, run: Run, result: GraphResult, ending: Ending): Promise<void> {
  const { card } = run
  const read = run.tools.filter((t) => !card?.calls.some((c) => c.input === t.input)).map((t) => t.say)
  const checked = checkWords(run, card ? '' : result.text, run.strict)
  if (checked.note) run.notes.push(checked.note)
  const { text, at } = card
    ? { text: [...run.notes, ...read, card.text].join('\n\n'), at: 0 }
    : compose(run, checked.text)
  const ungrounded = checked.ungrounded.map((span) => ({ ...span, start: span.start + at, end: span.end + at }))
  const answer: Answer = {
    text,
    tables: run.tables,
    figures: run.figures,
    tools: run.tools.map(({ name, input }) => ({ name, input })),
    answeredBy: run.answerer.name,
    outcome: run.outcome,
    ...(run.choices.length > 0 ? { choices: run.choices } : {}),
    ...(run.changeSet ? { changeSet: run.changeSet } : {}),
    ...(ungrounded.length > 0 ? { ungrounded } : {}),
    ...(run.notes.length > 0 ? { notes: run.notes } : {}),
  }
  const turn: AssistantTurn = { ...answer, tools: run.tools }
  if (card) {
    const fits = JSON.stringify(card.plans).length <= KEEP_PLANS
    Object.assign(turn, { approvalId: card.approvalId, card: 'open', ...(fits ? { plans: card.plans } : {}) })
  }
  if (!card) run.emit({ type: 'answer', ...answer })
  await store(deps, run, turn, ending, card ? { ...card, text } : undefined)
  if (card) {
    const { approvalId, plans, expiresAt } = card
    run.emit({ type: 'approval', approvalId, plans, expiresAt, text })
  }
  await logTurn(deps, run, text, card ? 'approval' : run.outcome, ending.ms, ungrounded.length)
}

/** A turn that failed stays in the conversation with what was said about it. */
export async function storeFailure(
  deps: AssistantDeps,
  run: Run,
  event: Extract<AssistantEvent, { type: 'error' }>,
  ending: Ending,
): Promise<void> {
  const answeredBy = run.answerer.name
  const text = [event.message, event.hint].filter(Boolean).join(' ')
  const turn: AssistantTurn = { text, tables: [], figures: [], tools: run.tools, answeredBy, outcome: 'failed' }
  if (run.changeSet) turn.changeSet = run.changeSet
  await store(deps, run, turn, ending)
  await logTurn(deps, run, text, event.code === 'stopped' ? 'stopped' : 'failed', ending.ms)
}

/** Notes, what came of a card (in our words, whatever a model says after it), then what was said and where it begins. */
function compose(run: Run, said: string): { text: string; at: number } {
  const decided = run.decided && !said.includes(run.decided) ? run.decided : ''
  const text = [...run.notes, decided, said].filter(Boolean).join('\n\n')
  return { text, at: text.length - said.length }
}

async function store(deps: AssistantDeps, run: Run, turn: AssistantTurn, ending: Ending, card?: object): Promise<void> {
  const turns: { author: 'user' | 'assistant'; content: Record<string, unknown> }[] = []
  if (ending.userText !== undefined) turns.push({ author: 'user', content: { text: ending.userText } })
  turns.push({ author: 'assistant', content: { ...turn } })
  await deps.services.appendTurns(deps.db, {
    threadId: run.threadId,
    userId: run.actor.userId,
    at: deps.now().toISOString(),
    turns,
    ...(card ? { card: card as Record<string, unknown> } : {}),
  })
}

async function logTurn(
  deps: AssistantDeps,
  run: Run,
  text: string,
  outcome: string,
  ms: number,
  ungrounded = 0,
): Promise<void> {
  await deps.services.recordModelTurn(deps.db, {
    id: deps.newId(),
    threadId: run.threadId,
    userId: run.actor.userId,
    at: deps.now().toISOString(),
    answeredBy: run.answerer.name,
    promptHash: run.answerer.promptHash,
    exchange: {
      question: run.question,
      answer: text,
      ...(run.modelFailure ? { modelFailure: run.modelFailure.kind } : {}),
      ...(ungrounded > 0 ? { ungrounded } : {}),
    },
    tools: run.tools.map(({ name, input }) => ({ name, input })),
    inputTokens: run.usage.inputTokens,
    outputTokens: run.usage.outputTokens,
    durationMs: Math.round(ms),
    outcome,
  })
}
