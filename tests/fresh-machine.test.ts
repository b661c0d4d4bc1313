import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from './run-command.js'

const root = join(import.meta.dirname, '..')
let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
  for (const part of ['bin', 'scripts/build.mjs', 'package.json'])
    cpSync(join(root, part), join(folder.path, part), { recursive: true })
})
afterEach(() => folder.remove())

function start(path = process.env.PATH ?? '') {
  const command = join(folder.path, 'bin', 'staffalloc.mjs')
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, 'start'], {
    encoding: 'utf8',
    env: { PATH: path },
  })
  return { status, stdout, stderr }
}

/** A better-sqlite3 that fails as Node says it for a missing or foreign binary. */
function brokenSqlite(message: string, code?: string): void {
  const place = join(folder.path, 'node_modules', 'better-sqlite3')
  mkdirSync(place, { recursive: true })
  writeFileSync(join(place, 'package.json'), '{"name":"better-sqlite3","main":"index.js"}')
  writeFileSync(
    join(place, 'index.js'),
    `throw Object.assign(new Error(${JSON.stringify(message)}), { code: ${JSON.stringify(code)} })`,
  )
}

describe('npm start on a machine that lacks something', () => {
  it('says the one command when nothing is installed', () => {
    expect(start()).toEqual({ status: 1, stdout: '', stderr: 'The packages are not installed. Run: npm ci\n' })
  })

  it('says the one command when better-sqlite3 was never compiled or for another Node', () => {
    for (const code of [undefined, 'ERR_DLOPEN_FAILED']) {
      brokenSqlite('Could not locate the bindings file.', code)
      const { status, stderr } = start()
      expect({ status, stderr }).toEqual({
        status: 1,
        stderr: 'better-sqlite3 is not compiled for this version of Node. Run: npm rebuild better-sqlite3\n',
      })
    }
  })

  it('names the compiler first where there is none', () => {
    brokenSqlite('Could not locate the bindings file.')
    const empty = join(folder.path, 'empty')
    mkdirSync(empty)
    writeFileSync(join(empty, 'apt-get'), '#!/bin/sh\n', { mode: 0o755 })
    const { stderr } = start(empty)
    if (process.platform === 'linux')
      expect(stderr).toContain('Run: sudo apt-get install -y build-essential python3 && npm rebuild better-sqlite3')
    else expect(stderr).toContain('npm rebuild better-sqlite3')
  })
})
