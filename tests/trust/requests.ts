// One request (or more) for every route and tool, all about Project Beta, Sarah, or something of Paul's.
// A route or tool without an entry here fails the permission matrix.
import { agentTools, screenTools } from '../../tools/registry.js'

const tools = new Set([...agentTools, ...screenTools].map((tool) => tool.name))

export interface SampleRequest {
  /** 'patch /api/v1/projects/:id' */
  route: string
  /** The address to send; without it the route's own. */
  path?: string
  body?: unknown
  /** Sent as a form with this file. */
  file?: { name: string; text: string }
  /** Tells two requests of one route apart. */
  about?: string
}

const month = { from: '2025-05', to: '2025-06' }

/** Input of each tool, by its name: about Sarah and Beta, by ids, so that a refusal repeats no names. */
export const TOOL_INPUTS: Record<string, unknown> = {
  query_allocations: { employees: ['e-sarah'], ...month },
  find_employees: { project: 'p-beta', ...month },
  set_hours: { changes: [{ project: 'p-beta', employee: 'e-sarah', month: '2025-06', hours: 8, mode: 'set' }] },
  move_hours: { employee: 'e-sarah', project: 'p-beta', month: '2025-05', toMonth: '2025-06' },
  staff_employee: { employee: 'e-jane', project: 'p-beta', fundedHours: 100 },
  change_plan: { operation: 'clear', projects: ['p-beta'], from: '2025-05', to: '2025-05' },
  undo_change: { changeSetId: 'set-paul' },
  get_project_status: { project: 'p-beta' },
  find_conflicts: { project: 'p-beta', ...month },
  recommend_candidates: { role: 'r-cyber', project: 'p-beta', ...month },
  resolve_over_allocation: { employee: 'e-sarah', ...month },
  forecast_staffing: month,
  suggest_balance: month,
  export_report: { report: 'portfolio', ...month, format: 'csv' },
  search_knowledge: { query: 'mornings', limit: 5 },
  get_grid: month,
  get_employee_timeline: { employee: 'e-sarah', ...month },
  list_changes: {},
  get_portfolio: { month: '2025-05' },
  get_sprints: { project: 'p-beta' },
  get_cell_history: { assignmentId: 's-beta', month: '2025-05' },
  set_holiday_calendar: { country: 'US', fromYear: 2025, toYear: 2025 },
}

const record = (path: string, id: string, change: object, added: object): SampleRequest[] => [
  { route: `get /api/v1/${path}` },
  { route: `get /api/v1/${path}/:id`, path: `/api/v1/${path}/${id}` },
  { route: `post /api/v1/${path}`, body: added },
  { route: `patch /api/v1/${path}/:id`, path: `/api/v1/${path}/${id}`, body: { version: 1, ...change } },
  { route: `delete /api/v1/${path}/:id`, path: `/api/v1/${path}/${id}?version=1` },
]

