import { type KyselyPlugin, type PluginTransformQueryArgs, PostgresQueryCompiler, type RootOperationNode } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Db } from '../db/open.js'
import { readAudit } from '../services/audit-trail.js'
import { applyPlan } from '../services/changes.js'
import { readCellHistory, readPlanAt } from '../services/history.js'
import { readScope } from '../services/policy.js'
import { callTool, changeContext } from '../tools/call-tool.js'
import { agentTools, screenTools } from '../tools/registry.js'
import { openSmallOrganisation, type SmallOrganisation } from './small-organisation.js'

/** Compiles every query that runs for PostgreSQL too, and keeps the text. */
class PostgresToo implements KyselyPlugin {
  readonly texts = new Set<string>()
  transformQuery({ node, queryId }: PluginTransformQueryArgs): RootOperationNode {
    this.texts.add(new PostgresQueryCompiler().compileQuery(node, queryId).sql)
    return node
  }
  async transformResult({ result }: Parameters<KyselyPlugin['transformResult']>[0]) {
    return result
  }
}

/** Words that SQLite understands and PostgreSQL does not. */
const SQLITE_ONLY =
  /\b(ifnull|group_concat|strftime|julianday|rowid|json_each|json_extract|glob|pragma|total_changes|instr)\b/i

let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
})
afterEach(() => org.close())

it('every query of the tools and services is one that PostgreSQL has too', async () => {
  const postgres = new PostgresToo()
  const db = org.db.withPlugin(postgres) as Db
  const run = async (tool: string, input: unknown, actor = org.admin) => {
    const ctx = { ...org.toolContext(actor), db }
    const result = await callTool({ tool, input }, ctx).catch(() => undefined)
    if (result?.kind === 'plan') await applyPlan(changeContext(ctx), result.plan.id)
  }
  const set = { project: 'ALPHA', employee: 'Sarah', month: '2025-05', hours: 80, mode: 'set' }
  for (const actor of [org.admin, org.maria, org.sarah]) {
    await run('set_hours', { changes: [set] }, actor)
    await run('set_hours', { changes: [{ ...set, project: 'BETA', hours: 120 }] }, actor)
    for (const tool of [...agentTools, ...screenTools]) await run(tool.name, tool.example, actor)
    await run('find_employees', { roles: ['Cyber Analyst'], lcats: ['Senior'], project: 'ALPHA' }, actor)
    await run('query_allocations', { clients: ['ACME'], from: '2025-01', to: '2025-12' }, actor)
    await run(
      'change_plan',
      { operation: 'replace', employees: ['Sarah'], from: '2025-05', replacement: 'Mark' },
      actor,
    )
    await run('undo_change', {}, actor)
    const scope = await readScope(db, actor)
    await readCellHistory(db, scope, { assignmentId: 's-alpha', month: '2025-05' })
    await readPlanAt(db, scope, 0)
  }
  await readAudit(db, org.admin, { limit: 10 })
  expect(postgres.texts.size).toBeGreaterThan(40)
  expect([...postgres.texts].filter((text) => SQLITE_ONLY.test(text))).toEqual([])
})
