// "who has most?", "which month is lowest?", "where is the biggest gap?": the highest or lowest of what was just shown.

import type { ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { isoSpan } from '../reading/resolve-period.js'
import { type Extreme, figureOf, type Measure, measureOf } from '../words/extreme-words.js'
import { asked, type Reader } from './about-answer.js'
import { listedPeople } from './shown.js'
import { severalSpokenOf } from './spoken-pair.js'
import { type RememberedCall, slotsOf, WRITE_TOOLS } from './thread-memory.js'

type Fields = Record<string, unknown>

const ASKS =
  /^(who|whos|whose|which|what|whats|where|is|are|has|have|had|the|one|ones|person|people|somebody|of|them|those|these|two|three|all|both|among|project|projects|role|roles|client|clients|customer|customers|month|months|level|needs|need|takes|burns|uses|gets|does|do|we|it|will|be|would|s|got|and|so|carries|works|work|working|eats|eating|used|took|gives|gave|using|taking|burning|costing|needing|team|teams|group|groups|spends|spending|ends|up|with|by|in|our|on|at|whats|there|here|comes|costs)$/
const TAIL =
  /^(of|them|those|these|it|that|this|there|here|on|in|for|the|all|two|three|both|list|now|then|then|by|far|at|moment|one|ones|person|people|project|projects|role|roles|client|clients|month|months|hours|load|gap|gaps|shortage|shortfall|need|problem|share|number|total|value|figure|staffed|short|us|group|team|already|still|in|total|left|to|do|spare|than|other|others|conflict|overload|overrun|utilisation|utilization|consumer)$/
const DIMENSIONS: [RegExp, string][] = [
  [/\b(who|whos|whose|person|people|somebody)\b/, 'employee'],
  [/\bprojects?\b/, 'project'],
  [/\broles?\b/, 'role'],
  [/\b(clients?|customers?)\b/, 'client'],
  [/\bmonths?\b/, 'month'],
]
const KEYS: Record<string, string> = {
  employee: 'employees',
  project: 'projects',
  role: 'roles',
  client: 'clients',
}

/** Reads the question off the words; undefined where any of them says something else. */
export function readExtreme(said: string): (Extreme & { by: string | undefined }) | undefined {
  const words = said.split(' ')
  if (words.length > 12) return undefined
  for (let at = 0; at < words.length; at += 1) {
    const read = measureOf(words.slice(at))
    if (read) {
      if (!words.slice(at + read.length).every((w) => TAIL.test(w))) return undefined
      if (at === 0 && !read.adjective && words.length > read.length) return undefined
      const by = DIMENSIONS.find(([noun]) => noun.test(said))?.[1]
      // "the least to do" is the least load, though a list of free people is shown.
      const toDo = /^to do\b/.test(words.slice(at + read.length).join(' ')) && read.measure === 'any'
      return { ...read, ...(toDo ? { measure: 'load' as const } : {}), by }
    }
    if (!ASKS.test(words[at]!)) return undefined
  }
  return undefined
}

/** The row that has most or least of it, asked for by itself. */
export const extremeShown: Reader = (clause, last, planning) => {
  const said = readExtreme(asked(clause))
  if (!said || WRITE_TOOLS.has(last.tool)) return undefined
  // "utilisation by role" / "which is lowest?": the lowest utilisation.
  const full = said.measure === 'any' && /\b(utili[sz]|busy|full|load)/i.test(planning.memory.lastText)
  const read = full ? { ...said, measure: 'load' as const } : said
  const calls = planning.memory.last
  const two = twoSpokenOf(said, clause, planning) ?? twoGroups(clause, planning)
  if (two) return two
  if (last.tool === 'query_allocations') {
    const list = listBefore(last, planning) ?? last
    return ofSums(read, list.input as Fields, (list.output ?? {}) as Fields)
  }
  const groups = calls.filter((c) => (c.input as Fields).tell === 'group')
  if (groups.length > 1) {
    const best = extremeOf(
      groups.map((c) => ({ utilisation: (c.output as Fields | undefined)?.utilisation, of: c.input })),
      'load',
      read.most !== (read.measure === 'free'),
    )
    return best.length > 0 ? best.map((b) => call('find_employees', b.of as Fields)) : undefined
  }
  if (last.tool === 'find_employees') return ofPeople(read, amongShown(last.input as Fields, planning))
  if (last.tool === 'forecast_staffing') return ofForecast(read, last.input as Fields, (last.output ?? {}) as Fields)
  if (last.tool === 'find_conflicts') return ofConflicts((last.output ?? {}) as Fields)
  if (last.tool !== 'get_project_status') return undefined
  const list = last.input as Fields
  if (list.project === undefined && calls.length === 1 && read.by !== 'employee') {
    const funded = list.sort === '-funded' || list.sort === 'funded' ? 'funded' : 'left'
    const { leftBelow: _share, leftHoursBelow: _hours, ...rest } = list
    return [call('get_project_status', { ...rest, sort: `${read.most ? '-' : ''}${funded}`, limit: 1 })]
  }
  const states = /\b(which|what)\b/.test(asked(clause))
    ? statesShown(planning)
    : calls.flatMap((c) => ((c.output as Fields | undefined)?.list as Fields[]) ?? [(c.output ?? {}) as Fields])
  if (read.by === 'employee' || states.length === 1) return ofStaff(read, states)
  const measure: Measure = read.measure === 'any' || read.measure === 'free' ? 'budget' : read.measure
  const best = extremeOf(states, measure, read.most)
  return best.length > 0 ? best.map((s) => call('get_project_status', { project: s.name })) : undefined
}

/** "who of them has the most free hours in April?": of the people just listed, in another month. */
export const extremeIn: Reader = (clause, last, planning) => {
  const said = clause.periods.reduce((text, { text: month }) => text.replace(month.toLowerCase(), ' '), asked(clause))
  const read = readExtreme(said.replace(/\s+/g, ' ').trim())
  if (!read || !/\b(of|among) (them|those|these|the)\b/.test(said)) return undefined
  const input = last.input as Fields
  const listed = last.tool === 'find_employees' || (last.tool === 'query_allocations' && input.groupBy === 'employee')
  const employees = listed ? listedPeople(planning) : []
  if (employees.length < 2) return undefined
  return planning
    .readSpans(clause, planning.thisMonth)
    .flatMap((span) =>
      ofPeople(read, last.tool === 'find_employees' && !input.limit ? { ...input, ...span } : { employees, ...span }),
    )
}

/** "which of the two has more?" after one question about each of them. */
function twoSpokenOf(read: Extreme, clause: Clause, planning: Planning): ToolCall[] | undefined {
  const several = severalSpokenOf(asked(clause), planning)?.people
  if (!several && !/\b(of the two|of both|of them|of those|who|which one)\b/.test(asked(clause))) return undefined
  const turns = planning.request.context.turns.filter((t) => t.calls.length > 0).slice(-2)
  const people = several?.map((name) => [name]) ?? turns.map((t) => slotsOf(t.calls).people)
  if (people.length < 2 || people.some((p) => p.length !== 1) || people[0]![0] === people[1]![0]) return undefined
  const period = planning.memory.period
  const months = period ? isoSpan(period) : {}
  const key = read.measure === 'free' ? 'free' : 'load'
  const employees = people.flat()
  return [call('find_employees', { employees, ...months, sort: `${read.most ? '-' : ''}${key}` })]
}

/** "and the fewest?" after the one with most was picked out of a list: that list. */
function listBefore(last: RememberedCall, planning: Planning): RememberedCall | undefined {
  const turns = planning.request.context.turns.filter((t) => t.calls.length > 0).slice(-2)
  const before = turns[0]?.calls
  const [list] = before ?? []
  if (turns.length < 2 || before?.length !== 1 || list?.tool !== last.tool) return undefined
  const { groupBy, ...asked } = list.input as Fields
  const by = String((list.output as Fields | undefined)?.groupBy ?? groupBy ?? '')
  const key = KEYS[by]
  const picked = (last.input as Fields)[key ?? ''] as string[] | undefined
  const same = Object.keys(asked).every(
    (k) => k === key || JSON.stringify(asked[k]) === JSON.stringify((last.input as Fields)[k]),
  )
  const rows = ((list.output as Fields | undefined)?.rows ?? []) as Fields[]
  return same && picked?.length === 1 && rows.length > 1 && rows.some((r) => r.label === picked[0]) ? list : undefined
}

/** "which team is busier?" after the people of one role and then of another: the load of each. */
function twoGroups(clause: Clause, planning: Planning): ToolCall[] | undefined {
  if (!/\b(which|what) (team|group|role|one|of the two|of them|of both)\b/.test(asked(clause))) return undefined
  const turns = planning.request.context.turns.filter((t) => t.calls.length > 0).slice(-2)
  const inputs = turns.flatMap(({ calls }) =>
    calls.length === 1 && calls[0]!.tool === 'find_employees' ? [calls[0]!.input as Fields] : [],
  )
  const alike = inputs.map(({ roles: _roles, tell: _tell, ...rest }) => JSON.stringify(rest))
  if (inputs.length < 2 || alike[0] !== alike[1] || !inputs.every((i) => i.roles && !i.limit)) return undefined
  return inputs.map((input) => call('find_employees', { ...input, tell: 'group' }))
}

/** The states of projects that the last turns showed one after the other. */
function statesShown(planning: Planning): Fields[] {
  const turns = planning.request.context.turns.filter((t) => t.calls.length > 0).reverse()
  const shown: Fields[] = []
  for (const turn of turns.slice(0, 4)) {
    if (turn.calls.some((c) => c.tool !== 'get_project_status')) break
    for (const { output } of turn.calls) if (output) shown.push(...(((output as Fields).list as Fields[]) ?? [output]))
  }
  return shown
}

const ENDS =
  /^(which|which one|which project|what|which of (the two|them|those|these))( of them)? (ends|finishes|stops|runs out|is over|starts|begins|runs) (first|last|earlier|later|sooner|earliest|latest|soonest|longest|longer|next)$/

/** "which ends first?" of the projects whose state was shown last. */
export const firstToEnd: Reader = (clause, last, planning) => {
  const said = ENDS.exec(asked(clause))
  if (!said || last.tool !== 'get_project_status') return undefined
  const shown = statesShown(planning)
  const key = /start|begin/.test(said[0]) ? 'startsOn' : 'endsOn'
  const sorted = shown
    .filter((s) => typeof s[key] === 'string')
    .sort((a, b) => String(a[key]).localeCompare(String(b[key])))
  const best = /last|later|latest|long/.test(said.at(-1)!) ? sorted.at(-1) : sorted[0]
  return best ? [call('get_project_status', { project: best.name })] : undefined
}

function ofSums(read: Extreme & { by: string | undefined }, input: Fields, output: Fields): ToolCall[] | undefined {
  const rows = (output.rows ?? []) as Fields[]
  const by = String(output.groupBy ?? '')
  if (read.by && read.by !== by && !(read.by === 'employee' && by === 'role'))
    return [call('query_allocations', { ...input, groupBy: read.by })]
  if (by === 'employee' && rows.length > 0 && (read.measure === 'free' || read.measure === 'load'))
    return ofPeople(read, { employees: rows.map((r) => r.label), from: input.from, to: input.to })
  const best = extremeOf(rows, read.measure === 'free' ? 'load' : read.measure, read.most !== (read.measure === 'free'))
  if (best.length === 0) return undefined
  const { groupBy: _by, ...rest } = input
  // Where all are alike, the list says it.
  if (best.length > 3 || (best.length > 1 && best.length === rows.length)) return [call('query_allocations', input)]
  if (by === 'month') return best.map((r) => call('query_allocations', { ...rest, from: r.key, to: r.key }))
  const key = KEYS[by]
  return key ? [call('query_allocations', { ...rest, [key]: best.map((r) => r.label) })] : undefined
}

/** "the first three" of a list are all that is spoken of from then on. */
function amongShown(input: Fields, planning: Planning): Fields {
  const employees = input.limit === undefined || Number(input.limit) < 2 ? [] : listedPeople(planning)
  const { limit: _limit, ...rest } = input
  return employees.length > 1 ? { ...rest, employees } : input
}

function ofPeople(read: Extreme, input: Fields): ToolCall[] {
  const wasFree = input.sort === '-free' || Object.keys(input).some((k) => k.startsWith('freeHours'))
  const key = read.measure === 'free' || (read.measure === 'any' && wasFree) ? 'free' : 'load'
  return [call('find_employees', { ...input, sort: `${read.most ? '-' : ''}${key}`, limit: 1 })]
}

function ofForecast(read: Extreme, input: Fields, output: Fields): ToolCall[] | undefined {
  const lines = (output.lines ?? []) as { role: string; lcat: string; shortage: number; months: Fields[] }[]
  if (lines.length === 0) return undefined
  const slack = (line: (typeof lines)[number]) =>
    Math.min(...line.months.map((m) => (Number(m.freeFte) - Number(m.demandFte)) / Math.max(1, Number(m.capacityFte))))
  const sorted = [...lines].sort((a, b) => b.shortage - a.shortage || slack(a) - slack(b))
  const line = read.measure === 'free' && read.most ? sorted.at(-1)! : read.most ? sorted[0]! : sorted.at(-1)!
  return [call('forecast_staffing', { ...input, roles: [line.role] })]
}

/** The worst conflict is the over-allocation by most hours, where there is any. */
function ofConflicts(output: Fields): ToolCall[] | undefined {
  const worst = worstConflict(output)
  if (!worst) return undefined
  const about = worst.kind === 'over_allocation' ? 'people' : undefined
  return [
    call('find_conflicts', {
      employee: worst.employee,
      project: worst.employee ? undefined : worst.project,
      about,
      from: worst.month,
      to: worst.month,
    }),
  ]
}

/** The conflict that weighs most: people above what they can work before all others. */
export function worstConflict(output: Fields): Fields | undefined {
  const all = (output.conflicts ?? []) as Fields[]
  const people = all.filter((c) => c.kind === 'over_allocation')
  return extremeOf(people.length > 0 ? people : all, 'hours', true)[0]
}

/** Who has most hours or budget on one project. */
function ofStaff(read: Extreme, states: Fields[]): ToolCall[] | undefined {
  const [state] = states
  const people = (state?.people ?? []) as Fields[]
  const months = (state?.months ?? []) as { month: string }[]
  if (states.length !== 1 || people.length === 0 || months.length === 0) return undefined
  const best = extremeOf(people, read.measure === 'budget' ? 'budget' : 'any', read.most)
  return [
    call('query_allocations', {
      employees: best.map((p) => p.name),
      projects: [state!.name],
      from: months[0]!.month,
      to: months.at(-1)!.month,
    }),
  ]
}

/** All rows with the highest or lowest figure; none where no row has one. */
function extremeOf<Row extends Fields>(rows: Row[], measure: Measure, most: boolean): Row[] {
  const known = rows.filter((row) => figureOf(row, measure) !== undefined)
  const figures = known.map((row) => figureOf(row, measure)!)
  const wanted = most ? Math.max(...figures) : Math.min(...figures)
  return known.filter((_, at) => figures[at] === wanted).slice(0, 4)
}

const call = (tool: string, fields: Fields): ToolCall => ({
  tool,
  input: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
})
