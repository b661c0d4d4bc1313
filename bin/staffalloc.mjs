#!/usr/bin/env node
// The `staffalloc` command: checks what a fresh machine may lack, builds what is missing, runs dist/main.js.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { buildMissing, root } from '../scripts/build.mjs'

const problem = whatIsMissing()
if (problem) stop(problem)
// Standard output belongs to the command (to the protocol, for `mcp`): a build may not write to it.
const writeOut = process.stdout.write
process.stdout.write = process.stderr.write.bind(process.stderr)
try {
  await buildMissing()
} catch (error) {
  if (!existsSync(join(root, 'dist', 'main.js'))) stop(error.message)
  process.stderr.write(`${error.message}\nStarting the version built before.\n`)
}
process.stdout.write = writeOut
await import('../dist/main.js')

/** One line with the one command that helps, or undefined. */
function whatIsMissing() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19))
    return `StaffAlloc needs Node 20.19 or newer; this is ${process.versions.node}. Install it from https://nodejs.org`
  const require = createRequire(import.meta.url)
  try {
    ;new (require('better-sqlite3'))(':memory:').close()
    return undefined
  } catch (error) {
    const absent = error.code === 'MODULE_NOT_FOUND'
    const install = absent ? 'npm ci' : 'npm rebuild better-sqlite3'
    const what = absent ? 'The packages are not installed' : 'better-sqlite3 is not compiled for this version of Node'
    return `${what}. Run: ${compilerCommand()}${install}`
  }
}

/** What installs a compiler where there is none: better-sqlite3 needs one where no prebuilt binary can be had. */
function compilerCommand() {
  const has = (command) => spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined
  if (has('c++') && has('make') && has('python3')) return ''
  if (process.platform === 'darwin') return 'xcode-select --install && '
  if (process.platform === 'linux' && has('apt-get')) return 'sudo apt-get install -y build-essential python3 && '
  return ''
}

function stop(message) {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
