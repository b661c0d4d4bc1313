// `npm run fuzz -- [COUNT] [PATTERN]`: COUNT random requests (10000) to every route and tool whose "method path" matches
// PATTERN, and a tenth as many random sequences of edits against a small model of who may do what. Ends with 1 when
// something was found; FUZZ_SEED=N chooses other numbers.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './build.mjs'

const [count = '10000', pattern = ''] = process.argv.slice(2)
if (!/^\d+$/.test(count)) {
  process.stderr.write('npm run fuzz -- [COUNT] [PATTERN]\n')
  process.exit(2)
}
const tests = ['tests/trust/fuzz.test.ts', ...(pattern ? [] : ['tests/trust/stateful.test.ts'])]
const run = spawnSync(
  process.execPath,
  [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--reporter=verbose', ...tests],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, FUZZ: count, ...(pattern ? { FUZZ_ROUTES: pattern } : {}) },
  },
)
process.exit(run.status ?? 1)
