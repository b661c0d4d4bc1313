// The OpenAPI 3.1 document, made from the declared routes and their zod schemas.
import { z } from 'zod'
import { errorShape } from './reply-shapes.js'
import type { Route } from './route.js'

type Json = Record<string, unknown>

/** One document for all routes; the same schemas check the requests. */
export function describeApi(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Json> = {}
  for (const declared of routes) {
    const path = declared.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [declared.method]: describeRoute(declared) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'StaffAlloc',
      version,
      description: 'Staffing plans. Months are YYYY-MM, hours are quarter hours, fte and load are fractions.',
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    tags: [...new Set(routes.map((declared) => declared.tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: { Error: toSchema(errorShape, 'output') },
    },
  }
}

function describeRoute(declared: Route): Json {
  const { access, effect, status, params, query, body, documentedBody, reply, streams, accepts } = declared
  const described = documentedBody ?? body
  const isOptional = body?.safeParse(undefined).success === true && !documentedBody
  const success: Json = { description: 'Done' }
  if (streams) success.content = { [streams]: { schema: { type: 'string' } } }
  else if (reply) success.content = { 'application/json': { schema: toSchema(reply, 'output') } }
  const failure = {
    description: 'Refused',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
  }
  return {
    operationId: `${declared.method}${declared.path.replace(/[^a-z0-9]+(\w)/gi, (_, c: string) => c.toUpperCase())}`,
    tags: [declared.tag],
    summary: declared.summary,
    description:
      `${access === 'public' ? 'No sign-in.' : access === 'admin' ? 'Admins only.' : 'Any signed-in user.'} ${effect === 'write' ? 'Not for read-only tokens.' : ''}`.trim(),
    ...(access === 'public' && { security: [] }),
    parameters: [...parameters('path', params), ...parameters('query', query)],
    ...(accepts && { requestBody: { required: true, content: { [accepts]: { schema: { type: 'object' } } } } }),
    ...(described &&
      !accepts && {
        requestBody: {
          required: !isOptional,
          content: { 'application/json': { schema: toSchema(described, 'input') } },
        },
      }),
    responses: { [status ?? '2XX']: success, '4XX': failure },
  }
}

function parameters(where: 'path' | 'query', schema: z.ZodType | undefined): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = toSchema(schema, 'input') as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, { description, ...property }]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    ...(description ? { description } : {}),
    schema: property,
  }))
}

/** JSON Schema 2020-12, which OpenAPI 3.1 speaks. */
export function toSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
  return json
}
