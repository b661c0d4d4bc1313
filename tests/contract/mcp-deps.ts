// What the contract tests give the MCP server. Nothing of any client in here: a server process loads this.
import { randomUUID } from 'node:crypto'
import type { Db } from '../../db/open.js'
import type { McpDeps } from '../../mcp-server/session.js'
import type { Actor } from '../../services/actor.js'
import { TODAY, testFiles } from '../small-organisation.js'

const now = () => new Date('2025-05-15T09:00:00Z')

export function mcpDepsFor(db: Db, more: Partial<McpDeps> = {}): McpDeps {
  return {
    version: '0.0.0-test',
    db,
    now,
    today: () => TODAY,
    toolContext: (actor, context) => ({
      db,
      actor,
      via: 'mcp',
      now,
      today: TODAY,
      newId: randomUUID,
      signal: new AbortController().signal,
      progress: () => {},
      files: testFiles,
      ...context,
    }),
    logError: (error) => void process.stderr.write(`bug: ${String((error as Error).stack)}\n`),
    ...more,
  }
}

export async function actorOf(db: Db, userId: string, readOnly = false): Promise<Actor> {
  const user = await db.selectFrom('user').selectAll().where('id', '=', userId).executeTakeFirstOrThrow()
  const { name, email, systemRole, employeeId } = user
  return { userId, name, email, systemRole, employeeId, readOnly }
}
