// REST for every table of the plan, from one list: names of the paths, what may be filtered, the schemas of services.
import { z } from 'zod'
import type { Actor } from '../../services/actor.js'
import { projectEnd } from '../../services/calendar.js'
import type { RecordTable } from '../../services/change.js'
import { listReadable, readRecord, readRights, visibleRecord } from '../../services/record-access.js'
import { changeRecord, createRecord, type RecordApplied, removeRecord } from '../../services/record-changes.js'
import { recordSchemas, TITLES } from '../../services/records.js'
import type { ServerDeps } from '../deps.js'
import { listOf, loadShape, warningShape } from '../reply-shapes.js'
import { type Route, route } from '../route.js'
import { changeContext } from '../tool-context.js'

interface Resource {
  path: string
  table: Exclude<RecordTable, 'organisation'>
  /** Fields that a list can be narrowed by, exactly. */
  filters: string[]
}

export const RESOURCES: Resource[] = [
  { path: 'projects', table: 'project', filters: ['code', 'managerId', 'status', 'client'] },
  { path: 'employees', table: 'employee', filters: ['email', 'roleId', 'lcatId'] },
  { path: 'assignments', table: 'assignment', filters: ['projectId', 'employeeId', 'roleId', 'lcatId'] },
  { path: 'roles', table: 'role', filters: ['active'] },
  { path: 'lcats', table: 'lcat', filters: ['active'] },
  { path: 'demand', table: 'demand', filters: ['projectId', 'roleId', 'lcatId', 'month'] },
  { path: 'time-off', table: 'timeOff', filters: ['employeeId'] },
  { path: 'holidays', table: 'holiday', filters: ['date'] },
  { path: 'overrides', table: 'monthOverride', filters: ['projectId', 'month'] },
]

const byId = z.strictObject({ id: z.string().min(1).max(64) })
const version = z.int().min(1).describe('Version that the change was made from')
const queryVersion = z
  .string()
  .regex(/^\d{1,9}$/, 'is not a version number')
  .describe('Version that you saw')

/** Fields that every record of a table shows besides its own: computed, never written. */
const COMPUTED: Partial<Record<RecordTable, z.ZodRawShape>> = {
  project: { endsOn: z.string().optional().describe('Last day: first day + 14 x sprints - 1') },
}

const afterWriting = {
  changeSet: z.object({ id: z.string(), seq: z.int().optional() }),
  loads: z.array(loadShape),
  warnings: z.array(warningShape),
}

/** Any table but the organisation can be listed, read, created, changed and removed. */
export const recordRoutes: Route[] = [...RESOURCES.flatMap(routesOf), ...organisationRoutes()]

