import { type AmountItem, type Item, isFiller, isWords } from './items.js'
import { spareTime } from './join-spare-time.js'
import type { Amount } from './read-amount.js'

/**
 * Joins a number with the particles that say what it does to the hours: "down to 60", "back by 16", "up to 100" behind a
 * verb that raises, "from 40 to 60" behind one that changes. The particles are explained by it.
 */
export function joinAmounts(items: Item[]): Item[] {
  return joinParticles(joinOldAndNew(withoutOld(withoutAbout(inFirstUnit(halfAndHalf(theOther(spareTime(items))))))))
}

const HOURS: Amount['unit'][] = ['hours', 'days', 'weeks', 'none']
const SHARES: Amount['unit'][] = ['percent', 'fte']
const QUESTIONS = ['show', 'who', 'which', 'what', 'how', 'count']

const isMeasure = (item: Item | undefined): item is AmountItem =>
  item?.kind === 'amount' && (HOURS.includes(item.amount.unit) || SHARES.includes(item.amount.unit))

/** "about 80 hours" are 80 hours. */
const withoutAbout = (items: Item[]): Item[] =>
  items.filter((item, at) => !(/^(about|around|circa|ca)$/i.test(item.text) && isMeasure(items[at + 1])))

/** "make that 40 and give Bob the other 20": the rest, whatever it is called. */
function theOther(items: Item[]): Item[] {
  const at = items.findIndex((i) => /^(other|remaining)$/i.test(i.text))
  const amount = items[at + 1]
  if (at < 0 || !isMeasure(amount) || SHARES.includes(amount.amount.unit) || !items.slice(0, at).some(isMeasure))
    return items
  const rest: Item = { ...items[at]!, to: amount.to, end: amount.end, text: 'rest', kind: 'words', classes: REST }
  return [...items.slice(0, at), rest, ...items.slice(at + 2)]
}

const REST: ReadonlySet<string> = new Set(['allHours'])

/** "50/50 on Beta and Gamma", "60/40": shares of a hundred. */
function halfAndHalf(items: Item[]): Item[] {
  const [a, b] = items.filter(isMeasure)
  const at = items.indexOf(a!)
  const slash = /^[/:-]$/.test(items[at + 1]?.text ?? '') && items[at + 2] === b
  if (!a || !b || !slash || a.amount.unit !== 'none' || b.amount.unit !== 'none') return items
  if (a.amount.value + b.amount.value !== 100) return items
  return items.map((i) =>
    i === a || i === b ? { ...i, amount: { ...i.amount, unit: 'percent', value: i.amount.value / 100 } } : i,
  )
}

/** "10 days in June and 5 in July", "0.5 FTE, then 0.25": a later amount of a change without a unit has the first one's. */
function inFirstUnit(items: Item[]): Item[] {
  const measures = items.filter(isMeasure)
  const unit = measures[0]?.amount.unit
  const most = unit && MOST_OF[unit]
  if (!most || asks(items) || !items.some((i) => i.kind === 'person' || isWords(i, 'personPronoun', 'people')))
    return items
  return items.map((item) => {
    if (!isMeasure(item) || item.amount.unit !== 'none' || item.amount.value > most) return item
    const value = unit === 'percent' ? item.amount.value / 100 : item.amount.value
    return { ...item, amount: { ...item.amount, unit, value } }
  })
}

/** What a bare number can be at most in these units. */
const MOST_OF: Partial<Record<Amount['unit'], number>> = { days: 23, weeks: 5, percent: 100, fte: 1 }

/** "100 instead of 88", "not 60 but 80", "Bob is at 112 in May, make it 96": of two amounts the one that shall stand there. */
function withoutOld(items: Item[]): Item[] {
  const measures = items.filter(isMeasure)
  if (measures.length !== 2 || asks(items)) return items
  const gone = measures.find((amount) => isOld(items, items.indexOf(amount)))
  if (!gone) return items
  const at = items.indexOf(gone)
  const from = at - [...items.slice(0, at)].reverse().findIndex((i) => !isFiller(i)) - 1
  const cannot = /^(can't|cannot|can not|won't|will not)$/i
  const unable = /^(do|work|manage|take|handle)$/i.test(items[from]?.text ?? '') ? from - 1 : from
  const marker = isWords(items[from], 'replace', 'instead', 'not')
    ? from
    : cannot.test(items[unable]?.text ?? '')
      ? unable
      : at
  const next = items[at + 1]
  return items.filter((i, k) => k < marker || (k > at && !(i === next && /^but( rather)?$/i.test(i.text))))
}

