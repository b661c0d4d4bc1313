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
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import Sqlite from 'better-sqlite3'
import { z } from 'zod'
import { migrations } from '../db/migrations.js'
import { Fault } from '../services/fault.js'

const manifestShape = z.object({
  file: z.string(),
  sha256: z.string(),
  bytes: z.number(),
  createdAt: z.iso.datetime(),
  reason: z.string(),
  schema: z.array(z.string()),
  rows: z.record(z.string(), z.number()),
  /** The last link of the audit chain: a shorter history is noticed. */
  auditHead: z.string(),
})
export type Manifest = z.output<typeof manifestShape>

const DAY_MS = 86_400_000
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
    return manifestShape.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    throw new Fault('invalid', `The manifest ${basename(path)} cannot be read.`, 'Use another backup.')
  }
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** Backups of the folder, newest first. One whose manifest cannot be read does not count: verifyAll tells of it. */
export function listBackups(folder: string): Manifest[] {
  return manifestsIn(folder)
    .flatMap((name) => {
      try {
        return [readManifest(join(folder, name))]
      } catch {
        return []
      }
    })
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt))
}

const manifestsIn = (folder: string) =>
  existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.db.json')) : []

/** Every backup of the folder, newest first, checked as verifyBackup does: what it is, or what is wrong with it. */
export async function verifyAll(folder: string): Promise<{ file: string; manifest?: Manifest; fault?: Fault }[]> {
  const readable = listBackups(folder).map((m) => m.file)
  const others = manifestsIn(folder).map((name) => name.replace(/\.json$/, ''))
  const checked = []
  for (const file of new Set([...readable, ...others]))
    try {
      checked.push({ file, manifest: await verifyBackup(join(folder, file)) })
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      checked.push({ file, fault: error })
    }
  return checked
}

/** Removes backups older than `days`, but never the newest three. Answers the removed files. */
export function pruneBackups(folder: string, now: Date, days: number): string[] {
  const limit = new Date(now.getTime() - days * DAY_MS).toISOString()
  const old = listBackups(folder)
    .slice(3)
    .filter((m) => m.createdAt < limit)
  for (const { file } of old) for (const name of [file, `${file}.json`]) rmSync(join(folder, name), { force: true })
  removeOld(folder, /\.part(-\w+)?$/, now, 1)
  return old.map((m) => m.file)
}

/** Whole databases that an upgrade or a restore has put aside, with the day when retention removes them. */
export function putAside(databaseFile: string, days: number): { file: string; until: string }[] {
  return asideNames(databaseFile).map((file) => ({
    file,
    until: new Date(statSync(join(dirname(databaseFile), file)).mtimeMs + days * DAY_MS).toISOString().slice(0, 10),
  }))
}

/** Removes those that are older than `days`. */
export function pruneAside(databaseFile: string, now: Date, days: number): void {
  removeOld(dirname(databaseFile), asidePattern(databaseFile), now, days)
}

const asidePattern = (databaseFile: string) =>
  new RegExp(`^${basename(databaseFile).replaceAll('.', '\\.')}\\.(before|replaced)-`)
const asideNames = (databaseFile: string) =>
  readdirSync(dirname(databaseFile)).filter(
    (name) => asidePattern(databaseFile).test(name) && !/-(wal|shm)$/.test(name),
  )

function removeOld(folder: string, pattern: RegExp, now: Date, days: number): void {
  for (const name of readdirSync(folder).filter((one) => pattern.test(one))) {
    const path = join(folder, name)
    if (now.getTime() - statSync(path).mtimeMs > days * DAY_MS) rmSync(path, { force: true })
  }
}

/** Fault invalid for a backup of a newer version, which this one could not open. */
function refuseNewer({ file, schema }: Manifest): void {
  const unknown = schema.filter((name) => !migrations.some((known) => known.name === name))
  if (unknown.length > 0)
    throw new Fault(
      'invalid',
      `${file} was written by a newer StaffAlloc (schema ${unknown.join(', ')}).`,
      'Install the newer version, then restore.',
    )
}

/** Fault busy while any program has the database open: the application, an MCP server, a conversation, another command. */
function refuseWhileOpen(databaseFile: string): void {
  if (!existsSync(databaseFile)) return
  let sqlite: Sqlite.Database | undefined
  try {
    sqlite = new Sqlite(databaseFile, { timeout: 0 })
    // Only who is alone may leave the log behind.
    sqlite.pragma('journal_mode = DELETE')
  } catch (error) {
    // A damaged file is what a restore is for.
    if (!String((error as { code?: string }).code).startsWith('SQLITE_BUSY')) return
    throw new Fault(
      'busy',
      'StaffAlloc is running on this data (the application, a terminal conversation or an MCP server).',
      'Stop it first, then restore.',
    )
  } finally {
    sqlite?.close()
  }
}

/**
 * Puts a verified backup in the place of the database; what it replaces stays beside it. Faults invalid and not_found
 * as verifyBackup, busy while a program has the file open. Answers where the former database lies now.
 */
export async function restoreBackup(
  path: string,
  databaseFile: string,
  now: Date,
): Promise<{ manifest: Manifest; kept: string | undefined }> {
  const manifest = await verifyBackup(path)
  refuseNewer(manifest)
  refuseWhileOpen(databaseFile)
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
