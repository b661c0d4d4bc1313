// What the MCP server is given, and on whose behalf one connection or request is served.
import type { Db } from '../db/open.js'
import type { Actor } from '../services/actor.js'
import type { Change } from '../services/change.js'
import type { ToolContext } from '../tools/define-tool.js'

/**
 * How changes are confirmed. `ask`: on the spot where the client can ask its user, else in two steps (plan, then
 * apply_plan). `plan`: always in two steps. `off`: no tool that writes is offered.
 */
export type WritesMode = 'ask' | 'plan' | 'off'

export const WRITES_MODES: readonly WritesMode[] = ['ask', 'plan', 'off']

export interface McpSession {
  /** Read at every call, so that a disabled user or a changed role counts at once. Throws Fault unauthenticated. */
  actor: () => Promise<Actor>
  writes: WritesMode
}

export interface McpDeps {
  version: string
  db: Db
  /** The real clock. */
  now: () => Date
  /** The business day. */
  today: () => string
  /** What a tool may reach when `actor` calls it over MCP. */
  toolContext: (actor: Actor, more?: Partial<ToolContext>) => ToolContext
  /** Reports a bug under an id; never to standard output. */
  logError: (error: unknown, errorId: string) => void
  /**
   * Calls back with what `reader` may see of every change set committed from now on, by any process; nothing while there
   * is no reader. Answers how to stop. Absent: no update notices.
   */
  watchChanges?: (
    reader: () => Promise<Actor | undefined>,
    listener: (changes: Change[], reader: Actor) => void,
  ) => () => void
  /** Registers the fixtures of the conformance suite beside the tools. */
  conformance?: boolean
}
