// The lines that make a desktop assistant start `staffalloc mcp`: absolute paths, because it starts in another folder
// and with another PATH than a terminal.
import { join } from 'node:path'
import { Fault } from '../services/fault.js'
import { root } from './root.js'
import type { McpOptions } from './serve-mcp.js'
import { loadSettings } from './settings.js'

interface Client {
  /** Where the lines go. */
  where: string
  wrap: (server: StdioServer) => object
}

interface StdioServer {
  command: string
  args: string[]
  env?: Record<string, string>
}

const underMcpServers = (staffalloc: StdioServer) => ({ mcpServers: { staffalloc } })

const clients: Record<string, Client> = {
  'claude-desktop': {
    where: 'Claude Desktop: Settings > Developer > Edit Config (claude_desktop_config.json); then restart it.',
    wrap: underMcpServers,
  },
  'claude-code': {
    where: 'Claude Code: .mcp.json in your project folder.',
    wrap: (server) => underMcpServers({ type: 'stdio', ...server } as StdioServer),
  },
  cursor: { where: 'Cursor: ~/.cursor/mcp.json, or .cursor/mcp.json in a project.', wrap: underMcpServers },
  vscode: {
    where: 'VS Code: .vscode/mcp.json, or the command "MCP: Open User Configuration".',
    wrap: (server) => ({ servers: { staffalloc: { type: 'stdio', ...server } } }),
  },
  generic: { where: 'Any client that starts MCP servers by command and arguments.', wrap: underMcpServers },
}

/** The configuration of one client as JSON, and where to put it. Fault invalid for an unknown client. */
export function mcpConfig(name: string, options: McpOptions): { where: string; json: string } {
  const client = Object.hasOwn(clients, name) ? clients[name] : undefined
  if (!client)
    throw new Fault('invalid', `--client takes ${Object.keys(clients).join(', ')}, not '${name.slice(0, 40)}'.`)
  return { where: client.where, json: JSON.stringify(client.wrap(stdioServer(options)), null, 2) }
}

function stdioServer({ as, readOnly, writes }: McpOptions): StdioServer {
  const flags = [
    ...(as ? ['--as', as] : []),
    ...(readOnly ? ['--read-only'] : []),
    ...(writes && writes !== 'ask' ? ['--writes', writes] : []),
  ]
  const { dataFolder, today } = loadSettings()
  const env = {
    ...(dataFolder !== join(root, 'data', 'local') ? { STAFFALLOC_DATA: dataFolder } : {}),
    ...(today ? { STAFFALLOC_TODAY: today } : {}),
  }
  return {
    command: process.execPath,
    args: [join(root, 'bin', 'staffalloc.mjs'), 'mcp', ...flags],
    ...(Object.keys(env).length > 0 ? { env } : {}),
  }
}
