// Every schema version, oldest first. A released migration is never edited: add the next one.
import type { Kysely } from 'kysely'
import { up as initial } from './migrations/001-initial.js'
import { up as passageAccess } from './migrations/002-passage-access.js'
import { up as erasableNames } from './migrations/003-erasable-names.js'
import { up as refreshAgain } from './migrations/004-refresh-again.js'

export interface NamedMigration {
  name: string
  up: (db: Kysely<unknown>) => Promise<void>
}

export const migrations: NamedMigration[] = [
  { name: '001-initial', up: initial },
  { name: '002-passage-access', up: passageAccess },
  { name: '003-erasable-names', up: erasableNames },
  { name: '004-refresh-again', up: refreshAgain },
]
