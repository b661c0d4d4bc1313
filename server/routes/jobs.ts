// Jobs in the background: their state, progress, cancelling; and what each user wants by mail.
import { z } from 'zod'
import {
  cancelJob,
  enqueueJob,
  getJob,
  type ImportPayload,
  type JobLine,
  listJobs,
  retryJob,
} from '../../services/jobs.js'
import { getPreferences, mailPreferences, setPreferences } from '../../services/notices.js'
import { requireAdmin } from '../../services/policy.js'
import { parseArguments } from '../../tools/call-tool.js'
import { findTool } from '../../tools/registry.js'
import type { ServerDeps } from '../deps.js'
import { type Route, route } from '../route.js'

const byId = z.strictObject({ id: z.string().min(1).max(64) })

/** Jobs that are a tool's work, with the input of that tool; the others are Admins'. */
const TOOL_OF: Partial<Record<string, string>> = { report: 'export_report', repair: 'resolve_over_allocation' }

/** A job as its user sees it; an import with its file and how it was to be read. */
export function shown<T extends JobLine>({ payload, leaseUntil: _, idempotencyKey: __, ...job }: T) {
  const { file, options } = (job.kind === 'import' ? payload : {}) as Partial<ImportPayload>
  return { ...job, ...(file === undefined ? {} : { file, options }) }
}

/** While a large import holds the file, how far it is stands in the worker only. */
const live = (job: JobLine, { jobs }: ServerDeps) => ({
  ...shown(job),
  ...(job.state === 'running' ? jobs.live(job.id) : {}),
})

export const jobRoutes: Route[] = [
  route({
    method: 'get',
    path: '/api/v1/jobs',
    tag: 'jobs',
    summary: 'Own jobs, newest first; an Admin sees all',
    access: 'signed-in',
    effect: 'read',
    handle: async ({ actor, deps }) => ({
      items: (await listJobs(deps.database.db, actor)).map((job) => live(job, deps)),
    }),
  }),
  route({
    method: 'get',
    path: '/api/v1/jobs/:id',
    tag: 'jobs',
    summary: 'One job with its progress or result',
    access: 'signed-in',
    effect: 'read',
    params: byId,
    handle: async ({ actor, deps, params }) => live(await getJob(deps.database.db, actor, params.id), deps),
  }),
  route({
    method: 'post',
    path: '/api/v1/jobs',
    tag: 'jobs',
    summary:
      'Make a report, find repairs (input of resolve_over_allocation) or, Admins, make a backup or embeddings, in the background',
    access: 'signed-in',
    effect: 'read',
    status: 202,
    body: z.strictObject({
      kind: z.enum(['report', 'repair', 'backup', 'embeddings']),
      input: z.record(z.string(), z.unknown()).optional(),
    }),
    handle: async ({ actor, deps, body, res }) => {
      const tool = TOOL_OF[body.kind]
      if (!tool) requireAdmin(actor)
      const payload = tool ? parseArguments(findTool(tool) as never, body.input ?? {}) : {}
      const { db } = deps.database
      const id = await enqueueJob(db, {
        id: deps.newId(),
        kind: body.kind,
        userId: actor.userId,
        payload,
        at: deps.now(),
      })
      deps.log.info({ requestId: res.locals.requestId, jobId: id, kind: body.kind }, 'job queued')
      deps.jobs.wake()
      return shown(await getJob(db, actor, id))
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/jobs/:id/cancel',
    tag: 'jobs',
    summary: 'Cancel a job',
    access: 'signed-in',
    effect: 'read',
    params: byId,
    handle: async ({ actor, deps, params }) => {
      const { db } = deps.database
      await getJob(db, actor, params.id)
      deps.jobs.stop(params.id)
      return shown(await cancelJob(db, actor, params.id, deps.now()))
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/jobs/:id/retry',
    tag: 'jobs',
    summary: 'Start a failed or cancelled job anew',
    access: 'signed-in',
    effect: 'read',
    params: byId,
    handle: async ({ actor, deps, params }) => {
      const job = await retryJob(deps.database.db, actor, params.id, deps.now())
      deps.jobs.wake()
      return shown(job)
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/me/mail',
    tag: 'jobs',
    summary: 'What you get by mail',
    access: 'signed-in',
    effect: 'read',
    handle: async ({ actor, deps }) => await getPreferences(deps.database.db, actor),
  }),
  route({
    method: 'patch',
    path: '/api/v1/me/mail',
    tag: 'jobs',
    summary: 'Choose what you get by mail',
    access: 'signed-in',
    effect: 'read',
    body: mailPreferences.partial(),
    handle: async ({ actor, deps, body }) => {
      const { db } = deps.database
      return await setPreferences(db, actor, { ...(await getPreferences(db, actor)), ...body })
    },
  }),
]
