// A request after reading: a row of typed items. Every token of the text lies in exactly one of them.
import type { EntityKind, Reference } from './lexicon-index.js'
import type { Stretch } from './period.js'
import type { Amount } from './read-amount.js'

interface Place {
  /** Token indexes, both inclusive. */
  from: number
  to: number
  /** Character offsets in the text. */
  start: number
  end: number
  text: string
  /** The function word before it ("from Beta"), fillers between them ignored. */
  prep: string
  /** A misspelt word in it was mended. */
  mended: boolean
}

export interface EntityItem extends Place {
  kind: EntityKind
  /** More than one: the name fits several. */
  refs: Reference[]
  possessive: boolean
}

export interface PeriodItem extends Place {
  kind: 'period'
  stretch: Stretch
}

export interface AmountItem extends Place {
  kind: 'amount'
  amount: Amount
}

export type ComparisonOperator = 'below' | 'atMost' | 'above' | 'atLeast' | 'exactly' | 'between'

export interface ComparisonItem extends Place {
  kind: 'comparison'
  operator: ComparisonOperator
  amount: Amount
  /** Upper end of "between". */
  upper?: Amount
}

export interface WordsItem extends Place {
  kind: 'words'
  classes: ReadonlySet<string>
}

export interface UnknownItem extends Place {
  kind: 'unknown'
  /** Nearest names or words, for a question. */
  near: string[]
}

export type Item = EntityItem | PeriodItem | AmountItem | ComparisonItem | WordsItem | UnknownItem

export const isEntity = (item: Item): item is EntityItem =>
  item.kind === 'person' ||
  item.kind === 'project' ||
  item.kind === 'client' ||
  item.kind === 'role' ||
  item.kind === 'lcat' ||
  item.kind === 'skill'

export const isWords = (item: Item | undefined, ...names: string[]): boolean =>
  item?.kind === 'words' && names.some((name) => item.classes.has(name))

/** Free everywhere: politeness and padding. */
export const isFiller = (item: Item | undefined): boolean => item?.kind === 'words' && item.classes.has('filler')
