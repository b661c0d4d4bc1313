// What a model may say in a turn: the numbers, words and months of the tools' outputs and of the question.
export const MONTHS = 'January February March April May June July August September October November December'.split(' ')

export interface Facts {
  numbers: Set<number>
  /** Lower-case words. */
  words: Set<string>
  /** '2026-11'. */
  months: Set<string>
  /** Lower-case words of all names in the asker's organisation, said or not. */
  names: ReadonlySet<string>
}

/** Gathers facts from texts (questions, tools' sentences) and from tools' outputs. */
export function gatherFacts(texts: readonly string[], outputs: readonly unknown[], names: readonly string[]): Facts {
  const facts: Facts = {
    numbers: new Set(),
    words: new Set(),
    months: new Set(),
    names: new Set(names.flatMap(wordsOf)),
  }
  for (const text of texts) addText(facts, text)
  for (const output of outputs) addValue(facts, output)
  return facts
}

function addText(facts: Facts, text: string): void {
  for (const word of wordsOf(text)) facts.words.add(word)
  for (const [digits] of text.matchAll(/\d+(?:,\d{3})*(?:\.\d+)?/g))
    facts.numbers.add(Number(digits.replaceAll(',', '')))
  for (const [, year, month] of text.matchAll(/\b(\d{4})-(\d{2})\b/g)) facts.months.add(`${year}-${month}`)
  for (const [, quarter, year] of text.matchAll(/\bQ([1-4]) (\d{4})\b/g)) addQuarter(facts, Number(quarter), year!)
  for (const [i, name] of MONTHS.entries())
    for (const [, year] of text.matchAll(new RegExp(`\\b${name} (\\d{4})`, 'g'))) addMonth(facts, Number(year), i + 1)
}

function addValue(facts: Facts, value: unknown): void {
  if (typeof value === 'number') addNumber(facts, value)
  else if (typeof value === 'string') addText(facts, value)
  else if (Array.isArray(value)) {
    facts.numbers.add(value.length)
    for (const each of value) addValue(facts, each)
  } else if (typeof value === 'object' && value !== null) {
    const { from, to } = value as { from?: unknown; to?: unknown }
    if (isMonth(from) && isMonth(to)) addRange(facts, from, to)
    for (const each of Object.values(value)) addValue(facts, each)
  }
}

/** A fraction is also its per cent, whole and with one decimal. */
function addNumber(facts: Facts, value: number): void {
  facts.numbers.add(value)
  for (const digits of [0, 1, 2]) {
    facts.numbers.add(Number(value.toFixed(digits)))
    if (Math.abs(value) <= 100) facts.numbers.add(Number((value * 100).toFixed(digits)))
  }
}

const isMonth = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}/.test(value)

function addRange(facts: Facts, from: string, to: string): void {
  let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))]
  for (let i = 0; i < 120; i++) {
    const key = `${year}-${String(month).padStart(2, '0')}`
    if (key > to.slice(0, 7)) return
    facts.months.add(key)
    if (++month > 12) [year, month] = [year + 1, 1]
  }
}

function addQuarter(facts: Facts, quarter: number, year: string): void {
  for (let month = quarter * 3 - 2; month <= quarter * 3; month++) addMonth(facts, Number(year), month)
}

const addMonth = (facts: Facts, year: number, month: number) =>
  facts.months.add(`${year}-${String(month).padStart(2, '0')}`)

/** Words without their case, accents kept; "O'Neil" and "Weiss-Meyer" are one word each and their parts. */
function wordsOf(text: string): string[] {
  const whole = text.toLowerCase().match(/[\p{L}\d]+(?:['’-][\p{L}\d]+)*/gu) ?? []
  return whole.flatMap((word) => (/['’-]/.test(word) ? [word, ...word.split(/['’-]/)] : [word]))
}

export const hasNumber = (facts: Facts, value: number) => facts.numbers.has(value)
export const hasWord = (facts: Facts, word: string) =>
  facts.words.has(word) || (word.endsWith('s') && facts.words.has(word.slice(0, -1)))

/** Whether a date in words or digits names only months that the facts have. */
export function hasMonth(facts: Facts, date: string): boolean {
  const quarter = /^Q([1-4])\s+(\d{4})$/.exec(date)
  if (quarter) {
    const probe: Facts = { ...facts, months: new Set() }
    addQuarter(probe, Number(quarter[1]), quarter[2]!)
    return [...probe.months].every((month) => facts.months.has(month))
  }
  const iso = /^(\d{4}-\d{2})/.exec(date)?.[1]
  if (iso) return facts.months.has(iso)
  const year = /\d{4}/.exec(date)?.[0]
  const name = /[A-Za-z]{3}/.exec(date.replace(/\d+(?:st|nd|rd|th)/, ''))?.[0].toLowerCase()
  const month = MONTHS.findIndex((m) => m.slice(0, 3).toLowerCase() === name) + 1
  return facts.months.has(`${year}-${String(month).padStart(2, '0')}`)
}
