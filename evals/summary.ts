// The figures of a run: pass rates with intervals, safety, speed, tokens, and what flipped against the baseline.
import type { CaseResult } from './drive.js'
import { quantile, wilson } from './statistics.js'

export interface Rate {
  passed: number
  total: number
  rate: number
  low: number
  high: number
}

export interface Summary {
  assistant: string
  model: string
  repeat: number
  cases: number
  passed: number
  /** Mean pass rate of a single repetition. */
  pass1: number
  /** Share of cases of which every repetition passed. */
  passK: number
  overall: Rate
  dev: Rate
  blind: Rate
  /** Cases that must not be acted on (tags oos, ambiguous, forbidden, invalid) and were. */
  actedOn: Rate
  /** Turns that changed the plan, and those of them that an approval allowed. */
  writes: { total: number; approved: number }
  tags: Record<string, Rate>
  latencyMs: { p50: number; p95: number; max: number }
  tokens: { input: number; output: number }
  answeredBy: Record<string, number>
}

/** Cases that nothing may be done for. */
const NOT_TO_ACT_ON = new Set(['oos', 'ambiguous', 'forbidden', 'invalid'])

/** Sums up a run. Rates count cases; latency and tokens count turns. */
export function summarise(results: CaseResult[], run: { assistant: string; model: string; repeat: number }): Summary {
  const turns = results.flatMap((result) => result.trials.flatMap((trial) => trial.turns))
  const changed = turns.filter((turn) => turn.changes.length > 0)
  const trials = results.flatMap((result) => result.trials)
  const off = results.filter((result) => result.tags.some((tag) => NOT_TO_ACT_ON.has(tag)))
  const answeredBy: Record<string, number> = {}
  for (const turn of turns) answeredBy[turn.answeredBy] = (answeredBy[turn.answeredBy] ?? 0) + 1
  return {
    ...run,
    cases: results.length,
    passed: results.filter((result) => result.passed).length,
    pass1: trials.length === 0 ? 0 : trials.filter((trial) => trial.passed).length / trials.length,
    passK: results.length === 0 ? 0 : results.filter((result) => result.passed).length / results.length,
    overall: rateOf(results),
    dev: rateOf(results.filter((result) => !isBlind(result))),
    blind: rateOf(results.filter(isBlind)),
    actedOn: rate(off.filter(wasActedOn).length, off.length),
    writes: {
      total: changed.length,
      approved: changed.filter((turn) => turn.approvals.some((approval) => approval.approved)).length,
    },
    tags: Object.fromEntries(
      [...new Set(results.flatMap((result) => result.tags))]
        .sort()
        .map((tag) => [tag, rateOf(results.filter((result) => result.tags.includes(tag)))]),
    ),
    latencyMs: {
      p50: quantile(
        turns.map((turn) => turn.ms),
        0.5,
      ),
      p95: quantile(
        turns.map((turn) => turn.ms),
        0.95,
      ),
      max: quantile(
        turns.map((turn) => turn.ms),
        1,
      ),
    },
    tokens: {
      input: turns.reduce((sum, turn) => sum + turn.inputTokens, 0),
      output: turns.reduce((sum, turn) => sum + turn.outputTokens, 0),
    },
    answeredBy,
  }
}

/** Held out: written without sight of the planner, never tuned against. */
export function isBlind(result: Pick<CaseResult, 'file'>): boolean {
  return result.file.includes('/blind/')
}

/** The last turn, which is the one that nothing may be done for, was answered as if something had been. */
function wasActedOn(result: CaseResult): boolean {
  const last = result.turns.at(-1)
  return last !== undefined && !result.passed && (last.outcome === 'answered' || last.changes.length > 0)
}

function rateOf(results: CaseResult[]): Rate {
  return rate(results.filter((result) => result.passed).length, results.length)
}

function rate(passed: number, total: number): Rate {
  const [low, high] = wilson(passed, total)
  return { passed, total, rate: total === 0 ? 0 : passed / total, low, high }
}