/** Does this amount only say what stands there now? */
function isOld(items: Item[], at: number): boolean {
  const before = items.slice(0, at).filter((i) => !isFiller(i))
  const marker = before[before.length - 1]
  if (/^(instead of|rather than|in place of|in lieu of)$/i.test(marker?.text ?? '')) return true
  const after = items.slice(at + 1)
  // "60 not 12".
  if (/^not$/i.test(marker?.text ?? '') && items.slice(0, at).some(isMeasure)) return true
  if (/^not$/i.test(marker?.text ?? '')) return after.some((i) => /^(but|rather|make|make it)$/i.test(i.text))
  const stated = items.slice(0, at).some((i) => STATED.test(i.text))
  const then = after.slice(0, after.findIndex(isMeasure)).filter((i) => !isFiller(i))
  const verb = isWords(then[then.length - 1], 'to', 'amountTo', 'by') ? then[then.length - 2] : then[then.length - 1]
  // "with 100 hours, make it 120": nothing behind it says another month.
  const second = after.findIndex(isMeasure)
  const isMended = /^make (it|that)$/i.test(verb?.text ?? '') && !after.slice(second).some((i) => i.kind === 'period')
  return verb?.kind === 'words' && (isMended || (stated && CHANGES.test(verb.text)))
}

const STATED = /^(is|s|has|has got|are|have|stands|sits|currently|now|only has|is at|is on|booked|planned)$/i
const CHANGES =
  /^(make|set|change|reduce|cut|raise|lower|bring|increase|drop|update|put|get|take|knock|trim|shave|add|should be|must be|needs to be|has to be|it)\b/i

function joinParticles(items: Item[]): Item[] {
  const result: Item[] = []
  for (const item of items) {
    const found = isMeasure(item) && !isFullTimeAlone(item, items) ? changeBefore(result) : undefined
    // "down from 60 to 40": the hours that shall stand there.
    const change = found && item.kind === 'amount' && item.amount.change === 'to' ? 'to' : found
    if (!change || item.kind !== 'amount') {
      result.push(item)
      continue
    }
    while (isFiller(result[result.length - 1])) result.pop()
    const particle = result.pop()!
    result.push(between(particle, item, { ...item.amount, change }))
  }
  return result
}

/** "bring Tom down to 100 %" without a project speaks of an overload, not of hours to set. */
const isFullTimeAlone = ({ amount }: AmountItem, items: Item[]): boolean =>
  SHARES.includes(amount.unit) && amount.value === 1 && !items.some((i) => i.kind === 'project')

function changeBefore(before: Item[]): Amount['change'] {
  let at = before.length - 1
  while (isFiller(before[at]) && !/^\p{P}$/u.test(before[at]!.text)) at -= 1
  const particle = before[at]
  const earlier = before.slice(0, at)
  const verb = (name: string) => earlier.some((i) => isWords(i, name)) && !asks(before)
  const person = before.some((i) => i.kind === 'person' || isWords(i, 'personPronoun', 'that'))
  if (isWords(particle, 'amountTo') && !asks(before)) return 'to'
  if (isWords(particle, 'amountLess')) return 'less'
  if (isWords(particle, 'amountMore')) return 'more'
  const word = particle?.text.toLowerCase()
  const fills = earlier.some((i) => /^fill$/i.test(i.text)) && !asks(before)
  if (word === 'up to' && (fills || verb('raise')) && person) return 'to'
  if (word === 'up' && verb('raise') && person) return 'more'
  if ((word === 'back' || word === 'down') && verb('lower')) return 'less'
  // "Ann down 10 hours on Beta": no verb at all.
  const bare = earlier.every((i) => !isWords(i, 'set', 'staff', 'shift', 'move')) && !asks(before)
  if (word === 'down' && bare && earlier.some((i) => i.kind === 'person' || isWords(i, 'people'))) return 'less'
  return undefined
}

const asks = (items: Item[]): boolean =>
  items.some((i) => isWords(i, ...QUESTIONS) && !isFiller(i) && !isWords(i, 'raise'))

/** "from 40 to 60 hours", "by 20 to 60": the hours that shall stand there are the last ones. */
function joinOldAndNew(items: Item[]): Item[] {
  const result: Item[] = []
  for (let at = 0; at < items.length; at += 1) {
    const old = items[at + 1]
    const fresh = items[at + 3]
    const joins =
      isWords(items[at], 'from', 'by') &&
      isMeasure(old) &&
      isWords(items[at + 2], 'to', 'amountTo') &&
      isMeasure(fresh) &&
      HOURS.includes(old.amount.unit) === HOURS.includes(fresh.amount.unit) &&
      result.some((i) => i.kind === 'person' || isWords(i, 'set', 'add', 'subtract', 'move', 'lower', 'raise')) &&
      !asks(result)
    if (joins) {
      const was = old.amount.unit === fresh.amount.unit || old.amount.unit === 'none' ? { was: old.amount.value } : {}
      result.push(between(items[at]!, fresh, { ...fresh.amount, change: 'to', ...was }))
      at += 3
    } else result.push(items[at]!)
  }
  return result
}

const between = (first: Item, last: AmountItem, amount: Amount): AmountItem => ({
  ...last,
  amount,
  from: first.from,
  start: first.start,
  mended: first.mended || last.mended,
})
