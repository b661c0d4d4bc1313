// Which assistant answers: mode, model, its health, pulling one; and the log of every model turn.
import { z } from 'zod'
import { evalCaseFile, listModelTurns } from '../../services/model-turns.js'
import { requireAdmin } from '../../services/policy.js'
import { type Route, route } from '../route.js'
import { streamEvents } from '../stream-events.js'

const stateShape = z.object({
  provider: z.string(),
  state: z.string(),
  fix: z.string().nullable().describe('What mends it, in one line'),
  model: z.string().optional(),
  contextTokens: z.int().optional(),
  onCard: z.number().optional().describe('Share of the model on the graphics card, 0 to 1'),
})

const choiceShape = z.object({
  mode: z.string(),
  model: z.string(),
  strict: z.boolean(),
  state: stateShape,
  offers: z.array(
    z.object({
      model: z.string(),
      gigabytes: z.number().optional(),
      about: z.string(),
      pulled: z.boolean(),
      tools: z.boolean(),
    }),
  ),
})

const outcomes = z.enum(['answered', 'asked', 'refused', 'failed', 'approval', 'stopped'])

export const modelRoutes: Route[] = [
  route({
    method: 'get',
    path: '/api/v1/ai/models',
    tag: 'assistant',
    summary: 'Who answers, how the model is, and what can be chosen',
    access: 'signed-in',
    effect: 'read',
    reply: choiceShape,
    handle: async ({ deps }) => await (await deps.assistant()).models.offers(),
  }),
  route({
    method: 'patch',
    path: '/api/v1/ai/models',
    tag: 'assistant',
    summary: 'Choose who answers, from the next message on',
    access: 'admin',
    effect: 'write',
    body: z.strictObject({
      mode: z.enum(['hybrid', 'llm', 'planner']).optional(),
      model: z.string().max(200).optional().describe('auto, none, ollama:NAME or openai:NAME'),
      strict: z.boolean().optional().describe('Show the tools’ own sentences where prose holds figures of its own'),
    }),
    reply: choiceShape,
    handle: async ({ body, actor, deps }) => {
      const { models } = await deps.assistant()
      await models.choose(actor, body)
      return await models.offers()
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/ai/models/check',
    tag: 'assistant',
    summary: 'Look at the model server again',
    access: 'signed-in',
    effect: 'read',
    body: z.strictObject({}).optional(),
    reply: stateShape,
    handle: async ({ deps }) => await (await deps.assistant()).models.recheck(),
  }),
  route({
    method: 'post',
    path: '/api/v1/ai/models/load',
    tag: 'assistant',
    summary: 'Load the chosen model into memory, so that the first answer does not wait for it',
    access: 'signed-in',
    effect: 'read',
    body: z.strictObject({}).optional(),
    reply: stateShape,
    handle: async ({ deps }) => {
      const { models } = await deps.assistant()
      await models.warm()
      return await models.recheck()
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/ai/models/pull',
    tag: 'assistant',
    summary: 'Download a model into Ollama; progress as server-sent events',
    access: 'admin',
    effect: 'write',
    streams: 'text/event-stream',
    body: z.strictObject({ name: z.string().min(1).max(121).describe('Name in the Ollama library, e.g. qwen3.5:4b') }),
    handle: async ({ body, deps, res, signal }) => {
      const { models } = await deps.assistant()
      await streamEvents(res, pullEvents(models.pull(body.name, signal)))
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/model-turns',
    tag: 'assistant',
    summary: 'Every turn that the planner or a model answered, newest first',
    access: 'admin',
    effect: 'read',
    query: z.strictObject({
      limit: z
        .string()
        .regex(/^\d{1,3}$/)
        .optional(),
      before: z.string().max(40).optional().describe('Time of the last one seen'),
      outcome: outcomes.optional(),
    }),
    handle: async ({ query, actor, deps }) => {
      const { limit, ...where } = query
      const items = await listModelTurns(deps.database.db, actor, {
        ...where,
        limit: limit ? Number(limit) : undefined,
      })
      return { items }
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/model-turns/cases',
    tag: 'assistant',
    summary: 'The logged turns as eval cases, to be reviewed and kept',
    access: 'admin',
    effect: 'read',
    streams: 'application/yaml',
    query: z.strictObject({ outcome: outcomes.optional() }),
    handle: async ({ query, actor, deps, res }) => {
      requireAdmin(actor)
      const turns = await listModelTurns(deps.database.db, actor, { ...query, limit: 999 })
      res.status(200).set({
        'Content-Type': 'application/yaml; charset=utf-8',
        'Content-Disposition': 'attachment; filename="logged-turns.yaml"',
      })
      res.end(await evalCaseFile(deps.database.db, turns, deps.today()))
    },
  }),
]

async function* pullEvents(progress: AsyncIterable<{ status: string; fraction: number | undefined }>) {
  try {
    for await (const step of progress) yield { type: 'progress', ...step }
    yield { type: 'done' }
  } catch (error) {
    const { code = 'busy', message, hint } = error as { code?: string; message: string; hint?: string }
    if (code === 'invalid') throw error
    yield { type: 'error', code, message, hint }
  }
}
