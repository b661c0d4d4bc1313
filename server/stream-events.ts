import type { Response } from 'express'

/** A comment line so often keeps proxies from closing a stream that waits for something slow. */
const HEARTBEAT_MS = 15_000

/**
 * Writes events as server-sent events as they come. What goes wrong before the first one is an ordinary error reply;
 * afterwards everything is an event. After a hang-up the rest goes nowhere.
 */
export async function streamEvents(res: Response, events: AsyncIterable<{ type: string }>): Promise<void> {
  const iterator = events[Symbol.asyncIterator]()
  let next = await iterator.next()
  res.status(200).set({ 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' })
  res.flushHeaders()
  const heartbeat = setInterval(() => res.write(': still working\n\n'), HEARTBEAT_MS)
  try {
    for (; !next.done; next = await iterator.next()) {
      const { type, ...data } = next.value
      if (!res.destroyed) res.write(`event: ${type}\ndata: ${JSON.stringify(data)}\n\n`)
    }
  } finally {
    clearInterval(heartbeat)
    res.end()
  }
}
