// Conversations with the assistant: a question or a decision in, a stream of events out.
import { z } from 'zod'
import { type Route, route } from '../route.js'
import { streamEvents } from '../stream-events.js'

const byId = z.strictObject({ id: z.string().min(1).max(64) })

const decision = z.strictObject({
  planId: z.string().min(1).max(64),
  approve: z.boolean(),
  edits: z
    .array(
      z.strictObject({
        change: z.union([z.int().min(0), z.string().max(200)]).describe('Number of the change in the plan, or its key'),
        after: z.number().describe('Hours'),
      }),
    )
    .max(10_000)
    .optional()
    .describe('Single cells corrected on the card'),
  note: z.string().max(2000).optional(),
})

export const assistantRoutes: Route[] = [
  route({
    method: 'post',
    path: '/api/v1/ai/query',
    tag: 'assistant',
    summary: 'Ask or tell the assistant something; answers as server-sent events',
    access: 'signed-in',
    effect: 'read',
    body: z.strictObject({
      message: z.string().max(20_000),
      threadId: z.string().min(1).max(64).optional().describe('Absent: a new conversation'),
    }),
    streams: 'text/event-stream',
    handle: async ({ body, actor, deps, res, signal }) => {
      const assistant = await deps.assistant()
      await streamEvents(res, assistant.ask({ actor, ...body, signal }))
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/ai/threads/:id/decision',
    tag: 'assistant',
    summary: 'Approve or reject what waits on a card; answers as server-sent events',
    access: 'signed-in',
    effect: 'write',
    params: byId,
    bodyLimit: 'changes',
    body: z.strictObject({ approvalId: z.string().min(1).max(64), decisions: z.array(decision).min(1).max(50) }),
    streams: 'text/event-stream',
    handle: async ({ params, body, actor, deps, res, signal }) => {
      const assistant = await deps.assistant()
      await streamEvents(res, assistant.decide({ actor, threadId: params.id, ...body, signal }))
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/ai/threads',
    tag: 'assistant',
    summary: 'Your conversations, the one used last first',
    access: 'signed-in',
    effect: 'read',
    query: z.strictObject({ q: z.string().max(200).optional().describe('Words in titles and texts') }),
    handle: async ({ query, actor, deps }) => {
      const items = await (await deps.assistant()).threads.list(actor, query.q)
      return { items, total: items.length }
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/ai/threads/:id',
    tag: 'assistant',
    summary: 'One conversation of yours with its messages and open card',
    access: 'signed-in',
    effect: 'read',
    params: byId,
    handle: async ({ params, actor, deps }) => await (await deps.assistant()).threads.get(actor, params.id),
  }),
  route({
    method: 'patch',
    path: '/api/v1/ai/threads/:id',
    tag: 'assistant',
    summary: 'Rename a conversation',
    access: 'signed-in',
    effect: 'write',
    params: byId,
    body: z.strictObject({ title: z.string().trim().min(1).max(200) }),
    handle: async ({ params, body, actor, deps }) =>
      await (await deps.assistant()).threads.rename(actor, params.id, body.title),
  }),
  route({
    method: 'delete',
    path: '/api/v1/ai/threads/:id',
    tag: 'assistant',
    summary: 'Delete a conversation; a card that waits is withdrawn',
    access: 'signed-in',
    effect: 'write',
    params: byId,
    handle: async ({ params, actor, deps }) => {
      await (await deps.assistant()).threads.remove(actor, params.id)
    },
  }),
]
