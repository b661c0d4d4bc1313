// Backups: consistent while others write, sealed with a manifest, verified by opening, pruned by age; and the way back.
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import Sqlite from 'better-sqlite3'
import { Fault } from '../services/fault.js'

export interface Manifest {
  file: string
  sha256: string
  bytes: number
  createdAt: string
  reason: string
  schema: string[]
  rows: Record<string, number>
  /** The last link of the audit chain: a shorter history is noticed. */
  auditHead: string
}

const COUNTED = ['employee', 'project', 'assignment', 'allocation', 'change_set', 'audit', 'user'] as const

/**
 * Writes `staffalloc-<id>.db` and its manifest into `folder` with SQLite's online backup, all pages in one step, so that
 * a busy writer can neither tear it nor keep it from ending. The same id twice gives the same one file.
 */
export async function createBackup(
  sqlite: Sqlite.Database,
  folder: string,
  made: { id: string; at: Date; reason: string },
): Promise<Manifest> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = `staffalloc-${made.id}.db`
  const path = join(folder, file)
  if (existsSync(`${path}.json`)) return readManifest(`${path}.json`)
  const draft = `${path}.part`
  // A log left by a try that was cut off would be played into the new copy.
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(draft + suffix, { force: true })
  await sqlite.backup(draft, { progress: () => 0x7fffffff })
  standAlone(draft)
  const contents = inspect(draft)
  renameSync(draft, path)
  const manifest: Manifest = {
    file,
    sha256: await hashFile(path),
    bytes: statSync(path).size,
    createdAt: made.at.toISOString(),
    reason: made.reason,
    ...contents,
  }
  // The manifest comes last and whole: a backup without one does not count and is made again.
  writeFileSync(`${path}.json.part`, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${path}.json.part`, `${path}.json`)
  return manifest
}

/** One file without a log beside it: whoever opens it, for reading only too, leaves nothing behind. */
function standAlone(path: string): void {
  const copy = new Sqlite(path)
  copy.pragma('journal_mode = DELETE')
  copy.close()
}

/** Opens a database file read-only and says what it holds. Throws Fault invalid when it is damaged or not ours. */
function inspect(path: string): Pick<Manifest, 'schema' | 'rows' | 'auditHead'> {
  let sqlite: Sqlite.Database | undefined
  try {
    sqlite = new Sqlite(path, { readonly: true, fileMustExist: true })
    const check = sqlite.pragma('integrity_check', { simple: true })
    if (check !== 'ok') throw new Error(String(check))
    const one = (text: string) => sqlite!.prepare(text).pluck().get()
    const rows = Object.fromEntries(COUNTED.map((t) => [t, one(`select count(*) from "${t}"`) as number]))
    const schema = sqlite.prepare('select name from schema_version order by name').pluck().all() as string[]
    return { schema, rows, auditHead: (one('select hash from audit order by seq desc limit 1') as string) ?? '' }
  } catch (error) {
    throw new Fault(
      'invalid',
      `${basename(path)} is not a sound backup (${(error as Error).message}).`,
      'Use another one.',
    )
  } finally {
    sqlite?.close()
  }
}

/** Checks a backup against its manifest: hash, size, contents, audit head. Throws Fault invalid saying what differs. */
export async function verifyBackup(path: string): Promise<Manifest> {
  if (!existsSync(path))
    throw new Fault('not_found', `There is no backup ${basename(path)}.`, 'List them with: staffalloc backup --list')
  if (!existsSync(`${path}.json`))
    throw new Fault(
      'invalid',
      `${basename(path)} has no manifest.`,
      'Only files made by staffalloc backup can be restored.',
    )
  const manifest = readManifest(`${path}.json`)
  if ((await hashFile(path)) !== manifest.sha256)
    throw new Fault(
      'invalid',
      `${basename(path)} is not what it was when it was made (its hash differs).`,
      'Use another one.',
    )
  const { rows, auditHead } = inspect(path)
  if (JSON.stringify(rows) !== JSON.stringify(manifest.rows) || auditHead !== manifest.auditHead)
    throw new Fault('invalid', `${basename(path)} does not hold what its manifest says.`, 'Use another one.')
  return manifest
}

const readManifest = (path: string): Manifest => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Manifest
  } catch {
    throw new Fault('invalid', `The manifest ${basename(path)} cannot be read.`, 'Use another backup.')
  }
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** Backups of the folder, newest first. */
export function listBackups(folder: string): Manifest[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.db.json'))
    .map((name) => readManifest(join(folder, name)))
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt))
}

/** Removes backups older than `days`, but never the newest three. Answers the removed files. */
export function pruneBackups(folder: string, now: Date, days: number): string[] {
  const limit = new Date(now.getTime() - days * 86_400_000).toISOString()
  const old = listBackups(folder)
    .slice(3)
    .filter((m) => m.createdAt < limit)
  for (const { file } of old) for (const name of [file, `${file}.json`]) rmSync(join(folder, name), { force: true })
  removeDrafts(folder, now)
  return old.map((m) => m.file)
}

/** What a try that was cut off has left, a day old. */
function removeDrafts(folder: string, now: Date): void {
  for (const name of readdirSync(folder).filter((one) => /\.part(-\w+)?$/.test(one))) {
    const path = join(folder, name)
    if (now.getTime() - statSync(path).mtimeMs > 86_400_000) rmSync(path, { force: true })
  }
}

/**
 * Puts a verified backup in the place of the database; what it replaces stays beside it. No program may have the file
 * open. Answers where the former database lies now.
 */
export async function restoreBackup(
  path: string,
  databaseFile: string,
  now: Date,
): Promise<{ manifest: Manifest; kept: string | undefined }> {
  const manifest = await verifyBackup(path)
  const stamp = now.toISOString().replaceAll(/[:.]/g, '-')
  const incoming = `${databaseFile}.restoring`
  copyFileSync(path, incoming)
  if ((await hashFile(incoming)) !== manifest.sha256) {
    rmSync(incoming)
    throw new Fault('busy', 'The backup could not be copied whole.', 'Is the disk full?')
  }
  let kept: string | undefined
  if (existsSync(databaseFile)) {
    kept = `${databaseFile}.replaced-${stamp}`
    for (const suffix of ['-wal', '-shm', ''])
      if (existsSync(databaseFile + suffix)) renameSync(databaseFile + suffix, kept + suffix)
  }
  renameSync(incoming, databaseFile)
  return { manifest, kept }
}
