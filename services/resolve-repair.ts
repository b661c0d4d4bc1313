// The portfolio repair as a problem of its own: excess hours, places with room, and who may take what. Whoever solves
// it better (an optimiser) only has to answer the same question.
// Objective: fewest hours unplaced, then fewest people newly on projects, then fewest hours moved.

/** Somebody's month above capacity. Units are the month's own: a quarter hour of a project takes `partUnits` of them. */
export interface RepairSource {
  excessUnits: number
}

/** Hours of one assignment in a source's month, which may be taken off. */
export interface RepairPart {
  source: number
  quarters: number
  /** Units of the source that one quarter hour takes off. */
  unitsPerQuarter: number
}

/** Somebody's month with room. */
export interface RepairPlace {
  freeUnits: number
}

/** The part's hours may go to the place; the edges of a source are listed in order of preference. */
export interface RepairEdge {
  part: number
  place: number
  /** Units of the place that one quarter hour takes. */
  unitsPerQuarter: number
  /** Number of the person-and-project pair that has to be staffed first; absent when the person is on the project. */
  pair?: number
}

export interface RepairProblem {
  sources: readonly RepairSource[]
  parts: readonly RepairPart[]
  places: readonly RepairPlace[]
  edges: readonly RepairEdge[]
  pairs: number
}

export interface RepairPlan {
  /** Quarter hours on each edge. */
  placed: number[]
  /** Quarter hours of each part that nobody takes. */
  cut: number[]
}

export type RepairStrategy = (problem: RepairProblem) => RepairPlan

/**
 * Deterministic greedy with augmenting paths: first everything that needs nobody new, then the pairs that place most,
 * one by one, at last without those that turned out not to be needed. Where all quarter hours weigh the same, no plan
 * leaves fewer hours unplaced.
 */
export const repairGreedily: RepairStrategy = (problem) => {
  const flow = new Flow(problem)
  flow.placeAll()
  while (flow.hasExcess()) {
    const pair = flow.bestPair()
    if (pair === undefined) break
    flow.open[pair] = 1
    flow.placeAll()
  }
  if (flow.hasExcess() && flow.open.includes(0)) {
    flow.open.fill(1)
    flow.placeAll()
  }
  flow.closeNeedless()
  return { placed: [...flow.placed], cut: flow.cutRest() }
}

/** At most so many pairs are tried for being needless. */
const MOST_CLOSED = 300
/** A bound on the paths of one source, which end by themselves where all quarter hours weigh the same. */
const MOST_PATHS = 3000

class Flow {
  readonly placed: Int32Array
  readonly open: Uint8Array
  private readonly left: Float64Array
  private readonly free: Float64Array
  private readonly used: Int32Array
  private readonly edgesOfPart: number[][]
  private readonly edgesOfPlace: number[][]
  private readonly partsOfSource: number[][]
  private readonly edgesOfSource: number[][]

  constructor(private readonly problem: RepairProblem) {
    const { sources, parts, places, edges } = problem
    this.placed = new Int32Array(edges.length)
    this.open = new Uint8Array(problem.pairs)
    this.left = Float64Array.from(sources, (s) => s.excessUnits)
    this.free = Float64Array.from(places, (p) => p.freeUnits)
    this.used = new Int32Array(parts.length)
    this.edgesOfPart = index(edges, parts.length, (e) => e.part)
    this.edgesOfPlace = index(edges, places.length, (e) => e.place)
    this.partsOfSource = index(parts, sources.length, (p) => p.source)
    this.edgesOfSource = index(edges, sources.length, (e) => parts[e.part]!.source)
  }

  hasExcess(): boolean {
    return this.left.some((units) => units > 0)
  }

  /** Places what it can of every source: directly, then by making room. */
  placeAll(): void {
    for (let s = 0; s < this.left.length; s++) this.placeDirectly(s)
    const dead = new Uint8Array(this.free.length)
    for (let s = 0; s < this.left.length; s++)
      for (let tries = 0; tries < MOST_PATHS && this.left[s]! > 0 && this.augment(s, dead); tries++)
        this.placeDirectly(s)
  }

  private isOpen(edge: RepairEdge): boolean {
    return edge.pair === undefined || this.open[edge.pair] === 1
  }

