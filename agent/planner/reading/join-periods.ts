import { type Item, isFiller, isWords, type PeriodItem } from './items.js'
import { IN } from './join-comparisons.js'
import type { Stretch } from './period.js'
import type { Token } from './tokenise.js'

/** "May to July", "from May on", "for 3 months from May": begin, end and length of one period are one item. */
export function joinPeriods(items: Item[], tokens: Token[]): Item[] {
  const result: Item[] = []
  for (let i = 0; i < items.length; i += 1) {
    const item = items[i]!
    if (item.kind !== 'period' || item.stretch.last) {
      const run = monthsFrom(items, i)
      if (run) {
        result.push(run.item)
        i = run.next - 1
      } else result.push(item)
      continue
    }
    let current: PeriodItem = item
    const opener = opening(result)
    let next = i + 1
    const link = skipPadding(items, next)
    const second = items[link + 1] ? skipPadding(items, link + 1) : link + 1
    const hyphenNext = items[next]
    if (hyphenNext?.kind === 'period' && tokens[hyphenNext.from]?.hyphen) {
      current = until(current, hyphenNext)
      next += 1
    } else if (items[link] && isRangeLink(items[link]!, opener) && items[second]?.kind === 'period') {
      current = until(current, items[second] as PeriodItem)
      next = second + 1
      if (opener === 'between') explainOpener(result, 'between')
    } else if (items[link] && isWords(items[link], 'onwards') && !['until'].includes(opener)) {
      current = {
        ...current,
        stretch: { ...current.stretch, open: 'onwards' },
        to: items[link]!.to,
        end: items[link]!.end,
      }
      next = link + 1
    } else if (['until', 'since', 'after', 'before'].includes(opener)) {
      const open = opener === 'before' && /mas$/i.test(current.text) ? 'until' : (opener as Stretch['open'])
      current = { ...current, stretch: { ...current.stretch, open } }
      if (opener === 'before' || opener === 'after') explainOpener(result, opener)
    } else if (opener === 'asOf') {
      current = { ...current, stretch: { ...current.stretch, open: 'asOf' } }
    } else if (opener === 'from' && !isListedFrom(items, i)) {
      current = { ...current, stretch: { ...current.stretch, open: 'onwards' } }
    } else if (runsTo(result, items)) {
      current = { ...current, stretch: { ...current.stretch, open: 'to' } }
    }
    const lengthAt = skipPadding(items, next)
    const lengthItem = isWords(items[lengthAt], 'for') ? items[skipPadding(items, lengthAt + 1)] : items[lengthAt]
    if (
      lengthItem?.kind === 'amount' &&
      lengthItem.amount.unit === 'months' &&
      !current.stretch.last &&
      isWords(items[lengthAt], 'for')
    ) {
      current = {
        ...current,
        stretch: { ...withoutOpen(current.stretch), months: lengthItem.amount.value },
        to: lengthItem.to,
        end: lengthItem.end,
      }
      next = items.indexOf(lengthItem) + 1
    }
    result.push(current)
    i = next - 1
  }
  return result
}

const LENGTHS: Record<string, number> = { month: 1, quarter: 3, half: 6 }

/** "the last quarter of 2026", "the final month of the year": the end of that year, no quarter before this one. */
export function endOfYear(items: Item[]): Item[] {
  for (const [at, item] of items.entries()) {
    const said = /^(?:the )?(?:last|final|closing) (month|quarter|half)$/i.exec(item.text)
    if (!said || (item.kind !== 'period' && item.kind !== 'words')) continue
    const of = skipPadding(items, at + 1)
    const year = items[isWords(items[of], 'of', 'in') ? skipPadding(items, of + 1) : at]
    const span = year?.kind === 'period' ? year.stretch.first.span : undefined
    if (year?.kind !== 'period' || year === item || !span || span.to - span.from !== 11 || year.stretch.last) continue
    const first = { ...year.stretch.first, span: { from: span.to + 1 - LENGTHS[said[1]!.toLowerCase()]!, to: span.to } }
    const whole: Item = {
      ...year,
      from: item.from,
      start: item.start,
      prep: item.prep,
      stretch: { ...year.stretch, first },
    }
    return [...items.slice(0, at), whole, ...items.slice(items.indexOf(year) + 1)]
  }
  return items
}

/** "Ann full time in Q3, and Bill half time in the same period": the months named before. */
export function samePeriod(items: Item[]): Item[] {
  const isSame = (i: Item) =>
    i.kind === 'period' && /^(the |that |those )?same (period|months?|quarter|year|time ?frame|time)$/i.test(i.text)
  return items.flatMap((item, at): Item[] => {
    if (!isSame(item)) return [item]
    const before = items.slice(0, at).filter((i): i is PeriodItem => i.kind === 'period' && !isSame(i))
    const { from, to, start, end } = item
    return before.length > 0 ? before.map((p) => ({ ...p, from, to, start, end })) : [item]
  })
}

/** "for 3 months from May", "3 months starting in June". */
function monthsFrom(items: Item[], at: number): { item: Item; next: number } | null {
  const amount = items[at]
  if (amount?.kind !== 'amount' || amount.amount.unit !== 'months' || /\bby$/i.test(items[at - 1]?.text ?? ''))
    return null
  const link = skipPadding(items, at + 1)
  if (!isWords(items[link], 'from')) return null
  let periodAt = skipPadding(items, link + 1)
  if (isWords(items[periodAt], 'in', 'on', 'at')) periodAt = skipPadding(items, periodAt + 1)
  const period = items[periodAt]
  if (period?.kind !== 'period' || period.stretch.last) return null
  return {
    item: {
      ...period,
      from: amount.from,
      start: amount.start,
      stretch: { ...period.stretch, months: amount.amount.value },
    },
    next: periodAt + 1,
  }
}

