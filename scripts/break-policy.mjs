// `node scripts/break-policy.mjs`: takes each line that decides a right out in turn and expects a test to turn red.
// Nothing is written: the tests load the altered text through scripts/break-policy.config.mjs. Some minutes.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './build.mjs'
import { FILES, mutationsOf } from './policy-mutations.mjs'

const TESTS = [
  'tests/trust/permission-matrix.test.ts',
  'server/records.test.ts',
  'server/change-stream.test.ts',
  'services/policy.test.ts',
  'services/record-access.test.ts',
]

const all = FILES.flatMap((file) => mutationsOf(file, readFileSync(join(root, file), 'utf8')))
const only = process.argv[2]
const survived = []
for (const [number, { file, line, what }] of all.entries()) {
  if (only !== undefined && Number(only) !== number) continue
  const run = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--config',
      'scripts/break-policy.config.mjs',
      '--bail=1',
      ...TESTS,
    ],
    { cwd: root, env: { ...process.env, BREAK_POLICY: String(number) }, encoding: 'utf8' },
  )
  const noticed = run.status !== 0
  process.stdout.write(`${noticed ? 'red  ' : 'GREEN'} ${number} ${file}:${line} ${what}\n`)
  if (!noticed) survived.push(`${file}:${line} ${what}`)
}
process.stdout.write(`${all.length} lines taken out one at a time, ${survived.length} went unnoticed.\n`)
process.exit(survived.length === 0 ? 0 : 1)