  private put(e: number, quarters: number): void {
    const edge = this.problem.edges[e]!
    const part = this.problem.parts[edge.part]!
    this.placed[e]! += quarters
    this.used[edge.part]! += quarters
    this.free[edge.place]! -= quarters * edge.unitsPerQuarter
    this.left[part.source]! -= quarters * part.unitsPerQuarter
  }

  /** Quarter hours that edge `e` can take right now. */
  private room(e: number): number {
    const edge = this.problem.edges[e]!
    const part = this.problem.parts[edge.part]!
    const wanted = Math.ceil(this.left[part.source]! / part.unitsPerQuarter)
    return Math.min(
      part.quarters - this.used[edge.part]!,
      wanted,
      Math.floor(this.free[edge.place]! / edge.unitsPerQuarter),
    )
  }

  private placeDirectly(source: number): void {
    if (this.left[source]! <= 0) return
    for (const e of this.edgesOfSource[source]!) {
      if (this.left[source]! <= 0) return
      if (!this.isOpen(this.problem.edges[e]!)) continue
      const quarters = this.room(e)
      if (quarters > 0) this.put(e, quarters)
    }
  }

  /**
   * One path that makes room: from a part of the source to a full place, from hours placed there to another place that
   * they (or other hours of the same month) may go to, until one has room. Places from which nothing could be reached stay dead: later paths cannot revive them.
   */
  private augment(source: number, dead: Uint8Array): boolean {
    const { edges, parts } = this.problem
    const via = new Map<number, { enter: number; leave?: number }>()
    const queue: number[] = []
    const reach = (e: number, leave?: number): number | undefined => {
      const place = edges[e]!.place
      if (dead[place] || via.has(place)) return undefined
      via.set(place, { enter: e, ...(leave === undefined ? {} : { leave }) })
      queue.push(place)
      return this.free[place]! >= edges[e]!.unitsPerQuarter ? place : undefined
    }
    let end: number | undefined
    for (const p of this.partsOfSource[source]!) {
      if (this.used[p]! >= parts[p]!.quarters) continue
      for (const e of this.edgesOfPart[p]!) if (end === undefined && this.isOpen(edges[e]!)) end = reach(e)
    }
    for (let i = 0; i < queue.length && end === undefined; i++)
      for (const out of this.edgesOfPlace[queue[i]!]!) {
        if (this.placed[out] === 0) continue
        for (const p of this.partsOfSource[parts[edges[out]!.part]!.source]!) {
          if (p !== edges[out]!.part && this.used[p]! >= parts[p]!.quarters) continue
          for (const e of this.edgesOfPart[p]!)
            if (end === undefined && e !== out && this.isOpen(edges[e]!)) end = reach(e, out)
        }
      }
    if (end === undefined) {
      for (const place of queue) dead[place] = 1
      return false
    }
    return this.shift(end, via)
  }

  /** Moves one bundle along the path, from its end back to the source; quarter by quarter where weights differ. */
  private shift(end: number, via: ReadonlyMap<number, { enter: number; leave?: number }>): boolean {
    const { edges, parts } = this.problem
    const path: { enter: number; leave?: number }[] = []
    for (let place: number | undefined = end; place !== undefined; ) {
      const step: { enter: number; leave?: number } = via.get(place)!
      path.push(step)
      place = step.leave === undefined ? undefined : edges[step.leave]!.place
    }
    const first = path.at(-1)!
    const part = parts[edges[first.enter]!.part]!
    let quarters = Math.min(
      Math.floor(this.free[end]! / edges[path[0]!.enter]!.unitsPerQuarter),
      part.quarters - this.used[edges[first.enter]!.part]!,
      Math.ceil(this.left[part.source]! / part.unitsPerQuarter),
    )
    for (const { enter, leave } of path) {
      if (leave === undefined) continue
      quarters = Math.min(quarters, this.placed[leave]!)
      const [p, old] = [edges[enter]!.part, edges[leave]!.part]
      if (p !== old) quarters = Math.min(quarters, parts[p]!.quarters - this.used[p]!)
    }
    const same = path.every(({ enter, leave }) => leave === undefined || this.weight(enter) === this.weight(leave))
    if (!same) quarters = Math.min(quarters, 1)
    for (const { enter, leave } of path) {
      if (leave !== undefined) this.put(leave, -quarters)
      if (this.free[edges[enter]!.place]! < quarters * edges[enter]!.unitsPerQuarter) {
        // Different full-time hours: one quarter hour out does not make room for one in. Put it back and give up.
        if (leave !== undefined) this.put(leave, quarters)
        return false
      }
      this.put(enter, quarters)
    }
    return quarters > 0
  }