/** "In July Ann joins Beta for three months", "Starting in July, Ann works ... for three months": begin and length, apart. */
export function joinLength(items: Item[]): Item[] {
  const periods = items.filter((i) => i.kind === 'period')
  const [begin] = periods
  const lengths = items.filter((i) => i.kind === 'amount' && i.amount.unit === 'months')
  const [length] = lengths
  const open = begin?.stretch.open ?? 'asOf'
  if (periods.length !== 1 || lengths.length !== 1 || !begin || length?.kind !== 'amount') return items
  if (begin.stretch.last || begin.stretch.months || !/^(onwards|asOf|since)$/.test(open)) return items
  if (begin.from > length.from || !begin.stretch.first.cycle) return items
  const at = items.indexOf(length)
  if (!isWords(items[at - 1], 'for') || items.some((i) => isWords(i, 'copy', 'shift', 'who', 'which', 'forecast')))
    return items
  const joined = { ...begin, stretch: { ...withoutOpen(begin.stretch), months: length.amount.value } }
  return items.filter((_, k) => k !== at && k !== at - 1).map((i) => (i === begin ? joined : i))
}

/** "her hours from April and May": out of these two, no beginning. */
function isListedFrom(items: Item[], at: number): boolean {
  const isMonth = (i: Item | undefined) =>
    i?.kind === 'period' && !i.stretch.last && i.stretch.first.cycle?.length === 1
  const [link, next, behind] = items.slice(at + 1, at + 4)
  const onwards = isWords(behind, 'onwards') || /^(on|onwards?|to|until)$/i.test(behind?.text ?? '')
  return isMonth(items[at]) && isWords(link, 'and') && isMonth(next) && !onwards
}

/** "between May and July", "before June": the word is used up. */
function explainOpener(before: Item[], name: string): void {
  const at = before.findLastIndex((i) => isWords(i, name))
  const item = before[at]
  if (item?.kind === 'words') before[at] = { ...item, classes: IN }
}

function withoutOpen({ open: _open, ...stretch }: Stretch): Stretch {
  return stretch
}

function until(first: PeriodItem, last: PeriodItem): PeriodItem {
  return {
    ...first,
    stretch: { first: first.stretch.first, last: last.stretch.first },
    to: last.to,
    end: last.end,
    text: `${first.text} to ${last.text}`,
  }
}

function isRangeLink(link: Item, opener: string): boolean {
  if (isWords(link, 'to', 'until')) return true
  if (link.kind === 'words' && /^[-–—]$/.test(link.text)) return true
  return isWords(link, 'and') && opener === 'between'
}

function opening(before: Item[]): string {
  for (let i = before.length - 1; i >= 0; i -= 1) {
    const item = before[i]!
    // "off everything in November": what stands before belongs to the things.
    if (isFiller(item) && /^(everything|anything|everywhere)$/i.test(item.text)) return ''
    if (isFiller(item)) continue
    if (item.kind !== 'words') return ''
    if (item.classes.has('from') && takesFrom(before.slice(0, i), item)) return ''
    if (/^as of$/i.test(item.text)) return 'asOf'
    for (const name of ['until', 'since', 'after', 'before', 'between', 'from']) if (item.classes.has(name)) return name
    if (isWords(item, 'in', 'on', 'at', 'for', 'of', 'only')) continue
    return /^by$/i.test(item.text) ? 'until' : ''
  }
  return ''
}

/** "take 20 out of July", "cut 20 from July", "take them from August": out of these months, no beginning of a span. */
function takesFrom(before: Item[], from: Item): boolean {
  if (/^out of$/i.test(from.text)) return true
  const said = before.filter((i) => !isFiller(i) && !/^(another|additional|extra|further|again)$/i.test(i.text))
  const [verb, what] = said.slice(-2)
  const hours =
    (what?.kind === 'amount' && what.prep === '' && /^(hours|days|none)$/.test(what.amount.unit)) ||
    /^(them|those|these|that|it|the same|the same hours)$/i.test(what?.text ?? '')
  return (
    hours &&
    isWords(verb, 'subtract', 'clear') &&
    /^(take|pull|cut|knock|remove|deduct|subtract|shave|trim)\b/i.test(verb!.text)
  )
}

/** "hours to December", "a report to December": up to it. "Copy that to January", "compared to June" are none. */
function runsTo(before: Item[], all: Item[]): boolean {
  const at = before.findLastIndex((i) => !isFiller(i))
  const word = before[at]
  // "what are the testers up to next month"
  if (word && /^up to$/i.test(word.text) && all.some((i) => isWords(i, 'what', 'how'))) return false
  if (word?.kind !== 'words' || !/^(up |right |all the way |on |out )?to$/i.test(word.text)) return false
  if (all.some((i) => isWords(i, 'copy', 'move', 'shift')) && !all.some((i) => isWords(i, 'export', 'report')))
    return false
  return !/^(compar|relativ|similar|accord|prior|next|close)/i.test(before[at - 1]?.text ?? '')
}

function skipPadding(items: Item[], at: number): number {
  let i = at
  while (isFiller(items[i]) && !/^[-–—]$/.test(items[i]!.text)) i += 1
  return i
}
