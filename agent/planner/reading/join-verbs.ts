import { VOCABULARY } from '../words/vocabulary.js'
import { type Item, isEntity, isFiller, isWords } from './items.js'

const PARTICLE = /^(out|up)$/i

/** "zero her out", "free Jane up", "sort that out": a verb and its particle are one phrase, whatever stands between. */
export function joinVerbs(read: Item[]): Item[] {
  const items = takesPlaceOf(read.flatMap(andLower))
  const result = [...items]
  items.forEach((particle, at) => {
    if (particle.kind !== 'words' || !PARTICLE.test(particle.text) || !standsAlone(items[at + 1])) return
    for (let i = at - 1; i >= 0 && i >= at - 8; i -= 1) {
      const verb = items[i]!
      const zero = verb.kind === 'amount' && /^zero$/i.test(verb.text)
      if (!zero && (verb.kind !== 'words' || isWords(verb, 'and'))) {
        if (verb.kind === 'unknown' || verb.kind === 'words') return
        continue
      }
      const classes = VOCABULARY.phrases.get(`${verb.text} ${particle.text}`.toLowerCase())
      if (!classes) continue
      const own = verb.kind === 'words' ? verb.classes : []
      result[i] = {
        ...verb,
        kind: 'words',
        text: `${verb.text} ${particle.text}`,
        classes: new Set([...own, ...classes]),
      }
      result[at] = { ...particle, classes: FILLER }
      return
    }
  })
  return result
}

/** "who can take Ann's hours", "who could take her place": to replace her. */
function takesPlaceOf(items: Item[]): Item[] {
  const owned = (item: Item | undefined) =>
    item !== undefined &&
    ((item.kind === 'person' && item.possessive) ||
      (isWords(item, 'personPronoun') && /^(his|her|their)$/i.test(item.text)))
  return items.map((item, at) => {
    // "First set Ann to 80, then ..."
    if (
      at === 0 &&
      /^first(ly)?$/i.test(item.text) &&
      isWords(items[1], 'set', 'move', 'give', 'add', 'clear', 'staff', 'show')
    )
      return { ...item, kind: 'words', classes: FILLER }
    if (item.kind === 'words' && item.classes.has('takesOn') && owned(items[at + 1]))
      return { ...item, kind: 'words', classes: new Set([...item.classes, 'replace']) }
    if (PLACE.test(item.text) && owned(items[at - 1]) && isWords(items[at - 2], 'takesOn'))
      return { ...item, kind: 'words', classes: FILLER }
    return item
  })
}

const PLACE = /^(place|spot|seat|part|position)$/i

/** "raise Ann to 100 and lower Bob to 40": a verb, where a name follows; "seniors and lower" is a comparison. */
function andLower(item: Item, at: number, items: Item[]): Item[] {
  if (item.kind !== 'words' || !/^and lower$/i.test(item.text) || !isEntity(items[at + 1]!)) return [item]
  const word = (text: string): Item => ({ ...item, text, classes: VOCABULARY.phrases.get(text) ?? FILLER })
  return [word('and'), word('lower')]
}

const FILLER: ReadonlySet<string> = new Set(['filler'])

/** What follows a particle of a verb: nothing, a mark or a small word, never what it would govern. */
const standsAlone = (next: Item | undefined): boolean =>
  next === undefined ||
  (next.kind === 'words' && (isFiller(next) || isWords(next, 'by', 'for', 'in', 'on', 'at', 'with', 'from', 'and')))
