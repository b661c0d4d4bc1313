// The assistant of an application, built at the first question or when the server has nothing else to do.
import { join } from 'node:path'
import type { Assistant } from '../agent/assistant.js'
import type { AssistantDeps } from '../agent/assistant-deps.js'
import type { Application } from './compose.js'

export interface LazyAssistant {
  get(): Promise<Assistant>
  close(): Promise<void>
}

/** Answers the same assistant at every call; nothing of LangChain is loaded before the first. */
export function lazyAssistant(application: Application, log?: AssistantDeps['log']): LazyAssistant {
  let made: Promise<Assistant> | undefined
  return {
    get: () => {
      made ??= build(application, log)
      return made
    },
    close: async () => {
      if (made) await (await made).close()
    },
  }
}

async function build(application: Application, log?: AssistantDeps['log']): Promise<Assistant> {
  const [{ createAssistant }, { assistantServices }] = await Promise.all([
    import('../agent/assistant.js'),
    import('./assistant-services.js'),
  ])
  const { settings, db, toolContext, now, today, newId } = application
  return createAssistant({
    db,
    services: assistantServices,
    toolContext: (actor, { signal, threadId }) => toolContext(actor, 'chat', { signal, threadId }),
    now,
    today,
    newId,
    checkpointFile: join(settings.dataFolder, 'checkpoints.db'),
    settings: () => ({
      mode: settings.assistant,
      model: settings.model,
      ollamaUrl: settings.ollamaUrl,
      openaiBaseUrl: settings.openaiBaseUrl,
      openaiApiKey: settings.openaiApiKey,
    }),
    loadPlanner: async () => (await import('../agent/planner/plan-request.js')).planRequest,
    log,
  })
}
