import { type Item, isEntity, isFiller, isWords } from './items.js'
import { joinAmounts } from './join-amounts.js'
import { joinComparisons } from './join-comparisons.js'
import { endOfYear, joinLength, joinPeriods, samePeriod } from './join-periods.js'
import { joinParticles, predicateOver, splitBetween } from './join-phrases.js'
import { joinVerbs } from './join-verbs.js'
import { namesakes } from './namesakes.js'
import type { Token } from './tokenise.js'

/**
 * Joins neighbours that mean one thing: "less than" + "50 %" is a comparison, "May to July" one period, "project" +
 * "Alpha" one name. Then every item learns the function word before it.
 */
export function joinItems(read: Item[], tokens: Token[]): Item[] {
  const all = withoutLastBefore(withoutNow(withoutDegree(read)))
  const items = predicateOver(joinParticles(withoutInterjection(all)))
  const joined = joinPeriods(joinComparisons(joinAmounts(joinNegations(joinVerbs(absorbNouns(items))))), tokens)
  return namesakes(withPrepositions(splitBetween(joinLength(samePeriod(endOfYear(joined))))))
}

/** "fairly busy", "pretty full": how much so limits nothing, and "fairly" balances nothing. */
function withoutDegree(items: Item[]): Item[] {
  return items.map((item, at) =>
    /^(fairly|pretty|rather|quite)$/i.test(item.text) &&
    isWords(items[at + 1], 'free', 'full', 'overbooked', 'loadWord')
      ? ({ ...item, kind: 'words', classes: new Set(['filler']) } as Item)
      : item,
  )
}

const NOW = /^(right now|now|currently|presently|nowadays|these days|today|at the moment|at present|as of now)$/i

/** "currently planned in May", "for 40 hours in May now": with a month named beside it, now says nothing. */
function withoutIdleNow(items: Item[]): Item[] {
  if (items.filter((i) => i.kind === 'period').length < 2) return items
  const solid = items.filter(
    (i) => !isFiller(i) || isWords(i, 'and', 'to', 'from', 'between', 'until', 'since', 'than'),
  )
  return items.map((item) => {
    if (item.kind !== 'period' || !NOW.test(item.text)) return item
    const at = solid.indexOf(item)
    const [before, after] = [solid[at - 1], solid[at + 1]]
    const bound = ['from', 'to', 'until', 'since', 'between', 'and', 'or', 'than', 'after', 'before']
    if (isWords(before, ...bound) || isWords(after, ...bound.slice(1)) || /^[-–—,]$/.test(after?.text ?? ''))
      return item
    if (/\b(compare|versus|vs|against)\b/i.test(items.map((i) => i.text).join(' '))) return item
    const { stretch: _stretch, ...place } = item
    return { ...place, kind: 'words', classes: new Set(['filler']) }
  })
}

/** "thanks, now the same for Sarah": no month is meant by a "now" that opens the request. */
function withoutNow(read: Item[]): Item[] {
  const items = withoutIdleNow(read)
  const at = items.findIndex((i) => !isFiller(i))
  const first = items[at]
  if (first?.kind !== 'period' || !/^(right )?now$/i.test(first.text) || at === items.length - 1) return items
  const { stretch: _stretch, ...place } = first
  return items.map((i) => (i === first ? { ...place, kind: 'words', classes: new Set(['filler']) } : i))
}

/** "who has worked on Alpha before?": the past tense says it already. */
function withoutLastBefore(items: Item[]): Item[] {
  const at = items.findLastIndex((i) => !isFiller(i))
  const last = items[at]
  if (
    !last ||
    !/^before$/i.test(last.text) ||
    !items.some((i) => isWords(i, 'pastTense') || /\b(has|have|worked)\b/i.test(i.text))
  )
    return items
  return items.map((i) => (i === last ? ({ ...last, kind: 'words', classes: new Set(['filler']) } as Item) : i))
}

