import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
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
  return run('start', { PATH: path })
}

function run(subcommand: string, env: Record<string, string> = { PATH: process.env.PATH ?? '' }) {
  const command = join(folder.path, 'bin', 'staffalloc.mjs')
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, subcommand], { encoding: 'utf8', env })
  return { status, stdout, stderr }
}

/** The installed better-sqlite3 with what it needs, its binary cut off in the middle or not there at all. */
function cutSqlite(binary: 'cut' | 'gone'): void {
  const modules = join(folder.path, 'node_modules')
  for (const name of ['better-sqlite3', 'bindings', 'file-uri-to-path'])
    cpSync(join(root, 'node_modules', name), join(modules, name), {
      recursive: true,
      dereference: true,
      filter: (path) => !/better-sqlite3\/(deps|src)/.test(path),
    })
  const file = join(modules, 'better-sqlite3', 'build', 'Release', 'better_sqlite3.node')
  if (binary === 'gone') rmSync(file)
  else writeFileSync(file, '\x7fELF and no more')
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

  it('says so to whoever asks the doctor, where the binary is cut off or gone', () => {
    for (const binary of ['cut', 'gone'] as const) {
      cutSqlite(binary)
      const { status, stderr } = run('doctor')
      expect({ binary, status, stderr }).toEqual({
        binary,
        status: 1,
        stderr: 'better-sqlite3 is not compiled for this version of Node. Run: npm rebuild better-sqlite3\n',
      })
    }
  })

  it('says which Node it needs where it is older, before anything else is looked at', () => {
    for (const subcommand of ['start', 'doctor']) {
      const older =
        "data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'18.20.4'}})"
      const { status, stdout, stderr } = run(subcommand, {
        PATH: process.env.PATH ?? '',
        NODE_OPTIONS: `--import=${JSON.stringify(older)}`,
      })
      expect({ subcommand, status, stdout, stderr }).toEqual({
        subcommand,
        status: 1,
        stdout: '',
        stderr: 'StaffAlloc needs Node 20.19 or newer; this is 18.20.4. Install it from https://nodejs.org\n',
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
