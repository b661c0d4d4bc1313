// Phrases whose parts stand apart, and small words that mean more than they seem.
import { type Item, isEntity, isFiller, isWords } from './items.js'

/** Verbs with a particle that may stand apart ("break Harbor down", "sort that out"): verb, particles, meaning. */
const PARTED: [RegExp, RegExp, string | undefined][] = [
  [/^(break|breaking|broken|split|cut|slice)$/i, /^(down|up|out)\b/i, 'show'],
  [/^(sort|sorting|work|straighten)$/i, /^out\b/i, 'resolve'],
  [/^(even|level|smooth|balance)$/i, /^out\b/i, 'balance'],
  [/^(list|lay|map|spell|print|write|set|point)$/i, /^out\b/i, 'show'],
  [/^(sum|add)$/i, /^up\b/i, 'show'],
]

/** Puts the particle to its verb: nothing but names and small words may stand between them. "cut Bob down to 40" is none. */
export function joinParticles(items: Item[]): Item[] {
  const result = [...items]
  if (items.some((i) => i.kind === 'amount')) return result
  for (let at = 0; at < result.length; at += 1) {
    const parted = PARTED.find(([verb]) => verb.test(result[at]!.text))
    if (!parted) continue
    for (let next = at + 1; next < result.length && next < at + 6; next += 1) {
      const item = result[next]!
      if (parted[1].test(item.text)) {
        const verb = result[at]!
        result[at] = { ...verb, kind: 'words', classes: new Set([parted[2]!]) } as Item
        result[next] = { ...item, kind: 'words', classes: / for$/i.test(item.text) ? FOR : FILLER } as Item
        break
      }
      if (
        !isEntity(item) &&
        !isFiller(item) &&
        !/^(things?|stuff)$/i.test(item.text) &&
        !isWords(item, 'that', 'people', 'projectNoun', 'hoursNoun', 'allocation', 'personPronoun')
      )
        break
    }
  }
  return result
}

const FOR: ReadonlySet<string> = new Set(['for'])
const FILLER: ReadonlySet<string> = new Set(['filler'])

/** "Sarah is over in June", "who's over next month": a state, not a preposition and not a comparison. */
export function predicateOver(items: Item[]): Item[] {
  return items.map((item, at) => {
    if (item.kind !== 'words' || !/^over$/i.test(item.text) || !item.classes.has('above')) return item
    const next = items[at + 1]
    if (next && (next.kind === 'amount' || (isEntity(next) && next.kind !== 'person'))) return item
    const before = items[at - 1]
    const is =
      (isFiller(before) &&
        /^(is|are|was|be|been|'s|still|am|going to be|will be|has been|already)$/i.test(before!.text)) ||
      isWords(before, 'who', 'people', 'why') ||
      (before?.kind === 'words' && /\b(is|are|was|be|'s)$/i.test(before.text))
    const named =
      (before?.kind === 'person' || before?.kind === 'role') &&
      next?.kind !== 'period' &&
      !(isFiller(next) && items[at + 2]?.kind === 'period')
    return is || named ? { ...item, classes: OVER } : item
  })
}

const OVER: ReadonlySet<string> = new Set(['overbooked'])

/** "Omar's split between Alpha and Atlas": both are meant. */
export function splitBetween(items: Item[]): Item[] {
  return items.map((item, at) => {
    if (item.kind !== 'words' || !item.classes.has('between')) return item
    const next = items.slice(at + 1).find((i) => !isFiller(i) && !isWords(i, 'projectNoun', 'clientNoun'))
    return next && isEntity(next) ? { ...item, classes: ON } : item
  })
}

const ON: ReadonlySet<string> = new Set(['on'])
