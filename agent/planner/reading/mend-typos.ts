import { PERIOD_WORDS } from '../words/period-words.js'
import { VOCABULARY } from '../words/vocabulary.js'
import type { EntityKind, LexiconIndex } from './lexicon-index.js'
import { MONTH_NAMES } from './month-arithmetic.js'
import { editDistance, WordBuckets } from './nearest-word.js'
import { monthOf } from './read-cycle.js'
import type { Token } from './tokenise.js'

export interface Mended {
  tokens: Token[]
  /** Token index -> what was written. */
  mended: Map<number, string>
  /** Token index of a word nobody knows -> the nearest names and words. */
  near: Map<number, string[]>
}

/** At most so many unknown words are looked at: a text with more is not a staffing request. */
const MOST_UNKNOWN = 12

const grammar = new WordBuckets([...VOCABULARY.words].filter((w) => w.length > 3))
const names = new WeakMap<LexiconIndex, WordBuckets>()

function nameBuckets(index: LexiconIndex): WordBuckets {
  let buckets = names.get(index)
  if (!buckets) {
    buckets = new WordBuckets(index.words.keys())
    names.set(index, buckets)
  }
  return buckets
}

/** A distance that is still a slip of the finger: 1 from four letters on, 2 from seven. */
const slip = (word: string): number => (word.length >= 7 ? 2 : word.length >= 4 ? 1 : 0)

/**
 * Mends misspelt words where exactly one known word is nearest: "alocation", "Alpah", "Sarha". Everyday English is
 * never mended; a tie between names is settled by the word beside it ("Jon Smith") or left unknown with its candidates.
 */
export function mendTypos(tokens: Token[], index: LexiconIndex): Mended {
  const result: Mended = { tokens: [...tokens], mended: new Map(), near: new Map() }
  const words = tokens.filter((t) => t.kind === 'word')
  const capitals = words.length > 1 && words.filter((t) => t.capital).length > words.length * 0.6
  let looked = 0
  tokens.forEach((token, at): void => {
    if (token.kind !== 'word' || isKnown(token.norm, index) || looked >= MOST_UNKNOWN) return
    const stem = stemOf(token.norm)
    if (stem) {
      replace(at, stem)
      return
    }
    const owner = token.norm.endsWith('s') ? token.norm.slice(0, -1) : ''
    if (owner.length > 2 && ['person', 'project', 'client'].some((kind) => isKind(owner, kind as EntityKind))) {
      result.mended.set(at, token.text)
      result.tokens[at] = { ...token, norm: owner, possessive: true }
      return
    }
    const single = token.norm.replace(/(\p{L})\1{2,}/gu, '$1')
    const known = [single, token.norm.replace(/(\p{L})\1{2,}/gu, '$1$1')].find(
      (form) => form !== token.norm && isKnown(form, index),
    )
    if (known) {
      replace(at, known)
      return
    }
    if (VOCABULARY.common.has(token.norm) || isGraded(token.norm) || !/^\p{L}+$/u.test(token.norm)) return
    looked += 1
    const limit = slip(token.norm)
    const word = grammar.nearest(token.norm, limit)
    const nearest = nameBuckets(index).nearest(token.norm, Math.max(limit, token.norm.length >= 7 ? 2 : 1))
    // "Grace" is no slip of the "grade" in "senior grade".
    const name = {
      ...nearest,
      words: nearest.words.filter((w) => !isInside(token, at) || !VOCABULARY.words.has(w) || isAnyName(w)),
    }
    result.near.set(at, [...new Set([...name.words, ...word.words])].slice(0, 5))
    if (limit === 0) return
    const fitting = word.words.filter((w) => mayMean(token, at, w))
    // "Rust" is no slip of "REST": short skills are too near to each other.
    const shortSkill =
      token.norm.length <= 4 && name.words.every((w) => [...(index.words.get(w) ?? [])].every((k) => k === 'skill'))
    const nameFits = name.words.length > 0 && name.distance <= limit && !shortSkill
    if (
      nameFits &&
      (fitting.length === 0 || name.distance < word.distance || (name.distance === word.distance && prefersName(token)))
    ) {
      const best = settle(name.words, at)
      if (best) {
        replace(at, best)
        return
      }
      if (fitting.length === 0) return
    }
    const months = monthsNear(token.norm, fitting, word.distance)
    if (months.length > 1) result.near.set(at, months)
    else if (fitting.length > 0) replace(at, bestWord(token.norm, fitting))
  })
  return result

  /** A capital inside a sentence is no slip of a plain word; padding is only mended when long and alike. */
  function mayMean(token: Token, at: number, word: string): boolean {
    // "Pune" is no June.
    if (isInside(token, at) && (!PERIOD_NAMES.has(word) || word[0] !== token.norm[0])) return false
    if (word[0] !== token.norm[0] && isEveryday(token.norm)) return false
    return !onlyPadding(word) || (word.length >= 5 && word[0] === token.norm[0])
  }

  function isInside(token: Token, at: number): boolean {
    return token.capital && at > 0 && !capitals && !/^[.!?:]$/.test(tokens[at - 1]?.norm ?? '')
  }

  function isAnyName(word: string): boolean {
    return (['person', 'project', 'client'] as const).some((kind) => isKind(word, kind))
  }

  function replace(at: number, norm: string): void {
    result.mended.set(at, tokens[at]!.text)
    result.tokens[at] = { ...tokens[at]!, norm }
  }

  function settle(words: string[], at: number): string | undefined {
    if (words.length === 1) return words[0]
    const before = result.tokens[at - 1]?.norm
    const after = tokens[at + 1]?.norm
    const fitting = words.filter((w) => index.phrases.has(`${w} ${after}`) || index.phrases.has(`${before} ${w}`))
    if (fitting.length === 1) return fitting[0]
    const kinds = new Set(words.map((w) => [...(index.words.get(w) ?? [])].sort().join()))
    return kinds.size === 1 && isKind(words[0]!, 'role') ? words[0] : undefined
  }

  function isKind(word: string, kind: EntityKind): boolean {
    return index.words.get(word)?.has(kind) ?? false
  }
}

