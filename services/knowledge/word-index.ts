// BM25 over passages. Every score depends on all passages of an index: what a reader may not see must not be in it.
import MiniSearch from 'minisearch'
import { contentWords, wordsOf } from './embedder.js'

export interface WordPassage {
  id: string
  title: string
  text: string
}

/** A question's words are weighed in so many passages together; a word that stands everywhere says nothing. */
const WEIGHED_AT_MOST = 800
/** A word that stands in so many passages is spelt right. */
const SPELT_OTHERWISE_BELOW = 20

export class WordIndex {
  readonly #words = new MiniSearch<WordPassage>({
    fields: ['title', 'text'],
    tokenize: wordsOf,
    processTerm: (term) => term,
    searchOptions: { boost: { title: 1.5 }, weights: { fuzzy: 0.3, prefix: 0.5 } },
    autoVacuum: true,
  })
  /** In how many passages a word stands. */
  readonly #frequencies = new Map<string, number>()

  add({ id, title, text }: WordPassage): void {
    this.#count({ id, title, text }, 1)
    this.#words.add({ id, title, text })
  }

  /** The passage as it was added. */
  remove(passage: WordPassage): void {
    this.#count(passage, -1)
    this.#words.discard(passage.id)
  }

  /** Passages with words of the text, as far as `allows` lets them through, best first. */
  search(text: string, allows: (id: string) => boolean): { id: string; value: number }[] {
    const found = this.#words.search(this.#tellingWords(text).join(' '), {
      filter: (hit) => allows(String(hit.id)),
      // Other spellings only where the word itself says little.
      prefix: (term) => term.length >= 5 && this.#frequency(term) < SPELT_OTHERWISE_BELOW,
      fuzzy: (term) => (term.length >= 6 && this.#frequency(term) < SPELT_OTHERWISE_BELOW ? 0.17 : false),
    })
    return found.map(({ id, score }) => ({ id: String(id), value: score }))
  }

  #frequency(word: string): number {
    return this.#frequencies.get(word) ?? 0
  }

  #count(passage: WordPassage, by: 1 | -1): void {
    for (const word of new Set(wordsOf(`${passage.title} ${passage.text}`)))
      this.#frequencies.set(word, this.#frequency(word) + by)
  }

  /** The words that tell passages apart: the rarest, and others while not too many passages have to be weighed. */
  #tellingWords(text: string): string[] {
    const words = [...new Set(contentWords(text))].sort((a, b) => this.#frequency(a) - this.#frequency(b))
    let weighed = 0
    return words.filter((word, i) => {
      weighed += this.#frequency(word)
      return i === 0 || weighed <= WEIGHED_AT_MOST
    })
  }
}
