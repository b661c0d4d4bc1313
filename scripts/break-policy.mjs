// `node scripts/break-policy.mjs [NUMBER]`: takes each line that decides a right out in turn and expects a test to turn
// red. Works in a copy of the tree. Ends with 1 when a line went unnoticed: it needs a test, or is not needed.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './build.mjs'
import { FILES, mutationsOf } from './policy-mutations.mjs'
import { copyTree, redTests } from './tree-copy.mjs'

/** The functions alone, in seconds; what they do not notice is tried over HTTP. */
const STAGES = [
  ['services/policy.test.ts', 'services/record-access.test.ts'],
  ['tests/trust/permission-matrix.test.ts', 'server/records.test.ts', 'server/change-stream.test.ts'],
]

const folder = copyTree()
const all = FILES.flatMap((file) => mutationsOf(file, readFileSync(join(root, file), 'utf8')))
const chosen = process.argv[2] === undefined ? all : [all[Number(process.argv[2])]]
const survived = []
for (const { file, line, what, text } of chosen) {
  let red = []
  for (const tests of STAGES) if (red.length === 0) red = redTests(folder, { file, text, tests })
  process.stdout.write(
    `${red.length > 0 ? 'red  ' : 'GREEN'} ${file}:${line} ${what} ${red[0] ? `<- ${red[0]}` : ''}\n`,
  )
  if (red.length === 0) survived.push(`${file}:${line} ${what}`)
}
process.stdout.write(`${chosen.length} lines taken out one at a time, ${survived.length} went unnoticed.\n`)
process.exit(survived.length === 0 ? 0 : 1)
