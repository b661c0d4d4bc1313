import type { AssistantDeps } from './assistant-deps.js'
import type { AssistantEvent } from './assistant-events.js'
import type { EventQueue } from './event-queue.js'
import { explainFailure } from './explain-failure.js'
import { finishTurn, storeFailure } from './finish-turn.js'
import type { GraphResult } from './graph.js'
import type { Run } from './run.js'

/**
 * Runs `work` beside the stream of its events. A failure is an event and a turn of the conversation; after an applied
 * change it is a note, because the change stands. Who stops listening stops the run.
 */
export async function* runStream(
  deps: AssistantDeps,
  run: Run,
  queue: EventQueue<AssistantEvent>,
  work: () => Promise<GraphResult>,
  userText?: string,
): AsyncGenerator<AssistantEvent> {
  const startedAt = Date.now()
  const ending = () => ({ userText, ms: Date.now() - startedAt })
  const working = (async () => {
    try {
      const result = await work()
      await finishTurn(deps, run, result, ending())
    } catch (error) {
      const failure = explainFailure(error, run.signal, deps.log)
      if (run.decided === undefined) {
        await storeFailure(deps, run, failure, ending())
        queue.push(failure)
        return
      }
      run.card = undefined
      run.notes.push([failure.message, failure.hint].filter(Boolean).join(' '))
      await finishTurn(deps, run, { waiting: false, text: '' }, ending())
    }
  })()
    .catch((error) => queue.push(explainFailure(error, run.signal, deps.log)))
    .finally(() => {
      queue.push({ type: 'done', threadId: run.threadId })
      queue.end()
    })
  try {
    yield* queue
  } finally {
    run.stop(new Error('nobody listens any more'))
    await working
  }
}
