// Phrase tables with optional and grouped words, matched against the words of a message.
import { plain, type Token, tokenise } from '../reading/tokenise.js'
import { GROUPS } from '../words/frame-words.js'

/** One place of a phrase: the rows of words that may stand there, none where it is optional. */
interface Part {
  rows: string[][]
  optional: boolean
}

/** The phrases of a table by the word that they begin with. */
export type PhraseTable = ReadonlyMap<string, Part[][]>

/** A token and its word as the tables write it: lower case, no apostrophes ("that's" is "thats"). */
export interface Said extends Token {
  word: string
}

export const saidIn = (text: string): Said[] => tokenise(text).map((token) => ({ ...token, word: bareWord(token) }))

const bareWord = (token: Token): string => plain(token.text).replace(/['’`]/g, '')

const rowsOf = (list: string): string[][] => list.split('|').map((row) => tokenise(row.trim()).map(bareWord))

/** "[and] {closer} in advance" as its parts. */
function partsOf(phrase: string): Part[] {
  const parts: Part[] = []
  for (const [piece] of phrase.matchAll(/\{\w+\}|\[[^\]]*\]|[^[\]{}]+/g)) {
    const inner = piece.slice(1, -1)
    if (piece.startsWith('{')) parts.push({ rows: rowsOf(GROUPS[inner]!), optional: false })
    else if (piece.startsWith('['))
      parts.push({ rows: inner.split('|').flatMap((row) => groupRows(row.trim())), optional: true })
    else if (piece.trim() !== '') parts.push({ rows: rowsOf(piece), optional: false })
  }
  return parts
}

const groupRows = (row: string): string[][] => (/^\{\w+\}$/.test(row) ? rowsOf(GROUPS[row.slice(1, -1)]!) : rowsOf(row))

/** Reads a table: phrases separated by " | ", {group}, [words that | may be missing]. */
export function phraseTable(table: string): PhraseTable {
  const byFirst = new Map<string, Part[][]>()
  for (const [phrase] of table.matchAll(/(?:\[[^\]]*\]|[^|[\]])+/g)) {
    const parts = partsOf(phrase.trim())
    const firsts = new Set<string>()
    for (const part of parts) {
      for (const row of part.rows) firsts.add(row[0]!)
      if (!part.optional) break
    }
    for (const first of firsts) byFirst.set(first, [...(byFirst.get(first) ?? []), parts])
  }
  return byFirst
}

function* endsOf(parts: Part[], said: readonly Said[], at: number, part = 0): Generator<number> {
  if (part === parts.length) {
    yield at
    return
  }
  const { rows, optional } = parts[part]!
  for (const row of rows)
    if (row.every((word, i) => said[at + i]?.word === word)) yield* endsOf(parts, said, at + row.length, part + 1)
  if (optional) yield* endsOf(parts, said, at, part + 1)
}

/** Where the longest phrase that begins at this word ends (exclusive); -1 for none. */
export function longestFrom(table: PhraseTable, said: readonly Said[], at: number): number {
  let longest = -1
  for (const parts of table.get(said[at]?.word ?? '') ?? [])
    for (const end of endsOf(parts, said, at)) if (end > at) longest = Math.max(longest, end)
  return longest
}

/** Longest tail that is looked for, in words. */
const MOST_TAIL = 12

/** Where the longest phrase that ends with the last word begins; -1 for none. */
export function longestTail(table: PhraseTable, said: readonly Said[]): number {
  for (let at = Math.max(0, said.length - MOST_TAIL); at < said.length; at += 1)
    for (const parts of table.get(said[at]!.word) ?? [])
      for (const end of endsOf(parts, said, at)) if (end === said.length) return at
  return -1
}