  private weight(e: number): string {
    const edge = this.problem.edges[e]!
    return `${edge.unitsPerQuarter}:${this.problem.parts[edge.part]!.unitsPerQuarter}`
  }

  /** The closed pair that could take most of what is left; the lower number where two are equal. */
  bestPair(): number | undefined {
    const gain = new Map<number, number>()
    const offered = new Map<string, number>()
    for (const [e, edge] of this.problem.edges.entries()) {
      if (edge.pair === undefined || this.open[edge.pair]) continue
      const quarters = this.room(e)
      if (quarters <= 0) continue
      const key = `${edge.pair}:${edge.place}`
      const room = offered.get(key) ?? Math.floor(this.free[edge.place]! / edge.unitsPerQuarter)
      const taken = Math.min(room, quarters)
      offered.set(key, room - taken)
      gain.set(edge.pair, (gain.get(edge.pair) ?? 0) + taken)
    }
    let best: number | undefined
    for (const [pair, quarters] of gain) {
      const most = best === undefined ? 0 : gain.get(best)!
      if (quarters > most || (quarters === most && best !== undefined && pair < best)) best = pair
    }
    return best
  }

  /** Closes opened pairs, those with the fewest hours first, where the others can take their hours as well. */
  closeNeedless(): void {
    const hours = new Map<number, number>()
    for (const [e, edge] of this.problem.edges.entries())
      if (edge.pair !== undefined && this.placed[e]! > 0)
        hours.set(edge.pair, (hours.get(edge.pair) ?? 0) + this.placed[e]!)
    for (let pair = 0; pair < this.open.length; pair++) if (!hours.has(pair)) this.open[pair] = 0
    const smallestFirst = [...hours.entries()].sort((a, b) => a[1] - b[1] || b[0] - a[0]).slice(0, MOST_CLOSED)
    for (const [pair] of smallestFirst) {
      const before = {
        placed: this.placed.slice(),
        left: this.left.slice(),
        free: this.free.slice(),
        used: this.used.slice(),
      }
      const lacking = this.lacking()
      this.open[pair] = 0
      for (const [e, edge] of this.problem.edges.entries())
        if (edge.pair === pair && this.placed[e]! > 0) this.put(e, -this.placed[e]!)
      this.placeAll()
      if (this.lacking() <= lacking) continue
      this.open[pair] = 1
      this.placed.set(before.placed)
      this.left.set(before.left)
      this.free.set(before.free)
      this.used.set(before.used)
    }
  }

  private lacking(): number {
    return this.left.reduce((sum, units) => sum + Math.max(0, units), 0)
  }

  /** What is left over is cut, from the part with most hours left. */
  cutRest(): number[] {
    const { parts } = this.problem
    const cut = parts.map(() => 0)
    for (let s = 0; s < this.left.length; s++) {
      const own = [...this.partsOfSource[s]!].sort(
        (a, b) => parts[b]!.quarters - this.used[b]! - (parts[a]!.quarters - this.used[a]!) || a - b,
      )
      for (const p of own) {
        if (this.left[s]! <= 0) break
        const part = parts[p]!
        const quarters = Math.min(part.quarters - this.used[p]!, Math.ceil(this.left[s]! / part.unitsPerQuarter))
        cut[p] = quarters
        this.used[p]! += quarters
        this.left[s]! -= quarters * part.unitsPerQuarter
      }
    }
    return cut
  }
}

function index<T>(items: readonly T[], size: number, key: (item: T) => number): number[][] {
  const lists: number[][] = Array.from({ length: size }, () => [])
  for (const [i, item] of items.entries()) lists[key(item)]!.push(i)
  return lists
}
