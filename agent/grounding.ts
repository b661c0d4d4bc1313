// Is every number, name and date of a model's prose a tool's or the asker's? What is not is marked, or not shown.
import type { Ungrounded } from './assistant-events.js'
import { type Facts, hasMonth, hasNumber, hasWord, MONTHS } from './grounding-facts.js'

const MONTH = `(?:${MONTHS.map((m) => (m.length > 3 ? `${m}|${m.slice(0, 3)}\\.?` : m)).join('|')})`
const DATE = new RegExp(
  `\\b\\d{4}-\\d{2}(?:-\\d{2})?\\b|\\bQ[1-4]\\s+\\d{4}\\b|\\b${MONTH}\\s+(?:\\d{1,2}(?:st|nd|rd|th)?,?\\s+)?\\d{4}\\b|\\b\\d{1,2}(?:st|nd|rd|th)?\\s+${MONTH}\\s+\\d{4}\\b`,
  'g',
)
const NUMBER = /(?<![\p{L}\d.,-])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|(?<![\p{L}\d.,-])\d+(?:\.\d+)?(?![\d])/gu
const NUMBER_WORD =
  /\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred)\b/gi
const WORDS = 'two three four five six seven eight nine ten eleven twelve'.split(' ')
const TENS: Record<string, number> = { twenty: 20, thirty: 30, forty: 40, fifty: 50, hundred: 100 }
const CAPITALISED = /\p{Lu}[\p{L}'’-]*(?:\s+\p{Lu}[\p{L}'’-]*)*/gu

/** Words that begin with a capital without naming anybody or anything of the data. */
const PLAIN = new Set(
  `i the a an in on at for of to and or but no yes not none nobody everyone all both each there this that these those it
  he she they we you your their his her who which what when where why how is are was were has have had can could will
  would should may please here currently also however if so as with without from by between during overall total note
  based according fte lcat pm admin director staffalloc excel csv monday tuesday wednesday thursday friday saturday
  sunday h hours capacity full-time`.split(/\s+/),
)

/** The stretches of `text` that hold a number, name or date which none of the facts has, in order. */
export function findUngrounded(text: string, facts: Facts): Ungrounded[] {
  const found: Ungrounded[] = []
  const taken: [number, number][] = []
  const free = (at: number) => !taken.some(([from, to]) => at >= from && at < to)
  const mark = (match: RegExpExecArray, grounded: boolean) => {
    const start = match.index
    const end = match.index + match[0].length
    if (!grounded) found.push({ start, end, text: text.slice(start, end) })
  }
  for (const match of text.matchAll(DATE)) {
    taken.push([match.index, match.index + match[0].length])
    mark(match, hasMonth(facts, match[0]))
  }
  for (const match of text.matchAll(NUMBER)) {
    if (!free(match.index) || isListMark(text, match)) continue
    mark(match, hasNumber(facts, Number(match[0].replaceAll(',', ''))))
  }
  for (const match of text.matchAll(NUMBER_WORD)) {
    const word = match[0].toLowerCase()
    mark(match, hasNumber(facts, TENS[word] ?? WORDS.indexOf(word) + 2) || hasWord(facts, word))
  }
  for (const match of text.matchAll(CAPITALISED)) if (free(match.index)) markName(text, match, facts, found)
  return found.sort((a, b) => a.start - b.start)
}

const isListMark = (text: string, { index, 0: digits }: RegExpExecArray) =>
  /(?:^|\n)\s*$/.test(text.slice(0, index)) && /^[.)]/.test(text.slice(index + digits.length))

function markName(text: string, match: RegExpExecArray, facts: Facts, found: Ungrounded[]): void {
  const words = [...match[0].matchAll(/\S+/g)]
  const opensSentence = /(?:^|[.!?:\n]\s*|[-*•"“(]\s*)$/.test(text.slice(0, match.index))
  const strange = words.filter(({ 0: raw }, i) => {
    const word = raw.replace(/['’]s?$/, '')
    const lower = word.toLowerCase()
    if (lower.length < 2 || PLAIN.has(lower) || isMonthName(lower) || hasWord(facts, lower)) return false
    // The first word of a sentence has its capital anyway: only a known name of somebody counts there.
    return !(opensSentence && i === 0) || facts.names.has(lower)
  })
  const [first] = strange
  const last = strange.at(-1)
  if (!first || !last) return
  const start = match.index + first.index
  const end = match.index + last.index + last[0].replace(/['’]s?$/, '').length
  found.push({ start, end, text: text.slice(start, end) })
}

const isMonthName = (word: string) =>
  MONTHS.some((month) => month.toLowerCase() === word || month.slice(0, 3).toLowerCase() === word)
