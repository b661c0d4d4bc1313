import { VOCABULARY } from '../words/vocabulary.js'
import type { Item } from './items.js'
import type { EntityKind, LexiconIndex, Reference } from './lexicon-index.js'
import { type Mended, mendTypos } from './mend-typos.js'
import { nameEvidence } from './name-evidence.js'
import { amountAt } from './read-amount.js'
import { monthOf, type PeriodSetting } from './read-cycle.js'
import { pointAt } from './read-point.js'
import { type Token, tokenise } from './tokenise.js'

/** A word that can be read in more than one way, and how to read it: 'word' for no name at all. */
export type ForcedReadings = ReadonlyMap<number, EntityKind | 'word'>

export interface Reading {
  text: string
  tokens: Token[]
  items: Item[]
  /** Words with several readings -> the readings not taken. */
  others: Map<number, (EntityKind | 'word')[]>
}

interface Segment {
  length: number
  cost: number
  make: (place: PlaceDraft) => Item
  name: EntityKind | 'word' | 'other'
}

type PlaceDraft = Pick<Item, 'from' | 'to' | 'start' | 'end' | 'text' | 'prep' | 'mended'>

const UNKNOWN_COST = 20
/** A name that is also a plain word is read as the word unless its surroundings say otherwise. */
const COLLISION_COST = 1.5
const FORCED = 12
const SINGLE_NAME_COST = 0.45

/** Tokens of a text, misspelt words mended. */
export function readTokens(text: string, index: LexiconIndex): Mended {
  return mendTypos(tokenise(text), index)
}

/** "in March", "since May", "from Nov to Jan": never somebody or a project of that name. */
const isPlainlyMonth = (tokens: Token[], at: number): boolean =>
  monthOf(tokens[at]!.norm) !== undefined &&
  (/^(in|during|since|until|till|through|throughout)$/.test(tokens[at - 1]?.norm ?? '') ||
    (/^(to|and|until|till|through)$/.test(tokens[at - 1]?.norm ?? '') &&
      monthOf(tokens[at - 2]?.norm ?? '') !== undefined &&
      /^(from|between|in|to|for|during|over|and)$/.test(tokens[at - 3]?.norm ?? '')) ||
    (/^(his|her|their)$/.test(tokens[at - 1]?.norm ?? '') && /^(hours|hrs)$/.test(tokens[at + 1]?.norm ?? '')))

/**
 * Reads tokens as the cheapest row of items: names, periods, amounts and phrases, long ones first, unknown words last.
 * `forced` overrules the reading of single words, for a second try.
 */
