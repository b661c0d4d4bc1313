// Live events: one look at the change feed for all listeners, each gets what that reader may see.
import type { Response } from 'express'
import { commitStamp, eventsSince, type FeedEvent, newestSeq, positionOf, resetEvent } from '../services/change-feed.js'
import { onCommit } from '../services/commit-signal.js'
import { Fault } from '../services/fault.js'
import type { ServerDeps } from './deps.js'
import type { Auth } from './route.js'

/** How often the file is asked whether another process committed; commits of this one are heard at once. */
const LOOK_MS = 50
const HEARTBEAT_MS = 20_000

/** A listener that has this much unread is dropped: it comes back with Last-Event-ID. */
const MAX_UNREAD_BYTES = 1024 * 1024

interface Listener {
  auth: Auth
  res: Response
  seq: number
}

export interface ChangeStream {
  /** Begins a stream on `res`. Fault too_many when the user has too many open. */
  listen(auth: Auth, res: Response, lastEventId: string | undefined): Promise<void>
  /** Ends all streams. */
  close(): void
}

/** One stream of changes for a database; timers run only while somebody listens. */
export function createChangeStream(deps: Pick<ServerDeps, 'database' | 'limits' | 'log'>): ChangeStream {
  const { db, sqlite } = deps.database
  const listeners = new Set<Listener>()
  let timer: NodeJS.Timeout | undefined
  let heartbeat: NodeJS.Timeout | undefined
  let stopHearing: (() => void) | undefined
  let looking: Promise<void> | undefined
  let stamp = ''

  const readStamp = commitStamp(sqlite)

  async function deliver(): Promise<void> {
    const newest = await newestSeq(db)
    for (const listener of [...listeners].filter((one) => one.seq < newest)) {
      // The rights of this moment: who was disabled, signed out or moved to another role meanwhile gets no more.
      const actor = await listener.auth.stillHolds()
      if (!actor) {
        drop(listener)
        continue
      }
      for (const event of await eventsSince(db, actor, listener.seq)) {
        if (!listeners.has(listener)) break
        send(listener, eventText(event))
      }
      listener.seq = newest
    }
  }

  function send(listener: Listener, text: string): void {
    listener.res.write(text)
    if (listener.res.writableLength > MAX_UNREAD_BYTES) drop(listener)
  }

  function drop(listener: Listener): void {
    listeners.delete(listener)
    listener.res.destroy()
    stopTimers()
  }

  function startTimers(): void {
    stopHearing ??= onCommit(db, () => void look())
    timer ??= setInterval(() => {
      const now = readStamp()
      if (now === stamp) return
      stamp = now
      void look()
    }, LOOK_MS)
    heartbeat ??= setInterval(() => {
      for (const listener of [...listeners]) send(listener, ': still here\n\n')
    }, HEARTBEAT_MS)
  }

  function stopTimers(): void {
    if (listeners.size > 0) return
    stopHearing?.()
    clearInterval(timer)
    clearInterval(heartbeat)
    stopHearing = undefined
    timer = undefined
    heartbeat = undefined
  }

  /** One look at a time; a look asked for meanwhile follows it. */
  async function look(): Promise<void> {
    const before = looking
    const mine = (async () => {
      await before
      await deliver()
    })().catch((err) => deps.log.error({ err }, 'live events'))
    looking = mine
    await mine
    if (looking === mine) looking = undefined
  }

  return {
    listen: async (auth, res, lastEventId) => {
      const open = [...listeners].filter((one) => one.auth.actor.userId === auth.actor.userId)
      if (open.length >= deps.limits.streamsPerUser)
        throw new Fault('too_many', 'Too many windows of yours listen already.', 'Close one of them.')
      const newest = await newestSeq(db)
      const position = lastEventId === undefined ? newest : await positionOf(db, auth.actor, lastEventId)
      const seq = position ?? newest
      res
        .status(200)
        .set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' })
      res.flushHeaders()
      const listener: Listener = { auth, res, seq }
      listeners.add(listener)
      res.on('close', () => {
        listeners.delete(listener)
        stopTimers()
      })
      send(listener, position === undefined ? eventText(await resetEvent(db, auth.actor)) : ': listening\n\n')
      startTimers()
      if (seq < newest) await look()
    },
    close: () => {
      for (const listener of listeners) listener.res.end()
      listeners.clear()
      stopTimers()
    },
  }
}

const eventText = ({ event, id, data }: FeedEvent) =>
  `event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`
