// The live change feed: one long read of /api/v1/events, taken up again where it broke.
import type { Change, Load } from '../../services/change.js'
import type { ApiClient } from './client.js'
import { readEvents } from './sse.js'

export interface FeedChange {
  changeSetId: string
  by: string
  via: string
  changes: Change[]
  loads: Load[]
}

export type FeedState = 'live' | 'lost'

export interface FeedListener {
  change(change: FeedChange): void
  /** The feed no longer holds what was missed: read everything anew. */
  reset(): void
  state(state: FeedState): void
}

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 10_000

/** Follows the feed after the event with this id until stopped; answers the stop function. */
export function followChanges(api: ApiClient, from: string | undefined, listener: FeedListener): () => void {
  const stop = new AbortController()
  let last = from
  const run = async () => {
    let wait = FIRST_WAIT_MS
    while (!stop.signal.aborted) {
      try {
        const response = await api.fetch('/api/v1/events', {
          headers: { accept: 'text/event-stream', ...(last ? { 'last-event-id': last } : {}) },
          signal: stop.signal,
        })
        if (!response.ok) throw new Error(String(response.status))
        listener.state('live')
        wait = FIRST_WAIT_MS
        for await (const event of readEvents(response)) {
          if (event.event === 'reset') {
            last = event.id ?? last
            listener.reset()
            continue
          }
          if (event.event !== 'change') continue
          last = event.id ?? last
          listener.change(JSON.parse(event.data) as FeedChange)
        }
      } catch {
        // Falls through to waiting: the state below tells the person.
      }
      if (stop.signal.aborted) return
      listener.state('lost')
      await new Promise((done) => setTimeout(done, wait))
      wait = Math.min(LONGEST_WAIT_MS, wait * 2)
    }
  }
  run()
  return () => stop.abort()
}
