// "the first two", "the other one", "them", "the one with most room": names in the place of words that point into a list.
import type { Planning } from '../planning.js'
import type { Token } from '../reading/tokenise.js'
import { figureOf, measureOf } from '../words/extreme-words.js'
import { NUMBER_WORDS, ORDINALS } from '../words/period-words.js'
import { newestShown, type Shown, type ShownRow, shownIn } from './shown.js'
import { slotsOf } from './thread-memory.js'

/** Words of a message that point into a list, and which of its rows they mean; null where it has no such row. */
export interface ListReference {
  start: number
  end: number
  possessive: boolean
  /** Means the whole list, whatever it holds. */
  whole: boolean
  rows: ShownRow[] | null
  shown: Shown
  kind: 'people' | 'projects'
}

const DETERMINERS = /^(the|these|those|that|this|my|your)$/
const ONE =
  /^(one|ones|person|people|persons|guy|guys|candidate|candidates|name|names|employee|employees|colleague|colleagues|somebody)$/
const PROJECT = /^(project|projects)$/
const NOT_LISTED =
  /^(quarters?|hal(f|ves)|months?|weeks?|days?|sprints?|years?|times?|things?|changes?|options?|updates?|hours?|h|hrs|percent|january|february|march|april|may|june|july|august|september|october|november|december|q\d)$/
const JOINS = /^(and|or|,|&|plus)$/

/** The first words of a message that point into a list shown before; undefined where there are none. */
export function listReference(tokens: Token[], planning: Planning): ListReference | undefined {
  const words = tokens.map((t) => t.norm)
  if (words.some((w) => /^(undo|revert|option|redo)$/.test(w))) return undefined
  for (let at = 0; at < words.length; at += 1) {
    const found = pointerAt(words, at)
    if (!found) continue
    if (found.others) return othersOf(tokens, at, found.length, planning)
    const least = found.whole ? 1 : 2
    const holds = (list: ShownRow[], kind: ListReference['kind']) =>
      list.length >= least && (found.kind ?? kind) === kind
    const shown = newestShown(planning, (s) => holds(s.people, 'people') || holds(s.projects, 'projects'))
    if (!shown) return undefined
    const kind = holds(shown.people, 'people') ? 'people' : 'projects'
    const [first, last] = [tokens[at]!, tokens[at + found.length - 1]!]
    return {
      start: first.start,
      end: last.end,
      possessive: found.possessive === true || last.possessive,
      whole: found.whole === true,
      rows: found.pick(shown[kind]),
      shown,
      kind,
    }
  }
  return undefined
}

/** "the other two": of the newest list that holds those last spoken of and more, the rest. */
function othersOf(tokens: Token[], at: number, length: number, planning: Planning): ListReference | undefined {
  const turns = planning.request.context.turns.filter((t) => t.calls.length > 0).reverse()
  const last = turns[0] && shownIn(turns[0], planning)
  const named = slotsOf(turns[0]?.calls ?? [])
  const shown = last && newestShown(planning, (s) => spoken('people', s) !== null || spoken('projects', s) !== null)
  if (!shown) return undefined
  const kind = spoken('people', shown) ? 'people' : 'projects'
  const gone = spoken(kind, shown)!
  const [start, end] = [tokens[at]!.start, tokens[at + length - 1]!.end]
  const rows = shown[kind].filter((row) => !gone.includes(row.name))
  return { start, end, possessive: false, whole: false, rows, shown, kind }

  /** Who of a list was picked out last, where some were and some were not. */
  function spoken(of: ListReference['kind'], list: Shown): string[] | null {
    for (const names of [named[of], last![of].map((row) => row.name)]) {
      const known = list[of].filter((row) => names.includes(row.name) || names.includes(String(row.fields.email)))
      if (known.length > 0 && known.length === names.length && known.length < list[of].length)
        return known.map((row) => row.name)
    }
    return null
  }
}

interface Pointer {
  length: number
  kind?: 'people' | 'projects'
  whole?: boolean
  possessive?: boolean
  /** The rest of a list, without those last spoken of. */
  others?: boolean
  pick: (rows: ShownRow[]) => ShownRow[] | null
}

