// `node scripts/break-guards.mjs [S4]`: takes each control of tests/trust/controls.yaml out in turn, in a copy of the
// tree, and expects the test named there to turn red. Ends with 1 when one went unnoticed or is not where the list says.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { root } from './build.mjs'
import { copyTree, redTests } from './tree-copy.mjs'

const controls = parse(readFileSync(join(root, 'tests', 'trust', 'controls.yaml'), 'utf8'))
const only = process.argv[2]
const chosen = controls.filter(({ id, test }) => !only || id === only || test.includes(only))
const folder = copyTree()
const unnoticed = []
for (const control of chosen) {
  const source = readFileSync(join(root, control.file), 'utf8')
  const parts = source.split(control.take)
  const red =
    parts.length === 2
      ? redTests(folder, {
          file: control.file,
          text: parts.join(control.with),
          tests: [control.test],
          title: control.title,
          before: control.build ? build : undefined,
        })
      : []
  const noticed = red.some((name) => name.includes(control.title))
  const why = parts.length === 2 ? (red[0] ?? '') : `found ${parts.length - 1} times`
  process.stdout.write(`${noticed ? 'red  ' : 'GREEN'} ${control.id} ${control.control} <- ${why}\n`)
  if (!noticed) unnoticed.push(`${control.id} ${control.control} (${control.file})`)
}
process.stdout.write(`${chosen.length} controls taken out one at a time, ${unnoticed.length} went unnoticed.\n`)
for (const one of unnoticed) process.stdout.write(`  ${one}\n`)
process.exit(unnoticed.length === 0 ? 0 : 1)

function build() {
  spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: folder, stdio: 'ignore' })
}
