import type { EntityKind, LexiconIndex } from './lexicon-index.js'
import type { ForcedReadings, Reading } from './read-items.js'

/**
 * Projects whose whole name is an everyday word ("tower", "bridge"): where nothing else in the request is unknown, the
 * word is the project. Undefined where there is none, or another word is unknown.
 */
export function everydayNames({ items, tokens }: Reading, index: LexiconIndex): ForcedReadings | undefined {
  const forced = new Map<number, EntityKind>()
  for (const item of items) {
    if (item.kind !== 'unknown') continue
    if (item.from !== item.to || !index.projectsByName.has(tokens[item.from]!.norm)) return undefined
    forced.set(item.from, 'project')
  }
  return forced.size > 0 ? forced : undefined
}