/** "Great, and in December?": praise before the request says nothing. */
function withoutInterjection(items: Item[]): Item[] {
  const [first, second] = items
  if (
    !first ||
    !/^(great|good|nice|cool|perfect|awesome|super|lovely|excellent|wonderful|brilliant|fantastic|wow|interesting|hmm+|got it|i see|understood|good job|well done|nice work)$/i.test(
      first.text,
    )
  )
    return items
  if (items.length > 2 && second && (/^[,.!;:-]$/.test(second.text) || isWords(second, 'and', 'about', 'ok')))
    return items.slice(1)
  return items
}

/** "isn't booked solid" is free, "not overbooked" no more than full; other negations stay for an intent to explain. */
function joinNegations(items: Item[]): Item[] {
  const result: Item[] = []
  for (let i = 0; i < items.length; i += 1) {
    const item = items[i]!
    let next = i + 1
    while (isFiller(items[next]) && next < i + 3) next += 1
    const level = isWords(item, 'not') ? items[next] : undefined
    const opposite = level && OPPOSITES.find(([name]) => isWords(level, name))
    if (level && opposite) {
      result.push({ ...level, kind: 'words', classes: new Set([opposite[1]]), from: item.from, start: item.start })
      i = next
    } else result.push(item)
  }
  return result
}

const OPPOSITES: [string, string][] = [
  ['full', 'free'],
  ['overbooked', 'notOver'],
  ['bench', 'notBench'],
  ['idle', 'notIdle'],
]

const NOUN_OF: Record<string, string[]> = {
  project: ['projectNoun'],
  client: ['clientNoun'],
  role: ['roleNoun'],
  lcat: ['lcatNoun'],
  skill: ['skillNoun'],
  person: ['people'],
}

/** "project Alpha", "the Acme account", "Python skills", "grade Senior": the noun says the kind and nothing more. */
function absorbNouns(items: Item[]): Item[] {
  const result: Item[] = []
  for (const item of items) {
    const last = result[result.length - 1]
    if (last && isEntity(item) && isWords(last, ...(NOUN_OF[item.kind] ?? [])) && isPlainNoun(last))
      result[result.length - 1] = merged(last, item, item)
    else if (
      last &&
      isEntity(last) &&
      isWords(item, ...(NOUN_OF[last.kind] ?? [])) &&
      isPlainNoun(item) &&
      last.kind !== 'person' &&
      last.kind !== 'client' &&
      !(last.kind === 'project' && last.possessive)
    )
      result[result.length - 1] = merged(last, item, last)
    else result.push(item)
  }
  return result
}

const PLAIN_NOUNS =
  /^(project|projects|proj|client|customer|account|role|position|lcat|level|grade|labou?r category|skill|skills|skillset|employee|person|engagement|programme|program|experience|expertise|knowledge|know ?how|colleague)$/i
const isPlainNoun = (item: Item): boolean => PLAIN_NOUNS.test(item.text)

function merged<T extends Item>(first: Item, last: Item, keep: T): T {
  return {
    ...keep,
    from: first.from,
    to: last.to,
    start: first.start,
    end: last.end,
    mended: first.mended || last.mended,
  }
}

const PREPOSITIONS = [
  'in',
  'on',
  'at',
  'for',
  'from',
  'to',
  'until',
  'since',
  'after',
  'before',
  'by',
  'with',
  'without',
  'of',
  'off',
  'between',
  'about',
  'not',
  'only',
  'instead',
  'same',
  'per',
  'as',
  'than',
]
const NOUNS = [
  'people',
  'projectNoun',
  'roleNoun',
  'lcatNoun',
  'skillNoun',
  'clientNoun',
  'hoursNoun',
  'allocation',
  'allHours',
]

function withPrepositions(items: Item[]): Item[] {
  let prep = ''
  let before: Item | undefined
  for (const item of items) {
    if (isFiller(item) && !isWords(item, ...PREPOSITIONS)) continue
    if (item.kind === 'words') {
      const name = PREPOSITIONS.find((p) => item.classes.has(p))
      if (name) prep = name
      else if (!isWords(item, 'and', 'or', ...NOUNS)) prep = ''
      if (!isWords(item, 'and', 'or')) before = undefined
      continue
    }
    item.prep = prep
    if (prep === '' && before && before.kind === item.kind && before.prep !== 'not') item.prep = before.prep
    before = item
    prep = ''
  }
  return items
}
