import { ask } from '../outcomes.js'
import type { Planning } from '../planning.js'
import { type EntityItem, type Item, isWords } from './items.js'

/**
 * Two single names side by side that belong to two people ("John Doe" where only John Smith and Jane Doe are known) are
 * one unknown person, not two known ones: asks. "Give Mark Sarah's hours" names two people on purpose.
 */
export function refuseMixedNames(items: Item[], planning: Planning): void {
  items.forEach((item, at) => {
    const next = items[at + 1]
    if (item.kind !== 'person' || next?.kind !== 'person' || item.possessive || next.from !== item.to + 1) return
    if (isWords(items[at - 1], 'give', 'move')) return
    const names = [
      ...new Set([item, next].flatMap((i: EntityItem) => i.refs.map((r) => planning.personName(r.index)))),
    ].slice(0, 6)
    const place = { start: item.start, end: next.end }
    const written = planning.text.slice(place.start, place.end).replace(/['’`]s?$/, '')
    const tail = next.possessive ? "'s" : ''
    ask(
      `No employee "${written}". Closest: ${names.join(', ')}.`,
      names.map((name) => ({ label: name, message: planning.rewritten(place, name + tail) })),
    )
  })
}
