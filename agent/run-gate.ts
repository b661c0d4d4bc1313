import type { Actor } from '../services/actor.js'
import { Fault } from '../services/fault.js'

/** At most `perUser` runs of a user at once, one of a conversation. Throws Fault too_many, busy; answers how to leave. */
export function createRunGate(perUser: number): (actor: Actor, threadId: string) => () => void {
  const busyThreads = new Set<string>()
  const runsOf = new Map<string, number>()
  return (actor, threadId) => {
    const running = runsOf.get(actor.userId) ?? 0
    if (running >= perUser)
      throw new Fault('too_many', `${running} questions of yours are being answered already.`, 'Wait, or stop one.')
    if (busyThreads.has(threadId))
      throw new Fault('busy', 'This conversation is still answering.', 'Wait for the answer, or stop it.')
    busyThreads.add(threadId)
    runsOf.set(actor.userId, running + 1)
    return () => {
      busyThreads.delete(threadId)
      const left = (runsOf.get(actor.userId) ?? 1) - 1
      if (left > 0) runsOf.set(actor.userId, left)
      else runsOf.delete(actor.userId)
    }
  }
}
