// Every tool over HTTP, one route each, made from the registry.
import { z } from 'zod'
import { Fault } from '../../services/fault.js'
import { callTool } from '../../tools/call-tool.js'
import type { Tool } from '../../tools/define-tool.js'
import { anyObject, planShape, tableShapes } from '../reply-shapes.js'
import { type Route, route } from '../route.js'
import { toolContext } from '../tool-context.js'

/** One route per tool: a read answers `{data, say, tables, figures}`, a write `{plan, say}` and changes nothing. */
export function toolRoutes(tools: readonly Tool[]): Route[] {
  return [
    ...tools.map((tool) => {
      const reply =
        tool.effect === 'read'
          ? z.object({ data: tool.output, say: z.string(), ...tableShapes })
          : z.object({ plan: planShape, say: z.string() })
      return route({
        method: 'post',
        path: `/api/v1/tools/${tool.name}`,
        tag: 'tools',
        summary: `${tool.title}: ${tool.effect === 'read' ? 'answers' : 'plans a change'}`,
        access: 'signed-in',
        effect: tool.effect,
        body: anyObject,
        documentedBody: tool.input,
        reply,
        bodyLimit: tool.effect === 'write' ? 'changes' : 'small',
        handle: async ({ body, actor, deps, signal }) => {
          const { kind: _, ...result } = await callTool(
            { tool: tool.name, input: body },
            toolContext(deps, actor, signal),
          )
          return result
        },
      })
    }),
    route({
      method: 'post',
      path: '/api/v1/tools/:name',
      tag: 'tools',
      summary: 'Call a tool by name',
      access: 'signed-in',
      effect: 'read',
      params: z.strictObject({ name: z.string().max(100) }),
      body: anyObject,
      handle: async ({ params }) => {
        const names = tools.filter((tool) => !tool.screenOnly).map((tool) => tool.name)
        throw new Fault('not_found', `There is no tool '${params.name.slice(0, 60)}'.`, `Tools: ${names.join(', ')}.`)
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/tools',
      tag: 'tools',
      summary: 'The tools with their input schemas',
      access: 'signed-in',
      effect: 'read',
      handle: async () => ({
        items: tools.map(({ name, title, description, effect, input, example }) => ({
          name,
          title,
          description,
          effect,
          input: z.toJSONSchema(input, { io: 'input' }),
          example,
        })),
      }),
    }),
  ]
}
