// Erasing one person: the tables, then what lies outside them, then the freed pages of the file itself.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Actor } from '../services/actor.js'
import { erasePerson, exportPerson } from '../services/person.js'
import { listBackups } from './backup.js'
import type { Application } from './compose.js'
import { backupsFolder } from './jobs/handlers.js'

/** Everything that is kept about one person, by table, for that person to have. Fault not_found. */
export async function exportEverything(application: Application, email: string): Promise<Record<string, unknown[]>> {
  return await exportPerson(application.db, await application.owner(), email)
}

export interface ErasureReport {
  pseudonym: string
  /** Backups that still hold the person, with the day they go. */
  backups: { file: string; until: string }[]
}

/** Erases a person everywhere but in backups, which are listed with the day of their expiry. Faults as services/person.ts. */
export async function eraseEverywhere(application: Application, actor: Actor, email: string): Promise<ErasureReport> {
  const { db, database, files, knowledge, settings, now, newId } = application
  const made = { at: now().toISOString(), via: 'cli', token: newId().slice(0, 8) }
  database.sqlite.pragma('secure_delete = ON')
  const { pseudonym, fileKeys } = await erasePerson(db, actor, email, made)
  for (const key of fileKeys) await files.remove(key)
  // The assistant's memory of conversations is rebuilt from the threads that are left.
  for (const suffix of ['', '-wal', '-shm'])
    rmSync(join(settings.dataFolder, `checkpoints.db${suffix}`), { force: true })
  await knowledge.rebuild()
  database.sqlite.exec('vacuum')
  database.sqlite.pragma('wal_checkpoint(TRUNCATE)')
  return {
    pseudonym,
    backups: listBackups(backupsFolder(application)).map(({ file, createdAt }) => ({
      file,
      until: new Date(Date.parse(createdAt) + settings.keepBackupsDays * 86_400_000).toISOString().slice(0, 10),
    })),
  }
}
