// The text search at fifty thousand passages: time of a question, what the accelerator finds of the exact nearest, and
// how long page requests wait while the index of five thousand people is made anew.
// Run: npx tsx bench/knowledge.ts [--quick]
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import {
  ACCELERATE_ABOVE,
  AcceleratedVectorIndex,
  loadHnsw,
  makeVectorIndex,
} from '../app/knowledge/vector-accelerator.js'
import type { OpenDatabase } from '../db/open.js'
import type { Actor } from '../services/actor.js'
import { lexicalEmbedder } from '../services/knowledge/embedder.js'
import { KnowledgeSearch } from '../services/knowledge/search.js'
import { ExactVectorIndex } from '../services/knowledge/vector-index.js'
import { readPortfolio } from '../services/portfolio.js'
import { buildFirm } from './insight-organisation.js'

export interface KnowledgeFigure {
  name: string
  value: number
  unit: 'ms' | 'times' | 'of the nearest' | 'passages'
  /** At most so much; for shares at least so much. */
  limit?: number
  ok: boolean
}

const admin: Actor = {
  userId: 'u-admin',
  name: 'Ada Admin',
  email: 'admin@example.com',
  systemRole: 'Admin',
  employeeId: null,
  readOnly: false,
}

/** Small, fast, the same everywhere. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const SYLLABLES = 'ra to mi ne sol ka ver dun pel bri os tan gul fi mor sha len ix quo zed'.split(' ')
const word = (n: number) =>
  [n % 20, Math.floor(n / 20) % 20, Math.floor(n / 400) % 20].map((i) => SYLLABLES[i]).join('')

/** Some words are in every text and most in few, as in what people write (Zipf). */
const textOf = (next: () => number, words: number) =>
  Array.from({ length: words }, () => word(Math.floor(8000 ** next()))).join(' ')

/** A firm with a note of some sentences on most of its records. */
async function firmWithNotes(people: number, notes: number, file: string): Promise<OpenDatabase> {
  const firm = await buildFirm({ people, projects: 500, months: 1 }, file)
  const next = random(3)
  const insert = firm.sqlite.prepare(
    `insert into note (id, title, body, subject_table, subject_id, user_id, created_at, version) values (?,?,?,?,?,'u-admin','2026-01-01T00:00:00Z',1)`,
  )
  firm.sqlite.transaction(() => {
    for (let i = 0; i < notes; i++)
      insert.run(`n-${i}`, textOf(next, 3), `${textOf(next, 60)}.`, 'project', `p-${i % 500}`)
  })()
  return firm
}

const percentile = (values: number[], share: number) =>
  values.sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!

