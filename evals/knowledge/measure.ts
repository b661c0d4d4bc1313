// How well the text search finds what is written: recall@5 and nDCG@10 over the labelled questions.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { openDemoSearch } from '../../app/knowledge/open-demo-search.js'
import type { Actor } from '../../services/actor.js'
import type { RankingMode } from '../../services/knowledge/search.js'

const questions = z.array(z.tuple([z.string(), z.array(z.string()).min(1)]))

export interface SearchQuality {
  /** Which side ranked: words only, vectors only, both. */
  mode: RankingMode
  embedder: string
  questions: number
  recallAt5: number
  ndcgAt10: number
  /** Questions whose first five hold none of the right sources. */
  missed: string[]
}

const ADMIN: Actor = {
  userId: 'none',
  name: 'Quality',
  email: 'quality@example.com',
  systemRole: 'Admin',
  employeeId: null,
  readOnly: true,
}

/** Asks every question in each mode. `models` names a folder with the sentence model's files; without it words serve both sides. */
export async function measureSearch(models?: string): Promise<SearchQuality[]> {
  const cases = questions.parse(parse(readFileSync(join(import.meta.dirname, 'questions.yaml'), 'utf8')))
  const { search, close } = await openDemoSearch(models)
  try {
    const results: SearchQuality[] = []
    for (const mode of ['lexical', 'dense', 'hybrid'] as const) {
      let recall = 0
      let ndcg = 0
      const missed: string[] = []
      for (const [ask, right] of cases) {
        const { hits } = await search.search(ADMIN, ask, { kinds: ['employee', 'project'], limit: 10, mode })
        const wanted = new Set(right)
        const found = hits.map((h) => wanted.has(h.title))
        const inFive = found.slice(0, 5).filter(Boolean).length
        if (inFive === 0) missed.push(ask)
        recall += inFive / Math.min(5, wanted.size)
        ndcg += gain(found) / gain(Array.from({ length: Math.min(10, wanted.size) }, () => true))
      }
      const count = cases.length
      results.push({
        mode,
        embedder: search.embedder.label,
        questions: count,
        recallAt5: recall / count,
        ndcgAt10: ndcg / count,
        missed,
      })
    }
    return results
  } finally {
    await close()
  }
}

/** Discounted cumulative gain of yes-or-no relevance. */
const gain = (found: readonly boolean[]) => found.reduce((sum, hit, i) => sum + (hit ? 1 / Math.log2(i + 2) : 0), 0)
