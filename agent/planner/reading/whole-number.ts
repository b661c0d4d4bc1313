import { NUMBER_WORDS } from '../words/period-words.js'
import type { Token } from './tokenise.js'

const norm = (tokens: Token[], at: number): string => tokens[at]?.norm ?? ''

/** A whole number in digits or words: "3", "three", "twelve", "a couple of", "few". */
export function wholeNumberAt(tokens: Token[], at: number): { value: number; length: number } | null {
  const word = norm(tokens, at)
  if (tokens[at]?.kind === 'number' && /^\d{1,4}$/.test(word)) return { value: Number(word), length: 1 }
  if (Object.hasOwn(NUMBER_WORDS, word)) return { value: NUMBER_WORDS[word]!, length: 1 }
  if (word === 'couple') return { value: 2, length: norm(tokens, at + 1) === 'of' ? 2 : 1 }
  if (word === 'few' || word === 'several') return { value: 3, length: 1 }
  return null
}
