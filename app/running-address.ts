// Where the application of a data folder listens, written down for the commands that run beside it.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Settings } from './settings.js'

const fileOf = (settings: Settings) => join(settings.dataFolder, 'running.json')

export function writeAddress(settings: Settings, url: string): void {
  writeFileSync(fileOf(settings), JSON.stringify({ url, pid: process.pid }), { mode: 0o600 })
}

/** The address of the application that runs on this data, or undefined when none does. */
export function readAddress(settings: Settings): string | undefined {
  try {
    const { url, pid } = JSON.parse(readFileSync(fileOf(settings), 'utf8')) as { url: string; pid: number }
    process.kill(pid, 0)
    return url
  } catch {
    return undefined
  }
}

export function removeAddress(settings: Settings): void {
  rmSync(fileOf(settings), { force: true })
}
