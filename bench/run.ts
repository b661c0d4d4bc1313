// `npm run bench [-- NAME...] [--quick]`: every benchmark in a process of its own, one after the other, so that none
// disturbs another. Names: start, agent, mcp, insight, knowledge, import, export, live, grid, dashboards.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const ALL = ['start', 'agent', 'mcp', 'insight', 'knowledge', 'import', 'export', 'live', 'grid', 'dashboards']
const args = process.argv.slice(2)
const quick = args.filter((a) => a === '--quick')
const asked = args.filter((a) => !a.startsWith('--'))
const unknown = asked.find((name) => !ALL.includes(name))
if (unknown) {
  console.error(`There is no benchmark '${unknown}'. There are: ${ALL.join(', ')}.`)
  process.exit(2)
}
for (const name of asked.length > 0 ? asked : ALL) {
  console.log(`\n== ${name}`)
  const run = spawnSync(process.execPath, ['--import', 'tsx', join(import.meta.dirname, `${name}.ts`), ...quick], {
    stdio: 'inherit',
  })
  if (run.status !== 0) process.exitCode = 1
}
