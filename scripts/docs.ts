// `npm run docs`: writes the reference pages from the code; `--check` says which are out of date and exits 1.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { commandReference } from './docs/command-reference.js'
import { httpReference } from './docs/http-reference.js'
import { mcpReference } from './docs/mcp-reference.js'
import { securityControls } from './docs/security-controls.js'
import { toolReference } from './docs/tool-reference.js'
import { whatYouCanAsk } from './docs/what-you-can-ask.js'

const root = join(import.meta.dirname, '..')
const pages: Record<string, string> = {
  'docs/tools.md': toolReference(),
  'docs/what-you-can-ask.md': whatYouCanAsk(),
  'docs/security-controls.md': securityControls(),
  'docs/reference/mcp.md': mcpReference(),
  'docs/reference/http.md': httpReference(),
  'docs/reference/command.md': commandReference((args) => {
    const cli = join(root, 'cli', 'main.ts')
    const run = spawnSync(process.execPath, ['--import', 'tsx', cli, ...args, '--help'], { encoding: 'utf8' })
    return run.stdout
  }),
}

const stale = Object.entries(pages).filter(([file, text]) => {
  const path = join(root, file)
  return !existsSync(path) || readFileSync(path, 'utf8') !== text
})
if (process.argv.includes('--check')) {
  for (const [file] of stale) process.stdout.write(`out of date: ${file}\n`)
  if (stale.length > 0) process.stdout.write('Run: npm run docs\n')
  process.exit(stale.length > 0 ? 1 : 0)
}
for (const [file, text] of stale) {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
  process.stdout.write(`wrote ${file}\n`)
}
