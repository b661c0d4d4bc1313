// `npm run check`: format, lint, types, tests with coverage, generated documents equal. Runs all, then says what is red.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from './build.mjs'

/** Rules and rights are the product's truth: at least this share of their branches is tested. */
const BRANCHES_OF_SERVICES = 95

const red = []
step('format and lint', 'npx', ['biome', 'ci', '.'])
step('types', 'npx', ['tsc', '-p', '.'])
if (existsSync(join(root, 'web-components', 'app.ts')))
  step('types of the page', 'npx', ['tsc', '-p', 'web-components'])
step('tests', process.execPath, ['scripts/test.mjs', '--coverage'])
requireBranches()
if (existsSync(join(root, 'scripts', 'docs.ts')))
  step('generated documents', 'npx', ['tsx', 'scripts/docs.ts', '--check'])

process.stdout.write(red.length === 0 ? '\nAll checks passed.\n' : `\nRed: ${red.join(', ')}.\n`)
process.exit(red.length === 0 ? 0 : 1)

function step(name, command, args) {
  process.stdout.write(`\n== ${name}\n`)
  const run = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  if (run.status !== 0) red.push(name)
}

function requireBranches() {
  const file = join(root, 'coverage', 'coverage-summary.json')
  if (!existsSync(file)) {
    red.push('coverage (no summary)')
    return
  }
  const files = Object.entries(JSON.parse(readFileSync(file, 'utf8'))).filter(([name]) =>
    relative(root, name).startsWith('services/'),
  )
  const covered = files.reduce((sum, [, c]) => sum + c.branches.covered, 0)
  const total = files.reduce((sum, [, c]) => sum + c.branches.total, 0)
  const percent = total === 0 ? 100 : (100 * covered) / total
  process.stdout.write(`\n== branches of services and policy: ${percent.toFixed(1)} % of ${total}\n`)
  if (percent >= BRANCHES_OF_SERVICES) return
  red.push(`branches of services below ${BRANCHES_OF_SERVICES} %`)
  const worst = files
    .map(([name, c]) => ({ name: relative(root, name), missing: c.branches.total - c.branches.covered }))
    .filter((f) => f.missing > 0)
    .sort((a, b) => b.missing - a.missing)
  for (const f of worst.slice(0, 12)) process.stdout.write(`  ${f.missing} branches untested in ${f.name}\n`)
}
