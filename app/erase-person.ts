// Erasing one person: the tables, then what lies outside them, then the freed pages of the file itself.
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { Actor } from '../services/actor.js'
import { erasePerson, exportPerson } from '../services/person.js'
import { listBackups, putAside } from './backup.js'
import type { Application } from './compose.js'
import { backupsFolder } from './jobs/handlers.js'

/** Everything that is kept about one person, by table, for that person to have. Fault not_found. */
export async function exportEverything(application: Application, email: string): Promise<Record<string, unknown[]>> {
  return await exportPerson(application.db, await application.owner(), email)
}

export interface ErasureReport {
  pseudonym: string
  /** Parts of the name that others bear, or that mean something else too: they were left where they stand alone. */
  sharedNames: string[]
  /** Backups, and databases put aside by an upgrade or a restore, that still hold the person, with the day they go. */
  backups: { file: string; until: string }[]
}

/** Erases a person everywhere but in backups, which are listed with the day of their expiry. Faults as services/person.ts. */
export async function eraseEverywhere(application: Application, actor: Actor, email: string): Promise<ErasureReport> {
  const { db, database, files, knowledge, settings, now, newId } = application
  const made = { at: now().toISOString(), via: 'cli', token: newId().slice(0, 8) }
  database.sqlite.pragma('secure_delete = ON')
  const { pseudonym, fileKeys, sharedNames } = await erasePerson(db, actor, email, made)
  for (const key of fileKeys) await files.remove(key)
  emptyDatabase(join(settings.dataFolder, 'checkpoints.db'))
  await knowledge.rebuild()
  // Vectors of the person's passages; the next program that needs the graph makes it anew.
  rmSync(join(settings.dataFolder, 'index'), { recursive: true, force: true })
  database.sqlite.exec('vacuum')
  database.sqlite.pragma('wal_checkpoint(TRUNCATE)')
  const { keepBackupsDays, databaseFile } = settings
  const backups = listBackups(backupsFolder(application)).map(({ file, createdAt }) => ({
    file,
    until: new Date(Date.parse(createdAt) + keepBackupsDays * 86_400_000).toISOString().slice(0, 10),
  }))
  return { pseudonym, sharedNames, backups: [...backups, ...putAside(databaseFile, keepBackupsDays)] }
}

/**
 * The assistant's memory of conversations: it is rebuilt from the threads that are left. Emptied and not removed, as a
 * running application has it open.
 */
function emptyDatabase(file: string): void {
  if (!existsSync(file)) return
  const sqlite = new Sqlite(file)
  try {
    sqlite.pragma('secure_delete = ON')
    const tables = sqlite.prepare("select name from sqlite_master where type = 'table'").pluck().all()
    if (tables.includes('checkpoints')) sqlite.exec('delete from checkpoints')
    if (tables.includes('writes')) sqlite.exec('delete from writes')
    sqlite.exec('vacuum')
    sqlite.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    sqlite.close()
  }
}
