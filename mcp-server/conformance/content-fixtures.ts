// Fixtures that answer: texts, images, errors, progress, log messages.
import type { McpServer, ServerContext } from '@modelcontextprotocol/server'
import { z } from 'zod'
import { listedSchema } from '../json-schema.js'

/** One red pixel. */
export const tinyImage =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg=='
/** A WAV header and two samples. */
const tinySound = 'UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA='

const address = {
  $anchor: 'addressDef',
  type: 'object',
  properties: { street: { type: 'string' }, city: { type: 'string' } },
}
const everyKeyword = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  $defs: { address },
  properties: {
    name: { type: 'string' },
    address: { $ref: '#/$defs/address' },
    contactMethod: { type: 'string', enum: ['phone', 'email'] },
    phone: { type: 'string' },
    email: { type: 'string' },
  },
  allOf: [{ anyOf: [{ required: ['phone'] }, { required: ['email'] }] }],
  if: { properties: { contactMethod: { const: 'phone' } }, required: ['contactMethod'] },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { required: ['phone'] },
  else: { required: ['email'] },
  additionalProperties: false,
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 50))

export function registerContentFixtures(mcp: McpServer): void {
  const fixture = (name: string, content: unknown[]) =>
    mcp.registerTool(name, { description: `Fixture: ${name}` }, () => ({ content: content as [] }))
  fixture('test_simple_text', [{ type: 'text', text: 'This is a simple text response for testing.' }])
  fixture('test_image_content', [{ type: 'image', data: tinyImage, mimeType: 'image/png' }])
  fixture('test_audio_content', [{ type: 'audio', data: tinySound, mimeType: 'audio/wav' }])
  fixture('test_embedded_resource', [
    {
      type: 'resource',
      resource: {
        uri: 'test://embedded-resource',
        mimeType: 'text/plain',
        text: 'This is an embedded resource content.',
      },
    },
  ])
  fixture('test_multiple_content_types', [
    { type: 'text', text: 'Multiple content types test:' },
    { type: 'image', data: tinyImage, mimeType: 'image/png' },
    {
      type: 'resource',
      resource: {
        uri: 'test://mixed-content-resource',
        mimeType: 'application/json',
        text: '{"test":"data","value":123}',
      },
    },
  ])
  mcp.registerTool('test_error_handling', { description: 'Fixture: fails' }, () => {
    throw new Error('This tool intentionally returns an error for testing')
  })
  mcp.registerTool('test_tool_with_progress', { description: 'Fixture: reports progress' }, async (ctx) => {
    const progressToken = ctx.mcpReq._meta?.progressToken
    for (const progress of [0, 50, 100]) {
      if (progressToken !== undefined)
        await ctx.mcpReq.notify({ method: 'notifications/progress', params: { progressToken, progress, total: 100 } })
      await pause()
    }
    return { content: [{ type: 'text', text: 'done' }] }
  })
  const logs = async (ctx: ServerContext) => {
    for (const line of ['Tool execution started', 'Tool processing data', 'Tool execution completed']) {
      await ctx.mcpReq.log('info', line)
      await pause()
    }
    return { content: [{ type: 'text' as const, text: 'Tool with logging executed successfully' }] }
  }
  mcp.registerTool('test_tool_with_logging', { description: 'Fixture: logs' }, logs)
  mcp.registerTool('test_logging_tool', { description: 'Fixture: logs' }, logs)
  mcp.registerTool(
    'json_schema_2020_12_tool',
    { description: 'Fixture: a schema with all that JSON Schema 2020-12 has', inputSchema: listedSchema(everyKeyword) },
    () => ({ content: [{ type: 'text', text: 'done' }] }),
  )
  const region = z.string().meta({ 'x-mcp-header': 'Region' })
  mcp.registerTool(
    'test_custom_headers',
    { description: 'Fixture: arguments mirrored in headers', inputSchema: z.object({ region, query: z.string() }) },
    ({ region }) => ({ content: [{ type: 'text', text: region }] }),
  )
}
