import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'

/**
 * "my projects", "Grace's projects", "the Acme projects", read as the projects themselves: the manager or the client
 * whose projects are all meant. Undefined where projects are named one by one.
 */
export function groupMeant(
  clause: Clause,
  planning: Planning,
): { managers: string[] } | { clients: string[] } | undefined {
  const { projects } = planning.request.lexicon
  const [first] = clause.projects
  if (!first) return undefined
  const open = clause.projects.every((p) => p.start === first.start)
  if (clause.projects.length > 1) {
    const manager = projects[first.refs[0]!.index]!.manager
    return open && manager ? { managers: [manager] } : undefined
  }
  const meant = first.refs.map((r) => projects[r.index]!)
  const { client } = meant[0]!
  const all = projects.filter((p) => p.client === client)
  const named = client.toLowerCase().includes(first.text.toLowerCase().replace(/['’]s?$/, ''))
  return meant.length > 1 && named && meant.length === all.length && meant.every((p) => p.client === client)
    ? { clients: [client] }
    : undefined
}
