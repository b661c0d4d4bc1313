import { Clause } from './clause.js'
import type { Item } from './items.js'
import type { Token } from './tokenise.js'

/** What a pronoun stands for is an entity too, but its word is no name. */
const PRONOUN =
  /^(he|him|his|she|her|hers|they|them|their|theirs|it|its|there|that|this|the same|i|my|mine|me|am|do|have)\b/i

/**
 * A clause of these items, with its own words and place in the text. Names of people, projects and clients are left out
 * of the words: a project called "Zero Trust" zeroes nothing.
 */
export function clauseOf(text: string, items: Item[], tokens: Token[]): Clause {
  const first = items[0]
  const last = items[items.length - 1]
  if (!first || !last) return new Clause('', [], [], 0)
  const named = items.filter((i) => isNamed(i) && !PRONOUN.test(i.text))
  const words: string[] = []
  for (let at = first.from; at <= last.to; at += 1) {
    const name = named.find((i) => i.from <= at && at <= i.to)
    if (!name) words.push(tokens[at]!.norm)
    else if (name.from === at) words.push('·')
  }
  const allWords = tokens.slice(first.from, last.to + 1).map((t) => t.norm)
  return new Clause(text.slice(first.start, last.end), items, words, first.start, allWords)
}

const isNamed = (item: Item): boolean => item.kind === 'person' || item.kind === 'project' || item.kind === 'client'
