// One request inside a message: its items by kind, and the bookkeeping of what an intent has explained.
import {
  type AmountItem,
  type ComparisonItem,
  type EntityItem,
  type Item,
  isEntity,
  type PeriodItem,
  type UnknownItem,
} from './items.js'
import type { EntityKind } from './lexicon-index.js'

export class Clause {
  readonly people: EntityItem[]
  readonly projects: EntityItem[]
  readonly clients: EntityItem[]
  readonly roles: EntityItem[]
  readonly lcats: EntityItem[]
  readonly skills: EntityItem[]
  readonly periods: PeriodItem[]
  readonly amounts: AmountItem[]
  readonly comparisons: ComparisonItem[]
  readonly unknown: UnknownItem[]
  private readonly classes = new Set<string>()
  private spoken: string | undefined

  constructor(
    /** The words of this clause alone. */
    readonly text: string,
    readonly items: Item[],
    readonly words: string[],
    /** Where the clause starts in the whole request. */
    readonly offset: number,
    /** The words with the names among them. */
    private readonly allWords: string[] = words,
  ) {
    for (const item of items) if (item.kind === 'words') for (const name of item.classes) this.classes.add(name)
    const of = (kind: EntityKind) => items.filter((i): i is EntityItem => isEntity(i) && i.kind === kind)
    this.people = of('person')
    this.projects = of('project')
    this.clients = of('client')
    this.roles = of('role')
    this.lcats = of('lcat')
    this.skills = of('skill')
    this.periods = items.filter((i): i is PeriodItem => i.kind === 'period')
    this.amounts = items.filter((i): i is AmountItem => i.kind === 'amount')
    this.comparisons = items.filter((i): i is ComparisonItem => i.kind === 'comparison')
    this.unknown = items.filter((i): i is UnknownItem => i.kind === 'unknown')
  }

  /** Does a phrase of one of these classes occur? */
  has(...names: string[]): boolean {
    return names.some((name) => this.classes.has(name))
  }

  /** Does this very wording occur (normalised words, from the text)? */
  says(...phrases: string[]): boolean {
    this.spoken ??= ` ${this.words.join(' ')} `
    return phrases.some((phrase) => this.spoken!.includes(` ${phrase} `))
  }

  /** The clause in lower case, misspelt words mended. */
  get plain(): string {
    return this.words.join(' ')
  }

  /** The clause in lower case, names and all: what is searched for may be a name. */
  get plainWithNames(): string {
    return this.allWords.join(' ')
  }

  /** Is the verb in the past ("did", "was", "has worked")? Then a month without a year is the last one. */
  get isPast(): boolean {
    return this.words.some(
      (word, at) =>
        PAST.has(word) &&
        !(word === 'was' && this.words[at - 1] === 'i') &&
        !(word === 'been' && PLANNED.has(this.words[at + 1] ?? '')),
    )
  }

  /** Position of the first phrase of these classes, -1 for none. */
  at(...names: string[]): number {
    return this.items.findIndex((item) => item.kind === 'words' && names.some((name) => item.classes.has(name)))
  }

  get entities(): EntityItem[] {
    return this.items.filter(isEntity)
  }
}

const PAST = new Set('did didnt was wasnt were werent had worked logged spent been ago billed happened'.split(' '))

/** "has been given 80 hours for May" speaks of the plan, not of the past. */
const PLANNED = new Set(
  'given booked allocated assigned planned scheduled put staffed double over overbooked overallocated set pencilled penciled reserved earmarked'.split(
    ' ',
  ),
)

/** Small words that need no explanation by an intent. The ones with a meaning (not, without, only, about) are missing on purpose. */
const FREE = [
  'filler',
  'in',
  'on',
  'at',
  'for',
  'from',
  'to',
  'until',
  'since',
  'by',
  'with',
  'of',
  'and',
  'or',
  'as',
  'than',
  'that',
  'per',
  'also',
  'there',
]

/** "make Alpha better" asks for something; elsewhere "better" is a manner of speaking. */
const MAKES = /^(please |pls )?make\b/

export interface Accepted {
  /** Classes of phrases the intent understands. */
  words: readonly string[]
  /** Kinds of items it can use. */
  kinds: readonly Item['kind'][]
}

/** The items of a clause that an intent cannot explain. Nothing may be done while there are any. */
export function unexplained(clause: Clause, accepted: Accepted): Item[] {
  return clause.items.filter((item) => {
    if (item.kind !== 'words') return !accepted.kinds.includes(item.kind)
    if (item.text === 'better' && MAKES.test(clause.plain)) return true
    return !FREE.some((name) => item.classes.has(name)) && !accepted.words.some((name) => item.classes.has(name))
  })
}
