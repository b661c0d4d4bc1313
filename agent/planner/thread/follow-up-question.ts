import { orderOf } from '../intents/people-levels.js'
import { isLimit } from '../intents/people-limits.js'
import { groupOf } from '../intents/query.js'
import type { ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { isoMonth } from '../reading/month-arithmetic.js'
import { resolveStretch } from '../reading/resolve-period.js'
import { leaveOut } from './follow-up-without.js'
import { LEVEL_KEYS, limitsAgain } from './limits-again.js'
import { listedPeople } from './shown.js'

type Fields = Record<string, unknown>

/** More people than these are not named one by one. */
const MOST_LISTED = 40

/** What a follow-up names. */
interface Said {
  clause: Clause
  planning: Planning
  call: ToolCall
  before: Fields
  period: { from: string; to: string } | undefined
  people: string[]
  projects: string[]
  clients: string[]
  roles: string[]
  lcats: string[]
  skills: string[]
}

/** The question as it stands after each kind of word; null where that word does not fit it. */
interface Draft {
  tool: string
  fields: Fields
}
type Step = (draft: Draft, said: Said) => Draft | null

/** One read asked again with other names, months, limits or order. Null where what is said does not fit it. */
export function askAgain(clause: Clause, call: ToolCall, planning: Planning): ToolCall | null {
  if (isHoursChange(clause)) return null
  if (deniesSomething(clause, call)) return leaveOut(clause, call, planning)
  const ordered = clause.has('sort') && clause.amounts.every((a) => isLimit(clause, a.from))
  if (clause.amounts.length > 0 && call.tool !== 'find_employees' && !ordered) return null
  const said = saidIn(clause, call, planning)
  if (said.people.length > 0 && call.tool === 'recommend_candidates')
    return explainOrExclude(clause, { ...said.before }, said.people, said.period)
  let draft: Draft | null = { tool: call.tool, fields: { ...said.before } }
  for (const step of STEPS) {
    draft = step(draft, said)
    if (!draft) return null
  }
  const result = { tool: draft.tool, input: draft.fields }
  const unchanged = JSON.stringify(result) === JSON.stringify({ tool: call.tool, input: said.before })
  if (unchanged && clause.has('count')) return result
  const names = said.people.length + said.projects.length + said.roles.length + said.lcats.length
  return unchanged && !said.period && names === 0 ? null : result
}

const deniesSomething = (clause: Clause, call: ToolCall): boolean =>
  clause.has('without', 'not') &&
  call.tool !== 'recommend_candidates' &&
  !(clause.has('free', 'full', 'idle') && !clause.has('without'))

/** "book the first one on Alpha for 40 hours" is a change, not another filter of the list. */
const isHoursChange = (clause: Clause): boolean =>
  clause.has('set', 'staff', 'move', 'add', 'subtract') &&
  !clause.has('free', 'only', 'show') &&
  clause.amounts.some((a) => ['hours', 'days', 'weeks'].includes(a.amount.unit))

const saidIn = (clause: Clause, call: ToolCall, planning: Planning): Said => ({
  clause,
  planning,
  call,
  before: call.input as Fields,
  period: spanOf(clause, planning),
  people: planning.peopleOf(clause),
  projects: planning.projectsOf(clause).map((p) => planning.projectName(p)),
  clients: planning.clientsOf(clause),
  roles: planning.rolesOf(clause),
  lcats: planning.lcatsOf(clause),
  skills: planning.skillsOf(clause),
})

/** "what about Bob?": his hours in the same months; or his conflicts, where those were asked for. */
const withPeople: Step = ({ tool, fields }, { people, before, clause, planning }) => {
  if (people.length === 0) return { tool, fields }
  if (['find_employees', 'forecast_staffing', 'suggest_balance', 'get_project_status'].includes(tool)) {
    if (clause.has('without', 'not') || clause.amounts.length > 0) return null
    const months = fields.from ? pick(fields, ['from', 'to']) : planning.isoSpans([planning.thisMonth])[0]
    const group = people.length > 1 ? { groupBy: 'employee' } : {}
    return { tool: 'query_allocations', fields: { ...months, employees: people, ...group } }
  }
  if (tool === 'find_conflicts' || tool === 'resolve_over_allocation')
    return people.length > 1
      ? null
      : { tool, fields: { ...pick(fields, ['from', 'to', 'project']), employee: people[0] } }
  if (tool !== 'query_allocations') return null
  const joins = (clause.has('also') || isComparison(clause)) && Array.isArray(before.employees) && !clause.has('about')
  const next: Fields = {
    ...without(fields, ['employees', 'roles', 'clients', ...(before.employees ? [] : ['groupBy'])]),
    employees: joins ? [...new Set([...(before.employees as string[]), ...people])] : people,
  }
  const beside = joins && isComparison(clause) && next.groupBy === 'project'
  if ((next.employees as string[]).length > 1 && (!next.groupBy || beside)) next.groupBy = 'employee'
  return { tool, fields: people.length === 1 && before.groupBy === 'employee' ? without(next, ['groupBy']) : next }
}

/** "versus Grace?", "is that more than Drew's?": beside the one asked about before. */
export const isComparison = (clause: Clause): boolean =>
  clause.people.length > 0 &&
  /\b(versus|vs|against|compared? ((him|her|it|that|this|them) )?(to|with|against)|in comparison (to|with)|more than|less than|fewer than|than|higher than|lower than)\b/.test(
    clause.plain,
  ) &&
  clause.comparisons.length === 0

const withProjects: Step = ({ tool, fields }, { projects, people, before }) => {
  if (projects.length === 0) return { tool, fields }
  if (tool === 'suggest_balance') return { tool, fields: { ...fields, projects } }
  if (tool === 'query_allocations') {
    const alone = people.length === 0 && before.projects === undefined && before.employees === undefined
    return { tool, fields: without({ ...fields, projects }, ['clients', ...(alone ? ['roles'] : [])]) }
  }
  if (projects.length > 1) return null
  if (tool === 'get_project_status') return { tool, fields: { project: projects[0] } }
  if (tool === 'export_report') return { tool, fields: { ...fields, project: projects[0], report: 'project' } }
  return ['find_employees', 'find_conflicts', 'recommend_candidates'].includes(tool)
    ? { tool, fields: { ...fields, project: projects[0] } }
    : null
}

const withClients: Step = ({ tool, fields }, { clients }) => {
  if (clients.length === 0) return { tool, fields }
  const list = tool === 'get_project_status' && fields.project === undefined
  return tool === 'query_allocations' || list ? { tool, fields: { ...without(fields, ['projects']), clients } } : null
}

/** "only the seniors": the list of people behind sums and conflicts, narrowed. */
const withSkills: Step = (draft, said) => {
  const { clause, planning, roles, lcats, skills } = said
  if (roles.length + lcats.length + skills.length === 0) return draft
  const { tool, fields } = peopleBehind(draft, said) ?? {}
  if (!tool || !fields) return null
  if (tool === 'recommend_candidates') {
    const role = planning.role(clause.roles)
    const lcat = planning.lcat(clause.lcats)
    return { tool, fields: { ...fields, ...named({ role, lcat, skills }) } }
  }
  if (!['find_employees', 'forecast_staffing', 'query_allocations', 'suggest_balance'].includes(tool)) return null
  if (skills.length > 0 && tool !== 'find_employees') return null
  if (lcats.length > 0 && !['find_employees', 'forecast_staffing'].includes(tool)) return null
  return { tool, fields: { ...fields, ...named({ roles, lcats, skills }) } }
}

function peopleBehind({ tool, fields }: Draft, { people, lcats, skills, planning }: Said): Draft | null {
  if (tool === 'find_conflicts')
    return { tool: 'find_employees', fields: { ...pick(fields, ['from', 'to', 'project']), loadAbove: 1 } }
  const narrows = lcats.length > 0 || skills.length > 0 || (people.length === 0 && fields.employees)
  if (tool !== 'query_allocations' || !narrows) return { tool, fields }
  if (fields.clients) {
    // A list of people is not limited by client: those shown for it are named.
    const listed = fields.groupBy === 'employee' ? listedPeople(planning) : []
    return listed.length > 0 && listed.length <= MOST_LISTED
      ? { tool: 'find_employees', fields: { ...pick(fields, ['from', 'to']), employees: listed } }
      : null
  }
  return Array.isArray(fields.projects) && fields.projects.length > 1 ? null : listOf(fields)
}

/** Sums of hours as the list of people behind them. */
function listOf(fields: Fields): Draft {
  const project = (fields.projects as string[] | undefined)?.[0]
  return {
    tool: 'find_employees',
    fields: { ...pick(fields, ['employees', 'from', 'to', 'roles']), ...(project ? { project } : {}) },
  }
}

const LEVELS =
  'free idle bench partly full busiest leastBusy mostFree top sort alphabetical descending ascending'.split(' ')

/** "below 50 %", "top 3", "the busiest first". */
const withLevels: Step = (draft, said) => {
  const { clause, planning, people } = said
  const levels = clause.comparisons.length + clause.amounts.length > 0 || clause.has(...LEVELS)
  if (!levels || (draft.tool !== 'find_employees' && clause.has('allocation') && clause.comparisons.length === 0))
    return draft
  const { employees, roles, projects } = draft.fields as { employees?: string[]; roles?: unknown; projects?: unknown }
  const several = (employees?.length ?? 0) > 1 && clause.comparisons.length > 0
  const sums = draft.tool === 'query_allocations' && (several || (!employees && (roles || projects)))
  const { tool, fields } = sums ? listOf(draft.fields) : draft
  // "free in January?" after somebody's hours: theirs then.
  if (
    tool === 'query_allocations' &&
    fields.employees &&
    clause.has('free', 'full', 'idle') &&
    clause.comparisons.length === 0
  )
    return { tool, fields }
  if (tool !== 'find_employees')
    return clause.has('sort', 'top', 'descending') || clause.comparisons.length > 0 || people.length === 0
      ? null
      : { tool, fields }
  // "sorted by free hours": the order alone; whom the list holds stays.
  const limited = clause.amounts.filter((a) => !isLimit(clause, a.from)).length > 0
  const onlyOrder = clause.has('sort') && clause.comparisons.length === 0 && !limited
  const limits = onlyOrder ? {} : limitsAgain(clause, fields, draft.tool, planning)
  if (!limits) return null
  const order = orderOf(clause, limits)
  const key = String(fields.sort ?? 'fte').replace('-', '')
  if (!order.sort && clause.has('descending')) order.sort = `-${key}`
  if (!order.sort && clause.has('ascending')) order.sort = key
  const kept = Object.keys(limits).length > 0 ? withoutLevels(fields) : fields
  // "top ten" after the load of a group: its ten fullest people.
  if (fields.tell !== 'group') return { tool, fields: { ...kept, ...limits, ...order } }
  const most = Object.keys(limits).length > 0 ? {} : { sort: '-load' }
  return { tool, fields: { ...without(kept, ['tell']), ...most, ...limits, ...order } }
}

const withPeriod: Step = ({ tool, fields }, { period }) => {
  if (!period) return { tool, fields }
  if (tool === 'search_knowledge') return null
  if (tool === 'get_project_status' && fields.turn) return { tool, fields: { ...fields, ...period } }
  if (tool === 'get_project_status' && !fields.project)
    return { tool: 'query_allocations', fields: { ...pick(fields, ['clients']), ...period, groupBy: 'project' } }
  if (tool === 'get_project_status')
    return { tool: 'query_allocations', fields: { projects: [fields.project as string], ...period } }
  const oneMonth = fields.groupBy === 'month' && period.from === period.to
  return { tool, fields: { ...(oneMonth ? without(fields, ['groupBy']) : fields), ...period } }
}

/** "by project", "per month". */
const withGroup: Step = ({ tool, fields }, { clause, planning }) => {
  const groups =
    clause.has('byPerson', 'byProject', 'byRole', 'byClient', 'monthNoun') && !clause.has('alphabetical', 'sort')
  const groupBy = groups ? groupOf(clause) : undefined
  if (!groupBy) return { tool, fields }
  if (tool === 'query_allocations') return { tool, fields: { ...fields, groupBy } }
  if (tool === 'get_project_status' && !fields.project && groupBy === 'client')
    return { tool, fields: { ...fields, groupBy } }
  if (tool === 'get_project_status' || !fields.from) return null
  if (tool !== 'find_employees')
    return { tool: 'query_allocations', fields: { ...pick(fields, ['from', 'to']), groupBy } }
  // A list with limits is summed for those on it.
  const limited = Object.keys(fields).some((key) => !['from', 'to', 'roles', 'sort', 'tell'].includes(key))
  const listed = limited ? listedPeople(planning) : []
  if (limited && (listed.length === 0 || listed.length > MOST_LISTED)) return null
  const who = limited ? { employees: listed } : pick(fields, ['roles'])
  return { tool: 'query_allocations', fields: { ...pick(fields, ['from', 'to']), ...who, groupBy } }
}

const withFormat: Step = ({ tool, fields }, { clause }) => {
  if (!clause.has('csv', 'export')) return { tool, fields }
  return tool === 'export_report' ? { tool, fields: { ...fields, format: clause.has('csv') ? 'csv' : 'xlsx' } } : null
}

const STEPS: Step[] = [withPeople, withProjects, withClients, withSkills, withLevels, withPeriod, withGroup, withFormat]

function explainOrExclude(
  clause: Clause,
  fields: Fields,
  people: string[],
  period: Fields | undefined,
): ToolCall | null {
  const base = without(fields, ['explain'])
  if (clause.has('without') || (clause.has('not') && !clause.has('why', 'about')))
    return {
      tool: 'recommend_candidates',
      input: { ...base, ...period, exclude: [...((fields.exclude as string[]) ?? []), ...people] },
    }
  return people.length === 1
    ? { tool: 'recommend_candidates', input: { ...base, ...period, explain: people[0] } }
    : null
}

/** The months of a follow-up, the thread's year kept; several separate ones span from the first to the last. */
function spanOf(clause: Clause, planning: Planning): { from: string; to: string } | undefined {
  if (clause.periods.length === 0) return undefined
  const spans = clause.periods.map((p) => resolveStretch(p.stretch, planning.rule(clause.isPast ? 'past' : 'read')))
  return { from: isoMonth(Math.min(...spans.map((s) => s.from))), to: isoMonth(Math.max(...spans.map((s) => s.to))) }
}

/** New limits replace the old ones, and with them an order that the old ones brought. */
function withoutLevels(fields: Fields): Fields {
  return without(fields, [...LEVEL_KEYS, ...(fields.sort === '-free' ? ['sort'] : [])])
}

/** Only the fields that have a value. */
const named = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== undefined && !(Array.isArray(v) && v.length === 0)))
const pick = (fields: Fields, keys: string[]): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([k]) => keys.includes(k)))
const without = (fields: Fields, keys: string[]): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([k]) => !keys.includes(k)))
