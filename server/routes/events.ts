import type { ChangeStream } from '../change-stream.js'
import { type Route, route } from '../route.js'

/** The live change feed: `event: change`, `event: reset`; read with the Authorization header, never a token in the URL. */
export function eventRoutes(stream: ChangeStream): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/events',
      tag: 'plan',
      summary: 'Live changes as server-sent events, cut to what you may see; Last-Event-ID takes up where you were',
      access: 'signed-in',
      effect: 'read',
      streams: 'text/event-stream',
      handle: async ({ auth, req, res }) => {
        const last = req.headers['last-event-id']
        await stream.listen(auth, res, typeof last === 'string' ? last.slice(0, 64) : undefined)
      },
    }),
  ]
}
