import type { McpServer } from '@modelcontextprotocol/server'

/** Lets a 2025 client subscribe to resources; answers the addresses it wants, kept up to date. */
export function acceptSubscriptions({ server }: McpServer): Set<string> {
  const wanted = new Set<string>()
  server.setRequestHandler('resources/subscribe', ({ params }) => {
    wanted.add(params.uri)
    return {}
  })
  server.setRequestHandler('resources/unsubscribe', ({ params }) => {
    wanted.delete(params.uri)
    return {}
  })
  return wanted
}
