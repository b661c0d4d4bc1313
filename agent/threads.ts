import type { Actor } from '../services/actor.js'
import type { AssistantDeps } from './assistant-deps.js'
import { visibleTurn } from './thread-memory.js'

/** Conversations not used for so many days are forgotten, and those beyond the newest so many of a user. */
const KEEP_DAYS = 180
const KEEP_THREADS = 500

/** A user's conversations: list, search, open, rename, delete; old ones are pruned. */
export function createThreads(
  { db, services, now, newId }: AssistantDeps,
  forget: (threadId: string) => Promise<void>,
) {
  return {
    /** The one used last first. `search` looks into titles and texts. */
    list: (actor: Actor, search?: string) => services.listThreads(db, actor.userId, { search }),

    /** A conversation with its messages and open card. Throws Fault not_found, for a strange one too. */
    async get(actor: Actor, threadId: string) {
      const thread = await services.getThread(db, actor.userId, threadId)
      const turns = await services.recentTurns(db, threadId)
      return { ...thread, messages: turns.map(visibleTurn) }
    },

    async rename(actor: Actor, threadId: string, title: string) {
      await services.renameThread(db, actor.userId, threadId, title)
      const { id, title: renamed, createdAt, updatedAt } = await services.getThread(db, actor.userId, threadId)
      return { id, title: renamed, createdAt, updatedAt }
    },

    /** Removes a conversation; a card that waits is withdrawn. */
    async remove(actor: Actor, threadId: string) {
      const { card } = await services.getThread(db, actor.userId, threadId)
      for (const { id } of (card?.plans as { id: string }[] | undefined) ?? [])
        await services.withdrawPlan({ db, actor, via: 'chat', now, newId }, id)
      await services.deleteThread(db, actor.userId, threadId)
      await forget(threadId)
    },

    /** Forgets old conversations of everybody, and old lines of the log. Answers how many conversations. */
    async prune() {
      const before = new Date(now().getTime() - KEEP_DAYS * 86_400_000).toISOString()
      const gone = await services.pruneThreads(db, before, KEEP_THREADS)
      await services.pruneModelTurns(db)
      for (const id of gone) await forget(id)
      return gone.length
    },
  }
}

export type Threads = ReturnType<typeof createThreads>
