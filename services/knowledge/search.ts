// Hybrid search over passages: rights first, then BM25 and vectors, fused by rank. Never stale: looks at the change feed first.
import type { Db } from '../../db/open.js'
import type { Actor } from '../actor.js'
import { privateEmployeeIds, readScope } from '../policy.js'
import { ownAssignmentPassages, type Passage } from './documents.js'
import { contentWords, type Embedder, isSound, lexicalEmbedder, wordsOf } from './embedder.js'
import {
  embeddedText,
  embedMissing,
  fromBytes,
  isStale,
  readMark,
  type SyncResult,
  syncPassages,
  turn,
} from './sync-passages.js'
import { ExactVectorIndex, type VectorIndex } from './vector-index.js'
import { WordIndex } from './word-index.js'

export interface KnowledgeHit {
  kind: string
  id: string
  title: string
  passage: string
  link: string
  score: number
  parts: { dense: number; lexical: number }
}

/** Which side ranks: words, vectors, or both. For measuring; people always get both. */
export type RankingMode = 'hybrid' | 'lexical' | 'dense'

export interface KnowledgeOptions {
  db: Db
  embedder?: Embedder
  /** Makes the index of vectors; default: exact. */
  makeIndex?: (dimension: number) => VectorIndex
}

type Entry = Pick<Passage, 'id' | 'kind' | 'sourceId' | 'employeeId' | 'projectId' | 'private' | 'title' | 'text'>

/** Ranks beyond this are not fused. */
const DEPTH = 50
/** Passages read before a request has its turn. */
const LOADED_AT_ONCE = 200
/** The usual constant of reciprocal rank fusion. */
const FUSION = 60

/** One process's view of the passages; several processes on the same data each keep their own, by the stored version. */
export class KnowledgeSearch {
  readonly #db: Db
  #embedder: Embedder
  readonly #makeIndex: (dimension: number) => VectorIndex
  #version = -1
  #entries = new Map<string, Entry>()
  /** What everybody who sees the whole plan may read, and what only some of them may. */
  readonly #open = new WordIndex()
  readonly #private = new WordIndex()
  #vectors: VectorIndex
  #refreshing: Promise<void> | undefined
  #filling: Promise<void> | undefined

  constructor(options: KnowledgeOptions) {
    this.#db = options.db
    this.#embedder = options.embedder ?? lexicalEmbedder
    this.#makeIndex = options.makeIndex ?? ((dimension) => new ExactVectorIndex(dimension))
    this.#vectors = this.#makeIndex(this.#embedder.dimension)
  }

  /** Share of new vectors made, 0 to 1, while another embedder is being taken up; undefined otherwise. */
  rebuilding: number | undefined

  get embedder(): Embedder {
    return this.#embedder
  }

  get size(): number {
    return this.#entries.size
  }

