import type { Clause } from './clause.js'
import { levelsOf, orderOf } from './intents/find.js'
import { groupOf } from './intents/query.js'
import { isoMonth } from './month-arithmetic.js'
import type { ToolCall } from './planner-types.js'
import type { Planning } from './planning.js'
import { resolveStretch } from './resolve-period.js'

type Fields = Record<string, unknown>

/** One read asked again with other names, months, limits or order. */
export function askAgain(clause: Clause, call: ToolCall, planning: Planning): ToolCall | null {
  const before = call.input as Fields
  if (
    clause.has('without', 'not') &&
    call.tool !== 'recommend_candidates' &&
    !(clause.has('free', 'full', 'idle') && !clause.has('without'))
  )
    return null
  // "book the first one on Alpha for 40 hours" is a change, not another filter of the list.
  const isChange = clause.has('set', 'staff', 'move', 'add', 'subtract') && !clause.has('free', 'only', 'show')
  if (isChange && clause.amounts.some((a) => ['hours', 'days', 'weeks'].includes(a.amount.unit))) return null
  let tool = call.tool
  let fields: Fields = { ...before }
  if (clause.amounts.length > 0 && !['find_employees'].includes(tool)) return null
  const period = spanOf(clause, planning)
  const people = planning.peopleOf(clause)
  const projects = planning.projectsOf(clause).map((p) => planning.projectName(p))
  const clients = planning.clientsOf(clause)
  const roles = planning.rolesOf(clause)
  const lcats = planning.lcatsOf(clause)
  const skills = planning.skillsOf(clause)
  if (people.length > 0) {
    if (tool === 'recommend_candidates') return explainOrExclude(clause, fields, people, period)
    if (['find_employees', 'forecast_staffing', 'suggest_balance', 'get_project_status'].includes(tool)) {
      if (clause.has('without', 'not')) return null
      tool = 'query_allocations'
      fields = pick(fields, ['from', 'to'])
      if (!fields.from) fields = { ...fields, ...planning.isoSpans([planning.thisMonth])[0] }
      fields.employees = people
      fields = withGroup(fields, call, people.length)
    } else if (tool === 'find_conflicts' || tool === 'resolve_over_allocation') {
      if (people.length > 1) return null
      fields = { ...pick(fields, ['from', 'to', 'project']), employee: people[0] }
    } else if (tool === 'query_allocations') {
      fields = {
        ...without(fields, ['employees', 'roles', 'clients', ...(before.employees ? [] : ['groupBy'])]),
        employees:
          clause.has('also') && Array.isArray(before.employees) && !clause.has('about')
            ? [...(before.employees as string[]), ...people]
            : people,
      }
      if (people.length > 1 && !fields.groupBy) fields.groupBy = 'employee'
      if (people.length === 1 && before.groupBy === 'employee') fields = without(fields, ['groupBy'])
    } else return null
  }
  if (projects.length > 0) {
    if (tool === 'query_allocations' || tool === 'suggest_balance') fields = { ...fields, projects }
    else if (tool === 'get_project_status' && projects.length === 1) fields = { project: projects[0] }
    else if (
      ['find_employees', 'find_conflicts', 'recommend_candidates', 'export_report'].includes(tool) &&
      projects.length === 1
    ) {
      fields = { ...fields, project: projects[0] }
      if (tool === 'export_report') fields.report = 'project'
    } else return null
    if (tool === 'query_allocations')
      fields = without(fields, [
        'clients',
        ...(people.length === 0 && before.projects === undefined && before.employees === undefined ? ['roles'] : []),
      ])
  }
  if (clients.length > 0) {
    if (tool !== 'query_allocations') return null
    fields = { ...without(fields, ['projects']), clients }
  }
  if (roles.length > 0 || lcats.length > 0 || skills.length > 0) {
    if (
      tool === 'query_allocations' &&
      (lcats.length > 0 || skills.length > 0 || (people.length === 0 && fields.employees))
    ) {
      if (Array.isArray(fields.projects) && fields.projects.length > 1) return null
      tool = 'find_employees'
      const project = (fields.projects as string[] | undefined)?.[0]
      fields = { ...pick(fields, ['from', 'to', 'roles']), ...(project ? { project } : {}) }
    }
    if (tool === 'find_conflicts') {
      tool = 'find_employees'
      fields = { ...pick(fields, ['from', 'to', 'project']), loadAbove: 1 }
    }
    if (tool === 'recommend_candidates') {
      const role = planning.role(clause.roles)
      const lcat = planning.lcat(clause.lcats)
      fields = {
        ...fields,
        ...(role ? { role } : {}),
        ...(lcat ? { lcat } : {}),
        ...(skills.length > 0 ? { skills } : {}),
      }
    } else if (['find_employees', 'forecast_staffing', 'query_allocations', 'suggest_balance'].includes(tool)) {
      if (skills.length > 0 && tool !== 'find_employees') return null
      if (lcats.length > 0 && !['find_employees', 'forecast_staffing'].includes(tool)) return null
      fields = {
        ...fields,
        ...(roles.length > 0 ? { roles } : {}),
        ...(lcats.length > 0 ? { lcats } : {}),
        ...(skills.length > 0 ? { skills } : {}),
      }
    } else return null
  }
  const levels =
    clause.comparisons.length > 0 ||
    clause.amounts.length > 0 ||
    clause.has(
      'free',
      'idle',
      'bench',
      'partly',
      'full',
      'busiest',
      'leastBusy',
      'mostFree',
      'top',
      'sort',
      'alphabetical',
      'descending',
      'ascending',
    )
  if (levels && !(tool !== 'find_employees' && clause.has('allocation') && clause.comparisons.length === 0)) {
    if (tool === 'query_allocations' && !fields.employees && (fields.roles || fields.projects)) {
      const project = (fields.projects as string[] | undefined)?.[0]
      tool = 'find_employees'
      fields = { ...pick(fields, ['from', 'to', 'roles']), ...(project ? { project } : {}) }
    }
    if (tool !== 'find_employees') {
      if (clause.has('sort', 'top', 'descending') || clause.comparisons.length > 0 || people.length === 0) return null
    } else {
      const limits = sameLimit(clause, fields) ?? levelsOf(clause, planning)
      if (!limits) return null
      const order = orderOf(clause, limits)
      const key = String(fields.sort ?? 'fte').replace('-', '')
      if (!order.sort && clause.has('descending')) order.sort = `-${key}`
      if (!order.sort && clause.has('ascending')) order.sort = key
      if (Object.keys(limits).length > 0) fields = withoutLevels(fields, Object.keys(limits))
      fields = { ...fields, ...limits, ...order }
    }
  }
  if (period) {
    if (tool === 'get_project_status') {
      tool = 'query_allocations'
      fields = { projects: [fields.project as string] }
    }
    if (tool === 'search_knowledge') return null
    fields = { ...fields, ...period }
  }
  const group =
    clause.has('byPerson', 'byProject', 'byRole', 'byClient', 'monthNoun') && !clause.has('alphabetical', 'sort')
      ? groupOf(clause)
      : undefined
  if (group) {
    if (tool === 'get_project_status') return null
    if (tool !== 'query_allocations') {
      if (!fields.from) return null
      tool = 'query_allocations'
      fields = pick(fields, ['from', 'to', 'roles'])
    }
    fields = { ...fields, groupBy: group }
  }
  if (clause.has('csv') && tool === 'export_report') fields = { ...fields, format: 'csv' }
  else if (clause.has('export') && tool === 'export_report') fields = { ...fields, format: 'xlsx' }
  else if (clause.has('csv', 'export')) return null
  const result = { tool, input: fields }
  const unchanged = JSON.stringify(result) === JSON.stringify({ tool: call.tool, input: before })
  if (unchanged && clause.has('count')) return result
  return unchanged && !period && people.length + projects.length + roles.length + lcats.length === 0 ? null : result
}

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

