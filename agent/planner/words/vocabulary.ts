// The planner's own words as one lookup: phrase -> classes. Built once from the tables beside this file.
import { keyOf } from '../reading/tokenise.js'
import { AMOUNT_WORDS, EXCUSES } from './amount-words.js'
import { COMMON_WORDS } from './common-words.js'
import { COMPARISON_WORDS } from './comparison-words.js'
import { EVERYDAY_WORDS } from './everyday-words.js'
import { FILLERS, FUNCTION_WORDS } from './function-words.js'
import { INSIGHT_WORDS } from './insight-words.js'
import { PERIOD_WORDS } from './period-words.js'
import { READING_WORDS } from './reading-words.js'
import { SPOKEN_WORDS } from './spoken-words.js'
import { PADDING } from './weightless-words.js'
import { WRITING_WORDS } from './writing-words.js'

export interface Vocabulary {
  /** Normalised phrase -> the classes it stands in. */
  phrases: Map<string, Set<string>>
  /** Every single word that occurs in a phrase. */
  words: Set<string>
  /** Everyday English that is never taken for a typing error. */
  common: Set<string>
  longest: number
}

export const VOCABULARY: Vocabulary = build()

function build(): Vocabulary {
  const phrases = new Map<string, Set<string>>()
  const words = new Set<string>()
  let longest = 1
  const add = (phrase: string, name: string) => {
    const key = keyOf(phrase)
    if (key === '') return
    const classes = phrases.get(key) ?? new Set<string>()
    classes.add(name)
    phrases.set(key, classes)
    const parts = key.split(' ')
    longest = Math.max(longest, parts.length)
    for (const part of parts) words.add(part)
  }
  for (const table of [
    FUNCTION_WORDS,
    READING_WORDS,
    INSIGHT_WORDS,
    WRITING_WORDS,
    AMOUNT_WORDS,
    COMPARISON_WORDS,
    SPOKEN_WORDS,
    EVERYDAY_WORDS,
  ]) {
    for (const [name, list] of Object.entries(table)) for (const phrase of list.split(' | ')) add(phrase, name)
  }
  for (const phrase of [...FILLERS.split(' | '), ...EXCUSES.split(' | '), ...PADDING]) add(phrase, 'filler')
  for (const word of PERIOD_WORDS) words.add(word)
  const common = new Set(COMMON_WORDS.trim().split(/\s+/))
  return { phrases, words, common, longest }
}
