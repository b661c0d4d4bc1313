// The run as JSON for scripts and as JUnit XML for continuous integration.
import type { Comparison } from './baseline.js'
import type { CaseResult } from './drive.js'
import type { Summary } from './summary.js'

/** `needModel`: cases whose request to the model was not on the tape that was played. */
export function jsonReport(
  summary: Summary,
  results: CaseResult[],
  comparison: Comparison,
  needModel: string[] = [],
): string {
  const cases = results.map(({ id, file, tags, known, passed, trials, turns }) => ({
    id,
    file,
    tags,
    ...(known === undefined ? {} : { known }),
    passed,
    passedTrials: trials.filter((trial) => trial.passed).length,
    turns: turns.map(({ ask, answer, outcome, tools, changes, approvals, ms, failures, answeredBy }) => ({
      ask,
      answer,
      outcome,
      tools,
      changes,
      approvals,
      ms,
      failures,
      answeredBy,
    })),
  }))
  return `${JSON.stringify({ summary: { ...summary, baseline: comparison, needModel }, cases }, null, 2)}\n`
}

/** One test suite a file, one test a case; a failing case that is expected to fail is skipped with its reason. */
export function junitReport(results: CaseResult[], comparison: Comparison): string {
  const suites = groupByFile(results)
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites name="evals">']
  for (const [file, cases] of suites) {
    const failures = cases.filter((result) => comparison.broken.includes(result.id) || stale(result, comparison))
    const skipped = cases.filter((result) => comparison.expectedFailures.includes(result.id))
    lines.push(
      `  <testsuite name="${xml(file)}" tests="${cases.length}" failures="${failures.length}" skipped="${skipped.length}">`,
    )
    for (const result of cases) lines.push(...testCase(result, comparison))
    lines.push('  </testsuite>')
  }
  return `${[...lines, '</testsuites>'].join('\n')}\n`
}

function testCase(result: CaseResult, comparison: Comparison): string[] {
  const seconds = result.turns.reduce((sum, turn) => sum + turn.ms, 0) / 1000
  const open = `    <testcase name="${xml(result.id)}" classname="${xml(result.file)}" time="${seconds.toFixed(4)}"`
  if (stale(result, comparison))
    return [`${open}>`, '      <failure message="passes, but is listed as failing"/>', '    </testcase>']
  if (result.passed) return [`${open}/>`]
  const reasons = result.turns.flatMap((turn) => turn.failures.map((failure) => `${turn.ask}: ${failure}`))
  const tag = comparison.expectedFailures.includes(result.id) ? 'skipped' : 'failure'
  return [`${open}>`, `      <${tag} message="${xml(reasons.join('; '))}"/>`, '    </testcase>']
}

function stale(result: CaseResult, comparison: Comparison): boolean {
  return comparison.mended.includes(result.id)
}

function groupByFile(results: CaseResult[]): Map<string, CaseResult[]> {
  const groups = new Map<string, CaseResult[]>()
  for (const result of results) groups.set(result.file, [...(groups.get(result.file) ?? []), result])
  return groups
}

function xml(text: string): string {
  return text
    .replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] as string)
    .replace(/[^\P{Cc}\t\n]/gu, ' ')
}
