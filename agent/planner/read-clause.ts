import { Clause } from './clause.js'
import type { Item } from './items.js'
import type { Token } from './tokenise.js'

/** A clause of these items, with its own words and place in the text. */
export function clauseOf(text: string, items: Item[], tokens: Token[]): Clause {
  const first = items[0]
  const last = items[items.length - 1]
  if (!first || !last) return new Clause('', [], [], 0)
  const words = tokens.slice(first.from, last.to + 1).map((t) => t.norm)
  return new Clause(text.slice(first.start, last.end), items, words, first.start)
}
