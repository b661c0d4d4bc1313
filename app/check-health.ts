import type { Assistant } from '../agent/assistant.js'
import type { Health } from '../server/deps.js'
import type { Application } from './compose.js'

/** A model server that accepts and never answers must not hold this up. */
const PATIENCE_MS = 500

/** Whether everything is up, for /health and `staffalloc doctor`: never throws, loads nothing heavy. */
export async function checkHealth(
  application: Application,
  assistant: () => Promise<Assistant>,
  patienceMs = PATIENCE_MS,
): Promise<Health> {
  const database = await checkDatabase(application)
  const model = await checkModel(assistant, patienceMs)
  const { knowledge } = application
  const { rebuilding } = knowledge
  return {
    status: database === 'ok' ? 'ok' : 'degraded',
    database,
    ...model,
    search: { embedder: knowledge.embedder.label, ...(rebuilding === undefined ? {} : { rebuilding }) },
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

async function checkModel(
  assistant: () => Promise<Assistant>,
  patienceMs: number,
): Promise<Pick<Health, 'assistant' | 'model'>> {
  const { models } = await assistant()
  const { mode } = await models.settings()
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<Pick<Health, 'assistant' | 'model'>>((resolve) => {
    const answer = { assistant: mode, model: { provider: 'ollama', state: 'checking', fix: null } }
    timer = setTimeout(() => resolve(answer), patienceMs)
  })
  const looked = models.health().then(({ assistant: who, model }) => {
    const { provider, state, fix, model: name } = model
    return { assistant: who, model: { provider, state, fix, ...(name ? { name } : {}) } }
  })
  try {
    return await Promise.race([looked, tooLate])
  } finally {
    clearTimeout(timer)
  }
}
