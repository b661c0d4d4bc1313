import type { Lexicon } from '../planner-types.js'
import { type EntityItem, type Item, isWords } from './items.js'

const NOUN = /^(project|engagement|programme|program|job|one)$/i

/** "the Acme project" and "is Acme on budget": a client stands for its projects; one is taken, several are asked about. */
export function clientsAsProjects(items: Item[], lexicon: Lexicon): Item[] {
  if (items.some((i) => i.kind === 'project')) return items
  const status = items.some((i) => isWords(i, 'budget', 'overrun')) && items.every((i) => i.kind !== 'person')
  const result: Item[] = []
  items.forEach((item, at) => {
    const noun = items[at + 1]
    const named = noun !== undefined && NOUN.test(noun.text)
    const before = result[result.length - 1]
    if (item.kind === 'client' && (named || status)) result.push(projectsOf(item, lexicon))
    else if (!(named === false && before?.kind === 'project' && NOUN.test(item.text))) result.push(item)
  })
  return result
}

function projectsOf(item: EntityItem, lexicon: Lexicon): Item {
  const names = item.refs.map((r) => lexicon.clients[r.index])
  const refs = lexicon.projects.flatMap((p, index) =>
    names.includes(p.client) ? [{ kind: 'project' as const, index, strength: 'part' as const }] : [],
  )
  return refs.length > 0 ? { ...item, kind: 'project', refs } : item
}
