// Update notices over HTTP: one bus per sign-in, so that nobody is told about what they may not see.
import { InMemoryServerEventBus, type ServerEvent, type ServerEventBus } from '@modelcontextprotocol/server'
import type { Actor } from '../services/actor.js'
import type { McpDeps } from './session.js'
import { staleResources } from './update-notices.js'

/** A bus that watches the change feed for `reader` while somebody listens. */
export function userEvents(deps: McpDeps, reader: () => Promise<Actor | undefined>): ServerEventBus & { stop(): void } {
  const bus = new InMemoryServerEventBus()
  let stopWatching: (() => void) | undefined
  const watch = () =>
    deps.watchChanges?.(reader, async (changes, whom) => {
      const { uris, listChanged } = await staleResources(deps.db, whom, changes)
      for (const uri of uris) bus.publish({ kind: 'resource_updated', uri })
      if (listChanged) bus.publish({ kind: 'resources_list_changed' })
    })
  const stop = () => {
    stopWatching?.()
    stopWatching = undefined
  }
  return {
    publish: (event: ServerEvent) => bus.publish(event),
    subscribe: (listener) => {
      const end = bus.subscribe(listener)
      stopWatching ??= watch()
      return () => {
        end()
        if (bus.listenerCount === 0) stop()
      }
    },
    stop,
  }
}
