// Runs the `staffalloc` command as a person would, on a data folder of its own.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

export interface Ended {
  code: number | null
  out: string
  err: string
}

export interface Running {
  child: ChildProcess
  /** The first line of standard output that matches, when it comes. Rejects when the command ends before. */
  line(pattern: RegExp): Promise<RegExpExecArray>
  ended: Promise<Ended>
}

/** A data folder that goes away with `remove()`. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'staffalloc-test-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/**
 * Starts the command with these arguments; `env` is added to a clean environment; `input` is what somebody types, and
 * `{ open: true }` types nothing and does not hang up.
 */
export function startCommand(
  args: string[],
  env: Record<string, string>,
  input?: string | { open: true },
  { node = [], cwd = root }: { /** Arguments of Node's own. */ node?: readonly string[]; cwd?: string } = {},
): Running {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [...node, join(root, 'bin', 'staffalloc.mjs'), ...args], {
    cwd,
    env: { PATH, HOME, CI: 'true', ...env },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  })
  if (typeof input === 'string') child.stdin?.end(input)
  let out = ''
  let err = ''
  const listeners = new Set<() => void>()
  child.stdout?.on('data', (chunk) => {
    out += chunk
    for (const listener of listeners) listener()
  })
  child.stderr?.on('data', (chunk) => {
    err += chunk
  })
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }))
  })
  return {
    child,
    ended,
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(out)
          if (!found) return
          listeners.delete(look)
          resolve(found)
        }
        listeners.add(look)
        look()
        ended.then((end) => reject(new Error(`ended with ${end.code} before ${pattern}: ${end.out}${end.err}`)))
      }),
  }
}

/** Runs the command to its end. */
export async function runCommand(...given: Parameters<typeof startCommand>): Promise<Ended> {
  return await startCommand(...given).ended
}
