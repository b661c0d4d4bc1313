// A shared server can come later only if what differs by SQL dialect stays in db/: every query that the application
// runs is compiled for PostgreSQL too, and its text holds nothing that only SQLite understands.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import {
  HandleEmptyInListsPlugin,
  type KyselyPlugin,
  type PluginTransformQueryArgs,
  PostgresQueryCompiler,
  type RootOperationNode,
  replaceWithNoncontingentExpression,
} from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jobHandlers } from '../app/jobs/handlers.js'
import { createMailer } from '../files/mail.js'
import { readPlanAt } from '../services/history.js'
import { enqueueJob } from '../services/jobs.js'
import { readLexicon } from '../services/lexicon.js'
import { erasePerson, exportPerson } from '../services/person.js'
import { readScope } from '../services/policy.js'
import { readPresentHours } from '../services/present-hours.js'
import { listProjects } from '../services/project-list.js'
import { organisationBook } from '../services/report-organisation.js'
import { REQUESTS, type SampleRequest, TOOL_INPUTS } from './trust/requests.js'
import { sendAs } from './trust/send-as.js'
import { openTrustServer, type TrustServer } from './trust/trust-server.js'

const root = join(import.meta.dirname, '..')

/** Words that SQLite understands and PostgreSQL does not. */
const SQLITE_ONLY =
  /\b(ifnull|iif|group_concat|strftime|julianday|unixepoch|rowid|json_each|json_extract|json_group_array|glob|pragma|total_changes|instr|insert or|replace into|last_insert_rowid|nocase)\b|`|\bin \(\)/i

/** Leaves out what db/dialect.ts writes. */
const withoutDialect = (text: string) =>
  text
    .replace(/json_group_array\("\w+"\)/g, 'dialect')
    .replace(/instr\(lower\((json_extract\("\w+"\."\w+", '\$\.\w+'\)|"\w+"\."\w+")\), \$\d+\)/g, 'dialect')

/** Compiles every query that runs for PostgreSQL too, and keeps the text and which file asked. */
class PostgresToo implements KyselyPlugin {
  readonly texts = new Set<string>()
  readonly files = new Set<string>()
  // PostgreSQL takes no empty list; its dialect would bring this plugin along.
  readonly lists = new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression })

  constructor() {
    Error.stackTraceLimit = 60
  }

  transformQuery(args: PluginTransformQueryArgs): RootOperationNode {
    const node = this.lists.transformQuery(args)
    this.texts.add(withoutDialect(new PostgresQueryCompiler().compileQuery(node, args.queryId).sql))
    for (const [, file] of (new Error().stack ?? '').matchAll(/(\/[^\s:()]+\.ts)[:?]/g))
      this.files.add(relative(root, file!))
    return args.node
  }

  async transformResult({ result }: Parameters<KyselyPlugin['transformResult']>[0]) {
    return result
  }
}

/** What no sample request asks. */
const MORE: SampleRequest[] = [
  { route: 'get /api/v1/ai/threads', path: '/api/v1/ai/threads?search=beta' },
  {
    route: 'post /api/v1/tools/change_plan',
    body: { operation: 'replace', employees: ['e-mark'], from: '2025-05', replacement: 'e-jane' },
  },
  {
    route: 'post /api/v1/tools/query_allocations',
    body: { clients: ['ACME'], roles: ['r-cyber'], from: '2025-01', to: '2025-12' },
  },
  {
    route: 'post /api/v1/tools/query_allocations',
    body: { roles: ['r-cyber'], from: '2025-05', to: '2025-06', groupBy: 'month' },
  },
  {
    route: 'post /api/v1/tools/find_employees',
    body: { roles: ['r-cyber'], lcats: ['l-senior'], project: 'p-alpha' },
  },
  {
    route: 'post /api/v1/tools/export_report',
    body: { report: 'project', project: 'p-beta', from: '2025-05', to: '2025-06', format: 'xlsx' },
  },
  { route: 'post /api/v1/tools/find_employees', body: { turn: 'off', from: '2025-01', to: '2025-01' } },
  {
    route: 'post /api/v1/imports',
    path: '/api/v1/imports',
    file: { name: 'employees.csv', text: 'Email,Name,System Role\nnew@example.com,New Person,PM\n' },
  },
]

const postgres = new PostgresToo()
let server: TrustServer
beforeAll(async () => {
  server = await openTrustServer(undefined, postgres)
  for (const who of ['admin', 'the employee'] as const)
    for (const sample of [...REQUESTS, ...MORE]) await sendAs(server, who, sample)
  const { application, org } = server
  await readLexicon(org.db, org.maria)
  await readPresentHours(org.db, org.maria, { employeeIds: ['e-sarah'], from: '2025-05', to: '2025-06' })
  await organisationBook(org.db, org.admin, application.today())
  await listProjects(org.db, {}, 202506)
  await readPlanAt(org.db, await readScope(org.db, org.sarah), 0)
  await exportPerson(org.db, org.admin, 'mark@example.com')
  const mailer = createMailer({ smtpUrl: undefined, from: 'test@example.com' }, () => {})
  for (const [kind, handle] of Object.entries(jobHandlers(application, mailer))) {
    const payload = kind === 'report' ? TOOL_INPUTS.export_report : { to: 'x@example.com', subject: 'x', text: 'x' }
    const job = { id: kind, kind, userId: org.paul.userId, payload }
    await enqueueJob(org.db, { ...job, at: application.now() })
    await handle({ job, progress: async () => {}, signal: new AbortController().signal } as never).catch(() => {})
  }
  const made = { at: application.now().toISOString(), via: 'cli', token: '1' }
  await erasePerson(org.db, org.admin, 'mark@example.com', made)
}, 300_000)
afterAll(() => server.close())

describe('every query', () => {
  it('is one that PostgreSQL has too', () => {
    expect(postgres.texts.size).toBeGreaterThan(250)
    expect([...postgres.texts].filter((text) => SQLITE_ONLY.test(text))).toEqual([])
  })

  it('of every file that asks the database was among them', () => {
    const asking = readdirSync(join(root, 'services'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => join('services', name))
      .filter((name) =>
        /\.(selectFrom|insertInto|updateTable|deleteFrom)\(/.test(readFileSync(join(root, name), 'utf8')),
      )
    expect(asking.filter((name) => !postgres.files.has(name))).toEqual([])
  })
})
