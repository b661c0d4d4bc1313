// The committed baseline: which files it covers, and which of their cases fail today. Everything else must pass.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import type { CaseResult } from './drive.js'
import { CaseError } from './load-cases.js'

const baselineFile = z.strictObject({
  assistant: z.string(),
  model: z.string(),
  /** By case file: how many cases it holds, and the ids of those that fail. */
  files: z.record(z.string(), z.strictObject({ cases: z.int(), failing: z.array(z.string()) })),
})

export type Baseline = z.output<typeof baselineFile>

export interface Comparison {
  /** Cases of the baseline's files that fail and are neither listed there nor marked known: these fail the run. */
  broken: string[]
  /** Listed as failing, or marked known, and passing now: these fail the run too. */
  mended: string[]
  /** Failing as listed or known. */
  expectedFailures: string[]
}

/** The baseline of a file; undefined where there is none. Throws CaseError for one that is not of the form. */
export function readBaseline(path: string): Baseline | undefined {
  if (!existsSync(path)) return undefined
  const result = baselineFile.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  if (result.success) return result.data
  throw new CaseError(`${path}: ${result.error.issues[0]?.message}`)
}

/** Compares by case; files outside the baseline just report. */
export function compareWithBaseline(results: CaseResult[], baseline: Baseline | undefined): Comparison {
  const comparison: Comparison = { broken: [], mended: [], expectedFailures: [] }
  for (const result of results) {
    const file = baseline?.files[result.file]
    if (!file) continue
    const expectedToFail = result.known !== undefined || file.failing.includes(result.id)
    if (result.passed) {
      if (expectedToFail) comparison.mended.push(result.id)
    } else if (expectedToFail) comparison.expectedFailures.push(result.id)
    else comparison.broken.push(result.id)
  }
  return comparison
}

/** Writes what is true now; `known` cases are not listed, their files say it. */
export function writeBaseline(path: string, results: CaseResult[], run: { assistant: string; model: string }): void {
  const files: Baseline['files'] = {}
  for (const result of results) {
    const file = files[result.file] ?? { cases: 0, failing: [] }
    files[result.file] = file
    file.cases++
    if (!result.passed && result.known === undefined) file.failing.push(result.id)
  }
  const json = JSON.stringify({ assistant: run.assistant, model: run.model, files }, null, 2)
  // Short lists on one line, as the project's formatter has them.
  const compact = json.replace(/\[[^\]]*\]/g, (list) => {
    const line = `[${list.slice(1, -1).trim().replace(/,\s+/g, ', ')}]`
    return '      "failing": '.length + line.length <= 120 ? line : list
  })
  writeFileSync(path, `${compact}\n`)
}
