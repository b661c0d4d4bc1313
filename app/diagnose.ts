// What `staffalloc doctor` looks at: each finding with the one thing to do about it.
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { rotateSigningKeys } from '../server/signing-keys.js'
import { findBrokenAuditLink } from '../services/audit.js'
import { checkHealth } from './check-health.js'
import type { Application } from './compose.js'
import { lazyAssistant } from './create-assistant.js'
import { root } from './root.js'

export interface Finding {
  what: string
  ok: boolean
  detail: string
  fix?: string
}

/** Looks at Node, SQLite, the data folder, the audit trail, the built page and the assistant. */
export async function diagnose(application: Application): Promise<Finding[]> {
  const { database, settings, db } = application
  const integrity = database.sqlite.pragma('quick_check', { simple: true })
  const broken = await findBrokenAuditLink(db)
  const mode = statSync(settings.dataFolder).mode & 0o777
  const page = existsSync(join(root, 'dist', 'web', 'index.html'))
  const health = await checkHealth(application, lazyAssistant(application).get)
  return [
    { what: 'Node', ok: true, detail: process.versions.node },
    { what: 'SQLite', ok: true, detail: database.sqlite.prepare('select sqlite_version()').pluck().get() as string },
    {
      what: 'Database',
      ok: integrity === 'ok',
      detail: `${settings.databaseFile}: ${integrity}`,
      fix: 'staffalloc restore',
    },
    {
      what: 'Audit trail',
      ok: broken === undefined,
      detail: broken === undefined ? 'unbroken' : `altered at entry ${broken}`,
      fix: 'Compare with a backup: somebody wrote to the database past StaffAlloc.',
    },
    {
      what: 'Data folder',
      ok: (mode & 0o077) === 0,
      detail: `${settings.dataFolder} (${mode.toString(8)})`,
      fix: `chmod 700 ${settings.dataFolder}`,
    },
    { what: 'Page', ok: page, detail: page ? 'built' : 'not built', fix: 'npm run build' },
    {
      what: 'Assistant',
      ok: true,
      detail: `${health.assistant}; model ${health.model.provider}: ${health.model.state}`,
      fix: health.model.fix ?? undefined,
    },
    { what: 'Search', ok: true, detail: health.search.embedder },
  ]
}

/** Makes a new key for access tokens; running applications take it up within half a minute. */
export function rotateKeys(application: Application): void {
  rotateSigningKeys(application.settings.dataFolder, application.now())
}
