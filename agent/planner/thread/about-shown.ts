// "with their free hours", "and his other projects?", "how many hours each?", "only those over 100": more, or less, of
// the people and projects that were just shown.

import type { LexiconProject, ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { isFiller, isWords } from '../reading/items.js'
import { isoSpan } from '../reading/resolve-period.js'
import { managedBy } from './pronouns.js'
import { type Shown, type ShownRow, shownIn } from './shown.js'
import { type RememberedCall, slotsOf } from './thread-memory.js'

type Fields = Record<string, unknown>
/** A rule for one way to go on about what was shown; null where the words say something else. */
type Rule = (clause: Clause, last: RememberedCall, planning: Planning) => ToolCall[] | null

/** More people are not named one by one, and more projects not told one by one. */
const MOST_PEOPLE = 50
const MOST_PROJECTS = 6

const START = '(?:(?:and|so|ok|now|but|then|also|please|show|list|give me|show me|what about|how about) )*'
const END = '(?: (?:too|as well|also|please|then|though))*'

/** The calls that tell more of what was shown last. Null where the message asks for something else. */
export function aboutShown(clause: Clause, last: ToolCall[], planning: Planning): ToolCall[] | null {
  const call = last.at(-1)
  if (!call || clause.items.length > 14) return null
  for (const rule of [
    freeHours,
    otherProjects,
    ofEach,
    whichAreMine,
    whichAreOver,
    overbookedOfList,
    rowsWithin,
    byWhich,
    byQuarter,
    theirRoles,
  ]) {
    const calls = rule(clause, call, planning)
    if (calls) return calls
  }
  return null
}

/** The words of a clause without its months. */
function bare(clause: Clause): string {
  const months = clause.periods.map((p) => p.text.toLowerCase())
  return months
    .reduce(
      (text, month) => text.replace(new RegExp(`(?:\\b(?:in|for|during|over|at) )?${escaped(month)}`), ' '),
      clause.plain,
    )
    .replace(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim()
}
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** What the last answer showed. */
function shownLast(planning: Planning): Shown | undefined {
  const turn = planning.request.context.turns.findLast((t) => t.calls.length > 0)
  return turn && shownIn(turn, planning)
}

/** The one period a message names, else the one spoken of. */
function monthsOf(clause: Clause, planning: Planning): Fields {
  if (clause.periods.length > 0) return planning.readSpans(clause, planning.thisMonth)[0]!
  return isoSpan(planning.memory.period ?? planning.thisMonth)
}

const FREE =
  '(?:free|available|spare|open|unused|remaining) (?:hours|time|capacity)|availability|(?:hours|time) (?:free|available)'
const FREE_HOURS = new RegExp(
  `^${START}(?:with|plus|including|what are|what is|how much|sort(?:ed)? by|order(?:ed)? by|by)? ?(?:who has )?(?:their|the|her|his)? ?(?:most )?(?:${FREE})(?: of (?:them|each|these|those))?(?: each)?(?: first)?${END}$`,
)

/** "with their free hours (in April)", "sort by free hours": the list shown, each with what is free. */
const freeHours: Rule = (clause, last, planning) => {
  if (clause.entities.length > 0 || !FREE_HOURS.test(bare(clause))) return null
  const input = last.input as Fields
  const people = shownLast(planning)?.people ?? []
  const months = monthsOf(clause, planning)
  const { tell: _tell, ...rest } = input
  if (last.tool === 'find_employees' && (clause.periods.length === 0 || input.from === months.from))
    return [call('find_employees', { ...rest, sort: '-free' })]
  const listed = last.tool === 'find_employees' || input.groupBy === 'employee'
  if (!listed || people.length < 2 || people.length > MOST_PEOPLE) return null
  return [call('find_employees', { employees: names(people), ...months, sort: '-free' })]
}

const OTHER = new RegExp(
  `^${START}(?:(?:on|for|across|what are|which are|which|what) )*(?:his|her|their|the|your|my|any|all)? ?(?:hours |work |time |load |allocations? )?(?:on |for )?(?:his|her|their|the|any|all)? ?other (?:projects|work|jobs|assignments|commitments|hours|allocations|engagements)(?: (?:is|are) (?:he|she|they) (?:also )?(?:on|working on|booked on))?${END}$`,
)
const REST =
  /^(?:(?:and|so|ok|what about|how about|for|on) )*(?:the )?(?:rest|remainder|remaining hours|other hours|everything else)(?: of (?:his|her|my|their|the) (?:time|hours|month))?$/
const ELSE =
  /^(?:(?:and|so|ok) )*what else (?:is|are|does|do) (?:he |she |they )?(?:on|doing|do|working on|work on|booked on|have|got)$/

/** "and his other projects?": all that the person spoken of has hours on, project by project. */
const otherProjects: Rule = (clause, last, planning) => {
  const said = bare(clause)
  if (clause.projects.length + clause.roles.length + clause.clients.length > 0) return null
  const rest = REST.test(said) && Boolean((last.input as Fields).projects) && slotsOf([last]).people.length === 1
  if (!rest && !OTHER.test(said) && !ELSE.test(said)) return null
  const named = planning.peopleOf(clause)
  const shown = shownLast(planning)?.people ?? []
  const listed = last.tool === 'find_employees' || (last.input as Fields).groupBy === 'employee'
  const spoken = slotsOf([last]).people
  const people = named.length > 0 ? named : spoken.length > 0 ? spoken : listed ? names(shown) : []
  const months = monthsOf(clause, planning)
  if (people.length === 0 || people.length > MOST_PEOPLE) return null
  if (people.length > 1) return [call('find_employees', { employees: people, ...months })]
  return [call('query_allocations', { employees: people, ...months, groupBy: 'project' })]
}

const EACH =
  /^(?:(?:and|so|ok) )*(?:how (?:many|much)|what)(?: hours| time)?(?: (?:is|are|do|does|has|have|did))?(?: (?:that|it|they|each|everyone|these|those))?(?: have| got| work)? ?(?:on |for |of )?each(?: (?:of them|one|person|project|have|has|of those|of these))*(?: have| has| got)?$/
const PEOPLE_EACH =
  /^(?:(?:and|so|ok) )*how many (?:people|persons|employees|heads)(?: (?:are|do we have|work|is|have we got))?(?: there)? (?:on|in|at|for) (?:each(?: (?:of them|one|project|of those|of these))?|them|those|these)$/

/** "how many hours each in November?", "how many people are on each?": row by row of what was listed. */
const ofEach: Rule = (clause, last, planning) => {
  const said = bare(clause)
  const heads = PEOPLE_EACH.test(said)
  if (clause.entities.length > 0 || (!heads && !EACH.test(said))) return null
  const { people, projects } = shownLast(planning) ?? { people: [], projects: [] }
  const months = monthsOf(clause, planning)
  if (projects.length > 1 && (heads || people.length < 2)) {
    if (!heads) return [call('query_allocations', { projects: names(projects), ...months, groupBy: 'project' })]
    if (projects.length > MOST_PROJECTS) return null
    const now = clause.periods.length > 0 ? months : isoSpan(planning.thisMonth)
    return projects.map(({ name }) => call('query_allocations', { projects: [name], ...now, groupBy: 'employee' }))
  }
  if (heads || people.length < 2 || people.length > MOST_PEOPLE) return null
  const { onProjects, project, projects: asked } = last.input as Fields
  const on = asked ?? onProjects ?? (project ? [project] : undefined)
  return [call('query_allocations', { employees: names(people), projects: on, ...months, groupBy: 'employee' })]
}

const WHICH = '(?:(?:and|so|ok) )*(?:which|what|any|are any)(?: ones?| projects?)?(?: of (?:them|these|those))?'
const MINE = new RegExp(
  `^${WHICH} ?(?:is|are|belongs? to|(?:do|am|are) (?:i|we))? ?(?:mine|ours|my projects|my own|me|manage|run|managing|running)${END}$`,
)
const OVER = new RegExp(
  `^(?:${WHICH}|(?:and|so|ok)|who|whos)(?: (?:is|are|s|has|have|went|goes|who))* ?(?:over|above|beyond|overran?|gone over|exceed(?:s|ing)?|in the red)(?: (?:the|its|their|his|her|theirs|it|on))*(?: (?:budgets?|funding|funded hours|fundings?))?(?: (?:there|already|now))*$`,
)

/** "which of them end in July?": of the projects shown. */
export const EDGES =
  /^(and |so |ok )*(which|what|any)( ones?)?( of (them|these|those)) (will |do |does |are )?(ends?|ending|finish(es|ing)?|clos(es?|ing)|starts?|starting|begins?|beginning)\b/

/** Does the whole message ask about the list shown before? Then no names are put in the place of "them". */
export const asksOfShown = (said: string): boolean =>
  FREE_HOURS.test(said) || MINE.test(said) || EDGES.test(said) || LIST_THEM.test(said) || THEIR_ROLES.test(said)

/** "list them": those counted before, by the same limits. */
const LIST_THEM =
  /^(and |so )?(who are (they|those|these)|(list|show|name|give me|tell me)( me)?( all( of)?)? (them|those|these)( all)?( by name)?)$/

/** "which of them are mine?": those of the projects shown that the asker manages. */
const whichAreMine: Rule = (clause, _last, planning) => {
  if (!MINE.test(bare(clause)) || clause.projects.length > 0) return null
  const shown = shownLast(planning)?.projects ?? []
  const own = managedBy(planning.request).map((p) => planning.projectName(p))
  const mine = names(shown).filter((name) => own.includes(name))
  if (shown.length < 2 || mine.length === 0 || mine.length > MOST_PROJECTS) return null
  return mine.map((project) => call('get_project_status', { project }))
}

/** "which is over budget?" of the projects shown; "who is over theirs?" after budgets. */
const whichAreOver: Rule = (clause, last, planning) => {
  const said = bare(clause)
  if (clause.entities.length + clause.periods.length + clause.amounts.length > 0 || !OVER.test(said)) return null
  const { about } = last.input as Fields
  const budgets = last.tool === 'find_conflicts' && about === 'budgets'
  const money = /\b(budgets?|funding|funded|fundings|theirs|overran?|red)\b/.test(said)
  if (budgets)
    return planning.memory.last.filter((c) => c.tool === 'find_conflicts').map(({ tool, input }) => ({ tool, input }))
  if (!money || last.tool === 'find_conflicts') return null
  const shown = shownLast(planning)?.projects ?? []
  const several = /^(and |so |ok )*(which|any|are any|what)\b/.test(said)
  if (shown.length < (several ? 2 : 1) || shown.length > MOST_PROJECTS || /\bprojects?\b/.test(said)) return null
  return names(shown).map((project) => call('find_conflicts', { about: 'budgets', project }))
}

const OVERBOOKED =
  /^(?:(?:and|so|ok) )*(?:who|whos|which ones?|which of (?:them|these|those)|anyone|anybody)(?: of (?:them|these|those))?(?: (?:is|are|s))? ?(?:over|above|over ?booked|over ?allocated|overloaded|over the limit|over capacity)(?: (?:100|100 ?%|full time|capacity))?$/

/** "who's over?" of the people of a list: those above their capacity. */
const overbookedOfList: Rule = (clause, last, planning) => {
  if (clause.entities.length + clause.periods.length > 0 || !OVERBOOKED.test(bare(clause))) return null
  const input = last.input as Fields
  const people = shownLast(planning)?.people ?? []
  const limited = ['project', 'roles', 'lcats', 'skills', 'employees'].some((key) => input[key] !== undefined)
  if (last.tool === 'find_employees' && limited && planning.memory.last.length === 1) {
    const { tell: _tell, sort: _sort, limit: _limit, ...rest } = input
    const kept = Object.entries(rest).filter(([key]) => !/(Below|AtLeast|Above|AtMost)$/.test(key))
    return [call(last.tool, { ...Object.fromEntries(kept), loadAbove: 1 })]
  }
  const named = last.tool === 'query_allocations' && input.groupBy === 'employee' && !input.clients
  if (!named || people.length < 2 || people.length > MOST_PEOPLE) return null
  return [call('find_employees', { employees: names(people), ...monthsOf(clause, planning), loadAbove: 1 })]
}

const KEYS: Record<string, string> = {
  employee: 'employees',
  project: 'projects',
  client: 'clients',
  role: 'roles',
}

/** "only those above 50 hours" of hours summed by person, project, client or role: the rows that fit. */
const rowsWithin: Rule = (clause, last, planning) => {
  const [limit] = clause.comparisons
  const turn = planning.request.context.turns.findLast((t) => t.calls.length > 0)
  const { groupBy, projects, clients, roles } = last.input as Fields
  const output = (last.output ?? {}) as { groupBy?: string; rows?: { label: string; hours: number }[] }
  const key = KEYS[String(output.groupBy ?? groupBy)]
  if (last.tool !== 'query_allocations' || turn?.calls.length !== 1 || !limit || !key || !output.rows) return null
  if (clause.comparisons.length > 1 || limit.upper || !(limit.amount.unit === 'hours' || limit.amount.unit === 'none'))
    return null
  // People of one project, or of all, are listed with their limits by find_employees.
  if (key === 'employees' && !clients && !roles && (!Array.isArray(projects) || projects.length === 1)) return null
  const rest = clause.items.every(
    (i) =>
      i.kind === 'comparison' ||
      isFiller(i) ||
      isWords(
        i,
        'only',
        'who',
        'which',
        'that',
        'with',
        'people',
        'projectNoun',
        'clientNoun',
        'roleNoun',
        'hoursNoun',
        'and',
        'show',
        'about',
      ),
  )
  if (!rest || /\b(all|every|everyone|everybody|anyone|anybody|else|firm|company|overall)\b/.test(clause.plain))
    return null
  const { value } = limit.amount
  const fits: Record<string, (hours: number) => boolean> = {
    above: (h) => h > value,
    atLeast: (h) => h >= value,
    below: (h) => h < value,
    atMost: (h) => h <= value,
  }
  const fitting = output.rows.filter((row) => fits[limit.operator]?.(row.hours)).map((row) => row.label)
  if (fitting.length === 0 || fitting.length > MOST_PEOPLE) return null
  // Clients beside projects would be added to them: of the projects, those of these clients.
  const { lexicon } = planning.request
  const theirs = lexicon.projects.filter((p) => fitting.includes(p.client)).map((p) => planning.projectName(p))
  const within =
    key === 'clients' && Array.isArray(projects)
      ? { projects: projects.filter((name) => theirs.includes(name)) }
      : { [key]: fitting }
  return [call(last.tool, { ...last.input, groupBy: output.groupBy ?? groupBy, ...within })]
}

const BY: Record<string, string> = {
  role: 'role',
  project: 'project',
  client: 'client',
  customer: 'client',
  month: 'month',
}
const WHICH_GROUPS =
  /^(?:(?:and|so|ok|for|on|in) )*(?:which|what) (role|project|client|customer|month)s?(?: (?:is|are|was) (?:that|it|they|this|those|these))?(?: (?:on|for|in))?$/

/** "projects" alone; "months" would be too little said. */
const BARE_GROUPS = /^(?:(?:and|the|his|her|its|their) )*(role|project|client|customer)s$/

/** "which roles?", "for which clients?" after hours: the same hours by role, by client. */
const byWhich: Rule = (clause, last, planning) => {
  const by = (WHICH_GROUPS.exec(bare(clause)) ?? BARE_GROUPS.exec(bare(clause)))?.[1]
  if (!by || last.tool !== 'query_allocations' || clause.entities.length + clause.periods.length > 0) return null
  return planning.memory.last
    .filter((c) => c.tool === last.tool)
    .map(({ tool, input }) => call(tool, { ...input, groupBy: BY[by] }))
}

const QUARTERLY =
  /^(?:(?:and|now|so|ok|split|show) )*(?:(?:by|per|each|for each|every) quarter|quarterly|quarter by quarter|in quarters)$/

/** "per quarter" after hours of several: each quarter by itself. */
const byQuarter: Rule = (clause, last, planning) => {
  const { period } = planning.memory
  if (!QUARTERLY.test(clause.plain.replace(/[^\p{L}]+/gu, ' ').trim()) || last.tool !== 'query_allocations' || !period)
    return null
  const quarters = Math.ceil((period.to - period.from + 1) / 3)
  if (quarters < 2 || quarters > MOST_QUARTERS || period.from % 3 !== 0) return null
  const { groupBy, ...rest } = last.input as Fields
  const by = groupBy === 'month' ? undefined : groupBy
  return Array.from({ length: quarters }, (_, at) => {
    const from = period.from + 3 * at
    return call(last.tool, { ...rest, ...isoSpan({ from, to: Math.min(from + 2, period.to) }), groupBy: by })
  })
}
const MOST_QUARTERS = 6

const THEIR_ROLES =
  /^(?:(?:and|also|plus|show|list|what are|now|please) )*(?:with )?(?:their|the) (?:roles?|levels?|lcats?|job titles?|titles|grades?|positions|roles and levels|levels and roles)$/

/** "with their roles" after hours by person: the list of these people, which has roles and levels. */
const theirRoles: Rule = (clause, last, planning) => {
  if (!THEIR_ROLES.test(clause.plain.replace(/[^\p{L}]+/gu, ' ').trim())) return null
  if (last.tool === 'find_employees') return [call(last.tool, last.input)]
  const people = shownLast(planning)?.people ?? []
  if (last.tool !== 'query_allocations' || people.length < 2 || people.length > MOST_PEOPLE) return null
  return [call('find_employees', { employees: names(people), ...monthsOf(clause, planning) })]
}

/** The projects that "which ones end in May?" asks about: those shown last, where several were. */
export function projectsPointedAt(clause: Clause, planning: Planning): LexiconProject[] | undefined {
  if (
    !/^(and |so |ok )*(which|what|any|do any|does any)( ones?)?( of (them|these|those))?\b(?! projects?\b)/.test(
      clause.plain,
    )
  )
    return undefined
  if (!/\b(ones?|them|these|those)\b/.test(clause.plain)) return undefined
  const shown = shownLast(planning)?.projects ?? []
  if (shown.length < 2) return undefined
  return planning.request.lexicon.projects.filter((p) => names(shown).includes(planning.projectName(p)))
}

const names = (rows: ShownRow[]): string[] => rows.map((row) => row.name)

const call = (tool: string, fields: object): ToolCall => ({
  tool,
  input: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
})
