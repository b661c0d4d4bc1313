// `npm test`: builds what the browser tests open, runs every test once, ends with the line "N passed, N failed".
// Arguments go to vitest. STAFFALLOC_NO_SKIPS=1 makes a skipped browser test a failure (continuous integration).
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildMissing, root } from './build.mjs'

await buildMissing()
const report = join(root, 'dist', 'tests.json')
rmSync(report, { force: true })
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const run = spawnSync(
  process.execPath,
  [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)],
  { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, LANGCHAIN_TRACING_V2: 'false' } },
)
if (!existsSync(report)) {
  process.stdout.write('The test run ended without a report.\n0 passed, 1 failed\n')
  process.exit(1)
}

const result = JSON.parse(readFileSync(report, 'utf8'))
const skipped = result.testResults.flatMap((file) =>
  file.assertionResults
    .filter((test) => test.status === 'skipped' || test.status === 'pending')
    .map((test) => ({ file: file.name.slice(root.length + 1), title: test.fullName })),
)
const skippedInBrowser = skipped.filter((test) => test.file.startsWith('tests/browser/'))
for (const test of skipped) process.stdout.write(`skipped: ${test.file}: ${test.title}\n`)
if (skippedInBrowser.length > 0)
  process.stdout.write(`${skippedInBrowser.length} browser tests skipped. To run them: apt-get install chromium\n`)
const refuseSkips = process.env.STAFFALLOC_NO_SKIPS === '1' && skippedInBrowser.length > 0
const brokenFiles = result.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
const counted = result.numFailedTests + brokenFiles.length + (refuseSkips ? skippedInBrowser.length : 0)
// An error outside any test fails the run too.
const failed = run.status === 0 ? counted : Math.max(1, counted)
process.stdout.write(`${result.numPassedTests} passed, ${failed} failed\n`)
process.exit(failed > 0 ? 1 : 0)
