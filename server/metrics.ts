// What Prometheus reads at /metrics: requests as they happen, everything else from the database at the time of asking.
import { statSync } from 'node:fs'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Db } from '../db/open.js'

export interface Metrics {
  observeRequest(route: string, status: number, seconds: number): void
  /** The text of /metrics. */
  text(): Promise<string>
  readonly contentType: string
}

/** Counters of one process. `databaseFile` is measured at each reading. */
export function createMetrics(db: Db, databaseFile: string): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'staffalloc_' })
  const registers = [registry]
  const requests = new Histogram({
    name: 'staffalloc_http_request_seconds',
    help: 'Time of HTTP requests by declared route and status; a tool is one route',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60],
    registers,
  })
  const gauge = <L extends string>(name: string, help: string, labelNames: L[] = []) =>
    new Gauge({ name: `staffalloc_${name}`, help, labelNames, registers })
  const turns = gauge('assistant_turns', 'Answers of the assistant by who answered and how it ended', ['by', 'outcome'])
  const seconds = gauge('assistant_seconds', 'Time of all these answers', ['by'])
  const tokens = gauge('assistant_tokens', 'Tokens of all these answers', ['by', 'direction'])
  const jobs = gauge('jobs', 'Background jobs by state', ['state'])
  const changes = gauge('change_sets', 'Number of the newest change set')
  const size = gauge('database_bytes', 'Size of the database file')

  const collect = async () => {
    for (const g of [turns, seconds, tokens, jobs]) g.reset()
    const rows = await db
      .selectFrom('modelTurn')
      .select((eb) => [
        'answeredBy',
        'outcome',
        eb.fn.countAll<number>().as('count'),
        eb.fn.sum<number>('durationMs').as('ms'),
        eb.fn.sum<number>('inputTokens').as('input'),
        eb.fn.sum<number>('outputTokens').as('output'),
      ])
      .groupBy(['answeredBy', 'outcome'])
      .execute()
    for (const { answeredBy: by, outcome, count, ms, input, output } of rows) {
      turns.set({ by, outcome }, Number(count))
      seconds.inc({ by }, Number(ms) / 1000)
      tokens.inc({ by, direction: 'in' }, Number(input))
      tokens.inc({ by, direction: 'out' }, Number(output))
    }
    const states = await db
      .selectFrom('job')
      .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
      .groupBy('state')
      .execute()
    for (const { state, count } of states) jobs.set({ state }, Number(count))
    const newest = await db.selectFrom('changeSet').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst()
    changes.set(newest?.seq ?? 0)
    try {
      size.set(statSync(databaseFile).size)
    } catch {
      // A database in memory has no file.
    }
  }
  return {
    observeRequest: (route, status, time) => requests.observe({ route, status: String(status) }, time),
    text: async () => {
      await collect()
      return registry.metrics()
    },
    contentType: registry.contentType,
  }
}
