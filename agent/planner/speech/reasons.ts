import { type Item, isEntity, isFiller, isWords, type PeriodItem } from '../reading/items.js'

const OPENER = /^(because|because of|since|since we|as|due to|now that|given that|seeing that|seeing as)$/i
const SEPARATOR = /^[,;:.!()–—-]$/
/** A state, as a reason tells it: "she is on leave", "he will be away", "Ann has too little to do". */
const STATE =
  /^(is|are|am|was|were|'s|will|will be|would be|'ll|has|have|had|has been|going|going to|goes|gets|getting|being|leaves|wants|asked)$/i
/** "Ann gets the rest", "Ann has the same": more of the order, no reason for it. */
const MORE =
  /^(the )?(rest|remainder|remaining|difference|balance|others?|half|same|hers|his|theirs|everything|as well)$/i
/** What a reason may not hold: then it says more than why. */
const LIMITS = ['not', 'only', 'without', 'condition', 'instead', 'same', 'until', 'after', 'before', 'or', 'orMore']
const COMMANDS = ['set', 'add', 'subtract', 'give', 'move', 'clear', 'replace', 'staff', 'copy', 'shift', 'distribute']

/**
 * A change without the reason that is told before or behind it ("Ann is on leave in January, so clear her hours", "...
 * because he is away"): whom and which month the reason names is kept where the change leaves it out. Undefined where no
 * plain reason is told.
 */
export function withoutReasons(items: Item[]): Item[] | undefined {
  const parts = partsOf(items)
  const at = parts.findIndex(isCommandPart)
  if (at < 0 || parts.length < 2) return undefined
  const others = parts.filter((_, k) => k !== at)
  if (!others.every((part) => isReason(part))) return undefined
  const told = others.flat()
  const kept = parts[at]!
  const people = told.filter((i) => i.kind === 'person')
  const projects = told.filter((i) => i.kind === 'project')
  if (projects.length > 1 || (projects.length > 0 && kept.some((i) => i.kind === 'project'))) return undefined
  const periods = told.filter((i): i is PeriodItem => i.kind === 'period')
  const named = people.length === 1 ? withName(kept, people[0]!) : kept
  const rest = [...named, ...projects.map((p) => ({ ...p, prep: 'on' }))]
  const asked = rest.some((i) => i.kind === 'period')
  if (asked || periods.length === 0) return rest
  if (periods.length > 1 || periods[0]!.stretch.open) return undefined
  const period = periods[0]!
  return period.to < rest[0]!.from ? [period, ...rest] : [...rest, period]
}

/** The message cut at commas, sentence ends and words that open a reason. */
function partsOf(items: Item[]): Item[][] {
  const parts: Item[][] = [[]]
  items.forEach((item, at) => {
    if (isFiller(item) && (SEPARATOR.test(item.text) || /^(so|therefore|hence)$/i.test(item.text))) parts.push([])
    else if (OPENER.test(item.text) && tellsOfSomebody(items, at)) parts.push([item])
    else parts[parts.length - 1]!.push(item)
  })
  return parts.filter((part) => part.some((i) => !isFiller(i) && !isWords(i, 'and', 'so')))
}

/** "as she is away", "because of her leave": not "as a Tester", "since May". */
const tellsOfSomebody = (items: Item[], at: number): boolean => {
  if (/^(because|due|now that|given|seeing)/i.test(items[at]!.text)) return true
  const next = items[at + 1]
  return next?.kind === 'person' || isWords(next, 'personPronoun')
}

function isCommandPart(part: Item[]): boolean {
  const first = part.find((i) => !(isFiller(i) || isWords(i, 'and', 'so', 'then', 'whoModal', 'modal')))
  return isWords(first, ...COMMANDS) && !OPENER.test(part[0]!.text)
}

function isReason(part: Item[]): boolean {
  const opened = OPENER.test(part[0]!.text)
  const first = part.find((i) => !isFiller(i))
  const short = /^(he|she|they|we|it)['’](ll|s|re|ve)$/i.test(first?.text ?? '')
  const somebody = short || first?.kind === 'person' || isWords(first, 'personPronoun')
  const state = short || tellsOfRoom(part) || part.some((i) => i.kind === 'words' && STATE.test(i.text))
  const cannot = part.some((i) => /^(can't|cannot|can not|won't|will not|couldn't)$/i.test(i.text))
  if (!opened && !(somebody && (state || cannot))) return false
  if (part.some((i) => i.text === '?' || i.kind === 'amount' || i.kind === 'comparison')) return false
  const leaves = part.some((i) =>
    /^(leav|roll|finish|stop|done|off|can't|cannot|can not|won't|will not|couldn't)/i.test(i.text),
  )
  if (part.some((i) => isEntity(i) && i.kind !== 'person' && !(leaves && i.kind === 'project'))) return false
  const unable = part.find((i) => /^(can't|cannot|can not|won't|will not|couldn't)$/i.test(i.text))
  if (part.slice(opened ? 1 : 0).some((i) => i !== unable && isWords(i, ...LIMITS) && !isFiller(i))) return false
  if (part.some((i) => i.kind === 'words' && MORE.test(i.text))) return false
  return part.filter((i) => i.kind === 'unknown').length <= 3
}

/** "Ann is free in May", "she has time", "he is on the bench". */
const tellsOfRoom = (part: Item[]): boolean => part.some((i) => isWords(i, 'free', 'idle', 'bench'))

/** "Ann is free in May, put her on Beta": her room is no part of the change, which could be read so otherwise. */
export function opensWithRoom(items: Item[]): boolean {
  const parts = partsOf(items)
  return parts.length > 1 && isReason(parts[0]!) && tellsOfRoom(parts[0]!) && isCommandPart(parts[1]!)
}

/** The name that the reason told, where the change says "her" or names nobody it could be taken from. */
function withName(rest: Item[], person: Item): Item[] {
  const at = rest.findIndex((i) => isWords(i, 'personPronoun'))
  const named = rest.findIndex((i) => i.kind === 'person')
  if (at < 0 || (named >= 0 && named < at) || person.kind !== 'person') return rest
  const { from, to, start, end, text, prep, mended } = rest[at]!
  const possessive = /^(his|her|hers|their|theirs)$/i.test(text)
  return rest.map((i, k) => (k === at ? { ...person, from, to, start, end, text, prep, mended, possessive } : i))
}
