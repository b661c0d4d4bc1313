// The keys that sign access tokens: made per installation in the data folder, readable by its owner only, rotatable.
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface SigningKeys {
  /** Names this installation; not secret, never changes. */
  installation: string
  /** The key that signs now. */
  current: string
  /** All keys that still verify, by key id. */
  keys: Record<string, Uint8Array>
}

interface KeyFile {
  installation: string
  current: string
  keys: Record<string, { secret: string; retiredAt?: string }>
}

/** A retired key verifies for another hour: longer than any access token lives. */
const OVERLAP_MS = 3_600_000

const fileIn = (dataFolder: string) => join(dataFolder, 'signing-keys.json')

/** Reads the keys, or makes the first one. */
export function loadSigningKeys(dataFolder: string, now: Date): SigningKeys {
  const stored = read(dataFolder) ?? write(dataFolder, withNewKey(newFile(), now))
  return usable(stored, now)
}

/** Makes a new key; the former ones still verify for an hour. */
export function rotateSigningKeys(dataFolder: string, now: Date): SigningKeys {
  return usable(write(dataFolder, withNewKey(read(dataFolder) ?? newFile(), now)), now)
}

const newFile = (): KeyFile => ({ installation: randomBytes(4).toString('hex'), current: '', keys: {} })

function withNewKey(file: KeyFile, now: Date): KeyFile {
  const id = randomBytes(6).toString('hex')
  const keys: KeyFile['keys'] = { [id]: { secret: randomBytes(32).toString('base64url') } }
  for (const [former, key] of Object.entries(file.keys)) {
    const retiredAt = key.retiredAt ?? now.toISOString()
    if (now.getTime() - Date.parse(retiredAt) < OVERLAP_MS) keys[former] = { ...key, retiredAt }
  }
  return { installation: file.installation, current: id, keys }
}

function usable(file: KeyFile, now: Date): SigningKeys {
  const keys = Object.entries(file.keys)
    .filter(([, key]) => !key.retiredAt || now.getTime() - Date.parse(key.retiredAt) < OVERLAP_MS)
    .map(([id, key]) => [id, Buffer.from(key.secret, 'base64url')] as const)
  return { installation: file.installation, current: file.current, keys: Object.fromEntries(keys) }
}

function read(dataFolder: string): KeyFile | undefined {
  try {
    return JSON.parse(readFileSync(fileIn(dataFolder), 'utf8')) as KeyFile
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function write(dataFolder: string, file: KeyFile): KeyFile {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  const temporary = `${fileIn(dataFolder)}.${process.pid}`
  writeFileSync(temporary, JSON.stringify(file), { mode: 0o600 })
  chmodSync(temporary, 0o600)
  renameSync(temporary, fileIn(dataFolder))
  return file
}
