import type { Actor } from '../services/actor.js'
import type { ChangeContext } from '../services/changes.js'
import type { ToolContext } from '../tools/define-tool.js'
import type { ServerDeps } from './deps.js'

/** What a tool may reach when it is called over HTTP. */
export function toolContext(deps: ServerDeps, actor: Actor, signal: AbortSignal): ToolContext {
  return {
    db: deps.database.db,
    actor,
    via: 'api',
    now: deps.now,
    today: deps.today(),
    newId: deps.newId,
    signal,
    progress: () => {},
    files: deps.files,
    makeReport: deps.makeReport,
    search: deps.search,
  }
}

/** What planning and applying need; `grid` for edits typed into the page's cells. */
export function changeContext(deps: ServerDeps, actor: Actor, via: 'api' | 'grid' = 'api'): ChangeContext {
  return { db: deps.database.db, actor, via, now: deps.now, newId: deps.newId }
}