function routesOf({ path, table, filters }: Resource): Route[] {
  const fields = recordSchemas[table] as z.ZodObject
  const record = fields.extend({ id: z.string(), version: z.int(), ...COMPUTED[table] })
  const written = z.object({ ...record.shape, ...afterWriting })
  const one = TITLES[table]
  return [
    route({
      method: 'get',
      path: `/api/v1/${path}`,
      tag: path,
      summary: `List ${path}, as far as you may see them`,
      access: 'signed-in',
      effect: 'read',
      query: z.strictObject({
        q: z.string().max(200).optional().describe('Words in name, code, e-mail, client'),
        limit: z
          .string()
          .regex(/^\d{1,5}$/)
          .optional()
          .describe('1 to 10000, default 1000'),
        offset: z
          .string()
          .regex(/^\d{1,7}$/)
          .optional(),
        ...Object.fromEntries(filters.map((filter) => [filter, z.string().max(254).optional()])),
      }),
      reply: listOf(record),
      handle: async ({ query, actor, deps }) => {
        const { q, limit, offset, ...where } = query as Record<string, string | undefined>
        const given = Object.entries(where).filter((entry): entry is [string, string] => entry[1] !== undefined)
        const page = await listReadable(deps.database.db, actor, table, {
          q,
          where: Object.fromEntries(given),
          limit: Math.min(10_000, Math.max(1, Number(limit ?? 1000))),
          offset: Number(offset ?? 0),
        })
        return { ...page, items: page.items.map((item) => withComputed(table, item)) }
      },
    }),
    route({
      method: 'get',
      path: `/api/v1/${path}/:id`,
      tag: path,
      summary: `One ${one}`,
      access: 'signed-in',
      effect: 'read',
      params: byId,
      reply: record,
      handle: async ({ params, actor, deps }) =>
        withComputed(table, await readRecord(deps.database.db, actor, table, params.id)),
    }),
    route({
      method: 'post',
      path: `/api/v1/${path}`,
      tag: path,
      summary: `Add: ${one}`,
      access: 'signed-in',
      effect: 'write',
      body: fields.partial(),
      reply: written,
      status: 201,
      handle: async ({ body, actor, deps }) =>
        await answer(deps, actor, table, await createRecord(changeContext(deps, actor), table, body)),
    }),
    route({
      method: 'patch',
      path: `/api/v1/${path}/:id`,
      tag: path,
      summary: `Change: ${one}`,
      access: 'signed-in',
      effect: 'write',
      params: byId,
      body: fields.partial().extend({ version }),
      reply: written,
      handle: async ({ params, body, actor, deps }) => {
        const { version: seen, ...changed } = body as { version: number }
        const ctx = changeContext(deps, actor)
        return await answer(deps, actor, table, await changeRecord(ctx, table, params.id, changed, seen))
      },
    }),
    route({
      method: 'delete',
      path: `/api/v1/${path}/:id`,
      tag: path,
      summary: `Remove what nothing uses: ${one}`,
      access: 'signed-in',
      effect: 'write',
      params: byId,
      query: z.strictObject({ version: queryVersion }),
      reply: z.object(afterWriting),
      handle: async ({ params, query, actor, deps }) => {
        const ctx = changeContext(deps, actor)
        return await answer(deps, actor, table, await removeRecord(ctx, table, params.id, Number(query.version)))
      },
    }),
  ]
}

function organisationRoutes(): Route[] {
  const fields = recordSchemas.organisation.omit({ demo: true })
  return [
    route({
      method: 'get',
      path: '/api/v1/organisation',
      tag: 'organisation',
      summary: 'Calendar, heat bands, fiscal year, what is warned of and what refused',
      access: 'signed-in',
      effect: 'read',
      reply: recordSchemas.organisation.extend({ id: z.string(), version: z.int() }),
      handle: async ({ actor, deps }) => await readRecord(deps.database.db, actor, 'organisation', 'organisation'),
    }),
    route({
      method: 'patch',
      path: '/api/v1/organisation',
      tag: 'organisation',
      summary: 'Change the policy of the organisation',
      access: 'admin',
      effect: 'write',
      body: fields.partial().extend({ version }),
      handle: async ({ body, actor, deps }) => {
        const { version: seen, ...changed } = body
        const ctx = changeContext(deps, actor)
        const done = await changeRecord(ctx, 'organisation', 'organisation', changed, seen)
        return await answer(deps, actor, 'organisation', done)
      },
    }),
  ]
}

async function answer<T extends RecordTable>(deps: ServerDeps, actor: Actor, table: T, done: RecordApplied<T>) {
  const { changeSet, loads, warnings } = done.applied
  const visible = done.record && visibleRecord(table, done.record, await readRights(deps.database.db, actor))
  const record = visible && withComputed(table, visible as { startsOn?: unknown })
  return {
    ...record,
    changeSet: { id: changeSet.id, ...(changeSet.seq === undefined ? {} : { seq: changeSet.seq }) },
    loads,
    warnings,
  }
}

function withComputed<R extends object>(table: RecordTable, record: R): R {
  if (table !== 'project') return record
  const { startsOn, sprints } = record as { startsOn?: string; sprints?: number }
  return startsOn && sprints ? { ...record, endsOn: projectEnd(startsOn, sprints) } : record
}
