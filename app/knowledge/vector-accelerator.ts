// Above some thousand vectors an HNSW graph answers in a tenth of a millisecond where comparing all takes many.
// It is rebuildable: built in the background from the exact index, kept beside the database, checked before it is read.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ExactVectorIndex, type Neighbour, type VectorIndex } from '../../services/knowledge/vector-index.js'

/** Measured: 5,000 x 384 compared one by one take 3 ms, a tenth of what a question may cost. */
export const ACCELERATE_ABOVE = 5000
/** hnswlib's default of 10 finds half of the nearest. */
const EF_SEARCH = 120
/** Asked for more than wanted, because vectors changed since the graph was built are dropped from its answer. */
const MARGIN = 2

interface Hnsw {
  initIndex(options: { maxElements: number; m: number; efConstruction: number; randomSeed: number }): void
  addPoint(point: number[], label: number): void
  readIndexSync(file: string): void
  writeIndexSync(file: string): void
  getCurrentCount(): number
  setEf(ef: number): void
  searchKnn(
    query: number[],
    count: number,
    filter?: (label: number) => boolean,
  ): { neighbors: number[]; distances: number[] }
}
type HnswModule = { HierarchicalNSW: new (space: 'ip', dimension: number) => Hnsw }

/** The optional package; undefined where it could not be installed. */
export async function loadHnsw(): Promise<HnswModule | undefined> {
  try {
    const module = (await import('hnswlib-node')) as unknown as { default?: HnswModule } & HnswModule
    return module.default ?? module
  } catch {
    return undefined
  }
}

/** Makes indexes that keep their graph under `folder`/index. */
export const makeVectorIndex =
  (folder: string, load = loadHnsw, above = ACCELERATE_ABOVE) =>
  (dimension: number): VectorIndex =>
    new AcceleratedVectorIndex(dimension, join(folder, 'index'), load, above)

interface Meta {
  sha256: string
  dimension: number
  count: number
  /** sha256 of ids and vectors that the graph was built from. */
  content: string
}

/** Exact below the limit; above it a graph for what it knows, exact comparison for what has changed since. */
export class AcceleratedVectorIndex implements VectorIndex {
  readonly #exact: ExactVectorIndex
  #graph: { index: Hnsw; labels: string[]; labelOf: Map<string, number> } | undefined
  /** Ids set or deleted since the graph was built: answered exactly. */
  #fresh = new Set<string>()
  #building: Promise<void> | undefined
  #changes = 0

  constructor(
    readonly dimension: number,
    readonly folder: string,
    readonly load: () => Promise<HnswModule | undefined>,
    readonly above: number,
  ) {
    this.#exact = new ExactVectorIndex(dimension)
  }

  get size(): number {
    return this.#exact.size
  }

  /** True while a graph answers. */
  get accelerated(): boolean {
    return this.#graph !== undefined
  }

  set(id: string, vector: Float32Array): void {
    this.#exact.set(id, vector)
    this.#touch(id)
  }

  delete(id: string): void {
    this.#exact.delete(id)
    this.#touch(id)
  }

  #touch(id: string): void {
    this.#fresh.add(id)
    this.#changes++
    if (this.#exact.size > this.above && !this.#building && (!this.#graph || this.#fresh.size > this.above / 2))
      this.#building = this.#build().finally(() => {
        this.#building = undefined
      })
  }

  /** Resolves when no graph is being built. */
  async settled(): Promise<void> {
    await this.#building
  }

  nearest(query: Float32Array, count: number, allows: (id: string) => boolean): Neighbour[] {
    if (!this.#graph) return this.#exact.nearest(query, count, allows)
    const { index, labels } = this.#graph
    const wanted = Math.min(labels.length, count * MARGIN)
    const { neighbors, distances } = index.searchKnn([...query], wanted, (label) => {
      const id = labels[label]!
      return !this.#fresh.has(id) && allows(id)
    })
    // Few may be read: the graph gives up early, comparing them does not.
    if (neighbors.length < Math.min(count, wanted)) return this.#exact.nearest(query, count, allows)
    const found = neighbors.map((label, i) => ({ id: labels[label]!, similarity: 1 - distances[i]! }))
    for (const id of this.#fresh) {
      const vector = this.#exact.get(id)
      if (vector && allows(id)) found.push({ id, similarity: dot(vector, query) })
    }
    return found.sort((a, b) => b.similarity - a.similarity || (a.id < b.id ? -1 : 1)).slice(0, count)
  }

  /** Waits for a quiet moment, then reads the kept graph if it is of just these vectors, else builds one in slices. */
  async #build(): Promise<void> {
    for (let seen = -1; seen !== this.#changes; ) {
      seen = this.#changes
      await new Promise((resolve) => setImmediate(resolve))
    }
    const module = await this.load()
    if (!module) return
    const { ids, block } = this.#exact.entries()
    const labels = [...ids]
    const vectors = block.slice()
    this.#fresh = new Set()
    const content = createHash('sha256')
      .update(JSON.stringify(labels))
      .update(new Uint8Array(vectors.buffer))
      .digest('hex')
    const index = this.#read(module, content, labels.length) ?? (await this.#make(module, vectors, labels.length))
    index.setEf(EF_SEARCH)
    this.#write(index, content, labels.length)
    this.#graph = { index, labels, labelOf: new Map(labels.map((id, i) => [id, i])) }
  }

  async #make(module: HnswModule, vectors: Float32Array, count: number): Promise<Hnsw> {
    const index = new module.HierarchicalNSW('ip', this.dimension)
    index.initIndex({ maxElements: count, m: 16, efConstruction: 120, randomSeed: 100 })
    for (let i = 0; i < count; i++) {
      index.addPoint([...vectors.subarray(i * this.dimension, (i + 1) * this.dimension)], i)
      // Page requests go first.
      if (i % 8 === 7) await new Promise((resolve) => setImmediate(resolve))
    }
    return index
  }

  get #file(): string {
    return join(this.folder, `vectors-${this.dimension}.hnsw`)
  }

  /** A damaged, foreign or old file can end the process inside the library, so its hash is checked before it is read. */
  #read(module: HnswModule, content: string, count: number): Hnsw | undefined {
    try {
      const meta = JSON.parse(readFileSync(`${this.#file}.json`, 'utf8')) as Meta
      if (meta.content !== content || meta.count !== count || meta.dimension !== this.dimension) return undefined
      if (!statSync(this.#file).isFile()) return undefined
      if (createHash('sha256').update(readFileSync(this.#file)).digest('hex') !== meta.sha256) return undefined
      const index = new module.HierarchicalNSW('ip', this.dimension)
      index.readIndexSync(this.#file)
      return index.getCurrentCount() === count ? index : undefined
    } catch {
      return undefined
    }
  }

  #write(index: Hnsw, content: string, count: number): void {
    try {
      mkdirSync(this.folder, { recursive: true, mode: 0o700 })
      if (existsSync(this.#file) && !statSync(this.#file).isFile()) rmSync(this.#file, { recursive: true, force: true })
      const draft = `${this.#file}.${process.pid}.tmp`
      index.writeIndexSync(draft)
      const sha256 = createHash('sha256').update(readFileSync(draft)).digest('hex')
      renameSync(draft, this.#file)
      const meta: Meta = { sha256, dimension: this.dimension, count, content }
      writeFileSync(`${this.#file}.json`, JSON.stringify(meta), { mode: 0o600 })
    } catch {
      // A full or read-only disk costs the next start a rebuild, nothing else.
    }
  }
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