export function readItems(
  text: string,
  mended: Mended,
  index: LexiconIndex,
  setting: PeriodSetting,
  forced: ForcedReadings,
): Reading {
  const { tokens } = mended
  const words = tokens.filter((t) => t.kind === 'word')
  const capitals = words.length > 1 && words.filter((t) => t.capital).length > words.length * 0.75
  const best: { cost: number; segment: Segment | null }[] = Array.from({ length: tokens.length + 1 }, () => ({
    cost: 0,
    segment: null,
  }))
  const points = tokens.map((_, at) => pointAt(tokens, at, setting))
  const others = new Map<number, (EntityKind | 'word')[]>()
  for (let at = tokens.length - 1; at >= 0; at -= 1) {
    const segments = segmentsAt(at)
    let choice = { cost: Number.POSITIVE_INFINITY, segment: null as Segment | null }
    for (const segment of segments) {
      const cost = segment.cost + best[at + segment.length]!.cost
      if (cost < choice.cost) choice = { cost, segment }
    }
    best[at] = choice
    const kinds = [
      ...new Set(
        segments.filter((s) => s.length === 1 && s.name !== 'other').map((s) => s.name as EntityKind | 'word'),
      ),
    ]
    if (kinds.length > 1 && !isPlainlyMonth(tokens, at))
      others.set(
        at,
        kinds.filter((k) => k !== choice.segment?.name),
      )
  }
  const items: Item[] = []
  for (let at = 0; at < tokens.length; ) {
    const segment = best[at]!.segment!
    const to = at + segment.length - 1
    const start = tokens[at]!.start
    const end = tokens[to]!.end
    let isMended = false
    for (let i = at; i <= to; i += 1) isMended ||= mended.mended.has(i)
    const item = segment.make({ from: at, to, start, end, text: text.slice(start, end), prep: '', mended: isMended })
    if (isMended && item.kind === 'words')
      item.text = tokens
        .slice(at, to + 1)
        .map((t) => t.norm)
        .join(' ')
    items.push(item)
    at += segment.length
  }
  return { text, tokens, items, others }

  function segmentsAt(at: number): Segment[] {
    const list: Segment[] = []
    const force = forced.get(at)
    let key = ''
    const longest = Math.min(Math.max(VOCABULARY.longest, index.longest), tokens.length - at)
    for (let length = 1; length <= longest; length += 1) {
      const token = tokens[at + length - 1]!
      key = length === 1 ? token.norm : `${key} ${token.norm}`
      const classes = VOCABULARY.phrases.get(key)
      if (classes && !(length > 1 && isNameAfterModal(tokens, at))) {
        const cost = 1 + (force && force !== 'word' && length === 1 ? FORCED : 0)
        list.push({ length, cost, name: 'word', make: (place) => ({ ...place, kind: 'words', classes }) })
      }
      for (const [kind, refs] of namedBy(key, at, length)) list.push(nameSegment(at, length, kind, refs, force))
    }
    const point = points[at]
    if (point) {
      const cost = 0.9 + (force && force !== 'word' && point.length === 1 ? FORCED : 0)
      list.push({
        length: point.length,
        cost,
        name: 'word',
        make: (place) => ({ ...place, kind: 'period', stretch: { first: point.point } }),
      })
    }
    const amount = isPartOfCode(tokens, at) ? null : amountAt(tokens, at)
    if (amount)
      list.push({
        length: amount.length,
        cost: 0.95,
        name: 'other',
        make: (place) => ({ ...place, kind: 'amount', amount: amount.amount }),
      })
    const near = mended.near.get(at) ?? []
    list.push({ length: 1, cost: UNKNOWN_COST, name: 'other', make: (place) => ({ ...place, kind: 'unknown', near }) })
    return list
  }

  /** "from Jan and Ravi": a month beside a name that is no month is a name too. */
  function isListedWithName(at: number): boolean {
    const isName = (i: number) =>
      tokens[i] !== undefined &&
      points[i] === null &&
      !VOCABULARY.phrases.has(tokens[i]!.norm) &&
      (index.phrases.get(tokens[i]!.norm) ?? []).some((ref) => ref.kind === 'person')
    const joins = (i: number) => /^(and|&|or)$/.test(tokens[i]?.norm ?? '')
    const opens = at === 0 || LEADS_TO_NAME.test(tokens[at - 1]!.norm)
    return (opens && joins(at + 1) && isName(at + 2)) || (joins(at - 1) && isName(at - 2))
  }

  function namedBy(key: string, at: number, length: number): Map<EntityKind, Reference[]> {
    const byKind = new Map<EntityKind, Reference[]>()
    const written =
      length === 1
        ? tokens[at]!.text.replace(/['’`]s?$/, '')
        : text.slice(tokens[at]!.start, tokens[at + length - 1]!.end)
    for (const ref of index.phrases.get(key) ?? []) {
      if (ref.capitalsOnly && !isAcronym(written)) continue
      const list = byKind.get(ref.kind)
      if (list) list.push(ref)
      else byKind.set(ref.kind, [ref])
    }
    for (const [kind, refs] of byKind) {
      const strong = refs.filter((r) => r.strength === 'full')
      const part = refs.filter((r) => r.strength !== 'short')
      byKind.set(kind, strong.length > 0 && kind !== 'person' ? strong : part.length > 0 ? part : refs)
    }
    return byKind
  }

  function nameSegment(
    at: number,
    length: number,
    kind: EntityKind,
    refs: Reference[],
    force: EntityKind | 'word' | undefined,
  ): Segment {
    const strength = refs.some((r) => r.strength === 'full')
      ? 'full'
      : refs.some((r) => r.strength === 'part')
        ? 'part'
        : 'short'
    let cost = { full: length > 1 ? 0.75 : 0.85, part: length > 1 ? 0.8 : 0.95, short: 1.2 }[strength]
    // "Ana Roy, Ana Diaz" are two people, not Roy, Ana between two others.
    if (tokens.slice(at, at + length).some((t) => t.norm === ',')) cost += 0.9
    if (length === 1) {
      const token = tokens[at]!
      const listed = kind === 'person' && points[at] !== null && isListedWithName(at)
      const evidence = nameEvidence(tokens, at, kind, capitals) + (listed ? 3.5 : 0)
      if (
        strength !== 'short' &&
        kind !== 'role' &&
        kind !== 'skill' &&
        kind !== 'lcat' &&
        VOCABULARY.common.has(token.norm) &&
        !VOCABULARY.phrases.has(token.norm) &&
        evidence <= 0 &&
        !(token.capital && at === 0)
      )
        cost += UNKNOWN_COST + 5
      const collides = VOCABULARY.phrases.has(token.norm) || points[at] !== null || token.kind === 'number'
      if (collides) cost += Math.max(-0.3, COLLISION_COST + (token.norm.length <= 2 ? 1.5 : 0) - evidence)
      else cost -= Math.min(0.3, Math.max(0, evidence) / 10)
      if (
        strength !== 'full' &&
        VOCABULARY.common.has(token.norm) &&
        !collides &&
        kind !== 'role' &&
        kind !== 'skill' &&
        kind !== 'lcat'
      )
        cost += evidence > 0 ? 0 : 0.2
      // Two single names never cost less than the whole name that they make up ("Bill Summers").
      cost = Math.max(cost, SINGLE_NAME_COST)
      if (force) cost += force === kind ? -FORCED : FORCED
    }
    // "hours on Zero Trust" is the project, not the skill.
    if (length > 1 && kind === 'project' && /^(on|onto|project|from|into)$/.test(tokens[at - 1]?.norm ?? ''))
      cost -= 0.1
    const possessive = tokens[at + length - 1]!.possessive
    // "both Northgate projects": the client's, where a project is called so too.
    if (kind === 'client' && /^(projects|engagements|jobs)$/.test(tokens[at + length]?.norm ?? '')) cost -= 0.3
    return { length, cost: Math.max(cost, 0.01), name: kind, make: (place) => ({ ...place, kind, refs, possessive }) }
  }
}

const LEADS_TO_NAME =
  /^(from|off|of|for|to|between|with|both|set|put|give|take|move|book|add|assign|staff|make|replace|swap|plan)$/

/** "will Will be free?": the second one begins no phrase. */
const isNameAfterModal = (tokens: Token[], at: number): boolean =>
  tokens[at]!.norm === 'will' && tokens[at]!.capital && tokens[at - 1]?.norm === 'will'

/** "TWR-2 hrs": the number behind the hyphen belongs to the code before it. */
const isPartOfCode = (tokens: Token[], at: number): boolean =>
  tokens[at]!.hyphen &&
  tokens[at]!.kind === 'number' &&
  tokens[at - 1]?.kind === 'word' &&
  monthOf(tokens[at - 1]!.norm) === undefined

/** "NASA", "R&D", and "MoJ" with its small word. */
const isAcronym = (written: string): boolean =>
  /^\p{Lu}[\p{Lu}\p{N}. &/-]*s?$/u.test(written) || /^\p{Lu}{1,3}[ofat]\p{Lu}{1,3}$/u.test(written)