  /**
   * Passages near the question that the actor may read, best first. `kinds` narrows to some sources.
   * "like NAME" takes that record's own words as the question and leaves it out.
   */
  async search(
    actor: Actor,
    query: string,
    options: { kinds?: readonly string[]; limit: number; mode?: RankingMode },
  ): Promise<{ embedder: string; hits: KnowledgeHit[] }> {
    await this.refresh()
    const { entries, words, vectors, mayRead } = await this.#reading(actor)
    const kinds = options.kinds && new Set(options.kinds)
    const model = modelFor(query, entries, mayRead)
    const allows = (id: string) => {
      const entry = entries.get(id)
      if (!entry || (kinds && !kinds.has(entry.kind)) || entry.sourceId === model?.sourceId) return false
      return mayRead(entry)
    }
    const text = (model ? `${model.title}. ${model.text}` : query).slice(0, 4000)
    const lexical = words.flatMap((index) => index.search(text, allows))
    lexical.sort((a, b) => b.value - a.value || (a.id < b.id ? -1 : 1))
    const byNearness = options.mode === 'dense' || lexical.length > 0 || this.#embedder.knowsMeanings
    const [vector] = byNearness ? await this.#embedder.embed([text]) : []
    const near = vector ? vectors.nearest(vector, DEPTH, allows) : []
    const dense = near.filter((n) => n.similarity >= this.#embedder.floor)
    const hits = fuse(
      options.mode === 'dense' ? [] : lexical.slice(0, DEPTH),
      options.mode === 'lexical' ? [] : dense.map((n) => ({ id: n.id, value: n.similarity })),
      this.#embedder.weight,
    )
    const seen = new Set<string>()
    const best: KnowledgeHit[] = []
    for (const { id, score, parts } of hits) {
      const entry = entries.get(id)!
      const source = `${entry.kind}:${entry.sourceId}`
      if (seen.has(source)) continue
      seen.add(source)
      best.push({
        kind: entry.kind,
        id: entry.sourceId,
        title: entry.title,
        passage: excerpt(entry.text, text),
        link: linkOf(entry),
        score,
        parts,
      })
      if (best.length === options.limit) break
    }
    return { embedder: this.#embedder.label, hits: best }
  }

  /** Takes in what has changed since the last question; questions that come meanwhile wait for the same work. */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = undefined
    })
    return this.#refreshing
  }

  async #refresh(): Promise<void> {
    let mark = await readMark(this.#db)
    if (await isStale(this.#db, mark)) {
      await this.#take(await syncPassages(this.#db, this.#embedder))
      mark = await readMark(this.#db)
    }
    if (mark && mark.version !== this.#version) await this.#load(mark.version)
  }

  /** Compares every passage with its row, whatever the change feed says. */
  async rebuild(): Promise<void> {
    await syncPassages(this.#db, this.#embedder, { rebuild: true })
    this.#version = -1
    await this.refresh()
    await this.settled()
  }

  /** After an uploaded note was added or removed. */
  async refreshNotes(ids: readonly string[]): Promise<void> {
    await this.refresh()
    await this.#take(await syncPassages(this.#db, this.#embedder, { notes: ids }))
    await this.refresh()
  }

  async #take(sync: SyncResult): Promise<void> {
    if (sync.from !== this.#version) return
    for (const id of sync.removed) this.#drop(id)
    for (const [i, { vector, ...passage }] of sync.upserted.entries()) {
      this.#drop(passage.id)
      this.#add(passage)
      if (vector) this.#vectors.set(passage.id, vector)
      if (i % LOADED_AT_ONCE === LOADED_AT_ONCE - 1) await turn()
    }
    this.#version = sync.version
    if (sync.upserted.some((p) => !p.vector)) this.#fillLater()
  }

  /** A model makes its vectors after the commit; until then the words alone find the passage. */
  #fillLater(): void {
    this.#filling ??= this.#fill().finally(() => {
      this.#filling = undefined
    })
    // A model that fails leaves the words: the next change tries again.
    this.#filling.catch(() => {})
  }

  async #fill(): Promise<void> {
    const embedder = this.#embedder
    for (;;) {
      const { done, missing } = await embedMissing(this.#db, embedder, 32)
      if (embedder === this.#embedder)
        for (const { id, vector } of done) if (this.#entries.has(id)) this.#vectors.set(id, vector)
      if (missing === 0 || done.length === 0) return
    }
  }

  /** Resolves when no vector is being made; for tests and `reindex`. */
  async settled(): Promise<void> {
    await this.#filling
  }

  #wordsOf(entry: Entry): WordIndex {
    return entry.private ? this.#private : this.#open
  }

  #drop(id: string): void {
    const entry = this.#entries.get(id)
    if (!entry) return
    this.#entries.delete(id)
    this.#wordsOf(entry).remove(entry)
    this.#vectors.delete(id)
  }

  #add(entry: Entry): void {
    this.#entries.set(entry.id, entry)
    this.#wordsOf(entry).add(entry)
  }

  /** Reads passages and vectors that differ from what is in memory, slice by slice. */
  async #load(version: number): Promise<void> {
    const present = new Set<string>()
    for (let after = ''; ; ) {
      const rows = await this.#db
        .selectFrom('passage')
        .select(['id', 'kind', 'sourceId', 'employeeId', 'projectId', 'private', 'title', 'text', 'embedder', 'vector'])
        .where('id', '>', after)
        .orderBy('id')
        .limit(LOADED_AT_ONCE)
        .execute()
      for (const { embedder, vector, ...row } of rows) {
        present.add(row.id)
        const entry: Entry = { ...row, kind: row.kind as Entry['kind'], private: row.private === 1 }
        const known = this.#entries.get(row.id)
        if (!known || known.text !== entry.text || known.title !== entry.title || known.private !== entry.private) {
          this.#drop(row.id)
          this.#add(entry)
        } else this.#entries.set(row.id, entry)
        const numbers = embedder === this.#embedder.id ? fromBytes(vector, this.#embedder.dimension) : undefined
        if (numbers) this.#vectors.set(row.id, numbers)
      }
      if (rows.length < LOADED_AT_ONCE) break
      after = rows[rows.length - 1]!.id
      await turn()
    }
    for (const id of [...this.#entries.keys()]) if (!present.has(id)) this.#drop(id)
    this.#version = version
  }

  /**
   * Goes over to another embedder: missing vectors are made batch by batch while the old ones serve, then both are
   * exchanged at once. `progress` gets a fraction.
   */
  async changeEmbedder(next: Embedder, progress: (fraction: number) => void = () => {}): Promise<void> {
    await this.refresh()
    const total = Math.max(1, this.#entries.size)
    this.rebuilding = 0
    try {
      for (;;) {
        const { done, missing } = await embedMissing(this.#db, next, 32)
        this.rebuilding = Math.max(0, 1 - missing / total)
        progress(this.rebuilding)
        if (missing === 0 || done.length === 0) break
      }
    } finally {
      this.rebuilding = undefined
    }
    this.#embedder = next
    this.#vectors = this.#makeIndex(next.dimension)
    this.#version = -1
    await this.refresh()
  }

  /**
   * What the actor may read, and the indexes to ask for it. Scores tell about every passage of an index, so a reader to
   * whom some are hidden gets one of the own passages, made on the spot.
   */
  async #reading(actor: Actor): Promise<Reading> {
    const scope = await readScope(this.#db, actor)
    if (!scope.all) return await this.#ownReading(scope.employeeIds)
    const privateIds = await privateEmployeeIds(this.#db, actor)
    const mayRead = ({ private: hidden, employeeId }: Entry) =>
      !hidden || privateIds === 'all' || privateIds.has(employeeId ?? '')
    const reading = { entries: this.#entries, vectors: this.#vectors, mayRead }
    if (privateIds === 'all') return { ...reading, words: [this.#open, this.#private] }
    const hers = new WordIndex()
    for (const entry of this.#entries.values()) if (entry.private && mayRead(entry)) hers.add(entry)
    return { ...reading, words: [this.#open, hers] }
  }

  /** An Employee reads what is about them, in words that leave out what is not theirs to know. */
  async #ownReading(employeeIds: readonly string[]): Promise<Reading> {
    const about = [...this.#entries.values()].filter(
      (entry) => entry.kind === 'employee' && !entry.private && employeeIds.includes(entry.employeeId ?? ''),
    )
    const own: Entry[] = [...about, ...(await ownAssignmentPassages(this.#db, employeeIds))]
    const words = new WordIndex()
    const vectors = new ExactVectorIndex(this.#embedder.dimension)
    const made = await this.#embedder.embed(own.map(embeddedText))
    for (const [i, entry] of own.entries()) {
      words.add(entry)
      if (isSound(made[i]!, this.#embedder.dimension)) vectors.set(entry.id, made[i]!)
    }
    return { entries: new Map(own.map((entry) => [entry.id, entry])), words: [words], vectors, mayRead: () => true }
  }
}

/** The passages that a reader's question is answered from. */
interface Reading {
  entries: ReadonlyMap<string, Entry>
  words: WordIndex[]
  vectors: VectorIndex
  mayRead: (entry: Entry) => boolean
}

/** The record named in "like NAME", if exactly one has that title. */
function modelFor(
  query: string,
  entries: ReadonlyMap<string, Entry>,
  mayRead: (entry: Entry) => boolean,
): Entry | undefined {
  const match = /\b(?:like|similar to)\s+(.{2,80}?)[?.!]*$/i.exec(query)
  if (!match) return undefined
  const name = wordsOf(match[1]!).join(' ')
  const fits = [...entries.values()].filter(
    (e) => (e.kind === 'project' || e.kind === 'employee') && !e.private && mayRead(e) && isNamed(e.title, name),
  )
  const ids = new Set(fits.map((e) => e.sourceId))
  return ids.size === 1 ? fits[0] : undefined
}

function isNamed(title: string, name: string): boolean {
  const words = wordsOf(title)
  const wanted = name.split(' ').filter((w) => w !== 'project')
  return wanted.length > 0 && wanted.every((w) => words.includes(w))
}

interface Ranked {
  id: string
  value: number
}

/** Reciprocal rank fusion; the parts are what each side gave. Ties by id, so that the order is always the same. */
function fuse(lexical: Ranked[], dense: Ranked[], denseWeight: number) {
  const merged = new Map<string, { id: string; score: number; parts: { dense: number; lexical: number } }>()
  const take = (list: Ranked[], part: 'dense' | 'lexical', weight: number) => {
    for (const [rank, { id, value }] of list.entries()) {
      const hit = merged.get(id) ?? { id, score: 0, parts: { dense: 0, lexical: 0 } }
      hit.score += weight / (FUSION + rank + 1)
      hit.parts[part] = value
      merged.set(id, hit)
    }
  }
  take(lexical, 'lexical', 1.5)
  take(dense, 'dense', denseWeight)
  return [...merged.values()].sort((a, b) => b.score - a.score || a.id.localeCompare(b.id))
}

/** Where the page shows the source. */
function linkOf(entry: Entry): string {
  if (entry.kind === 'employee' || (entry.kind === 'assignment' && entry.employeeId))
    return `/people/${entry.employeeId}`
  if (entry.projectId) return `/projects/${entry.projectId}`
  return entry.employeeId ? `/people/${entry.employeeId}` : `/notes/${entry.sourceId}`
}

const EXCERPT = 320

/** The sentence that holds most of the question's words, with what follows, at most 320 characters. */
function excerpt(text: string, query: string): string {
  if (text.length <= EXCERPT) return text
  const wanted = new Set(contentWords(query))
  const sentences = text.split(/(?<=[.!?])\s+/)
  let best = 0
  let bestScore = -1
  for (const [i, sentence] of sentences.entries()) {
    const score = new Set(wordsOf(sentence).filter((w) => wanted.has(w))).size
    if (score > bestScore) [best, bestScore] = [i, score]
  }
  const from = sentences.slice(best).join(' ')
  return from.length > EXCERPT ? `${from.slice(0, EXCERPT - 1)}…` : from
}
