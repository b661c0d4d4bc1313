// The composition root: from settings to everything that the entry points start. The only place that knows all parts.
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Db, OpenDatabase } from '../db/open.js'
import type { FileStore } from '../files/file-store.js'
import { LocalFileStore } from '../files/local-file-store.js'
import type { AccountContext } from '../services/account-secrets.js'
import { ensureLocalOwner, getUserByEmail, toActor } from '../services/account-users.js'
import type { Actor, Via } from '../services/actor.js'
import type { ChangeContext } from '../services/changes.js'
import { Fault } from '../services/fault.js'
import { KnowledgeSearch } from '../services/knowledge/search.js'
import type { ToolContext } from '../tools/define-tool.js'
import { makeVectorIndex } from './knowledge/vector-accelerator.js'
import { prepareData } from './prepare-data.js'
import { runReport } from './reports/run-report.js'
import { businessDay, type Settings } from './settings.js'

export interface Application {
  settings: Settings
  database: OpenDatabase
  db: Db
  files: FileStore
  filesFolder: string
  /** Text search over records and notes; its index is built at the first question. */
  knowledge: KnowledgeSearch
  /** The real clock. */
  now: () => Date
  /** The business day. */
  today: () => string
  newId: () => string
  /** The Admin who works at this machine. */
  owner(): Promise<Actor>
  /** The user with that e-mail address, or the local owner without one. Fault for unknown and disabled ones. */
  actor(email?: string): Promise<Actor>
  accountContext(via: string): AccountContext
  changeContext(actor: Actor, via: Via, threadId?: string): ChangeContext
  toolContext(actor: Actor, via: Via, more?: Partial<ToolContext>): ToolContext
  close(): Promise<void>
}

/**
 * Opens the data and joins the parts; starts nothing that listens or repeats. DatabaseStartError. Tests hand in a clock
 * and an opened database.
 */
export async function compose(
  settings: Settings,
  now: () => Date = () => new Date(),
  open: (settings: Settings, now: () => Date) => Promise<OpenDatabase> = prepareData,
): Promise<Application> {
  const database = await open(settings, now)
  const { db } = database
  const filesFolder = join(settings.dataFolder, 'files')
  const files = new LocalFileStore(filesFolder)
  const knowledge = new KnowledgeSearch({ db, makeIndex: makeVectorIndex(settings.dataFolder) })
  const newId = () => randomUUID()
  const today = () => businessDay(settings, now())
  const accountContext = (via: string): AccountContext => ({ now, newId, via })
  const changeContext = (actor: Actor, via: Via, threadId?: string): ChangeContext => ({
    db,
    actor,
    via,
    now,
    newId,
    threadId,
  })
  return {
    settings,
    database,
    db,
    files,
    filesFolder,
    knowledge,
    now,
    today,
    newId,
    owner: () => ensureLocalOwner(db, accountContext('cli')),
    actor: async (email) => {
      if (email === undefined) return await ensureLocalOwner(db, accountContext('cli'))
      const user = await getUserByEmail(db, email)
      if (user.disabledAt) throw new Fault('forbidden', `${user.name} is disabled.`, 'Enable the user first.')
      return toActor(user)
    },
    accountContext,
    changeContext,
    toolContext: (actor, via, more = {}) => ({
      ...changeContext(actor, via),
      today: today(),
      signal: new AbortController().signal,
      progress: () => {},
      files,
      makeReport: (order, hooks) => runReport({ database, files, filesFolder, settings }, order, hooks),
      search: knowledge,
      ...more,
    }),
    close: async () => {
      try {
        database.sqlite.pragma('wal_checkpoint(TRUNCATE)')
      } catch {
        // Another process still reads: its own end will tidy up.
      }
      await database.close()
    },
  }
}