/** All figures; prints each as it is measured. */
export async function benchKnowledge(quick = false): Promise<KnowledgeFigure[]> {
  const figures: KnowledgeFigure[] = []
  const report = (name: string, value: number, unit: KnowledgeFigure['unit'], limit?: number) => {
    const ok = limit === undefined || (unit === 'of the nearest' ? value >= limit : value <= limit)
    figures.push({ name, value, unit, limit, ok })
    console.log(`${ok ? 'ok  ' : 'OVER'} ${name}: ${value.toFixed(2)} ${unit}${limit ? ` (limit ${limit})` : ''}`)
  }
  const folder = mkdtempSync(join(tmpdir(), 'staffalloc-bench-knowledge-'))
  try {
    await questions(folder, quick ? 1000 : 10_000, report)
    await nearest(folder, quick ? 6000 : 50_000, report)
    await requestsMeanwhile(folder, quick ? 500 : 5000, report)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return figures
}

type Report = (name: string, value: number, unit: KnowledgeFigure['unit'], limit?: number) => void

async function questions(folder: string, people: number, report: Report): Promise<void> {
  const firm = await firmWithNotes(people, people, join(folder, 'questions.db'))
  const index = new AcceleratedVectorIndex(lexicalEmbedder.dimension, join(folder, 'index'), loadHnsw, ACCELERATE_ABOVE)
  const search = new KnowledgeSearch({ db: firm.db, makeIndex: () => index })
  await search.refresh()
  await index.settled()
  report('passages', search.size, 'passages')
  const next = random(9)
  const times: number[] = []
  for (let i = 0; i < 220; i++) {
    const question = i % 4 === 3 ? `who worked on Project ${i} for Client ${i % 40}?` : `who knows ${textOf(next, 3)}?`
    const start = performance.now()
    await search.search(admin, question, { limit: 10 })
    if (i >= 20) times.push(performance.now() - start)
  }
  report('a question, median', percentile(times, 0.5), 'ms')
  report('a question, p95', percentile(times, 0.95), 'ms', 10)
  await firm.close()
}

/** Unit vectors around some hundred centres, as sentences about few topics lie. */
async function nearest(folder: string, count: number, report: Report): Promise<void> {
  const dimension = 384
  const next = random(5)
  const around = (centre: number[] | undefined) => {
    const vector = Float32Array.from({ length: dimension }, (_, i) => (centre?.[i] ?? 0) + (next() - 0.5) * 0.9)
    const length = Math.hypot(...vector)
    return vector.map((v) => v / length)
  }
  const centres = Array.from({ length: 300 }, () => [...around(undefined)].map((v) => v * 4))
  const exact = new ExactVectorIndex(dimension)
  const index = new AcceleratedVectorIndex(dimension, join(folder, 'nearest'), loadHnsw, 5000)
  for (let i = 0; i < count; i++) {
    const vector = around(centres[i % centres.length])
    exact.set(`v-${i}`, vector)
    index.set(`v-${i}`, vector)
  }
  await index.settled()
  let found = 0
  let asked = 0
  for (let i = 0; i < 200; i++) {
    const query = around(centres[i])
    const wanted = new Set(exact.nearest(query, 10, () => true).map((n) => n.id))
    asked += wanted.size
    found += index.nearest(query, 10, () => true).filter((n) => wanted.has(n.id)).length
  }
  report(`recall@10 of the accelerator at ${count} vectors`, found / asked, 'of the nearest', 0.98)
}

/** A client in a thread of its own asks for a page's data without pause; its p99 alone and while the index is remade. */
async function requestsMeanwhile(folder: string, people: number, report: Report): Promise<void> {
  const firm = await firmWithNotes(people, 500, join(folder, 'requests.db'))
  const search = new KnowledgeSearch({ db: firm.db, makeIndex: makeVectorIndex(folder) })
  await search.refresh()
  const server = createServer(async (_request, response) => {
    const portfolio = await readPortfolio(firm.db, admin, 202601)
    response.end(JSON.stringify(portfolio.months))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const measure = async (work: Promise<unknown> | undefined) => {
    const client = new Worker(CLIENT, { eval: true, workerData: { url } })
    const times: number[] = []
    client.on('message', (ms: number) => times.push(ms))
    await (work ?? new Promise((resolve) => setTimeout(resolve, 5000)))
    await client.terminate()
    return percentile(times.slice(3), 0.99)
  }
  const alone = await measure(undefined)
  const again = async () => {
    for (let i = 0; i < 3; i++) {
      await firm.db
        .updateTable('employee')
        .set({ education: `Degree ${i}` })
        .execute()
      await search.rebuild()
    }
  }
  const meanwhile = await measure(again())
  report('page request alone, p99', alone, 'ms')
  report('page request while the index is remade, p99', meanwhile, 'ms')
  report(`page requests while the index of ${people} people is remade`, meanwhile / alone, 'times', 2)
  server.close()
  await firm.close()
}

const CLIENT = `
const { parentPort, workerData } = require('node:worker_threads')
void (async () => {
  for (;;) {
    const start = performance.now()
    await (await fetch(workerData.url)).text()
    parentPort.postMessage(performance.now() - start)
  }
})()`

if (process.argv[1] === import.meta.filename) {
  const figures = await benchKnowledge(process.argv.includes('--quick'))
  process.exitCode = figures.every((f) => f.ok) ? 0 : 1
}
