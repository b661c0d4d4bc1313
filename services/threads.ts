// Conversations with the assistant: whose they are, what was said, the card that waits for a decision.
// What a turn holds is the assistant's own affair: here it is JSON.
import { holds, jsonText } from '../db/dialect.js'
import type { Db } from '../db/open.js'
import { Fault } from './fault.js'

export interface ThreadHead {
  id: string
  title: string
  createdAt: string
  updatedAt: string
  /** True while a change waits for a decision. */
  waiting: boolean
}

export interface StoredTurn {
  seq: number
  author: 'user' | 'assistant'
  content: Record<string, unknown>
  createdAt: string
}

const TITLE_LENGTH = 80

/** A user's conversations, the one used last first; `search` looks into titles and texts. */
export async function listThreads(
  db: Db,
  userId: string,
  options: { search?: string; limit?: number } = {},
): Promise<ThreadHead[]> {
  let query = db
    .selectFrom('thread as t')
    .select(['t.id', 't.title', 't.createdAt', 't.updatedAt', 't.card'])
    .where('t.userId', '=', userId)
  const search = options.search?.trim().toLowerCase()
  if (search)
    query = query.where((eb) =>
      eb.or([
        holds('t.title', search),
        eb.exists(
          eb
            .selectFrom('threadTurn as u')
            .select('u.seq')
            .whereRef('u.threadId', '=', 't.id')
            .where(holds(jsonText('u.content', 'text'), search)),
        ),
      ]),
    )
  const rows = await query
    .orderBy('t.updatedAt', 'desc')
    .orderBy('t.id', 'desc')
    .limit(options.limit ?? 200)
    .execute()
  return rows.map(({ card, ...head }) => ({ ...head, waiting: card !== null }))
}

/** One conversation of this user with its open card. Fault not_found for a strange one too. */
export async function getThread(
  db: Db,
  userId: string,
  id: string,
): Promise<Omit<ThreadHead, 'waiting'> & { card: Record<string, unknown> | null }> {
  const row = await findThread(db, userId, id)
  if (!row) throw new Fault('not_found', 'There is no such conversation of yours.', 'Start a new one.')
  return row
}

/** Like getThread, undefined where there is none. */
export async function findThread(db: Db, userId: string, id: string) {
  const row = await db
    .selectFrom('thread')
    .select(['id', 'title', 'createdAt', 'updatedAt', 'card'])
    .where('id', '=', id)
    .where('userId', '=', userId)
    .executeTakeFirst()
  return row && { ...row, card: row.card === null ? null : (JSON.parse(row.card) as Record<string, unknown>) }
}

/** The last `limit` turns of a conversation, oldest first. */
export async function recentTurns(db: Db, threadId: string, limit = 1000): Promise<StoredTurn[]> {
  const rows = await db
    .selectFrom('threadTurn')
    .select(['seq', 'author', 'content', 'createdAt'])
    .where('threadId', '=', threadId)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
  return rows.reverse().map((r) => ({
    ...r,
    author: r.author === 'user' ? 'user' : 'assistant',
    content: JSON.parse(r.content) as Record<string, unknown>,
  }))
}

/** What is written at the end of a turn, in one transaction; the conversation begins with its first turn. */
export interface TurnWrite {
  threadId: string
  userId: string
  at: string
  turns: { author: 'user' | 'assistant'; content: Record<string, unknown> }[]
  /** The card that now waits; null = none; undefined = as it is. */
  card?: Record<string, unknown> | null
}

/** Adds turns to a conversation, making it where it does not exist yet. Answers the number of the last turn. */
export async function appendTurns(db: Db, write: TurnWrite): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const first = write.turns.find((t) => t.author === 'user')?.content.text
    await trx
      .insertInto('thread')
      .values({
        id: write.threadId,
        userId: write.userId,
        title: titleOf(typeof first === 'string' ? first : ''),
        createdAt: write.at,
        updatedAt: write.at,
        card: null,
      })
      .onConflict((c) => c.column('id').doUpdateSet({ updatedAt: write.at }))
      .execute()
    const last = await trx
      .selectFrom('threadTurn')
      .select((eb) => eb.fn.max('seq').as('seq'))
      .where('threadId', '=', write.threadId)
      .executeTakeFirst()
    let seq = last?.seq ?? 0
    for (const turn of write.turns)
      await trx
        .insertInto('threadTurn')
        .values({
          threadId: write.threadId,
          seq: ++seq,
          author: turn.author,
          content: JSON.stringify(turn.content),
          createdAt: write.at,
        })
        .execute()
    if (write.card !== undefined)
      await trx
        .updateTable('thread')
        .set({ card: write.card === null ? null : JSON.stringify(write.card) })
        .where('id', '=', write.threadId)
        .execute()
    return seq
  })
}

/** Takes the open card away if it is still this one. False when somebody else was quicker. */
export async function takeCard(db: Db, threadId: string, approvalId: string): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const row = await trx.selectFrom('thread').select('card').where('id', '=', threadId).executeTakeFirst()
    if (!row?.card || (JSON.parse(row.card) as { approvalId: string }).approvalId !== approvalId) return false
    await trx.updateTable('thread').set({ card: null }).where('id', '=', threadId).execute()
    return true
  })
}

/** Puts another card in place of the open one. */
export async function replaceCard(db: Db, threadId: string, card: Record<string, unknown>): Promise<void> {
  await db
    .updateTable('thread')
    .set({ card: JSON.stringify(card) })
    .where('id', '=', threadId)
    .execute()
}

/** Notes on a former turn what became of it, e.g. of its card. */
export async function amendTurn(
  db: Db,
  threadId: string,
  approvalId: string,
  more: Record<string, unknown>,
): Promise<void> {
  const turns = await recentTurns(db, threadId, 20)
  const turn = turns.reverse().find((t) => t.content.approvalId === approvalId)
  if (!turn) return
  await db
    .updateTable('threadTurn')
    .set({ content: JSON.stringify({ ...turn.content, ...more }) })
    .where('threadId', '=', threadId)
    .where('seq', '=', turn.seq)
    .execute()
}

/** Gives a conversation another title. Fault not_found, invalid. */
export async function renameThread(db: Db, userId: string, id: string, title: string): Promise<void> {
  const clean = title.trim()
  if (!clean || clean.length > 200) throw new Fault('invalid', 'A title has 1 to 200 characters.')
  await getThread(db, userId, id)
  await db.updateTable('thread').set({ title: clean }).where('id', '=', id).where('userId', '=', userId).execute()
}

/** Removes a conversation with everything said in it. Changes made from it stay, as does their history. */
export async function deleteThread(db: Db, userId: string, id: string): Promise<void> {
  await getThread(db, userId, id)
  await db.deleteFrom('thread').where('id', '=', id).where('userId', '=', userId).execute()
}

/** Removes conversations not used since `before` (ISO time) and those beyond the newest `keep` of a user. Answers their ids. */
export async function pruneThreads(db: Db, before: string, keep: number): Promise<string[]> {
  const rows = await db
    .selectFrom('thread')
    .select(['id', 'userId', 'updatedAt'])
    .orderBy('updatedAt', 'desc')
    .execute()
  const counts = new Map<string, number>()
  const old = rows.filter((row) => {
    const count = (counts.get(row.userId) ?? 0) + 1
    counts.set(row.userId, count)
    return row.updatedAt < before || count > keep
  })
  for (const { id } of old) await db.deleteFrom('thread').where('id', '=', id).execute()
  return old.map((row) => row.id)
}

function titleOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > TITLE_LENGTH ? `${line.slice(0, TITLE_LENGTH - 1)}…` : line || 'New conversation'
}
