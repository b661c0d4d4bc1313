import type { Health } from '../server/deps.js'
import type { Application } from './compose.js'

/** Whether everything is up, for /health and `staffalloc doctor`: never throws, loads nothing heavy. */
export async function checkHealth(application: Application): Promise<Health> {
  const database = await checkDatabase(application)
  return {
    status: database === 'ok' ? 'ok' : 'degraded',
    database,
    assistant: application.settings.assistant,
    model: { provider: 'none', state: 'not loaded', fix: null },
    search: { embedder: application.knowledge.embedder.label },
  }
}

async function checkDatabase({ db }: Application): Promise<string> {
  try {
    await db.selectFrom('organisation').select('id').executeTakeFirst()
    return 'ok'
  } catch {
    return 'cannot be read'
  }
}