export const REQUESTS: SampleRequest[] = [
  { route: 'get /health' },
  { route: 'get /api/docs' },
  { route: 'get /api/v1/openapi.json' },
  { route: 'post /api/v1/session', body: { token: 'unknown' } },
  { route: 'post /api/v1/token', body: { email: 'nobody@example.com', password: 'wrong password' } },
  { route: 'post /api/v1/token/refresh', body: {} },
  { route: 'post /api/v1/token/revoke', body: {} },
  { route: 'get /api/v1/me' },
  { route: 'post /api/v1/me/password', body: { password: 'short' } },
  { route: 'get /api/v1/me/sign-ins' },
  { route: 'delete /api/v1/me/sign-ins/:id', path: '/api/v1/me/sign-ins/paul' },
  { route: 'get /api/v1/me/tokens' },
  { route: 'post /api/v1/me/tokens', body: { name: 'more', scope: 'read' } },
  { route: 'delete /api/v1/me/tokens/:id', path: '/api/v1/me/tokens/paul' },
  { route: 'get /api/v1/tools' },
  { route: 'post /api/v1/tools/:name', path: '/api/v1/tools/no_such_tool', body: {} },
  {
    route: 'post /api/v1/allocations/changes',
    body: { changes: [{ assignmentId: 's-beta', month: '2025-06', hours: 8, version: 0 }] },
  },
  { route: 'post /api/v1/plans/:id/apply', path: '/api/v1/plans/plan-paul/apply' },
  { route: 'post /api/v1/plans/:id/withdraw', path: '/api/v1/plans/plan-paul/withdraw' },
  { route: 'get /api/v1/change-sets' },
  { route: 'post /api/v1/change-sets/:id/undo', path: '/api/v1/change-sets/set-paul/undo' },
  { route: 'get /api/v1/allocations' },
  { route: 'get /api/v1/reports' },
  { route: 'get /api/v1/reports/:id/file', path: '/api/v1/reports/report-paul/file' },
  { route: 'get /api/v1/audit' },
  { route: 'get /api/v1/users' },
  { route: 'get /api/v1/users/:id', path: '/api/v1/users/u-sarah' },
  { route: 'post /api/v1/users', body: { email: 'new@example.com', name: 'New', systemRole: 'PM' } },
  { route: 'patch /api/v1/users/:id', path: '/api/v1/users/u-sarah', body: { systemRole: 'Admin', version: 1 } },
  { route: 'post /api/v1/users/:id/link', path: '/api/v1/users/u-admin/link' },
  { route: 'post /api/v1/users/:id/reset-password', path: '/api/v1/users/u-sarah/reset-password' },
  { route: 'get /api/v1/organisation' },
  { route: 'patch /api/v1/organisation', body: { overAllocation: 'refuse', version: 1 } },
  { route: 'get /api/v1/ai/threads' },
  { route: 'get /api/v1/ai/threads/:id', path: '/api/v1/ai/threads/thread-paul' },
  { route: 'patch /api/v1/ai/threads/:id', path: '/api/v1/ai/threads/thread-paul', body: { title: 'Mine' } },
  { route: 'delete /api/v1/ai/threads/:id', path: '/api/v1/ai/threads/thread-paul' },
  {
    route: 'post /api/v1/ai/threads/:id/decision',
    path: '/api/v1/ai/threads/thread-paul/decision',
    body: { approvalId: 'none', decisions: [{ planId: 'plan-paul', approve: true }] },
  },
  { route: 'post /api/v1/ai/query', body: { message: 'hello', threadId: 'thread-paul' } },
  {
    route: 'post /api/v1/imports',
    path: '/api/v1/imports?dryRun=true',
    file: { name: 'roles.csv', text: 'Role\nNew' },
  },
  { route: 'get /api/v1/ai/models' },
  { route: 'patch /api/v1/ai/models', body: { assistant: 'planner' } },
  { route: 'post /api/v1/ai/models/check', body: {} },
  { route: 'post /api/v1/ai/models/load', body: {} },
  { route: 'post /api/v1/ai/models/pull', body: { name: '' } },
  { route: 'get /api/v1/model-turns' },
  { route: 'get /api/v1/model-turns/cases' },
  { route: 'get /metrics' },
  { route: 'get /api/v1/jobs' },
  { route: 'get /api/v1/jobs/:id', path: '/api/v1/jobs/none' },
  { route: 'post /api/v1/jobs', body: { kind: 'backup' } },
  { route: 'post /api/v1/jobs/:id/cancel', path: '/api/v1/jobs/none/cancel' },
  { route: 'post /api/v1/jobs/:id/retry', path: '/api/v1/jobs/none/retry' },
  { route: 'get /api/v1/me/mail' },
  { route: 'patch /api/v1/me/mail', body: { weeklySummary: true } },
  { route: 'get /api/v1/notes' },
  { route: 'post /api/v1/notes', file: { name: 'beta.md', text: '# Beta' } },
  { route: 'delete /api/v1/notes/:id', path: '/api/v1/notes/none' },
  ...record(
    'projects',
    'p-beta',
    { name: 'Beta II' },
    { code: 'NEW', name: 'New', startsOn: '2025-01-01', sprints: 2 },
  ),
  {
    route: 'post /api/v1/projects',
    about: "for Paul's name",
    body: { code: 'X', name: 'X', startsOn: '2025-01-01', sprints: 2, managerId: 'u-paul' },
  },
  {
    route: 'patch /api/v1/projects/:id',
    about: 'to another manager',
    path: '/api/v1/projects/p-beta',
    body: { version: 1, managerId: 'u-maria' },
  },
  ...record('employees', 'e-sarah', { notes: 'x' }, { email: 'n@example.com', name: 'New' }),
  { route: 'get /api/v1/employees', about: 'searched by notes', path: '/api/v1/employees?q=CANARY' },
  ...record('assignments', 's-beta', { fundedHours: 5 }, { projectId: 'p-beta', employeeId: 'e-jane' }),
  ...record('roles', 'r-sw', { name: 'Coder' }, { name: 'New' }),
  ...record('lcats', 'l-mid', { name: 'Middle' }, { name: 'New' }),
  ...record('demand', 'd-beta', { count: 2 }, { projectId: 'p-beta', month: '2025-06', hours: 8 }),
  ...record(
    'time-off',
    't-sarah',
    { halfDay: true },
    { employeeId: 'e-sarah', startsOn: '2025-07-01', endsOn: '2025-07-01' },
  ),
  ...record('holidays', 'h-one', { name: 'Xmas' }, { date: '2025-12-26', name: 'Boxing Day' }),
  ...record('overrides', 'o-beta', { hours: 150 }, { projectId: 'p-beta', month: '2025-08', hours: 150 }),
  ...Object.entries(TOOL_INPUTS)
    .filter(([name]) => tools.has(name))
    .map(([name, body]) => ({ route: `post /api/v1/tools/${name}`, body })),
]
