import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { normalise } from '../../services/knowledge/embedder.js'
import { ExactVectorIndex } from '../../services/knowledge/vector-index.js'
import { AcceleratedVectorIndex, loadHnsw } from './vector-accelerator.js'

const DIMENSION = 16
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'staffalloc-index-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A small generator, so that every run sees the same numbers. */
function numbers(seed: number) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32 - 0.5
  }
}
const random = numbers(42)
const vectors = Array.from({ length: 400 }, () => normalise(Float32Array.from({ length: DIMENSION }, random)))
const everybody = () => true

async function fill(load = loadHnsw, count = vectors.length) {
  const index = new AcceleratedVectorIndex(DIMENSION, folder, load, 100)
  for (const [i, v] of vectors.slice(0, count).entries()) index.set(`v${i}`, v)
  await index.settled()
  return index
}
function exact() {
  const index = new ExactVectorIndex(DIMENSION)
  for (const [i, v] of vectors.entries()) index.set(`v${i}`, v)
  return index
}
const ten = (index: { nearest: ExactVectorIndex['nearest'] }, query: Float32Array) =>
  index.nearest(query, 10, everybody).map((n) => n.id)

describe('the accelerator', () => {
  it('finds what comparing all finds, at least 98 of 100', async () => {
    const [fast, slow] = [await fill(), exact()]
    expect(fast.accelerated).toBe(true)
    let same = 0
    for (const query of vectors.slice(0, 50)) {
      const right = new Set(ten(slow, query))
      same += ten(fast, query).filter((id) => right.has(id)).length
    }
    expect(same / 500).toBeGreaterThanOrEqual(0.98)
  })

  it('knows at once what was added and what was removed since the graph was built', async () => {
    const fast = await fill()
    const query = normalise(Float32Array.from({ length: DIMENSION }, random))
    fast.set('new', query)
    expect(ten(fast, query)[0]).toBe('new')
    const [, second] = ten(fast, query)
    fast.delete(second!)
    expect(ten(fast, query)).not.toContain(second)
  })

  it('leaves out whom the reader may not see, also when few are left', async () => {
    const fast = await fill()
    const allowed = new Set(['v7', 'v300'])
    const found = fast.nearest(vectors[0]!, 10, (id) => allowed.has(id)).map((n) => n.id)
    expect(new Set(found)).toEqual(allowed)
  })

  it('compares all where the package could not be installed', async () => {
    const index = await fill(async () => undefined)
    expect(index.accelerated).toBe(false)
    expect(ten(index, vectors[3]!)).toEqual(ten(exact(), vectors[3]!))
  })

  it('reads the kept graph only when it is whole and of these vectors: 200 damages never end the process', async () => {
    await fill()
    const names = readdirSync(folder.concat('/')).filter((n) => n.startsWith('vectors'))
    expect(names.sort()).toEqual([`vectors-${DIMENSION}.hnsw`, `vectors-${DIMENSION}.hnsw.json`])
    const file = join(folder, names[0]!)
    const whole = readFileSync(file)
    const meta = readFileSync(`${file}.json`)
    const right = ten(exact(), vectors[5]!)
    const next = numbers(7)
    for (let i = 0; i < 200; i++) {
      rmSync(file, { recursive: true, force: true })
      writeFileSync(`${file}.json`, meta)
      const damaged = Buffer.from(whole)
      switch (i % 8) {
        case 0: // one byte anywhere, most often in the header
          damaged[Math.floor((next() + 0.5) * (i % 16 ? 96 : damaged.length))]! ^= 0xff
          writeFileSync(file, damaged)
          break
        case 1:
          writeFileSync(file, damaged)
          truncateSync(file, Math.floor((next() + 0.5) * damaged.length))
          break
        case 2:
          writeFileSync(file, damaged.fill(0, 64, 4160))
          break
        case 3:
          writeFileSync(file, 'a shopping list')
          break
        case 4:
          mkdirSync(file)
          break
        case 5:
          symlinkSync('/dev/null', file)
          break
        case 6: // of another dimension, another count
          writeFileSync(file, damaged)
          writeFileSync(`${file}.json`, JSON.stringify({ ...JSON.parse(meta.toString()), dimension: 8, count: 3 }))
          break
        default:
          writeFileSync(`${file}.json`, i % 2 ? '{' : '')
      }
      const index = await fill(loadHnsw, i % 20 === 0 ? vectors.length : 120)
      expect(index.accelerated).toBe(true)
      if (i % 20 === 0) expect(ten(index, vectors[5]!)).toEqual(right)
    }
  })
})
