import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createBackup, listBackups, restoreBackup, verifyAll, verifyBackup } from '../app/backup.js'
import { loadSettings } from '../app/settings.js'
import { Fault } from '../services/fault.js'
import { confirm } from './confirm.js'
import { print, withApplication } from './with-application.js'

const line = (m: { createdAt: string; file: string; bytes: number; reason: string }) =>
  `${m.createdAt.slice(0, 16).replace('T', ' ')}  ${m.file}  ${Math.ceil(m.bytes / 1024)} kB  ${m.reason}`

/** `staffalloc backup [--list | --verify]` */
export async function backup(options: { list?: boolean; verify?: boolean }): Promise<void> {
  const folder = join(loadSettings().dataFolder, 'backups')
  if (options.list) for (const manifest of listBackups(folder)) print(line(manifest))
  if (options.verify)
    for (const { file, manifest, fault } of await verifyAll(folder)) {
      print(manifest ? `ok   ${line(manifest)}` : `BAD  ${file}: ${fault?.message}`)
      if (fault) process.exitCode = 1
    }
  if (options.list || options.verify) return
  await withApplication(async ({ database, newId, now }) => {
    const made = await createBackup(database.sqlite, folder, { id: newId(), at: now(), reason: 'on demand' })
    await verifyBackup(join(folder, made.file))
    print(`${join(folder, made.file)} (${Math.ceil(made.bytes / 1024)} kB, verified)`)
  })
}

/** `staffalloc restore [FILE] [--yes]`: checks before it replaces, keeps what it replaced. */
export async function restore(file: string | undefined, options: { yes?: boolean }): Promise<void> {
  const settings = loadSettings()
  const folder = join(settings.dataFolder, 'backups')
  const path = file === undefined ? await newestSound(folder) : existsSync(file) ? file : join(folder, file)
  const manifest = await verifyBackup(path)
  const question = `Replace the database by ${manifest.file} of ${manifest.createdAt.slice(0, 16).replace('T', ' ')}? The present one is kept beside it.`
  if (!options.yes && !(await confirm(question))) return
  const { kept } = await restoreBackup(path, settings.databaseFile, new Date())
  print(`Restored ${manifest.file}.${kept ? ` The former database lies at ${kept}.` : ''}`)
}

/** The newest backup that is sound; those passed over are named on standard error. */
async function newestSound(folder: string): Promise<string> {
  for (const { file } of listBackups(folder)) {
    const path = join(folder, file)
    try {
      await verifyBackup(path)
      return path
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      process.stderr.write(`Passed over: ${error.message}\n`)
    }
  }
  throw new Fault('not_found', `There is no sound backup in ${folder}.`)
}
