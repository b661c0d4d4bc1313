// A person's decision about a card, checked and applied outside the graph: a wrong one can never harm the conversation,
// a doubled one applies once, and no model can reach it.

import type { Actor } from '../services/actor.js'
import type { ChangeContext } from '../services/changes.js'
import { Fault } from '../services/fault.js'
import { planCalls } from '../tools/call-tool.js'
import type { ToolContext } from '../tools/define-tool.js'
import type { AssistantDeps } from './assistant-deps.js'
import type { AppliedChange, AssistantEvent, Decision } from './assistant-events.js'
import { appliedChange, describeApplied } from './describe-applied.js'
import type { OpenCard } from './open-card.js'

interface Given {
  actor: Actor
  threadId: string
  approvalId: string
  decisions: Decision[]
  signal: AbortSignal
}

export type Decided =
  | { kind: 'decided'; card: OpenCard; reply: string; applied: boolean; changeSet?: AppliedChange }
  /** The plan had grown old: a new card, or why there is none. */
  | { kind: 'asks-again'; events: AssistantEvent[] }

/** Longest word that goes with a no. */
const MAX_NOTE = 1000

/**
 * Applies or discards the open card. Throws Fault: stale when it is not open any more, invalid for a malformed decision
 * or an impossible edit, forbidden, refused_by_policy; the card then stays open.
 */
export async function decideCard(deps: AssistantDeps, given: Given): Promise<Decided> {
  const { db, services } = deps
  const { actor, threadId } = given
  const thread = await services.getThread(db, actor.userId, threadId)
  const card = thread.card as unknown as OpenCard | null
  if (!card || card.approvalId !== given.approvalId)
    throw new Fault('stale', 'This card is not open any more.', 'Look at the conversation for what became of it.')
  const { plan, decision } = match(card, given.decisions)
  const ctx = deps.toolContext(actor, given)
  const change: ChangeContext = { db, actor, via: 'chat', now: ctx.now, newId: ctx.newId, threadId }
  if (!decision.approve) {
    await services.withdrawPlan(change, plan.id)
    await close(deps, threadId, card, { card: 'rejected' })
    const note = decision.note?.trim().slice(0, MAX_NOTE)
    return {
      kind: 'decided',
      card,
      applied: false,
      reply: `Discarded, nothing was changed.${note ? ` Your word on it: "${note}"` : ''}`,
    }
  }
  const edits = readEdits(plan.changes.map(services.keyOf), decision)
  try {
    const applied = await services.applyPlan(change, plan.id, edits)
    const changeSet = appliedChange(applied)
    await close(deps, threadId, card, { card: 'applied', changeSet })
    return { kind: 'decided', card, applied: true, reply: describeApplied(applied, card.text), changeSet }
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'stale') throw error
    const id = (error.details as { changeSetId?: string | null } | undefined)?.changeSetId
    return id ? appliedBefore(deps, given, card, id) : asksAgain(deps, ctx, threadId, card, error)
  }
}

/** The process ended between applying and noting it: the change stands, and the conversation goes on from there. */
async function appliedBefore(deps: AssistantDeps, given: Given, card: OpenCard, id: string): Promise<Decided> {
  const sets = await deps.services.listChangeSets(deps.db, given.actor, { limit: 200, mine: true })
  const set = sets.find((s) => s.changeSetId === id)
  await close(deps, given.threadId, card, { card: 'applied' })
  const changes = set?.changes.length ?? card.plans[0]?.changes.length ?? 0
  const changeSet = set && { id, changes }
  const reply = `Applied ${changes} ${changes === 1 ? 'change' : 'changes'}.`
  return { kind: 'decided', card, applied: true, reply, changeSet }
}

/** Plans the same calls against the data as they are now and shows the new difference. */
async function asksAgain(
  deps: AssistantDeps,
  ctx: ToolContext,
  threadId: string,
  card: OpenCard,
  why: Fault,
): Promise<Decided> {
  const { db, services } = deps
  const stale: AssistantEvent = {
    type: 'error',
    code: why.code,
    message: why.message,
    hint: 'Look at it again as it stands now.',
  }
  const done: AssistantEvent = { type: 'done', threadId }
  const change: ChangeContext = { db, actor: ctx.actor, via: 'chat', now: ctx.now, newId: ctx.newId, threadId }
  for (const plan of card.plans) await services.withdrawPlan(change, plan.id)
  try {
    const { plan, say } = await planCalls(card.calls, ctx)
    const fresh: OpenCard = { ...card, approvalId: ctx.newId(), plans: [plan], expiresAt: plan.expiresAt, text: say }
    await services.replaceCard(db, threadId, { ...fresh })
    await services.amendTurn(db, threadId, card.approvalId, { approvalId: fresh.approvalId, plans: [plan], text: say })
    const { approvalId, plans, expiresAt, text } = fresh
    return { kind: 'asks-again', events: [stale, { type: 'approval', approvalId, plans, expiresAt, text }, done] }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    await close(deps, threadId, card, { card: 'withdrawn' })
    const event: AssistantEvent = { type: 'error', code: error.code, message: error.message, hint: error.hint }
    return { kind: 'asks-again', events: [stale, event, done] }
  }
}

/** Takes the card away. Throws Fault stale when another window was quicker. */
async function close(
  deps: AssistantDeps,
  threadId: string,
  card: OpenCard,
  became: Record<string, unknown>,
): Promise<void> {
  if (!(await deps.services.takeCard(deps.db, threadId, card.approvalId)))
    throw new Fault(
      'stale',
      'This card was decided in another window.',
      'Look at the conversation for what became of it.',
    )
  await deps.services.amendTurn(deps.db, threadId, card.approvalId, became)
}

/** Exactly one decision for each plan of the card. */
function match(card: OpenCard, decisions: readonly Decision[]) {
  const [plan] = card.plans
  const [decision] = decisions
  if (!plan || !decision || decisions.length !== 1 || decision.planId !== plan.id)
    throw new Fault('invalid', 'The decision does not fit the card.', `Send one decision with planId '${plan?.id}'.`)
  return { plan, decision }
}

/** Edits by number or key -> hours by key. Rules of hours are checked when they are applied. */
function readEdits(keys: readonly string[], decision: Decision): Map<string, number> {
  const edits = new Map<string, number>()
  for (const { change, after } of decision.edits ?? []) {
    const key = typeof change === 'number' ? keys[change] : keys.find((k) => k === change)
    if (!key?.startsWith('cell:')) throw new Fault('invalid', `There is no cell ${change} on this card.`)
    if (!Number.isFinite(after)) throw new Fault('invalid', 'An edited value is a number of hours.')
    edits.set(key, after)
  }
  return edits
}
