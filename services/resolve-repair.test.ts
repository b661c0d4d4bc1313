import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type RepairPlan, type RepairProblem, repairGreedily } from './resolve-repair.js'

interface Verdict {
  unplaced: number
  pairs: number
  moved: number
}

/** Hours unplaced, pairs staffed, hours taken off; throws where the plan uses an hour twice or leaves an excess. */
function judge(problem: RepairProblem, plan: RepairPlan): Verdict {
  const taken = problem.parts.map((_, p) => plan.cut[p]!)
  const free = problem.places.map((p) => p.freeUnits)
  const pairs = new Set<number>()
  for (const [e, edge] of problem.edges.entries()) {
    const quarters = plan.placed[e]!
    if (quarters < 0) throw new Error('negative hours')
    if (quarters === 0) continue
    taken[edge.part]! += quarters
    free[edge.place]! -= quarters * edge.unitsPerQuarter
    if (edge.pair !== undefined) pairs.add(edge.pair)
  }
  if (free.some((units) => units < 0)) throw new Error('a free hour was used twice')
  if (taken.some((quarters, p) => quarters > problem.parts[p]!.quarters)) throw new Error('more than there was')
  for (const [s, source] of problem.sources.entries()) {
    const off = problem.parts.reduce(
      (sum, part, p) => sum + (part.source === s ? taken[p]! * part.unitsPerQuarter : 0),
      0,
    )
    if (off < source.excessUnits) throw new Error('an excess is left')
  }
  const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0)
  return { unplaced: sum(plan.cut), pairs: pairs.size, moved: sum(taken) }
}

/** The best there is, by trying every number of quarter hours on every edge. */
function bruteForce(problem: RepairProblem): Verdict {
  const placed = problem.edges.map(() => 0)
  let best: Verdict | undefined
  const need = problem.sources.map((s) => s.excessUnits)
  const visit = (e: number, left: number[], free: number[], used: number[]) => {
    if (e === placed.length) {
      const cut = problem.parts.map(() => 0)
      const rest = [...left]
      for (const [p, part] of problem.parts.entries()) {
        cut[p] = Math.max(0, Math.min(part.quarters - used[p]!, rest[part.source]!))
        rest[part.source]! -= cut[p]!
      }
      if (rest.some((r) => r > 0)) return
      const verdict = judge(problem, { placed, cut })
      if (!best || compare(verdict, best) < 0) best = verdict
      return
    }
    const edge = problem.edges[e]!
    const part = problem.parts[edge.part]!
    const most = Math.min(part.quarters - used[edge.part]!, free[edge.place]!, left[part.source]!)
    for (let quarters = 0; quarters <= most; quarters++) {
      placed[e] = quarters
      visit(
        e + 1,
        left.map((v, i) => (i === part.source ? v - quarters : v)),
        free.map((v, i) => (i === edge.place ? v - quarters : v)),
        used.map((v, i) => (i === edge.part ? v + quarters : v)),
      )
    }
    placed[e] = 0
  }
  visit(
    0,
    need,
    problem.places.map((p) => p.freeUnits),
    problem.parts.map(() => 0),
  )
  return best!
}

const compare = (a: Verdict, b: Verdict) => a.unplaced - b.unplaced || a.pairs - b.pairs || a.moved - b.moved

/** Up to three months above capacity, two parts each, up to four places; every quarter hour weighs one unit. */
const problems = fc
  .record({
    excess: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
    parts: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 6, maxLength: 6 }),
    free: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 4 }),
    links: fc.array(fc.tuple(fc.nat(5), fc.nat(3), fc.option(fc.nat(2))), { maxLength: 7 }),
  })
  .map(({ excess, parts, free, links }): RepairProblem => {
    const list = excess.flatMap((_, s) =>
      [0, 1].map((i) => ({ source: s, quarters: parts[s * 2 + i]!, unitsPerQuarter: 1 })),
    )
    const seen = new Set<string>()
    const edges = links.flatMap(([part, place, pair]) => {
      if (part >= list.length || place >= free.length || seen.has(`${part}:${place}`)) return []
      seen.add(`${part}:${place}`)
      return [{ part, place, unitsPerQuarter: 1, ...(pair === null ? {} : { pair }) }]
    })
    const sources = excess.map((units, s) => ({
      excessUnits: Math.min(
        units,
        list.filter((p) => p.source === s).reduce((sum, p) => sum + p.quarters, 0),
      ),
    }))
    return { sources, parts: list, places: free.map((freeUnits) => ({ freeUnits })), edges, pairs: 3 }
  })

it('leaves as few hours unplaced as any plan could, moves no more, and puts at most one more person on a project', () => {
  let cases = 0
  let best = 0
  fc.assert(
    fc.property(problems, (problem) => {
      const got = judge(problem, repairGreedily(problem))
      const oracle = bruteForce(problem)
      cases++
      if (compare(got, oracle) === 0) best++
      expect(got.unplaced).toBe(oracle.unplaced)
      expect(got.moved).toBe(oracle.moved)
      expect(got.pairs).toBeLessThanOrEqual(oracle.pairs + 1)
    }),
    { numRuns: 1500, seed: 8 },
  )
  expect(best / cases).toBeGreaterThan(0.98)
})

it('never uses a free hour twice where full-time hours differ', () => {
  const weights = fc.constantFrom(10, 11, 12)
  fc.assert(
    fc.property(problems, fc.array(weights, { minLength: 20, maxLength: 20 }), (problem, w) => {
      const weighted: RepairProblem = {
        ...problem,
        sources: problem.sources.map((s) => ({ excessUnits: s.excessUnits * 10 })),
        parts: problem.parts.map((p, i) => ({ ...p, unitsPerQuarter: w[i]! })),
        places: problem.places.map((p) => ({ freeUnits: p.freeUnits * 11 })),
        edges: problem.edges.map((e, i) => ({ ...e, unitsPerQuarter: w[i + 8]! })),
      }
      judge(weighted, repairGreedily(weighted))
    }),
    { numRuns: 500, seed: 8 },
  )
})

it('makes room: hours that fit elsewhere give way to hours that do not', () => {
  const problem: RepairProblem = {
    sources: [{ excessUnits: 4 }, { excessUnits: 4 }],
    parts: [
      { source: 0, quarters: 8, unitsPerQuarter: 1 },
      { source: 1, quarters: 8, unitsPerQuarter: 1 },
    ],
    places: [{ freeUnits: 4 }, { freeUnits: 4 }],
    edges: [
      { part: 0, place: 0, unitsPerQuarter: 1 },
      { part: 0, place: 1, unitsPerQuarter: 1 },
      { part: 1, place: 0, unitsPerQuarter: 1 },
    ],
    pairs: 0,
  }
  expect(repairGreedily(problem)).toEqual({ placed: [0, 4, 4], cut: [0, 0] })
})