const pointerAt = (words: string[], at: number): Pointer | undefined =>
  ordinalsAt(words, at) ?? othersAt(words, at) ?? extremeAt(words, at) ?? groupAt(words, at)

/** "the first", "the second and third one", "the last two", "the top three", "number 2". */
function ordinalsAt(words: string[], at: number): Pointer | undefined {
  let next = at
  const numbered = /^(number|nr|no|#)$/.test(words[at] ?? '') && /^\d{1,2}$/.test(words[at + 1] ?? '')
  if (numbered && !NOT_LISTED.test(words[at + 2] ?? ''))
    return { length: 2, pick: (rows) => exactly([rows[Number(words[at + 1]) - 1]]) }
  const determined = DETERMINERS.test(words[next] ?? '')
  if (determined) next += 1
  const picks: ((rows: ShownRow[]) => (ShownRow | undefined)[])[] = []
  let noun = false
  for (;;) {
    const word = words[next] ?? ''
    const ordinal = ordinalOf(words, next)
    const edge = /^(last|final|bottom)$/.test(word) ? -1 : /^top$/.test(word) ? 1 : 0
    if (!ordinal && !edge) break
    next += ordinal ? ordinal.length : 1
    const count = countOf(words[next])
    const many = count !== undefined && count > 1 && !NOT_LISTED.test(words[next + 1] ?? '') && !noun
    if (many) next += 1
    const n = many ? count : 1
    picks.push((rows) => (edge < 0 ? rows.slice(-n) : edge > 0 || many ? rows.slice(0, n) : [rows[ordinal!.value - 1]]))
    if (ONE.test(words[next] ?? '') || PROJECT.test(words[next] ?? '')) {
      noun = true
      next += 1
    }
    const joined = JOINS.test(words[next] ?? '') ? next + 1 : -1
    const behind = joined > 0 && words[joined] === 'the' ? joined + 1 : joined
    if (behind < 0 || !(ordinalOf(words, behind) || /^(last|top)$/.test(words[behind] ?? ''))) break
    next = behind
  }
  if (picks.length === 0 || (!determined && !noun && picks.length < 2)) return undefined
  if (NOT_LISTED.test(words[next] ?? '') || (!noun && /^(last|final)$/.test(words[next - 1] ?? ''))) return undefined
  const kind = PROJECT.test(words[next - 1] ?? '') ? ('projects' as const) : undefined
  const ofThem = /^of$/.test(words[next] ?? '') && /^(them|those|these)$/.test(words[next + 1] ?? '') ? 2 : 0
  if (words[next] === 'of' && ofThem === 0) return undefined
  return {
    length: next + ofThem - at,
    ...(kind ? { kind } : {}),
    pick: (rows) => exactly(picks.flatMap((pick) => pick(rows))),
  }
}

const exactly = (rows: (ShownRow | undefined)[]): ShownRow[] | null =>
  rows.length > 0 && rows.every((row) => row !== undefined) ? (rows as ShownRow[]) : null

function ordinalOf(words: string[], at: number): { value: number; length: number } | undefined {
  const word = words[at] ?? ''
  if (Object.hasOwn(ORDINALS, word)) return { value: ORDINALS[word]!, length: 1 }
  if (/^\d$/.test(word) && /^(st|nd|rd|th)$/.test(words[at + 1] ?? '')) return { value: Number(word), length: 2 }
  return undefined
}

const countOf = (word: string | undefined): number | undefined =>
  word === undefined
    ? undefined
    : /^\d{1,2}$/.test(word)
      ? Number(word)
      : Object.hasOwn(NUMBER_WORDS, word)
        ? NUMBER_WORDS[word]
        : undefined

/** "the other two", "the others", "the rest of them", "the remaining three". */
function othersAt(words: string[], at: number): Pointer | undefined {
  let next = at
  if (!DETERMINERS.test(words[next] ?? '')) return undefined
  next += 1
  const word = words[next] ?? ''
  if (!/^(other|others|rest|remaining|remainder)$/.test(word)) return undefined
  next += 1
  if (word === 'rest' || word === 'remainder') {
    if (words[next] === 'of') {
      if (!/^(them|those|these|people|list)$/.test(words[next + 1] ?? '')) return undefined
      next += 2
    }
  } else {
    const count = countOf(words[next])
    if (count !== undefined) next += 1
    if (ONE.test(words[next] ?? '') || PROJECT.test(words[next] ?? '')) next += 1
    else if (count === undefined && word !== 'others') return undefined
  }
  if (NOT_LISTED.test(words[next] ?? '')) return undefined
  return {
    length: next - at,
    others: true,
    pick: () => null,
  }
}

/** "the one with most room", "the freest", "the busiest person", "whoever has the least load". */
function extremeAt(words: string[], at: number): Pointer | undefined {
  const one = /^(the|whoever|that)$/.test(words[at] ?? '') ? at + 1 : -1
  if (one < 0) return undefined
  const wordy = words[at] === 'whoever' ? at + 1 : ONE.test(words[one] ?? '') ? one + 1 : -1
  const begins = wordy > 0 && /^(with|who|having|that|has|is)$/.test(words[wordy] ?? '') ? wordy + 1 : one
  const read = measureOf(words.slice(begins, begins + 6))
  if (!read || (begins === one && !read.adjective)) return undefined
  let next = begins + read.length
  if (ONE.test(words[next] ?? '') || PROJECT.test(words[next] ?? '')) next += 1
  if (NOT_LISTED.test(words[next] ?? '')) return undefined
  return {
    length: next - at,
    pick: (rows) => {
      const known = rows.filter((row) => figureOf(row.fields, read.measure) !== undefined)
      if (known.length === 0) return null
      const figures = known.map((row) => figureOf(row.fields, read.measure)!)
      const wanted = read.most ? Math.max(...figures) : Math.min(...figures)
      const best = known.filter((_, i) => figures[i] === wanted)
      return best.length === 1 ? best : null
    },
  }
}

/** "they", "them", "all of those people", "both", "their". */
function groupAt(words: string[], at: number): Pointer | undefined {
  const word = words[at] ?? ''
  const all = (rows: ShownRow[]) => (rows.length > 0 ? rows : null)
  if (/^(their|theirs)$/.test(word)) return { length: 1, whole: true, possessive: true, pick: all }
  if (/^(they|theyre|them)$/.test(word)) return { length: 1, whole: true, pick: all }
  const noun = words[at + 1] ?? ''
  if (/^(these|those)$/.test(word) && ONE.test(noun)) return { length: 2, whole: true, kind: 'people', pick: all }
  if (/^(these|those)$/.test(word) && PROJECT.test(noun)) return { length: 2, whole: true, kind: 'projects', pick: all }
  // "without those on Alpha": whoever is there, not the list.
  if (
    /^(these|those)$/.test(word) &&
    /^(without|except|excluding|only|just|but|not|minus|skip)$/.test(words[at - 1] ?? '')
  )
    return undefined
  if (/^(these|those)$/.test(word) && /^(in|on|for|from|next|free|available|at|$)$/.test(noun))
    return { length: 1, whole: true, pick: all }
  // "give that one 20 hours": the only one of the last answer.
  if (/^(that|this)$/.test(word) && noun === 'one')
    return { length: 2, whole: true, pick: (rows) => (rows.length === 1 ? rows : null) }
  const two = (rows: ShownRow[]) => (rows.length === 2 ? rows : null)
  if (word === 'both' && !/^(months?|projects?|of)$/.test(noun) && !/^(in|for|on)$/.test(words[at - 1] ?? 'x'))
    return { length: 1, whole: true, pick: two }
  if (word === 'the' && noun === 'two' && !NOT_LISTED.test(words[at + 2] ?? ''))
    return { length: words[at + 2] === 'of' ? 4 : 2, whole: true, pick: two }
  return undefined
}
