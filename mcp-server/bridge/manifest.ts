import { readFileSync } from 'node:fs'
import { listTools } from '../listed-tools.js'

const packageFile = new URL('../../package.json', import.meta.url)

/** What the assistant fills in when it starts the bundle. */
const placeholder = (name: string) => `\${${name}}`
const given = (name: string) => placeholder(`user_config.${name}`)

/** The manifest of the .mcpb (version 0.3). `installed` are the paths that its settings begin with. */
export function bundleManifest(installed: { command: string; node: string }) {
  const { version, description } = JSON.parse(readFileSync(packageFile, 'utf8')) as Record<string, string>
  return {
    manifest_version: '0.3',
    name: 'staffalloc',
    display_name: 'StaffAlloc',
    version,
    description,
    long_description:
      'Ask who is free, who is overbooked and what a project still needs, and plan hours, with every change shown before it is made. The data stay on this machine.',
    author: { name: 'StaffAlloc' },
    license: 'MIT',
    keywords: ['staffing', 'resource planning', 'allocation'],
    server: {
      type: 'node',
      entry_point: 'server/bridge.mjs',
      mcp_config: {
        command: 'node',
        args: [`${placeholder('__dirname')}/server/bridge.mjs`],
        env: {
          STAFFALLOC_COMMAND: given('command'),
          STAFFALLOC_NODE: given('node'),
          STAFFALLOC_READ_ONLY: given('read_only'),
          STAFFALLOC_URL: given('url'),
          STAFFALLOC_TOKEN: given('token'),
        },
      },
    },
    tools: listTools(false).map(({ name, title }) => ({ name, description: title })),
    tools_generated: false,
    prompts_generated: true,
    user_config: {
      command: {
        type: 'file',
        title: 'Installed command',
        description: 'bin/staffalloc.mjs of the installation. Not needed where a token is given.',
        default: installed.command,
        required: false,
      },
      node: {
        type: 'file',
        title: 'Node',
        description: 'Node 20.19 or newer; empty: the one on the PATH.',
        default: installed.node,
        required: false,
      },
      read_only: {
        type: 'boolean',
        title: 'Read only',
        description: 'Leave the assistant no way to change the plan.',
        default: false,
        required: false,
      },
      url: {
        type: 'string',
        title: 'Address of the running application',
        description: 'Used with a token, instead of starting the command.',
        default: 'http://127.0.0.1:3000',
        required: false,
      },
      token: {
        type: 'string',
        title: 'Personal access token',
        description: 'From: staffalloc user token EMAIL. With it, this extension speaks to the running application.',
        sensitive: true,
        required: false,
      },
    },
    compatibility: { platforms: ['darwin', 'win32', 'linux'], runtimes: { node: '>=18.0.0' } },
  }
}
