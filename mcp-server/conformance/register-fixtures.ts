// What the official conformance suite expects of a server under test, by the names it calls. Never registered in
// ordinary use: only `--conformance` brings it in, beside our own tools, on the same factory and transports.
import { type McpServer, ResourceTemplate, type ServerEventBus } from '@modelcontextprotocol/server'
import type { StateCodec } from '../ask-to-apply.js'
import { registerAskingFixtures } from './asking-fixtures.js'
import { registerContentFixtures, tinyImage } from './content-fixtures.js'
import { registerPromptFixtures } from './prompt-fixtures.js'

/** `events` carries list changes to 2026 listeners over HTTP. */
export function registerFixtures(mcp: McpServer, states: StateCodec, events?: ServerEventBus): void {
  registerContentFixtures(mcp)
  registerAskingFixtures(mcp, states)
  registerPromptFixtures(mcp)
  registerResourceFixtures(mcp)
  const done = { content: [{ type: 'text' as const, text: 'changed' }] }
  mcp.registerTool('test_trigger_tool_change', { description: 'Fixture: the list of tools changes' }, () => {
    events?.publish({ kind: 'tools_list_changed' })
    mcp.sendToolListChanged()
    return done
  })
  mcp.registerTool('test_trigger_prompt_change', { description: 'Fixture: the list of prompts changes' }, () => {
    events?.publish({ kind: 'prompts_list_changed' })
    mcp.sendPromptListChanged()
    return done
  })
}

function registerResourceFixtures(mcp: McpServer): void {
  mcp.registerResource(
    'static-text',
    'test://static-text',
    { description: 'Fixture', mimeType: 'text/plain' },
    (uri) => ({
      contents: [{ uri: uri.href, mimeType: 'text/plain', text: 'This is the content of the static text resource.' }],
    }),
  )
  mcp.registerResource(
    'static-binary',
    'test://static-binary',
    { description: 'Fixture', mimeType: 'image/png' },
    (uri) => ({
      contents: [{ uri: uri.href, mimeType: 'image/png', blob: tinyImage }],
    }),
  )
  mcp.registerResource(
    'watched',
    'test://watched-resource',
    { description: 'Fixture', mimeType: 'text/plain' },
    (uri) => ({
      contents: [{ uri: uri.href, mimeType: 'text/plain', text: 'Watched resource content' }],
    }),
  )
  const template = new ResourceTemplate('test://template/{id}/data', { list: undefined })
  mcp.registerResource(
    'template',
    template,
    { description: 'Fixture', mimeType: 'application/json' },
    (uri, { id }) => ({
      contents: [
        {
          uri: uri.href,
          mimeType: 'application/json',
          text: JSON.stringify({ id, templateTest: true, data: `Data for ID: ${String(id)}` }),
        },
      ],
    }),
  )
}
