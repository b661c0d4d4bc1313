// What `staffalloc doctor` looks at: each finding with the one thing to do about it.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { rotateSigningKeys } from '../server/signing-keys.js'
import { findBrokenAuditLink } from '../services/audit.js'
import { checkHealth } from './check-health.js'
import type { Application } from './compose.js'
import { lazyAssistant } from './create-assistant.js'
import { checkIndex } from './knowledge/check-index.js'
import { isModelPresent, openModelEmbedder } from './knowledge/model-embedder.js'
import { modelsFolder } from './knowledge/use-model.js'
import { root } from './root.js'

export interface Finding {
  what: string
  ok: boolean
  detail: string
  fix?: string
}

/** A model server that is slow to answer is waited for longer than by a page that only shows its state. */
const PATIENCE_MS = 5000

/** Looks at Node, SQLite, the data folder, the audit trail, the built page, the assistant and the search index. */
export async function diagnose(application: Application): Promise<Finding[]> {
  const { database, settings, db } = application
  const integrity = database.sqlite.pragma('quick_check', { simple: true })
  const broken = await findBrokenAuditLink(db)
  const mode = statSync(settings.dataFolder).mode & 0o777
  const missing = missingPagePart()
  return [
    // The command itself refuses an older Node, and a SQLite that cannot be loaded or loses commits.
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
    {
      what: 'Page',
      ok: missing === undefined,
      detail: missing === undefined ? 'built' : `${missing} is missing`,
      fix: 'npm run build -- --force',
    },
    await checkAssistant(application),
    await checkSearch(application),
  ]
}

/** The first file of the built page that is not there, from the page itself to what its scripts load later. */
function missingPagePart(): string | undefined {
  const waiting = ['index.html']
  for (const file of waiting) {
    const path = join(root, 'dist', 'web', file)
    if (!existsSync(path)) return `dist/web/${file}`
    if (!/\.(html|js)$/.test(file)) continue
    for (const [named] of readFileSync(path, 'utf8').matchAll(/assets\/[\w.-]+\.(?:js|css)/g))
      if (!waiting.includes(named)) waiting.push(named)
  }
  return undefined
}

/** A model that was named, or that nobody answers without, has to be there; otherwise the planner answers alone. */
async function checkAssistant(application: Application): Promise<Finding> {
  const assistant = lazyAssistant(application)
  try {
    const { assistant: who, model } = await checkHealth(application, assistant.get, PATIENCE_MS)
    const wanted = await (await assistant.get()).models.settings()
    const isNeeded = wanted.mode === 'llm' || (wanted.mode === 'hybrid' && /^(ollama|openai):/.test(wanted.model))
    return {
      what: 'Assistant',
      ok: !isNeeded || model.state === 'ready' || model.state === 'not_loaded',
      detail: `${who}; model ${model.provider}: ${model.state}`,
      fix: model.fix ?? (model.state === 'checking' ? 'Start the model server anew: it does not answer.' : undefined),
    }
  } finally {
    await assistant.close()
  }
}

/** Is the index equal to the plan, and can the sentence model be read where one was fetched? */
async function checkSearch(application: Application): Promise<Finding> {
  const { knowledge } = application
  await knowledge.refresh()
  const { differences } = await checkIndex(application)
  if (differences > 0)
    return {
      what: 'Search',
      ok: false,
      detail: `${differences} passages differ from the plan`,
      fix: 'staffalloc reindex',
    }
  const folder = modelsFolder(application)
  if (!isModelPresent(folder)) return { what: 'Search', ok: true, detail: knowledge.embedder.label }
  try {
    const embedder = await openModelEmbedder(folder)
    await embedder.close()
    return { what: 'Search', ok: true, detail: embedder.label }
  } catch (error) {
    const { message, hint } = error as Error & { hint?: string }
    return { what: 'Search', ok: false, detail: message, fix: hint }
  }
}

/** Makes a new key for access tokens; running applications take it up within half a minute. */
export function rotateKeys(application: Application): void {
  rotateSigningKeys(application.settings.dataFolder, application.now())
}
