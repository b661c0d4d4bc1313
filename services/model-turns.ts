// The log of every turn that a model or the planner answered: what went in, what came out, how long it took.
import { stringify } from 'yaml'
import type { Db } from '../db/open.js'
import type { Actor } from './actor.js'
import { requireAdmin } from './policy.js'

export interface ModelTurn {
  id: string
  threadId: string | null
  userId: string
  at: string
  /** 'planner', 'ollama:NAME', 'openai:NAME'. */
  answeredBy: string
  promptHash: string
  /** Question, messages and reply; no keys or tokens ever reach it. */
  exchange: Record<string, unknown>
  tools: { name: string; input: unknown }[]
  inputTokens: number
  outputTokens: number
  durationMs: number
  /** 'answered', 'asked', 'refused', 'failed', 'approval', 'stopped'. */
  outcome: string
}

/** Turns older than the newest so many are forgotten. */
const KEEP = 20_000

/** Writes one turn down; now and then the oldest are dropped. */
export async function recordModelTurn(db: Db, turn: ModelTurn): Promise<void> {
  await db
    .insertInto('modelTurn')
    .values({ ...turn, exchange: JSON.stringify(turn.exchange), tools: JSON.stringify(turn.tools) })
    .execute()
}

/** Newest first, for Admins only; `before` is the time of the last one seen. */
export async function listModelTurns(
  db: Db,
  actor: Actor,
  options: { limit?: number; before?: string; outcome?: string } = {},
): Promise<ModelTurn[]> {
  requireAdmin(actor)
  let query = db.selectFrom('modelTurn').selectAll()
  if (options.before) query = query.where('at', '<', options.before)
  if (options.outcome) query = query.where('outcome', '=', options.outcome)
  const rows = await query
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(options.limit ?? 100)
    .execute()
  return rows.map((r) => ({ ...r, exchange: JSON.parse(r.exchange), tools: JSON.parse(r.tools) }))
}

/** Drops all but the newest turns. */
export async function pruneModelTurns(db: Db, keep = KEEP): Promise<void> {
  const edge = await db
    .selectFrom('modelTurn')
    .select('at')
    .orderBy('at', 'desc')
    .offset(keep)
    .limit(1)
    .executeTakeFirst()
  if (edge) await db.deleteFrom('modelTurn').where('at', '<=', edge.at).execute()
}

/**
 * Logged turns as a file of eval cases: one per conversation, its questions in order with the tools that were called.
 * What to expect is a proposal, to be reviewed by whoever keeps the case.
 */
export async function evalCaseFile(db: Db, turns: readonly ModelTurn[], today: string): Promise<string> {
  const users = new Map(
    (await db.selectFrom('user').select(['id', 'email']).execute()).map((user) => [user.id, user.email]),
  )
  const byActor = new Map<string, Map<string, ModelTurn[]>>()
  for (const turn of [...turns].reverse()) {
    // What follows a decision has no question of its own.
    if (!turn.exchange.question) continue
    const threads = byActor.get(turn.userId) ?? new Map<string, ModelTurn[]>()
    byActor.set(turn.userId, threads)
    const key = turn.threadId ?? turn.id
    threads.set(key, [...(threads.get(key) ?? []), turn])
  }
  const documents = [...byActor].map(([userId, threads]) => ({
    dataset: 'demo',
    now: today,
    actor: users.get(userId) ?? userId,
    cases: [...threads].map(([id, list]) => ({
      id: `logged-${id.slice(0, 8)}`,
      tags: ['logged', list[0]!.answeredBy],
      turns: list.map((turn) => ({
        ask: String(turn.exchange.question),
        expect: {
          tools: turn.tools.map((t) => t.name),
          outcome: ['answered', 'asked', 'refused', 'failed'].includes(turn.outcome) ? turn.outcome : 'answered',
        },
      })),
    })),
  }))
  return documents.map((document) => stringify(document)).join('---\n')
}