/** "Octember", "Juny": the months that are as near as what the word would be mended to, where that is one. */
function monthsNear(written: string, words: string[], distance: number): string[] {
  if (!words.some((w) => monthOf(w) !== undefined)) return []
  const months = MONTH_NAMES.map((m) => m.toLowerCase())
  const near = months.filter((m) => editDistance(written, m, distance) <= distance)
  // "Octember" begins like one month and ends like others.
  const ends = /ember$/.test(written) && near.every((m) => !m.endsWith('ember'))
  return ends ? [...near, ...months.filter((m) => m.endsWith('ember') && editDistance(written, m, 3) <= 3)] : near
}

const prefersName = (token: Token): boolean => (token.capital && token.start > 0) || token.norm.length >= 5

function isKnown(norm: string, index: LexiconIndex): boolean {
  return VOCABULARY.words.has(norm) || index.words.has(norm) || index.phrases.has(norm)
}

/** An everyday word with a plain ending: "banking" is no slip of "ranking". */
function isEveryday(norm: string): boolean {
  const { common } = VOCABULARY
  const stem = /^(.{3,}?)(ing|ings|ed|er|ers|s|es|ly)$/.exec(norm)?.[1]
  return stem !== undefined && (common.has(stem) || common.has(`${stem}e`))
}

/** "tallest", "largely": a grade or manner of a plain word that says nothing of staffing. */
function isGraded(norm: string): boolean {
  const { common, phrases } = VOCABULARY
  const stem = /^(.{3,}?)(?:i?est|i?ly)$/.exec(norm)?.[1]
  if (stem === undefined) return false
  const forms = [stem, `${stem}e`, `${stem}y`, stem.replace(/(\p{L})\1$/u, '$1')]
  return forms.some((form) => common.has(form) && !phrases.has(form))
}

/** Words that stand for nothing but politeness and grammar. */
function onlyPadding(word: string): boolean {
  const classes = VOCABULARY.phrases.get(word)
  return classes?.has('filler') === true && classes.size === 1
}

const PERIOD_NAMES = new Set(PERIOD_WORDS)

/** "allocating" for a vocabulary that has "allocate": plain English endings only; "willing" is no form of "will". */
function stemOf(norm: string): string | undefined {
  for (const [ending, with_] of [
    ['ing', ''],
    ['ing', 'e'],
    ['ed', ''],
    ['ed', 'e'],
    ['es', ''],
    ['s', ''],
  ] as const) {
    if (!norm.endsWith(ending)) continue
    const stem = norm.slice(0, -ending.length) + with_
    if (stem.length > 3 && stem !== 'will' && VOCABULARY.phrases.has(stem) && !onlyPadding(stem)) return stem
  }
  return undefined
}

/** Among equally near words the one that stands alone as a phrase, then the alphabetically first. */
function bestWord(norm: string, words: string[]): string {
  const sorted = [...words].sort()
  return (
    sorted.find((w) => VOCABULARY.phrases.has(w) && w[0] === norm[0]) ??
    sorted.find((w) => VOCABULARY.phrases.has(w)) ??
    sorted.find((w) => w[0] === norm[0]) ??
    sorted[0]!
  )
}