function withGroup(fields: Fields, _call: ToolCall, people: number): Fields {
  return people > 1 ? { ...fields, groupBy: 'employee' } : fields
}

const LEVEL_KEYS = [
  'fteBelow',
  'fteAtLeast',
  'fteAbove',
  'fteAtMost',
  'loadBelow',
  'loadAtLeast',
  'loadAbove',
  'loadAtMost',
]

/** "make that 30 %": the limit asked for before, with another number. */
function sameLimit(clause: Clause, fields: Fields): Fields | null {
  const amount = clause.amounts[0]
  const keys = Object.keys(fields).filter((k) => LEVEL_KEYS.includes(k))
  if (!amount || clause.amounts.length > 1 || clause.comparisons.length > 0 || keys.length !== 1) return null
  if (amount.amount.unit !== 'percent' && amount.amount.unit !== 'fte') return null
  return { [keys[0]!]: amount.amount.value }
}

/** New limits replace the old ones, and with them an order that the old ones brought. */
function withoutLevels(fields: Fields, _names: string[]): Fields {
  return without(fields, [...LEVEL_KEYS, ...(fields.sort === '-free' ? ['sort'] : [])])
}

const pick = (fields: Fields, keys: string[]): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([k]) => keys.includes(k)))
const without = (fields: Fields, keys: string[]): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([k]) => !keys.includes(k)))
