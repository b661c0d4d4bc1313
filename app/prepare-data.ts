// The data folder of a run: private, with a database that holds an organisation from the first start.
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { DatabaseStartError, type Db, type OpenDatabase, openDatabase } from '../db/open.js'
import { businessDay, type Settings } from './settings.js'

/** Opens the database of the settings; a new one gets the demo organisation, or an empty one. DatabaseStartError. */
export async function prepareData(
  settings: Settings,
  now: () => Date,
  options: { /** Look for damage in the whole file first. */ check?: boolean } = {},
): Promise<OpenDatabase> {
  makePrivate(settings.dataFolder)
  const database = await openDatabase(settings.databaseFile, { now, ...options })
  try {
    await fillNewDatabase(database.db, settings, now)
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Everything a run makes is for its owner's eyes: 0700 for the folder, 0600 for the files in it. */
function makePrivate(folder: string): void {
  process.umask(0o077)
  try {
    const isNew = !existsSync(folder)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (isNew) chmodSync(folder, 0o700)
    for (const name of readdirSync(folder)) {
      const file = `${folder}/${name}`
      const { mode, uid } = statSync(file)
      if (/\.(db|json)(-wal|-shm)?$/.test(name) && mode & 0o077 && uid === process.getuid?.()) chmodSync(file, 0o600)
    }
  } catch {
    throw new DatabaseStartError(
      `The data folder ${folder} cannot be written.`,
      'Give yourself write permission, or set STAFFALLOC_DATA to another folder.',
    )
  }
}

async function fillNewDatabase(db: Db, settings: Settings, now: () => Date): Promise<void> {
  if (await hasOrganisation(db)) return
  try {
    if (settings.empty) await insertEmptyOrganisation(db)
    else {
      const { seedDemo } = await import('../db/demo.js')
      await seedDemo(db, { month: businessDay(settings, now()).slice(0, 7), now: now() })
    }
  } catch (error) {
    // Another process that started at the same moment has done it.
    if (!(await hasOrganisation(db))) throw error
  }
}

async function hasOrganisation(db: Db): Promise<boolean> {
  return (await db.selectFrom('organisation').select('id').executeTakeFirst()) !== undefined
}

/** No people, no projects, no holidays: for a firm that brings its own. */
export async function insertEmptyOrganisation(db: Db): Promise<void> {
  await db
    .insertInto('organisation')
    .values({
      id: 'organisation',
      name: 'My organisation',
      calendarCountry: '',
      fiscalYearStart: 1,
      heatBands: '[0.4,0.8]',
      overFunding: 'warn',
      overAllocation: 'warn',
      demo: 0,
      version: 1,
    })
    .execute()
}
