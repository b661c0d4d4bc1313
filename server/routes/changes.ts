// Changing the plan: stored plans, edits of cells, undo and history.
import { z } from 'zod'
import { draftCells } from '../../services/cells.js'
import { listChangeSets } from '../../services/change-feed.js'
import { applyPlan, commitStep, planSteps, withdrawPlan } from '../../services/changes.js'
import { requireWriter } from '../../services/policy.js'
import { draftUndo, nextRedo, nextUndo } from '../../services/undo.js'
import { appliedShape, planShape } from '../reply-shapes.js'
import { type Route, route } from '../route.js'
import { changeContext } from '../tool-context.js'

const byId = z.strictObject({ id: z.string().min(1).max(64) })
const via = z.enum(['api', 'grid']).optional().describe('grid: typed into the page')

const cellEdit = z.strictObject({
  assignmentId: z.string().min(1).max(64),
  month: z.string().max(7).describe('YYYY-MM'),
  hours: z.number().describe('Quarter hours, 0 to 744'),
  version: z.int().min(0).describe('Version of the cell as you saw it; 0 = it was empty'),
})

export const changeRoutes: Route[] = [
  route({
    method: 'post',
    path: '/api/v1/allocations/changes',
    tag: 'plan',
    summary: 'Set the hours of cells, all or none; preview answers a plan instead',
    access: 'signed-in',
    effect: 'write',
    bodyLimit: 'changes',
    body: z.strictObject({
      changes: z.array(cellEdit).min(1).max(10_000),
      preview: z.boolean().optional().describe('True: answer {plan} and change nothing'),
      via,
    }),
    reply: z.union([appliedShape, z.object({ plan: planShape })]),
    handle: async ({ body, actor, deps }) => {
      requireWriter(actor)
      const ctx = changeContext(deps, actor, body.via)
      const step = async (db: typeof ctx.db) => ({ changes: await draftCells(db, body.changes) })
      return body.preview ? { plan: await planSteps(ctx, [step], body.changes) } : await commitStep(ctx, step)
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/plans/:id/apply',
    tag: 'plan',
    summary: 'Apply a plan of yours, once, within ten minutes',
    access: 'signed-in',
    effect: 'write',
    params: byId,
    body: z.strictObject({}).optional(),
    reply: appliedShape,
    handle: async ({ params, actor, deps }) => await applyPlan(changeContext(deps, actor), params.id),
  }),
  route({
    method: 'post',
    path: '/api/v1/plans/:id/withdraw',
    tag: 'plan',
    summary: 'Make a plan of yours unusable',
    access: 'signed-in',
    effect: 'write',
    params: byId,
    body: z.strictObject({}).optional(),
    handle: async ({ params, actor, deps }) => await withdrawPlan(changeContext(deps, actor), params.id),
  }),
  route({
    method: 'get',
    path: '/api/v1/change-sets',
    tag: 'plan',
    summary: 'History, newest first, cut to what you may see',
    access: 'signed-in',
    effect: 'read',
    query: z.strictObject({
      before: z
        .string()
        .regex(/^[\w-]{1,64}$/)
        .optional()
        .describe('Only change sets older than the one with this id, or with this number'),
      limit: z
        .string()
        .regex(/^\d{1,3}$/)
        .optional()
        .describe('1 to 200, default 50'),
      mine: z.enum(['true', 'false']).optional(),
    }),
    handle: async ({ query, actor, deps }) => ({
      items: await listChangeSets(deps.database.db, actor, {
        before: query.before,
        limit: Math.min(200, Math.max(1, Number(query.limit ?? 50))),
        mine: query.mine === 'true',
      }),
      /** What Ctrl+Z and Ctrl+Y take next. */
      undo: (await nextUndo(deps.database.db, actor)) ?? null,
      redo: (await nextRedo(deps.database.db, actor)) ?? null,
    }),
  }),
  route({
    method: 'post',
    path: '/api/v1/change-sets/:id/undo',
    tag: 'plan',
    summary: 'Take a change set of yours back; undoing an undo is redo. "last" and "redo" stand for the next one',
    access: 'signed-in',
    effect: 'write',
    params: byId,
    body: z.strictObject({ via }).optional(),
    reply: appliedShape,
    handle: async ({ params, body, actor, deps }) => {
      requireWriter(actor)
      const ctx = changeContext(deps, actor, body?.via)
      return await commitStep(ctx, async (db) => {
        const id =
          params.id === 'last'
            ? await nextUndo(db, actor)
            : params.id === 'redo'
              ? await nextRedo(db, actor)
              : params.id
        return await draftUndo(db, actor, id ?? '')
      })
    },
  }),
]
