// The installed command running on data of its own, as a person or an assistant starts it.
import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'

export const command = join(import.meta.dirname, '..', '..', 'bin', 'staffalloc.mjs')
const run = promisify(execFile)

export interface RunningApplication {
  url: string
  env: Record<string, string>
  /** Runs `staffalloc ...args` on the same data; answers what it printed. */
  staffalloc(...args: string[]): Promise<string>
  /** The e-mail of the first user in that role. */
  userOf(role: string): Promise<string>
  /** Sends JSON with the page's sign-in. */
  post(path: string, body: object): Promise<unknown>
  accessToken: string
  stop(): Promise<void>
}

/** Starts it on a new data folder with the demo organisation of October 2026, signed in as the local owner. */
export async function startApplication(): Promise<RunningApplication> {
  const data = mkdtempSync(join(tmpdir(), 'staffalloc-running-'))
  const settings = { STAFFALLOC_DATA: data, STAFFALLOC_TODAY: '2026-10-15', PORT: '0', HOST: '127.0.0.1' }
  const env = { ...process.env, ...settings } as Record<string, string>
  const child = spawn(process.execPath, [command, 'start', '--no-open'], { env, stdio: ['ignore', 'pipe', 'ignore'] })
  let url = ''
  let link = ''
  for await (const line of createInterface({ input: child.stdout })) {
    url = /^StaffAlloc ready (\S+)/.exec(line)?.[1] ?? url
    link = /^Sign in: \S+\?token=(\S+)/.exec(line)?.[1] ?? ''
    if (link) break
  }
  let accessToken = ''
  const post = async (path: string, body: object) => {
    const headers = {
      'Content-Type': 'application/json',
      ...(accessToken && { Authorization: `Bearer ${accessToken}` }),
    }
    return (await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).json()
  }
  accessToken = ((await post('/api/v1/session', { token: link })) as { accessToken: string }).accessToken
  const staffalloc = async (...args: string[]) =>
    (await run(process.execPath, [command, ...args], { env, maxBuffer: 50_000_000 })).stdout
  return {
    url,
    env,
    post,
    accessToken,
    staffalloc,
    userOf: async (role) =>
      new RegExp(`^(\\S+)\\s+${role}\\s`, 'm').exec(await staffalloc('user', 'list'))?.[1] ?? `no ${role}`,
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
      rmSync(data, { recursive: true, force: true })
    },
  }
}
