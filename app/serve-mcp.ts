// `staffalloc mcp`: the application's tools for one desktop assistant, over standard input and output.
import type { Writable } from 'node:stream'
import { serveMcpStdio } from '../mcp-server/serve-mcp-stdio.js'
import { WRITES_MODES, type WritesMode } from '../mcp-server/session.js'
import { findActor } from '../services/account-users.js'
import { Fault } from '../services/fault.js'
import { compose } from './compose.js'
import { mcpDeps } from './mcp-parts.js'
import { loadSettings } from './settings.js'

export interface McpOptions {
  /** E-mail of the user whose rights hold; default: the local owner. */
  as?: string
  readOnly?: boolean
  writes?: string
}

/** Serves until the assistant hangs up or a signal says stop. Rejects with SettingsError, DatabaseStartError, Fault. */
export async function serveMcp(options: McpOptions, output: Writable): Promise<void> {
  const writes = writesOf(options)
  const application = await compose(loadSettings())
  try {
    const bound = await application.actor(options.as)
    const session = {
      // Looked up at every call: a user disabled or moved to another role meanwhile is so here too.
      actor: async () => {
        const actor = await findActor(application.db, bound.userId, options.readOnly === true)
        if (!actor) throw new Fault('unauthenticated', `${bound.name} is disabled.`, 'An Admin can enable the user.')
        return actor
      },
      writes,
    }
    const deps = mcpDeps(application, (error, errorId) => {
      process.stderr.write(`bug ${errorId}: ${(error as Error)?.stack ?? String(error)}\n`)
    })
    const served = serveMcpStdio(deps, session, output)
    const stopped = new Promise<void>((resolve) => {
      for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => resolve())
    })
    await Promise.race([served.closed, stopped])
    await served.close()
  } finally {
    await application.close()
  }
}

function writesOf({ readOnly, writes = 'ask' }: McpOptions): WritesMode {
  const mode = WRITES_MODES.find((one) => one === writes)
  if (!mode) throw new Fault('invalid', `--writes takes ${WRITES_MODES.join(', ')}, not '${writes.slice(0, 40)}'.`)
  return readOnly ? 'off' : mode
}
