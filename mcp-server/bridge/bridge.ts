// The program inside the .mcpb: an assistant's own runtime cannot load the database driver, so this starts the installed
// `staffalloc mcp` with a real Node, or speaks to the running application. Plain Node, nothing native, no packages.
import { spawn } from 'node:child_process'
import { findCommand, findNode } from './find-command.js'
import { relayToHttp } from './relay-to-http.js'

/** A setting of the bundle; assistants leave the placeholder where nothing was given. */
function setting(name: string): string {
  const value = process.env[name]?.trim() ?? ''
  return value.startsWith('${') ? '' : value
}

const url = setting('STAFFALLOC_URL')
const token = setting('STAFFALLOC_TOKEN')
const readOnly = setting('STAFFALLOC_READ_ONLY') === 'true'

if (token) relayToHttp(new URL('/mcp', url || 'http://127.0.0.1:3000'), token)
else startCommand()

function startCommand(): void {
  const command = findCommand(setting('STAFFALLOC_COMMAND'))
  if (!command)
    stop(
      'StaffAlloc was not found. Give the path of bin/staffalloc.mjs in the settings of this extension, or the address and a token of the running application (staffalloc user token EMAIL).',
    )
  const node = findNode(setting('STAFFALLOC_NODE'))
  const child = spawn(node, [command, 'mcp', ...(readOnly ? ['--read-only'] : [])], { stdio: 'inherit' })
  child.on('error', (error) => stop(`${node} could not be started: ${error.message}. Install Node 20.19 or newer.`))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 0)))
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
}

function stop(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
