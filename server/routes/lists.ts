// Reading what is not a record of its own: allocations, reports, the audit trail, health.
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { listAllocations } from '../../services/allocation-list.js'
import { readAudit } from '../../services/audit-trail.js'
import { getReport, listReports } from '../../services/report-files.js'
import { listOf } from '../reply-shapes.js'
import { type Route, route } from '../route.js'

const byId = z.strictObject({ id: z.string().min(1).max(64) })
const id = z.string().max(64).optional()
const month = z.string().max(7).optional().describe('YYYY-MM')
const count = (digits: number) =>
  z
    .string()
    .regex(new RegExp(`^\\d{1,${digits}}$`))
    .optional()

const MEDIA_TYPES: Record<string, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
}

export const listRoutes: Route[] = [
  route({
    method: 'get',
    path: '/health',
    tag: 'operations',
    summary: 'Is everything up: database, assistant, model, search',
    access: 'public',
    effect: 'read',
    reply: z.object({
      status: z.enum(['ok', 'degraded']),
      database: z.string(),
      assistant: z.string(),
      model: z.object({ provider: z.string(), state: z.string(), fix: z.string().nullable() }),
      search: z.object({
        embedder: z.string(),
        rebuilding: z
          .number()
          .optional()
          .describe('Share of new vectors made, 0 to 1, while another embedder is taken up'),
      }),
    }),
    handle: async ({ deps }) => await deps.health(),
  }),
  route({
    method: 'get',
    path: '/metrics',
    tag: 'operations',
    summary: 'Counters for Prometheus (Admin, e.g. with a personal access token)',
    access: 'admin',
    effect: 'read',
    streams: 'text/plain',
    handle: async ({ deps, res }) => {
      res.setHeader('Content-Type', deps.metrics?.contentType ?? 'text/plain')
      res.send((await deps.metrics?.text()) ?? '')
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/allocations',
    tag: 'allocations',
    summary: 'Hours by assignment and month',
    access: 'signed-in',
    effect: 'read',
    query: z.strictObject({
      projectId: id,
      employeeId: id,
      assignmentId: id,
      from: month,
      to: month,
      limit: count(6).describe('1 to 100000, default 1000'),
      offset: count(7),
    }),
    reply: listOf(
      z.object({
        assignmentId: z.string(),
        projectId: z.string(),
        employeeId: z.string(),
        month: z.string(),
        hours: z.number(),
        version: z.int(),
      }),
    ),
    handle: async ({ query, actor, deps }) => {
      const { limit, offset, ...filter } = query
      return await listAllocations(deps.database.db, actor, {
        ...filter,
        limit: Math.min(100_000, Math.max(1, Number(limit ?? 1000))),
        offset: Number(offset ?? 0),
      })
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/reports',
    tag: 'reports',
    summary: 'Reports that you made',
    access: 'signed-in',
    effect: 'read',
    handle: async ({ actor, deps }) => {
      const items = await listReports(deps.database.db, actor)
      return { items, total: items.length }
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/reports/:id/file',
    tag: 'reports',
    summary: 'Download a report of yours',
    access: 'signed-in',
    effect: 'read',
    params: byId,
    streams: 'application/octet-stream',
    handle: async ({ params, actor, deps, res, signal }) => {
      const report = await getReport(deps.database.db, actor, params.id)
      const content = deps.files.read(report.storageKey)
      res.setHeader('Content-Type', MEDIA_TYPES[report.format] ?? 'application/octet-stream')
      res.attachment(report.file.replace(/[^\w. -]/g, '_'))
      await pipeline(Readable.from(content), res, { signal })
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/audit',
    tag: 'operations',
    summary: 'The audit trail, newest first',
    access: 'admin',
    effect: 'read',
    query: z.strictObject({ before: count(12), limit: count(3) }),
    handle: async ({ query, actor, deps }) => ({
      items: await readAudit(deps.database.db, actor, {
        before: query.before === undefined ? undefined : Number(query.before),
        limit: Math.min(500, Math.max(1, Number(query.limit ?? 100))),
      }),
    }),
  }),
]
